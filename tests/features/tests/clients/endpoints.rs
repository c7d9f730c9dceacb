//! Endpoints of requests, by the endpoint rules and their parameters from operations.

use std::collections::HashMap;

use aws_smithy_types::error::display::DisplayErrorContext;
use features::endpoints::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use features::endpoints::types::{Defaults, Item, Tier};
use features::endpoints::{Client, Config, config};

use crate::harness::{Sent, answering};

fn client(change: impl FnOnce(config::Builder) -> config::Builder) -> (Client, Sent) {
    let (http_client, sent) = answering(200, "{}");
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client);
    (Client::from_conf(change(config).build()), sent)
}

const ARN: &str = "arn:aws:tables:eu-west-1:123456789012:table/x";

#[tokio::test]
async fn static_context_params_are_parameters_of_the_rules() {
    let (client, sent) = client(|config| config);
    client.echo().send().await.unwrap();
    client.manage().send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://data.us-east-1.amazonaws.com/",
            "https://strict-control.us-east-1.amazonaws.com/"
        ]
    );
}

#[tokio::test]
async fn a_member_is_a_parameter_and_the_rules_set_headers_and_signing() {
    let (client, sent) = client(|config| config);
    client.echo().table_arn(ARN).send().await.unwrap();
    assert_eq!(
        sent.uris(),
        ["https://123456789012.data.eu-west-1.amazonaws.com/tables/"]
    );
    assert_eq!(sent.header("x-account"), "123456789012");
    let authorization = sent.header("authorization");
    assert!(
        authorization.contains("/eu-west-1/tables/aws4_request"),
        "{authorization}"
    );
}

#[tokio::test]
async fn each_call_has_its_own_parameters() {
    let (client, sent) = client(|config| config);
    client.echo().table_arn(ARN).send().await.unwrap();
    client.echo().send().await.unwrap();
    let other = Config::builder().region(config::Region::new("cn-north-1"));
    let call = client.echo().customize().config_override(other);
    call.send().await.unwrap();
    assert_eq!(
        sent.uris()[1..],
        [
            "https://data.us-east-1.amazonaws.com/",
            "https://data.cn-north-1.amazonaws.com.cn/"
        ]
    );
}

#[tokio::test]
async fn errors_of_the_rules_are_returned() {
    let (client, sent) = client(|config| config.use_fips(true));
    let error = client.echo().send().await.unwrap_err();
    let text = DisplayErrorContext(error).to_string();
    assert!(text.contains("no FIPS in us-east-1"), "{text}");
    assert!(sent.uris().is_empty());
}

#[tokio::test]
async fn a_hostile_member_is_never_part_of_an_endpoint() {
    for (account, region) in [
        ("evil.com/", "eu-west-1"),
        ("a@evil.com#", "eu-west-1"),
        ("1", "evil.com/"),
        ("1", "x\r\ny"),
        ("", "eu-west-1"),
    ] {
        let (client, sent) = client(|config| config);
        let arn = format!("arn:aws:tables:{region}:{account}:table/x");
        let error = client.echo().table_arn(arn).send().await.unwrap_err();
        let text = DisplayErrorContext(error).to_string();
        assert!(
            text.contains("cannot be part of an endpoint") || text.contains("is not valid"),
            "{text}"
        );
        assert!(sent.uris().is_empty());
    }
}

#[tokio::test]
async fn an_endpoint_url_takes_precedence_over_the_rules() {
    let (client, sent) = client(|config| config.endpoint_url("http://localhost:8000"));
    client.echo().table_arn(ARN).send().await.unwrap();
    assert_eq!(sent.uris(), ["http://localhost:8000/"]);
}

#[tokio::test]
async fn parameters_have_defaults_and_may_be_required() {
    let error = Params::builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the required parameter `plane` is not set"
    );
    let params = Params::builder()
        .region("us-east-1")
        .plane("data")
        .names(["a".to_owned()])
        .build()
        .unwrap();
    assert_eq!(params.use_fips(), Some(false));
    assert_eq!(params.strict(), None);
    assert_eq!(params.names(), Some(&["a".to_owned()][..]));
    let endpoint = DefaultResolver::new().resolve_endpoint(&params).await;
    assert_eq!(
        endpoint.unwrap().url(),
        "https://data.us-east-1.amazonaws.com/a"
    );
}

#[tokio::test]
async fn a_client_has_settings_of_its_service() {
    let (client, sent) = client(|config| config.tier("bronze").fast_lane(true));
    client.echo().send().await.unwrap();
    // A parameter of the operation takes precedence.
    client.echo().tier(Tier::Gold).send().await.unwrap();
    let other = Config::builder().fast_lane(false).tier("lead");
    let call = client.echo().customize().config_override(other);
    call.send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://fast-bronze.data.us-east-1.amazonaws.com/",
            "https://fast-gold.data.us-east-1.amazonaws.com/",
            "https://lead.data.us-east-1.amazonaws.com/"
        ]
    );
}

#[tokio::test]
async fn paths_select_texts_and_booleans() {
    let (client, sent) = client(|config| config);
    let defaults = |table: &str| Defaults::builder().table(table).build().unwrap();
    let strict = Defaults::builder().table("x").strict(true).build().unwrap();
    client.echo().strict(true).send().await.unwrap();
    client.batch().send().await.unwrap();
    client.batch().tables("a", "1").send().await.unwrap();
    client
        .batch()
        .set_tables(Some(HashMap::new()))
        .send()
        .await
        .unwrap();
    client.batch().defaults(defaults(ARN)).send().await.unwrap();
    client.batch().defaults(strict).send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://strict-data.us-east-1.amazonaws.com/",
            "https://data.us-east-1.amazonaws.com/",
            "https://data.us-east-1.amazonaws.com/a/",
            "https://data.us-east-1.amazonaws.com/none/",
            "https://123456789012.data.eu-west-1.amazonaws.com/tables/",
            "https://strict-data.us-east-1.amazonaws.com/",
        ]
    );
}

#[tokio::test]
async fn missing_values_leave_no_gap_in_a_list() {
    let (client, sent) = client(|config| config);
    let defaults = |table: &str| Defaults::builder().table(table).build().unwrap();
    let get = Item::builder().get(defaults("a")).build();
    let put = Item::builder().put(defaults("b")).build();
    let items = |items: [&Item; 2]| Some(items.map(Clone::clone).to_vec());
    client
        .transact()
        .set_items(items([&get, &put]))
        .send()
        .await
        .unwrap();
    client
        .transact()
        .set_items(items([&put, &get]))
        .send()
        .await
        .unwrap();
    client
        .transact()
        .set_items(Some(vec![Item::builder().build()]))
        .send()
        .await
        .unwrap();
    client.transact().send().await.unwrap();
    assert_eq!(
        sent.uris(),
        [
            "https://data.us-east-1.amazonaws.com/a/",
            "https://data.us-east-1.amazonaws.com/b/",
            "https://data.us-east-1.amazonaws.com/none/",
            "https://data.us-east-1.amazonaws.com/"
        ]
    );
}
