//! What an operation does beyond what all operations do.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Checksum, Encoding, HostPart, Operation};

use super::fragments::{ident, literal};

/// `&[&request_compression::Gzip]`: in the order in which they go to work.
pub(super) fn list(operation: &Operation) -> TokenStream {
    let host_prefix =
        (!operation.host_prefix.is_empty()).then(|| quote!(&host_prefix::HostPrefix(host_prefix)));
    let encoding = operation.encoding.map(|it| match it {
        Encoding::Gzip => quote!(&request_compression::Gzip),
    });
    let checksum = operation.checksum.map(|it| match it {
        Checksum::Crc32 => quote!(&request_checksum::Crc32),
    });
    let unsigned_payload = operation
        .auth
        .unsigned_payload
        .then(|| quote!(&unsigned_payload::UnsignedPayload));
    let extras = host_prefix
        .into_iter()
        .chain(encoding)
        .chain(checksum)
        .chain(unsigned_payload);
    quote!(&[#(#extras),*])
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
    let (input, downcast) = match reads_input {
        true => (
            quote!(input),
            quote! {
                let input = input
                    .downcast_ref::<#input_type>()
                    .ok_or("the input is another operation's")?;
            },
        ),
        false => (quote!(_input), TokenStream::new()),
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
