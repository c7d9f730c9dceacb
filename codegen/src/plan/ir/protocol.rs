//! The axes of a protocol. Below `plan::protocol`, which picks them, code
//! branches on these and not on the protocol.

use crate::model::TimestampFormat;

/// Form of a service's requests and responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    /// The way a request names its operation, and with it where members are.
    pub binding: Binding,
    /// The format of bodies.
    pub body: BodyFormat,
    /// The content type of bodies in that format.
    pub content_type: String,
    /// Formats of timestamps where the model names none.
    pub timestamps: Timestamps,
    /// True if errors have the codes of the query protocol, which the service spoke once
    /// (`awsQueryCompatible`).
    pub query_compatible: bool,
}

/// The way a request names its operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// By the header `X-Amz-Target`; all members are in the body, whatever their `location`.
    Target {
        /// The text before the operation's name.
        prefix: String,
    },
    /// By method and URI; members may be anywhere in the message.
    Http,
}

impl Binding {
    /// Returns `true` if members may be outside of the body.
    pub fn has_locations(&self) -> bool {
        match self {
            Self::Target { .. } => false,
            Self::Http => true,
        }
    }
}

/// Formats of timestamps, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamps {
    /// In bodies.
    pub body: TimestampFormat,
    /// In headers.
    pub header: TimestampFormat,
    /// In paths and query strings.
    pub uri: TimestampFormat,
}

/// Formats of bodies: each is a module of the runtime with the same methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// `support::json`
    Json,
}
