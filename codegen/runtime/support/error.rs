//! What all errors have in common.

use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_types::request_id::RequestId;

/// An error that is none of the modeled ones.
///
/// It is not meant to be matched: code and message are there through
/// [`ProvideErrorMetadata`](aws_smithy_types::error::metadata::ProvideErrorMetadata).
#[derive(Debug)]
pub struct Unhandled {
    source: BoxError,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// From what is known of the error.
    pub fn new(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self {
            source: source.into(),
            meta,
        }
    }

    /// Code, message and request id.
    pub fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }

    /// The cause.
    pub fn source(&self) -> &(dyn std::error::Error + 'static) {
        &*self.source
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.meta.code(), self.meta.message()) {
            (Some(code), Some(message)) => write!(f, "unhandled error ({code}): {message}"),
            (Some(code), None) => write!(f, "unhandled error ({code})"),
            (None, Some(message)) => write!(f, "unhandled error: {message}"),
            // Nothing came from a service, so the cause is all there is.
            (None, None) => write!(f, "unhandled error: {}", self.source),
        }
    }
}

/// Prints a modeled error: its name and message.
#[allow(dead_code, reason = "not every crate has modeled errors")]
pub fn fmt_modeled(f: &mut fmt::Formatter<'_>, name: &str, message: Option<&str>) -> fmt::Result {
    match message {
        Some(message) => write!(f, "{name}: {message}"),
        None => f.write_str(name),
    }
}

/// The error's name in `com.amazonaws.ecs#ClientException:http://…`.
pub(super) fn sanitize_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code);
    code.trim()
}

/// The metadata of an error whose code is not to be believed.
pub(super) fn without_code(metadata: ErrorMetadata) -> ErrorMetadata {
    let mut builder = ErrorMetadata::builder();
    let message = match (metadata.code(), metadata.message()) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code.to_owned(),
        (None, message) => message.unwrap_or_default().to_owned(),
    };
    builder = builder.message(message);
    if let Some(request_id) = metadata.request_id() {
        builder = builder.custom("aws_request_id", request_id.to_owned());
    }
    builder.build()
}

/// How much of a foreign body is shown.
const EXCERPT: usize = 200;

/// A message for an error response without a code: the status, and the beginning of what it says.
pub(super) fn describe(status: u16, body: &[u8], message: Option<String>) -> String {
    let text = match message {
        Some(message) => message,
        None => {
            // Cut first: the body may be long.
            let start = String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT)]).into_owned();
            let words: Vec<&str> = start.split_whitespace().collect();
            let line: String = words
                .join(" ")
                .chars()
                .filter(|c| !c.is_control())
                .collect();
            line.chars().take(EXCERPT).collect()
        }
    };
    if text.is_empty() {
        format!("HTTP status {status} without an error code or a body")
    } else {
        format!("HTTP status {status} without an error code: {text}")
    }
}
