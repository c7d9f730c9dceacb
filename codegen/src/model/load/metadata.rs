//! Reads the metadata of a service.

use super::keys::drop_keys;
use super::values::{title, wire_text};
use crate::error::Result;
use crate::model::json::{Node, Object};
use crate::model::{Metadata, Position, Protocol};

/// Reads the metadata, and the position of a format for all timestamps in models of 2015.
pub(super) fn metadata(node: Node<'_>) -> Result<(Metadata, Option<(&'static str, Position)>)> {
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

/// Reads the protocol that botocore picks: the one in `protocols` that it prefers, else `protocol`.
fn protocol(object: &mut Object<'_>) -> Result<(Protocol, Position)> {
    let single = object.require("protocol")?;
    let named = match object.take("protocols") {
        Some(list) => list.list()?,
        None => vec![single],
    };
    let mut known = Vec::new();
    for node in named.iter().copied().chain([single]) {
        let name = node.string()?;
        let protocol = Protocol::named(&name).ok_or_else(|| {
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
