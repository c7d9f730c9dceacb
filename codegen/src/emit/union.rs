//! Unions: values that are exactly one of several.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Service, Union};

use super::field::field_docs;
use super::fragments::{self, Prelude, affixed, deprecated, docs, ident};
use super::imports::with_imports;
use super::wire;

/// The file of a union:
///
/// ```text
/// #[derive(Clone, PartialEq, Debug)]
/// #[non_exhaustive]
/// pub enum AttributeValue { S(String), …, #[non_exhaustive] Unknown }
/// impl AttributeValue { pub fn as_s(&self) -> Result<&String, &Self> { … } pub fn is_s(&self) -> bool { … } }
/// ```
pub(super) fn file(service: &Service, union: &Union) -> TokenStream {
    let prelude = Prelude::new(union.hides_prelude);
    let items = [
        definition(union, &prelude),
        methods(union, &prelude),
        debug(union),
        wire::union(service, union, &prelude),
    ];
    let items = with_imports(&service.module, &union.name, items.into_iter().collect());
    let allow = fragments::allow_deprecated(union.touches_deprecated);
    quote!(#allow #items)
}

fn is_sensitive(union: &Union) -> bool {
    union.variants.iter().any(|it| it.sensitive)
}

fn definition(union: &Union, prelude: &Prelude) -> TokenStream {
    let name = ident(&union.name);
    let docs = docs(union.docs.as_deref(), &format!("`{name}`."));
    let deprecated_type = deprecated(union.deprecated.as_deref());
    let derives = if is_sensitive(union) {
        quote!(#[derive(Clone, PartialEq)])
    } else {
        quote!(#[derive(Clone, PartialEq, Debug)])
    };
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

fn methods(union: &Union, prelude: &Prelude) -> TokenStream {
    let (name, result) = (ident(&union.name), &prelude.result);
    let methods = union.variants.iter().zip(&union.methods).map(|(field, method)| {
        let variant = ident(&field.name);
        let (as_method, is_method) = (affixed("as_", method, ""), affixed("is_", method, ""));
        let ty = prelude.value(&field.ty);
        let as_docs = docs(
            None,
            &format!("The value of [`{variant}`](Self::{variant}), or the union if it is another variant."),
        );
        let is_docs = docs(None, &format!("Whether this is [`{variant}`](Self::{variant})."));
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
    quote! {
        impl #name {
            #(#methods)*
            /// Whether this is a variant that is newer than this code.
            pub fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown)
            }
        }
    }
}

fn debug(union: &Union) -> TokenStream {
    if !is_sensitive(union) {
        return TokenStream::new();
    }
    let name = ident(&union.name);
    let arms = union.variants.iter().map(|field| {
        let (variant, text) = (ident(&field.name), field.name.unraw());
        if field.sensitive {
quote!(Self::#variant(_) => f.debug_tuple(#text).field(&"*** Sensitive Data Redacted ***").finish(),)
} else {
quote!(Self::#variant(value) => f.debug_tuple(#text).field(value).finish(),)
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
