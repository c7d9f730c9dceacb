//! Writing and reading: one emitter for all body formats.
//!
//! What is emitted are calls; the loops, escapes and errors are in `support`. Each format's module there
//! has the same methods, so that only the module's name and the fields' descriptors differ.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::TimestampFormat;
use crate::plan::http::{Bindings, Body};
use crate::plan::{Field, FieldType, Item, Service, Structure, Union};

use super::fragments::{Prelude, body_module, ident, literal, type_path};
use super::http;

mod read;

use read::{boxed, callback, read_structure, read_value};
pub(super) use read::{keep_metadata, read_field, read_members};

/// The methods that write and read a structure, as far as it is used so:
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
pub(super) fn structure(
    service: &Service,
    structure: &Structure,
    prelude: &Prelude,
) -> TokenStream {
    let name = ident(&structure.name);
    let format = body_module(service.protocol.body);
    let write = is_written(structure).then(|| {
        let fields = structure.body_fields();
        let writer = if fields.is_empty() {
            quote!(_w)
        } else {
            quote!(w)
        };
        let to = Surface::of_body(&format);
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
    quote! {
        impl #name {
            #http
            #write
            #read
        }
    }
}

/// Whether the structure, or what is in the body of it, is written as an object.
fn is_written(structure: &Structure) -> bool {
    match &structure.bindings {
        Bindings::Request(request) => matches!(request.body, Body::Members(_)),
        Bindings::Body | Bindings::Response(_) => structure.usage.request,
    }
}

/// Whether the structure is read as an object. What is read of a whole response only has another method.
fn is_read(structure: &Structure) -> bool {
    match &structure.bindings {
        Bindings::Body | Bindings::Request(_) => structure.usage.response,
        Bindings::Response(_) => structure.nested && structure.usage.response,
    }
}

/// What values are written with.
pub(super) struct Surface {
    /// The writer.
    pub(super) writer: TokenStream,
    /// Stands for the name of a list's items and of a map's values.
    pub(super) item: TokenStream,
}

impl Surface {
    /// The writer of a body.
    pub(super) fn of_body(format: &TokenStream) -> Self {
        Self {
            writer: quote!(w),
            item: quote!(#format::ITEM),
        }
    }
}

/// The field's value as the `Option` that writers take.
pub(super) fn field_value(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    if let Some(bit) = field.bit {
        let bit = proc_macro2::Literal::usize_unsuffixed(bit);
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

/// `Some` of a value that is there: `value` where a method is called on it, `reference` else.
fn some(value: TokenStream, reference: TokenStream, ty: &FieldType) -> TokenStream {
    match ty {
        FieldType::String | FieldType::Enumeration(_) => quote!(Some(#value.as_str())),
        FieldType::List(_) => quote!(Some(#value.as_slice())),
        _ => quote!(Some(#reference)),
    }
}

/// The statement that writes `value`, an `Option`, under `key`.
pub(super) fn write_value(
    to: &Surface,
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
        FieldType::ByteStream => unreachable!("a stream is a whole body"),
        FieldType::Timestamp(format) => {
            let format = timestamp_format(format.0);
            quote!(#w.timestamp(#key, #value, #format);)
        }
        FieldType::Document => quote!(#w.document(#key, #value);),
        FieldType::Structure(name) | FieldType::Union(name) | FieldType::Error(name) => {
            let path = type_path(ty, name);
            quote!(#w.object(#key, #value, #path::write_to);)
        }
        FieldType::List(list) => {
            let item = write_item(&to.item, &list.item);
            quote!(#w.list(#key, #value, |item, w| #item);)
        }
        FieldType::Map(map) => {
            let item = write_item(&to.item, &map.value);
            quote!(#w.map(#key, #value, |item, w| #item);)
        }
    }
}

/// The expression that writes `item`, a reference.
fn write_item(key: &TokenStream, item: &Item) -> TokenStream {
    let value = if item.ty.is_scalar() {
        quote!(Some(*item))
    } else {
        some(quote!(item), quote!(item), &item.ty)
    };
    let within = Surface {
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

fn timestamp_format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::Iso8601 => quote!(primitives::DateTimeFormat::DateTime),
        TimestampFormat::Rfc822 => quote!(primitives::DateTimeFormat::HttpDate),
        TimestampFormat::UnixTimestamp => quote!(primitives::DateTimeFormat::EpochSeconds),
    }
}

/// The methods that write and read a union. A variant of a later model is read as `Unknown`; an object
/// without a variant is none at all.
pub(super) fn union(service: &Service, union: &Union, prelude: &Prelude) -> TokenStream {
    let name = ident(&union.name);
    let format = body_module(service.protocol.body);
    let option = &prelude.option;
    let write = union.usage.request.then(|| {
        let to = Surface::of_body(&format);
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
        let message = format!("{name}::Unknown cannot be sent: it stands for what is not known");
        quote! {
            pub(crate) fn write_to(&self, w: &mut #format::Writer) {
                match self {
                    #(#arms)*
                    Self::Unknown => w.fail(#message),
                }
            }
        }
    });
    let read = union.usage.response.then(|| {
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
                let is_unknown = r.object(&[#(#keys),*], &mut #callback);
                value.or(is_unknown.then_some(Self::Unknown))
            }
        }
    });
    quote! {
        impl #name {
            #write
            #read
        }
    }
}
