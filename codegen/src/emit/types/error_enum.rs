//! Emits the enum of modeled errors that operations and services have.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{code, deprecated, docs, ident};
use crate::plan::ir::operation::ErrorCase;

/// Emits the enum, and the traits of errors.
pub(in crate::emit) fn error_enum<'a>(
    name: &proc_macro2::Ident,
    cases: impl IntoIterator<Item = &'a ErrorCase>,
    type_docs: &TokenStream,
) -> TokenStream {
    let (mut variants, mut sources, mut displays, mut metas) = (vec![], vec![], vec![], vec![]);
    for case in cases {
        let variant = ident(&case.name);
        let docs = docs(case.docs.as_deref(), &code(&case.code));
        let deprecated = deprecated(case.deprecated.as_deref());
        variants.push(quote!(#docs #deprecated #variant(types::error::#variant)));
        sources.push(quote!(Self::#variant(inner) => Some(inner)));
        displays.push(quote!(Self::#variant(inner) => fmt::Display::fmt(inner, f)));
        metas.push(quote!(Self::#variant(inner) => inner.meta()));
    }
    quote! {
        #type_docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An error that is not modeled, or that occurred before the request was sent or after
            /// the response was received.
            #[deprecated(note = "match with a wildcard and compare `code()`: the error may be modeled later")]
            Unhandled(support_error::Unhandled),
        }
        #[allow(deprecated, reason = "only this code may match `Unhandled`")]
        impl std::error::Error for #name {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    #(#sources,)*
                    Self::Unhandled(inner) => Some(inner.source()),
                }
            }
        }
        #[allow(deprecated, reason = "only this code may match `Unhandled`")]
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#displays,)*
                    Self::Unhandled(inner) => fmt::Display::fmt(inner, f),
                }
            }
        }
        #[allow(deprecated, reason = "only this code may match `Unhandled`")]
        impl ProvideErrorMetadata for #name {
            fn meta(&self) -> &ErrorMetadata {
                match self {
                    #(#metas,)*
                    Self::Unhandled(inner) => inner.meta(),
                }
            }
        }
        impl RequestId for #name {
            fn request_id(&self) -> Option<&str> {
                ProvideErrorMetadata::meta(self).request_id()
            }
        }
    }
}
