//! Bearer tokens: authentication without a signature.

use aws_credential_types::Token;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{CloneableLayer, Layer};
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::client::Service;

/// Copies the token provider of an [`SdkConfig`].
///
/// A token in the environment variable `AWS_BEARER_TOKEN_` followed by the service's signing name
/// takes precedence over that and over credentials, unless the program itself has set something
/// (`_set_auth_scheme_preference_signer` in botocore).
pub fn settings(
    service: &'static Service,
    sdk_config: &SdkConfig,
    config: &mut CloneableLayer,
    components: &mut RuntimeComponentsBuilder,
) {
    if let Some(provider) = sdk_config.token_provider() {
        components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, provider);
    }
    let Some(token) = environment_token(service, sdk_config) else {
        return;
    };
    let is_set_in_code = |setting| sdk_config.get_origin(setting).is_client_config();
    if !is_set_in_code("auth_scheme_preference") {
        config.store_put(AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]));
    }
    if !is_set_in_code("token_provider") {
        // The user agent reports the origin of a token.
        let mut origin = Layer::new("token of the environment");
        origin.store_append(AwsCredentialFeature::BearerServiceEnvVars);
        let identity = Identity::builder()
            .data(Token::new(token, None))
            .property(origin.freeze());
        if let Ok(identity) = identity.build() {
            components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, identity);
        }
    }
}

fn environment_token(service: &Service, sdk_config: &SdkConfig) -> Option<String> {
    // Spaces in the key become underscores.
    let name = service.signing_name.replace('-', " ");
    let key = ServiceConfigKey::builder()
        .service_id(&name)
        .env("AWS_BEARER_TOKEN")
        // Profiles have no such setting.
        .profile("")
        .build()
        .ok()?;
    sdk_config.service_config()?.load_config(key)
}
