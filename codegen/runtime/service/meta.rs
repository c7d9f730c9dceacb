//! Stand-in for the constants of a service, which the generator writes.

use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption, SharedAuthScheme};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;

use crate::support::{
    account_id_mode, bearer, client, endpoint_discovery, flexible_checksum, request_compression,
};

/// Version of the crate.
pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) static SERVICE: client::Service = client::Service {
    sdk_id: "Stand-in",
    signing_name: "stand-in",
    endpoint_prefix: "stand-in",
    endpoint_after_identity: false,
    add_auth_schemes,
    api_metadata: ApiMetadata::new("standin", PKG_VERSION),
    operations: 1,
    customizations: &[
        &account_id_mode::ReportMode,
        &endpoint_discovery::EndpointDiscovery,
    ],
    settings: &[
        account_id_mode::settings,
        bearer::settings,
        flexible_checksum::settings,
        request_compression::settings,
    ],
};

/// The schemes that sign with AWS credentials.
pub(crate) static SIGNING_SCHEMES: [AuthSchemeId; 1] = [aws_runtime::auth::sigv4::SCHEME_ID];

fn add_auth_schemes(components: &mut RuntimeComponentsBuilder) {
    components.push_auth_scheme(SharedAuthScheme::new(
        aws_runtime::auth::sigv4::SigV4AuthScheme::new(),
    ));
    components.push_auth_scheme(SharedAuthScheme::new(
        aws_smithy_runtime::client::auth::http::BearerAuthScheme::new(),
    ));
}

/// The auth schemes of an operation, the preferred one first.
pub(crate) fn auth_options(_operation: &str) -> Vec<AuthSchemeOption> {
    vec![
        AuthSchemeOption::from(aws_runtime::auth::sigv4::SCHEME_ID),
        AuthSchemeOption::from(HTTP_BEARER_AUTH_SCHEME_ID),
    ]
}
