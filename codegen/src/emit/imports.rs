//! The `use` lines of emitted files.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::plan;

/// What is imported from outside of the crate: its name in emitted code, and its path. Here and below in rustfmt's
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

/// What is imported from the module of the service.
const OF_SERVICE: [(&str, &str); 5] = [
    ("SdkError", "error::SdkError"),
    ("UnknownVariantError", "error::UnknownVariantError"),
    ("operation", "operation"),
    ("primitives", "primitives"),
    ("types", "types"),
];

/// What is imported from `support`.
const OF_SUPPORT: [(&str, &str); 13] = [
    ("client", "client"),
    ("codec", "codec"),
    ("endpoint_discovery", "endpoint_discovery"),
    ("support_error", "error as support_error"),
    ("flexible_checksum", "flexible_checksum"),
    ("host_prefix", "host_prefix"),
    ("json", "json"),
    ("json_rpc", "json_rpc"),
    ("SetMembers", "members::SetMembers"),
    ("request_checksum", "request_checksum"),
    ("request_compression", "request_compression"),
    ("rest", "rest"),
    ("unsigned_payload", "unsigned_payload"),
];

/// The `use` lines that `items` need, before `items`.
///
/// Emitted code names types by their module (`types::Resource`), so that only modules are imported and
/// no type of a service can hide one of Rust's. `defined` is the type that the items define: its name
/// is not imported. (`plan` keeps types away from the names that their own files import.)
pub(super) fn with_imports(
    module: &plan::Ident,
    defined: &plan::Ident,
    items: TokenStream,
) -> TokenStream {
    let mut mentioned = HashSet::new();
    mentions(items.clone(), &mut mentioned);
    let own = format!("crate::{}::", module.as_str());
    let tables = [
        ("", OF_OTHERS.as_slice()),
        (&own, &OF_SERVICE),
        ("crate::support::", &OF_SUPPORT),
    ];
    let imports = tables.into_iter().flat_map(|(root, table)| {
        let needed = table
            .iter()
            .filter(|(name, _)| mentioned.contains(*name) && *name != defined.as_str());
        needed.map(move |(_, path)| {
            let import: TokenStream = format!("use {root}{path};").parse().expect("it is Rust");
            import
        })
    });
    quote! {
        #(#imports)*
        #items
    }
}

/// Identifiers that begin a path: neither a field's (`self.types`), nor a later segment, nor a
/// binding's.
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
            // The names of variants are new ones.
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
