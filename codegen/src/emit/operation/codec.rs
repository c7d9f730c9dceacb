//! Emits the codec of an operation: the serializer and the deserializer of its protocol, and the
//! functions that they call.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{affixed, body_module, ident, literal};
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;
use crate::plan::ir::protocol::Binding;

use super::service_behavior;

/// Emits the fields of `codec::Codec` that depend on the protocol.
pub(super) fn fields(service: &Service, operation: &Operation) -> TokenStream {
    let content_type = &service.protocol.content_type;
    match &service.protocol.binding {
        Binding::Target { prefix } => {
            let target = format!("{prefix}.{}", operation.wire_name);
            // Both the serializer's field (a header) and the function that finds codes come from
            // `protocol.query_compatible`: a service that gets the header returns its former codes.
            let query_compatible = service.protocol.query_compatible;
            let find_error = if query_compatible {
                quote!(json_error::find_query_compatible_error)
            } else {
                quote!(json_error::find_rpc_error)
            };
            let find_error = service_behavior::find_error(operation, find_error);
            quote! {
                serializer: &json_rpc::Serializer {
                    target: #target,
                    content_type: #content_type,
                    query_compatible: #query_compatible,
                    write,
                },
                deserializer: &json_rpc::Deserializer { read, read_error },
                find_error: #find_error,
            }
        }
        Binding::Http => {
            let method = &operation.method;
            let take_stream = match operation.input.stream() {
                Some(_) => quote!(Some(take_stream)),
                None => quote!(None),
            };
            let find_error = quote!(json_error::find_rest_error);
            let find_error = service_behavior::find_error(operation, find_error);
            let streams = operation.output.stream().is_some();
            quote! {
                serializer: &rest::Serializer {
                    method: #method,
                    content_type: #content_type,
                    take_stream: #take_stream,
                    write,
                },
                deserializer: &rest::Deserializer { streams: #streams, read, read_error },
                find_error: #find_error,
            }
        }
    }
}

/// Emits the functions that write the input, and read the output and errors.
pub(super) fn functions(service: &Service, operation: &Operation) -> TokenStream {
    let messages = match service.protocol.binding {
        Binding::Target { .. } => object_functions(service, operation),
        Binding::Http => http_functions(operation),
    };
    let read_error = read_error(service, operation);
    quote!(#messages #read_error)
}

/// ```text
/// fn write(input: &Input, w: &mut json::Writer) { … }
/// fn read(r: &mut json::Reader<'_>, request_id: Option<&str>) -> Output { … }
/// ```
fn object_functions(service: &Service, operation: &Operation) -> TokenStream {
    let (input, output) = messages(operation);
    let format = body_module(service.protocol.body);
    quote! {
        fn write(input: &Input, w: &mut #format::Writer) {
            w.object(#format::ITEM, input.downcast_ref(), #input::write_to);
        }
        fn read(r: &mut #format::Reader<'_>, request_id: Option<&str>) -> Output {
            Output::erase(#output::read_from(r, request_id))
        }
    }
}

/// ```text
/// fn write(input: &Input, w: &mut rest::Request) { … }
/// fn read(r: &mut rest::Response<'_>) -> Output { Output::erase(EchoOutput::read_response(r)) }
/// ```
fn http_functions(operation: &Operation) -> TokenStream {
    let (input, output) = messages(operation);
    let take_stream = operation.input.stream().map(|field| {
        let name = ident(&field.name);
        quote! {
            fn take_stream(input: &mut Input) -> primitives::ByteStream {
                let input = input.downcast_mut::<#input>();
                input.map(|it| std::mem::take(&mut it.#name)).unwrap_or_default()
            }
        }
    });
    let as_form = service_behavior::query_as_form(operation);
    quote! {
        #take_stream
        fn write(input: &Input, w: &mut rest::Request) {
            w.input(input.downcast_ref(), #input::write_request);
            #as_form
        }
        fn read(r: &mut rest::Response<'_>) -> Output {
            Output::erase(#output::read_response(r))
        }
    }
}

/// Names of input and output.
fn messages(operation: &Operation) -> (proc_macro2::Ident, proc_macro2::Ident) {
    (
        ident(&operation.input.header.name),
        ident(&operation.output.header.name),
    )
}

/// Emits the function that reads the error of a code, or an unmodeled one.
fn read_error(service: &Service, operation: &Operation) -> TokenStream {
    let error = affixed("", &operation.name, "Error");
    let (method, reader_type) = match service.protocol.binding {
        Binding::Target { .. } => {
            let format = body_module(service.protocol.body);
            (quote!(read_from), quote!(#format::Reader))
        }
        Binding::Http => (quote!(read_response), quote!(rest::Response)),
    };
    let known = operation.errors.iter().filter(|it| !it.codes.is_empty());
    let cases = known.map(|case| {
        let (variant, codes) = (ident(&case.name), case.codes.iter().map(literal));
        quote!(#(#codes)|* => #error::#variant(types::error::#variant::#method(r, meta)),)
    });
    let (code, reader, body) = if operation.errors.is_empty() {
        (quote!(_code), quote!(_r), quote!(#error::generic(meta)))
    } else {
        let body = quote! {
            match code {
                #(#cases)*
                _ => #error::generic(meta),
            }
        };
        (quote!(code), quote!(r), body)
    };
    quote! {
        fn read_error(#code: &str, meta: ErrorMetadata, #reader: &mut #reader_type<'_>) -> client::ErasedError {
            client::ErasedError::erase(#body)
        }
    }
}
