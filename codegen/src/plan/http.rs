//! Where in HTTP messages the members of inputs, outputs and errors are.
//!
//! Only protocols with HTTP bindings ask. Members without a place of their own are in the body, and so are those of
//! structures within: their locations mean nothing.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::{self, Location, Member, MemberName, TimestampFormat};

use super::context::Context;
use super::members::{Field, FieldType};
use super::protocol::Binding;
use super::types::{Role, Structure};

mod uri;

/// Where the members of a structure are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bindings {
    /// All are in the body, of which the structure is the whole or a part.
    Body,
    /// It is the input of an operation that is a method and a URI.
    Request(Request),
    /// It is what comes back.
    Response(Response),
}

/// How an input becomes a request. Numbers are positions of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The path, in parts.
    pub path: Vec<PathPart>,
    /// The query string that is always there, as it is sent; perhaps nothing.
    pub query: String,
    /// The members in the query string and in headers, in the order in which they are written.
    pub head: Vec<Bound>,
    /// The body.
    pub body: Body,
}

/// How a response becomes an output or an error. Numbers are positions of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The members in headers and the status.
    pub head: Vec<Bound>,
    /// The body.
    pub body: Body,
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPart {
    /// This text, as it is sent.
    Text(String),
    /// A member.
    Label {
        /// The field.
        field: usize,
        /// Whether slashes in it part the path, too.
        greedy: bool,
    },
}

/// A member outside of the body. Its name there is the field's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The field.
    pub field: usize,
    /// Where it is.
    pub place: Place,
}

/// A place outside of the body and the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The query string. Lists are there once for each item, and maps once for each entry, by its key.
    Query,
    /// A header.
    Header,
    /// A header with the base64 of a text.
    EncodedHeader,
    /// The headers whose names begin with the field's key.
    Headers,
    /// The status code.
    Status,
}

/// What a body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// There is none.
    None,
    /// These fields, as an object.
    Members(Vec<usize>),
    /// A field by itself: bytes or text as they are.
    Raw(usize),
    /// A field by itself, as it comes.
    Stream {
        /// The field.
        field: usize,
        /// Whether it has to be known how long it is.
        requires_length: bool,
    },
    /// A field by itself, in the format of bodies.
    Payload {
        /// The field.
        field: usize,
        /// Whether an object without members is sent where the field is not set.
        or_empty: bool,
    },
}

impl Structure {
    /// The field that is read or written as it comes.
    pub fn stream(&self) -> Option<&Field> {
        self.fields.iter().find(|it| it.ty == FieldType::ByteStream)
    }

    /// The fields that an object in a body has.
    pub fn body_fields(&self) -> Vec<&Field> {
        let body = match &self.bindings {
            Bindings::Body => return self.fields.iter().collect(),
            Bindings::Request(Request { body, .. }) | Bindings::Response(Response { body, .. }) => {
                body
            }
        };
        match body {
            Body::Members(members) => members.iter().map(|it| &self.fields[*it]).collect(),
            Body::None | Body::Raw(_) | Body::Stream { .. } | Body::Payload { .. } => Vec::new(),
        }
    }
}

/// Where a member is, if not in the body.
pub(super) fn location(context: &Context<'_>, role: Role, member: &Member) -> Option<Location> {
    let location = member.location?;
    let is_one = match (&context.protocol.binding, role) {
        (Binding::Target { .. }, _) | (_, Role::Nested) => false,
        (Binding::Http, Role::Input) => location != Location::StatusCode,
        (Binding::Http, Role::Output | Role::Error) => {
            !matches!(location, Location::Uri | Location::QueryString)
        }
    };
    is_one.then_some(location)
}

/// How a timestamp there is written where the model does not say.
pub(super) fn timestamp(context: &Context<'_>, location: Option<Location>) -> TimestampFormat {
    let timestamps = &context.protocol.timestamps;
    match location {
        None | Some(Location::StatusCode) => timestamps.body,
        Some(Location::Header | Location::Headers) => timestamps.header,
        Some(Location::Uri | Location::QueryString) => timestamps.uri,
    }
}

/// Where the members of an operation's input are.
pub(super) fn request(
    context: &Context<'_>,
    operation: &model::Operation,
    input: &Structure,
) -> Result<Bindings> {
    if context.protocol.binding != Binding::Http {
        return Ok(Bindings::Body);
    }
    let shape = operation.input.as_ref().map(|it| context.shape(&it.shape));
    let shape = shape.and_then(|it| it.as_structure());
    let (path, query) = uri::uri(context, operation, shape, input)?;
    let (mut head, body) = match shape {
        Some(shape) => members(context, Role::Input, shape, &input.fields)?,
        None => (Vec::new(), Body::None),
    };
    uri::unique_keys(context, shape, &query, &head, &input.fields)?;
    // What is named goes before what a map names.
    head.sort_by_key(|it| matches!(input.fields[it.field].ty, FieldType::Map(_)));
    Ok(Bindings::Request(Request {
        path,
        query,
        head,
        body,
    }))
}

/// Where the members of an output or error are. `shape` is what the fields were made of.
pub(super) fn response(
    context: &Context<'_>,
    role: Role,
    shape: Option<&model::Structure>,
    fields: &[Field],
) -> Result<Bindings> {
    let is_http = context.protocol.binding == Binding::Http;
    if !is_http || !matches!(role, Role::Output | Role::Error) {
        return Ok(Bindings::Body);
    }
    let (head, mut body) = match shape {
        Some(shape) => members(context, role, shape, fields)?,
        None => (Vec::new(), Body::None),
    };
    // An error has a message, even if its model has none.
    let model = shape.map_or(0, |it| it.members.len());
    match &mut body {
        Body::None if model < fields.len() => {
            body = Body::Members((model..fields.len()).collect());
        }
        Body::Members(members) => members.extend(model..fields.len()),
        _ => {}
    }
    Ok(Bindings::Response(Response { head, body }))
}

/// What is outside of the path, and what is in the body.
fn members(
    context: &Context<'_>,
    role: Role,
    shape: &model::Structure,
    fields: &[Field],
) -> Result<(Vec<Bound>, Body)> {
    let error = |at, what: String| context.service.source.error(at, what);
    let mut head = Vec::new();
    let mut in_body = Vec::new();
    let mut headers: HashSet<String> = HashSet::new();
    for (index, (name, member)) in shape.members.iter().enumerate() {
        let (key, ty) = (&fields[index].key, &fields[index].ty);
        let place = match location(context, role, member) {
            None => {
                in_body.push((index, name, member));
                continue;
            }
            Some(Location::Uri) => continue,
            Some(Location::QueryString) => Place::Query,
            Some(Location::Header) if member.json_value => Place::EncodedHeader,
            Some(Location::Header) => Place::Header,
            Some(Location::Headers) => Place::Headers,
            Some(Location::StatusCode) => Place::Status,
        };
        if !fits(place, ty) {
            return Err(unfit(context, name, member, place));
        }
        if matches!(place, Place::Header | Place::EncodedHeader | Place::Headers) {
            // An empty prefix is that of all headers.
            let is_all = place == Place::Headers && key.is_empty();
            if !is_all && !is_header_name(key) {
                return Err(
                    error(member.at, format!("`{key}` cannot be a header's name")).hint(
                        "names of headers have ASCII letters, digits, and a few signs like `-`",
                    ),
                );
            }
            if !headers.insert(key.to_lowercase()) {
                return Err(
                    error(member.at, format!("two members are the header `{key}`"))
                        .hint("give one of them another `locationName`"),
                );
            }
        }
        head.push(Bound {
            field: index,
            place,
        });
    }
    let Some((payload, at)) = &shape.payload else {
        return Ok((
            head,
            if in_body.is_empty() {
                Body::None
            } else {
                Body::Members(in_body.iter().map(|(index, ..)| *index).collect())
            },
        ));
    };
    if let Some((_, other, member)) = in_body.iter().find(|(_, name, _)| *name != payload) {
        let what = format!("`{other}` has no place: the payload `{payload}` is the whole body");
        return Err(error(member.at, what).hint("give it a `location`"));
    }
    let Some((field, _, member)) = in_body.first() else {
        let what = format!("the payload `{payload}` cannot have a `location`");
        return Err(error(*at, what).hint("it is the body"));
    };
    let field = *field;
    let body = match &fields[field].ty {
        FieldType::Blob | FieldType::String | FieldType::Enumeration(_) => Body::Raw(field),
        FieldType::ByteStream => Body::Stream {
            field,
            requires_length: context.shape(&member.shape).requires_length,
        },
        ty @ (FieldType::Structure(_)
        | FieldType::Error(_)
        | FieldType::Union(_)
        | FieldType::Document
        | FieldType::List(_)
        | FieldType::Map(_)) => Body::Payload {
            field,
            // Only a structure is what it is without members.
            or_empty: matches!(ty, FieldType::Structure(_) | FieldType::Error(_)),
        },
        FieldType::Boolean
        | FieldType::Integer
        | FieldType::Long
        | FieldType::Float
        | FieldType::Double
        | FieldType::Timestamp(_) => {
            return Err(context.unsupported(*at, "a number, boolean or timestamp as payload"));
        }
    };
    Ok((head, body))
}

/// Whether values of a type can be there.
fn fits(place: Place, ty: &FieldType) -> bool {
    let items_fit = |ty: &FieldType| match ty {
        FieldType::List(list) => !list.item.sparse && is_text(&list.item.ty),
        ty => is_text(ty),
    };
    match (place, ty) {
        (Place::Query, FieldType::Map(map)) => !map.value.sparse && items_fit(&map.value.ty),
        (Place::Query | Place::Header, ty) => items_fit(ty),
        (Place::EncodedHeader, ty) => *ty == FieldType::String,
        (Place::Headers, FieldType::Map(map)) => !map.value.sparse && is_text(&map.value.ty),
        (Place::Headers, _) => false,
        (Place::Status, ty) => *ty == FieldType::Integer,
    }
}

/// Whether values are short texts outside of bodies.
fn is_text(ty: &FieldType) -> bool {
    ty.is_scalar()
        || matches!(
            ty,
            FieldType::String | FieldType::Enumeration(_) | FieldType::Timestamp(_)
        )
}

fn unfit(context: &Context<'_>, name: &MemberName, member: &Member, place: Place) -> Error {
    let (place, hint) = match place {
        Place::Query => (
            "in the query string",
            "strings, numbers, booleans and timestamps can, lists of them, and maps to those",
        ),
        Place::Header => (
            "a header",
            "strings, numbers, booleans and timestamps can, and lists of them",
        ),
        Place::EncodedHeader => ("a header with `jsonvalue`", "strings can"),
        Place::Headers => ("several headers", "maps to strings can"),
        Place::Status => ("the status code", "integers can"),
    };
    let kind = context.shape(&member.shape).kind.name();
    let what = format!("`{name}` cannot be {place}: it is a {kind}");
    context.service.source.error(member.at, what).hint(hint)
}

/// What RFC 9110 calls a token.
fn is_header_name(name: &str) -> bool {
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(is_token)
}
