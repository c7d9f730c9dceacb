//! Emits the error of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{affixed, docs, ident};
use crate::emit::tokens::imports::imports;
use crate::emit::types::error_enum::error_enum;
use crate::plan::ir::Service;
use crate::plan::ir::operation::{ErrorCase, Operation};

/// Emits the file of an operation's error:
///
/// ```text
/// #[non_exhaustive]
/// #[derive(Debug)]
/// pub enum RegisterContainerInstanceError {
///     ClientException(types::error::ClientException),
///     …,
///     Unhandled(…),
/// }
/// ```
pub(super) fn file(service: &Service, operation: &Operation) -> EmittedFile {
    let name = affixed("", &operation.name, "Error");
    let type_docs = docs(None, &format!("Error of `{}`.", operation.name));
    let common = error_enum(&name, &operation.errors, &type_docs);
    let is_methods = operation.errors.iter().map(is_method);
    let kind = retryable_kind(&operation.errors);
    let items = quote! {
        #common
        #[allow(deprecated, reason = "only this code may make an `Unhandled`")]
        impl #name {
            /// Creates an unmodeled error from its cause.
            pub fn unhandled(
                err: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
            ) -> Self {
                Self::Unhandled(support_error::Unhandled::new(err, ErrorMetadata::builder().build()))
            }
            /// Creates an unmodeled error from its metadata.
            pub fn generic(err: ErrorMetadata) -> Self {
                Self::Unhandled(support_error::Unhandled::new(err.clone(), err))
            }
            /// Returns the error metadata: code, message and request ID.
            pub fn meta(&self) -> &ErrorMetadata {
                ProvideErrorMetadata::meta(self)
            }
            #(#is_methods)*
        }
        #[allow(deprecated, reason = "only this code may make an `Unhandled`")]
        impl CreateUnhandledError for #name {
            fn create_unhandled_error(
                source: Box<dyn std::error::Error + Send + Sync + 'static>,
                meta: Option<ErrorMetadata>,
            ) -> Self {
                Self::Unhandled(support_error::Unhandled::new(source, meta.unwrap_or_default()))
            }
        }
        impl ProvideErrorKind for #name {
            fn code(&self) -> Option<&str> {
                ProvideErrorMetadata::code(self)
            }
            fn retryable_error_kind(&self) -> Option<ErrorKind> {
                #kind
            }
        }
    };
    EmittedFile {
        allow_deprecated: operation.touches_deprecated,
        imports: imports(service, &[&operation.name.affixed("", "Error")], &items),
        items,
        ..Default::default()
    }
}

/// `is_client_exception`
fn is_method(error: &ErrorCase) -> TokenStream {
    let (variant, method) = (ident(&error.name), affixed("is_", &error.method, ""));
    let docs = docs(
        None,
        &format!("Returns `true` if this is [`{variant}`](Self::{variant})."),
    );
    quote! {
        #docs
        pub fn #method(&self) -> bool {
            matches!(self, Self::#variant(_))
        }
    }
}

/// The kind of errors that are worth another attempt, by the `retryable` trait.
fn retryable_kind(errors: &[ErrorCase]) -> TokenStream {
    let kinds = errors.iter().filter_map(|error| {
        let variant = ident(&error.name);
        let kind = if error.retryable? {
            quote!(ThrottlingError)
        } else {
            quote!(ServerError)
        };
        Some(quote!(Self::#variant(_) => Some(ErrorKind::#kind),))
    });
    let kinds: Vec<TokenStream> = kinds.collect();
    if kinds.is_empty() {
        quote!(None)
    } else {
        quote!(match self { #(#kinds)* _ => None })
    }
}
