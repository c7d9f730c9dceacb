//! Emits what the components of an operation register for its calls.
//!
//! Each function here is named by a row of [`components`](crate::emit::components).

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{affixed, ident, literal, service_path};
use crate::plan::ir::Service;
use crate::plan::ir::endpoint::EndpointDiscovery;
use crate::plan::ir::operation::{
    ChecksumAlgorithm, Compression, HostPart, Operation, RequestChecksum, ResponseChecksum,
};

/// The part of a component in an operation.
#[derive(Default)]
pub(in crate::emit) struct Registration {
    /// Customizations of the operation's calls, as references: `&request_compression::Gzip`.
    pub(in crate::emit) customizations: Vec<TokenStream>,
    /// Items of the operation's module.
    pub(in crate::emit) items: TokenStream,
}

/// For an operation that needs discovery, the customization; for the one that returns endpoints,
/// what the others need to call it:
///
/// ```text
/// pub(crate) static ENDPOINT_OPERATION: endpoint_discovery::EndpointOperation = …;
/// fn first_endpoint(output: &Output) -> Option<(&str, i64)> {
///     let output = output.downcast_ref::<DescribeEndpointsOutput>()?;
///     let first = output.endpoints().first()?;
///     Some((first.address(), first.cache_period_in_minutes()))
/// }
/// ```
pub(in crate::emit) fn endpoint_discovery(
    service: &Service,
    operation: &Operation,
) -> Registration {
    let Some(discovery) = &service.endpoint_discovery else {
        return Registration::default();
    };
    let error = affixed("", &operation.name, "Error");
    let customization = operation.discovers_endpoint.then(|| {
        let (path, module) = (service_path(service), ident(&discovery.module));
        quote! {
            &endpoint_discovery::RequiresEndpointDiscovery::<#error>(
                &#path::operation::#module::ENDPOINT_OPERATION,
                std::marker::PhantomData,
            )
        }
    });
    let items = operation
        .returns_endpoints
        .then(|| endpoint_operation(operation, discovery));
    Registration {
        customizations: customization.into_iter().collect(),
        items: items.unwrap_or_default(),
    }
}

fn endpoint_operation(operation: &Operation, discovery: &EndpointDiscovery) -> TokenStream {
    let (input, output) = (
        ident(&operation.input.header.name),
        ident(&operation.output.header.name),
    );
    let error = affixed("", &operation.name, "Error");
    let [endpoints, address, period] =
        [&discovery.endpoints, &discovery.address, &discovery.period].map(ident);
    quote! {
        pub(crate) static ENDPOINT_OPERATION: endpoint_discovery::EndpointOperation =
            endpoint_discovery::EndpointOperation {
                operation: &OPERATION,
                classifiers: client::retry_classifiers::<#error>,
                input: || Input::erase(#input::builder().build().expect("no field is required")),
                first: first_endpoint,
            };
        fn first_endpoint(output: &Output) -> Option<(&str, i64)> {
            let output = output.downcast_ref::<#output>()?;
            let first = output.#endpoints().first()?;
            Some((first.#address(), first.#period()))
        }
    }
}

/// The function that builds the prefix of the host name:
///
/// ```text
/// fn host_prefix(input: &Input) -> Result<String, BoxError> {
///     let input = input.downcast_ref::<EchoInput>().ok_or("…")?;
///     host_prefix::prefix(&[Part::Text("data-"), Part::Member("name", input.name.as_deref())])
/// }
/// ```
pub(in crate::emit) fn host_prefix(_service: &Service, operation: &Operation) -> Registration {
    let input_type = ident(&operation.input.header.name);
    let mut downcast = None;
    let parts: Vec<TokenStream> = operation
        .host_prefix
        .iter()
        .map(|part| match part {
            HostPart::Literal(text) => {
                let text = literal(text);
                quote!(host_prefix::Part::Text(#text))
            }
            HostPart::Label { field, member } => {
                downcast = Some(quote! {
                    let input = input
                        .downcast_ref::<#input_type>()
                        .ok_or("the input belongs to another operation")?;
                });
                let (field, member) = (ident(field), literal(member));
                quote!(host_prefix::Part::Member(#member, input.#field.as_deref()))
            }
        })
        .collect();
    let input = if downcast.is_some() {
        quote!(input)
    } else {
        quote!(_input)
    };
    Registration {
        customizations: vec![quote!(&host_prefix::HostPrefix(host_prefix))],
        items: quote! {
            fn host_prefix(#input: &Input) -> Result<String, BoxError> {
                #downcast
                host_prefix::prefix(&[#(#parts),*])
            }
        },
    }
}

/// Compression of request bodies: `&request_compression::Gzip`.
pub(in crate::emit) fn compression(_service: &Service, operation: &Operation) -> Registration {
    let customization = operation.compression.map(|it| match it {
        Compression::Gzip => quote!(&request_compression::Gzip),
    });
    Registration {
        customizations: customization.into_iter().collect(),
        ..Default::default()
    }
}

/// CRC-32 of request bodies: `&required_checksum::RequiredChecksum`.
pub(in crate::emit) fn required_checksum(
    _service: &Service,
    _operation: &Operation,
) -> Registration {
    Registration {
        customizations: vec![quote!(&required_checksum::RequiredChecksum)],
        ..Default::default()
    }
}

/// Checksums by an algorithm that the input names, and the functions that read the input:
///
/// ```text
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
pub(in crate::emit) fn flexible_checksums(
    _service: &Service,
    operation: &Operation,
) -> Registration {
    let of_request = match &operation.request_checksum {
        Some(RequestChecksum::Chosen {
            field,
            header,
            required,
        }) => {
            let header = match header {
                Some(header) => quote!(Some(#header)),
                None => quote!(None),
            };
            let (input, field) = (ident(&operation.input.header.name), ident(field));
            Some((
                quote! {
                    &flexible_checksum::RequestChecksum {
                        algorithm: checksum_algorithm,
                        header: #header,
                        required: #required,
                    }
                },
                quote! {
                    fn checksum_algorithm(input: &Input) -> Option<&str> {
                        let input = input.downcast_ref::<#input>()?;
                        input.#field.as_ref().map(AsRef::as_ref)
                    }
                },
            ))
        }
        Some(RequestChecksum::Crc32) | None => None,
    };
    let of_response = operation.response_checksum.as_ref();
    let of_response = of_response.map(|it| response_checksum(operation, it));
    let (customizations, items): (Vec<_>, TokenStream) =
        of_request.into_iter().chain(of_response).unzip();
    Registration {
        customizations,
        items,
    }
}

fn response_checksum(
    operation: &Operation,
    checksum: &ResponseChecksum,
) -> (TokenStream, TokenStream) {
    let algorithms = checksum.algorithms.iter().map(|it| {
        let name = match it {
            ChecksumAlgorithm::Crc64Nvme => quote!(Crc64Nvme),
            ChecksumAlgorithm::Crc32c => quote!(Crc32c),
            ChecksumAlgorithm::Crc32 => quote!(Crc32),
            ChecksumAlgorithm::Sha1 => quote!(Sha1),
            ChecksumAlgorithm::Sha256 => quote!(Sha256),
        };
        quote!(flexible_checksum::ChecksumAlgorithm::#name)
    });
    let (input, field) = (ident(&operation.input.header.name), ident(&checksum.field));
    (
        quote! {
            &flexible_checksum::ResponseChecksum {
                enable: enable_validation,
                algorithms: &[#(#algorithms),*],
            }
        },
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
        },
    )
}

/// Signatures that leave the body out: `&unsigned_payload::UnsignedPayload`.
pub(in crate::emit) fn unsigned_payload(
    _service: &Service,
    _operation: &Operation,
) -> Registration {
    Registration {
        customizations: vec![quote!(&unsigned_payload::UnsignedPayload)],
        ..Default::default()
    }
}
