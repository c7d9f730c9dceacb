//! Emits the files of a service that declare modules and re-export what is in them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{affixed, allow_inception, code, docs, ident};
use crate::plan::ir::Service;
use crate::plan::ir::types::{Structure, Type, TypeHeader};

/// Emits the root module of a service.
pub(super) fn root(service: &Service) -> EmittedFile {
    list(
        root_docs(service),
        root_modules(service, &TokenStream::new()),
    )
}

/// The documentation of a service.
pub(in crate::emit) fn root_docs(service: &Service) -> String {
    let title = format!("{} ({}).", service.title, service.api_version);
    match &service.docs {
        Some(docs) => format!("{title}\n\n{docs}"),
        None => title,
    }
}

/// The modules of a service, each with `attribute`, and the re-exports beside them.
pub(in crate::emit) fn root_modules(service: &Service, attribute: &TokenStream) -> TokenStream {
    let public = [
        "client",
        "config",
        "error",
        "meta",
        "operation",
        "primitives",
        "types",
    ];
    let containing = if service.at_root {
        ""
    } else {
        service.module.unraw()
    };
    let public = public.map(|name| {
        let allow = allow_inception(name, containing);
        let module = Ident::new(name, Span::call_site());
        quote!(#attribute #allow pub mod #module;)
    });
    quote! {
        #(#public)*
        #attribute
        mod service_error;

        #[doc(inline)]
        pub use client::Client;
        #[doc(inline)]
        pub use config::Config;
        pub use service_error::Error;
    }
}

/// Emits `operation`: a module for each operation.
pub(super) fn operations(service: &Service) -> EmittedFile {
    let modules = service.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let docs = docs(None, &code(&operation.wire_name));
        let allow = allow_inception(operation.module.unraw(), "operation");
        quote!(#docs #allow pub mod #module;)
    });
    let modules = quote! {
        pub use ::aws_types::request_id::RequestId;
        #(#modules)*
    };
    list("The operations.", modules)
}

/// Emits `types`: structures, unions and enums.
pub(super) fn types(service: &Service) -> EmittedFile {
    let exports = exports(service.types.iter().map(Type::header), "types");
    let modules = quote! {
        pub mod builders;
        pub mod error;
        #exports
    };
    list("Types of inputs and outputs.", modules)
}

/// Emits `types::error`: structures of modeled errors.
pub(super) fn error_types(service: &Service) -> EmittedFile {
    let exports = exports(service.errors.iter().map(|it| &it.header), "error");
    let modules = quote! {
        pub mod builders;
        #exports
    };
    list("Modeled errors of operations.", modules)
}

/// Emits `types::builders`.
pub(super) fn type_builders(service: &Service) -> EmittedFile {
    let structures = service.types.iter().filter_map(|it| match it {
        Type::Structure(it) => Some(it),
        Type::Union(_) | Type::Enumeration(_) => None,
    });
    list("Builders of the types.", builders(structures))
}

/// Emits `types::error::builders`.
pub(super) fn error_builders(service: &Service) -> EmittedFile {
    let structures = service.errors.iter();
    list("Builders of the errors.", builders(structures))
}

/// A file of modules, with its documentation.
fn list(docs: impl Into<String>, modules: TokenStream) -> EmittedFile {
    EmittedFile {
        docs: Some(docs.into()),
        modules,
        ..Default::default()
    }
}

/// The private modules of types, and their re-exports.
fn exports<'a>(headers: impl Iterator<Item = &'a TypeHeader>, parent: &str) -> TokenStream {
    let items = headers.map(|header| {
        let allow_name = allow_inception(header.module.unraw(), parent);
        let (name, module) = (ident(&header.name), ident(&header.module));
        let is_deprecated = header.deprecated.is_some();
        let allow = is_deprecated.then(|| quote!(#[allow(deprecated)]));
        (
            quote!(#allow_name mod #module;),
            quote!(#allow pub use #module::#name;),
        )
    });
    let (modules, exports): (TokenStream, TokenStream) = items.unzip();
    quote!(#modules #exports)
}

fn builders<'a>(structures: impl Iterator<Item = &'a Structure>) -> TokenStream {
    let exports = structures.map(|it| {
        let module = ident(&it.header.module);
        let builder = affixed("", &it.header.name, "Builder");
        quote!(pub use super::#module::#builder;)
    });
    exports.collect()
}
