//! Endpoints that have to be asked for.

use crate::error::{Error, Result};
use crate::model;

use super::context::Context;
use super::members::{Field, FieldType};
use super::names::Ident;
use super::operations::Operation;
use super::types::{Structure, Type};

/// The operation that tells the endpoints of others, and where in its output they are. (Smithy and botocore name the
/// members; see `clientEndpointDiscovery` and `discovery.py`.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointDiscovery {
    /// Module of the operation.
    pub module: Ident,
    /// The field of the output that is the list of endpoints, `Endpoints`.
    pub endpoints: Ident,
    /// The field of an endpoint that is its address, `Address`.
    pub address: Ident,
    /// The field of an endpoint that is how long it is good, `CachePeriodInMinutes`.
    pub period: Ident,
}

/// How a service's operations learn their endpoint, if they have to ask for it.
pub(super) fn endpoint_discovery(
    context: &Context<'_>,
    operations: &[Operation],
    types: &[Type],
) -> Result<Option<EndpointDiscovery>> {
    let models = context.service.operations.values();
    let mut asks = models.clone().filter_map(|it| it.endpoint_discovery);
    let Some(asked_at) = asks.next() else {
        return Ok(None);
    };
    let mut tell = models.zip(operations).filter(|(it, _)| it.tells_endpoints);
    let error = |at, what: &str| context.service.source.error(at, what.to_owned());
    let Some((model, operation)) = tell.next() else {
        let what = "the endpoint has to be asked for, and no operation tells it";
        return Err(error(asked_at, what).hint("mark the one that does with `endpointoperation`"));
    };
    if let Some((second, _)) = tell.next() {
        let what = "the service has two operations that tell endpoints";
        return Err(error(second.at, what).hint("keep one `endpointoperation`"));
    }
    let input = operation.input.fields.iter();
    if let Some(field) = input.clone().find(|it| it.required) {
        let what = format!(
            "`{}` wants `{}` set; nothing is known that endpoints could be asked with",
            operation.operation, field.member
        );
        return Err(error(model.at, &what));
    }
    let (endpoints, list) = field(context, model, &operation.output, "Endpoints")?;
    let item = match list {
        FieldType::List(list) => match &list.item.ty {
            FieldType::Structure(name) => types.iter().find_map(|it| match it {
                Type::Structure(it) if it.name == *name => Some(it),
                _ => None,
            }),
            _ => None,
        },
        _ => None,
    };
    let item = item.ok_or_else(|| not_as_told(context, model, "Endpoints"))?;
    let (address, address_type) = field(context, model, item, "Address")?;
    let (period, period_type) = field(context, model, item, "CachePeriodInMinutes")?;
    for (name, is_right) in [
        ("Address", *address_type == FieldType::String),
        ("CachePeriodInMinutes", *period_type == FieldType::Long),
    ] {
        if !is_right {
            return Err(not_as_told(context, model, name));
        }
    }
    Ok(Some(EndpointDiscovery {
        module: operation.module.clone(),
        endpoints,
        address,
        period,
    }))
}

/// A field that is always there.
fn field<'a>(
    context: &Context<'_>,
    operation: &model::Operation,
    structure: &'a Structure,
    member: &str,
) -> Result<(Ident, &'a FieldType)> {
    let mut fields = structure.fields.iter();
    let found: Option<&Field> = fields.find(|it| it.member == member && !it.optional);
    let found = found.ok_or_else(|| not_as_told(context, operation, member))?;
    Ok((found.name.clone(), &found.ty))
}

fn not_as_told(context: &Context<'_>, operation: &model::Operation, member: &str) -> Error {
    let what = format!("an operation that tells endpoints has to have `{member}` in its output");
    context.service.source.error(operation.at, what).hint(
        "required are a list `Endpoints` of structures, in these a string `Address` and a long \
         `CachePeriodInMinutes`",
    )
}
