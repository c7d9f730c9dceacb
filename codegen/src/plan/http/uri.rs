//! The URI of an operation: a path with labels, and what is always in its query string.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::{self, Location, Member, MemberName};

use super::super::context::Context;
use super::super::members::{Field, FieldType};
use super::super::types::{Role, Structure};
use super::{Bound, PathPart, Place, is_text, location};

/// The parts of the path, and the query string.
pub(super) fn uri(
    context: &Context<'_>,
    operation: &model::Operation,
    shape: Option<&model::Structure>,
    input: &Structure,
) -> Result<(Vec<PathPart>, String)> {
    let error = |what: String| context.service.source.error(operation.http.at, what);
    let method = operation.http.method.as_str();
    if method.is_empty() || method.chars().any(|c| !c.is_ascii_uppercase()) {
        let method = method.escape_debug();
        return Err(error(format!("`{method}` is no HTTP method")).hint("methods are GET, POST …"));
    }
    let uri = operation.http.request_uri.as_str();
    let shown = uri.escape_debug();
    if !uri.starts_with('/') {
        return Err(
            error(format!("the URI `{shown}` does not begin with a slash"))
                .hint("it is a path, perhaps with a query string"),
        );
    }
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    if let Some(c) = query.chars().find(|c| !is_literal(*c) && *c != '?') {
        return Err(
            error(format!("the query string of `{shown}` cannot have {c:?}")).hint(
                "it is sent as it is; members in it are told by `location`, what else would need \
                 an escape is escaped",
            ),
        );
    }
    let mut parts = Vec::new();
    let mut rest = path;
    let mut labels: HashSet<&str> = HashSet::new();
    while !rest.is_empty() {
        let (text, label) = match rest.split_once('{') {
            None => (rest, None),
            Some((text, after)) => (text, Some(after)),
        };
        if let Some(c) = text.chars().find(|c| !is_literal(*c)) {
            return Err(error(format!("the path of `{shown}` cannot have {c:?}"))
                .hint("it is sent as it is: what would need an escape is escaped"));
        }
        if !text.is_empty() {
            parts.push(PathPart::Text(text.to_owned()));
        }
        let Some(label) = label else { break };
        let Some((label, after)) = label.split_once('}') else {
            return Err(error(format!("a brace of `{shown}` is not closed"))
                .hint("a label stands in braces, as in `/functions/{name}`"));
        };
        let (name, greedy) = match label.strip_suffix('+') {
            Some(name) => (name, true),
            None => (label, false),
        };
        let field = label_field(context, (shape, input), name, &error)?;
        labels.insert(name);
        parts.push(PathPart::Label { field, greedy });
        rest = after;
    }
    for (index, (name, member)) in of_uri(context, shape) {
        let key = &input.fields[index].key;
        if !labels.contains(key.as_str()) {
            let what = format!("`{name}` is part of the path, which has no label `{key}`");
            return Err(context
                .service
                .source
                .error(member.at, what)
                .hint(format!("the URI is `{shown}`")));
        }
    }
    Ok((parts, query.to_owned()))
}

/// Members in the path, with their positions.
fn of_uri<'a>(
    context: &'a Context<'_>,
    shape: Option<&'a model::Structure>,
) -> impl Iterator<Item = (usize, (&'a MemberName, &'a Member))> {
    let members = shape.into_iter().flat_map(|it| &it.members).enumerate();
    members.filter(|(_, (_, member))| location(context, Role::Input, member) == Some(Location::Uri))
}

/// The field that a label stands for.
fn label_field(
    context: &Context<'_>,
    (shape, input): (Option<&model::Structure>, &Structure),
    label: &str,
    error: &dyn Fn(String) -> Error,
) -> Result<usize> {
    let mut found = of_uri(context, shape).filter(|(index, _)| input.fields[*index].key == label);
    let Some((index, (name, member))) = found.next() else {
        let known = of_uri(context, shape).map(|(index, _)| input.fields[index].key.as_str());
        let shown = label.escape_debug();
        return Err(error(format!("no member stands for the label `{shown}`"))
            .hint(crate::nearest::hint(label, known)));
    };
    if let Some((_, (other, second))) = found.next() {
        let what = format!("`{name}` and `{other}` stand for the same label");
        return Err(context
            .service
            .source
            .error(second.at, what)
            .hint("give one of them another `locationName`"));
    }
    if !is_text(&input.fields[index].ty) {
        let kind = context.shape(&member.shape).kind.name();
        let what = format!("`{name}` cannot be in the path: it is a {kind}");
        return Err(context
            .service
            .source
            .error(member.at, what)
            .hint("strings, numbers, booleans and timestamps can"));
    }
    Ok(index)
}

/// No key of the query string may be given twice.
pub(super) fn unique_keys(
    context: &Context<'_>,
    shape: Option<&model::Structure>,
    query: &str,
    head: &[Bound],
    fields: &[Field],
) -> Result<()> {
    let literal = query.split('&').filter(|it| !it.is_empty());
    let literal = literal.map(|it| it.split_once('=').map_or(it, |(key, _)| key));
    let mut keys: HashSet<&str> = literal.collect();
    let is_named = |it: &&Bound| {
        let is_map = matches!(fields[it.field].ty, FieldType::Map(_));
        it.place == Place::Query && !is_map
    };
    for bound in head.iter().filter(is_named) {
        let key = &fields[bound.field].key;
        if !keys.insert(key) {
            let members = shape.map(|it| &it.members);
            let (_, member) = members
                .and_then(|it| it.get_index(bound.field))
                .expect("each of these fields has its member");
            return Err(context
                .service
                .source
                .error(
                    member.at,
                    format!("the query string has two values of `{key}`"),
                )
                .hint("give the member another `locationName`"));
        }
    }
    Ok(())
}

/// What stands for itself in paths and query strings: RFC 3986, and escapes.
fn is_literal(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c)
}
