//! Code and message of error responses in protocols with JSON.

#![allow(
    dead_code,
    reason = "a crate calls only those of its services' protocols"
)]

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::error;
use super::json::{self, Reader};

/// Finds the code of an error of the AWS JSON protocols.
pub fn find_rpc_error(response: &HttpResponse, body: &[u8]) -> (String, ErrorMetadata) {
    find(response, body, RPC_CODES, false)
}

/// Finds the code of an error like [`find_rpc_error`], of a service that had other codes in the
/// query protocol.
pub fn find_query_compatible_error(
    response: &HttpResponse,
    body: &[u8],
) -> (String, ErrorMetadata) {
    find(response, body, RPC_CODES, true)
}

/// Finds the code of an error of the protocol REST-JSON.
pub fn find_rest_error(response: &HttpResponse, body: &[u8]) -> (String, ErrorMetadata) {
    find(response, body, REST_CODES, false)
}

/// Members of a body that can have the code or the message.
const MEMBERS: [&str; 6] = [
    "__type",
    "code",
    "Code",
    "message",
    "Message",
    "errorMessage",
];

/// The header that can have the code.
const HEADER: &str = "x-amzn-errortype";

/// Places of the code in their order: botocore's, then aws-sdk-rust's.
const RPC_CODES: [&str; 4] = ["__type", HEADER, "code", "Code"];

/// Places of the code in their order, with a protocol that has members in headers.
const REST_CODES: [&str; 4] = [HEADER, "code", "Code", "__type"];

/// Places of the message in their order.
const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

/// Finds the code that selects a modeled error, and the metadata to report.
///
/// The response of a proxy has no code: the beginning of its text becomes the message. A
/// query-compatible service reports a second code in another header. That one goes into the
/// metadata, since callers may compare with codes that are older than the service's new protocol;
/// the first one selects the error, since it is never ambiguous.
#[cold]
fn find(
    response: &HttpResponse,
    body: &[u8],
    codes: [&str; 4],
    query_compatible: bool,
) -> (String, ErrorMetadata) {
    let found = read_body(body, &MEMBERS);
    let header = response.headers().get(HEADER);
    let header = header.map(|text| Found::Text(text.to_owned()));
    let place = |name: &&str| match MEMBERS.iter().position(|it| it == name) {
        Some(index) => found[index].as_ref(),
        None => header.as_ref(),
    };
    let code = first(codes.iter().filter_map(place).filter_map(Found::code));
    let text = code.and_then(|(code, is_string)| is_string.then_some(code));
    let message = first(MESSAGES.iter().filter_map(place).map(Found::text));
    let query_error = query_compatible.then(|| query_error(response)).flatten();

    let mut builder = ErrorMetadata::builder();
    let mut reported = code.map(|(code, _)| code);
    if let Some((code, kind)) = query_error {
        reported = Some(code);
        builder = builder.custom("type", kind);
    }
    if let Some(code) = reported {
        builder = builder.code(code);
    }
    let message = message.map(|(message, _)| message.to_owned());
    let message = message.or_else(|| match reported {
        None => Some(error::describe(response.status().as_u16(), body)),
        Some(_) if is_object(body) => None,
        Some(_) => error::excerpt(body),
    });
    if let Some(message) = message {
        builder = builder.message(message);
    }
    let selector = text.or(reported).unwrap_or_default().to_owned();
    let metadata = aws_types::request_id::apply_request_id(builder, response.headers());
    (selector, metadata.build())
}

/// Value of a member that should be a string.
pub(super) enum Found {
    /// A string.
    Text(String),
    /// The JSON of something else.
    Json(String),
}

impl Found {
    /// Returns `true` if there is something in it.
    pub(super) fn is_text(&self) -> bool {
        let (text, _) = self.text();
        !text.is_empty()
    }

    /// Returns the text, and `true` if it was a string.
    fn text(&self) -> (&str, bool) {
        match self {
            Self::Text(text) => (text, true),
            Self::Json(json) => (json, false),
        }
    }

    /// Returns the code, and `true` if it was a string; otherwise it is a number.
    fn code(&self) -> Option<(&str, bool)> {
        let (code, is_string) = match self {
            Self::Text(text) => (error::sanitize_code(text), true),
            Self::Json(json) => (json.as_str(), false),
        };
        let is_code = is_string || json_is_number(code);
        (is_code && !code.is_empty()).then_some((code, is_string))
    }
}

fn json_is_number(json: &str) -> bool {
    json.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

/// Returns the first that was a string, or else the first.
fn first<'a>(found: impl Iterator<Item = (&'a str, bool)>) -> Option<(&'a str, bool)> {
    // The first of those that are equal.
    found.min_by_key(|(_, is_string)| !is_string)
}

/// Reads members of the body, as far as it can be read.
pub(super) fn read_body<const N: usize>(body: &[u8], names: &[&str; N]) -> [Option<Found>; N] {
    json::read_error(body, &mut |reader| {
        let mut found = [const { None }; N];
        reader.object(names, &mut |member, reader| {
            let value = reader.source();
            found[member] = value.map(|json| match Reader::new(json.as_bytes()).string() {
                Some(text) => Found::Text(text),
                None => Found::Json(json.to_owned()),
            });
        });
        found
    })
}

/// Returns `true` if the body is an object, and nothing else.
fn is_object(body: &[u8]) -> bool {
    let mut reader = Reader::new(body);
    reader.skip();
    body.trim_ascii_start().starts_with(b"{") && reader.finish().is_ok()
}

/// Returns code and type of the query protocol. The type is `Sender` or `Receiver`: the side that
/// is at fault.
fn query_error(response: &HttpResponse) -> Option<(&str, &str)> {
    let (code, kind) = response
        .headers()
        .get("x-amzn-query-error")?
        .split_once(';')?;
    (!code.is_empty() && !kind.contains(';')).then_some((code, kind))
}
