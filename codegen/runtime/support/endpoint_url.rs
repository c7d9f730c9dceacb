//! Check of the endpoint URL of the settings.

use std::fmt;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::url::{BaseUrl, Shown};

/// Endpoint URL of the settings that is not valid. Calls end with it before they send anything.
#[derive(Debug, Clone)]
pub struct InvalidEndpointUrl {
    /// As it is shown.
    url: String,
    reason: &'static str,
    service: &'static str,
}

impl InvalidEndpointUrl {
    /// Returns the error of a URL, if it is not valid, for the service with this name.
    pub fn check(url: &str, service: &'static str) -> Option<Self> {
        let reason = BaseUrl::parse(url).err()?;
        Some(Self {
            url: format!("{:?}", Shown(url)),
            reason,
            service,
        })
    }
}

impl Storable for InvalidEndpointUrl {
    type Storer = StoreReplace<Self>;
}

impl fmt::Display for InvalidEndpointUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        let service = self.service.to_ascii_uppercase();
        write!(
            f,
            "the endpoint URL {} is not valid: {}. Check `endpoint_url` in the code and the \
             profile, and the environment variables AWS_ENDPOINT_URL_{} and AWS_ENDPOINT_URL",
            self.url,
            self.reason,
            service.replace(|c| !is_plain(c), "_"),
        )
    }
}

impl std::error::Error for InvalidEndpointUrl {}
