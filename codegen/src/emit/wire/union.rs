//! Emits the methods that write and read unions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{body_module, ident, literal};
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::protocol::BodyFormat;
use crate::plan::ir::types::Union;

use super::read::{boxed, callback, read_value};
use super::write::{Destination, some, write_value};

/// Emits the methods that write and read a union. A variant of a later model is read as `Unknown`.
pub(in crate::emit) fn union(format: BodyFormat, union: &Union, prelude: &Prelude) -> TokenStream {
    let name = ident(&union.header.name);
    let format = body_module(format);
    let option = &prelude.option;
    let write = union.in_requests.then(|| {
        let to = Destination::of_body(&format);
        let arms = union.variants.iter().map(|field| {
            let variant = ident(&field.name);
            let value = match (&field.ty, field.boxed) {
                (ty, _) if ty.is_scalar() => quote!(Some(*value)),
                (_, true) => quote!(Some(&**value)),
                (ty, false) => some(quote!(value), quote!(value), ty),
            };
            let statement = write_value(&to, &literal(&field.key), value, &field.ty);
            quote!(Self::#variant(value) => { #statement })
        });
        let message = format!("{name}::Unknown cannot be sent: it has no value");
        quote! {
            pub(crate) fn write_to(&self, w: &mut #format::Writer) {
                match self {
                    #(#arms)*
                    Self::Unknown => w.fail(#message),
                }
            }
        }
    });
    let read = union.in_responses.then(|| {
        let keys = union.variants.iter().map(|it| literal(&it.key));
        let statements = union.variants.iter().map(|field| {
            let variant = ident(&field.name);
            let value = boxed(field, read_value(&field.ty, prelude), prelude);
            let value = value.map(quote!(Self::#variant)).option();
            quote!(value = #value)
        });
        let callback = callback(&statements.collect::<Vec<_>>());
        quote! {
            pub(crate) fn read_from(r: &mut #format::Reader<'_>) -> #option<Self> {
                let mut value = None;
                let is_unknown = r.union(&[#(#keys),*], &mut #callback);
                value.or(is_unknown.then_some(Self::Unknown))
            }
        }
    });
    quote!(#write #read)
}
