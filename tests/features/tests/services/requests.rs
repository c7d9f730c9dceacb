//! Requests that differ from what the model says. (Those that botocore sends are compared with it.)

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;

use crate::harness::client;

#[tokio::test]
async fn an_empty_account_is_the_callers_own() {
    let (client, http) = client!(glacier);
    client.list_vaults().account_id("").send().await.unwrap();
    let request = http.request();
    assert!(
        request.uri.ends_with(".amazonaws.com/-/vaults"),
        "{}",
        request.uri
    );
}

/// An interceptor of the caller has the last word.
#[tokio::test]
async fn a_fixed_header_can_be_replaced() {
    let (client, http) = client!(apigateway);
    let call = client
        .get_rest_apis()
        .customize()
        .mutate_request(|request| {
            request
                .headers_mut()
                .insert("accept", "application/hal+json");
        });
    call.send().await.unwrap();
    assert_eq!(
        http.request().header("accept"),
        Some("application/hal+json")
    );
}

#[tokio::test]
async fn an_endpoint_in_the_input_is_that_of_the_request() {
    for (url, expected) in [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.example/", "https://A.example/"),
        ("http://localhost:8000/a?b#c", "http://localhost:8000/"),
        ("http://[::1]:80", "http://[::1]:80/"),
        ("https://a_b.example?x", "https://a_b.example/"),
    ] {
        let (client, http) = client!(machinelearning);
        let call = client.predict().ml_model_id("m").predict_endpoint(url);
        call.send().await.unwrap();
        assert_eq!(http.request().uri, expected, "{url}");
    }
}

#[tokio::test]
async fn each_attempt_goes_to_the_endpoint_in_the_input() {
    let (client, http) = client!(machinelearning, &[(500, "", "{}"), (200, "", "{}")]);
    let call = client
        .predict()
        .ml_model_id("m")
        .predict_endpoint("https://a.example");
    call.send().await.unwrap();
    let uris: Vec<String> = http.sent().into_iter().map(|it| it.uri).collect();
    assert_eq!(uris, ["https://a.example/"; 2]);
}

#[tokio::test]
async fn without_an_endpoint_in_the_input_the_services_own_is_used() {
    for endpoint in [None, Some("")] {
        let (client, http) = client!(machinelearning);
        let call = client
            .predict()
            .set_predict_endpoint(endpoint.map(str::to_owned));
        call.send().await.unwrap();
        let uri = http.request().uri;
        assert_eq!(uri, "https://machinelearning.us-east-1.amazonaws.com/");
    }
}

/// With these values the request would go nowhere, or elsewhere than the value seems to say.
#[tokio::test]
async fn an_endpoint_that_is_no_url_is_refused_before_anything_is_sent() {
    for url in [
        "a.example",
        "//a.example",
        "ftp://a.example",
        "https://",
        "https:///a",
        "https://:80",
        "https://a:b",
        "https://a:",
        "https://a:0",
        "https://a:+1",
        "https://a:65536",
        "https://user@a",
        "https://user:password@a",
        "https://a b",
        " https://a",
        "https://a..b",
        "https://ä.example",
        "https://a\r\nb",
        "https://[::1",
        "https://::1",
        "https://[x]",
        "https://a\\b",
        "https://%61",
    ] {
        let (client, http) = client!(machinelearning);
        let error = client
            .predict()
            .predict_endpoint(url)
            .send()
            .await
            .unwrap_err();
        assert!(
            matches!(error, SdkError::ConstructionFailure(_)),
            "{url:?}: {error:?}"
        );
        let text = DisplayErrorContext(error).to_string();
        let expected = "`PredictEndpoint` has to be the URL of a host, such as";
        assert!(text.contains(expected), "{url:?}: {text}");
        assert!(http.sent().is_empty(), "{url:?}");
    }
}

#[tokio::test]
async fn a_form_is_sent_again_as_a_form() {
    let answers = [(503, "", "{}"), (200, "", "{}")];
    let (client, http) = client!(cloudsearchdomain, &answers);
    client.search().query("a b").send().await.unwrap();
    for request in http.sent() {
        assert_eq!(request.method, "POST");
        assert!(
            request.uri.ends_with("/2013-01-01/search"),
            "{}",
            request.uri
        );
        assert_eq!(request.body, b"format=sdk&pretty=true&q=a%20b");
        let length = request.body.len().to_string();
        assert_eq!(request.header("content-length"), Some(length.as_str()));
    }
    assert_eq!(http.sent().len(), 2);
}
