//! Shapes: the types of a model.

use indexmap::IndexMap;

use super::{MemberName, Position, ShapeName};

/// A type of the model.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Place of the shape's value in the file.
    pub at: Position,
    /// What it is.
    pub kind: ShapeKind,
    /// Must not be printed.
    pub sensitive: bool,
    /// Scalars: may be absent, so that an absent one is told from zero.
    pub boxed: bool,
    /// A body that is not read into memory.
    pub streaming: bool,
    /// Whether it has to be known how long a streamed body is.
    pub requires_length: bool,
    /// Marked as not to be used any more, and why.
    pub deprecated: Option<String>,
    /// Limits that the service enforces; a client sends what it is given.
    pub constraints: Constraints,
    /// Traits that are known but that no stage handles yet, each with its place.
    pub unsupported: Vec<(&'static str, Position)>,
}

/// `min`, `max` and `pattern`, as the model has them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// Smallest number, or shortest length.
    pub min: Option<f64>,
    /// Largest number, or greatest length.
    pub max: Option<f64>,
    /// Regular expression.
    pub pattern: Option<String>,
}

/// The kinds of shapes.
#[derive(Debug, Clone)]
pub enum ShapeKind {
    /// A structure, a union, or an error.
    Structure(Structure),
    /// A list.
    List {
        /// The item.
        member: Member,
        /// Items may be null.
        sparse: bool,
        /// XML, query: items stand directly in the parent.
        flattened: bool,
    },
    /// A map.
    Map {
        /// The key: a string.
        key: Member,
        /// The value.
        value: Member,
        /// Values may be null.
        sparse: bool,
        /// XML, query: entries stand directly in the parent.
        flattened: bool,
    },
    /// Text, perhaps with known values; services add values at any time.
    String {
        /// The known values, with the place of each.
        values: Vec<(String, Position)>,
    },
    /// True or false.
    Boolean,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Long,
    /// 32 bits.
    Float,
    /// 64 bits.
    Double,
    /// Bytes.
    Blob,
    /// A point in time.
    Timestamp {
        /// Format on the wire, if not the protocol's.
        format: Option<TimestampFormat>,
    },
}

/// A shape with members.
#[derive(Debug, Clone)]
pub struct Structure {
    /// Which kind of structure.
    pub kind: StructureKind,
    /// The members in order.
    pub members: IndexMap<MemberName, Member>,
    /// Names of members that must be given.
    pub required: Vec<MemberName>,
    /// The member that is the body by itself, and where that is said.
    pub payload: Option<(MemberName, Position)>,
    /// REST XML: name of its element where the reference gives none.
    pub location_name: Option<String>,
    /// REST XML: namespace of its element.
    pub xml_namespace: Option<XmlNamespace>,
}

/// What a structure stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum StructureKind {
    /// Any number of members may be set.
    Plain,
    /// Exactly one member is set.
    Union,
    /// What an operation may fail with.
    Error(ErrorTrait),
    /// Any JSON value.
    Document,
    /// A union whose members follow one another in a stream.
    EventStream(EventStream),
}

/// Marks the union of an event stream, or an event in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStream {
    /// The union.
    Stream,
    /// An event.
    Event,
}

/// How an error is told from others, and what it means for retries.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ErrorTrait {
    /// Code on the wire if it is not the shape's name.
    pub code: Option<String>,
    /// Worth another attempt; `Some(true)`: because requests are too frequent.
    pub retryable: Option<bool>,
}

/// A reference to a shape, from a structure, list or map.
///
/// Its traits go before those of the shape.
#[derive(Debug, Clone)]
pub struct Member {
    /// The shape.
    pub shape: ShapeName,
    /// Place of the reference.
    pub at: Position,
    /// Name on the wire if it is not the member's.
    pub location_name: Option<String>,
    /// Where in the message, if not in the body.
    pub location: Option<Location>,
    /// EC2: name in requests.
    pub query_name: Option<String>,
    /// May be absent.
    pub boxed: bool,
    /// Filled with a random UUID when unset.
    pub idempotency_token: bool,
    /// JSON inside of a string.
    pub json_value: bool,
    /// Part of the host name.
    pub host_label: bool,
    /// XML: in the parent's tag.
    pub xml_attribute: bool,
    /// XML, query: items stand directly in the parent.
    pub flattened: bool,
    /// XML: the namespace.
    pub xml_namespace: Option<XmlNamespace>,
    /// A body that is not read into memory.
    pub streaming: bool,
    /// The name under which endpoint rules know the value.
    pub context_param: Option<String>,
    /// Event streams: the body of the event.
    pub event_payload: bool,
    /// Marked as not to be used any more, and why.
    pub deprecated: Option<String>,
}

/// Where in an HTTP message a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Uri,
    /// In the query string.
    QueryString,
    /// A header.
    Header,
    /// All headers with a prefix.
    Headers,
    /// The status code.
    StatusCode,
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// `2015-07-09T00:00:00Z`.
    Iso8601,
    /// `Thu, 09 Jul 2015 00:00:00 GMT`.
    Rfc822,
    /// Seconds since 1970, with a fraction.
    UnixTimestamp,
}

/// `xmlNamespace` of a member or an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The namespace.
    pub uri: String,
    /// The prefix, if it is not the default namespace.
    pub prefix: Option<String>,
}

impl ShapeKind {
    /// What the model calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Structure(_) => "structure",
            Self::List { .. } => "list",
            Self::Map { .. } => "map",
            Self::String { .. } => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::Blob => "blob",
            Self::Timestamp { .. } => "timestamp",
        }
    }
}

impl Shape {
    /// The references of this shape to others, in order.
    pub fn references(&self) -> Vec<&Member> {
        match &self.kind {
            ShapeKind::Structure(structure) => structure.members.values().collect(),
            ShapeKind::List { member, .. } => vec![member],
            ShapeKind::Map { key, value, .. } => vec![key, value],
            _ => Vec::new(),
        }
    }

    /// The structure, if it is one.
    pub fn as_structure(&self) -> Option<&Structure> {
        match &self.kind {
            ShapeKind::Structure(structure) => Some(structure),
            _ => None,
        }
    }
}
