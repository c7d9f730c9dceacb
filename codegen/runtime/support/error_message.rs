//! Messages of errors that stand under another name than in other services.

use aws_smithy_types::error::metadata::ErrorMetadata;

use super::json::Reader;

/// Adds the message from the member `key` of the body to what was `found` out about an error: code
/// and metadata. A body with `message` or `Message` is left alone.
#[cold]
pub fn or_member(
    (code, metadata): (String, ErrorMetadata),
    body: &[u8],
    key: &'static str,
) -> (String, ErrorMetadata) {
    match read(body, key) {
        Some(message) => (code, metadata.into_builder().message(message).build()),
        None => (code, metadata),
    }
}

fn read(body: &[u8], key: &'static str) -> Option<String> {
    let [mut found, mut usual] = [None, None];
    Reader::new(body).object(&[key, "message", "Message"], &mut |member, reader| {
        let text = reader
            .document()
            .and_then(|value| value.as_string().map(str::to_owned))
            .filter(|text| !text.is_empty());
        if member == 0 {
            found = text;
        } else {
            usual = usual.take().or(text);
        }
    });
    found.filter(|_| usual.is_none())
}
