//! The `use` items of emitted files.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};

use crate::names::Ident;
use crate::plan::ir::Service;

use super::fragments::service_path;

/// Imports from other crates: the name in emitted code, and the path. Here and below in rustfmt's
/// order.
const OF_OTHERS: [(&str, &str); 13] = [
    ("HashMap", "std::collections::HashMap"),
    ("fmt", "std::fmt"),
    ("Arc", "std::sync::Arc"),
    ("BoxError", "aws_smithy_runtime_api::box_error::BoxError"),
    (
        "Input",
        "aws_smithy_runtime_api::client::interceptors::context::Input",
    ),
    (
        "Output",
        "aws_smithy_runtime_api::client::interceptors::context::Output",
    ),
    (
        "CreateUnhandledError",
        "aws_smithy_runtime_api::client::result::CreateUnhandledError",
    ),
    (
        "ErrorMetadata",
        "aws_smithy_types::error::metadata::ErrorMetadata",
    ),
    (
        "ProvideErrorMetadata",
        "aws_smithy_types::error::metadata::ProvideErrorMetadata",
    ),
    (
        "BuildError",
        "aws_smithy_types::error::operation::BuildError",
    ),
    ("ErrorKind", "aws_smithy_types::retry::ErrorKind"),
    (
        "ProvideErrorKind",
        "aws_smithy_types::retry::ProvideErrorKind",
    ),
    ("RequestId", "aws_types::request_id::RequestId"),
];

/// Imports from the module of the service.
const OF_SERVICE: [(&str, &str); 5] = [
    ("SdkError", "error::SdkError"),
    ("UnknownVariantError", "error::UnknownVariantError"),
    ("operation", "operation"),
    ("primitives", "primitives"),
    ("types", "types"),
];

/// Imports from `support`.
pub(in crate::emit) const OF_SUPPORT: [(&str, &str); 21] = [
    ("client", "client"),
    ("codec", "codec"),
    ("endpoint_discovery", "endpoint_discovery"),
    ("endpoint_member", "endpoint_member"),
    ("support_error", "error as support_error"),
    ("error_message", "error_message"),
    ("fixed_headers", "fixed_headers"),
    ("flexible_checksum", "flexible_checksum"),
    ("host_prefix", "host_prefix"),
    ("json", "json"),
    ("json_error", "json_error"),
    ("json_rpc", "json_rpc"),
    ("long_poll", "long_poll"),
    ("member_defaults", "member_defaults"),
    ("SetMembers", "members::SetMembers"),
    ("request_compression", "request_compression"),
    ("required_checksum", "required_checksum"),
    ("rest", "rest"),
    ("tree_hash", "tree_hash"),
    ("unprotected_streams", "unprotected_streams"),
    ("unsigned_payload", "unsigned_payload"),
];

/// The `use` items that `items` need.
///
/// Emitted code names types by their module (`types::Resource`), so that only modules are imported,
/// and no type of a service can hide one of Rust's. `defined` are types that the file defines or
/// re-exports: their names are not imported. (`names::reserved` keeps types away from what their
/// own files import.)
pub(in crate::emit) fn imports(
    service: &Service,
    defined: &[&Ident],
    items: &TokenStream,
) -> TokenStream {
    let mut mentioned = HashSet::new();
    mentions(items.clone(), &mut mentioned);
    let own = service_path(service).to_string().replace(' ', "") + "::";
    let tables = [
        ("", OF_OTHERS.as_slice()),
        (&own, &OF_SERVICE),
        ("crate::support::", &OF_SUPPORT),
    ];
    let is_defined = |name: &str| defined.iter().any(|it| it.as_str() == name);
    let is_needed = |name: &str| mentioned.contains(name) && !is_defined(name);
    let needed = tables.into_iter().flat_map(|(root, table)| {
        let needed = table.iter().filter(|(name, _)| is_needed(name));
        needed.map(move |(_, path)| format!("{root}{path}"))
    });
    let needed: Vec<String> = needed.collect();
    grouped(&needed)
}

/// `use` items for paths, one for each parent: `use crate::support::{client, json};`.
fn grouped(paths: &[String]) -> TokenStream {
    let split = |path: &'_ String| -> (String, String) {
        let (parent, name) = path.rsplit_once("::").expect("a path has a parent");
        // `error as support_error` stays together.
        (parent.to_owned(), name.to_owned())
    };
    let mut parents: Vec<(String, Vec<String>)> = Vec::new();
    for (parent, name) in paths.iter().map(split) {
        match parents.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, names)) => names.push(name),
            None => parents.push((parent, vec![name])),
        }
    }
    let items = parents.iter().map(|(parent, names)| {
        let item = match names.as_slice() {
            [name] => format!("use {parent}::{name};"),
            names => format!("use {parent}::{{{}}};", names.join(", ")),
        };
        let tokens: TokenStream = item.parse().expect("it is Rust");
        tokens
    });
    items.collect()
}

/// Finds identifiers that begin a path: neither a field (`self.types`), nor a later segment, nor a
/// binding.
fn mentions(tokens: TokenStream, found: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_punct = |index: Option<usize>, c: char| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == c))
    };
    let is_enum = |index: usize| {
        let keyword = index.checked_sub(2).and_then(|it| tokens.get(it));
        matches!(keyword, Some(TokenTree::Ident(ident)) if ident == "enum")
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            // Names of variants are definitions.
            TokenTree::Group(group) if is_enum(index) => {
                let groups = group.stream().into_iter();
                let groups = groups.filter(|it| matches!(it, TokenTree::Group(_)));
                mentions(groups.collect(), found);
            }
            TokenTree::Group(group) => mentions(group.stream(), found),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let is_path = is_punct(Some(index + 1), ':') && is_punct(Some(index + 2), ':');
                let is_type = name.starts_with(|c: char| c.is_ascii_uppercase());
                let follows = is_punct(index.checked_sub(1), ':')
                    && is_punct(index.checked_sub(2), ':')
                    || is_punct(index.checked_sub(1), '.');
                if (is_path || is_type) && !follows {
                    found.insert(name);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::names::reserved;

    use super::*;

    /// Types that are imported into files of builders and errors only. The types that those define
    /// have suffixes, so that no shape and no operation can have one of these names there.
    const BESIDE_SUFFIXES: [&str; 5] = [
        "Arc",
        "CreateUnhandledError",
        "ErrorKind",
        "ProvideErrorKind",
        "SdkError",
    ];

    #[test]
    fn imported_types_are_reserved() {
        let tables = [OF_OTHERS.as_slice(), &OF_SERVICE, &OF_SUPPORT].concat();
        let names = tables.iter().map(|(name, _)| *name);
        let imported: BTreeSet<&str> = names
            .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
            .collect();
        let in_prelude = reserved::PRELUDE.iter().filter(|it| imported.contains(*it));
        let reserved: BTreeSet<&str> = reserved::TYPES
            .iter()
            .chain(&reserved::OPERATIONS)
            .chain(&BESIDE_SUFFIXES)
            .chain(in_prelude)
            .copied()
            // Not imported, but beside types and imports all the same.
            .filter(|name| !["Unhandled", "CreateUnhandled", "OPERATION"].contains(name))
            .collect();
        assert_eq!(imported, reserved);
    }
}
