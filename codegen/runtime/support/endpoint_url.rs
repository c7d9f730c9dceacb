//! Errors about endpoint URLs: of the settings, and how all of them show a URL.

use std::fmt;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::url::BaseUrl;

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

/// Formats a URL for an error: only its beginning if it is long, and without a password.
pub struct Shown<'a>(pub &'a str);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.0.find("://").map_or(0, |it| it + "://".len());
        let mut url = self.0.to_owned();
        // Everything before the last one: where the host begins is unknown in a URL that is not
        // valid.
        if let Some(at) = self.0[start..].rfind('@') {
            url.replace_range(start..start + at, "***");
        }
        Shortened(&url).fmt(f)
    }
}

/// Formats a text for an error: only its beginning if it is long.
pub struct Shortened<'a>(pub &'a str);

impl fmt::Debug for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(100) {
            Some((end, _)) => write!(f, "{:?}…", &self.0[..end]),
            None => write!(f, "{:?}", self.0),
        }
    }
}
