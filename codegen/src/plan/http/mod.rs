//! Finds how the fields of inputs, outputs and errors make up HTTP messages, once the structures
//! are planned.
//!
//! Only protocols with HTTP bindings need this: in others, all fields are in the body. Each field
//! knows its [`HttpLocation`]; what does not fit together is refused here.

mod places;
mod uri;

use std::collections::HashSet;

use crate::error::Result;
use crate::model::{self, Member, MemberName};

use super::context::Context;
use super::ir::field::{Field, FieldType};
use super::ir::http::{Bindings, Body, HttpLocation, RequestBindings, ResponseBindings};
use super::ir::operation::Operation;
use super::ir::types::Structure;

/// Sets the bindings of all inputs, outputs and errors of a service.
pub(super) fn bind(
    context: &Context<'_>,
    operations: &mut [Operation],
    errors: &mut [Structure],
) -> Result<()> {
    if !context.protocol.binding.has_locations() {
        return Ok(());
    }
    for (operation, model) in operations
        .iter_mut()
        .zip(context.service.operations.values())
    {
        operation.input.bindings = Bindings::Request(request(context, model, &operation.input)?);
        operation.output.bindings = Bindings::Response(response(context, &operation.output)?);
    }
    for error in errors {
        let bindings = response(context, error)?;
        refuse_bound(context, error, &bindings)?;
        error.bindings = Bindings::Response(bindings);
    }
    Ok(())
}

/// The shape of a structure; `None` for an input or output without one.
fn shape<'a>(context: &Context<'a>, structure: &Structure) -> Option<&'a model::Shape> {
    let name = structure.header.shape.as_str();
    context
        .service
        .shapes
        .get(name)
        .filter(|_| !name.is_empty())
}

fn request(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<RequestBindings> {
    let shape = shape(context, input).and_then(|it| it.as_structure());
    let (path, query) = uri::uri(context, operation, shape, input)?;
    let (mut head, body) = match shape {
        Some(shape) => head_and_body(context, shape, &input.fields)?,
        None => (Vec::new(), Body::None),
    };
    uri::unique_keys(context, shape, &query, &head, &input.fields)?;
    // A named parameter or header has precedence over an entry of a map.
    head.sort_by_key(|field| matches!(input.fields[*field].ty, FieldType::Map(_)));
    Ok(RequestBindings {
        path,
        query,
        head,
        body,
    })
}

fn response(context: &Context<'_>, structure: &Structure) -> Result<ResponseBindings> {
    let shape = shape(context, structure).and_then(|it| it.as_structure());
    let (head, mut body) = match shape {
        Some(shape) => head_and_body(context, shape, &structure.fields)?,
        None => (Vec::new(), Body::None),
    };
    // An error has a `message` in its body, even if its model has none.
    let fields = structure.fields.iter().enumerate();
    let added: Vec<usize> = fields
        .filter(|(_, field)| !field.modeled)
        .map(|(index, _)| index)
        .collect();
    match &mut body {
        Body::None if !added.is_empty() => body = Body::Members(added),
        Body::Members(members) => members.extend(added),
        _ => {}
    }
    Ok(ResponseBindings { head, body })
}

/// Refuses an error with fields outside of the body if it is part of another structure, where those
/// fields would be lost.
fn refuse_bound(
    context: &Context<'_>,
    error: &Structure,
    bindings: &ResponseBindings,
) -> Result<()> {
    let is_whole = bindings.head.is_empty() && matches!(bindings.body, Body::Members(_));
    match shape(context, error) {
        Some(shape) if error.nested && !is_whole => {
            let what = "an error with members outside of the body is part of another structure";
            let error = context.service.source.error(shape.at, what);
            Err(error.hint("leave the operation that needs it out of the manifest"))
        }
        _ => Ok(()),
    }
}

/// Finds the fields in headers, query string and status, and the content of the body.
fn head_and_body(
    context: &Context<'_>,
    shape: &model::Structure,
    fields: &[Field],
) -> Result<(Vec<usize>, Body)> {
    let mut head = Vec::new();
    let mut in_body = Vec::new();
    let mut headers: HashSet<String> = HashSet::new();
    for (index, (name, member)) in shape.members.iter().enumerate() {
        let field = &fields[index];
        match field.location {
            HttpLocation::Label => {}
            HttpLocation::Body => in_body.push(index),
            location => {
                places::check(context, name, member, field)?;
                if location.is_header() {
                    check_header(context, member, field, &mut headers)?;
                }
                head.push(index);
            }
        }
    }
    let body = match &shape.payload {
        Some((payload, at)) => body_of_payload(context, (shape, fields), (payload, *at), &in_body)?,
        None if in_body.is_empty() => Body::None,
        None => Body::Members(in_body),
    };
    Ok((head, body))
}

/// Checks that a key can be the name of a header, and that no other member is that header.
fn check_header(
    context: &Context<'_>,
    member: &Member,
    field: &Field,
    headers: &mut HashSet<String>,
) -> Result<()> {
    let error = |what: String| context.service.source.error(member.at, what);
    let key = &field.key;
    // An empty prefix is that of all headers.
    let is_all = field.location == HttpLocation::PrefixHeaders && key.is_empty();
    if !is_all && !is_header_name(key) {
        return Err(error(format!("`{key}` cannot be the name of a header"))
            .hint("names of headers have ASCII letters, digits, and a few signs like `-`"));
    }
    if !headers.insert(key.to_lowercase()) {
        return Err(error(format!("two members are the header `{key}`"))
            .hint("give one of them another `locationName`"));
    }
    Ok(())
}

/// Finds the form of a body that is one member, the payload.
fn body_of_payload(
    context: &Context<'_>,
    (shape, fields): (&model::Structure, &[Field]),
    (payload, at): (&MemberName, model::Position),
    in_body: &[usize],
) -> Result<Body> {
    let error = |at, what: String| context.service.source.error(at, what);
    let name = |field: usize| shape.members.get_index(field).expect("a member's field");
    if let Some((other, member)) = in_body
        .iter()
        .map(|it| name(*it))
        .find(|it| it.0 != payload)
    {
        let what = format!("`{other}` has no place: the payload `{payload}` is the whole body");
        return Err(error(member.at, what).hint("give it a `location`"));
    }
    let Some(&field) = in_body.first() else {
        let what = format!("the payload `{payload}` cannot have a `location`");
        return Err(error(at, what).hint("it is the body"));
    };
    Ok(match &fields[field].ty {
        FieldType::Blob | FieldType::String | FieldType::Enumeration(_) => Body::Raw(field),
        FieldType::ByteStream => Body::Stream {
            field,
            requires_length: context.shape(&name(field).1.shape).requires_length,
        },
        ty @ (FieldType::Structure(_)
        | FieldType::Error(_)
        | FieldType::Union(_)
        | FieldType::Document
        | FieldType::List(_)
        | FieldType::Map(_)) => Body::Payload {
            field,
            // An empty object is a valid structure, but neither a union nor a list.
            or_empty: matches!(ty, FieldType::Structure(_) | FieldType::Error(_)),
        },
        FieldType::Boolean
        | FieldType::Integer
        | FieldType::Long
        | FieldType::Float
        | FieldType::Double
        | FieldType::Timestamp(_) => {
            return Err(context.unsupported(at, "a number, boolean or timestamp as payload"));
        }
    })
}

/// Returns `true` if the name is what RFC 9110 calls a token.
fn is_header_name(name: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(is_token)
}
