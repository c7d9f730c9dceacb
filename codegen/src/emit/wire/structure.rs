//! Emits the methods that write and read structures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{body_module, literal};
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::http::{Bindings, Body};
use crate::plan::ir::protocol::BodyFormat;
use crate::plan::ir::types::Structure;

use super::http;
use super::read::read_structure;
use super::write::{Destination, field_value, write_value};

/// Emits the methods that write and read a structure, where requests or responses contain it:
///
/// ```text
/// pub(crate) fn write_to(&self, w: &mut json::Writer) {
///     w.string("name", self.name.as_deref());
/// }
/// pub(crate) fn read_from(r: &mut json::Reader<'_>) -> Self {
///     let mut b = ResourceBuilder::default();
///     r.object(&["name"], &mut |member, r| match member {
///         0 => b.name = r.string(),
///         _ => {}
///     });
///     b.build()
/// }
/// ```
pub(in crate::emit) fn structure(
    format: BodyFormat,
    structure: &Structure,
    prelude: &Prelude,
) -> TokenStream {
    let format = body_module(format);
    let write = is_written(structure).then(|| {
        let fields = structure.body_fields();
        let writer = if fields.is_empty() {
            quote!(_w)
        } else {
            quote!(w)
        };
        let to = Destination::of_body(&format);
        let fields = fields
            .into_iter()
            .map(|field| write_value(&to, &literal(&field.key), field_value(field), &field.ty));
        quote! {
            pub(crate) fn write_to(&self, #writer: &mut #format::Writer) {
                #(#fields)*
            }
        }
    });
    let read = is_read(structure).then(|| read_structure(structure, &format, prelude));
    let http = http::methods(structure, &format, prelude);
    quote!(#http #write #read)
}

/// Returns `true` if the structure, or its part in the body, is written as an object.
fn is_written(structure: &Structure) -> bool {
    match &structure.bindings {
        Bindings::Request(request) => matches!(request.body, Body::Members(_)),
        Bindings::Body | Bindings::Response(_) => structure.in_requests,
    }
}

/// Returns `true` if the structure is read as an object. Outputs and errors of HTTP bindings are
/// read from whole responses by another method.
fn is_read(structure: &Structure) -> bool {
    match &structure.bindings {
        Bindings::Body | Bindings::Request(_) => structure.in_responses,
        Bindings::Response(_) => structure.nested && structure.in_responses,
    }
}
