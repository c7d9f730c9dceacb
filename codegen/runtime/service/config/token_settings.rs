//! Bearer token settings, of services that accept tokens.

use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::shared::IntoShared;

pub use aws_credential_types::Token;
pub use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
pub use aws_smithy_runtime_api::client::identity::ResolveIdentity;

use super::Builder;

impl Builder {
    /// Sets a bearer token.
    pub fn bearer_token(self, bearer_token: Token) -> Self {
        self.bearer_token_resolver(bearer_token)
    }

    /// Sets the resolver of bearer tokens.
    pub fn bearer_token_resolver(
        mut self,
        bearer_token_resolver: impl ResolveIdentity + 'static,
    ) -> Self {
        let resolver: SharedIdentityResolver = bearer_token_resolver.into_shared();
        self.runtime_components
            .set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, resolver);
        self
    }

    /// Sets the token provider.
    pub fn token_provider(mut self, token_provider: impl ProvideToken + 'static) -> Self {
        self.set_token_provider(Some(SharedTokenProvider::new(token_provider)));
        self
    }

    /// Sets the token provider. `None` has no effect.
    pub fn set_token_provider(&mut self, token_provider: Option<SharedTokenProvider>) -> &mut Self {
        if let Some(provider) = token_provider {
            self.runtime_components
                .set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, provider);
        }
        self
    }
}
