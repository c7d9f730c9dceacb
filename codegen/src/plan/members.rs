//! Members become fields: their Rust type, whether that is an `Option`, and their name on the wire.

use crate::error::Result;
use crate::model::{
    self, Member, MemberName, Shape, ShapeKind, ShapeName, StructureKind, TimestampFormat,
};

use super::context::Context;
use super::http;
use super::names::{self, Ident};
use super::protocol::Binding;
use super::types::Role;

/// A field of a structure, or a variant's value in a union.
#[derive(Debug)]
pub struct Field {
    /// Name in Rust.
    pub name: Ident,
    /// Name in the model.
    pub member: String,
    /// Name on the wire. (`model` refuses what would need an escape.)
    pub key: String,
    /// Its type, without `Option` and `Box`.
    pub ty: FieldType,
    /// Whether the structure has it as an `Option`.
    pub optional: bool,
    /// Whether it must be boxed, since it would contain itself.
    pub boxed: bool,
    /// Whether the service wants it set.
    pub required: bool,
    /// Whether it cannot be built without. A number or boolean has a zero instead, unless its model says that
    /// it has none.
    pub mandatory: bool,
    /// Position in the structure's memory of what was set; scalars in requests that are no `Option`.
    pub bit: Option<usize>,
    /// Whether it must not be printed.
    pub sensitive: bool,
    /// Whether it is filled with a UUID when unset.
    pub idempotency_token: bool,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
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
    /// `primitives::ByteStream`: the body of a message by itself, read and written as it comes.
    ByteStream,
    /// `primitives::DateTime`
    Timestamp(Timestamp),
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
    List(Box<List>),
    /// `HashMap<…, …>`
    Map(Box<Map>),
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp(pub TimestampFormat);

/// A list's items.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The items.
    pub item: Item,
}

/// A map's keys and values.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The keys: strings, or an enum.
    pub key: FieldType,
    /// The values.
    pub value: Item,
}

/// What lists and maps hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The type.
    pub ty: FieldType,
    /// Whether it may be null, as `Option`.
    pub sparse: bool,
}

impl FieldType {
    /// Numbers and booleans: they have a zero, so that they need no `Option`.
    pub fn is_scalar(&self) -> bool {
        matches!(
            self,
            Self::Boolean | Self::Integer | Self::Long | Self::Float | Self::Double
        )
    }
}

/// The fields of a structure.
pub(super) fn fields(
    context: &Context<'_>,
    owner: &ShapeName,
    structure: &model::Structure,
    role: Role,
    in_request: bool,
) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    let mut bits = 0;
    for (name, member) in &structure.members {
        let required = structure.required.contains(name);
        let format = http::timestamp(context, http::location(context, role, member));
        let ty = if is_stream(context, role, structure, (name, member)) {
            FieldType::ByteStream
        } else {
            member_type(context, member, format)?
        };
        let optional = is_optional(context, &ty, member, role, required);
        let bit = (in_request && ty.is_scalar() && !optional).then(|| {
            bits += 1;
            bits - 1
        });
        let rust_name = context.naming.member(owner, name);
        let rust_name = context.named(member.at, name.as_str(), rust_name)?;
        let has_zero = ty.is_scalar() && !is_boxed(context, member);
        fields.push(Field {
            optional,
            mandatory: required && !optional && !has_zero,
            bit,
            required,
            ..field(context, owner, (name, rust_name), member, ty)
        });
    }
    if role == Role::Error && fields.iter().all(|it| it.name.as_str() != "message") {
        // Every error has a message, even where the model forgets it (as in aws-sdk-rust).
        fields.push(Field {
            name: names::member("message").expect("a name"),
            member: "message".to_owned(),
            key: "message".to_owned(),
            ty: FieldType::String,
            optional: true,
            boxed: false,
            required: false,
            mandatory: false,
            bit: None,
            sensitive: false,
            idempotency_token: false,
            deprecated: None,
            docs: None,
        });
    }
    Ok(fields)
}

/// What fields of structures and variants of unions have in common.
pub(super) fn field(
    context: &Context<'_>,
    owner: &ShapeName,
    (name, rust_name): (&MemberName, Ident),
    member: &Member,
    ty: FieldType,
) -> Field {
    let shape = context.shape(&member.shape);
    let docs = &context.service.docs;
    let wire = member.location_name.as_deref().unwrap_or(name.as_str());
    Field {
        name: rust_name,
        member: name.to_string(),
        key: wire.to_owned(),
        boxed: context.cycles.contains(&(owner.clone(), name.clone())),
        optional: false,
        required: false,
        mandatory: false,
        bit: None,
        sensitive: context.is_sensitive(shape),
        idempotency_token: member.idempotency_token,
        // What only its type is says that type's definition, as in aws-sdk-rust.
        deprecated: member.deprecated.clone(),
        docs: docs
            .member(owner.as_str(), name.as_str(), member.shape.as_str())
            .map(str::to_owned),
        ty,
    }
}

/// botocore's models do not say what is an `Option` in aws-sdk-rust; this rule reproduces it nearly
/// always: inputs are; elsewhere a required member is not, unless it is a structure; an unboxed number
/// or boolean is not.
fn is_optional(
    context: &Context<'_>,
    ty: &FieldType,
    member: &Member,
    role: Role,
    required: bool,
) -> bool {
    let is_structure = matches!(ty, FieldType::Structure(_) | FieldType::Error(_));
    match role {
        // One without bytes stands for one that is not set.
        _ if *ty == FieldType::ByteStream => false,
        Role::Input => true,
        _ if required => is_structure,
        _ if ty.is_scalar() => is_boxed(context, member),
        _ => true,
    }
}

/// Whether a member is a body that is read or written as it comes.
fn is_stream(
    context: &Context<'_>,
    role: Role,
    structure: &model::Structure,
    (name, member): (&MemberName, &Member),
) -> bool {
    let shape = context.shape(&member.shape);
    let is_payload = structure.payload.as_ref().is_some_and(|(it, _)| it == name);
    (member.streaming || shape.streaming)
        && is_payload
        && context.protocol.binding == Binding::Http
        && matches!(role, Role::Input | Role::Output)
        && matches!(shape.kind, ShapeKind::Blob)
}

/// Whether a number or boolean has no zero to stand for it when it is not there.
fn is_boxed(context: &Context<'_>, member: &Member) -> bool {
    member.boxed || context.shape(&member.shape).boxed
}

/// The type of what `member` refers to. Timestamps have the format `default`, unless the model says another one.
pub(super) fn member_type(
    context: &Context<'_>,
    member: &Member,
    default: TimestampFormat,
) -> Result<FieldType> {
    refuse_unsupported(context, member)?;
    let shape = context.shape(&member.shape);
    Ok(match &shape.kind {
        ShapeKind::Boolean => FieldType::Boolean,
        ShapeKind::Integer => FieldType::Integer,
        ShapeKind::Long => FieldType::Long,
        ShapeKind::Float => FieldType::Float,
        ShapeKind::Double => FieldType::Double,
        ShapeKind::Blob => FieldType::Blob,
        ShapeKind::Timestamp { format } => {
            FieldType::Timestamp(Timestamp(format.unwrap_or(default)))
        }
        ShapeKind::String { values } if values.is_empty() => FieldType::String,
        ShapeKind::String { .. } => FieldType::Enumeration(context.type_name(&member.shape)),
        ShapeKind::Structure(structure) => {
            let name = || context.type_name(&member.shape);
            match structure.kind {
                StructureKind::Document => FieldType::Document,
                StructureKind::Union => FieldType::Union(name()),
                // Whatever its own traits say: operations fail with it, so that its type is among the errors.
                StructureKind::Plain | StructureKind::Error(_) => {
                    if context.is_error(&member.shape) {
                        FieldType::Error(name())
                    } else {
                        FieldType::Structure(name())
                    }
                }
                StructureKind::EventStream(_) => {
                    return Err(context.unsupported(member.at, "an event stream"));
                }
            }
        }
        ShapeKind::List { member, sparse, .. } => FieldType::List(Box::new(List {
            item: item(context, member, *sparse, default)?,
        })),
        ShapeKind::Map {
            key, value, sparse, ..
        } => FieldType::Map(Box::new(Map {
            key: member_type(context, key, default)?,
            value: item(context, value, *sparse, default)?,
        })),
    })
}

fn item(
    context: &Context<'_>,
    member: &Member,
    sparse: bool,
    default: TimestampFormat,
) -> Result<Item> {
    Ok(Item {
        ty: member_type(context, member, default)?,
        sparse,
    })
}

/// Traits of members and shapes that would change the message in a way that nothing here does yet.
///
/// XML's traits and the like say nothing in JSON: there, botocore ignores them too. So it is with `jsonvalue`, which is
/// about headers: in a body it is the text that it is. What `location` means is up to the protocol, and `hostLabel` to
/// the operation.
fn refuse_unsupported(context: &Context<'_>, member: &Member) -> Result<()> {
    let shape: &Shape = context.shape(&member.shape);
    let traits = [
        (
            member.streaming || shape.streaming,
            "`streaming` of what is not the payload of an input or output",
        ),
        (member.event_payload, "`eventpayload`"),
    ];
    if let Some((_, name)) = traits.iter().find(|(present, _)| *present) {
        return Err(context.unsupported(member.at, name));
    }
    match shape.unsupported.first() {
        Some((name, at)) => Err(context.unsupported(*at, &format!("`{name}`"))),
        None => Ok(()),
    }
}
