//! Plans the endpoint parameters that operations set.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::endpoint_rules::{ParameterDefault, ParameterKind};
use crate::model::{self, Position};
use crate::plan::context::Context;
use crate::plan::ir::endpoint::{
    Endpoint, OperationEndpoint, OperationParameter, Parameter, ParameterValue,
};
use crate::plan::ir::operation::Operation;
use crate::plan::ir::path::{Path, Target};
use crate::plan::path::{self, Structures};

/// Plans the part of each operation in endpoint resolution.
pub(in crate::plan) fn of_operations(
    context: &Context<'_>,
    endpoint: &Endpoint,
    structures: &Structures<'_>,
    operations: &mut [Operation],
) -> Result<()> {
    for (operation, model) in operations
        .iter_mut()
        .zip(context.service.operations.values())
    {
        let parameters = parameters(context, endpoint, structures, (model, operation))?;
        // The account and a discovered endpoint are values of one call, for which parameters are
        // copied, with or without some of the operation's own.
        let is_per_call = endpoint.requires_account || operation.discovers_endpoint;
        operation.endpoint = (is_per_call || !parameters.is_empty()).then(|| OperationEndpoint {
            reads_input: parameters
                .iter()
                .any(|it| matches!(it.value, ParameterValue::Path(_))),
            parameters,
        });
    }
    Ok(())
}

/// Plans the parameters that an operation sets: `staticContextParams`, `operationContextParams`,
/// and `contextParam` of its input's members. Without rules they have no effect.
fn parameters(
    context: &Context<'_>,
    endpoint: &Endpoint,
    structures: &Structures<'_>,
    (model, operation): (&model::Operation, &Operation),
) -> Result<Vec<OperationParameter>> {
    if endpoint.rules.is_none() {
        return Ok(Vec::new());
    }
    let mut found = static_parameters(context, endpoint, model)?;
    let shape = model.input.as_ref().map(|it| context.shape(&it.shape));
    for it in &model.endpoint_paths {
        let parameter = find(context, endpoint, it.at, &it.name)?;
        let (expression, at) = &it.path;
        let path = match shape {
            Some(_) => path::path(structures, &operation.input, expression),
            None => Err("the operation has no input".to_owned()),
        };
        let path = path.map_err(|what| bad_path(context, *at, what))?;
        found.push(by_path(context, *at, parameter, path)?);
    }
    let members = shape.and_then(|it| it.as_structure());
    for (name, member) in members.into_iter().flat_map(|it| &it.members) {
        let Some(parameter) = &member.context_param else {
            continue;
        };
        let parameter = find(context, endpoint, member.at, parameter)?;
        // In quotes, so that any name is a valid expression.
        let expression = format!("{:?}", name.as_str());
        let path = path::path(structures, &operation.input, &expression);
        let path = path.map_err(|what| bad_path(context, member.at, what))?;
        found.push(by_path(context, member.at, parameter, path)?);
    }
    refuse_duplicates(context, model, &found)?;
    Ok(found)
}

fn static_parameters(
    context: &Context<'_>,
    endpoint: &Endpoint,
    model: &model::Operation,
) -> Result<Vec<OperationParameter>> {
    let parameters = model.endpoint_parameters.iter().map(|it| {
        let (kind, value) = match &it.value {
            ParameterDefault::Boolean(value) => {
                (ParameterKind::Boolean, ParameterValue::Boolean(*value))
            }
            ParameterDefault::Text(text) => {
                (ParameterKind::Text, ParameterValue::Text(text.clone()))
            }
        };
        let parameter = find(context, endpoint, it.at, &it.name)?;
        of_kind(context, it.at, parameter, kind, value)
    });
    parameters.collect()
}

fn refuse_duplicates(
    context: &Context<'_>,
    model: &model::Operation,
    parameters: &[OperationParameter],
) -> Result<()> {
    let mut seen = HashSet::new();
    match parameters.iter().find(|it| !seen.insert(&it.parameter)) {
        None => Ok(()),
        Some(it) => {
            let name = it.parameter.unraw();
            let what = format!("the endpoint parameter `{name}` is set twice");
            let error = context.service.source.error(model.at, what);
            Err(error.hint("remove one of the two"))
        }
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
) -> Result<OperationParameter> {
    let kind = match (path.is_many(), path.target) {
        (false, Target::Boolean) => ParameterKind::Boolean,
        (false, Target::Text | Target::Enumeration) => ParameterKind::Text,
        (true, Target::Text | Target::Enumeration) => ParameterKind::Texts,
        (true, Target::Boolean) => {
            return Err(bad_path(context, at, "the path leads to booleans".into()));
        }
    };
    of_kind(context, at, parameter, kind, ParameterValue::Path(path))
}

fn of_kind(
    context: &Context<'_>,
    at: Position,
    parameter: &Parameter,
    kind: ParameterKind,
    value: ParameterValue,
) -> Result<OperationParameter> {
    if parameter.kind == kind {
        Ok(OperationParameter {
            parameter: parameter.name.clone(),
            value,
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
        .hint("paths begin at the operation's input: compare its members")
}
