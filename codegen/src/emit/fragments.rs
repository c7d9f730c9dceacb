//! One concept, one fragment: names, documentation and types as they are written everywhere.

use proc_macro2::{Ident, Span, TokenStream};
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

/// A link of the documentation to a type. To what `derive` takes as well, it has to say that it means the type.
pub(super) fn link(name: &plan::Ident) -> String {
    const DERIVED: [&str; 9] = [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    if DERIVED.contains(&name.as_str()) {
        format!("[`{name}`](struct@{name})")
    } else {
        format!("[`{name}`]")
    }
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
    if module == containing {
        quote!(#[allow(clippy::module_inception, reason = "the model calls it so")])
    } else {
        TokenStream::new()
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
        if is_hidden {
            Self {
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
            }
        } else {
            Self {
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
            }
        }
    }

    /// The default value of a type that has one.
    pub(super) fn default_of(&self, ty: &Ident) -> TokenStream {
        if self.is_hidden {
            quote!(<#ty as std::default::Default>::default())
        } else {
            quote!(#ty::default())
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
        if item.sparse {
            quote!(#option<#value>)
        } else {
            value
        }
    }

    /// The type of a field's value, in a box if it needs one.
    pub(super) fn boxed_value(&self, field: &Field) -> TokenStream {
        let (value, boxed) = (self.value(&field.ty), &self.boxed);
        if field.boxed {
            quote!(#boxed<#value>)
        } else {
            value
        }
    }

    /// The type of a field in its structure.
    pub(super) fn field(&self, field: &Field) -> TokenStream {
        let (value, option) = (self.boxed_value(field), &self.option);
        if field.optional {
            quote!(#option<#value>)
        } else {
            value
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

/// `#![allow(deprecated)]` for a file that cannot do without what is deprecated.
pub(super) fn allow_deprecated(is_needed: bool) -> TokenStream {
    if is_needed {
        quote!(#![allow(deprecated, reason = "what is deprecated still works")])
    } else {
        TokenStream::new()
    }
}

/// A string literal of anything that can be shown.
pub(super) fn literal(text: impl std::fmt::Display) -> TokenStream {
    text.to_string().to_token_stream()
}
