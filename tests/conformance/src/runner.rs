//! The main loop of test programs: reads calls from the standard input, one JSON object per line,
//! makes them, and prints the outcome of each.
//!
//! ```json
//! {"service": "ecs", "operation": "RegisterContainerInstance", "params": {"cluster": "c"},
//!  "blobs": "base64",
//!  "settings": {"region": "us-east-1", "endpoint_url": null, "use_fips": false,
//!               "use_dual_stack": false, "account_id": null,
//!               "account_id_endpoint_mode": "preferred", "sends": false,
//!               "own": {"ForcePathStyle": true}},
//!  "response": {"status": 200, "headers": {"x-amzn-requestid": "1"}, "body": "{}"}}
//! ```
//!
//! Only service and operation are required. The defaults are: no parameters, blobs as text, the
//! region us-east-1 (a null: no region), and an empty response of status 200. With `sends`,
//! requests are sent by plain HTTP and not recorded, and the response is the server's. A line of
//! output has the requests as they were sent, with bodies in base64, and either `output` (with
//! `defaults`, see [`OutputJson`]) or `failure`:
//!
//! ```json
//! {"requests": [{"method": "POST", "url": "https://…", "headers": [["x-amz-target", "…"]],
//!                "body": "e30="}],
//!  "output": {}, "defaults": []}
//! ```

use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex};

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use serde_json::{Value, json};

use crate::outcome::{Failure, OutputJson};
use crate::{Blobs, Client};

/// A service: its module's name, and a function that makes a client from the settings that all
/// services have and those of this service.
pub type Service = (&'static str, fn(&SdkConfig, &Value) -> Box<dyn Client>);

/// Makes the calls of all lines of the standard input.
///
/// # Panics
/// If a line is not a call, or the output cannot be written.
pub fn run(services: &[Service]) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the input is UTF-8");
        let call: Value = serde_json::from_str(&line).expect("a line is JSON");
        let result = runtime.block_on(self::call(services, &call));
        writeln!(out, "{result}").expect("the output can be written");
        out.flush().expect("the output can be written");
    }
}

/// Makes one call and returns its outcome.
///
/// # Panics
/// If the call names no service of `services`, or is malformed.
pub async fn call(services: &[Service], call: &Value) -> Value {
    let name = call["service"].as_str().expect("a call has a service");
    let (_, connect) = services
        .iter()
        .find(|(known, _)| *known == name)
        .unwrap_or_else(|| panic!("there is no service {name}"));
    let recorder = Recorder::new(&call["response"]);
    let own = &call["settings"]["own"];
    let client = connect(&shared_settings(&call["settings"], recorder.clone()), own);
    let blobs = match call["blobs"].as_str() {
        None | Some("text") => Blobs::Text,
        Some("base64") => Blobs::Base64,
        Some(other) => panic!("blobs are text or base64, not {other}"),
    };
    let nothing = json!({});
    let params = call.get("params").unwrap_or(&nothing);
    let operation = call["operation"].as_str().expect("a call has an operation");
    let result = client.call(operation, params, blobs).await;
    let mut json = match result {
        Ok(OutputJson { output, defaults }) => json!({"output": output, "defaults": defaults}),
        Err(failure) => json!({"failure": Failure::to_json(&failure)}),
    };
    json["requests"] = Value::Array(recorder.requests());
    json
}

/// Settings that every service has. Retries are disabled.
fn shared_settings(json: &Value, recorder: Recorder) -> SdkConfig {
    let text = |key: &str| json[key].as_str().map(str::to_owned);
    let region = match json.get("region") {
        None => Some("us-east-1".to_owned()),
        Some(region) => region.as_str().map(str::to_owned),
    };
    let http_client = match json["sends"].as_bool() {
        Some(true) => aws_smithy_http_client::Builder::new().build_http(),
        _ => {
            let connector = SharedHttpConnector::new(recorder);
            http_client_fn(move |_, _| connector.clone())
        }
    };
    let mut settings = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .retry_config(RetryConfig::disabled())
        .http_client(http_client)
        .region(region.map(Region::new));
    settings.set_endpoint_url(text("endpoint_url"));
    settings.set_use_fips(json["use_fips"].as_bool());
    settings.set_use_dual_stack(json["use_dual_stack"].as_bool());
    let mode = text("account_id_endpoint_mode");
    settings.set_account_id_endpoint_mode(mode.map(|it| it.parse().expect("a mode")));
    if let Some(account) = text("account_id") {
        let credentials = aws_credential_types::Credentials::builder()
            .access_key_id("ANOTREAL")
            .secret_access_key("notrealrnrELgWzOk3IfjzDKtFBhDby")
            .account_id(account)
            .provider_name("conformance")
            .build();
        settings.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
    }
    settings.build()
}

/// An HTTP connection that records requests and returns the response it was given.
#[derive(Debug, Clone)]
struct Recorder {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Recorder {
    fn new(response: &Value) -> Self {
        let status = response["status"].as_u64().unwrap_or(200);
        let headers = response["headers"].as_object().into_iter().flatten();
        let headers = headers.map(|(name, value)| {
            let value = value.as_str().expect("headers are text");
            (name.clone(), value.to_owned())
        });
        let body = match (response["body"].as_str(), response["body_base64"].as_str()) {
            (Some(text), _) => text.as_bytes().to_vec(),
            (None, Some(text)) => aws_smithy_types::base64::decode(text).expect("base64"),
            (None, None) => Vec::new(),
        };
        Self {
            status: u16::try_from(status).expect("a status"),
            headers: headers.collect(),
            body,
            requests: Arc::default(),
        }
    }

    fn requests(&self) -> Vec<Value> {
        let mut requests = self.requests.lock().expect("no holder of the lock panics");
        std::mem::take(&mut requests)
    }

    fn response(&self) -> Result<HttpResponse, ConnectorError> {
        let status = self.status.try_into().expect("a status");
        let mut response = HttpResponse::new(status, SdkBody::from(self.body.clone()));
        for (name, value) in &self.headers {
            response.headers_mut().append(name.clone(), value.clone());
        }
        Ok(response)
    }
}

impl HttpConnector for Recorder {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move {
            // Streamed bodies are read to their end, too.
            let body = ByteStream::new(request.take_body()).collect().await;
            let body = body.map_err(|error| ConnectorError::io(error.into()))?;
            let headers = request.headers().iter();
            let headers: Vec<_> = headers.map(|(name, value)| json!([name, value])).collect();
            let recorded = json!({
                "method": request.method(),
                "url": request.uri(),
                "headers": headers,
                "body": aws_smithy_types::base64::encode(body.into_bytes()),
            });
            this.requests
                .lock()
                .expect("no holder of the lock panics")
                .push(recorded);
            this.response()
        })
    }
}
