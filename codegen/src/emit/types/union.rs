//! Emits unions: enums whose variants hold values.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{REDACTED, affixed, deprecated, derive, docs, ident};
use crate::emit::tokens::imports::imports;
use crate::emit::tokens::prelude::Prelude;
use crate::emit::wire;
use crate::plan::ir::Service;
use crate::plan::ir::types::Union;

use super::field::field_docs;
use super::serde;

/// Emits the file of a union:
///
/// ```text
/// #[derive(Clone, PartialEq, Debug)]
/// #[non_exhaustive]
/// pub enum AttributeValue { S(String), …, #[non_exhaustive] Unknown }
/// impl AttributeValue {
///     pub fn as_s(&self) -> Result<&String, &Self> { … }
///     pub fn is_s(&self) -> bool { … }
/// }
/// ```
pub(in crate::emit) fn file(service: &Service, union: &Union) -> EmittedFile {
    let header = &union.header;
    let prelude = Prelude::new(header.hides_prelude);
    let items: TokenStream = [
        definition(union, &prelude),
        methods(service, union, &prelude),
        debug(union),
        serde::union(union, &prelude),
    ]
    .into_iter()
    .collect();
    EmittedFile {
        allow_deprecated: header.touches_deprecated,
        imports: imports(service, &[&header.name], &items),
        items,
        ..Default::default()
    }
}

fn definition(union: &Union, prelude: &Prelude) -> TokenStream {
    let name = ident(&union.header.name);
    let docs = docs(union.header.docs.as_deref(), &union.header.title);
    let deprecated_type = deprecated(union.header.deprecated.as_deref());
    let usual: &[&str] = if union.is_sensitive() {
        &["Clone", "PartialEq"]
    } else {
        &["Clone", "PartialEq", "Debug"]
    };
    let derives = derive(usual, &union.header.derives);
    let variants = union.variants.iter().map(|field| {
        let (name, ty) = (ident(&field.name), prelude.boxed_value(field));
        let (docs, deprecated) = (field_docs(field), deprecated(field.deprecated.as_deref()));
        quote!(#docs #deprecated #name(#ty))
    });
    quote! {
        #docs
        #deprecated_type
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A variant that is newer than this code. It can be received, but not made or sent.
            #[non_exhaustive]
            Unknown,
        }
    }
}

/// `as_…` and `is_…` of the variants, and the methods that write and read the union.
fn methods(service: &Service, union: &Union, prelude: &Prelude) -> TokenStream {
    let (name, result) = (ident(&union.header.name), &prelude.result);
    let methods = union.variants.iter().zip(&union.methods).map(|(field, method)| {
        let variant = ident(&field.name);
        let (as_method, is_method) = (affixed("as_", method, ""), affixed("is_", method, ""));
        let ty = prelude.value(&field.ty);
        let as_docs = docs(
            None,
            &format!("Returns the value of [`{variant}`](Self::{variant}), or the union if it is another variant."),
        );
        let is_docs = docs(None, &format!("Returns `true` if this is [`{variant}`](Self::{variant})."));
        let deprecated = deprecated(field.deprecated.as_deref());
        quote! {
            #as_docs
            #deprecated
            pub fn #as_method(&self) -> #result<&#ty, &Self> {
                match self {
                    Self::#variant(value) => Ok(value),
                    _ => Err(self),
                }
            }
            #is_docs
            #deprecated
            pub fn #is_method(&self) -> bool {
                self.#as_method().is_ok()
            }
        }
    });
    let wire = wire::union(service.protocol.body, union, prelude);
    quote! {
        impl #name {
            #(#methods)*
            /// Returns `true` if this is a variant that is newer than this code.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
            #wire
        }
    }
}

fn debug(union: &Union) -> TokenStream {
    if !union.is_sensitive() {
        return TokenStream::new();
    }
    let name = ident(&union.header.name);
    let arms = union.variants.iter().map(|field| {
        let (variant, text) = (ident(&field.name), field.name.unraw());
        let (pattern, value) = if field.sensitive {
            (quote!(_), quote!(&#REDACTED))
        } else {
            (quote!(value), quote!(value))
        };
        quote! {
            Self::#variant(#pattern) => f.debug_tuple(#text).field(#value).finish(),
        }
    });
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown => f.write_str("Unknown"),
                }
            }
        }
    }
}
