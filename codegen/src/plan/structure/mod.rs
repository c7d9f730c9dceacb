//! Turns a shape into a structure. Passes for shared types and for operations use it alike.
//!
//! `fields` turns members into fields: of structures, and of unions.

mod fields;

use crate::error::Result;
use crate::model::{self, Shape, ShapeName};

use super::context::{Context, Usage};
use super::ir::field::{Field, FieldType};
use super::ir::http::Bindings;
use super::ir::types::{ErrorMessage, Role, Structure, TypeHeader};

pub(super) use fields::variant;

/// Plans the structure that a shape becomes in a role. Its bindings are found by
/// [`http`](super::http), once all structures are there.
pub(super) fn structure(
    context: &Context<'_>,
    shape_name: &ShapeName,
    header: TypeHeader,
    role: Role,
    usage: Usage,
) -> Result<Structure> {
    let shape = context.shape(shape_name);
    let model = shape
        .as_structure()
        .expect("checked when the model was read");
    let fields = fields::fields(context, shape_name, model, role, usage.in_requests)?;
    if let Some((name, at)) = shape.unsupported.first() {
        return Err(context.unsupported(*at, &format!("`{name}`")));
    }
    let message = match role {
        Role::Error => Some(message(context, shape, model, &fields)?),
        _ => None,
    };
    Ok(Structure {
        header,
        role,
        in_requests: usage.in_requests,
        in_responses: usage.in_responses,
        fallible: role == Role::Input || fields.iter().any(|field| field.mandatory),
        fields,
        bindings: Bindings::Body,
        nested: role == Role::Nested,
        message,
    })
}

/// Finds the kind of an error's field `message`.
fn message(
    context: &Context<'_>,
    shape: &Shape,
    model: &model::Structure,
    fields: &[Field],
) -> Result<ErrorMessage> {
    let field = fields.iter().find(|it| it.name.as_str() == "message");
    let field = field.expect("each error has one");
    if field.ty != FieldType::String {
        let member = model.members.get(field.member.as_str());
        let at = member.map_or(shape.at, |member| member.at);
        return Err(context.unsupported(at, "a `message` of an error that is not a string"));
    }
    Ok(match (field.sensitive, field.optional) {
        (true, _) => ErrorMessage::Sensitive,
        (false, true) => ErrorMessage::Optional,
        (false, false) => ErrorMessage::Required,
    })
}
