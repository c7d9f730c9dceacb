//! What an operation adds to its requests: something before the host's name, an encoding.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::ParameterDefault;
use crate::model::{self, Position};

use super::context::Context;
use super::members::FieldType;
use super::names::Ident;
use super::types::Structure;

/// A part of what precedes a host's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostPart {
    /// This text.
    Text(String),
    /// The value of a member of the input.
    Member {
        /// The field, an optional string.
        field: Ident,
        /// The member's name, for errors.
        name: String,
    },
}

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `gzip`
    Gzip,
}

/// The parts of `endpoint.hostPrefix`.
pub(super) fn host_prefix(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Vec<HostPart>> {
    let Some((prefix, at)) = &operation.host_prefix else {
        return Ok(Vec::new());
    };
    // Such rules put the account there themselves (`remove_accid_host_prefix_from_model` in botocore).
    let mut parameters = operation.endpoint_parameters.iter();
    let is_account_of_rules = parameters
        .any(|it| it.name == "RequiresAccountId" && it.value == ParameterDefault::Boolean(true));
    if is_account_of_rules && prefix == "{AccountId}." {
        return Ok(Vec::new());
    }
    let error = |what: String| context.service.source.error(*at, what);
    let mut parts = Vec::new();
    let mut rest = prefix.as_str();
    while !rest.is_empty() {
        let (text, after) = rest.split_once('{').unwrap_or((rest, ""));
        if text
            .chars()
            .any(|c| !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.'))
        {
            return Err(error(format!(
                "`{}` cannot precede a host's name",
                prefix.escape_debug()
            ))
            .hint("letters, digits, `-` and `.` can, and names of members in braces"));
        }
        if !text.is_empty() {
            parts.push(HostPart::Text(text.to_owned()));
        }
        if text.len() == rest.len() {
            break;
        }
        let Some((label, after)) = after.split_once('}') else {
            return Err(error("a brace is not closed".to_owned())
                .hint("the name of a member stands in braces, as in `{name}.`"));
        };
        parts.push(label_part(context, operation, input, (label, *at))?);
        rest = after;
    }
    if parts.is_empty() {
        Err(error("`hostPrefix` is empty".to_owned())
            .hint("leave `endpoint` out, if nothing precedes the host's name"))
    } else {
        Ok(parts)
    }
}

fn label_part(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
    (label, at): (&str, Position),
) -> Result<HostPart> {
    let error = |what: &str| -> Error {
        let what = format!("`{}` {what}", label.escape_debug());
        context.service.source.error(at, what)
    };
    let shape = operation.input.as_ref().map(|it| context.shape(&it.shape));
    let members = shape.and_then(|it| it.as_structure()).map(|it| &it.members);
    let Some((_, member)) =
        members.and_then(|it| it.iter().find(|(name, _)| name.as_str() == label))
    else {
        let known = members.into_iter().flat_map(|it| it.keys());
        return Err(
            error("is no member of the input").hint(crate::nearest::hint(
                label,
                known.map(model::MemberName::as_str),
            )),
        );
    };
    if !member.host_label {
        return Err(error("is not marked as a part of the host's name")
            .hint("such members have `hostLabel`"));
    }
    let field = input.fields.iter().find(|it| it.member == label);
    match field.expect("each member has its field") {
        field if field.ty == FieldType::String => Ok(HostPart::Member {
            field: field.name.clone(),
            name: label.to_owned(),
        }),
        _ => Err(error("has to be a string to be part of a host's name")
            .hint("leave the operation out of the manifest")),
    }
}

/// The encoding of `requestcompression` that there is.
pub(super) fn encoding(
    context: &Context<'_>,
    operation: &model::Operation,
) -> Result<Option<Encoding>> {
    match &operation.request_encodings {
        None => Ok(None),
        Some((encodings, _)) if encodings.iter().any(|it| it == "gzip") => Ok(Some(Encoding::Gzip)),
        Some((encodings, at)) => {
            let what = format!("the encoding `{}`", encodings.join(", ").escape_debug());
            Err(context.unsupported(*at, &what))
        }
    }
}
