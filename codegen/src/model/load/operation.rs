//! Reads operations and their references.

use super::super::Position;
use super::super::ShapeName;
use super::super::endpoint_rules::ParameterDefault;
use super::super::json::{Field, Node, Object};
use super::super::operation::{
    EndpointParameter, EndpointPath, ErrorReference, Http, HttpChecksum, Operation, OperationAuth,
    OperationReference,
};
use super::keys::{deprecated, drop_documentation, drop_keys, unsupported};
use super::shape::error_trait;
use super::values::{wire_text, xml_namespace};
use crate::error::Result;

pub(super) fn operation(node: Node<'_>) -> Result<Operation> {
    let mut object = node.object()?;
    let mut errors: Vec<ErrorReference> = Vec::new();
    for reference in object.take("errors").map_or(Ok(Vec::new()), Node::list)? {
        let error = error_reference(reference)?;
        // Some operations of botocore's models list an error twice.
        if errors.iter().all(|known| known.shape != error.shape) {
            errors.push(error);
        }
    }
    let operation = Operation {
        at: node.at(),
        name: wire_text(object.require("name")?)?,
        http: http(object.require("http")?)?,
        input: object.take("input").map(operation_reference).transpose()?,
        output: object.take("output").map(operation_reference).transpose()?,
        errors,
        host_prefix: object.take("endpoint").map(host_prefix).transpose()?,
        deprecated: deprecated(&mut object)?,
        http_checksum: object.take("httpChecksum").map(http_checksum).transpose()?,
        http_checksum_required: object.flag("httpChecksumRequired")?,
        request_encodings: object
            .take("requestcompression")
            .map(request_encodings)
            .transpose()?,
        endpoint_parameters: object
            .take("staticContextParams")
            .map_or(Ok(Vec::new()), endpoint_parameters)?,
        auth: auth(&mut object)?,
        endpoint_paths: object
            .take("operationContextParams")
            .map_or(Ok(Vec::new()), endpoint_paths)?,
        endpoint_discovery: object
            .take("endpointdiscovery")
            .map(endpoint_discovery)
            .transpose()?
            .flatten(),
        returns_endpoints: object.flag("endpointoperation")?,
        unsupported: unsupported(&mut object, &["alias"]),
    };
    drop_documentation(&mut object);
    drop_keys(&mut object, "operation");
    object.finish("an operation")?;
    Ok(operation)
}

/// Returns the position of the trait, if discovery is required.
fn endpoint_discovery(node: Node<'_>) -> Result<Option<Position>> {
    let mut object = node.object()?;
    let required = object.flag("required")?;
    object.finish("`endpointdiscovery`")?;
    Ok(required.then(|| node.at()))
}

/// Reads `auth`, `authtype` and `unsignedPayload`.
fn auth(object: &mut Object<'_>) -> Result<OperationAuth> {
    let schemes = object.take("auth");
    let kind = object.take("authtype");
    Ok(OperationAuth {
        schemes: schemes.map(|it| Ok((it.strings()?, it.at()))).transpose()?,
        kind: kind.map(|it| Ok((it.string()?, it.at()))).transpose()?,
        unsigned_payload: object.flag("unsignedPayload")?,
    })
}

/// Reads `staticContextParams`.
fn endpoint_parameters(node: Node<'_>) -> Result<Vec<EndpointParameter>> {
    let fields = node.object()?.into_fields().into_iter();
    fields
        .map(|Field { key, at, value }| {
            let mut object = value.object()?;
            let node = object.require("value")?;
            let value = match node.kind() {
                "a boolean" => ParameterDefault::Boolean(node.boolean()?),
                _ => ParameterDefault::Text(node.string()?),
            };
            object.finish("a value of `staticContextParams`")?;
            let name = key.into_owned();
            Ok(EndpointParameter { at, name, value })
        })
        .collect()
}

/// Reads `operationContextParams`.
fn endpoint_paths(node: Node<'_>) -> Result<Vec<EndpointPath>> {
    let fields = node.object()?.into_fields().into_iter();
    fields
        .map(|Field { key, at, value }| {
            let mut object = value.object()?;
            let node = object.require("path")?;
            object.finish("a value of `operationContextParams`")?;
            Ok(EndpointPath {
                at,
                name: key.into_owned(),
                path: (node.string()?, node.at()),
            })
        })
        .collect()
}

pub(super) fn http(node: Node<'_>) -> Result<Http> {
    let mut object = node.object()?;
    let http = Http {
        at: node.at(),
        method: object.require("method")?.string()?,
        request_uri: object.require("requestUri")?.string()?,
    };
    drop_keys(&mut object, "http");
    object.finish("`http`")?;
    Ok(http)
}

pub(super) fn host_prefix(node: Node<'_>) -> Result<(String, Position)> {
    let mut object = node.object()?;
    let prefix = object.require("hostPrefix")?;
    object.finish("`endpoint`")?;
    Ok((prefix.string()?, prefix.at()))
}

/// Reads `requestcompression`.
fn request_encodings(node: Node<'_>) -> Result<(Vec<String>, Position)> {
    let mut object = node.object()?;
    let encodings = object.require("encodings")?;
    object.finish("`requestcompression`")?;
    Ok((encodings.strings()?, encodings.at()))
}

pub(super) fn http_checksum(node: Node<'_>) -> Result<HttpChecksum> {
    let mut object = node.object()?;
    let checksum = HttpChecksum {
        at: node.at(),
        request_algorithm_member: object.string("requestAlgorithmMember")?,
        request_checksum_required: object.flag("requestChecksumRequired")?,
        request_validation_mode_member: object.string("requestValidationModeMember")?,
        response_algorithms: object
            .take("responseAlgorithms")
            .map_or(Ok(Vec::new()), Node::strings)?,
    };
    object.finish("`httpChecksum`")?;
    Ok(checksum)
}

pub(super) fn operation_reference(node: Node<'_>) -> Result<OperationReference> {
    let mut object = node.object()?;
    let reference = OperationReference {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
        location_name: object.string("locationName")?,
        xml_namespace: object.take("xmlNamespace").map(xml_namespace).transpose()?,
        result_wrapper: object.string("resultWrapper")?,
    };
    drop_keys(&mut object, "reference");
    // The operation or the shape is deprecated as well.
    deprecated(&mut object)?;
    drop_documentation(&mut object);
    object.finish("an input or output")?;
    Ok(reference)
}

/// Reads a reference to an error. Models of 2015 repeat the shape's traits in it, and `exception`.
pub(super) fn error_reference(node: Node<'_>) -> Result<ErrorReference> {
    let mut object = node.object()?;
    let reference = ErrorReference {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
    };
    drop_keys(&mut object, "reference");
    object.take("error").map(error_trait).transpose()?;
    object.flag("exception")?;
    drop_documentation(&mut object);
    drop_keys(&mut object, "shape");
    object.finish("an error reference")?;
    Ok(reference)
}
