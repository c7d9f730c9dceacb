//! The error of an operation, and the error of the whole service.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{ErrorCase, Operation, Service};

use super::fragments::{self, affixed, deprecated, docs, ident};
use super::imports::with_imports;

/// The file of an operation's error:
///
/// ```text
/// #[non_exhaustive]
/// #[derive(Debug)]
/// pub enum RegisterContainerInstanceError { ClientException(types::error::ClientException), …, Unhandled(…) }
/// ```
pub(super) fn operation_file(service: &Service, operation: &Operation) -> TokenStream {
    let name = affixed("", &operation.name, "Error");
    let type_docs = docs(None, &format!("Why `{}` failed.", operation.name));
    let common = common(&name, &operation.errors, &type_docs);
    let is_methods = operation.errors.iter().map(|error| {
        let (variant, method) = (ident(&error.name), affixed("is_", &error.method, ""));
        let docs = docs(
            None,
            &format!("Whether this is [`{variant}`](Self::{variant})."),
        );
        quote! {
            #docs
            pub fn #method(&self) -> bool {
                matches!(self, Self::#variant(_))
            }
        }
    });
    let kinds = operation.errors.iter().filter_map(|error| {
        let variant = ident(&error.name);
        let kind = if error.retryable? {
            quote!(ThrottlingError)
        } else {
            quote!(ServerError)
        };
        Some(quote!(Self::#variant(_) => Some(ErrorKind::#kind),))
    });
    let kinds: Vec<TokenStream> = kinds.collect();
    let kind = if kinds.is_empty() {
        quote!(None)
    } else {
        quote!(match self { #(#kinds)* _ => None })
    };
    let items = quote! {
        #common
        #[allow(deprecated, reason = "only this code may make an `Unhandled`")]
        impl #name {
            /// An error that is none of the modeled ones, from its cause.
            pub fn unhandled(
                err: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
            ) -> Self {
                Self::Unhandled(support_error::Unhandled::new(err, ErrorMetadata::builder().build()))
            }
            /// An error that is none of the modeled ones, from its metadata.
            pub fn generic(err: ErrorMetadata) -> Self {
                Self::Unhandled(support_error::Unhandled::new(err.clone(), err))
            }
            /// Code, message and request id.
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
    let items = with_imports(&service.module, &operation.name, items);
    let allow = fragments::allow_deprecated(operation.touches_deprecated);
    quote!(#allow #items)
}

/// The file of the service's error: any operation's error becomes one.
pub(super) fn service_file(service: &Service) -> TokenStream {
    let mut cases: Vec<&ErrorCase> = Vec::new();
    for case in service.operations.iter().flat_map(|it| &it.errors) {
        if cases.iter().all(|known| known.name != case.name) {
            cases.push(case);
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    let name = proc_macro2::Ident::new("Error", proc_macro2::Span::call_site());
    let type_docs = docs(None, &format!("All errors of {}.", service.title));
    let common = common(&name, cases, &type_docs);
    let conversions = service.operations.iter().map(|operation| {
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
    });
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
    let items = with_imports(&service.module, &service.module, items);
    let touches_deprecated = service.operations.iter().any(|it| it.touches_deprecated);
    let allow = fragments::allow_deprecated(touches_deprecated);
    quote!(#allow #items)
}

/// The enum, and what both kinds of errors can do.
fn common<'a>(
    name: &proc_macro2::Ident,
    cases: impl IntoIterator<Item = &'a ErrorCase>,
    type_docs: &TokenStream,
) -> TokenStream {
    let (mut variants, mut sources, mut displays, mut metas) = (vec![], vec![], vec![], vec![]);
    for case in cases {
        let variant = ident(&case.name);
        let docs = docs(case.docs.as_deref(), &format!("`{}`", case.code));
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
            /// None of the above: an error that the model does not know, or one from before or after the
            /// service was asked.
            #[deprecated(note = "match with a wildcard and look at `code()`: the error may be known later")]
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
