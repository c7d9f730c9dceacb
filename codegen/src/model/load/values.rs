//! Reads small values: names, formats, namespaces.

use super::super::characters::is_hidden;
use super::super::json::Node;
use super::super::shape::{Location, TimestampFormat, XmlNamespace};
use crate::error::Result;

/// Reads a name on the wire. Serializers write it without escaping, so that it must not need any.
pub(super) fn location_name(node: Node<'_>) -> Result<String> {
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

/// Reads a value that is sent or compared in headers and host names: printable ASCII.
pub(super) fn wire_text(node: Node<'_>) -> Result<String> {
    let text = node.string()?;
    if text.is_empty() || text.chars().any(|c| !c.is_ascii_graphic() && c != ' ') {
        let shown = text.escape_debug();
        return Err(node
            .error(format!("`{shown}` cannot be sent in a header"))
            .hint("use printable ASCII characters, at least one"));
    }
    Ok(text)
}

/// Reads a title. It is written into comments of Rust and TOML, which it must not end.
pub(super) fn title(node: Node<'_>) -> Result<String> {
    let text = node.string()?;
    match text.chars().find(|c| is_hidden(*c)) {
        None => Ok(text),
        Some(c) => Err(node
            .error(format!(
                "this name contains the character U+{:04X}",
                c as u32
            ))
            .hint("a name is one line of text without control characters")),
    }
}

pub(super) fn location(node: Node<'_>) -> Result<Location> {
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

pub(super) fn timestamp_format(node: Node<'_>) -> Result<TimestampFormat> {
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

/// Reads a string, or an object with `uri` and `prefix`.
pub(super) fn xml_namespace(node: Node<'_>) -> Result<XmlNamespace> {
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

pub(super) fn context_param(node: Node<'_>) -> Result<String> {
    let mut object = node.object()?;
    let name = object.require("name")?.string()?;
    object.finish("`contextParam`")?;
    Ok(name)
}
