//! Bodies of requests.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;

/// The body, or where it is.
#[derive(Debug)]
pub(super) enum Body {
    None,
    /// In the protocol's format.
    Structured(Vec<u8>),
    Bytes(Vec<u8>),
    Text(String),
    /// A query string.
    Form(String),
    /// The stream of the input, which may be required to have a known length.
    Stream {
        requires_length: bool,
    },
}

impl Body {
    /// Returns the body, if there is one, and its content type.
    pub(super) fn finish(
        self,
        structured_type: &'static str,
        stream: Option<ByteStream>,
    ) -> Result<(Option<SdkBody>, &'static str), BoxError> {
        Ok(match self {
            Self::None => (None, ""),
            Self::Structured(bytes) => (Some(bytes.into()), structured_type),
            Self::Bytes(bytes) => (Some(bytes.into()), "application/octet-stream"),
            Self::Text(text) => (Some(text.into()), "text/plain"),
            Self::Form(query) => (Some(query.into()), "application/x-www-form-urlencoded"),
            Self::Stream { requires_length } => {
                let body = stream.map(ByteStream::into_inner);
                let length = body.as_ref().map(SdkBody::content_length);
                if requires_length && length == Some(None) {
                    return Err(
                        "the service requires the length of the body: create it from bytes, \
                                or from a file (`ByteStream::from_path`)"
                            .into(),
                    );
                }
                (body, "application/octet-stream")
            }
        })
    }
}
