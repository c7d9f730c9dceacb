//! Emits the static data of an operation, from which the runtime makes its calls.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::components::rows;
use crate::emit::tokens::fragments::{ident, literal, service_path};
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;

use super::customizations::Registration;
use super::{codec, endpoint};

/// Emits `OPERATION`, and the functions that it refers to:
///
/// ```text
/// pub(crate) static OPERATION: client::Operation = client::Operation { name: "Echo", … };
/// fn write(input: &Input, w: &mut json::Writer) { … }
/// ```
pub(super) fn descriptor(service: &Service, operation: &Operation) -> TokenStream {
    let path = service_path(service);
    let (sdk_id, name, index) = (
        &service.sdk_id,
        &operation.wire_name,
        Literal::usize_unsuffixed(operation.index),
    );
    let codec = codec::fields(service, operation);
    let functions = codec::functions(service, operation);
    let (attributes, attributes_function) = optional(&quote!(attributes), attributes(operation));
    let (fill_token, fill_token_function) = optional(&quote!(fill_token), fill_token(operation));
    let endpoint = operation.endpoint.as_ref();
    let endpoint = endpoint.map(|it| endpoint::function(service, operation, it));
    let (endpoint, endpoint_function) = optional(&quote!(add_to_endpoint), endpoint);
    let registrations = registrations(service, operation);
    let customizations = registrations.iter().flat_map(|it| &it.customizations);
    let items = registrations.iter().map(|it| &it.items);
    quote! {
        pub(crate) static OPERATION: client::Operation = client::Operation {
            name: #name,
            index: #index,
            span: client::call_span!(#sdk_id, #name),
            codec: &codec::Codec {
                #codec
                attributes: #attributes,
                fill_token: #fill_token,
            },
            auth: #path::config::auth::Params::for_operation,
            endpoint: #endpoint,
            customizations: &[#(#customizations),*],
        };
        #functions
        #attributes_function
        #fill_token_function
        #endpoint_function
        #(#items)*
    }
}

/// The value of a field that names a function, and the function.
fn optional(
    name: &TokenStream,
    function: Option<TokenStream>,
) -> (TokenStream, Option<TokenStream>) {
    match function {
        Some(function) => (quote!(Some(#name)), Some(function)),
        None => (quote!(None), None),
    }
}

/// Registrations of the operation's components, in the order in which they act on a call.
fn registrations(service: &Service, operation: &Operation) -> Vec<Registration> {
    let emitters = rows(&operation.components).filter_map(|row| row.of_operation);
    emitters.map(|emit| emit(service, operation)).collect()
}

/// The function that passes members to metrics which may record them.
fn attributes(operation: &Operation) -> Option<TokenStream> {
    let input = ident(&operation.input.header.name);
    let fields = operation.telemetry_fields.iter();
    let records = fields.map(|index| {
        let field = &operation.input.fields[*index];
        let (key, name) = (literal(&field.key), ident(&field.name));
        quote!(record(#key, input.#name.as_deref());)
    });
    (!operation.telemetry_fields.is_empty()).then(|| {
        quote! {
            fn attributes(input: &Input, record: &mut dyn FnMut(&'static str, Option<&str>)) {
                if let Some(input) = input.downcast_ref::<#input>() {
                    #(#records)*
                }
            }
        }
    })
}

/// The function that fills an unset idempotency token.
fn fill_token(operation: &Operation) -> Option<TokenStream> {
    let field = &operation.input.fields[operation.idempotency_token?];
    let (field, input) = (ident(&field.name), ident(&operation.input.header.name));
    Some(quote! {
        fn fill_token(input: &mut Input, tokens: &crate::support::idempotency::IdempotencyTokenProvider) {
            if let Some(input) = input.downcast_mut::<#input>()
                && input.#field.is_none()
            {
                input.#field = Some(tokens.make_idempotency_token());
            }
        }
    })
}
