//! Features that the user agent reports (business metrics): their codes, in the order in which the
//! published crates report them. The codes are those of `user_agent/metrics.rs` in aws-runtime.

use aws_smithy_types::retry::RetryConfig;
use aws_types::endpoint_config::AccountIdEndpointMode::{Disabled, Preferred, Required};
use features::flexible_checksums::config::{
    RequestChecksumCalculation, ResponseChecksumValidation,
};
use features::flexible_checksums::types::Algorithm;
use features::{accounts, compression, flexible_checksums, scalars};

use crate::harness::{Sent, answering};

/// The codes in the user agent of the only request.
fn reported(sent: &Sent) -> String {
    let user_agent = sent.header("user-agent");
    let mut codes = user_agent.split(' ').filter_map(|it| it.strip_prefix("m/"));
    let all = codes.next().unwrap_or_default().to_owned();
    assert_eq!(codes.next(), None, "{user_agent}");
    all
}

/// Builds a client of the feature model `$service` with changed settings.
macro_rules! client {
    ($service:ident, |$config:ident| $change:expr) => {{
        let (http_client, sent) = answering(200, "{}");
        let $config = $service::Config::builder()
            .with_test_defaults_v2()
            .http_client(http_client);
        ($service::Client::from_conf($change.build()), sent)
    }};
}

#[tokio::test]
async fn retry_modes_and_endpoint_urls_are_reported() {
    let (client, sent) = client!(scalars, |config| config);
    client.echo().send().await.unwrap();
    assert_eq!(reported(&sent), "E");

    let (client, sent) = client!(scalars, |config| config
        .retry_config(RetryConfig::adaptive())
        .endpoint_url("http://localhost:1"));
    client.echo().send().await.unwrap();
    assert_eq!(reported(&sent), "F,N");

    // The URL of one call is not reported, as in the published crates; its retry mode is.
    let (client, sent) = client!(scalars, |config| config
        .retry_config(RetryConfig::standard()));
    let own = scalars::Config::builder()
        .retry_config(RetryConfig::adaptive())
        .endpoint_url("http://localhost:1");
    let call = client.echo().customize().config_override(own);
    call.send().await.unwrap();
    assert_eq!(reported(&sent), "F");
}

/// As aws-sdk-dynamodb reports them.
#[tokio::test]
async fn modes_of_account_based_endpoints_are_reported() {
    for (mode, url, codes) in [
        (None, None, "E,P"),
        (Some(Preferred), None, "E,P"),
        (Some(Disabled), None, "E,Q"),
        (Some(Required), Some("http://localhost:1"), "E,N,R"),
    ] {
        let (client, sent) = client!(accounts, |config| {
            let mut config = config;
            config.set_account_id_endpoint_mode(mode);
            config.set_endpoint_url(url.map(str::to_owned));
            config
        });
        client.echo().send().await.unwrap();
        assert_eq!(reported(&sent), codes);
    }
    let (client, sent) = client!(accounts, |config| config.credentials_provider(
        accounts::config::Credentials::builder()
            .access_key_id("key")
            .secret_access_key("secret")
            .account_id("123")
            .provider_name("test")
            .build()
    ));
    client.echo().send().await.unwrap();
    // `T`: the credentials have an account.
    assert_eq!(reported(&sent), "E,P,T");
}

#[tokio::test]
async fn compression_is_reported_of_compressed_requests() {
    for (length, codes) in [(10, "E"), (20_000, "L,E")] {
        let (client, sent) = client!(compression, |config| config);
        let call = client.echo().text("x".repeat(length));
        call.send().await.unwrap();
        assert_eq!(reported(&sent), codes);
    }
}

#[tokio::test]
async fn checksums_of_requests_are_reported() {
    use RequestChecksumCalculation::{WhenRequired, WhenSupported};
    for (algorithm, code) in [
        (None, "U"),
        (Some("CRC32"), "U"),
        (Some("CRC32C"), "V"),
        (Some("CRC64NVME"), "W"),
        (Some("SHA1"), "X"),
        (Some("SHA256"), "Y"),
    ] {
        for (when, code_of_setting) in [(WhenSupported, "Z"), (WhenRequired, "a")] {
            let (client, sent) = client!(flexible_checksums, |config| config
                .request_checksum_calculation(when));
            let call = client.put().set_algorithm(algorithm.map(Algorithm::from));
            call.text("a").send().await.unwrap();
            assert_eq!(reported(&sent), format!("{code},{code_of_setting},E"));
        }
    }
    // No checksum, because none is required.
    let (client, sent) = client!(flexible_checksums, |config| config
        .request_checksum_calculation(WhenRequired));
    client.put_if_wanted().text("a").send().await.unwrap();
    assert_eq!(reported(&sent), "a,E");
    // The caller's own checksum is not the client's feature.
    let (client, sent) = client!(flexible_checksums, |config| config);
    client.put().text("a").sha256("mine").send().await.unwrap();
    assert_eq!(reported(&sent), "E");
}

#[tokio::test]
async fn validation_of_responses_is_reported() {
    use ResponseChecksumValidation::{WhenRequired, WhenSupported};
    for (when, codes) in [(WhenSupported, "E,b"), (WhenRequired, "E,c")] {
        let (client, sent) = client!(flexible_checksums, |config| config
            .response_checksum_validation(when));
        client.get().send().await.unwrap();
        assert_eq!(reported(&sent), codes);
    }
}
