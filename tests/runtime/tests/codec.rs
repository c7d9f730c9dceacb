//! The steps of a codec, with a made-up protocol that writes lines and reads lines.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SerializeRequest};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Layer};
use aws_smithy_types::error::metadata::ErrorMetadata;

use botosmith_runtime::support::codec::{Codec, DeserializeOutput, SerializeInput};
use botosmith_runtime::support::idempotency::IdempotencyTokenProvider;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Writes `METHOD TEXT`.
#[derive(Debug)]
struct Lines {
    method: &'static str,
}

impl SerializeInput for Lines {
    fn serialize(&self, input: Input) -> Result<HttpRequest, BoxError> {
        let text = input.downcast_ref::<String>().ok_or("not a text")?;
        Ok(HttpRequest::new(SdkBody::from(format!(
            "{} {text}",
            self.method
        ))))
    }
}

/// Reads a body that is a text, as a stream too; the only modeled error has the code `Known` and a
/// body of digits.
#[derive(Debug)]
struct Text {
    streams: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Failure {
    Known(u32),
    Unmodeled(Option<String>, Option<String>),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Failure {}

impl DeserializeOutput for Text {
    fn output(&self, _response: &HttpResponse, body: &[u8]) -> Result<Output, BoxError> {
        Ok(Output::erase(String::from_utf8(body.to_vec())?))
    }

    fn streaming_output(&self, response: &mut HttpResponse) -> Option<Result<Output, BoxError>> {
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        self.streams.then(|| Ok(Output::erase(body)))
    }

    fn error(
        &self,
        code: &str,
        metadata: &ErrorMetadata,
        _response: &HttpResponse,
        body: &[u8],
    ) -> Error {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Error::erase(match code {
            "Known" => {
                let number = std::str::from_utf8(body).ok();
                Failure::Known(number.and_then(|it| it.parse().ok()).unwrap_or_default())
            }
            _ => Failure::Unmodeled(own(metadata.code()), own(metadata.message())),
        })
    }
}

fn find_error(response: &HttpResponse, _body: &[u8]) -> (String, ErrorMetadata) {
    let code = response.headers().get("code").unwrap_or_default();
    let metadata = ErrorMetadata::builder().code(code).message("m").build();
    (code.to_owned(), metadata)
}

fn fill_token(input: &mut Input, tokens: &IdempotencyTokenProvider) {
    if let Some(text) = input.downcast_mut::<String>() {
        text.push_str(&tokens.make_idempotency_token());
    }
}

static LOADED: Codec = Codec {
    serializer: &Lines { method: "PUT" },
    deserializer: &Text { streams: false },
    find_error,
    attributes: None,
    fill_token: Some(fill_token),
};

static STREAMING: Codec = Codec {
    serializer: &Lines { method: "GET" },
    deserializer: &Text { streams: true },
    find_error,
    attributes: None,
    fill_token: None,
};

fn response(status: u16, code: &'static str, body: &'static str) -> HttpResponse {
    let status = StatusCode::try_from(status).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response.headers_mut().insert("code", code);
    response
}

fn error_of(status: u16, code: &'static str, body: &'static str) -> Failure {
    let result = (&LOADED)
        .deserialize_nonstreaming_with_config(&response(status, code, body), &ConfigBag::base());
    let error = result.unwrap_err();
    let error = error.as_operation_error().expect("an error of the service");
    error.downcast_ref::<Failure>().expect("its error").clone()
}

#[test]
fn the_token_is_filled_before_the_input_is_written() {
    let mut layer = Layer::new("test");
    layer.store_put(IdempotencyTokenProvider::fixed("token"));
    let mut cfg = ConfigBag::of_layers(vec![layer]);
    let write = |codec: &'static Codec, cfg: &mut ConfigBag| {
        let request = codec.serialize_input(Input::erase("a-".to_owned()), cfg);
        let request = request.expect("a request");
        String::from_utf8(request.body().bytes().expect("in memory").to_vec()).expect("UTF-8")
    };
    assert_eq!(write(&LOADED, &mut cfg), "PUT a-token");
    assert_eq!(write(&STREAMING, &mut cfg), "GET a-");
}

#[test]
fn an_input_that_cannot_be_written_is_an_error() {
    let result = (&LOADED).serialize_input(Input::erase(1), &mut ConfigBag::base());
    assert_eq!(result.unwrap_err().to_string(), "not a text");
}

#[test]
fn outputs_are_read_from_successful_responses() {
    let bag = ConfigBag::base();
    let read =
        |response: &HttpResponse| (&LOADED).deserialize_nonstreaming_with_config(response, &bag);
    for status in [200, 204, 299] {
        let output = read(&response(status, "", "x")).expect("an output");
        assert_eq!(output.downcast::<String>().expect("a text"), "x");
    }
    for status in [100, 101, 199, 300, 304, 404, 500, 600, 999] {
        let error = read(&response(status, "", "x")).unwrap_err();
        assert!(error.is_operation_error(), "{status}");
    }
    let mut invalid = response(200, "", "");
    *invalid.body_mut() = SdkBody::from(b"\xff".as_slice());
    assert!(!read(&invalid).unwrap_err().is_operation_error());
}

#[test]
fn errors_are_selected_by_their_codes() {
    assert_eq!(error_of(400, "Known", "7"), Failure::Known(7));
    assert_eq!(
        error_of(400, "New", "7"),
        Failure::Unmodeled(Some("New".to_owned()), Some("m".to_owned()))
    );
}

#[test]
fn only_successful_responses_stream() {
    let bag = ConfigBag::base();
    let read = |codec: &'static Codec, status: u16| {
        let mut response = response(status, "Known", "7");
        let output = codec.deserialize_streaming_with_config(&mut response, &bag);
        output.map(|it| it.expect("an output"))
    };
    assert!(read(&STREAMING, 200).is_some());
    assert!(read(&STREAMING, 404).is_none());
    assert!(read(&STREAMING, 100).is_none());
    assert!(read(&LOADED, 200).is_none());
}
