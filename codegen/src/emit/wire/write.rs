//! Emits statements that write values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::fragments::ident;
use crate::emit::tokens::prelude::type_path;
use crate::plan::ir::field::{Field, FieldType, Item};

use super::timestamp::timestamp_format;

/// The writer that statements call.
pub(super) struct Destination {
    /// The expression for the writer.
    pub(super) writer: TokenStream,
    /// The key of a list's items and a map's values.
    pub(super) item: TokenStream,
}

impl Destination {
    /// The writer of a body.
    pub(super) fn of_body(format: &TokenStream) -> Self {
        Self {
            writer: quote!(w),
            item: quote!(#format::ITEM),
        }
    }
}

/// The field's value as an `Option`, which writers take.
pub(super) fn field_value(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    if let Some(bit) = field.bit {
        let bit = Literal::usize_unsuffixed(bit);
        return quote!(self._set.value(#bit, self.#name));
    }
    match (&field.ty, field.optional) {
        (ty, true) if ty.is_scalar() => quote!(self.#name),
        (ty, false) if ty.is_scalar() => quote!(Some(self.#name)),
        (FieldType::String | FieldType::List(_), true) => quote!(self.#name.as_deref()),
        (FieldType::Enumeration(name_of_type), true) => {
            let name_of_type = ident(name_of_type);
            quote!(self.#name.as_ref().map(types::#name_of_type::as_str))
        }
        (_, true) if field.boxed => quote!(self.#name.as_deref()),
        (_, true) => quote!(self.#name.as_ref()),
        (_, false) if field.boxed => quote!(Some(&*self.#name)),
        (ty, false) => some(quote!(self.#name), quote!(&self.#name), ty),
    }
}

/// `Some` of a value: `value` for types with a borrowing method to call on it, else `reference`.
pub(super) fn some(value: TokenStream, reference: TokenStream, ty: &FieldType) -> TokenStream {
    match ty {
        FieldType::String | FieldType::Enumeration(_) => quote!(Some(#value.as_str())),
        FieldType::List(_) => quote!(Some(#value.as_slice())),
        _ => quote!(Some(#reference)),
    }
}

/// The statement that writes `value`, an `Option`, under `key`.
pub(super) fn write_value(
    to: &Destination,
    key: &TokenStream,
    value: TokenStream,
    ty: &FieldType,
) -> TokenStream {
    let w = &to.writer;
    match ty {
        FieldType::Boolean => quote!(#w.boolean(#key, #value);),
        FieldType::Integer => quote!(#w.integer(#key, #value);),
        FieldType::Long => quote!(#w.long(#key, #value);),
        FieldType::Float => quote!(#w.float(#key, #value);),
        FieldType::Double => quote!(#w.double(#key, #value);),
        FieldType::String | FieldType::Enumeration(_) => quote!(#w.string(#key, #value);),
        FieldType::Blob => quote!(#w.blob(#key, #value);),
        FieldType::ByteStream => unreachable!("a byte stream is a whole body"),
        FieldType::Timestamp(format) => {
            let format = timestamp_format(*format);
            quote!(#w.timestamp(#key, #value, #format);)
        }
        FieldType::Document => quote!(#w.document(#key, #value);),
        FieldType::Structure(name) | FieldType::Union(name) | FieldType::Error(name) => {
            let path = type_path(ty, name);
            quote!(#w.object(#key, #value, #path::write_to);)
        }
        FieldType::List(item) => {
            let item = write_item(&to.item, item);
            quote!(#w.list(#key, #value, |item, w| #item);)
        }
        FieldType::Map(map) => {
            let item = write_item(&to.item, &map.value);
            quote!(#w.map(#key, #value, |item, w| #item);)
        }
    }
}

/// The expression that writes `item`, a reference to a list's item or a map's value.
fn write_item(key: &TokenStream, item: &Item) -> TokenStream {
    let value = if item.ty.is_scalar() {
        quote!(Some(*item))
    } else {
        some(quote!(item), quote!(item), &item.ty)
    };
    let within = Destination {
        writer: quote!(w),
        item: key.clone(),
    };
    let statement = write_value(&within, key, value, &item.ty);
    if item.sparse {
        quote! {
            match item {
                Some(item) => { #statement }
                None => w.null(#key),
            }
        }
    } else {
        quote!({ #statement })
    }
}
