//! Authentication of requests.

use features::auth::{Client, Config};

use crate::harness::{Sent, answering};

fn client() -> (Client, Sent) {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client);
    (Client::from_conf(config.build()), sent)
}

#[tokio::test]
async fn an_operation_without_auth_needs_no_credentials() {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .behavior_version_latest()
        .region(features::auth::config::Region::new("us-east-1"))
        .http_client(http_client);
    let without_credentials = Client::from_conf(config.build());
    without_credentials.open().send().await.unwrap();
    without_credentials.open_old().send().await.unwrap();
    without_credentials.either().send().await.unwrap();
    assert_eq!(sent.header_of_each("authorization"), [None, None, None]);
    let error = without_credentials.echo().send().await.unwrap_err();
    let text = format!("{error:?}");
    assert!(text.contains("sigv4"), "{text}");
    assert_eq!(sent.uris().len(), 3);

    let (client, sent) = client();
    client.open().send().await.unwrap();
    client.either().send().await.unwrap();
    let [open, either] = sent.header_of_each("authorization").try_into().unwrap();
    assert_eq!(open, None);
    assert!(either.unwrap().starts_with("AWS4-HMAC-SHA256 "));
}

#[tokio::test]
async fn a_signature_may_exclude_the_body() {
    let signatures = |sent: &Sent| {
        let all = sent.header_of_each("authorization").into_iter();
        let signatures = all.map(|it| it.unwrap().split_once("Signature=").unwrap().1.to_owned());
        signatures.collect::<Vec<_>>()
    };
    let (signed, sent) = client();
    signed.echo().text("abcd").send().await.unwrap();
    signed.echo().text("efgh").send().await.unwrap();
    let [one, other] = signatures(&sent).try_into().unwrap();
    assert_ne!(one, other);

    let (unsigned, sent) = client();
    unsigned.unsigned().text("abcd").send().await.unwrap();
    unsigned.unsigned().text("efgh").send().await.unwrap();
    let [one, other] = signatures(&sent).try_into().unwrap();
    assert_eq!(one, other);

    let (unsigned, sent) = client();
    unsigned.unsigned_old().text("abcd").send().await.unwrap();
    unsigned.unsigned_old().text("efgh").send().await.unwrap();
    let [one, other] = signatures(&sent).try_into().unwrap();
    assert_eq!(one, other);
    // Otherwise the service would hash the body.
    let header = Some("UNSIGNED-PAYLOAD".to_owned());
    assert_eq!(
        sent.header_of_each("x-amz-content-sha256"),
        [header.clone(), header]
    );
    let authorization = sent.header("authorization");
    assert!(
        authorization.contains(";x-amz-content-sha256;"),
        "{authorization}"
    );
}

#[tokio::test]
async fn endpoints_may_require_a_signature_for_several_regions() {
    let (client, sent) = client();
    client.echo().hub("a").send().await.unwrap();
    client.echo().send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://a.hub.example.com/",
            "https://us-east-1.example.com/"
        ]
    );
    let [hub, plain] = sent.header_of_each("authorization").try_into().unwrap();
    let hub = hub.unwrap();
    assert!(hub.starts_with("AWS4-ECDSA-P256-SHA256 "), "{hub}");
    assert!(hub.contains("/hubs/aws4_request"), "{hub}");
    assert_eq!(sent.header("x-amz-region-set"), "*");
    assert!(plain.unwrap().starts_with("AWS4-HMAC-SHA256 "));
}

#[tokio::test]
async fn a_token_replaces_a_signature() {
    use features::auth::config::{Region, Token};

    let client =
        |setting: fn(features::auth::config::Builder) -> features::auth::config::Builder| {
            let (http_client, sent) = answering(200, "{}");
            let config = Config::builder()
                .behavior_version_latest()
                .region(Region::new("us-east-1"))
                .http_client(http_client);
            (Client::from_conf(setting(config).build()), sent)
        };
    let (with_token, sent) = client(|it| it.bearer_token(Token::new("abc", None)));
    with_token.by_token().send().await.unwrap();
    // There are no credentials to sign with.
    with_token.signature_or_token().send().await.unwrap();
    let expected = Some("Bearer abc".to_owned());
    assert_eq!(
        sent.header_of_each("authorization"),
        [expected.clone(), expected]
    );

    let (with_provider, sent) = client(|it| it.token_provider(Token::new("def", None)));
    with_provider.by_token().send().await.unwrap();
    assert_eq!(sent.header("authorization"), "Bearer def");

    let (without, sent) = client(|it| it);
    let error = without.by_token().send().await.unwrap_err();
    let text = format!("{error:?}");
    assert!(text.contains("httpBearerAuth"), "{text}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn the_environment_may_have_a_token() {
    use aws_types::SdkConfig;
    use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
    use features::auth::config::{Credentials, Region, SharedCredentialsProvider};

    /// The environment, as `aws-config` reads it.
    #[derive(Debug)]
    struct Environment(&'static str);

    impl LoadServiceConfig for Environment {
        fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
            let name = key.service_id().to_uppercase().replace(' ', "_");
            (format!("{}_{name}", key.env()) == self.0).then(|| "from the environment".to_owned())
        }
    }

    for (variable, expected) in [
        (
            "AWS_BEARER_TOKEN_AUTH_RUNTIME",
            "Bearer from the environment",
        ),
        ("AWS_BEARER_TOKEN_OTHER", "AWS4-HMAC-SHA256 Credential"),
    ] {
        let (http_client, sent) = answering(200, "{}");
        let credentials = Credentials::new("AKID", "secret", None, None, "test");
        let config = SdkConfig::builder()
            .behavior_version(features::auth::config::BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .service_config(Environment(variable))
            .http_client(http_client)
            .build();
        let client = Client::new(&config);
        client.signature_or_token().send().await.unwrap();
        let header = sent.header("authorization");
        assert!(header.starts_with(expected), "{variable}: {header}");
    }
}
