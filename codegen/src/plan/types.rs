//! Shapes become types: structures, unions and enums, with names that do not collide.

use std::collections::HashSet;

use crate::error::Result;
use crate::model::{self, Position, Shape, ShapeKind, ShapeName, StructureKind};

use super::context::Context;
use super::http::{self, Bindings, Body};
use super::members::{self, Field, FieldType};
use super::names::Ident;
use super::naming;
use super::usage::Usage;

/// A type that operations share.
#[derive(Debug)]
pub enum Type {
    /// A `struct`.
    Structure(Structure),
    /// An `enum` with values.
    Union(Union),
    /// An `enum` of names.
    Enumeration(Enumeration),
}

/// A `struct` and its builder.
#[derive(Debug)]
pub struct Structure {
    /// Name in Rust.
    pub name: Ident,
    /// The file.
    pub module: Ident,
    /// Name in the model.
    pub shape: String,
    /// What it is for.
    pub role: Role,
    /// Where it is used.
    pub usage: Usage,
    /// The fields, in the model's order.
    pub fields: Vec<Field>,
    /// Where in HTTP messages they are.
    pub bindings: Bindings,
    /// Whether it is part of others, beside what it is for.
    pub nested: bool,
    /// Whether `build` can fail: a field that must be set has no default to fall back on.
    pub fallible: bool,
    /// How an error says what it has to say; `None`: it is no error.
    pub message: Option<Message>,
    /// Whether its name hides one of Rust's prelude inside of its own file.
    pub hides_prelude: bool,
    /// Whether its code needs something that is deprecated.
    pub touches_deprecated: bool,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
    pub docs: Option<String>,
}

/// The field `message` of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// It is an `Option`.
    Optional,
    /// It is a text.
    Always,
    /// It must not be printed.
    Secret,
}

/// What a structure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What goes into an operation.
    Input,
    /// What comes out.
    Output,
    /// Part of others.
    Nested,
    /// What an operation fails with.
    Error,
}

/// An `enum` of which a value is exactly one variant.
#[derive(Debug)]
pub struct Union {
    /// Name in Rust.
    pub name: Ident,
    /// Name in the model.
    pub shape: String,
    /// The file.
    pub module: Ident,
    /// Where it is used.
    pub usage: Usage,
    /// Each variant holds one value. The field's name is the variant's.
    pub variants: Vec<Field>,
    /// Names of the methods `as_…` and `is_…`, without those prefixes.
    pub methods: Vec<Ident>,
    /// Whether its name hides one of Rust's prelude inside of its own file.
    pub hides_prelude: bool,
    /// Whether its code needs something that is deprecated.
    pub touches_deprecated: bool,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
    pub docs: Option<String>,
}

/// An `enum` of texts. It is open: a text that it does not know is kept.
#[derive(Debug)]
pub struct Enumeration {
    /// Name in Rust.
    pub name: Ident,
    /// Name in the model.
    pub shape: String,
    /// The file.
    pub module: Ident,
    /// The known values, sorted by variant as in aws-sdk-rust, since that decides `Ord`.
    pub variants: Vec<Variant>,
    /// Whether it must not be printed.
    pub sensitive: bool,
    /// Whether its name hides one of Rust's prelude inside of its own file.
    pub hides_prelude: bool,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
    pub docs: Option<String>,
}

/// A known value.
#[derive(Debug)]
pub struct Variant {
    /// Name in Rust.
    pub name: Ident,
    /// Text on the wire.
    pub value: String,
}

/// Names that emitted code uses without a path. A type of that name hides them in its own file.
const PRELUDE: [&str; 10] = [
    "AsRef", "Box", "Default", "From", "HashMap", "Into", "Option", "Result", "String", "Vec",
];

/// The types that operations share, and the errors.
pub(super) fn types(context: &Context<'_>) -> Result<(Vec<Type>, Vec<Structure>)> {
    let mut types = Vec::new();
    let mut errors = Vec::new();
    let shared = shared(context);
    for (name, shape) in &context.service.shapes {
        let is_reached = context.usage.contains_key(name);
        if !is_reached || !shared.contains(name) && !context.is_error(name) {
            continue;
        }
        match &shape.kind {
            ShapeKind::String { values } if !values.is_empty() => {
                types.push(Type::Enumeration(enumeration(
                    context, name, shape, values,
                )?));
            }
            ShapeKind::Structure(model) => match &model.kind {
                StructureKind::Document => {}
                StructureKind::Union => {
                    types.push(Type::Union(union(context, name, shape, model)?));
                }
                _ => {
                    let (rust_name, module) = context.type_and_module(name);
                    let role = if context.is_error(name) {
                        Role::Error
                    } else {
                        Role::Nested
                    };
                    let usage = context.usage[name];
                    let mut it = structure(context, (name, rust_name), module, role, usage)?;
                    it.nested = shared.contains(name);
                    refuse_bound(context, shape, &it)?;
                    match role {
                        Role::Error => errors.push(it),
                        _ => types.push(Type::Structure(it)),
                    }
                }
            },
            _ => {}
        }
    }
    Ok((types, errors))
}

/// What is read from headers is lost where the structure is part of another: of a body.
fn refuse_bound(context: &Context<'_>, shape: &Shape, it: &Structure) -> Result<()> {
    match &it.bindings {
        Bindings::Response(response)
            if it.nested
                && (!response.head.is_empty() || !matches!(response.body, Body::Members(_))) =>
        {
            Err(context
                .service
                .source
                .error(
                    shape.at,
                    "an error with members outside of the body is part of another structure",
                )
                .hint("leave the operation that needs it out of the manifest"))
        }
        _ => Ok(()),
    }
}

/// Shapes that are part of others. Inputs and outputs have structures of their own, so that a shape
/// which is only that is not among them.
fn shared(context: &Context<'_>) -> HashSet<ShapeName> {
    context
        .usage
        .keys()
        .flat_map(|name| context.shape(name).references())
        .map(|member| member.shape.clone())
        .collect()
}

/// Plans the structure that `shape` becomes in `role`.
pub(super) fn structure(
    context: &Context<'_>,
    (shape_name, name): (&ShapeName, Ident),
    module: Ident,
    role: Role,
    usage: Usage,
) -> Result<Structure> {
    let shape = context.shape(shape_name);
    let model = shape
        .as_structure()
        .expect("checked when the model was read");
    let fields = members::fields(context, shape_name, model, role, usage.request)?;
    if let Some((name, at)) = shape.unsupported.first() {
        return Err(context.unsupported(*at, &format!("`{name}`")));
    }
    let bindings = http::response(context, role, Some(model), &fields)?;
    let message = match role {
        Role::Error => Some(message(context, shape, model, &fields)?),
        _ => None,
    };
    Ok(Structure {
        fallible: role == Role::Input || fields.iter().any(|field| field.mandatory),
        message,
        hides_prelude: PRELUDE.contains(&name.as_str()),
        name,
        module,
        shape: shape_name.to_string(),
        role,
        usage,
        fields,
        bindings,
        nested: role == Role::Nested,
        touches_deprecated: touches_deprecated(context, shape),
        deprecated: shape.deprecated.clone(),
        docs: context
            .service
            .docs
            .shape(shape_name.as_str())
            .map(str::to_owned),
    })
}

/// How an error with these fields says its message.
fn message(
    context: &Context<'_>,
    shape: &Shape,
    model: &model::Structure,
    fields: &[Field],
) -> Result<Message> {
    let field = fields.iter().find(|it| it.name.as_str() == "message");
    let field = field.expect("each error has one");
    if field.ty != FieldType::String {
        let member = model.members.iter();
        let mut member = member.filter(|(name, _)| name.as_str() == field.member);
        let at = member.next().map_or(shape.at, |(_, member)| member.at);
        return Err(context.unsupported(at, "a `message` of an error that is no text"));
    }
    Ok(match (field.sensitive, field.optional) {
        (true, _) => Message::Secret,
        (false, true) => Message::Optional,
        (false, false) => Message::Always,
    })
}

/// Whether the shape, a member or what a member refers to is deprecated: its code names all of them.
pub(super) fn touches_deprecated(context: &Context<'_>, shape: &Shape) -> bool {
    fn refers(context: &Context<'_>, member: &model::Member) -> bool {
        let shape = context.shape(&member.shape);
        let is_list = matches!(shape.kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
        member.deprecated.is_some()
            || shape.deprecated.is_some()
            || is_list && shape.references().into_iter().any(|it| refers(context, it))
    }
    shape.deprecated.is_some() || shape.references().into_iter().any(|it| refers(context, it))
}

fn union(
    context: &Context<'_>,
    shape_name: &ShapeName,
    shape: &Shape,
    model: &model::Structure,
) -> Result<Union> {
    let (name, module) = context.type_and_module(shape_name);
    let mut variants = Vec::new();
    let mut methods = Vec::new();
    for (member_name, member) in &model.members {
        let ty = members::member_type(context, member, context.protocol.timestamps.body)?;
        let variant = context.naming.member(shape_name, member_name);
        let variant = context.named(member.at, member_name.as_str(), variant)?;
        methods.push(naming::module(&variant));
        variants.push(members::field(
            context,
            shape_name,
            (member_name, variant),
            member,
            ty,
        ));
    }
    Ok(Union {
        hides_prelude: PRELUDE.contains(&name.as_str()),
        name,
        shape: shape_name.to_string(),
        module,
        usage: context.usage[shape_name],
        variants,
        methods,
        touches_deprecated: touches_deprecated(context, shape),
        deprecated: shape.deprecated.clone(),
        docs: context
            .service
            .docs
            .shape(shape_name.as_str())
            .map(str::to_owned),
    })
}

fn enumeration(
    context: &Context<'_>,
    shape_name: &ShapeName,
    shape: &Shape,
    values: &[(String, Position)],
) -> Result<Enumeration> {
    let (name, module) = context.type_and_module(shape_name);
    let mut variants = Vec::new();
    for (value, at) in values {
        let name = context.naming.value(shape_name, value);
        variants.push(Variant {
            name: context.named(*at, value, name)?,
            value: value.clone(),
        });
    }
    variants.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Enumeration {
        hides_prelude: PRELUDE.contains(&name.as_str()),
        name,
        shape: shape_name.to_string(),
        module,
        variants,
        sensitive: shape.sensitive,
        deprecated: shape.deprecated.clone(),
        docs: context
            .service
            .docs
            .shape(shape_name.as_str())
            .map(str::to_owned),
    })
}
