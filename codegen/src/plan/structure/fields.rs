//! Turns members into fields: their type, place, and whether they are an `Option`.

use crate::error::Result;
use crate::model::{
    self, Location, Member, MemberName, Shape, ShapeKind, ShapeName, StructureKind, TimestampFormat,
};
use crate::names::{Ident, case};
use crate::plan::context::Context;
use crate::plan::ir::field::{Field, FieldType, Item, Map};
use crate::plan::ir::http::HttpLocation;
use crate::plan::ir::types::Role;

/// Plans the fields of a structure.
pub(super) fn fields(
    context: &Context<'_>,
    owner: &ShapeName,
    structure: &model::Structure,
    role: Role,
    in_requests: bool,
) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    let mut bits = 0;
    for (name, member) in &structure.members {
        let required = structure.required.contains(name);
        let location = location(context, role, member);
        let ty = if is_stream(context, role, structure, (name, member)) {
            FieldType::ByteStream
        } else {
            field_type(context, member, default_format(context, location))?
        };
        let optional = is_optional(context, &ty, member, role, required);
        let bit = (in_requests && ty.is_scalar() && !optional).then(|| {
            bits += 1;
            bits - 1
        });
        let has_zero = ty.is_scalar() && !is_boxed(context, member);
        fields.push(Field {
            optional,
            mandatory: required && !optional && !has_zero,
            bit,
            required,
            location,
            ..field(context, owner, (name, member), ty)?
        });
    }
    if role == Role::Error && fields.iter().all(|it| it.name.as_str() != "message") {
        fields.push(missing_message());
    }
    Ok(fields)
}

/// Plans the value of a union's variant.
pub(in crate::plan) fn variant(
    context: &Context<'_>,
    owner: &ShapeName,
    name: &MemberName,
    member: &Member,
) -> Result<Field> {
    let ty = field_type(context, member, context.protocol.timestamps.body)?;
    field(context, owner, (name, member), ty)
}

/// The parts that fields of structures and values of variants have in common.
fn field(
    context: &Context<'_>,
    owner: &ShapeName,
    (name, member): (&MemberName, &Member),
    ty: FieldType,
) -> Result<Field> {
    let shape = context.shape(&member.shape);
    let docs = &context.service.docs;
    let rust_name = context.naming.member(owner, name);
    let rust_name = context.named(member.at, name.as_str(), rust_name)?;
    Ok(Field {
        member: name.to_string(),
        key: member
            .location_name
            .as_deref()
            .unwrap_or(name.as_str())
            .to_owned(),
        boxed: context.boxed.contains(&(owner.clone(), name.clone())),
        sensitive: context.is_sensitive(shape),
        idempotency_token: member.idempotency_token,
        // A deprecated type says so at its definition, not at each field (as in aws-sdk-rust).
        deprecated: member.deprecated.clone(),
        docs: docs
            .member(owner.as_str(), name.as_str(), member.shape.as_str())
            .map(str::to_owned),
        ..plain_field(rust_name, ty)
    })
}

/// The field `message` of an error whose model forgets it (as in aws-sdk-rust).
fn missing_message() -> Field {
    Field {
        member: "message".to_owned(),
        key: "message".to_owned(),
        modeled: false,
        optional: true,
        ..plain_field(case::member("message").expect("a name"), FieldType::String)
    }
}

/// A field in the body without any traits.
fn plain_field(name: Ident, ty: FieldType) -> Field {
    Field {
        name,
        member: String::new(),
        key: String::new(),
        modeled: true,
        location: HttpLocation::Body,
        ty,
        optional: false,
        boxed: false,
        required: false,
        mandatory: false,
        demanded: false,
        bit: None,
        sensitive: false,
        idempotency_token: false,
        deprecated: None,
        docs: None,
    }
}

/// Finds the place of a member in HTTP messages. `location` counts at the top of messages only, in
/// protocols with HTTP bindings, and where the place exists in the message.
fn location(context: &Context<'_>, role: Role, member: &Member) -> HttpLocation {
    if !context.protocol.binding.has_locations() || role == Role::Nested {
        return HttpLocation::Body;
    }
    let in_request = role == Role::Input;
    match member.location {
        Some(Location::Uri) if in_request => HttpLocation::Label,
        Some(Location::QueryString) if in_request => HttpLocation::Query,
        Some(Location::StatusCode) if !in_request => HttpLocation::Status,
        Some(Location::Header) if member.json_value => HttpLocation::EncodedHeader,
        Some(Location::Header) => HttpLocation::Header,
        Some(Location::Headers) => HttpLocation::PrefixHeaders,
        Some(Location::Uri | Location::QueryString | Location::StatusCode) | None => {
            HttpLocation::Body
        }
    }
}

/// The format of timestamps in a place where the model names none.
fn default_format(context: &Context<'_>, location: HttpLocation) -> TimestampFormat {
    let timestamps = &context.protocol.timestamps;
    match location {
        HttpLocation::Body | HttpLocation::Status => timestamps.body,
        HttpLocation::Header | HttpLocation::EncodedHeader | HttpLocation::PrefixHeaders => {
            timestamps.header
        }
        HttpLocation::Label | HttpLocation::Query => timestamps.uri,
    }
}

/// Decides whether a field is an `Option`.
///
/// botocore's models do not say what is one in aws-sdk-rust; this rule reproduces it nearly always:
/// fields of inputs are; elsewhere a required member is not, unless it is a structure; an unboxed
/// number or boolean is not; all others are.
fn is_optional(
    context: &Context<'_>,
    ty: &FieldType,
    member: &Member,
    role: Role,
    required: bool,
) -> bool {
    let is_structure = matches!(ty, FieldType::Structure(_) | FieldType::Error(_));
    match role {
        // An empty stream stands for an unset one.
        _ if *ty == FieldType::ByteStream => false,
        Role::Input => true,
        _ if required => is_structure,
        _ if ty.is_scalar() => is_boxed(context, member),
        _ => true,
    }
}

/// Returns `true` if a member is a body that is a byte stream.
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
        && context.protocol.binding.has_locations()
        && matches!(role, Role::Input | Role::Output)
        && matches!(shape.kind, ShapeKind::Blob)
}

/// Returns `true` if a number or boolean has no zero that stands for a missing value.
fn is_boxed(context: &Context<'_>, member: &Member) -> bool {
    member.boxed || context.shape(&member.shape).boxed
}

/// Plans the type of a member's target. Timestamps have the format `default` unless the model names
/// another one.
fn field_type(
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
        ShapeKind::Timestamp { format } => FieldType::Timestamp(format.unwrap_or(default)),
        ShapeKind::String { values } if values.is_empty() => FieldType::String,
        ShapeKind::String { .. } => FieldType::Enumeration(context.type_name(&member.shape)),
        ShapeKind::Structure(structure) => {
            let name = || context.type_name(&member.shape);
            match structure.kind {
                StructureKind::Document => FieldType::Document,
                StructureKind::Union => FieldType::Union(name()),
                // A shape that operations name as an error is one, whatever its own traits say.
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
        ShapeKind::List { member, sparse, .. } => {
            FieldType::List(Box::new(item(context, member, *sparse, default)?))
        }
        ShapeKind::Map {
            key, value, sparse, ..
        } => FieldType::Map(Box::new(Map {
            key: field_type(context, key, default)?,
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
        ty: field_type(context, member, default)?,
        sparse,
    })
}

/// Refuses traits of members and shapes that would change the message and are not supported yet.
///
/// XML's traits mean nothing in JSON, where botocore ignores them too. `jsonvalue` counts in
/// headers only: in a body the value is a plain string. `location` is handled per protocol,
/// `hostLabel` per operation.
fn refuse_unsupported(context: &Context<'_>, member: &Member) -> Result<()> {
    let shape: &Shape = context.shape(&member.shape);
    let traits = [
        (
            member.streaming || shape.streaming,
            "`streaming` of a member that is not the payload of an input or output",
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
