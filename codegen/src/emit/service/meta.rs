//! Emits `meta`: the static data of a service.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::components::rows;
use crate::emit::tokens::file::EmittedFile;
use crate::plan::ir::Service;

use super::auth;

/// Emits the file:
///
/// ```text
/// pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");
/// pub(crate) static SERVICE: client::Service = client::Service { sdk_id: "ECS", … };
/// ```
pub(super) fn file(service: &Service) -> EmittedFile {
    let (sdk_id, signing_name) = (&service.sdk_id, &service.signing_name);
    let (prefix, user_agent_name) = (&service.endpoint_prefix, &service.user_agent_name);
    let after_identity = service.endpoint.requires_account;
    let operations = Literal::usize_unsuffixed(service.operations.len());
    let auth = auth::functions(service);
    let customizations = rows(&service.components)
        .filter_map(|row| row.of_service)
        .map(|emit| emit());
    let adapted = rows(&service.components).filter_map(|row| row.of_config);
    let adapted = adapted.map(|emit| emit(service));
    let settings = rows(&service.components)
        .filter_map(|row| row.settings.and(row.support.first()))
        .map(|(module, _)| {
            let module = format_ident!("{module}");
            quote!(crate::support::#module::settings)
        });
    // After the ones that copy, whose results they adapt.
    let settings: Vec<TokenStream> = settings.chain(adapted).collect();
    EmittedFile {
        docs: Some("Facts about the crate and the service.".to_owned()),
        imports: quote! {
            use aws_runtime::user_agent::ApiMetadata;
            use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemeOption, SharedAuthScheme};
            use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
            use crate::support::client;
        },
        items: quote! {
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
                customizations: &[#(#customizations),*],
                settings: &[#(#settings),*],
            };
            #auth
        },
        ..Default::default()
    }
}
