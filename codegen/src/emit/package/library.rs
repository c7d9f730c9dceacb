//! Emits `src/lib.rs`, and the list of modules for a crate that includes the generated one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::components::rows;
use crate::emit::service::modules;
use crate::emit::tokens::file::{EmittedFile, File};
use crate::emit::tokens::fragments::ident;
use crate::plan::ir::{Crate, Service};

/// Path of [`modules`] in the crate. No module's file can have it, because of the hyphen.
pub(crate) const MODULES_PATH: &str = "src/all-modules.rs";

/// Emits `src/lib.rs`.
pub(in crate::emit) fn library(crate_: &Crate) -> File<'_> {
    File::rust("src/lib.rs", || {
        let (docs, modules) = match crate_.service_at_root() {
            Some(service) => (service_docs(crate_, service), service_modules(service)),
            None => (docs(crate_), feature_modules(crate_)),
        };
        EmittedFile {
            docs: Some(docs),
            attributes: quote! {
                #![forbid(unsafe_code)]
                #![deny(missing_docs)]
            },
            modules,
            ..Default::default()
        }
    })
}

/// A module for each service, below its Cargo feature.
fn feature_modules(crate_: &Crate) -> TokenStream {
    let modules = crate_.services.iter().map(|service| {
        let (module, feature) = (ident(&service.module), service.module.unraw());
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    let features: Vec<&str> = crate_.services.iter().map(|it| it.module.unraw()).collect();
    let any = match features.as_slice() {
        [feature] => quote!(feature = #feature),
        features => quote!(any(#(feature = #features),*)),
    };
    quote! {
        #[cfg(#any)]
        #[rustfmt::skip]
        mod support;
        #(#modules)*
    }
}

/// The modules of the only service.
fn service_modules(service: &Service) -> TokenStream {
    let skip = quote!(#[rustfmt::skip]);
    let modules = modules::root_modules(service, &skip);
    quote! {
        #skip
        mod support;
        #modules
    }
}

fn docs(crate_: &Crate) -> String {
    let titles: Vec<String> = crate_
        .services
        .iter()
        // Without a colon: `[ecs]: ECS` would define a link.
        .map(|it| format!("- [`{0}`] is {1}", it.module.unraw(), it.title))
        .collect();
    let features = rows(&crate_.components).filter_map(|row| row.feature);
    let features: String = features.map(|it| format!("\n\n{}", it.docs)).collect();
    format!(
        "Clients for AWS services, with the operations that this crate's users call.\n\n\
         Each service is a module and a Cargo feature:\n\n{}\n\n\
         The API is the one of `aws-sdk-rust`: `use {}::{} as aws_sdk_{};`.{features}",
        titles.join("\n"),
        crate_.package.library,
        crate_.services[0].module.unraw(),
        crate_.services[0].module.unraw(),
    )
}

fn service_docs(crate_: &Crate, service: &Service) -> String {
    format!(
        "{}\n\n\
         A client with the operations that this crate's users call. The API is the one of \
         `aws-sdk-rust`: `use {}::Client;`.",
        modules::root_docs(service),
        crate_.package.library,
    )
}

/// Emits the modules of a crate, to be included by another one: what `src/lib.rs` has, without
/// attributes of a crate and without features for services.
pub fn modules(crate_: &Crate) -> File<'_> {
    File::rust(MODULES_PATH, || {
        let modules = match crate_.service_at_root() {
            Some(service) => modules::root_modules(service, &TokenStream::new()),
            None => {
                let modules = crate_.services.iter().map(|service| ident(&service.module));
                quote!(#(pub mod #modules;)*)
            }
        };
        EmittedFile {
            modules: quote! {
                mod support;
                #modules
            },
            ..Default::default()
        }
    })
}
