//! What an operation does beyond what all operations do.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{
    Algorithm, Encoding, EndpointDiscovery, HostPart, Operation, RequestChecksum, Service,
};

use super::fragments::{affixed, ident, literal};

/// `&[&request_compression::Gzip]`: in the order in which they go to work.
pub(super) fn list(service: &Service, operation: &Operation) -> TokenStream {
    let discovery = service.endpoint_discovery.as_ref();
    let asks_for_endpoint = discovery.filter(|_| operation.asks_for_endpoint).map(|it| {
        let (service, module) = (ident(&service.module), ident(&it.module));
        let error = affixed("", &operation.name, "Error");
        quote! {
            &endpoint_discovery::RequiresEndpointDiscovery::<#error>(
                &crate::#service::operation::#module::ENDPOINT_OPERATION,
                std::marker::PhantomData,
            )
        }
    });
    let host_prefix =
        (!operation.host_prefix.is_empty()).then(|| quote!(&host_prefix::HostPrefix(host_prefix)));
    let encoding = operation.encoding.map(|it| match it {
        Encoding::Gzip => quote!(&request_compression::Gzip),
    });
    let request_checksum = operation.request_checksum.as_ref().map(|it| match it {
        RequestChecksum::Crc32 => quote!(&request_checksum::Crc32),
        RequestChecksum::Chosen {
            header, required, ..
        } => {
            let header = match header {
                Some(header) => quote!(Some(#header)),
                None => quote!(None),
            };
            quote! {
                &flexible_checksum::RequestChecksum {
                    algorithm: checksum_algorithm,
                    header: #header,
                    required: #required,
                }
            }
        }
    });
    let response_checksum = operation.response_checksum.as_ref().map(|it| {
        let algorithms = it.algorithms.iter().map(|it| {
            let name = match it {
                Algorithm::Crc64Nvme => quote!(Crc64Nvme),
                Algorithm::Crc32c => quote!(Crc32c),
                Algorithm::Crc32 => quote!(Crc32),
                Algorithm::Sha1 => quote!(Sha1),
                Algorithm::Sha256 => quote!(Sha256),
            };
            quote!(flexible_checksum::ChecksumAlgorithm::#name)
        });
        quote! {
            &flexible_checksum::ResponseChecksum {
                enable: enable_validation,
                algorithms: &[#(#algorithms),*],
            }
        }
    });
    let unsigned_payload = operation
        .auth
        .unsigned_payload
        .then(|| quote!(&unsigned_payload::UnsignedPayload));
    let extras = asks_for_endpoint
        .into_iter()
        .chain(host_prefix)
        .chain(encoding)
        .chain(request_checksum)
        .chain(response_checksum)
        .chain(unsigned_payload);
    quote!(&[#(#extras),*])
}

/// Whether an operation has checksums that there is a choice of.
pub(super) fn has_flexible_checksums(operation: &Operation) -> bool {
    let of_request = operation.request_checksum.as_ref();
    of_request.is_some_and(|it| *it != RequestChecksum::Crc32)
        || operation.response_checksum.is_some()
}

/// The functions that look for checksums in an input:
///
/// ```ignore
/// fn checksum_algorithm(input: &Input) -> Option<&str> {
///     let input = input.downcast_ref::<PutInput>()?;
///     input.checksum_algorithm.as_ref().map(AsRef::as_ref)
/// }
/// fn enable_validation(input: &mut Input, by_default: bool) -> bool {
///     let Some(input) = input.downcast_mut::<GetInput>() else {
///         return false;
///     };
///     if by_default && input.checksum_mode.is_none() {
///         input.checksum_mode = Some("ENABLED".into());
///     }
///     input.checksum_mode.is_some()
/// }
/// ```
pub(super) fn checksums(operation: &Operation) -> TokenStream {
    let input = ident(&operation.input.name);
    let of_request = match &operation.request_checksum {
        Some(RequestChecksum::Chosen { field, .. }) => {
            let field = ident(field);
            quote! {
                fn checksum_algorithm(input: &Input) -> Option<&str> {
                    let input = input.downcast_ref::<#input>()?;
                    input.#field.as_ref().map(AsRef::as_ref)
                }
            }
        }
        Some(RequestChecksum::Crc32) | None => TokenStream::new(),
    };
    let of_response = operation.response_checksum.as_ref().map(|it| {
        let field = ident(&it.field);
        quote! {
            fn enable_validation(input: &mut Input, by_default: bool) -> bool {
                let Some(input) = input.downcast_mut::<#input>() else {
                    return false;
                };
                if by_default && input.#field.is_none() {
                    input.#field = Some("ENABLED".into());
                }
                input.#field.is_some()
            }
        }
    });
    quote!(#of_request #of_response)
}

/// What other operations need to ask this one for their endpoint, if it is the one that tells:
///
/// ```ignore
/// pub(crate) static ENDPOINT_OPERATION: endpoint_discovery::EndpointOperation = …;
/// fn first_endpoint(output: &Output) -> Option<(&str, i64)> {
///     let output = output.downcast_ref::<DescribeEndpointsOutput>()?;
///     let first = output.endpoints().first()?;
///     Some((first.address(), first.cache_period_in_minutes()))
/// }
/// ```
pub(super) fn endpoint_operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let discovery = service.endpoint_discovery.as_ref();
    let EndpointDiscovery {
        endpoints,
        address,
        period,
        ..
    } = discovery.filter(|it| it.module == operation.module)?;
    let (input, output) = (ident(&operation.input.name), ident(&operation.output.name));
    let error = affixed("", &operation.name, "Error");
    let (endpoints, address, period) = (ident(endpoints), ident(address), ident(period));
    Some(quote! {
        pub(crate) static ENDPOINT_OPERATION: endpoint_discovery::EndpointOperation =
            endpoint_discovery::EndpointOperation {
                operation: &OPERATION,
                classifiers: client::retry_classifiers::<#error>,
                input: || Input::erase(#input::builder().build().expect("it needs nothing")),
                first: first_endpoint,
            };
        fn first_endpoint(output: &Output) -> Option<(&str, i64)> {
            let output = output.downcast_ref::<#output>()?;
            let first = output.#endpoints().first()?;
            Some((first.#address(), first.#period()))
        }
    })
}

/// The function that puts together what precedes the host's name:
///
/// ```ignore
/// fn host_prefix(input: &Input) -> Result<String, BoxError> {
///     let input = input.downcast_ref::<EchoInput>().ok_or("…")?;
///     host_prefix::prefix(&[Part::Text("data-"), Part::Member("name", input.name.as_deref())])
/// }
/// ```
pub(super) fn host_prefix(operation: &Operation) -> Option<TokenStream> {
    let mut reads_input = false;
    let parts: Vec<TokenStream> = operation
        .host_prefix
        .iter()
        .map(|part| match part {
            HostPart::Text(text) => {
                let text = literal(text);
                quote!(host_prefix::Part::Text(#text))
            }
            HostPart::Member { field, name } => {
                reads_input = true;
                let (field, name) = (ident(field), literal(name));
                quote!(host_prefix::Part::Member(#name, input.#field.as_deref()))
            }
        })
        .collect();
    let input_type = ident(&operation.input.name);
    let (input, downcast) = if reads_input {
        (
            quote!(input),
            quote! {
                let input = input
                    .downcast_ref::<#input_type>()
                    .ok_or("the input belongs to another operation")?;
            },
        )
    } else {
        (quote!(_input), TokenStream::new())
    };
    (!parts.is_empty()).then(|| {
        quote! {
            fn host_prefix(#input: &Input) -> Result<String, BoxError> {
                #downcast
                host_prefix::prefix(&[#(#parts),*])
            }
        }
    })
}
