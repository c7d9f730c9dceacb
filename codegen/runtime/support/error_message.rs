//! Error messages in a member of another name than `message`.

use aws_smithy_types::error::metadata::ErrorMetadata;

use super::json_error::{Found, read_body};

/// Adds the message from the member `key` of the body to what was `found` out about an error: code
/// and metadata. A body with `message` or `Message` is left alone.
#[cold]
pub fn or_member(
    (code, metadata): (String, ErrorMetadata),
    body: &[u8],
    key: &'static str,
) -> (String, ErrorMetadata) {
    let [found, first, second] = read_body(body, &[key, "message", "Message"]);
    let is_usual = [&first, &second].into_iter().flatten().any(Found::is_text);
    match found {
        Some(Found::Text(message)) if !message.is_empty() && !is_usual => {
            (code, metadata.into_builder().message(message).build())
        }
        _ => (code, metadata),
    }
}
