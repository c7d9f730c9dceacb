//! Settings that make tests repeatable.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::provider::token::SharedTokenProvider;
use aws_credential_types::{Credentials, Token};
use aws_runtime::user_agent::AwsUserAgent;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::CloneableLayer;

use super::idempotency::IdempotencyTokenProvider;

/// Sets a fixed time, user agent and idempotency token, and test credentials. All are the same as
/// in aws-sdk-rust, so that requests recorded with it stay valid.
pub fn apply(
    config: &mut CloneableLayer,
    components: &mut RuntimeComponentsBuilder,
    signing_schemes: &[AuthSchemeId],
) {
    config.store_put(IdempotencyTokenProvider::fixed(
        "00000000-0000-4000-8000-000000000000",
    ));
    config.store_put(AwsUserAgent::for_tests());
    let now = UNIX_EPOCH + Duration::from_secs(1_234_567_890);
    components.set_time_source(Some(SharedTimeSource::new(StaticTimeSource::new(now))));
    for scheme in signing_schemes.iter().cloned() {
        let credentials = SharedCredentialsProvider::new(Credentials::for_tests());
        components.set_identity_resolver(scheme, credentials);
    }
    components.set_identity_resolver(
        HTTP_BEARER_AUTH_SCHEME_ID,
        SharedTokenProvider::new(Token::for_tests()),
    );
}
