// Made by botosmith; do not edit.

//! Idempotency tokens, by which a service recognizes a repeated request.

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// Fills the token of an operation's input, if it is not set.
pub type FillToken = fn(&mut Input, &IdempotencyTokenProvider);

/// Source of idempotency tokens.
#[derive(Clone, Debug)]
pub struct IdempotencyTokenProvider {
    fixed: Option<&'static str>,
}

impl IdempotencyTokenProvider {
    /// Creates a provider of random UUIDs (version 4).
    pub fn random() -> Self {
        Self { fixed: None }
    }

    /// Creates a provider that always returns the same token, for tests.
    pub fn fixed(token: &'static str) -> Self {
        Self { fixed: Some(token) }
    }

    /// Returns a token.
    pub fn make_idempotency_token(&self) -> String {
        match self.fixed {
            Some(token) => token.to_owned(),
            None => uuid_v4(fastrand::u128(..)),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

/// Fills the token of an operation that has one, from the configured provider.
pub fn fill(operation: Option<FillToken>, input: &mut Input, cfg: &ConfigBag) {
    if let Some(fill) = operation {
        let random = IdempotencyTokenProvider::random();
        fill(
            input,
            cfg.load::<IdempotencyTokenProvider>().unwrap_or(&random),
        );
    }
}

/// Formats a UUID as RFC 9562 has it: four bits are the version, two the variant, the others are
/// random.
fn uuid_v4(random: u128) -> String {
    let version = (random & !(0xf << 76)) | (0x4 << 76);
    let bits = (version & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let (a, b, c, d, e) = (
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    );
    format!("{a}-{b}-{c}-{d}-{e}")
}
