//! Writing and reading: one emitter for all body formats.
//!
//! What is emitted are calls; the loops, escapes and errors are in `support`. Each format's module there
//! has the same methods, so that only the module's name and the fields' descriptors differ.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::TimestampFormat;
use crate::plan::{Field, FieldType, Item, Role, Service, Structure, Union};

use super::fragments::{Prelude, affixed, body_module, ident, literal, type_path};

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
    let write = structure.usage.request.then(|| {
        let fields = structure
            .fields
            .iter()
            .map(|field| write_value(&literal(&field.key), field_value(field), &field.ty));
        let writer = match structure.fields.is_empty() {
            true => quote!(_w),
            false => quote!(w),
        };
        quote! {
            pub(crate) fn write_to(&self, #writer: &mut #format::Writer) {
                #(#fields)*
            }
        }
    });
    let read = structure
        .usage
        .response
        .then(|| read_structure(structure, &format, prelude));
    quote! {
        impl #name {
            #write
            #read
        }
    }
}

/// The field's value as the `Option` that writers take.
fn field_value(field: &Field) -> TokenStream {
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
fn write_value(key: &TokenStream, value: TokenStream, ty: &FieldType) -> TokenStream {
    match ty {
        FieldType::Boolean => quote!(w.boolean(#key, #value);),
        FieldType::Integer => quote!(w.integer(#key, #value);),
        FieldType::Long => quote!(w.long(#key, #value);),
        FieldType::Float => quote!(w.float(#key, #value);),
        FieldType::Double => quote!(w.double(#key, #value);),
        FieldType::String | FieldType::Enumeration(_) => quote!(w.string(#key, #value);),
        FieldType::Blob => quote!(w.blob(#key, #value);),
        FieldType::Timestamp(format) => {
            let format = timestamp_format(format.0);
            quote!(w.timestamp(#key, #value, #format);)
        }
        FieldType::Document => quote!(w.document(#key, #value);),
        FieldType::Structure(name) | FieldType::Union(name) | FieldType::Error(name) => {
            let path = type_path(ty, name);
            quote!(w.object(#key, #value, #path::write_to);)
        }
        FieldType::List(list) => {
            let item = write_item(&list.item);
            quote!(w.list(#key, #value, |item, w| #item);)
        }
        FieldType::Map(map) => {
            let item = write_item(&map.value);
            quote!(w.map(#key, #value, |item, w| #item);)
        }
    }
}

/// The expression that writes `item`, a reference.
fn write_item(item: &Item) -> TokenStream {
    let key = quote!(json::ITEM);
    let value = match item.ty.is_scalar() {
        true => quote!(Some(*item)),
        false => some(quote!(item), quote!(item), &item.ty),
    };
    let statement = write_value(&key, value, &item.ty);
    match item.sparse {
        true => quote! {
            match item {
                Some(item) => { #statement }
                None => w.null(#key),
            }
        },
        false => quote!({ #statement }),
    }
}

fn read_structure(structure: &Structure, format: &TokenStream, prelude: &Prelude) -> TokenStream {
    let builder = affixed("", &structure.name, "Builder");
    let (option, new_builder) = (&prelude.option, prelude.default_of(&builder));
    let keys: Vec<_> = structure.fields.iter().map(|it| literal(&it.key)).collect();
    let statements: Vec<_> = structure
        .fields
        .iter()
        .map(|it| read_field(it, prelude))
        .collect();
    let callback = callback(&statements);
    let members = quote!(r.object(&[#(#keys),*], &mut #callback););
    let finish = match structure.fallible {
        true => quote!(b.finish()),
        false => quote!(b.build()),
    };
    let (parameter, after) = match structure.role {
        Role::Output => (
            quote!(, request_id: #option<&str>),
            quote!(b._request_id = request_id.map(str::to_owned);),
        ),
        Role::Error => (
            quote!(, meta: ErrorMetadata),
            quote! {
                if b.message.is_none() {
                    b.message = meta.message().map(str::to_owned);
                }
                b.meta = Some(meta);
            },
        ),
        Role::Input | Role::Nested => Default::default(),
    };
    let is_empty = statements.is_empty() && after.is_empty();
    let mutable = (!is_empty).then(|| quote!(mut));
    quote! {
        pub(crate) fn read_from(r: &mut #format::Reader<'_> #parameter) -> Self {
            let #mutable b = #new_builder;
            #members
            #after
            #finish
        }
    }
}

/// The callback that does the statement of the member that was found. It is called for members of the
/// list only, so that one statement needs no test.
fn callback(statements: &[TokenStream]) -> TokenStream {
    match statements {
        [] => quote!(|_, _| {}),
        [statement] => quote!(|_, r| #statement),
        statements => {
            let indices = (0..statements.len()).map(proc_macro2::Literal::usize_unsuffixed);
            quote! {
                |member, r| match member {
                    #(#indices => #statements,)*
                    _ => {}
                }
            }
        }
    }
}

/// The expression that reads a field into the builder `b`.
fn read_field(field: &Field, prelude: &Prelude) -> TokenStream {
    let name = ident(&field.name);
    match &field.ty {
        // What is there already stays: some formats repeat a member instead of nesting a list.
        FieldType::List(_) | FieldType::Map(_) => {
            let items = proc_macro2::Ident::new("items", proc_macro2::Span::call_site());
            let fill = fill(&items, &field.ty, prelude);
            quote! {{
                let items = b.#name.get_or_insert_default();
                #fill
            }}
        }
        ty => {
            let value = boxed(field, read_value(ty, prelude), prelude).option();
            quote!(b.#name = #value)
        }
    }
}

/// An expression that reads a value.
enum Read {
    /// It is always there.
    Sure(TokenStream),
    /// It is an `Option`.
    Maybe(TokenStream),
}

impl Read {
    /// The value, made into something else by the function `f`.
    fn map(self, f: TokenStream) -> Self {
        match self {
            Self::Sure(value) => Self::Sure(quote!(#f(#value))),
            Self::Maybe(value) => Self::Maybe(quote!(#value.map(#f))),
        }
    }

    /// The value as an `Option`.
    fn option(self) -> TokenStream {
        match self {
            Self::Sure(value) => quote!(Some(#value)),
            Self::Maybe(value) => value,
        }
    }
}

fn boxed(field: &Field, value: Read, prelude: &Prelude) -> Read {
    let boxed = &prelude.boxed;
    match field.boxed {
        true => value.map(quote!(#boxed::new)),
        false => value,
    }
}

/// The statement that reads items into the list or map `items`.
fn fill(items: &proc_macro2::Ident, ty: &FieldType, prelude: &Prelude) -> TokenStream {
    match ty {
        FieldType::List(list) => match (list.item.sparse, read_value(&list.item.ty, prelude)) {
            (false, Read::Sure(value)) => quote!(r.list(&mut |r| #items.push(#value));),
            (false, Read::Maybe(value)) => quote!(r.list(&mut |r| #items.extend(#value));),
            (true, value) => {
                let value = value.option();
                quote!(r.sparse_list(&mut |r| #items.push(match r { Some(r) => #value, None => None }));)
            }
        },
        FieldType::Map(map) => {
            let key = match &map.key {
                FieldType::Enumeration(name) => {
                    let name = ident(name);
                    quote!(types::#name::from(key.as_str()))
                }
                _ => quote!(key),
            };
            match (map.value.sparse, read_value(&map.value.ty, prelude)) {
                (false, Read::Sure(value)) => quote! {
                    r.map(&mut |key, r| {
                        #items.insert(#key, #value);
                    });
                },
                (false, Read::Maybe(value)) => quote! {
                    r.map(&mut |key, r| {
                        if let Some(value) = #value {
                            #items.insert(#key, value);
                        }
                    });
                },
                (true, value) => {
                    let value = value.option();
                    quote! {
                        r.sparse_map(&mut |key, r| {
                            let value = match r { Some(r) => #value, None => None };
                            #items.insert(#key, value);
                        });
                    }
                }
            }
        }
        _ => unreachable!("only lists and maps have items"),
    }
}

/// The expression that reads a value from `r`.
fn read_value(ty: &FieldType, prelude: &Prelude) -> Read {
    Read::Maybe(match ty {
        FieldType::Boolean => quote!(r.boolean()),
        FieldType::Integer => quote!(r.integer()),
        FieldType::Long => quote!(r.long()),
        FieldType::Float => quote!(r.float()),
        FieldType::Double => quote!(r.double()),
        FieldType::String => quote!(r.string()),
        FieldType::Blob => quote!(r.blob()),
        FieldType::Timestamp(format) => {
            let format = timestamp_format(format.0);
            quote!(r.timestamp(#format))
        }
        FieldType::Document => quote!(r.document()),
        FieldType::Enumeration(name) => {
            let name = ident(name);
            quote!(r.text().map(|text| types::#name::from(&*text)))
        }
        FieldType::Union(name) => {
            let path = type_path(ty, name);
            quote!(#path::read_from(r))
        }
        FieldType::Structure(name) => {
            let path = type_path(ty, name);
            return Read::Sure(quote!(#path::read_from(r)));
        }
        FieldType::Error(name) => {
            let path = type_path(ty, name);
            return Read::Sure(quote!(#path::read_from(r, ErrorMetadata::builder().build())));
        }
        FieldType::List(_) | FieldType::Map(_) => {
            let items = proc_macro2::Ident::new("inner", proc_macro2::Span::call_site());
            let (fill, vec, map) = (fill(&items, ty, prelude), &prelude.vec, &prelude.hash_map);
            let new = match ty {
                FieldType::List(_) => quote!(#vec::new()),
                _ => quote!(#map::new()),
            };
            return Read::Sure(quote! {{
                let mut inner = #new;
                #fill
                inner
            }});
        }
    })
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
        let arms = union.variants.iter().map(|field| {
            let variant = ident(&field.name);
            let value = match (&field.ty, field.boxed) {
                (ty, _) if ty.is_scalar() => quote!(Some(*value)),
                (_, true) => quote!(Some(&**value)),
                (ty, false) => some(quote!(value), quote!(value), ty),
            };
            let statement = write_value(&literal(&field.key), value, &field.ty);
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
