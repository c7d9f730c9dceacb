//! The setting of account-based endpoints, of services that have them.

use aws_types::endpoint_config::AccountIdEndpointMode;

use super::Builder;

impl Builder {
    /// Sets the mode of account-based endpoints: preferred, required or disabled.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.set_account_id_endpoint_mode(Some(mode));
        self
    }

    /// Sets or clears the mode of account-based endpoints.
    pub fn set_account_id_endpoint_mode(
        &mut self,
        mode: Option<AccountIdEndpointMode>,
    ) -> &mut Self {
        self.config.store_or_unset(mode);
        self
    }
}
