// Made by botosmith; do not edit.

//! About this crate and the service.

use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, SharedAuthScheme,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;

use crate::support::client;

/// Version of the crate.
pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) static SERVICE: client::Service = client::Service {
    sdk_id: "ECS",
    signing_name: "ecs",
    endpoint_prefix: "ecs",
    endpoint_after_identity: false,
    add_auth_schemes,
    api_metadata: ApiMetadata::new("ecs", PKG_VERSION),
    operations: 1,
    customizations: &[],
    settings: &[],
};

/// What AWS's credentials are for.
pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; 1] = [
    aws_runtime::auth::sigv4::SCHEME_ID,
];

fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) {
    components
        .push_auth_scheme(
            SharedAuthScheme::new(aws_runtime::auth::sigv4::SigV4AuthScheme::new()),
        );
}

/// How an operation's requests may be authenticated, the best way first.
pub(crate) fn auth_options(_operation: &str) -> Vec<AuthSchemeOption> {
    vec![AuthSchemeOption::from(aws_runtime::auth::sigv4::SCHEME_ID)]
}
