//! One concept, one fragment: names, documentation, types and imports as they are written everywhere.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::plan::{self, Field, FieldType, Item};

/// The name of a JSON reader's or writer's module, and so on for other formats.
pub(super) fn body_module(format: plan::BodyFormat) -> TokenStream {
    match format {
        plan::BodyFormat::Json => quote!(json),
    }
}

/// An identifier of the plan as a token.
pub(super) fn ident(name: &plan::Ident) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name.as_str(), Span::call_site()),
    }
}

/// An identifier made of a plan's one and what is around it.
pub(super) fn affixed(prefix: &str, name: &plan::Ident, suffix: &str) -> Ident {
    ident(&name.affixed(prefix, suffix))
}

/// `///` lines: Markdown if there is any, else `fallback`.
pub(super) fn docs(text: Option<&str>, fallback: &str) -> TokenStream {
    text.unwrap_or(fallback)
        .lines()
        .map(|line| {
            let line = match line.trim_end().replace('\t', "    ") {
                line if line.is_empty() => line,
                line => format!(" {line}"),
            };
            quote!(#[doc = #line])
        })
        .collect()
}

/// `#[deprecated]`
pub(super) fn deprecated(reason: Option<&str>) -> TokenStream {
    match reason {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(reason) => quote!(#[deprecated(note = #reason)]),
    }
}

/// `#[allow]` for a method that is called like one of a trait or a constructor, as its member is.
pub(super) fn allow_name(name: &plan::Ident) -> TokenStream {
    const OF_TRAITS: [&str; 14] = [
        "add", "as_ref", "bitand", "bitor", "bitxor", "borrow", "clone", "deref", "div", "mul",
        "rem", "shl", "shr", "sub",
    ];
    let reason = "the member is called so";
    match name.as_str() {
        "new" => quote!(#[allow(clippy::new_ret_no_self, reason = #reason)]),
        name if OF_TRAITS.contains(&name) => {
            quote!(#[allow(clippy::should_implement_trait, reason = #reason)])
        }
        _ => TokenStream::new(),
    }
}

/// `#[allow]` for a module that is called like the one that it is in, as its shape or operation is.
pub(super) fn allow_inception(module: &str, containing: &str) -> TokenStream {
    match module == containing {
        true => quote!(#[allow(clippy::module_inception, reason = "the model calls it so")]),
        false => TokenStream::new(),
    }
}

/// Names of Rust's prelude, written so that they mean that.
///
/// They are short, unless the type that the file is about has such a name itself.
pub(super) struct Prelude {
    pub(super) option: TokenStream,
    pub(super) string: TokenStream,
    pub(super) vec: TokenStream,
    pub(super) boxed: TokenStream,
    pub(super) hash_map: TokenStream,
    pub(super) result: TokenStream,
    pub(super) into: TokenStream,
    pub(super) from: TokenStream,
    is_hidden: bool,
    pub(super) as_ref: TokenStream,
}

impl Prelude {
    pub(super) fn new(is_hidden: bool) -> Self {
        match is_hidden {
            false => Self {
                option: quote!(Option),
                string: quote!(String),
                vec: quote!(Vec),
                boxed: quote!(Box),
                hash_map: quote!(HashMap),
                result: quote!(Result),
                into: quote!(Into),
                from: quote!(From),
                is_hidden,
                as_ref: quote!(AsRef),
            },
            true => Self {
                option: quote!(std::option::Option),
                string: quote!(std::string::String),
                vec: quote!(std::vec::Vec),
                boxed: quote!(std::boxed::Box),
                hash_map: quote!(std::collections::HashMap),
                result: quote!(std::result::Result),
                into: quote!(std::convert::Into),
                from: quote!(std::convert::From),
                is_hidden,
                as_ref: quote!(std::convert::AsRef),
            },
        }
    }

    /// The default value of a type that has one.
    pub(super) fn default_of(&self, ty: &Ident) -> TokenStream {
        match self.is_hidden {
            false => quote!(#ty::default()),
            true => quote!(<#ty as std::default::Default>::default()),
        }
    }

    /// The type of a value.
    pub(super) fn value(&self, ty: &FieldType) -> TokenStream {
        let Self {
            string,
            vec,
            hash_map,
            ..
        } = self;
        match ty {
            FieldType::Boolean => quote!(bool),
            FieldType::Integer => quote!(i32),
            FieldType::Long => quote!(i64),
            FieldType::Float => quote!(f32),
            FieldType::Double => quote!(f64),
            FieldType::String => quote!(#string),
            FieldType::Blob => quote!(primitives::Blob),
            FieldType::ByteStream => quote!(primitives::ByteStream),
            FieldType::Timestamp(_) => quote!(primitives::DateTime),
            FieldType::Document => quote!(aws_smithy_types::Document),
            FieldType::Enumeration(name)
            | FieldType::Structure(name)
            | FieldType::Union(name)
            | FieldType::Error(name) => type_path(ty, name),
            FieldType::List(list) => {
                let item = self.item(&list.item);
                quote!(#vec<#item>)
            }
            FieldType::Map(map) => {
                let (key, value) = (self.value(&map.key), self.item(&map.value));
                quote!(#hash_map<#key, #value>)
            }
        }
    }

    /// The type of what a list or map holds.
    pub(super) fn item(&self, item: &Item) -> TokenStream {
        let (value, option) = (self.value(&item.ty), &self.option);
        match item.sparse {
            true => quote!(#option<#value>),
            false => value,
        }
    }

    /// The type of a field's value, in a box if it needs one.
    pub(super) fn boxed_value(&self, field: &Field) -> TokenStream {
        let (value, boxed) = (self.value(&field.ty), &self.boxed);
        match field.boxed {
            true => quote!(#boxed<#value>),
            false => value,
        }
    }

    /// The type of a field in its structure.
    pub(super) fn field(&self, field: &Field) -> TokenStream {
        let (value, option) = (self.boxed_value(field), &self.option);
        match field.optional {
            true => quote!(#option<#value>),
            false => value,
        }
    }
}

/// `types::Resource` or `types::error::ClientException`.
pub(super) fn type_path(ty: &FieldType, name: &plan::Ident) -> TokenStream {
    let name = ident(name);
    match ty {
        FieldType::Error(_) => quote!(types::error::#name),
        _ => quote!(types::#name),
    }
}

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
    let module = ident(module);
    // In rustfmt's order: std, other crates, this crate.
    let known = [
        (
            "HashMap",
            quote!(
                use std::collections::HashMap;
            ),
        ),
        (
            "fmt",
            quote!(
                use std::fmt;
            ),
        ),
        (
            "Arc",
            quote!(
                use std::sync::Arc;
            ),
        ),
        (
            "BoxError",
            quote!(
                use aws_smithy_runtime_api::box_error::BoxError;
            ),
        ),
        (
            "Input",
            quote!(
                use aws_smithy_runtime_api::client::interceptors::context::Input;
            ),
        ),
        (
            "Output",
            quote!(
                use aws_smithy_runtime_api::client::interceptors::context::Output;
            ),
        ),
        (
            "CreateUnhandledError",
            quote!(
                use aws_smithy_runtime_api::client::result::CreateUnhandledError;
            ),
        ),
        (
            "ErrorMetadata",
            quote!(
                use aws_smithy_types::error::metadata::ErrorMetadata;
            ),
        ),
        (
            "ProvideErrorMetadata",
            quote!(
                use aws_smithy_types::error::metadata::ProvideErrorMetadata;
            ),
        ),
        (
            "BuildError",
            quote!(
                use aws_smithy_types::error::operation::BuildError;
            ),
        ),
        (
            "ErrorKind",
            quote!(
                use aws_smithy_types::retry::ErrorKind;
            ),
        ),
        (
            "ProvideErrorKind",
            quote!(
                use aws_smithy_types::retry::ProvideErrorKind;
            ),
        ),
        (
            "RequestId",
            quote!(
                use aws_types::request_id::RequestId;
            ),
        ),
        ("SdkError", quote!(use crate::#module::error::SdkError;)),
        (
            "UnknownVariantError",
            quote!(use crate::#module::error::UnknownVariantError;),
        ),
        ("operation", quote!(use crate::#module::operation;)),
        ("primitives", quote!(use crate::#module::primitives;)),
        ("types", quote!(use crate::#module::types;)),
        (
            "client",
            quote!(
                use crate::support::client;
            ),
        ),
        (
            "endpoint_discovery",
            quote!(
                use crate::support::endpoint_discovery;
            ),
        ),
        (
            "support_error",
            quote!(
                use crate::support::error as support_error;
            ),
        ),
        (
            "host_prefix",
            quote!(
                use crate::support::host_prefix;
            ),
        ),
        (
            "json",
            quote!(
                use crate::support::json;
            ),
        ),
        (
            "json_rpc",
            quote!(
                use crate::support::json_rpc;
            ),
        ),
        (
            "request_checksum",
            quote!(
                use crate::support::request_checksum;
            ),
        ),
        (
            "request_compression",
            quote!(
                use crate::support::request_compression;
            ),
        ),
        (
            "rest",
            quote!(
                use crate::support::rest;
            ),
        ),
        (
            "SetMembers",
            quote!(
                use crate::support::members::SetMembers;
            ),
        ),
        (
            "unsigned_payload",
            quote!(
                use crate::support::unsigned_payload;
            ),
        ),
    ];
    let mut mentioned = std::collections::HashSet::new();
    mentions(items.clone(), &mut mentioned);
    let imports = known
        .iter()
        .filter(|(name, _)| mentioned.contains(*name) && *name != defined.as_str())
        .map(|(_, import)| import);
    quote! {
        #(#imports)*
        #items
    }
}

/// Identifiers that begin a path: neither a field's (`self.types`), nor a later segment, nor a
/// binding's.
fn mentions(tokens: TokenStream, found: &mut std::collections::HashSet<String>) {
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

/// `#![allow(deprecated)]` for a file that cannot do without what is deprecated.
pub(super) fn allow_deprecated(is_needed: bool) -> TokenStream {
    match is_needed {
        true => quote!(#![allow(deprecated, reason = "what is deprecated still works")]),
        false => TokenStream::new(),
    }
}

/// A string literal of anything that can be shown.
pub(super) fn literal(text: impl std::fmt::Display) -> TokenStream {
    text.to_string().to_token_stream()
}
