//! Plans what an operation adds to its requests: a prefix of the host name, compression.

use crate::error::{Error, Result};
use crate::model::endpoint_rules::ParameterDefault;
use crate::model::{self, Position};
use crate::plan::context::Context;
use crate::plan::ir::field::FieldType;
use crate::plan::ir::operation::{Compression, HostPart};
use crate::plan::ir::types::Structure;

/// Parses `endpoint.hostPrefix` into its parts.
pub(super) fn host_prefix(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Vec<HostPart>> {
    let Some((prefix, at)) = &operation.host_prefix else {
        return Ok(Vec::new());
    };
    // Rules that require the account put it there themselves (`remove_accid_host_prefix_from_model`
    // in botocore).
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
                "`{}` cannot be a prefix of a host name",
                prefix.escape_debug()
            ))
            .hint("letters, digits, `-` and `.` can, and names of members in braces"));
        }
        if !text.is_empty() {
            parts.push(HostPart::Literal(text.to_owned()));
        }
        if text.len() == rest.len() {
            break;
        }
        let Some((label, after)) = after.split_once('}') else {
            return Err(error("a brace is not closed".to_owned())
                .hint("write the name of a member in braces, as in `{name}.`"));
        };
        parts.push(label_part(context, operation, input, (label, *at))?);
        rest = after;
    }
    if parts.is_empty() {
        Err(error("`hostPrefix` is empty".to_owned())
            .hint("leave `endpoint` out if the host name has no prefix"))
    } else {
        Ok(parts)
    }
}

/// Finds the field that a label of the prefix names.
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
            error("is not a member of the input").hint(crate::nearest::hint(
                label,
                known.map(model::MemberName::as_str),
            )),
        );
    };
    if !member.host_label {
        return Err(error("is not marked as a part of the host name")
            .hint("the member needs the trait `hostLabel`"));
    }
    let field = input.fields.iter().find(|it| it.member == label);
    match field.expect("each member has its field") {
        field if field.ty == FieldType::String => Ok(HostPart::Label {
            field: field.name.clone(),
            member: label.to_owned(),
        }),
        _ => Err(error("must be a string to be part of a host name")
            .hint("leave the operation out of the manifest")),
    }
}

/// Picks the supported encoding of `requestcompression`.
pub(super) fn compression(
    context: &Context<'_>,
    operation: &model::Operation,
) -> Result<Option<Compression>> {
    match &operation.request_encodings {
        None => Ok(None),
        Some((encodings, _)) if encodings.iter().any(|it| it == "gzip") => {
            Ok(Some(Compression::Gzip))
        }
        Some((encodings, at)) => {
            let what = format!("the encoding `{}`", encodings.join(", ").escape_debug());
            Err(context.unsupported(*at, &what))
        }
    }
}
