//! Places of fields in HTTP messages.
//!
//! Only protocols with HTTP bindings use other places than the body. See "HTTP binding traits" in
//! Smithy's documentation; numbers are positions of fields in their structure.

/// The place of a field at the top of a message. Its name there is the field's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpLocation {
    /// The body; also everywhere in nested structures and in protocols without bindings.
    Body,
    /// A label of the path.
    Label,
    /// The query string: a list once for each item, a map once for each entry by its key.
    Query,
    /// A header.
    Header,
    /// A header with the base64 of a text (`jsonvalue`).
    EncodedHeader,
    /// All headers whose names begin with the field's key.
    PrefixHeaders,
    /// The status code.
    Status,
}

impl HttpLocation {
    /// Returns `true` if the field is in headers.
    pub fn is_header(self) -> bool {
        matches!(
            self,
            Self::Header | Self::EncodedHeader | Self::PrefixHeaders
        )
    }
}

/// The places of a structure's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bindings {
    /// All are in the body, of which the structure is the whole or a part.
    Body,
    /// The structure is the input of an operation with a method and a URI.
    Request(RequestBindings),
    /// The structure is an output or error of such an operation.
    Response(ResponseBindings),
}

/// Parts of a request, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestBindings {
    /// The path.
    pub path: Vec<PathPart>,
    /// The query string that every request has, as it is sent; may be empty.
    pub query: String,
    /// Fields in the query string and in headers.
    pub head: Vec<usize>,
    /// The body.
    pub body: Body,
}

/// Parts of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseBindings {
    /// Fields in headers and the status.
    pub head: Vec<usize>,
    /// The body.
    pub body: Body,
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPart {
    /// Literal text, as it is sent.
    Literal(String),
    /// The value of a field.
    Label {
        /// The field.
        field: usize,
        /// True if slashes in the value are sent as slashes (`{Key+}`).
        greedy: bool,
    },
}

/// The content of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// No body.
    None,
    /// These fields, as members of an object.
    Members(Vec<usize>),
    /// One field: its bytes or text as they are.
    Raw(usize),
    /// One field: a byte stream.
    Stream {
        /// The field.
        field: usize,
        /// True if the stream's length has to be known before sending (`requiresLength`).
        requires_length: bool,
    },
    /// One field, in the body format of the protocol.
    Payload {
        /// The field.
        field: usize,
        /// True if an empty object is sent where the field is not set.
        or_empty: bool,
    },
}
