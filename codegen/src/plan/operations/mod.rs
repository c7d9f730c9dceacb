//! Plans operations: inputs, outputs, errors, and what they add to requests.

mod checksum;
mod errors;
mod request;

use crate::error::Result;
use crate::model::{self, OperationName, ShapeName};
use crate::names::{Ident, case};

use super::context::{Context, Usage};
use super::ir::auth::OperationAuth;
use super::ir::field::FieldType;
use super::ir::http::Bindings;
use super::ir::operation::Operation;
use super::ir::types::{Role, Structure, TypeHeader};
use super::naming;
use super::structure;

pub(super) use errors::all_cases;

/// Plans the operations of a service. Bindings, endpoints, customizations and components are left
/// to later passes.
pub(super) fn operations(
    context: &Context<'_>,
    auth: Vec<OperationAuth>,
) -> Result<Vec<Operation>> {
    let operations = context.service.operations.iter().zip(auth);
    operations
        .enumerate()
        .map(|(index, ((name, model), auth))| operation(context, index, (name, model), auth))
        .collect()
}

fn operation(
    context: &Context<'_>,
    index: usize,
    (name, model): (&OperationName, &model::Operation),
    auth: OperationAuth,
) -> Result<Operation> {
    if let Some((name, at)) = model.unsupported.first() {
        return Err(context.unsupported(*at, &format!("`{name}`")));
    }
    let rust_name = context.naming.operation(name);
    let rust_name = context.named(model.at, name.as_str(), rust_name)?;
    let input = model.input.as_ref().map(|it| &it.shape);
    let output = model.output.as_ref().map(|it| &it.shape);
    let errors = errors::cases(context, &model.errors);
    let touches_deprecated = errors.iter().any(|it| it.deprecated.is_some())
        || input.is_some_and(|it| context.touches_deprecated(context.shape(it)));
    let input = message(context, input, &rust_name, Role::Input)?;
    let output = message(context, output, &rust_name, Role::Output)?;
    Ok(Operation {
        index,
        auth,
        endpoint: None,
        discovers_endpoint: model.endpoint_discovery.is_some(),
        returns_endpoints: false,
        host_prefix: request::host_prefix(context, model, &input)?,
        compression: request::compression(context, model)?,
        request_checksum: checksum::of_request(context, model, &input)?,
        response_checksum: checksum::of_response(context, model, &input)?,
        idempotency_token: idempotency_token(&input),
        telemetry_fields: telemetry_fields(&input),
        customizations: Vec::new(),
        components: Vec::new(),
        wire_name: model.name.clone(),
        method: model.http.method.clone(),
        uri: model.http.request_uri.clone(),
        input,
        output,
        errors,
        touches_deprecated,
        deprecated: model.deprecated.clone(),
        docs: context.service.docs.operations.get(name.as_str()).cloned(),
        module: naming::module(&rust_name),
        operation: name.to_string(),
        name: rust_name,
    })
}

/// Plans the structure of an input or output. An operation without one gets an empty one.
fn message(
    context: &Context<'_>,
    shape: Option<&ShapeName>,
    operation: &Ident,
    role: Role,
) -> Result<Structure> {
    let suffix = if role == Role::Input {
        "Input"
    } else {
        "Output"
    };
    let title = format!("{suffix} of `{}`.", operation.unraw());
    // smithy-rs names the structure by the rules for structures, not after the operation's type:
    // `ListWebACLs` has a `ListWebAcLsInput`.
    let name = case::pascal(&format!("{operation}{suffix}")).expect("a name");
    let module = case::snake(suffix).expect("a name");
    let usage = Usage {
        in_requests: role == Role::Input,
        in_responses: role == Role::Output,
    };
    match shape {
        Some(shape) => {
            let header = context.header_of(shape, name, module, title);
            structure::structure(context, shape, header, role, usage)
        }
        None => Ok(Structure {
            header: TypeHeader {
                name,
                module,
                shape: String::new(),
                hides_prelude: false,
                touches_deprecated: false,
                serde: false,
                deprecated: None,
                title,
                docs: None,
                derives: Vec::new(),
            },
            role,
            in_requests: usage.in_requests,
            in_responses: usage.in_responses,
            fields: Vec::new(),
            bindings: Bindings::Body,
            nested: false,
            fallible: role == Role::Input,
            message: None,
        }),
    }
}

/// Finds the field that is filled with a UUID when unset.
fn idempotency_token(input: &Structure) -> Option<usize> {
    let mut fields = input.fields.iter();
    fields.position(|field| field.idempotency_token && field.ty == FieldType::String)
}

/// Finds the fields that metrics may record: texts that are not sensitive.
fn telemetry_fields(input: &Structure) -> Vec<usize> {
    let fields = input.fields.iter().enumerate();
    let texts = fields.filter(|(_, field)| field.ty == FieldType::String && !field.sensitive);
    texts.map(|(index, _)| index).collect()
}
