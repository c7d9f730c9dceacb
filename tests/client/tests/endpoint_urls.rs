//! Endpoint URLs that are accepted and refused, by all the ways in which they are set, compared
//! with botocore.

use std::process::Stdio;

use aws_clients::ecs::config::{Builder, Config};
use aws_clients::ecs::{Client, error::DisplayErrorContext};
use aws_smithy_http_client::test_util::capture_request;
use aws_types::SdkConfig;
use aws_types::origin::Origin;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use client_tests::python::Python;
use tokio::io::AsyncWriteExt;

/// URLs that are accepted, and the URL of the request.
const ACCEPTED: [(&str, &str); 27] = [
    ("http://localhost", "http://localhost/"),
    ("https://localhost", "https://localhost/"),
    ("http://localhost/", "http://localhost/"),
    ("http://localhost:8000", "http://localhost:8000/"),
    ("http://localhost:1", "http://localhost:1/"),
    ("http://localhost:65535", "http://localhost:65535/"),
    ("http://localhost:00080", "http://localhost:00080/"),
    ("HTTP://localhost", "http://localhost/"),
    ("Https://localhost:1", "https://localhost:1/"),
    ("hTTpS://localhost/x", "https://localhost/x/"),
    ("http://LOCALHOST", "http://LOCALHOST/"),
    ("https://a", "https://a/"),
    ("https://1", "https://1/"),
    ("https://a.b.c-d.example", "https://a.b.c-d.example/"),
    ("https://a--b", "https://a--b/"),
    (
        "https://xn--bcher-kva.example",
        "https://xn--bcher-kva.example/",
    ),
    ("https://example.com.", "https://example.com./"),
    ("https://example.com.:443", "https://example.com.:443/"),
    ("http://127.0.0.1", "http://127.0.0.1/"),
    ("http://127.0.0.1:4566/base", "http://127.0.0.1:4566/base/"),
    ("http://[::1]", "http://[::1]/"),
    ("http://[::1]:8000", "http://[::1]:8000/"),
    ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x/"),
    ("http://[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]/"),
    ("http://localhost/a/b", "http://localhost/a/b/"),
    ("http://localhost/a%20b/~c/", "http://localhost/a%20b/~c/"),
    ("http://localhost/a@b:c", "http://localhost/a@b:c/"),
];

/// URLs that are accepted here, but not by botocore: names in private networks have underscores.
const ACCEPTED_HERE: [(&str, &str); 2] = [
    ("http://dynamodb_local:8000", "http://dynamodb_local:8000/"),
    ("http://_a_._b_", "http://_a_._b_/"),
];

/// URLs that are refused.
const REFUSED: [&str; 34] = [
    "",
    " ",
    "localhost",
    "localhost:8000",
    "127.0.0.1:8000",
    "/",
    "http",
    "http:",
    "http:/",
    "http:/user:hunter2@localhost",
    "http://",
    "https://",
    "https:///",
    "http:///path",
    "http://:80",
    "https://:",
    "http://?",
    "http://#",
    "http://.",
    "http://a..b",
    "http://.a",
    "http://-a",
    "http://a-",
    "http://a.-b.c",
    "http://a b",
    "http://a\tb",
    "http://a\r\nb",
    "http://a\nx: y",
    "http://a%20b",
    "http://a,b",
    "http://a*b",
    "http://\u{fc}.example",
    "http://[::1",
    "http://[x]",
];

/// URLs that are refused here, while botocore finds out when it sends a request, or ignores the
/// part that is wrong.
const REFUSED_HERE: [&str; 24] = [
    // Another scheme, or none.
    "//localhost",
    "ftp://localhost",
    "ws://localhost",
    "file://localhost/x",
    // Ports.
    "http://localhost:",
    "http://localhost:0",
    "http://localhost:65536",
    "http://x:99999",
    "http://localhost:port",
    "http://localhost:-1",
    "http://localhost:+80",
    "http://localhost: 80",
    // A user name or password, which neither the signature nor the HTTP client knows.
    "http://user@localhost",
    "http://user:hunter2@localhost",
    "http://user:hunter2/x@localhost",
    "http://@localhost",
    // A query or fragment, to which no path can be appended.
    "http://localhost?x=y",
    "http://localhost/?x",
    "http://localhost/a#b",
    // Characters that a path may not have.
    "http://localhost/a b",
    "http://localhost/a\\b",
    "http://localhost/\u{fc}",
    // Spaces around.
    " http://localhost",
    "http://localhost/ ",
];

/// The environment, or a profile, with an endpoint URL for this service.
#[derive(Debug)]
struct ServiceConfig(String);

impl LoadServiceConfig for ServiceConfig {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        assert_eq!(
            (key.service_id(), key.env(), key.profile()),
            ("ECS", "AWS_ENDPOINT_URL", "endpoint_url")
        );
        Some(self.0.clone())
    }
}

/// Settings with a URL, by each way to set it, and the same for settings of one call.
fn settings(url: &str) -> [(&'static str, Builder, Option<Builder>); 5] {
    let origin = |origin| {
        let mut config = SdkConfig::builder().endpoint_url(url);
        config.insert_origin("endpoint_url", origin);
        Builder::from(&config.build())
    };
    let environment = Origin::shared_environment_variable();
    let of_service = SdkConfig::builder().service_config(ServiceConfig(url.to_owned()));
    [
        ("builder", Config::builder().endpoint_url(url), None),
        ("SdkConfig", origin(Origin::shared_config()), None),
        ("environment", origin(environment), None),
        ("service", Builder::from(&of_service.build()), None),
        (
            "one call",
            Config::builder(),
            Some(Config::builder().endpoint_url(url)),
        ),
    ]
}

/// Returns the URL of the request that is sent with settings, or else the error.
async fn sent(config: Builder, config_override: Option<Builder>) -> Result<String, String> {
    let (http_client, sent) = capture_request(None);
    let config = config.with_test_defaults_v2().http_client(http_client);
    let mut call = Client::from_conf(config.build())
        .register_container_instance()
        .customize();
    if let Some(config_override) = config_override {
        call = call.config_override(config_override);
    }
    match call.send().await {
        Ok(_) => Ok(sent.expect_request().uri().to_owned()),
        Err(error) => {
            sent.expect_no_request();
            Err(DisplayErrorContext(error).to_string())
        }
    }
}

#[tokio::test]
async fn valid_urls_are_accepted() {
    for (url, expected) in ACCEPTED.into_iter().chain(ACCEPTED_HERE) {
        for (way, config, config_override) in settings(url) {
            let sent = sent(config, config_override).await;
            assert_eq!(sent.as_deref(), Ok(expected), "{url:?} by {way}");
        }
    }
}

#[tokio::test]
async fn other_urls_are_refused_before_anything_is_sent() {
    for url in REFUSED.into_iter().chain(REFUSED_HERE) {
        for (way, config, config_override) in settings(url) {
            // An empty environment variable is none.
            if url.is_empty() && matches!(way, "environment" | "service") {
                continue;
            }
            let error = sent(config, config_override).await.expect_err(url);
            let shown = format!("the endpoint URL {url:?} is not valid: it");
            let hint = "Check `endpoint_url` in the code and the profile, and the environment \
                        variables AWS_ENDPOINT_URL_ECS and AWS_ENDPOINT_URL";
            let is_shown = error.contains(&shown) || url.contains('@');
            assert!(
                is_shown && error.contains(hint),
                "{url:?} by {way}: {error}"
            );
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}

#[tokio::test]
async fn long_hosts_are_refused() {
    let labels = |length: usize, count: usize| {
        let labels = vec!["a".repeat(length); count];
        format!("https://{}", labels.join("."))
    };
    for (url, is_valid) in [
        (labels(63, 1), true),
        (labels(64, 1), false),
        (labels(1, 127), true),
        (labels(1, 128), false),
        (labels(100_000, 1), false),
    ] {
        let result = sent(Config::builder().endpoint_url(url), None).await;
        assert_eq!(result.is_ok(), is_valid);
        assert!(result.err().is_none_or(|error| error.len() < 2000));
    }
}

#[tokio::test]
async fn an_empty_environment_variable_is_none() {
    let expected = Ok("https://ecs.us-east-1.amazonaws.com/");
    for (way, config, config_override) in settings("") {
        if matches!(way, "environment" | "service") {
            let sent = sent(config, config_override).await;
            assert_eq!(sent.as_deref(), expected, "{way}");
        }
    }
    // That of the service leaves the general one in force.
    let mut config = SdkConfig::builder()
        .endpoint_url("http://localhost:1")
        .service_config(ServiceConfig(String::new()));
    config.insert_origin("endpoint_url", Origin::shared_environment_variable());
    let sent = sent(Builder::from(&config.build()), None).await;
    assert_eq!(sent.as_deref(), Ok("http://localhost:1/"));
}

/// A valid URL of one call is used although the client's is not valid, and the other way round.
#[tokio::test]
async fn the_url_of_a_call_counts() {
    let of = |url: &str| Config::builder().endpoint_url(url);
    let valid = sent(of("http://"), Some(of("http://localhost:1"))).await;
    assert_eq!(valid.as_deref(), Ok("http://localhost:1/"));
    let refused = sent(of("http://localhost:1"), Some(of("http://"))).await;
    assert!(refused.is_err());
    let refused = sent(of("http://"), Some(Config::builder())).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn botocore_agrees() {
    let Some(python) = Python::find("botocore_agrees") else {
        return;
    };
    let accepted = ACCEPTED.map(|(url, _)| (url, true));
    let accepted_here = ACCEPTED_HERE.map(|(url, _)| (url, false));
    let refused = REFUSED.map(|url| (url, false));
    let refused_here = REFUSED_HERE.map(|url| (url, true));
    let cases = [&accepted[..], &accepted_here, &refused, &refused_here].concat();
    let urls: Vec<&str> = cases.iter().map(|(url, _)| *url).collect();
    let mut process = python
        .script("endpoint_urls.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let mut input = process.stdin.take().expect("a pipe");
    let urls = serde_json::to_vec(&urls).expect("JSON");
    input.write_all(&urls).await.expect("Python reads");
    drop(input);
    let output = process.wait_with_output().await.expect("an answer");
    let answers: Vec<bool> = serde_json::from_slice(&output.stdout).expect("JSON");
    let answers = cases.iter().zip(answers);
    let differences: Vec<_> = answers.filter(|((_, it), answer)| it != answer).collect();
    assert_eq!(differences, []);
}
