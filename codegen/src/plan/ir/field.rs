//! Fields of structures, variants' values, and their types.

use crate::model::TimestampFormat;
use crate::names::Ident;

use super::http::HttpLocation;

/// A field of a structure, or the value of a union's variant.
#[derive(Debug)]
pub struct Field {
    /// Name in Rust.
    pub name: Ident,
    /// Name of the member.
    pub member: String,
    /// Name on the wire: `locationName`, else the member's name. (`model` refuses names that would
    /// need an escape in JSON.)
    pub key: String,
    /// False for the field `message` that an error gets if its model has none.
    pub modeled: bool,
    /// The place in HTTP messages.
    pub location: HttpLocation,
    /// The type, without `Option` and `Box`.
    pub ty: FieldType,
    /// True if the structure has it as an `Option`.
    pub optional: bool,
    /// True if it is in a `Box`, since its type would contain itself.
    pub boxed: bool,
    /// True if the model calls the member required.
    pub required: bool,
    /// True if `build` fails without it. Numbers and booleans have a zero instead, unless the model
    /// boxes them.
    pub mandatory: bool,
    /// True if serde's reader fails without it.
    pub demanded: bool,
    /// The bit of `SetMembers` that tells whether it was set: for scalars in requests that are not
    /// an `Option`.
    pub bit: Option<usize>,
    /// True if it must not be printed.
    pub sensitive: bool,
    /// True if an unset value is filled with a UUID.
    pub idempotency_token: bool,
    /// The reason if the member is deprecated; it may be empty.
    pub deprecated: Option<String>,
    /// Markdown about the member.
    pub docs: Option<String>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// `bool`
    Boolean,
    /// `i32`
    Integer,
    /// `i64`
    Long,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// `String`
    String,
    /// `primitives::Blob`
    Blob,
    /// `primitives::ByteStream`: the whole body of a message, sent and received in pieces.
    ByteStream,
    /// `primitives::DateTime`, in this format on the wire.
    Timestamp(TimestampFormat),
    /// `Document`: any JSON value.
    Document,
    /// `types::…`
    Enumeration(Ident),
    /// `types::…`
    Structure(Ident),
    /// `types::error::…`
    Error(Ident),
    /// `types::…`
    Union(Ident),
    /// `Vec<…>`
    List(Box<Item>),
    /// `HashMap<…, …>`
    Map(Box<Map>),
}

/// Keys and values of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The keys: strings, or an enum.
    pub key: FieldType,
    /// The values.
    pub value: Item,
}

/// Items of a list or values of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The type.
    pub ty: FieldType,
    /// True if an item may be null and is an `Option`.
    pub sparse: bool,
}

impl FieldType {
    /// Returns `true` if it is a number or boolean: those have a zero and need no `Option`.
    pub fn is_scalar(&self) -> bool {
        matches!(
            self,
            Self::Boolean | Self::Integer | Self::Long | Self::Float | Self::Double
        )
    }

    /// Returns `true` if a value is a short text outside of bodies: in headers, paths and query
    /// strings.
    pub fn is_text(&self) -> bool {
        self.is_scalar()
            || matches!(
                self,
                Self::String | Self::Enumeration(_) | Self::Timestamp(_)
            )
    }

    /// The kind as models call it, for error messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::String | Self::Enumeration(_) => "string",
            Self::Blob | Self::ByteStream => "blob",
            Self::Timestamp(_) => "timestamp",
            Self::Document => "document",
            Self::Structure(_) | Self::Error(_) => "structure",
            Self::Union(_) => "union",
            Self::List(_) => "list",
            Self::Map(_) => "map",
        }
    }
}
