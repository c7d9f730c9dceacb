//! Emits the error of a service: any operation's error becomes one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{affixed, docs, ident};
use crate::emit::tokens::imports::imports;
use crate::emit::types::error_enum::error_enum;
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;

/// Emits the file of a service's error:
///
/// ```text
/// pub enum Error { ClientException(types::error::ClientException), …, Unhandled(…) }
/// impl From<operation::…::RegisterContainerInstanceError> for Error { … }
/// ```
pub(super) fn file(service: &Service) -> EmittedFile {
    let name = Ident::new("Error", Span::call_site());
    let type_docs = docs(
        None,
        &format!("Error of any operation of {}.", service.title),
    );
    let common = error_enum(&name, &service.error_cases, &type_docs);
    let conversions = service.operations.iter().map(conversion);
    let items = quote! {
        #common
        #[allow(deprecated, reason = "only this code may make an `Unhandled`")]
        impl Error {
            fn from_unhandled(inner: support_error::Unhandled) -> Self {
                Self::Unhandled(inner)
            }
        }
        impl From<BuildError> for Error {
            fn from(error: BuildError) -> Self {
                Self::from_unhandled(support_error::Unhandled::new(error, ErrorMetadata::builder().build()))
            }
        }
        impl<E, R> From<SdkError<E, R>> for Error
        where
            E: std::error::Error + ProvideErrorMetadata + Into<Self> + Send + Sync + 'static,
            R: Send + Sync + fmt::Debug + 'static,
        {
            fn from(error: SdkError<E, R>) -> Self {
                match error {
                    SdkError::ServiceError(context) => context.into_err().into(),
                    error => {
                        let meta = error.meta().clone();
                        Self::from_unhandled(support_error::Unhandled::new(error, meta))
                    }
                }
            }
        }
        #(#conversions)*
    };
    EmittedFile {
        allow_deprecated: service.touches_deprecated,
        imports: imports(service, &[], &items),
        items,
        ..Default::default()
    }
}

/// The conversion of an operation's error.
fn conversion(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    let error = affixed("", &operation.name, "Error");
    let error = quote!(operation::#module::#error);
    let arms = operation.errors.iter().map(|case| {
        let variant = ident(&case.name);
        quote!(#error::#variant(inner) => Self::#variant(inner),)
    });
    quote! {
        #[allow(deprecated, reason = "only this code may match `Unhandled`")]
        impl From<#error> for Error {
            fn from(error: #error) -> Self {
                match error {
                    #(#arms)*
                    #error::Unhandled(inner) => Self::Unhandled(inner),
                }
            }
        }
    }
}
