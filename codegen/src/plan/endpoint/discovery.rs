//! Plans endpoint discovery: finds the operation that returns endpoints, and checks its output.

use crate::error::{Error, Result};
use crate::model;
use crate::names::Ident;
use crate::plan::context::Context;
use crate::plan::ir::endpoint::EndpointDiscovery;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::operation::Operation;
use crate::plan::ir::types::Structure;
use crate::plan::path::Structures;

/// Plans the discovery of a service's endpoints, if some operations need it, and marks the
/// operation that returns them.
pub(in crate::plan) fn endpoint_discovery(
    context: &Context<'_>,
    operations: &mut [Operation],
    structures: &Structures<'_>,
) -> Result<Option<EndpointDiscovery>> {
    let models = context.service.operations.values();
    let mut discovering = models.clone().filter_map(|it| it.endpoint_discovery);
    let Some(required_at) = discovering.next() else {
        return Ok(None);
    };
    let mut returning = models
        .zip(&mut *operations)
        .filter(|(it, _)| it.returns_endpoints);
    let error = |at, what: &str| context.service.source.error(at, what.to_owned());
    let Some((model, operation)) = returning.next() else {
        let what = "an operation needs endpoint discovery, and no operation returns endpoints";
        return Err(
            error(required_at, what).hint("mark the one that does with `endpointoperation`")
        );
    };
    if let Some((second, _)) = returning.next() {
        let what = "the service has two operations that return endpoints";
        return Err(error(second.at, what).hint("keep one `endpointoperation`"));
    }
    let input = operation.input.fields.iter();
    if let Some(field) = input.clone().find(|it| it.required) {
        let what = format!(
            "`{}` requires `{}`, and endpoint discovery has no value for it",
            operation.operation, field.member
        );
        return Err(error(model.at, &what)
            .hint("leave the operations that need endpoint discovery out of the manifest"));
    }
    let discovery = output_fields(context, (model, operation), structures)?;
    operation.returns_endpoints = true;
    Ok(Some(discovery))
}

/// Finds the list of endpoints in an operation's output, and the fields of an endpoint.
fn output_fields(
    context: &Context<'_>,
    (model, operation): (&model::Operation, &Operation),
    structures: &Structures<'_>,
) -> Result<EndpointDiscovery> {
    let (endpoints, list) = field(context, model, &operation.output, "Endpoints")?;
    let item = match list {
        FieldType::List(item) => match &item.ty {
            FieldType::Structure(name) => structures.shared(name),
            _ => None,
        },
        _ => None,
    };
    let item = item.ok_or_else(|| unexpected_output(context, model, "Endpoints"))?;
    let (address, address_type) = field(context, model, item, "Address")?;
    let (period, period_type) = field(context, model, item, "CachePeriodInMinutes")?;
    for (name, is_right) in [
        ("Address", *address_type == FieldType::String),
        ("CachePeriodInMinutes", *period_type == FieldType::Long),
    ] {
        if !is_right {
            return Err(unexpected_output(context, model, name));
        }
    }
    Ok(EndpointDiscovery {
        module: operation.module.clone(),
        endpoints,
        address,
        period,
    })
}

/// Finds a field that is not an `Option`.
fn field<'a>(
    context: &Context<'_>,
    operation: &model::Operation,
    structure: &'a Structure,
    member: &str,
) -> Result<(Ident, &'a FieldType)> {
    let mut fields = structure.fields.iter();
    let found: Option<&Field> = fields.find(|it| it.member == member && !it.optional);
    let found = found.ok_or_else(|| unexpected_output(context, operation, member))?;
    Ok((found.name.clone(), &found.ty))
}

fn unexpected_output(context: &Context<'_>, operation: &model::Operation, member: &str) -> Error {
    let what = format!("an operation that returns endpoints must have `{member}` in its output");
    context.service.source.error(operation.at, what).hint(
        "required are a list `Endpoints` of structures, in these a string `Address` and a long \
         `CachePeriodInMinutes`",
    )
}
