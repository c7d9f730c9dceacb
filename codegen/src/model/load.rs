//! Reads a model folder. Every key is known here or refused.

mod check;
mod operation;
mod shape;
mod values;

use std::path::Path;

use indexmap::IndexMap;

use super::endpoint_rules::ParameterKind;
use super::names::is_name;
use super::text::{Field, Node, Object};
use super::{
    Docs, EndpointRules, EndpointSetting, Metadata, OperationName, Position, Protocol, Service,
    ShapeName, Source, docs,
};
use crate::error::Result;
use operation::operation;
use shape::shape;
use values::{title, wire_text};

/// Keys that are read and dropped, because no client behaves differently for them: what has the key, the
/// key, the reason.
///
/// A key that botocore's runtime reads may not stand here. Prose (`documentation`, `examples`) is not
/// listed: what is shown comes from `docs-2.json`.
pub const WITHOUT_EFFECT: &[(&str, &str, &str)] = &[
    (
        "service",
        "deprecated",
        "what still works is for its user to decide",
    ),
    ("service", "deprecatedMessage", "see `deprecated`"),
    ("metadata", "uid", "names the model itself"),
    (
        "metadata",
        "checksumFormat",
        "of Glacier; botocore has that in code",
    ),
    ("metadata", "ripServiceName", "internal to AWS's build"),
    (
        "metadata",
        "globalEndpoint",
        "superseded by endpoint rule sets",
    ),
    (
        "metadata",
        "protocolSettings",
        "which version of HTTP a service prefers; requests are the same in all",
    ),
    ("operation", "idempotent", "says nothing about the request"),
    ("operation", "readonly", "says nothing about the request"),
    ("operation", "deprecatedSince", DEPRECATED_SINCE),
    ("http", "responseCode", "clients accept every 2xx"),
    ("shape", "fault", "the status code of the response says so"),
    (
        "shape",
        "synthetic",
        "says that the shape is not the service's own",
    ),
    ("shape", "deprecatedSince", DEPRECATED_SINCE),
    ("shape", "wrapper", WRAPPER),
    ("shape", "xmlOrder", XML_ORDER),
    ("error", "httpStatusCode", "the response has the status"),
    (
        "error",
        "senderFault",
        "the status code of the response says so",
    ),
    ("member", "deprecatedSince", DEPRECATED_SINCE),
    ("reference", "wrapper", WRAPPER),
    ("reference", "xmlOrder", XML_ORDER),
    ("member", "enum", "repeats what stands on the shape"),
];

const WRAPPER: &str = "botocore takes the element's name from `resultWrapper`";

const XML_ORDER: &str = "botocore writes members in the model's order";

const DEPRECATED_SINCE: &str = "a date; `deprecatedMessage` is shown";

/// Reads `service-2.json` in `folder`, and what lies beside it: `docs-2.json` and endpoint rules.
///
/// # Errors
/// If a file cannot be read or understood.
pub fn load(folder: &Path) -> Result<Service> {
    let source = Source::read(&folder.join("service-2.json"))?;
    let docs_file = folder.join(docs::FILE);
    let mut service = if docs_file.exists() {
        parse(source, Some(&Source::read(&docs_file)?))?
    } else {
        parse(source, None)?
    };
    service.endpoint_rules = EndpointRules::read(folder)?;
    Ok(service)
}

/// Reads the text of a `service-2.json`, and of a `docs-2.json` if there is one.
///
/// # Errors
/// If a text cannot be understood, or the documentation is about what the model does not have.
pub fn parse(source: Source, docs: Option<&Source>) -> Result<Service> {
    let mut service = service(source)?;
    if let Some(source) = docs {
        service.docs = docs::load(source, &service)?;
    }
    Ok(service)
}

fn service(source: Source) -> Result<Service> {
    let mut root = source.root()?.object()?;
    let _version = root.string("version")?;
    let (metadata, timestamp_format) = metadata(root.require("metadata")?)?;
    let shapes_node = root.require("shapes")?;
    let operations_node = root.require("operations")?;
    let shapes = named(shapes_node, "a shape", ShapeName, shape)?;
    let operations = named(operations_node, "an operation", OperationName, operation)?;
    drop_documentation(&mut root);
    root.take("examples");
    drop_keys(&mut root, "service");
    let endpoint_settings = root
        .take("clientContextParams")
        .map_or(Ok(IndexMap::new()), endpoint_settings)?;
    root.finish("a service model")?;
    let service = Service {
        source: source.clone(),
        endpoint_settings,
        unsupported: timestamp_format.into_iter().collect(),
        metadata,
        operations,
        shapes,
        docs: Docs::default(),
        endpoint_rules: None,
    };
    check::check_references(&service)?;
    check::check_lists(&service)?;
    Ok(service)
}

/// `clientContextParams`
fn endpoint_settings(node: Node<'_>) -> Result<IndexMap<String, EndpointSetting>> {
    let fields = node.object()?.into_fields().into_iter();
    fields
        .map(|Field { key, at, value }| {
            let mut object = value.object()?;
            let node = object.require("type")?;
            let kind = match node.string()?.to_ascii_lowercase().as_str() {
                "string" => ParameterKind::Text,
                "boolean" => ParameterKind::Boolean,
                unknown => {
                    let shown = unknown.escape_debug();
                    return Err(node
                        .error(format!("a setting cannot be a `{shown}`"))
                        .hint("it can be a `string` or a `boolean`"));
                }
            };
            drop_documentation(&mut object);
            object.finish("a value of `clientContextParams`")?;
            Ok((key.into_owned(), EndpointSetting { at, kind }))
        })
        .collect()
}

/// Reads an object whose keys are names.
fn named<N: std::hash::Hash + Eq, T>(
    node: Node<'_>,
    what: &str,
    name: impl Fn(String) -> N,
    read: impl Fn(Node<'_>) -> Result<T>,
) -> Result<IndexMap<N, T>> {
    let object = node.object()?;
    let owner = object.node();
    let mut out = IndexMap::new();
    for Field { key, at, value } in object.into_fields() {
        if !is_name(&key) {
            let shown = key.escape_debug();
            return Err(owner
                .error_at(at, format!("`{shown}` cannot be the name of {what}"))
                .hint(
                    "names begin with a letter or `_`, then come letters, digits, `_`, `-` or `.`",
                ));
        }
        out.insert(name(key.into_owned()), read(value)?);
    }
    Ok(out)
}

/// The metadata, and where a model of 2015 has a format for all timestamps.
fn metadata(node: Node<'_>) -> Result<(Metadata, Option<(&'static str, Position)>)> {
    let mut object = node.object()?;
    let protocol = protocol(&mut object)?;
    let metadata = Metadata {
        at: node.at(),
        protocol,
        api_version: wire_text(object.require("apiVersion")?)?,
        endpoint_prefix: wire_text(object.require("endpointPrefix")?)?,
        signing_name: object.take("signingName").map(wire_text).transpose()?,
        signature_version: object.string("signatureVersion")?,
        auth: object.take("auth").map_or(Ok(Vec::new()), Node::strings)?,
        json_version: object.string("jsonVersion")?,
        target_prefix: object.take("targetPrefix").map(wire_text).transpose()?,
        service_id: object.take("serviceId").map(wire_text).transpose()?,
        full_name: title(object.require("serviceFullName")?)?,
        abbreviation: object.take("serviceAbbreviation").map(title).transpose()?,
        xml_namespace: object.string("xmlNamespace")?,
        aws_query_compatible: object.take("awsQueryCompatible").is_some(),
    };
    let format = object.take("timestampFormat");
    let format = format.map(|node| ("timestampFormat", node.at()));
    drop_keys(&mut object, "metadata");
    object.finish("`metadata`")?;
    Ok((metadata, format))
}

/// The protocol that botocore picks: the first that it prefers of `protocols`, else `protocol`.
fn protocol(object: &mut Object<'_>) -> Result<(Protocol, Position)> {
    let single = object.require("protocol")?;
    let named = match object.take("protocols") {
        Some(list) => list.list()?,
        None => vec![single],
    };
    let mut known = Vec::new();
    for node in named.iter().copied().chain([single]) {
        let name = node.string()?;
        let protocol = Protocol::BY_PREFERENCE
            .into_iter()
            .find(|protocol| protocol.name() == name)
            .ok_or_else(|| {
                let names = Protocol::BY_PREFERENCE.map(Protocol::name).join(", ");
                node.error(format!("unknown protocol `{}`", name.escape_debug()))
                    .hint(format!("the protocols of AWS are {names}"))
            })?;
        known.push((protocol, node.at()));
    }
    let listed = &known[..named.len()];
    Ok(Protocol::BY_PREFERENCE
        .into_iter()
        .find_map(|protocol| listed.iter().find(|(it, _)| *it == protocol).copied())
        .unwrap_or(known[known.len() - 1]))
}

/// `deprecated` and `deprecatedMessage` as one value.
fn deprecated(object: &mut Object<'_>) -> Result<Option<String>> {
    let message = object.string("deprecatedMessage")?;
    Ok(object
        .flag("deprecated")?
        .then(|| message.unwrap_or_default()))
}

/// Prose inside of a model is HTML; what is shown comes from `docs-2.json`.
fn drop_documentation(object: &mut Object<'_>) {
    object.take("documentation");
    object.take("documentationUrl");
}

/// Takes keys that are known but that no stage handles yet, each with its place: `plan` refuses them by name.
fn unsupported(object: &mut Object<'_>, keys: &[&'static str]) -> Vec<(&'static str, Position)> {
    let found = keys
        .iter()
        .filter_map(|key| Some((*key, object.take(key)?.at())));
    found.collect()
}

/// Takes the keys of [`WITHOUT_EFFECT`] that `owner` may have.
fn drop_keys(object: &mut Object<'_>, owner: &str) {
    for (_, key, _) in WITHOUT_EFFECT.iter().filter(|(it, _, _)| *it == owner) {
        object.take(key);
    }
}
