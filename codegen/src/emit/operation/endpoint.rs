//! Emits the function by which an operation sets endpoint parameters for each call.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{ident, service_path};
use crate::plan::ir::Service;
use crate::plan::ir::endpoint::{OperationEndpoint, ParameterValue};
use crate::plan::ir::operation::Operation;

use super::path;

/// Emits the function that copies the client's parameters and sets those of the operation:
///
/// ```text
/// fn add_to_endpoint(
///     input: &Input,
///     params: &EndpointResolverParams,
/// ) -> Option<EndpointResolverParams> {
///     let mut params = params.get::<Params>()?.clone();
///     let input = input.downcast_ref::<EchoInput>()?;
///     params.use_control_endpoint = Some(true);
///     Some(EndpointResolverParams::new(params))
/// }
/// ```
pub(super) fn function(
    service: &Service,
    operation: &Operation,
    endpoint: &OperationEndpoint,
) -> TokenStream {
    let own = service_path(service);
    let input_type = ident(&operation.input.header.name);
    let parameters = endpoint.parameters.iter().map(|it| {
        let parameter = ident(&it.parameter);
        match &it.value {
            ParameterValue::Boolean(value) => quote!(params.#parameter = Some(#value);),
            ParameterValue::Text(text) => quote!(params.#parameter = Some(#text.to_owned());),
            ParameterValue::Path(path) => path::assign(&quote!(params.#parameter), path),
        }
    });
    let (input, downcast) = if endpoint.reads_input {
        (
            quote!(input),
            quote!(let input = input.downcast_ref::<#input_type>()?;),
        )
    } else {
        (quote!(_input), TokenStream::new())
    };
    let mutable = (!endpoint.parameters.is_empty()).then(|| quote!(mut));
    quote! {
        fn add_to_endpoint(
            #input: &Input,
            params: &client::EndpointResolverParams,
        ) -> Option<client::EndpointResolverParams> {
            let #mutable params = params.get::<#own::config::endpoint::Params>()?.clone();
            #downcast
            #(#parameters)*
            Some(client::EndpointResolverParams::new(params))
        }
    }
}
