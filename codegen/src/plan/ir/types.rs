//! Structures, unions and enums.

use crate::names::Ident;

use super::field::{Field, FieldType};
use super::http::{Bindings, Body, RequestBindings, ResponseBindings};

/// The part that structures, unions and enums have in common.
#[derive(Debug, Clone)]
pub struct TypeHeader {
    /// Name in Rust.
    pub name: Ident,
    /// The module that defines the type, which is a file of its own.
    pub module: Ident,
    /// Name of the shape; empty for the input or output of an operation that has none.
    pub shape: String,
    /// True if the name hides one of Rust's prelude inside the type's own file.
    pub hides_prelude: bool,
    /// True if the type's code needs something deprecated.
    pub touches_deprecated: bool,
    /// True if the type has serde's traits, with the Cargo feature for them.
    pub serde: bool,
    /// The reason if the shape is deprecated; it may be empty.
    pub deprecated: Option<String>,
    /// A sentence that names the type, for documentation if there is no other.
    pub title: String,
    /// Markdown about the shape.
    pub docs: Option<String>,
    /// Paths of macros to derive beside those that every type of its kind has.
    pub derives: Vec<String>,
}

/// A type that operations share.
#[derive(Debug)]
pub enum Type {
    /// A `struct` with a builder.
    Structure(Structure),
    /// An `enum` whose variants hold values.
    Union(Union),
    /// An `enum` of strings.
    Enumeration(Enumeration),
}

impl Type {
    /// The part that all kinds of types have.
    pub fn header(&self) -> &TypeHeader {
        match self {
            Self::Structure(structure) => &structure.header,
            Self::Union(union) => &union.header,
            Self::Enumeration(enumeration) => &enumeration.header,
        }
    }
}

/// A `struct` and its builder.
#[derive(Debug)]
pub struct Structure {
    /// Name, module and texts.
    pub header: TypeHeader,
    /// Input, output, error, or a part of others.
    pub role: Role,
    /// True if requests contain it, so that it needs a writer.
    pub in_requests: bool,
    /// True if responses contain it, so that it needs a reader.
    pub in_responses: bool,
    /// The fields, in the model's order.
    pub fields: Vec<Field>,
    /// Places of the fields in HTTP messages.
    pub bindings: Bindings,
    /// True if other structures contain it, beside its role.
    pub nested: bool,
    /// True if `build` returns a `Result`: always for inputs, else if a field is mandatory.
    pub fallible: bool,
    /// The kind of the field `message` of an error; `None` if it is not an error.
    pub message: Option<ErrorMessage>,
}

/// The kind of an error's field `message`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorMessage {
    /// `Option<String>`
    Optional,
    /// `String`
    Required,
    /// It is sensitive: it must not be printed.
    Sensitive,
}

/// The role of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Input of an operation.
    Input,
    /// Output of an operation.
    Output,
    /// Part of other structures.
    Nested,
    /// Modeled error of operations.
    Error,
}

/// An `enum` of which a value is exactly one variant.
#[derive(Debug)]
pub struct Union {
    /// Name, module and texts.
    pub header: TypeHeader,
    /// True if requests contain it, so that it needs a writer.
    pub in_requests: bool,
    /// True if responses contain it, so that it needs a reader.
    pub in_responses: bool,
    /// The variants, each with one value. The field's name is the variant's.
    pub variants: Vec<Field>,
    /// Names of the methods `as_…` and `is_…` without those prefixes, by variant.
    pub methods: Vec<Ident>,
}

/// An `enum` of strings. It is open: a string that it does not know is kept as `Unknown`.
#[derive(Debug)]
pub struct Enumeration {
    /// Name, module and texts.
    pub header: TypeHeader,
    /// The known values, sorted by variant as in aws-sdk-rust, since that decides `Ord`.
    pub variants: Vec<Variant>,
    /// True if values must not be printed.
    pub sensitive: bool,
}

/// A known value of an enum.
#[derive(Debug)]
pub struct Variant {
    /// Name in Rust.
    pub name: Ident,
    /// The string on the wire.
    pub value: String,
}

impl Structure {
    /// Returns `true` if a field must not be printed.
    pub fn is_sensitive(&self) -> bool {
        self.fields.iter().any(|field| field.sensitive)
    }

    /// The field that is a byte stream, if there is one.
    pub fn stream(&self) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.ty == FieldType::ByteStream)
    }

    /// The fields that are members of the object in the body.
    pub fn body_fields(&self) -> Vec<&Field> {
        let body = match &self.bindings {
            Bindings::Body => return self.fields.iter().collect(),
            Bindings::Request(RequestBindings { body, .. })
            | Bindings::Response(ResponseBindings { body, .. }) => body,
        };
        match body {
            Body::Members(members) => members.iter().map(|it| &self.fields[*it]).collect(),
            Body::None | Body::Raw(_) | Body::Stream { .. } | Body::Payload { .. } => Vec::new(),
        }
    }
}

impl Union {
    /// Returns `true` if a variant must not be printed.
    pub fn is_sensitive(&self) -> bool {
        self.variants.iter().any(|variant| variant.sensitive)
    }
}
