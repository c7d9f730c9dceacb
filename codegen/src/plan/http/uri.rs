//! Parses the URI of an operation: a path with labels, and a query string that every request has.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::model::{self, Member, MemberName};
use crate::plan::context::Context;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::http::{HttpLocation, PathPart};
use crate::plan::ir::types::Structure;

use super::places;

/// Parses the URI into the parts of its path, and its query string.
pub(super) fn uri(
    context: &Context<'_>,
    operation: &model::Operation,
    shape: Option<&model::Structure>,
    input: &Structure,
) -> Result<(Vec<PathPart>, String)> {
    let error = |what: String| context.service.source.error(operation.http.at, what);
    check_method(&operation.http.method, &error)?;
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
                "it is sent as it is: escape the character, or make it a member with a `location`",
            ),
        );
    }
    let labels = Labels {
        context,
        shape,
        input,
        error: &error,
    };
    let parts = labels.path(path, &shown.to_string())?;
    labels.check_all_used(&parts, &shown.to_string())?;
    Ok((parts, query.to_owned()))
}

fn check_method(method: &str, error: &dyn Fn(String) -> Error) -> Result<()> {
    if method.is_empty() || method.chars().any(|c| !c.is_ascii_uppercase()) {
        let method = method.escape_debug();
        return Err(
            error(format!("`{method}` is not an HTTP method")).hint("methods are GET, POST …")
        );
    }
    Ok(())
}

/// The members of an input that labels of the path can name.
struct Labels<'a> {
    context: &'a Context<'a>,
    shape: Option<&'a model::Structure>,
    input: &'a Structure,
    /// Makes an error about the URI.
    error: &'a dyn Fn(String) -> Error,
}

impl<'a> Labels<'a> {
    /// Parses a path: literal text, and labels in braces.
    fn path(&self, path: &str, shown: &str) -> Result<Vec<PathPart>> {
        let error = self.error;
        let mut parts = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let (text, label) = match rest.split_once('{') {
                None => (rest, None),
                Some((text, after)) => (text, Some(after)),
            };
            if let Some(c) = text.chars().find(|c| !is_literal(*c)) {
                return Err(error(format!("the path of `{shown}` cannot have {c:?}"))
                    .hint("it is sent as it is: escape the character"));
            }
            if !text.is_empty() {
                parts.push(PathPart::Literal(text.to_owned()));
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
            let field = self.field(name)?;
            parts.push(PathPart::Label { field, greedy });
            rest = after;
        }
        Ok(parts)
    }

    /// Members in the path, with their positions.
    fn members(&self) -> impl Iterator<Item = (usize, &'a MemberName, &'a Member)> {
        let members = self.shape.into_iter().flat_map(|it| &it.members);
        let members = members.enumerate();
        let fields = &self.input.fields;
        members
            .filter(|(index, _)| fields[*index].location == HttpLocation::Label)
            .map(|(index, (name, member))| (index, name, member))
    }

    /// The field that a label names.
    fn field(&self, label: &str) -> Result<usize> {
        let fields = &self.input.fields;
        let source = &self.context.service.source;
        let mut found = self
            .members()
            .filter(|(index, ..)| fields[*index].key == label);
        let Some((index, name, member)) = found.next() else {
            let known = self.members().map(|(index, ..)| fields[index].key.as_str());
            let what = format!("no member for the label `{}`", label.escape_debug());
            return Err((self.error)(what).hint(crate::nearest::hint(label, known)));
        };
        if let Some((_, other, second)) = found.next() {
            let what = format!("`{name}` and `{other}` are for the same label");
            let error = source.error(second.at, what);
            return Err(error.hint("give one of them another `locationName`"));
        }
        places::check(self.context, name, member, &fields[index])?;
        Ok(index)
    }

    /// Refuses a member in the path that no label names.
    fn check_all_used(&self, parts: &[PathPart], shown: &str) -> Result<()> {
        let is_used = |index: usize| {
            let mut parts = parts.iter();
            parts.any(|part| matches!(part, PathPart::Label { field, .. } if *field == index))
        };
        match self.members().find(|(index, ..)| !is_used(*index)) {
            None => Ok(()),
            Some((index, name, member)) => {
                let key = &self.input.fields[index].key;
                let what = format!("`{name}` is part of the path, which has no label `{key}`");
                let error = self.context.service.source.error(member.at, what);
                Err(error.hint(format!("the URI is `{shown}`")))
            }
        }
    }
}

/// Refuses a key that the query string would have twice.
pub(super) fn unique_keys(
    context: &Context<'_>,
    shape: Option<&model::Structure>,
    query: &str,
    head: &[usize],
    fields: &[Field],
) -> Result<()> {
    let literal = query.split('&').filter(|it| !it.is_empty());
    let literal = literal.map(|it| it.split_once('=').map_or(it, |(key, _)| key));
    let mut keys: HashSet<&str> = literal.collect();
    let is_named = |field: &Field| {
        field.location == HttpLocation::Query && !matches!(field.ty, FieldType::Map(_))
    };
    for index in head.iter().filter(|index| is_named(&fields[**index])) {
        let key = &fields[*index].key;
        if !keys.insert(key) {
            let members = shape.map(|it| &it.members);
            let (_, member) = members
                .and_then(|it| it.get_index(*index))
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

/// Returns `true` if a character stands for itself in paths and query strings: RFC 3986, and
/// escapes.
fn is_literal(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c)
}
