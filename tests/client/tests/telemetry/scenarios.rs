//! Calls whose telemetry is recorded, through the crate that the parent module names `sdk`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use aws_smithy_observability::TelemetryProvider;
use aws_smithy_observability::global::set_telemetry_provider;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use http_body_util::BodyExt;
use tracing::instrument::WithSubscriber;

use super::record::{Lines, Provider, Spans};
use super::sdk::config::{BehaviorVersion, Builder, Region};
use super::sdk::{Client, Config};

/// Name of the provider that passes metrics to OpenTelemetry.
const OTEL: &str = "AwsSmithyObservabilityOtelProvider";

/// A status and a body; `None` is a connection that fails.
type Answer = Option<(u16, &'static str)>;

/// Answers in turn.
#[derive(Debug, Clone)]
struct Answers {
    left: Arc<Mutex<Vec<Answer>>>,
    sent: Lines,
}

impl HttpConnector for Answers {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        for name in ["user-agent", "x-amz-user-agent"] {
            let value = request.headers().get(name).expect("a user agent");
            self.sent
                .add(format!("{name}: {}", without_versions(value)));
        }
        let answer = self.left.lock().unwrap().remove(0);
        HttpConnectorFuture::new(async move {
            // Sizes are those of bodies that were read.
            request.into_body().collect().await.expect("a body");
            match answer {
                Some((status, body)) => {
                    let status = status.try_into().expect("a status");
                    Ok(HttpResponse::new(status, body.into()))
                }
                None => Err(ConnectorError::io("no connection".into())),
            }
        })
    }
}

/// Removes versions and the operating system from a user agent.
fn without_versions(user_agent: &str) -> String {
    let parts = user_agent.split(' ').map(|part| {
        let names = match part.split('/').next() {
            Some("aws-sdk-rust" | "os") => 1,
            Some("api" | "lang") => 2,
            _ => usize::MAX,
        };
        part.split('/').take(names).collect::<Vec<_>>().join("/")
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// Records the scenarios one after the other, since the provider is global.
pub async fn record() -> String {
    let mut text = String::new();
    let ok: &[_] = &[Some((200, "{}"))];
    let plain = |config: Builder| config;
    scenario(&mut text, "a call", ok, plain, None).await;
    scenario(
        &mut text,
        "a call with adaptive retries",
        ok,
        |config| config.retry_config(RetryConfig::adaptive()),
        None,
    )
    .await;
    scenario(
        &mut text,
        "a call without retries",
        ok,
        |config| config.retry_config(RetryConfig::disabled()),
        None,
    )
    .await;
    scenario(
        &mut text,
        "a call with an endpoint URL",
        ok,
        |config| config.endpoint_url("http://localhost:1"),
        None,
    )
    .await;
    scenario(
        &mut text,
        "a call with an app name, and input members as attributes",
        ok,
        |config| {
            config
                .app_name(AppName::new("app").expect("a name"))
                .emit_input_attributes(["cluster", "instanceIdentityDocument"])
        },
        None,
    )
    .await;
    scenario(
        &mut text,
        "a call with other retries and endpoint",
        ok,
        plain,
        Some(
            Config::builder()
                .endpoint_url("http://localhost:1")
                .retry_config(RetryConfig::adaptive()),
        ),
    )
    .await;
    scenario(
        &mut text,
        "a call whose first attempt fails",
        &[Some((500, "{}")), Some((200, "{}"))],
        plain,
        None,
    )
    .await;
    scenario(
        &mut text,
        "an error of the service",
        &[Some((
            400,
            r#"{"__type": "ClientException", "message": "no"}"#,
        ))],
        plain,
        None,
    )
    .await;
    scenario(
        &mut text,
        "a response that cannot be read",
        &[Some((200, "{"))],
        plain,
        None,
    )
    .await;
    scenario(
        &mut text,
        "a connection that fails",
        &[None; 3],
        plain,
        None,
    )
    .await;
    text
}

/// Makes a call and writes what was recorded: with a provider that is set after the client was
/// created, then with the one of OpenTelemetry, then without one.
async fn scenario(
    text: &mut String,
    title: &str,
    answers: &[Answer],
    change: impl FnOnce(Builder) -> Builder,
    config_override: Option<Builder>,
) {
    let left = Arc::new(Mutex::new(Vec::new()));
    let sent = Lines::default();
    let connector = SharedHttpConnector::new(Answers {
        left: left.clone(),
        sent: sent.clone(),
    });
    let http_client = http_client_fn(move |_, _| connector.clone());
    let client = Client::from_conf(change(config(http_client)).build());
    for provider in ["test", OTEL, ""] {
        *left.lock().unwrap() = answers.to_vec();
        let (metrics, spans) = (Lines::default(), Lines::default());
        set_telemetry_provider(if provider.is_empty() {
            TelemetryProvider::noop()
        } else {
            let provider = Provider {
                lines: metrics.clone(),
                name: provider,
            };
            let builder = TelemetryProvider::builder();
            builder.meter_provider(Arc::new(provider)).build()
        })
        .expect("nobody else sets one");
        let mut call = client
            .register_container_instance()
            .cluster("default")
            .customize();
        if let Some(config_override) = &config_override {
            call = call.config_override(config_override.clone());
        }
        let subscriber = Spans::new(spans.clone());
        let result = call.send().with_subscriber(subscriber).await;
        let outcome = if result.is_ok() { "ok" } else { "an error" };
        drop(result);
        writeln!(text, "{title}, provider {provider:?}: {outcome}").expect("a string takes all");
        // The order is not compared: a size is recorded when its body is dropped, and the runtime
        // resolves endpoints before or after identities.
        let mut counts = BTreeMap::new();
        for line in [sent.take(), spans.take(), metrics.take()].concat() {
            *counts.entry(line).or_insert(0) += 1;
        }
        for (line, count) in counts {
            writeln!(text, "    {count} x {line}").expect("a string takes all");
        }
    }
}

fn config(http_client: SharedHttpClient) -> Builder {
    let retries = RetryConfig::standard().with_initial_backoff(std::time::Duration::ZERO);
    // As a program has it that loads its settings.
    let shared = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .http_client(http_client)
        .build();
    Builder::from(&shared)
        .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
        .retry_config(retries)
}
