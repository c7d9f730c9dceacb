//! What an error response says in protocols with JSON: its code, its message.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::ErrorMetadata;

use super::error;
use super::json::Reader;

/// The code by which the error of a response is found, and what is known of it.
///
/// The header goes before the body, where it stands under one of `keys`. A proxy's answer has none of them; its status
/// and what it says become the message. A code of the query protocol is the one that is told, since callers' code may be
/// older than the service's new protocol; the error is found by the other one, which is never ambiguous.
pub fn metadata(
    response: &HttpResponse,
    body: &[u8],
    keys: [&str; 2],
    query_compatible: bool,
) -> (String, ErrorMetadata) {
    let (mut first, mut second, mut message) = (None, None, None);
    let mut reader = Reader::new(body);
    reader.object(
        &[keys[0], keys[1], "message", "Message"],
        &mut |member, reader| {
            let text = reader
                .document()
                .and_then(|value| value.as_string().map(str::to_owned));
            match member {
                0 => first = text,
                1 => second = text,
                _ => message = message.take().or(text),
            }
        },
    );
    let is_json = reader.finish().is_ok();
    let header = response
        .headers()
        .get("x-amzn-errortype")
        .map(str::to_owned);
    let of_body = [first, second].into_iter().flatten().filter(|_| is_json);
    let code = header
        .into_iter()
        .chain(of_body)
        .map(|code| error::sanitize_code(&code).to_owned())
        .find(|code| !code.is_empty());
    let mut builder = ErrorMetadata::builder();
    let query = query_compatible.then(|| query_error(response));
    let mut told = code.as_deref();
    if let Some((code, kind)) = query.flatten() {
        told = Some(code);
        builder = builder.custom("type", kind);
    }
    match told {
        Some(code) => builder = builder.code(code),
        None => message = Some(error::describe(response.status().as_u16(), body, message)),
    }
    if let Some(message) = message {
        builder = builder.message(message);
    }
    let by = code.as_deref().or(told).unwrap_or_default().to_owned();
    let metadata = aws_types::request_id::apply_request_id(builder, response.headers());
    (by, metadata.build())
}

/// Code and type of the query protocol. The type says who is to blame.
fn query_error(response: &HttpResponse) -> Option<(&str, &str)> {
    let (code, kind) = response
        .headers()
        .get("x-amzn-query-error")?
        .split_once(';')?;
    (!code.is_empty() && !kind.contains(';')).then_some((code, kind))
}
