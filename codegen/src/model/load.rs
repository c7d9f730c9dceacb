//! Reads a model folder. Every key is known here or refused.

use std::path::Path;

use indexmap::IndexMap;

use super::names::is_name;
use super::operation::{ErrorReference, Http, HttpChecksum, Operation, OperationReference};
use super::shape::{
    Constraints, ErrorTrait, EventStream, Location, Member, Shape, ShapeKind, Structure,
    StructureKind, TimestampFormat, XmlNamespace,
};
use super::text::{Field, Node, Object, is_invisible};
use super::{
    At, Docs, MemberName, Metadata, OperationName, Protocol, Service, ShapeName, Source, docs,
};
use crate::error::{Error, Result};

/// Keys that are read and dropped, because no client behaves differently for them.
///
/// A key that botocore's runtime reads may not stand here.
const WITHOUT_EFFECT: &[(&str, &[(&str, &str)])] = &[
    (
        "metadata",
        &[
            ("uid", "names the model itself"),
            ("checksumFormat", "of Glacier; botocore has that in code"),
            ("ripServiceName", "internal to AWS's build"),
            ("globalEndpoint", "superseded by endpoint rule sets"),
        ],
    ),
    (
        "operation",
        &[
            ("idempotent", "says nothing about the request"),
            ("readonly", "says nothing about the request"),
            ("deprecatedSince", "a date; `deprecatedMessage` is shown"),
        ],
    ),
    ("http", &[("responseCode", "clients accept every 2xx")]),
    (
        "shape",
        &[
            ("exception", "implied by standing in `errors`"),
            ("fault", "the status code of the response says so"),
            ("synthetic", "says that the shape is not the service's own"),
            ("deprecatedSince", "a date; `deprecatedMessage` is shown"),
        ],
    ),
    (
        "error",
        &[
            ("httpStatusCode", "the response has the status"),
            ("senderFault", "the status code of the response says so"),
        ],
    ),
    (
        "member",
        &[("deprecatedSince", "a date; `deprecatedMessage` is shown")],
    ),
];

/// Reads `service-2.json` in `folder`, and `docs-2.json` if there is one.
pub fn load(folder: &Path) -> Result<Service> {
    let source = Source::read(&folder.join("service-2.json"))?;
    let mut service = service(source)?;
    let docs_file = folder.join("docs-2.json");
    if docs_file.exists() {
        service.docs = docs::load(&docs_file, &service)?;
    }
    Ok(service)
}

fn service(source: Source) -> Result<Service> {
    let mut root = source.root()?.object()?;
    let _version = root.string("version")?;
    let metadata = metadata(root.require("metadata")?)?;
    let shapes_node = root.require("shapes")?;
    let operations_node = root.require("operations")?;
    let shapes = named(shapes_node, "a shape", ShapeName, shape)?;
    let operations = named(operations_node, "an operation", OperationName, operation)?;
    drop_documentation(&mut root);
    root.take("examples");
    root.flag("deprecated")?;
    root.string("deprecatedMessage")?;
    // Settings of a client for endpoint rules; they are read with the rules.
    root.take("clientContextParams");
    root.finish("a service model")?;
    let service = Service {
        source: source.clone(),
        metadata,
        operations,
        shapes,
        docs: Docs::default(),
    };
    check_references(&service)?;
    check_lists(&service)?;
    Ok(service)
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

fn metadata(node: Node<'_>) -> Result<Metadata> {
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
    // `h2` of services with event streams: read where those are.
    object.take("protocolSettings");
    drop_keys(&mut object, "metadata");
    object.finish("`metadata`")?;
    Ok(metadata)
}

/// The protocol that botocore picks: the first that it prefers of `protocols`, else `protocol`.
fn protocol(object: &mut Object<'_>) -> Result<(Protocol, At)> {
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

fn operation(node: Node<'_>) -> Result<Operation> {
    let mut object = node.object()?;
    let mut errors: Vec<ErrorReference> = Vec::new();
    for reference in object.take("errors").map_or(Ok(Vec::new()), Node::list)? {
        let error = error_reference(reference)?;
        // Some operations of botocore's models name an error twice.
        if errors.iter().all(|known| known.shape != error.shape) {
            errors.push(error);
        }
    }
    let mut unsupported = Vec::new();
    for key in [
        "auth",
        "authtype",
        "endpointdiscovery",
        "endpointoperation",
        "httpChecksumRequired",
        "operationContextParams",
        "requestcompression",
        "staticContextParams",
        "unsignedPayload",
    ] {
        if let Some(node) = object.take(key) {
            unsupported.push((key, node.at()));
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
        unsupported,
    };
    drop_documentation(&mut object);
    drop_keys(&mut object, "operation");
    object.finish("an operation")?;
    Ok(operation)
}

fn http(node: Node<'_>) -> Result<Http> {
    let mut object = node.object()?;
    let http = Http {
        method: object.require("method")?.string()?,
        request_uri: object.require("requestUri")?.string()?,
    };
    drop_keys(&mut object, "http");
    object.finish("`http`")?;
    Ok(http)
}

fn host_prefix(node: Node<'_>) -> Result<String> {
    let mut object = node.object()?;
    let prefix = object.require("hostPrefix")?.string()?;
    object.finish("`endpoint`")?;
    Ok(prefix)
}

fn http_checksum(node: Node<'_>) -> Result<HttpChecksum> {
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

fn operation_reference(node: Node<'_>) -> Result<OperationReference> {
    let mut object = node.object()?;
    let reference = OperationReference {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
        location_name: object.string("locationName")?,
        xml_namespace: object.take("xmlNamespace").map(xml_namespace).transpose()?,
        result_wrapper: object.string("resultWrapper")?,
    };
    drop_documentation(&mut object);
    object.finish("an input or output")?;
    Ok(reference)
}

/// Models of 2015 repeat the shape's traits here.
fn error_reference(node: Node<'_>) -> Result<ErrorReference> {
    let mut object = node.object()?;
    let reference = ErrorReference {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
    };
    object.take("error").map(error_trait).transpose()?;
    drop_documentation(&mut object);
    drop_keys(&mut object, "shape");
    object.finish("an error reference")?;
    Ok(reference)
}

fn error_trait(node: Node<'_>) -> Result<ErrorTrait> {
    let mut object = node.object()?;
    let error = ErrorTrait {
        code: object.take("code").map(wire_text).transpose()?,
        retryable: None,
    };
    drop_keys(&mut object, "error");
    object.finish("`error`")?;
    Ok(error)
}

fn shape(node: Node<'_>) -> Result<Shape> {
    let mut object = node.object()?;
    let type_node = object.require("type")?;
    let type_name = type_node.string()?;
    let owner = format!("a shape of type {type_name}");
    let kind = shape_kind(&type_name, type_node, &mut object)?;
    let mut unsupported = Vec::new();
    for key in ["requiresLength", "wrapper", "xmlOrder"] {
        if let Some(node) = object.take(key) {
            unsupported.push((key, node.at()));
        }
    }
    let shape = Shape {
        at: node.at(),
        kind,
        sensitive: object.flag("sensitive")?,
        boxed: object.flag("box")?,
        streaming: object.flag("streaming")?,
        deprecated: deprecated(&mut object)?,
        constraints: Constraints {
            min: object.take("min").map(Node::number).transpose()?,
            max: object.take("max").map(Node::number).transpose()?,
            pattern: object.string("pattern")?,
        },
        unsupported,
    };
    drop_documentation(&mut object);
    drop_keys(&mut object, "shape");
    object.finish(&owner)?;
    Ok(shape)
}

fn shape_kind(type_name: &str, type_node: Node<'_>, object: &mut Object<'_>) -> Result<ShapeKind> {
    Ok(match type_name {
        "structure" => ShapeKind::Structure(structure(object)?),
        "list" => {
            let node = object.require("member")?;
            // The item's name may stand on the list itself, in REST XML.
            let item_name = object.string("locationName")?;
            let mut member = member(node)?;
            member.location_name = member.location_name.or(item_name);
            ShapeKind::List {
                member,
                sparse: object.flag("sparse")?,
                flattened: object.flag("flattened")?,
            }
        }
        "map" => ShapeKind::Map {
            key: member(object.require("key")?)?,
            value: member(object.require("value")?)?,
            sparse: object.flag("sparse")?,
            flattened: object.flag("flattened")?,
        },
        "string" => ShapeKind::String {
            values: object.take("enum").map_or(Ok(Vec::new()), enum_values)?,
        },
        "boolean" => ShapeKind::Boolean,
        "integer" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "blob" => ShapeKind::Blob,
        "timestamp" => ShapeKind::Timestamp {
            format: object
                .take("timestampFormat")
                .map(timestamp_format)
                .transpose()?,
        },
        unknown => {
            return Err(type_node
                .error(format!("unknown type `{}`", unknown.escape_debug()))
                .hint(
                    "the types are structure, list, map, string, boolean, integer, long, float, \
                     double, blob and timestamp",
                ));
        }
    })
}

fn enum_values(node: Node<'_>) -> Result<Vec<(String, At)>> {
    let mut values: Vec<(String, At)> = Vec::new();
    for node in node.list()? {
        let value = node.string()?;
        if values.iter().any(|(known, _)| *known == value) {
            return Err(node
                .error(format!("the value `{}` occurs twice", value.escape_debug()))
                .hint("remove one of the two"));
        }
        values.push((value, node.at()));
    }
    Ok(values)
}

fn structure(object: &mut Object<'_>) -> Result<Structure> {
    let members_node = object.require("members")?;
    let members = named(members_node, "a member", MemberName, member)?;
    let has_member = |node: Node<'_>| -> Result<MemberName> {
        let name = node.string()?;
        let members = members.keys().map(MemberName::as_str);
        match members.clone().any(|member| member == name) {
            true => Ok(MemberName(name)),
            false => Err(node
                .error(format!("there is no member `{}`", name.escape_debug()))
                .hint(crate::nearest::hint(&name, members))),
        }
    };
    let required = object
        .take("required")
        .map_or(Ok(Vec::new()), Node::list)?
        .into_iter()
        .map(has_member)
        .collect::<Result<_>>()?;
    let payload = object
        .take("payload")
        .map(|node| Ok::<_, Error>((has_member(node)?, node.at())))
        .transpose()?;
    // The name of the root element of an input; botocore reads it from the reference alone.
    object.string("locationName")?;
    object.take("xmlNamespace").map(xml_namespace).transpose()?;
    Ok(Structure {
        kind: structure_kind(object)?,
        members,
        required,
        payload,
    })
}

fn structure_kind(object: &mut Object<'_>) -> Result<StructureKind> {
    let mut error = object.take("error").map(error_trait).transpose()?;
    if object.flag("exception")? {
        error.get_or_insert_default();
    }
    if let Some(node) = object.take("retryable") {
        let mut retryable = node.object()?;
        let throttling = retryable.flag("throttling")?;
        retryable.finish("`retryable`")?;
        error.get_or_insert_default().retryable = Some(throttling);
    }
    let union = object.flag("union")?;
    let document = object.flag("document")?;
    let stream = object.flag("eventstream")?;
    let event = object.flag("event")?;
    Ok(match error {
        Some(error) => StructureKind::Error(error),
        None if stream => StructureKind::EventStream(EventStream::Stream),
        None if event => StructureKind::EventStream(EventStream::Event),
        None if document => StructureKind::Document,
        None if union => StructureKind::Union,
        None => StructureKind::Plain,
    })
}

fn member(node: Node<'_>) -> Result<Member> {
    let mut object = node.object()?;
    let member = Member {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
        location_name: object.take("locationName").map(location_name).transpose()?,
        location: object.take("location").map(location).transpose()?,
        query_name: object.string("queryName")?,
        boxed: object.flag("box")?,
        idempotency_token: object.flag("idempotencyToken")?,
        json_value: object.flag("jsonvalue")?,
        host_label: object.flag("hostLabel")?,
        xml_attribute: object.flag("xmlAttribute")?,
        flattened: object.flag("flattened")?,
        xml_namespace: object.take("xmlNamespace").map(xml_namespace).transpose()?,
        streaming: object.flag("streaming")?,
        context_param: object.take("contextParam").map(context_param).transpose()?,
        event_payload: object.flag("eventpayload")?,
        deprecated: deprecated(&mut object)?,
    };
    // Two references of Lex repeat their shape's values; botocore reads the shape's.
    object.take("enum").map(enum_values).transpose()?;
    drop_documentation(&mut object);
    drop_keys(&mut object, "member");
    object.finish("a member")?;
    Ok(member)
}

/// A name on the wire. Writers and readers take it as it is, so that nothing in it may need an escape.
fn location_name(node: Node<'_>) -> Result<String> {
    let name = node.string()?;
    let is_special = |c: char| c.is_control() || matches!(c, '"' | '\\');
    if name.is_empty() || name.contains(is_special) {
        let shown = name.escape_debug();
        return Err(node
            .error(format!("`{shown}` cannot be a name on the wire"))
            .hint("names are not empty and need no escapes: no quotes, backslashes or control characters"));
    }
    Ok(name)
}

/// What is sent in headers and host names, or compared with what was: printable ASCII.
fn wire_text(node: Node<'_>) -> Result<String> {
    let text = node.string()?;
    if text.is_empty() || text.chars().any(|c| !c.is_ascii_graphic() && c != ' ') {
        let shown = text.escape_debug();
        return Err(node
            .error(format!("`{shown}` cannot be sent in a header"))
            .hint("only printable ASCII characters can, and there has to be one"));
    }
    Ok(text)
}

/// A name for people. It goes into comments of Rust and of TOML, which it must not end.
fn title(node: Node<'_>) -> Result<String> {
    let text = node.string()?;
    match text.chars().find(|c| is_invisible(*c)) {
        None => Ok(text),
        Some(c) => Err(node
            .error(format!(
                "this name contains the character U+{:04X}",
                c as u32
            ))
            .hint("a name is one line of text without control characters")),
    }
}

fn location(node: Node<'_>) -> Result<Location> {
    Ok(match node.string()?.as_str() {
        "uri" => Location::Uri,
        "querystring" => Location::QueryString,
        "header" => Location::Header,
        "headers" => Location::Headers,
        "statusCode" => Location::StatusCode,
        unknown => {
            return Err(node
                .error(format!("unknown location `{}`", unknown.escape_debug()))
                .hint("the locations are uri, querystring, header, headers and statusCode"));
        }
    })
}

fn timestamp_format(node: Node<'_>) -> Result<TimestampFormat> {
    Ok(match node.string()?.as_str() {
        "iso8601" => TimestampFormat::Iso8601,
        "rfc822" => TimestampFormat::Rfc822,
        "unixTimestamp" => TimestampFormat::UnixTimestamp,
        unknown => {
            let unknown = unknown.escape_debug();
            return Err(node
                .error(format!("unknown timestamp format `{unknown}`"))
                .hint("the formats are iso8601, rfc822 and unixTimestamp"));
        }
    })
}

/// A string, or an object with `uri` and `prefix`.
fn xml_namespace(node: Node<'_>) -> Result<XmlNamespace> {
    if let Ok(uri) = node.string() {
        return Ok(XmlNamespace { uri, prefix: None });
    }
    let mut object = node.object()?;
    let namespace = XmlNamespace {
        uri: object.require("uri")?.string()?,
        prefix: object.string("prefix")?,
    };
    object.finish("`xmlNamespace`")?;
    Ok(namespace)
}

fn context_param(node: Node<'_>) -> Result<String> {
    let mut object = node.object()?;
    let name = object.require("name")?.string()?;
    object.finish("`contextParam`")?;
    Ok(name)
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
}

fn drop_keys(object: &mut Object<'_>, owner: &str) {
    let (_, keys) = WITHOUT_EFFECT
        .iter()
        .find(|(it, _)| *it == owner)
        .expect("each owner has its row");
    for (key, _reason) in *keys {
        object.take(key);
    }
}

/// Each reference names a shape, and one of the right kind.
fn check_references(service: &Service) -> Result<()> {
    let find = |shape: &ShapeName, at: At| {
        service.shapes.get(shape).ok_or_else(|| {
            let names = service.shapes.keys().map(ShapeName::as_str);
            service
                .source
                .error(
                    service.source.value_at(at, "shape"),
                    format!("unknown shape `{}`", shape.as_str().escape_debug()),
                )
                .hint(crate::nearest::hint(shape.as_str(), names))
        })
    };
    let structure = |shape: &ShapeName, at: At, what: &str| {
        let found = find(shape, at)?;
        let kind = match found.as_structure().map(|it| &it.kind) {
            Some(StructureKind::Plain | StructureKind::Error(_)) => return Ok(()),
            Some(StructureKind::Union) => "union",
            Some(StructureKind::Document) => "document",
            Some(StructureKind::EventStream(_)) => "stream of events",
            None => found.kind.name(),
        };
        Err(service
            .source
            .error(
                service.source.value_at(at, "shape"),
                format!("{what} has to be a structure, `{shape}` is a {kind}"),
            )
            .hint("wrap the value in a structure"))
    };
    for operation in service.operations.values() {
        for reference in operation.input.iter().chain(&operation.output) {
            structure(&reference.shape, reference.at, "an input or output")?;
        }
        for reference in &operation.errors {
            structure(&reference.shape, reference.at, "an error")?;
        }
    }
    for shape in service.shapes.values() {
        for member in shape.references() {
            find(&member.shape, member.at)?;
        }
        if let ShapeKind::Map { key, .. } = &shape.kind {
            let found = find(&key.shape, key.at)?;
            if !matches!(found.kind, ShapeKind::String { .. }) {
                let (shape, kind) = (&key.shape, found.kind.name());
                let what =
                    format!("a map's key has to be a string; the type of `{shape}` is {kind}");
                return Err(service
                    .source
                    .error(service.source.value_at(key.at, "shape"), what)
                    .hint("JSON objects have no other keys"));
            }
        }
    }
    Ok(())
}

/// How deep lists and maps may be nested without a structure between.
const DEEPEST: usize = 32;

/// A list (or map) whose items lead back to it without a structure between has no values but empty
/// ones, and no Rust type. One that goes on for too long has a type that nobody can read, compilers
/// included.
fn check_lists(service: &Service) -> Result<()> {
    for (name, shape) in &service.shapes {
        let (mut outer, mut current) = (vec![name], shape);
        while let ShapeKind::List { member: inner, .. } | ShapeKind::Map { value: inner, .. } =
            &current.kind
        {
            let name = &inner.shape;
            let what = if outer.contains(&name) {
                format!("`{name}` is a list or map of itself")
            } else if outer.len() > DEEPEST {
                format!("lists and maps are nested more than {DEEPEST} deep")
            } else {
                outer.push(name);
                current = service.shape(name);
                continue;
            };
            let at = service.source.value_at(inner.at, "shape");
            return Err(service
                .source
                .error(at, what)
                .hint("put a structure between: only that can end the recursion"));
        }
    }
    Ok(())
}
