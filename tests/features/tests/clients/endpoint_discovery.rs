//! Endpoint discovery: a client requests the endpoint from the service before it calls an
//! operation.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_smithy_async::test_util::ManualTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::retry::RetryConfig;
use features::endpoint_discovery::config::endpoint::{
    Endpoint, EndpointFuture, Params, ResolveEndpoint,
};
use features::endpoint_discovery::config::{Builder, Region};
use features::endpoint_discovery::{Client, Config};

/// The endpoint by the rules, to which discovery requests are sent.
const DISCOVERY_URL: &str = "https://discovery.us-east-1.amazonaws.com/";

/// The response of a service to a discovery request.
#[derive(Debug, Clone)]
enum Discovery {
    /// An address, and the minutes for which it is valid.
    Found(&'static str, i64),
    /// No endpoint.
    Nothing,
    /// Access denied.
    Refused,
    /// None: the service cannot be reached.
    Unreachable,
}
use Discovery::{Found, Nothing, Refused, Unreachable};

/// A service with endpoint discovery, which refuses calls at `old.example.com` and
/// `moved.example.com`.
#[derive(Debug, Clone, Default)]
struct Service {
    answers: Arc<Mutex<VecDeque<Discovery>>>,
    /// URIs of requests; those of discovery requests begin with `? `.
    requests: Arc<Mutex<Vec<String>>>,
}

impl Service {
    fn new(answers: &[Discovery]) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.to_vec().into())),
            ..Self::default()
        }
    }

    fn client(&self, change: impl FnOnce(Builder) -> Builder) -> Client {
        let config = Config::builder()
            .with_test_defaults_v2()
            .region(Region::from_static("us-east-1"))
            .http_client(self.http_client())
            .retry_config(RetryConfig::disabled());
        Client::from_conf(change(config).build())
    }

    fn http_client(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self.clone());
        http_client_fn(move |_, _| connector.clone())
    }

    /// Takes the URIs of the requests since the last call.
    fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    fn answer(&self, request: &HttpRequest) -> Result<(u16, String), ConnectorError> {
        let target = request.headers().get("x-amz-target").unwrap();
        let is_discovery = target == "Mini.DescribeEndpoints";
        // As `inject_api_version_header_if_needed` in botocore.
        let version = request.headers().get("x-amz-api-version");
        assert_eq!(version, is_discovery.then_some("2018-11-01"));
        let mark = if is_discovery { "? " } else { "" };
        let uri = request.uri();
        self.requests.lock().unwrap().push(format!("{mark}{uri}"));
        if !is_discovery {
            let (status, body) = match uri {
                "https://old.example.com/" => (400, r#"{"__type":"InvalidEndpointException"}"#),
                "https://moved.example.com/" => (421, "{}"),
                _ => (200, "{}"),
            };
            return Ok((status, body.to_owned()));
        }
        match self.answers.lock().unwrap().pop_front().expect("an answer") {
            Found(address, minutes) => Ok((
                200,
                format!(
                    r#"{{"Endpoints":[{{"Address":"{address}","CachePeriodInMinutes":{minutes}}}]}}"#
                ),
            )),
            Nothing => Ok((200, r#"{"Endpoints":[]}"#.to_owned())),
            Refused => Ok((400, r#"{"__type":"AccessDenied"}"#.to_owned())),
            Unreachable => Err(ConnectorError::io("nobody is there".into())),
        }
    }
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let service = self.clone();
        HttpConnectorFuture::new(async move {
            let answer = service.answer(&request);
            // Other calls run before the response arrives.
            tokio::task::yield_now().await;
            let (status, body) = answer?;
            Ok(HttpResponse::new(
                status.try_into().expect("a status"),
                SdkBody::from(body),
            ))
        })
    }
}

#[tokio::test]
async fn a_client_discovers_its_endpoint_once_for_all_operations() {
    let service = Service::new(&[Found("here.example.com", 10)]);
    let client = service.client(|it| it);
    client.echo().send().await.unwrap();
    client.other().send().await.unwrap();
    client.clone().echo().send().await.unwrap();
    assert_eq!(
        service.requests(),
        [
            &format!("? {DISCOVERY_URL}"),
            "https://here.example.com/",
            "https://here.example.com/",
            "https://here.example.com/",
        ]
    );
    // An operation without discovery makes no discovery request.
    client.plain().send().await.unwrap();
    assert_eq!(service.requests(), [DISCOVERY_URL]);
}

#[tokio::test]
async fn concurrent_calls_share_a_discovery_request() {
    let service = Service::new(&[Found("here.example.com", 10)]);
    let client = service.client(|it| it);
    let calls = (0..20).map(|_| client.echo().send());
    for result in futures_util::future::join_all(calls).await {
        result.unwrap();
    }
    let requests = service.requests();
    assert_eq!(requests.len(), 21);
    assert_eq!(requests.iter().filter(|it| it.starts_with('?')).count(), 1);
}

#[tokio::test]
async fn an_endpoint_is_valid_for_its_time() {
    let answers = [
        Found("a.example.com", 10),
        Found("https://b.example.com", 1),
        Found("c.example.com", i64::MAX),
        Found("d.example.com", -5),
        Found("e.example.com", 1),
    ];
    let service = Service::new(&answers);
    let time = ManualTimeSource::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let client = service.client(|it| it.time_source(time.clone()));
    for (seconds, discovers, host) in [
        (0, true, "a"),
        (599, false, "a"),
        (1, true, "b"),
        (59, false, "b"),
        (1, true, "c"),
        (86_399, false, "c"),
        (1, true, "d"),
        (0, true, "e"),
    ] {
        time.advance(Duration::from_secs(seconds));
        client.echo().send().await.unwrap();
        let mut expected = vec![format!("? {DISCOVERY_URL}"); usize::from(discovers)];
        expected.push(format!("https://{host}.example.com/"));
        assert_eq!(service.requests(), expected, "{seconds} s later");
    }
}

#[tokio::test]
async fn the_last_endpoint_is_kept_while_the_service_cannot_be_reached() {
    let answers = [
        Found("a.example.com", 1),
        Unreachable,
        Unreachable,
        Found("b.example.com", 1),
        Refused,
    ];
    let service = Service::new(&answers);
    let time = ManualTimeSource::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    let client = service.client(|it| it.time_source(time.clone()));
    for (seconds, discovers, host) in [
        (0, true, "a"),
        (60, true, "a"),
        (59, false, "a"),
        (1, true, "a"),
        (60, true, "b"),
    ] {
        time.advance(Duration::from_secs(seconds));
        client.echo().send().await.unwrap();
        let mut expected = vec![format!("? {DISCOVERY_URL}"); usize::from(discovers)];
        expected.push(format!("https://{host}.example.com/"));
        assert_eq!(service.requests(), expected, "{seconds} s later");
    }
    // An error of the service ends the validity of the last endpoint.
    time.advance(Duration::from_secs(60));
    client.echo().send().await.unwrap_err();
    assert_eq!(service.requests(), [format!("? {DISCOVERY_URL}")]);
}

#[tokio::test]
async fn without_an_endpoint_nothing_is_called() {
    for (answer, expected) in [
        (
            Unreachable,
            "`DescribeEndpoints` failed: dispatch failure: io error: nobody is there",
        ),
        (Refused, "`DescribeEndpoints` failed: service error"),
        (Nothing, "`DescribeEndpoints` returned no endpoint"),
    ] {
        let service = Service::new(&[answer, Found("here.example.com", 10)]);
        let client = service.client(|it| it);
        let error = client.echo().send().await.unwrap_err();
        let text = DisplayErrorContext(error).to_string();
        assert!(text.contains(expected), "{text}");
        assert_eq!(service.requests(), [format!("? {DISCOVERY_URL}")]);
        // The next call makes another discovery request.
        client.echo().send().await.unwrap();
    }
}

#[tokio::test]
async fn a_service_that_has_moved_is_discovered_again() {
    for wrong in ["old.example.com", "moved.example.com"] {
        let answers = [Found(wrong, 10), Found("new.example.com", 10)];
        let service = Service::new(&answers);
        let retries = RetryConfig::standard().with_max_attempts(2);
        let client = service.client(|it| it.retry_config(retries.clone()));
        client.echo().send().await.unwrap();
        let expected = [
            &format!("? {DISCOVERY_URL}"),
            &format!("https://{wrong}/"),
            &format!("? {DISCOVERY_URL}"),
            "https://new.example.com/",
        ];
        assert_eq!(service.requests(), expected);

        // With a single attempt, the call fails, and the next one succeeds.
        let service = Service::new(&answers);
        let client = service.client(|it| it);
        client.echo().send().await.unwrap_err();
        client.echo().send().await.unwrap();
        assert_eq!(service.requests(), expected);
    }
}

#[tokio::test]
async fn one_call_may_go_to_another_region() {
    let answers = [Found("west.example.com", 10), Found("east.example.com", 10)];
    let service = Service::new(&answers);
    let client = service.client(|it| it);
    let west = || Config::builder().region(Region::from_static("us-west-2"));
    for _ in 0..2 {
        let call = client.echo().customize().config_override(west());
        call.send().await.unwrap();
        client.echo().send().await.unwrap();
    }
    assert_eq!(
        service.requests(),
        [
            "? https://discovery.us-west-2.amazonaws.com/",
            "https://west.example.com/",
            &format!("? {DISCOVERY_URL}"),
            "https://east.example.com/",
            "https://west.example.com/",
            "https://east.example.com/",
        ]
    );
}

#[derive(Debug)]
struct CustomResolver;

impl ResolveEndpoint for CustomResolver {
    fn resolve_endpoint<'a>(&'a self, _params: &'a Params) -> EndpointFuture<'a> {
        let endpoint = Endpoint::builder().url("https://own.example.com").build();
        EndpointFuture::ready(Ok(endpoint))
    }
}

#[tokio::test]
async fn a_custom_endpoint_needs_no_discovery() {
    let service = Service::new(&[]);
    let client = service.client(|it| it.endpoint_url("http://localhost:1234"));
    client.echo().send().await.unwrap();
    assert_eq!(service.requests(), ["http://localhost:1234/"]);
    let client = service.client(|it| it.endpoint_resolver(CustomResolver));
    client.echo().send().await.unwrap();
    assert_eq!(service.requests(), ["https://own.example.com/"]);
}

/// An address is a host, perhaps with a port, and perhaps with a scheme, as in botocore.
#[tokio::test]
async fn addresses_are_hosts() {
    for (address, uri) in [
        ("here.example.com", "https://here.example.com/"),
        ("here.example.com:8443", "https://here.example.com:8443/"),
        ("https://here.example.com", "https://here.example.com/"),
        ("https://here.example.com/", "https://here.example.com/"),
        ("HTTPS://here.example.com", "https://here.example.com/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("[::1]:8000", "https://[::1]:8000/"),
        ("a_b", "https://a_b/"),
    ] {
        let service = Service::new(&[Found(address, 10)]);
        service.client(|it| it).echo().send().await.unwrap();
        let sent = [format!("? {DISCOVERY_URL}"), uri.to_owned()];
        assert_eq!(service.requests(), sent, "{address}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_a_host_is_an_error_of_that_call() {
    for address in [
        "",
        " ",
        ".",
        "-",
        "a b",
        "a..b",
        ".a",
        "-a.b",
        "a-.b",
        "user@a.b",
        "user:password@a.b",
        "a.b/path",
        "https://a.b/path",
        "/path",
        "a.b?query",
        "a.b#fragment",
        "a.b:0",
        "a.b:99999",
        "a.b:port",
        "a.b:",
        "[::1",
        "::1",
        "ftp://a.b",
        "https://",
        "https://https://a.b",
        "javascript://a.b",
        r"a.b\nx: y",
        r"a.b\r\n",
        r"a\u0000b",
        r"a\\b",
        "\u{fc}.example.com",
        "a%2fb",
        "a*b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        let answers = [Found(address, 10), Found("good.example.com", 10)];
        let service = Service::new(&answers);
        let client = service.client(|it| it);
        let error = client.echo().send().await.unwrap_err();
        let text = DisplayErrorContext(error).to_string();
        assert!(
            text.contains("endpoint discovery: `DescribeEndpoints` returned the address")
                && text.contains("which is not valid"),
            "{address}: {text}"
        );
        assert!(!text.contains("password@"), "{text}");
        assert_eq!(service.requests(), [format!("? {DISCOVERY_URL}")]);
        // It is not cached: the next call discovers the endpoint again.
        client.echo().send().await.unwrap();
        let sent = [&format!("? {DISCOVERY_URL}"), "https://good.example.com/"];
        assert_eq!(service.requests(), sent);
    }
}
