//! Reads shapes and their members.

use super::super::json::{Node, Object};
use super::super::shape::{
    Constraints, ErrorTrait, EventStream, Location, Member, Shape, ShapeKind, Structure,
    StructureKind,
};
use super::super::{MemberName, Position, ShapeName};
use super::keys::{deprecated, drop_documentation, drop_keys, named, unsupported};
use super::values::{
    context_param, location, location_name, timestamp_format, wire_text, xml_namespace,
};
use crate::error::{Error, Result};

pub(super) fn shape(node: Node<'_>) -> Result<Shape> {
    let mut object = node.object()?;
    let type_node = object.require("type")?;
    let type_name = type_node.string()?;
    let owner = format!("a shape of type {type_name}");
    let kind = shape_kind(&type_name, type_node, &mut object)?;
    let unsupported = match kind {
        // The name of an entry, in a model of 2015.
        ShapeKind::Map { .. } => unsupported(&mut object, &["locationName"]),
        _ => Vec::new(),
    };
    let shape = Shape {
        at: node.at(),
        kind,
        sensitive: object.flag("sensitive")?,
        boxed: object.flag("box")?,
        streaming: object.flag("streaming")?,
        requires_length: object.flag("requiresLength")?,
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

pub(super) fn shape_kind(
    type_name: &str,
    type_node: Node<'_>,
    object: &mut Object<'_>,
) -> Result<ShapeKind> {
    Ok(match type_name {
        "structure" => ShapeKind::Structure(structure(object)?),
        "list" => {
            let node = object.require("member")?;
            // In REST XML, the item's name may stand on the list itself.
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

pub(super) fn enum_values(node: Node<'_>) -> Result<Vec<(String, Position)>> {
    let mut values: Vec<(String, Position)> = Vec::new();
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

pub(super) fn structure(object: &mut Object<'_>) -> Result<Structure> {
    let members_node = object.require("members")?;
    let members = named(members_node, "a member", MemberName, member)?;
    let has_member = |node: Node<'_>| -> Result<MemberName> {
        let name = node.string()?;
        let members = members.keys().map(MemberName::as_str);
        if members.clone().any(|member| member == name) {
            Ok(MemberName(name))
        } else {
            Err(node
                .error(format!("there is no member `{}`", name.escape_debug()))
                .hint(crate::nearest::hint(&name, members)))
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
    Ok(Structure {
        location_name: object.string("locationName")?,
        xml_namespace: object.take("xmlNamespace").map(xml_namespace).transpose()?,
        kind: structure_kind(object)?,
        members,
        required,
        payload,
    })
}

pub(super) fn structure_kind(object: &mut Object<'_>) -> Result<StructureKind> {
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

pub(super) fn member(node: Node<'_>) -> Result<Member> {
    let mut object = node.object()?;
    let location = object.take("location").map(location).transpose()?;
    let location_name = match (object.take("locationName"), location) {
        // An empty prefix selects all headers.
        (Some(node), Some(Location::Headers)) if node.string()?.is_empty() => Some(String::new()),
        (Some(node), _) => Some(location_name(node)?),
        (None, _) => None,
    };
    let member = Member {
        shape: ShapeName(object.require("shape")?.string()?),
        at: node.at(),
        location_name,
        location,
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
    drop_documentation(&mut object);
    drop_keys(&mut object, "member");
    object.finish("a member")?;
    Ok(member)
}

pub(super) fn error_trait(node: Node<'_>) -> Result<ErrorTrait> {
    let mut object = node.object()?;
    let error = ErrorTrait {
        code: object.take("code").map(wire_text).transpose()?,
        retryable: None,
    };
    drop_keys(&mut object, "error");
    object.finish("`error`")?;
    Ok(error)
}
