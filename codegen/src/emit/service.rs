//! A service's modules, and the crate around them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Crate, Service, Structure, Type};

use super::fragments::{affixed, allow_inception, docs, ident};
use super::operation::inner;
use super::{
    Content, File, auth, endpoint, endpoint_rules, enumeration, errors, fluent, operation,
    structure, support, union,
};

/// `src/lib.rs`
pub(super) fn library(crate_: &Crate) -> File<'_> {
    file("src/lib.rs", || root_of_crate(crate_))
}

fn root_of_crate(crate_: &Crate) -> TokenStream {
    let titles: Vec<String> = crate_
        .services
        .iter()
        // No colon: `[ecs]: ECS` says where a link leads.
        .map(|it| format!("- [`{0}`] is {1}", it.module.unraw(), it.title))
        .collect();
    let docs = inner(&docs(
        None,
        &format!(
            "Clients for AWS services, with the operations that this crate's users call.\n\n\
             Each service is a module and a Cargo feature:\n\n{}\n\n\
             The API is the one of `aws-sdk-rust`: `use {}::{} as aws_sdk_{};`.",
            titles.join("\n"),
            crate_.name.replace('-', "_"),
            crate_.services[0].module.unraw(),
            crate_.services[0].module.unraw(),
        ),
    ));
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
        #docs
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #[cfg(#any)]
        #[rustfmt::skip]
        mod support;
        #(#modules)*
    }
}

/// The file that another crate includes.
pub(super) fn modules(crate_: &Crate) -> File<'_> {
    file(super::MODULES_PATH, || {
        let modules = crate_.services.iter().map(|service| ident(&service.module));
        quote! {
            mod support;
            #(pub mod #modules;)*
        }
    })
}

/// The files of a service.
pub(super) fn files(service: &Service) -> Vec<File<'_>> {
    let module = service.module.unraw();
    let path = |name: &str| format!("src/{module}/{name}.rs");
    let mut files = vec![
        file(&format!("src/{module}.rs"), || root(service)),
        file(&path("meta"), || meta(service)),
        file(&path("service_error"), || errors::service_file(service)),
        file(&path("operation"), || operations(service)),
        file(&path("types"), || types(service)),
        file(&path("types/builders"), || type_builders(service)),
        file(&path("types/error"), || error_types(service)),
        file(&path("types/error/builders"), || error_builders(service)),
    ];
    files.extend(support::service_files(service));
    files.push(file(&path("config/endpoint/params"), || {
        endpoint::file(service)
    }));
    if let Some(rules) = &service.endpoint.rules {
        files.push(file(&path("config/endpoint/params/rules"), || {
            endpoint_rules::file(rules)
        }));
    }
    for it in &service.operations {
        let folder = format!("operation/{}", it.module.unraw());
        files.extend([
            file(&path(&folder), move || operation::file(service, it)),
            file(&path(&format!("{folder}/builders")), move || {
                fluent::file(service, it)
            }),
            file(&path(&format!("{folder}/error")), move || {
                errors::operation_file(service, it)
            }),
            file(&path(&format!("{folder}/input")), move || {
                structure::file(service, &it.input)
            }),
            file(&path(&format!("{folder}/output")), move || {
                structure::file(service, &it.output)
            }),
        ]);
    }
    for it in &service.types {
        let name = match it {
            Type::Structure(it) => &it.module,
            Type::Union(it) => &it.module,
            Type::Enumeration(it) => &it.module,
        };
        let items = move || match it {
            Type::Structure(it) => structure::file(service, it),
            Type::Union(it) => union::file(service, it),
            Type::Enumeration(it) => enumeration::file(service, it),
        };
        files.push(file(&path(&format!("types/{}", name.unraw())), items));
    }
    for it in &service.errors {
        let name = format!("types/error/{}", it.module.unraw());
        files.push(file(&path(&name), move || structure::file(service, it)));
    }
    files
}

pub(super) fn file<'a>(path: &str, items: impl Fn() -> TokenStream + Send + Sync + 'a) -> File<'a> {
    File {
        path: path.to_owned(),
        content: Content::Tokens(Box::new(items)),
    }
}

fn root(service: &Service) -> TokenStream {
    let title = format!("{} ({}).", service.title, service.api_version);
    let text = match &service.docs {
        Some(docs) => format!("{title}\n\n{docs}"),
        None => title,
    };
    let docs = inner(&docs(None, &text));
    quote! {
        #docs
        pub mod client;
        pub mod config;
        pub mod error;
        pub mod meta;
        pub mod operation;
        pub mod primitives;
        mod service_error;
        pub mod types;

        #[doc(inline)]
        pub use client::Client;
        #[doc(inline)]
        pub use config::Config;
        pub use service_error::Error;
    }
}

fn meta(service: &Service) -> TokenStream {
    let (sdk_id, signing_name) = (&service.sdk_id, &service.signing_name);
    let prefix = &service.endpoint_prefix;
    let user_agent_name = service.sdk_id.to_lowercase().replace(' ', "");
    let after_identity = service.endpoint.wants_account();
    let operations = proc_macro2::Literal::usize_unsuffixed(service.operations.len());
    let auth = auth::functions(service);
    let with_settings: Vec<_> = support::with_settings(service)
        .map(|it| quote::format_ident!("{it}"))
        .collect();
    let (discovery, import) = match service.endpoint_discovery {
        Some(_) => (
            quote!(&endpoint_discovery::EndpointDiscovery),
            quote!(
                use crate::support::endpoint_discovery;
            ),
        ),
        None => Default::default(),
    };
    quote! {
        //! About this crate and the service.
        use aws_runtime::user_agent::ApiMetadata;
        use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption, SharedAuthScheme};
        use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
        use crate::support::client;
        #import
        #(use crate::support::#with_settings;)*

        /// Version of the crate.
        pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");

        pub(crate) static SERVICE: client::Service = client::Service {
            sdk_id: #sdk_id,
            signing_name: #signing_name,
            endpoint_prefix: #prefix,
            endpoint_after_identity: #after_identity,
            add_auth_schemes,
            api_metadata: ApiMetadata::new(#user_agent_name, PKG_VERSION),
            operations: #operations,
            customizations: &[#discovery],
            settings: &[#(#with_settings::settings),*],
        };
        #auth
    }
}

fn operations(service: &Service) -> TokenStream {
    let modules = service.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let docs = docs(None, &format!("`{}`", operation.wire_name));
        let allow = allow_inception(operation.module.unraw(), "operation");
        quote!(#docs #allow pub mod #module;)
    });
    quote! {
        //! The operations.
        pub use aws_types::request_id::RequestId;
        #(#modules)*
    }
}

fn types(service: &Service) -> TokenStream {
    let modules = service.types.iter().map(|it| {
        let (name, module, touches) = match it {
            Type::Structure(it) => (&it.name, &it.module, it.deprecated.is_some()),
            Type::Union(it) => (&it.name, &it.module, it.deprecated.is_some()),
            Type::Enumeration(it) => (&it.name, &it.module, it.deprecated.is_some()),
        };
        exported((name, module), "types", touches)
    });
    quote! {
        //! What goes into operations and comes out of them.
        pub mod builders;
        pub mod error;
        #(#modules)*
    }
}

fn exported(
    (name, module): (&crate::plan::Ident, &crate::plan::Ident),
    containing: &str,
    is_deprecated: bool,
) -> TokenStream {
    let allow_name = allow_inception(module.unraw(), containing);
    let (name, module) = (ident(name), ident(module));
    let allow = is_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #allow_name
        mod #module;
        #allow
        pub use #module::#name;
    }
}

fn error_types(service: &Service) -> TokenStream {
    let modules = service
        .errors
        .iter()
        .map(|it| exported((&it.name, &it.module), "error", it.deprecated.is_some()));
    quote! {
        //! What operations fail with.
        pub mod builders;
        #(#modules)*
    }
}

fn type_builders(service: &Service) -> TokenStream {
    let structures = service.types.iter().filter_map(|it| match it {
        Type::Structure(it) => Some(it),
        Type::Union(_) | Type::Enumeration(_) => None,
    });
    let exports = exported_builders(structures);
    quote! {
        //! Builders of the types.
        #exports
    }
}

fn error_builders(service: &Service) -> TokenStream {
    let exports = exported_builders(service.errors.iter());
    quote! {
        //! Builders of the errors.
        #exports
    }
}

fn exported_builders<'a>(structures: impl Iterator<Item = &'a Structure>) -> TokenStream {
    structures
        .map(|it| {
            let (module, builder) = (ident(&it.module), affixed("", &it.name, "Builder"));
            quote!(pub use super::#module::#builder;)
        })
        .collect()
}
