//! Tokens that stand in place of a signature.

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

/// Takes over the source of tokens of an [`SdkConfig`].
///
/// A token in the environment variable `AWS_BEARER_TOKEN_` with the service's signing name goes before that and before
/// credentials, unless the program itself has set something (`_set_auth_scheme_preference_signer` in botocore).
pub fn settings(
    service: &'static Service,
    from: &SdkConfig,
    config: &mut CloneableLayer,
    components: &mut RuntimeComponentsBuilder,
) {
    if let Some(provider) = from.token_provider() {
        components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, provider);
    }
    let Some(token) = token_of_environment(service, from) else {
        return;
    };
    let is_programs = |setting| from.get_origin(setting).is_client_config();
    if !is_programs("auth_scheme_preference") {
        config.store_put(AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]));
    }
    if !is_programs("token_provider") {
        // For the user agent, which says where a token came from.
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

fn token_of_environment(service: &Service, from: &SdkConfig) -> Option<String> {
    // The key's spaces become underscores.
    let name = service.signing_name.replace('-', " ");
    let key = ServiceConfigKey::builder()
        .service_id(&name)
        .env("AWS_BEARER_TOKEN")
        // There is no such setting in profiles.
        .profile("")
        .build()
        .ok()?;
    from.service_config()?.load_config(key)
}
