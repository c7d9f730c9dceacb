//! Calls the generated client, compares its requests with recorded ones, and replays recorded
//! responses.

use aws_credential_types::Credentials;
use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use build_script::warehouse::{self, Client, config::BehaviorVersion, config::Region};

/// A client that has to send `request`, and receives the recorded response.
fn client(
    request: &'static str,
    status: u16,
    answer: &'static str,
) -> (Client, StaticReplayClient) {
    let request = http::Request::post("https://warehouse.example/")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", "Warehouse.TakeItems")
        .body(SdkBody::from(request))
        .unwrap();
    let answer = http::Response::builder()
        .status(status)
        .body(SdkBody::from(answer))
        .unwrap();
    let http_client = StaticReplayClient::new(vec![ReplayEvent::new(request, answer)]);
    let config = warehouse::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .endpoint_url("https://warehouse.example/")
        .http_client(http_client.clone())
        .build();
    (Client::from_conf(config), http_client)
}

#[tokio::test]
async fn items_are_taken() {
    let (client, http) = client(r#"{"item":"lamp","count":3}"#, 200, r#"{"left":4}"#);
    let output = client.take_items().item("lamp").count(3).send().await;
    assert_eq!(output.unwrap().left(), 4);
    http.assert_requests_match(&[
        "authorization",
        "user-agent",
        "x-amz-user-agent",
        "x-amz-date",
    ]);
    let request = http.actual_requests().next().unwrap();
    let signature = request.headers().get("authorization").unwrap();
    assert!(
        signature.contains("/eu-central-1/warehouse/aws4_request"),
        "{signature}"
    );
}

#[tokio::test]
async fn what_is_not_there_is_an_error() {
    let answer = r#"{"__type":"OutOfStockException","message":"two lamps are left"}"#;
    let (client, http) = client(r#"{"item":"lamp","count":3}"#, 400, answer);
    let result = client.take_items().item("lamp").count(3).send().await;
    let error = result.unwrap_err().into_service_error();
    assert!(error.is_out_of_stock_exception());
    assert_eq!(error.meta().message(), Some("two lamps are left"));
    assert_eq!(http.actual_requests().count(), 1);
}
