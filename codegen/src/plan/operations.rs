//! Operations, and the service around them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::manifest;
use crate::model::{self, ErrorReference, OperationName, ShapeName};

use super::Service;
use super::auth::{self, Auth};
use super::checksum::{self, RequestChecksum, ResponseChecksum};
use super::context::Context;
use super::endpoint::{self, Endpoint, OfOperation};
use super::endpoint_discovery::endpoint_discovery;
use super::http;
use super::lock::{self, Lock};
use super::names::{self, Ident};
use super::naming::{self, Naming};
use super::protocol;
use super::request::{self, Encoding, HostPart};
use super::types::{self, Role, Structure};
use super::usage::{self, Usage};

/// An operation: a method of the client and a module.
#[derive(Debug)]
pub struct Operation {
    /// Name in Rust, `PascalCase`.
    pub name: Ident,
    /// Name in the model.
    pub operation: String,
    /// Its module, and its method of the client.
    pub module: Ident,
    /// Name on the wire.
    pub wire_name: String,
    /// Position among the service's operations.
    pub index: usize,
    /// The HTTP method.
    pub method: String,
    /// The URI as the model has it. Where its parts come from, the bindings of the input tell.
    pub uri: String,
    /// What goes in.
    pub input: Structure,
    /// What comes out.
    pub output: Structure,
    /// What it may fail with, sorted by name as in aws-sdk-rust.
    pub errors: Vec<ErrorCase>,
    /// How its requests are authenticated.
    pub auth: Auth,
    /// What it says to the endpoint rules.
    pub endpoint: Vec<OfOperation>,
    /// Whether it has to ask for its endpoint.
    pub asks_for_endpoint: bool,
    /// What precedes the host's name, in parts; nothing: the name stays as it is.
    pub host_prefix: Vec<HostPart>,
    /// How large bodies are compressed.
    pub encoding: Option<Encoding>,
    /// What the bodies of requests are proved with.
    pub request_checksum: Option<RequestChecksum>,
    /// What the bodies of responses are held against.
    pub response_checksum: Option<ResponseChecksum>,
    /// Whether its code needs something that is deprecated.
    pub touches_deprecated: bool,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
    pub docs: Option<String>,
}

/// A variant of an operation's error.
#[derive(Debug)]
pub struct ErrorCase {
    /// The variant, and the type that it holds.
    pub name: Ident,
    /// Name in the model.
    pub shape: String,
    /// Name of the method `is_…`, without that prefix.
    pub method: Ident,
    /// Code on the wire.
    pub code: String,
    /// Codes that it is found by. None, if others of the operation have its code.
    pub codes: Vec<String>,
    /// Worth another attempt; `Some(true)`: requests are too frequent.
    pub retryable: Option<bool>,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Markdown about it.
    pub docs: Option<String>,
}

/// A model cut to the chosen operations, and the names of the whole model.
#[derive(Debug)]
pub struct Chosen {
    /// The chosen operations, and what they reach.
    pub model: model::Service,
    /// What everything is called.
    pub naming: Naming,
    /// Folder of the model.
    pub folder: PathBuf,
}

/// Plans a service: its chosen operations and what they reach.
///
/// # Errors
/// If a client cannot be generated from the model.
pub fn service(module: &Ident, chosen: &Chosen) -> Result<Service> {
    let Chosen { model, naming, .. } = chosen;
    let protocol = protocol::protocol(model)?;
    let context = Context::new(model, protocol, usage::usage(model), naming)?;
    let (types, errors) = types::types(&context)?;
    let endpoint = endpoint::endpoint(model)?;
    let mut operations = Vec::new();
    for (index, (name, operation)) in model.operations.iter().enumerate() {
        operations.push(Operation {
            index,
            ..self::operation(&context, &endpoint, name, operation)?
        });
    }
    let endpoint_discovery = endpoint_discovery(&context, &operations, &types)?;
    let metadata = &model.metadata;
    Ok(Service {
        module: module.clone(),
        title: metadata
            .abbreviation
            .clone()
            .unwrap_or_else(|| metadata.full_name.clone()),
        sdk_id: metadata.sdk_id().to_owned(),
        signing_name: metadata.signing_name().to_owned(),
        endpoint_prefix: metadata.endpoint_prefix.clone(),
        auth: auth::of_service(model)?,
        endpoint,
        endpoint_discovery,
        api_version: metadata.api_version.clone(),
        protocol: context.protocol.clone(),
        operations,
        types,
        errors,
        docs: model.docs.service.clone(),
        lock: (!naming.lock().is_empty())
            .then(|| (chosen.folder.join(lock::FILE), naming.lock().to_text())),
    })
}

fn operation(
    context: &Context<'_>,
    endpoint: &Endpoint,
    name: &OperationName,
    operation: &model::Operation,
) -> Result<Operation> {
    if let Some((name, at)) = operation.unsupported.first() {
        return Err(context.unsupported(*at, &format!("`{name}`")));
    }
    let rust_name = context.naming.operation(name);
    let rust_name = context.named(operation.at, name.as_str(), rust_name)?;
    let input = operation.input.as_ref().map(|it| &it.shape);
    let output = operation.output.as_ref().map(|it| &it.shape);
    let mut errors = operation
        .errors
        .iter()
        .map(|error| error_case(context, error))
        .collect::<Result<Vec<_>>>()?;
    errors.sort_by(|a, b| a.name.cmp(&b.name));
    give_codes(&mut errors, context.protocol.query_compatible);
    let is_deprecated = |shape: &ShapeName| context.shape(shape).deprecated.is_some();
    let touches_deprecated = operation.errors.iter().any(|it| is_deprecated(&it.shape))
        || input.is_some_and(|it| types::touches_deprecated(context, context.shape(it)));
    let mut input_structure = side(context, input, &rust_name, "Input", Role::Input)?;
    input_structure.bindings = http::request(context, operation, &input_structure)?;
    let of_endpoint = endpoint::of_operation(context, endpoint, operation, &input_structure)?;
    Ok(Operation {
        touches_deprecated,
        auth: auth::of_operation(context.service, operation)?,
        endpoint: of_endpoint,
        asks_for_endpoint: operation.endpoint_discovery.is_some(),
        host_prefix: request::host_prefix(context, operation, &input_structure)?,
        encoding: request::encoding(context, operation)?,
        request_checksum: checksum::of_request(context, operation, &input_structure)?,
        response_checksum: checksum::of_response(context, operation, &input_structure)?,
        wire_name: operation.name.clone(),
        index: 0,
        method: operation.http.method.clone(),
        uri: operation.http.request_uri.clone(),
        input: input_structure,
        output: side(context, output, &rust_name, "Output", Role::Output)?,
        errors,
        deprecated: operation.deprecated.clone(),
        docs: context.service.docs.operations.get(name.as_str()).cloned(),
        module: naming::module(&rust_name),
        operation: name.to_string(),
        name: rust_name,
    })
}

/// The structure of an input or output. An operation without one gets an empty one.
fn side(
    context: &Context<'_>,
    shape: Option<&ShapeName>,
    operation: &Ident,
    suffix: &str,
    role: Role,
) -> Result<Structure> {
    // A structure, which smithy-rs spells otherwise than the operation's own type.
    let name = names::pascal(&format!("{operation}{suffix}")).expect("a name");
    let module = names::snake(suffix).expect("a name");
    let usage = Usage {
        request: role == Role::Input,
        response: role == Role::Output,
    };
    match shape {
        Some(shape) => types::structure(context, (shape, name), module, role, usage),
        None => Ok(Structure {
            name,
            module,
            shape: String::new(),
            role,
            usage,
            fields: Vec::new(),
            bindings: http::response(context, role, None, &[])?,
            nested: false,
            fallible: role == Role::Input,
            message: None,
            hides_prelude: false,
            touches_deprecated: false,
            deprecated: None,
            docs: None,
        }),
    }
}

fn error_case(context: &Context<'_>, error: &ErrorReference) -> Result<ErrorCase> {
    let name = context.type_name(&error.shape);
    let shape = context.shape(&error.shape);
    let trait_ = match shape.as_structure().map(|it| &it.kind) {
        Some(model::StructureKind::Error(error)) => error.clone(),
        _ => model::ErrorTrait::default(),
    };
    Ok(ErrorCase {
        method: naming::module(&name),
        shape: error.shape.to_string(),
        name,
        code: trait_.code.unwrap_or_else(|| error.shape.to_string()),
        codes: Vec::new(),
        retryable: trait_.retryable,
        deprecated: shape.deprecated.clone(),
        docs: context
            .service
            .docs
            .shape(error.shape.as_str())
            .map(str::to_owned),
    })
}

/// Gives each code to one error only, the first that has it.
///
/// A service that once spoke the query protocol names errors by their shapes in the body, and by their codes of then
/// in a header; some of the latter belong to several shapes.
fn give_codes(errors: &mut [ErrorCase], query_compatible: bool) {
    let mut taken = HashSet::new();
    let by_shape: fn(&ErrorCase) -> &String = |it| &it.shape;
    let by_code: fn(&ErrorCase) -> &String = |it| &it.code;
    let passes = [query_compatible.then_some(by_shape), Some(by_code)];
    for code in passes.into_iter().flatten() {
        for error in &mut *errors {
            let code = code(error).clone();
            if taken.insert(code.clone()) {
                error.codes.push(code);
            }
        }
    }
}

/// Loads the model of a service of the manifest, cut to the chosen operations.
pub(crate) fn load(entry: &manifest::Service, manifest: &Path) -> Result<Chosen> {
    let folder = manifest
        .parent()
        .unwrap_or(Path::new(""))
        .join(&entry.model);
    let model = model::load(&folder)?;
    let naming = naming::naming(&model, &Lock::read(&folder)?, &Naming::default());
    choose(entry, folder, model, naming)
}

/// Cuts a model to the operations that the manifest chooses.
pub(crate) fn choose(
    entry: &manifest::Service,
    folder: PathBuf,
    mut model: model::Service,
    naming: Naming,
) -> Result<Chosen> {
    if let Some(chosen) = &entry.operations {
        for operation in chosen {
            if !model.operations.contains_key(operation.name.as_str()) {
                let known = model.operations.keys().map(OperationName::as_str);
                let file = model.source.file().display();
                return Err(crate::error::Error::at(
                    operation.place.clone(),
                    format!(
                        "{file} has no operation `{}`",
                        operation.name.escape_debug()
                    ),
                )
                .hint(crate::nearest::hint(&operation.name, known)));
            }
        }
        model::slice(&mut model, |name| {
            chosen.iter().any(|it| it.name == name.as_str())
        });
    }
    Ok(Chosen {
        model,
        naming,
        folder,
    })
}
