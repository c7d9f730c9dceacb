//! Emits what services need beside their models: the customizations of the plan.
//!
//! Most functions here are named by a row of [`components`](crate::emit::components).

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::fragments::{ident, literal};
use crate::plan::ir::Service;
use crate::plan::ir::customization::Customization;
use crate::plan::ir::operation::Operation;

use super::customizations::Registration;

/// A registration without items.
fn registered(customization: TokenStream) -> Registration {
    Registration {
        customizations: vec![customization],
        ..Default::default()
    }
}

/// Headers: `&fixed_headers::FixedHeaders(&[("accept", "application/json")])`.
pub(in crate::emit) fn fixed_headers(_service: &Service, operation: &Operation) -> Registration {
    let headers = operation.customizations.iter().filter_map(|it| match it {
        Customization::Header { name, value } => {
            let (name, value) = (literal(name), literal(value));
            Some(quote!((#name, #value)))
        }
        _ => None,
    });
    registered(quote!(&fixed_headers::FixedHeaders(&[#(#headers),*])))
}

/// The function that fills members:
///
/// ```text
/// fn fill_members(input: &mut Input) {
///     if let Some(input) = input.downcast_mut::<EchoInput>() {
///         member_defaults::fill(&mut input.account_id, "-");
///     }
/// }
/// ```
pub(in crate::emit) fn member_defaults(_service: &Service, operation: &Operation) -> Registration {
    let fills = operation.customizations.iter().filter_map(|it| match it {
        Customization::MemberDefault { field, value } => {
            let (field, value) = (ident(field), literal(value));
            Some(quote!(member_defaults::fill(&mut input.#field, #value);))
        }
        _ => None,
    });
    let input = ident(&operation.input.header.name);
    Registration {
        customizations: vec![quote!(&member_defaults::MemberDefaults(fill_members))],
        items: quote! {
            fn fill_members(input: &mut Input) {
                if let Some(input) = input.downcast_mut::<#input>() {
                    #(#fills)*
                }
            }
        },
    }
}

/// An endpoint from a member:
///
/// ```text
/// &endpoint_member::EndpointMember {
///     member: "Endpoint",
///     value: |input| input.downcast_ref::<EchoInput>()?.endpoint.as_deref(),
/// }
/// ```
pub(in crate::emit) fn endpoint_member(_service: &Service, operation: &Operation) -> Registration {
    let input = ident(&operation.input.header.name);
    let customizations = operation.customizations.iter().filter_map(|it| match it {
        Customization::EndpointMember { field, member } => {
            let (field, member) = (ident(field), literal(member));
            Some(quote! {
                &endpoint_member::EndpointMember {
                    member: #member,
                    value: |input| input.downcast_ref::<#input>()?.#field.as_deref(),
                }
            })
        }
        _ => None,
    });
    Registration {
        customizations: customizations.collect(),
        ..Default::default()
    }
}

/// The statement that moves a query string into the body: `w.query_as_form();`.
pub(super) fn query_as_form(operation: &Operation) -> TokenStream {
    if operation
        .customizations
        .contains(&Customization::QueryAsForm)
    {
        quote!(w.query_as_form();)
    } else {
        TokenStream::new()
    }
}

/// A wait before a call gives up for lack of retry quota: `&long_poll::LongPoll`.
pub(in crate::emit) fn long_poll(_service: &Service, _operation: &Operation) -> Registration {
    registered(quote!(&long_poll::LongPoll))
}

/// No minimum throughput: `&unprotected_streams::UnprotectedStreams`.
pub(in crate::emit) fn unprotected_streams(
    _service: &Service,
    _operation: &Operation,
) -> Registration {
    registered(quote!(&unprotected_streams::UnprotectedStreams))
}

/// Hashes of the body, and the function that finds it:
///
/// ```text
/// &tree_hash::TreeHash {
///     header: "x-amz-sha256-tree-hash",
///     body: |input| input.downcast_mut::<PutInput>().map(|input| &mut input.body),
/// }
/// ```
pub(in crate::emit) fn tree_hash(_service: &Service, operation: &Operation) -> Registration {
    let input = ident(&operation.input.header.name);
    let customizations = operation.customizations.iter().filter_map(|it| match it {
        Customization::TreeHash { body, header } => {
            let (body, header) = (ident(body), literal(header));
            Some(quote! {
                &tree_hash::TreeHash {
                    header: #header,
                    body: |input| input.downcast_mut::<#input>().map(|input| &mut input.#body),
                }
            })
        }
        _ => None,
    });
    Registration {
        customizations: customizations.collect(),
        ..Default::default()
    }
}

/// The function that finds the code of an error: `by_protocol`, or one that then reads the message
/// from another member:
///
/// ```text
/// |response, body| {
///     let found = json_error::find_rest_error(response, body);
///     error_message::or_member(found, body, "error_description")
/// }
/// ```
pub(super) fn find_error(operation: &Operation, by_protocol: TokenStream) -> TokenStream {
    let mut customizations = operation.customizations.iter();
    let key = customizations.find_map(|it| match it {
        Customization::ErrorMessage { key } => Some(literal(key)),
        _ => None,
    });
    match key {
        Some(key) => quote! {
            |response, body| {
                let found = #by_protocol(response, body);
                error_message::or_member(found, body, #key)
            }
        },
        None => by_protocol,
    }
}

/// Retry settings of the service: `crate::support::retry_defaults::settings::<25, 4>`.
pub(in crate::emit) fn retry_defaults(service: &Service) -> TokenStream {
    let arguments = service.retry_defaults.iter().map(|it| {
        let backoff = Literal::u64_unsuffixed(it.initial_backoff_ms);
        let attempts = Literal::u32_unsuffixed(it.max_attempts);
        quote!(::<#backoff, #attempts>)
    });
    quote!(crate::support::retry_defaults::settings #(#arguments)*)
}
