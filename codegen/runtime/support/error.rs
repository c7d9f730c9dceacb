//! Parts that all error types share.

use std::fmt;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::metadata::ErrorMetadata;

/// Unmodeled error.
///
/// It is not meant to be matched: code and message are available through
/// [`ProvideErrorMetadata`](aws_smithy_types::error::metadata::ProvideErrorMetadata).
#[derive(Debug)]
pub struct Unhandled {
    source: BoxError,
    meta: ErrorMetadata,
}

impl Unhandled {
    /// Creates an error from its cause and metadata.
    pub fn new(source: impl Into<BoxError>, meta: ErrorMetadata) -> Self {
        Self {
            source: source.into(),
            meta,
        }
    }

    /// Returns code, message and request ID.
    pub fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }

    /// Returns the cause.
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
            // Not from a service, so that the cause is all that is known.
            (None, None) => write!(f, "unhandled error: {}", self.source),
        }
    }
}

/// Writes name and message of a modeled error.
#[allow(dead_code, reason = "not every crate has modeled errors")]
pub fn fmt_modeled(f: &mut fmt::Formatter<'_>, name: &str, message: Option<&str>) -> fmt::Result {
    match message {
        Some(message) => write!(f, "{name}: {message}"),
        None => f.write_str(name),
    }
}

/// Returns the name of the error in `com.amazonaws.ecs#ClientException:http://…`.
pub(super) fn sanitize_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code);
    code.trim()
}

/// Number of characters of an unknown body in an error message.
const EXCERPT: usize = 200;

/// Returns the beginning of a body in one line, unless there is nothing in it.
pub(super) fn excerpt(body: &[u8]) -> Option<String> {
    // Cut before it is converted: the body may be long.
    let start = String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT)]).into_owned();
    let words: Vec<&str> = start.split_whitespace().collect();
    let line = words.join(" ");
    let text: String = line.chars().filter(|c| !c.is_control()).collect();
    let text: String = text.chars().take(EXCERPT).collect();
    (!text.is_empty()).then_some(text)
}

/// Returns a message for an error response with neither a code nor a message: the status, and the
/// beginning of the body.
pub(super) fn describe(status: u16, body: &[u8]) -> String {
    match excerpt(body) {
        Some(text) => format!("HTTP status {status} without an error code: {text}"),
        None => format!("HTTP status {status} without an error code or a body"),
    }
}
