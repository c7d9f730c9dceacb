//! Plans the types that operations share: structures, unions and enums.
//!
//! `usage` finds which shapes requests and responses contain, `cycles` which members need a box.

mod cycles;
mod usage;

use std::collections::HashSet;

use crate::error::Result;
use crate::model::{self, Position, Shape, ShapeKind, ShapeName, StructureKind};

use super::context::Context;
use super::ir::types::{Enumeration, Role, Structure, Type, Union, Variant};
use super::{naming, structure};

pub(super) use cycles::cycles;
pub(super) use usage::usage;

/// Plans the types that operations share, and the structures of errors.
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
                let enumeration = enumeration(context, name, shape, values)?;
                types.push(Type::Enumeration(enumeration));
            }
            ShapeKind::Structure(model) => match &model.kind {
                StructureKind::Document => {}
                StructureKind::Union => types.push(Type::Union(union(context, name, model)?)),
                _ if context.is_error(name) => {
                    let mut error = shared_structure(context, name, Role::Error)?;
                    error.nested = shared.contains(name);
                    errors.push(error);
                }
                _ => {
                    let structure = shared_structure(context, name, Role::Nested)?;
                    types.push(Type::Structure(structure));
                }
            },
            _ => {}
        }
    }
    Ok((types, errors))
}

/// Shapes that are part of others. Inputs and outputs have structures of their own, so that a shape
/// that is only an input or output is not among them.
fn shared(context: &Context<'_>) -> HashSet<ShapeName> {
    context
        .usage
        .keys()
        .flat_map(|name| context.shape(name).references())
        .map(|member| member.shape.clone())
        .collect()
}

fn shared_structure(context: &Context<'_>, name: &ShapeName, role: Role) -> Result<Structure> {
    let (header, usage) = (context.header(name), context.usage[name]);
    structure::structure(context, name, header, role, usage)
}

fn union(context: &Context<'_>, shape_name: &ShapeName, model: &model::Structure) -> Result<Union> {
    let mut variants = Vec::new();
    let mut methods = Vec::new();
    for (member_name, member) in &model.members {
        let field = structure::variant(context, shape_name, member_name, member)?;
        methods.push(naming::module(&field.name));
        variants.push(field);
    }
    let usage = context.usage[shape_name];
    Ok(Union {
        header: context.header(shape_name),
        in_requests: usage.in_requests,
        in_responses: usage.in_responses,
        variants,
        methods,
    })
}

fn enumeration(
    context: &Context<'_>,
    shape_name: &ShapeName,
    shape: &Shape,
    values: &[(String, Position)],
) -> Result<Enumeration> {
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
        header: context.header(shape_name),
        variants,
        sensitive: shape.sensitive,
    })
}
