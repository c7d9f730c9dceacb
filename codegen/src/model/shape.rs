//! Shapes: the types of a model.

use indexmap::IndexMap;

use super::{MemberName, Position, ShapeName};

/// A type of the model.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Position of the shape's value in the file.
    pub at: Position,
    /// Type and contents of the shape.
    pub kind: ShapeKind,
    /// Set if values must not be printed.
    pub sensitive: bool,
    /// Set for scalars that may be absent, where absent differs from zero.
    pub boxed: bool,
    /// Set for a body that is not read into memory.
    pub streaming: bool,
    /// Set if the length of a streamed body must be known.
    pub requires_length: bool,
    /// Deprecation message; empty for a shape that is deprecated without a message.
    pub deprecated: Option<String>,
    /// Limits that the service enforces; a client sends what it is given.
    pub constraints: Constraints,
    /// Traits that are known but that no stage handles yet, each with its position.
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
        /// Set if items may be null.
        sparse: bool,
        /// XML, query: set if items stand directly in the parent.
        flattened: bool,
    },
    /// A map.
    Map {
        /// The key: a string.
        key: Member,
        /// The value.
        value: Member,
        /// Set if values may be null.
        sparse: bool,
        /// XML, query: set if entries stand directly in the parent.
        flattened: bool,
    },
    /// A string, perhaps with known values; services add values at any time.
    String {
        /// The known values, each with its position.
        values: Vec<(String, Position)>,
    },
    /// A boolean.
    Boolean,
    /// An integer of 32 bits.
    Integer,
    /// An integer of 64 bits.
    Long,
    /// A floating point number of 32 bits.
    Float,
    /// A floating point number of 64 bits.
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
    /// Kind of the structure.
    pub kind: StructureKind,
    /// The members in order.
    pub members: IndexMap<MemberName, Member>,
    /// Names of required members.
    pub required: Vec<MemberName>,
    /// Member that is the whole body, and the position of the trait.
    pub payload: Option<(MemberName, Position)>,
    /// REST XML: name of the element where the reference gives none.
    pub location_name: Option<String>,
    /// REST XML: namespace of the element.
    pub xml_namespace: Option<XmlNamespace>,
}

/// Kind of a structure.
#[derive(Debug, Clone, PartialEq)]
pub enum StructureKind {
    /// Any number of members may be set.
    Plain,
    /// Exactly one member is set.
    Union,
    /// An error of operations.
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

/// The traits `error` and `retryable`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ErrorTrait {
    /// Code on the wire if it is not the shape's name.
    pub code: Option<String>,
    /// Set for errors that are worth a retry; `Some(true)` for throttling errors.
    pub retryable: Option<bool>,
}

/// A reference to a shape, from a structure, list or map.
///
/// Its traits take precedence over those of the shape.
#[derive(Debug, Clone)]
pub struct Member {
    /// The shape.
    pub shape: ShapeName,
    /// Position of the reference.
    pub at: Position,
    /// Name on the wire if it is not the member's.
    pub location_name: Option<String>,
    /// Location in the HTTP message, if not in the body.
    pub location: Option<Location>,
    /// EC2: name in requests.
    pub query_name: Option<String>,
    /// Set if the value may be absent.
    pub boxed: bool,
    /// Set if an absent value is filled with a random UUID.
    pub idempotency_token: bool,
    /// Set for JSON inside of a string.
    pub json_value: bool,
    /// Set for a label of the host name.
    pub host_label: bool,
    /// XML: set for an attribute of the parent's element.
    pub xml_attribute: bool,
    /// XML, query: set if items stand directly in the parent.
    pub flattened: bool,
    /// XML: the namespace.
    pub xml_namespace: Option<XmlNamespace>,
    /// Set for a body that is not read into memory.
    pub streaming: bool,
    /// Name of the parameter in the endpoint rules.
    pub context_param: Option<String>,
    /// Event streams: set for the body of an event.
    pub event_payload: bool,
    /// Deprecation message; empty for a member that is deprecated without a message.
    pub deprecated: Option<String>,
}

/// Location of a member in an HTTP message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// A label in the path.
    Uri,
    /// A parameter in the query string.
    QueryString,
    /// A header.
    Header,
    /// All headers with a prefix.
    Headers,
    /// The status code.
    StatusCode,
}

/// Format of a timestamp.
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
    /// Returns the name of the type in models.
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
    /// Lists the references of this shape to others, in order.
    pub fn references(&self) -> Vec<&Member> {
        match &self.kind {
            ShapeKind::Structure(structure) => structure.members.values().collect(),
            ShapeKind::List { member, .. } => vec![member],
            ShapeKind::Map { key, value, .. } => vec![key, value],
            _ => Vec::new(),
        }
    }

    /// Returns the structure, if the shape is one.
    pub fn as_structure(&self) -> Option<&Structure> {
        match &self.kind {
            ShapeKind::Structure(structure) => Some(structure),
            _ => None,
        }
    }
}
