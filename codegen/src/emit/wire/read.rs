//! Emits statements that read values into a builder.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{affixed, allow_constructor, ident, literal};
use crate::emit::tokens::prelude::{Prelude, type_path};
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::types::{Role, Structure};

use super::timestamp::timestamp_format;

/// Emits the method that reads a structure as an object.
pub(super) fn read_structure(
    structure: &Structure,
    format: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    let builder = affixed("", &structure.header.name, "Builder");
    let (option, new_builder) = (&prelude.option, prelude.default_of(&builder));
    // All fields are in the object: `plan` refuses errors with others that are part of structures.
    let fields: Vec<&Field> = structure.fields.iter().collect();
    let (members, is_empty) = read_members(&fields, prelude);
    let finish = if structure.fallible {
        quote!(b.finish())
    } else {
        quote!(b.build())
    };
    let (parameter, after) = match structure.role {
        Role::Output => (
            quote!(, request_id: #option<&str>),
            quote!(b._request_id = request_id.map(str::to_owned);),
        ),
        Role::Error => (quote!(, meta: ErrorMetadata), keep_metadata()),
        Role::Input | Role::Nested => Default::default(),
    };
    let is_empty = is_empty && after.is_empty();
    let mutable = (!is_empty).then(|| quote!(mut));
    let allow = allow_constructor(&structure.header.name);
    quote! {
        #allow
        pub(crate) fn read_from(r: &mut #format::Reader<'_> #parameter) -> Self {
            let #mutable b = #new_builder;
            #members
            #after
            #finish
        }
    }
}

/// The statement that reads fields as an object into the builder `b`, and `true` if there are none.
pub(super) fn read_members(fields: &[&Field], prelude: &Prelude) -> (TokenStream, bool) {
    let keys = fields.iter().map(|it| literal(&it.key));
    let statements: Vec<_> = fields.iter().map(|it| read_field(it, prelude)).collect();
    let callback = callback(&statements);
    (
        quote!(r.object(&[#(#keys),*], &mut #callback);),
        statements.is_empty(),
    )
}

/// Statements that keep the metadata of an error response.
pub(super) fn keep_metadata() -> TokenStream {
    quote! {
        if b.message.is_none() {
            b.message = meta.message().map(str::to_owned);
        }
        b.meta = Some(meta);
    }
}

/// The callback that runs the statement of the member that was found. It is called for listed
/// members only, so that a single statement needs no test.
pub(in crate::emit) fn callback(statements: &[TokenStream]) -> TokenStream {
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
pub(super) fn read_field(field: &Field, prelude: &Prelude) -> TokenStream {
    let name = ident(&field.name);
    match &field.ty {
        // Earlier items stay: some formats repeat a member instead of nesting a list.
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
pub(super) enum Read {
    /// Its type is the value's.
    Sure(TokenStream),
    /// Its type is an `Option` of that.
    Maybe(TokenStream),
}

impl Read {
    /// The value, converted by the function `f`.
    pub(super) fn map(self, f: TokenStream) -> Self {
        match self {
            Self::Sure(value) => Self::Sure(quote!(#f(#value))),
            Self::Maybe(value) => Self::Maybe(quote!(#value.map(#f))),
        }
    }

    /// The value as an `Option`.
    pub(super) fn option(self) -> TokenStream {
        match self {
            Self::Sure(value) => quote!(Some(#value)),
            Self::Maybe(value) => value,
        }
    }
}

pub(super) fn boxed(field: &Field, value: Read, prelude: &Prelude) -> Read {
    let boxed = &prelude.boxed;
    if field.boxed {
        value.map(quote!(#boxed::new))
    } else {
        value
    }
}

/// The statement that reads items into the list or map `items`.
fn fill(items: &proc_macro2::Ident, ty: &FieldType, prelude: &Prelude) -> TokenStream {
    match ty {
        FieldType::List(item) => match (item.sparse, read_value(&item.ty, prelude)) {
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
pub(super) fn read_value(ty: &FieldType, prelude: &Prelude) -> Read {
    Read::Maybe(match ty {
        FieldType::Boolean => quote!(r.boolean()),
        FieldType::Integer => quote!(r.integer()),
        FieldType::Long => quote!(r.long()),
        FieldType::Float => quote!(r.float()),
        FieldType::Double => quote!(r.double()),
        FieldType::String => quote!(r.string()),
        FieldType::Blob => quote!(r.blob()),
        FieldType::ByteStream => quote!(r.stream()),
        FieldType::Timestamp(format) => {
            let format = timestamp_format(*format);
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
