//! Types as emitted code names them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::names;
use crate::plan::ir::field::{Field, FieldType, Item};

use super::fragments::ident;

/// Names of Rust's prelude. They are short, unless the type that the file defines has such a name
/// itself: then they are whole paths.
pub(in crate::emit) struct Prelude {
    pub(in crate::emit) option: TokenStream,
    pub(in crate::emit) string: TokenStream,
    pub(in crate::emit) vec: TokenStream,
    pub(in crate::emit) boxed: TokenStream,
    pub(in crate::emit) hash_map: TokenStream,
    pub(in crate::emit) result: TokenStream,
    pub(in crate::emit) into: TokenStream,
    pub(in crate::emit) from: TokenStream,
    pub(in crate::emit) as_ref: TokenStream,
    is_hidden: bool,
}

impl Prelude {
    pub(in crate::emit) fn new(is_hidden: bool) -> Self {
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
                as_ref: quote!(std::convert::AsRef),
                is_hidden,
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
                as_ref: quote!(AsRef),
                is_hidden,
            }
        }
    }

    /// The expression for the default value of a type.
    pub(in crate::emit) fn default_of(&self, ty: &Ident) -> TokenStream {
        if self.is_hidden {
            quote!(<#ty as std::default::Default>::default())
        } else {
            quote!(#ty::default())
        }
    }

    /// The type of a value.
    pub(in crate::emit) fn value(&self, ty: &FieldType) -> TokenStream {
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
            FieldType::List(item) => {
                let item = self.item(item);
                quote!(#vec<#item>)
            }
            FieldType::Map(map) => {
                let (key, value) = (self.value(&map.key), self.item(&map.value));
                quote!(#hash_map<#key, #value>)
            }
        }
    }

    /// The type of a list's items or a map's values.
    pub(in crate::emit) fn item(&self, item: &Item) -> TokenStream {
        let (value, option) = (self.value(&item.ty), &self.option);
        if item.sparse {
            quote!(#option<#value>)
        } else {
            value
        }
    }

    /// The type of a field's value, in a `Box` if the field is boxed.
    pub(in crate::emit) fn boxed_value(&self, field: &Field) -> TokenStream {
        let (value, boxed) = (self.value(&field.ty), &self.boxed);
        if field.boxed {
            quote!(#boxed<#value>)
        } else {
            value
        }
    }

    /// The type of a field in its structure.
    pub(in crate::emit) fn field(&self, field: &Field) -> TokenStream {
        let (value, option) = (self.boxed_value(field), &self.option);
        if field.optional {
            quote!(#option<#value>)
        } else {
            value
        }
    }
}

/// `types::Resource` or `types::error::ClientException`.
pub(in crate::emit) fn type_path(ty: &FieldType, name: &names::Ident) -> TokenStream {
    let name = ident(name);
    match ty {
        FieldType::Error(_) => quote!(types::error::#name),
        _ => quote!(types::#name),
    }
}
