//! Endpoints with the account of the credentials.

use aws_credential_types::provider::future;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_types::SdkConfig;
use aws_types::endpoint_config::AccountIdEndpointMode::{self, Disabled, Preferred, Required};
use features::accounts::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use features::accounts::{Client, Config, config};

use crate::harness::{Sent, answering};

fn client(account: Option<&str>, mode: Option<AccountIdEndpointMode>) -> (Client, Sent) {
    let (http_client, sent) = answering(200, "{}");
    let mut config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .credentials_provider(credentials(account));
    config.set_account_id_endpoint_mode(mode);
    (Client::from_conf(config.build()), sent)
}

fn credentials(account: Option<&str>) -> config::Credentials {
    let mut builder = config::Credentials::builder()
        .access_key_id("key")
        .secret_access_key("secret")
        .provider_name("test");
    builder.set_account_id(account.map(Into::into));
    builder.build()
}

#[tokio::test]
async fn the_account_of_the_credentials_is_a_parameter_of_the_rules() {
    for (account, mode, uri) in [
        (Some("123"), None, "https://123.us-east-1.example.com/"),
        (
            Some("123"),
            Some(Preferred),
            "https://123.us-east-1.example.com/",
        ),
        (
            Some("123"),
            Some(Required),
            "https://123.us-east-1.example.com/",
        ),
        (
            Some("123"),
            Some(Disabled),
            "https://us-east-1.example.com/",
        ),
        (None, None, "https://us-east-1.example.com/"),
        (None, Some(Disabled), "https://us-east-1.example.com/"),
    ] {
        let (client, sent) = client(account, mode);
        client.echo().send().await.unwrap();
        assert_eq!(sent.uris(), [uri]);
    }
    let (client, sent) = client(None, Some(Required));
    let error = client.echo().send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("the credentials name no account"), "{text}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn an_operation_may_have_further_parameters() {
    let (client, sent) = client(Some("123"), None);
    client.describe().name("x").send().await.unwrap();
    client.describe().send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://123.us-east-1.example.com/x/",
            "https://123.us-east-1.example.com/"
        ]
    );
}

#[tokio::test]
async fn one_call_may_have_other_credentials() {
    let (client, sent) = client(Some("123"), None);
    for (account, mode) in [
        (Some("456"), None),
        (None, None),
        (Some("7"), Some(Disabled)),
    ] {
        let mut other = Config::builder().credentials_provider(credentials(account));
        other.set_account_id_endpoint_mode(mode);
        let call = client.echo().customize().config_override(other);
        call.send().await.unwrap();
    }
    client.echo().send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://456.us-east-1.example.com/",
            "https://us-east-1.example.com/",
            "https://us-east-1.example.com/",
            "https://123.us-east-1.example.com/"
        ]
    );
}

#[tokio::test]
async fn an_endpoint_url_takes_precedence_over_the_account() {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .endpoint_url("http://localhost:1")
        .credentials_provider(credentials(Some("123")));
    Client::from_conf(config.build())
        .echo()
        .send()
        .await
        .unwrap();
    assert_eq!(sent.uris(), ["http://localhost:1/"]);
}

/// Credentials that nobody may ask for.
#[derive(Debug)]
struct NoCredentials;

impl config::ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        panic!("credentials are resolved")
    }
}

/// Resolving credentials may send requests.
#[tokio::test]
async fn an_endpoint_url_is_checked_before_credentials_are_resolved() {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .endpoint_url("http://localhost:99999")
        .credentials_provider(NoCredentials);
    let client = Client::from_conf(config.build());
    let error = client.echo().send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("is not valid: its port"), "{text}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn an_account_that_is_not_a_host_label_is_left_out() {
    for account in ["evil.com/", "1@x", "a.b", "\r\n", ""] {
        let (client, sent) = client(Some(account), None);
        client.echo().send().await.unwrap();
        assert_eq!(
            sent.uris(),
            ["https://us-east-1.example.com/"],
            "{account:?}"
        );
    }
}

#[test]
fn the_mode_of_an_sdk_config_is_used() {
    let shared = SdkConfig::builder()
        .account_id_endpoint_mode(Required)
        .build();
    let text = format!("{:?}", Config::new(&shared));
    assert!(text.contains("Required"), "{text}");
}

/// A custom resolver, which gets the account as a parameter, too.
#[derive(Debug)]
struct CustomResolver;

impl ResolveEndpoint for CustomResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let account = params.account_id().unwrap_or("nobody");
        let url = format!("http://{account}.localhost");
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

#[tokio::test]
async fn a_custom_resolver_gets_the_account() {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client)
        .endpoint_resolver(CustomResolver)
        .credentials_provider(credentials(Some("123")));
    Client::from_conf(config.build())
        .echo()
        .send()
        .await
        .unwrap();
    assert_eq!(sent.uris(), ["http://123.localhost/"]);
}
