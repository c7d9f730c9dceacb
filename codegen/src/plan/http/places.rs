//! Checks that values of a type can be at the place of their field.

use crate::error::{Error, Result};
use crate::model::{Member, MemberName};
use crate::plan::context::Context;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::http::HttpLocation;

/// Refuses a field whose type cannot be at its place.
pub(super) fn check(
    context: &Context<'_>,
    name: &MemberName,
    member: &Member,
    field: &Field,
) -> Result<()> {
    if can_be_at(field.location, &field.ty) {
        Ok(())
    } else {
        Err(unfit(context, name, member, field.location))
    }
}

/// Returns `true` if values of a type can be at a place.
fn can_be_at(location: HttpLocation, ty: &FieldType) -> bool {
    let is_text_or_list = |ty: &FieldType| match ty {
        FieldType::List(item) => !item.sparse && item.ty.is_text(),
        ty => ty.is_text(),
    };
    match (location, ty) {
        (HttpLocation::Query, FieldType::Map(map)) => {
            !map.value.sparse && is_text_or_list(&map.value.ty)
        }
        (HttpLocation::Query | HttpLocation::Header, ty) => is_text_or_list(ty),
        (HttpLocation::EncodedHeader, ty) => *ty == FieldType::String,
        (HttpLocation::PrefixHeaders, FieldType::Map(map)) => {
            !map.value.sparse && map.value.ty.is_text()
        }
        (HttpLocation::PrefixHeaders, _) => false,
        (HttpLocation::Status, ty) => *ty == FieldType::Integer,
        (HttpLocation::Label, ty) => ty.is_text(),
        (HttpLocation::Body, _) => true,
    }
}

fn unfit(
    context: &Context<'_>,
    name: &MemberName,
    member: &Member,
    location: HttpLocation,
) -> Error {
    const TEXTS: &str = "strings, numbers, booleans and timestamps can";
    let (place, hint) = match location {
        HttpLocation::Query => (
            "in the query string",
            format!("{TEXTS}, lists of them, and maps to those"),
        ),
        HttpLocation::Header => ("a header", format!("{TEXTS}, and lists of them")),
        HttpLocation::EncodedHeader => ("a header with `jsonvalue`", "strings can".to_owned()),
        HttpLocation::PrefixHeaders => ("several headers", "maps to strings can".to_owned()),
        HttpLocation::Status => ("the status code", "integers can".to_owned()),
        HttpLocation::Label => ("in the path", TEXTS.to_owned()),
        HttpLocation::Body => ("in the body", "every type can".to_owned()),
    };
    let kind = context.shape(&member.shape).kind.name();
    let what = format!("`{name}` cannot be {place}: it is a {kind}");
    context.service.source.error(member.at, what).hint(hint)
}
