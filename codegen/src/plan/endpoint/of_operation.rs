//! What an operation says to the endpoint rules.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{ParameterDefault, ParameterKind};
use crate::model::{self, Position};

use super::super::context::Context;
use super::super::names::Ident;
use super::super::path::{self, End, Path};
use super::super::types::Structure;
use super::{Endpoint, Parameter};

/// A parameter that has another value for an operation.
#[derive(Debug)]
pub struct OfOperation {
    /// The parameter.
    pub parameter: Ident,
    /// Where its value comes from.
    pub from: From,
}

/// Where an operation has a parameter's value from.
#[derive(Debug)]
pub enum From {
    /// It is always the same boolean.
    Boolean(bool),
    /// It is always the same text.
    Text(String),
    /// What a path through the input leads to, if that is set.
    Path(Path),
}

/// What an operation says to the rules: `staticContextParams`, `operationContextParams`, and `contextParam`
/// of its input's members. Without rules, nobody asks.
pub(in super::super) fn of_operation(
    context: &Context<'_>,
    endpoint: &Endpoint,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Vec<OfOperation>> {
    if endpoint.rules.is_none() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for it in &operation.endpoint_parameters {
        let (kind, from) = match &it.value {
            ParameterDefault::Boolean(value) => (ParameterKind::Boolean, From::Boolean(*value)),
            ParameterDefault::Text(text) => (ParameterKind::Text, From::Text(text.clone())),
        };
        let parameter = find(context, endpoint, it.at, &it.name)?;
        found.push(of_kind(context, it.at, parameter, kind, from)?);
    }
    let shape = operation.input.as_ref().map(|it| &it.shape);
    let shape_and_fields = shape.map(|it| (it, input.fields.as_slice()));
    for it in &operation.endpoint_paths {
        let parameter = find(context, endpoint, it.at, &it.name)?;
        let (expression, at) = &it.path;
        let path = match shape_and_fields {
            Some(input) => path::path(context, input, expression),
            None => Err("the operation has no input".to_owned()),
        };
        let path = path.map_err(|what| bad_path(context, *at, what))?;
        found.push(by_path(context, *at, parameter, path)?);
    }
    let structure = shape.and_then(|it| context.shape(it).as_structure());
    let members = structure.into_iter().flat_map(|it| &it.members);
    for (name, member) in members {
        let (Some(parameter), Some(input)) = (&member.context_param, shape_and_fields) else {
            continue;
        };
        let parameter = find(context, endpoint, member.at, parameter)?;
        // A name in quotes, whatever is in it.
        let expression = format!("{:?}", name.as_str());
        let path = path::path(context, input, &expression);
        let path = path.map_err(|what| bad_path(context, member.at, what))?;
        found.push(by_path(context, member.at, parameter, path)?);
    }
    let mut seen = HashSet::new();
    let twice = found.iter().find(|it| !seen.insert(it.parameter.clone()));
    match twice {
        None => Ok(found),
        Some(it) => Err(context
            .service
            .source
            .error(
                operation.at,
                format!(
                    "the endpoint parameter `{}` is set twice",
                    it.parameter.unraw()
                ),
            )
            .hint("remove one of the two")),
    }
}

fn find<'a>(
    context: &Context<'_>,
    endpoint: &'a Endpoint,
    at: Position,
    name: &str,
) -> Result<&'a Parameter> {
    let mut known = endpoint.parameters.iter();
    let names = known.clone().map(|it| it.rule_name.as_str());
    known.find(|it| it.rule_name == name).ok_or_else(|| {
        context
            .service
            .source
            .error(
                at,
                format!("there is no endpoint parameter `{}`", name.escape_debug()),
            )
            .hint(crate::nearest::hint(name, names))
    })
}

fn by_path(
    context: &Context<'_>,
    at: Position,
    parameter: &Parameter,
    path: Path,
) -> Result<OfOperation> {
    let kind = match (path.is_many(), path.end) {
        (false, End::Boolean) => ParameterKind::Boolean,
        (false, End::Text | End::Enumeration) => ParameterKind::Text,
        (true, End::Text | End::Enumeration) => ParameterKind::Texts,
        (true, End::Boolean) => {
            return Err(bad_path(context, at, "the path leads to booleans".into()));
        }
    };
    of_kind(context, at, parameter, kind, From::Path(path))
}

fn of_kind(
    context: &Context<'_>,
    at: Position,
    parameter: &Parameter,
    kind: ParameterKind,
    from: From,
) -> Result<OfOperation> {
    if parameter.kind == kind {
        Ok(OfOperation {
            parameter: parameter.name.clone(),
            from,
        })
    } else {
        Err(context
            .service
            .source
            .error(
                at,
                format!(
                    "the endpoint parameter `{}` has another type",
                    parameter.rule_name
                ),
            )
            .hint("see its type in endpoint-rule-set-1.json beside the model"))
    }
}

fn bad_path(context: &Context<'_>, at: Position, what: String) -> Error {
    context
        .service
        .source
        .error(at, what)
        .hint("see the operation's input for what there is")
}
