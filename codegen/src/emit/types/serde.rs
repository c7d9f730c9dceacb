//! Emits serde's traits, behind a Cargo feature: the members of a type. All else is in the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::fragments::{affixed, ident, literal};
use crate::emit::tokens::prelude::Prelude;
use crate::emit::wire::callback;
use crate::plan::ir::field::Field;
use crate::plan::ir::types::{Enumeration, Role, Structure, TypeHeader, Union};

/// Emits the traits of a structure:
///
/// ```text
/// #[cfg(feature = "serde")]
/// impl crate::support::serde::Object for Resource {
///     fn write(&self, w: &mut crate::support::serde::Writer<'_>) {
///         w.member("name", &self.name);
///     }
///     fn read(r: &mut crate::support::serde::Reader<'_>) -> Option<Self> {
///         let mut b = ResourceBuilder::default();
///         let is_set = r.object(&["name"], &[], &mut |_, r| b.name = r.value());
///         is_set.then(|| b.build())
///     }
/// }
/// #[cfg(feature = "serde")]
/// crate::support::serde::object!(Resource);
/// ```
pub(super) fn structure(structure: &Structure, prelude: &Prelude) -> TokenStream {
    if !structure.header.serde {
        return TokenStream::new();
    }
    let members = structure.fields.iter().map(|field| {
        let (key, value) = (literal(&field.member), value(field));
        quote!(w.member(#key, &#value);)
    });
    let members: Vec<TokenStream> = members.collect();
    let read = read_structure(structure, prelude);
    let traits = object(&structure.header, &quote!(#(#members)*), &read, prelude);
    let into_builder = into_builder(structure, prelude);
    quote!(#traits #into_builder)
}

/// Emits the traits of a union.
pub(super) fn union(union: &Union, prelude: &Prelude) -> TokenStream {
    if !union.header.serde {
        return TokenStream::new();
    }
    let arms = union.variants.iter().map(|field| {
        let (variant, key) = (ident(&field.name), literal(&field.member));
        quote!(Self::#variant(value) => w.member(#key, value),)
    });
    let write = quote! {
        match self {
            #(#arms)*
            Self::Unknown => w.unknown_variant(),
        }
    };
    let keys = union.variants.iter().map(|it| literal(&it.member));
    let statements = union.variants.iter().map(|field| {
        let variant = ident(&field.name);
        quote!(value = r.value().map(Self::#variant))
    });
    let callback = callback(&statements.collect::<Vec<_>>());
    let read = quote! {
        let mut value = None;
        let is_unknown = r.union(&[#(#keys),*], &mut #callback);
        value.or(is_unknown.then_some(Self::Unknown))
    };
    object(&union.header, &write, &read, prelude)
}

/// Emits the traits of an enum.
pub(super) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    if !enumeration.header.serde {
        return TokenStream::new();
    }
    let name = ident(&enumeration.header.name);
    quote! {
        #[cfg(feature = "serde")]
        crate::support::serde::text!(#name);
    }
}

/// The traits of a structure or union, of the statements that write and read it.
fn object(
    header: &TypeHeader,
    write: &TokenStream,
    read: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    let (name, option) = (ident(&header.name), &prelude.option);
    let writer = if write.is_empty() {
        quote!(_w)
    } else {
        quote!(w)
    };
    quote! {
        #[cfg(feature = "serde")]
        impl crate::support::serde::Object for #name {
            fn write(&self, #writer: &mut crate::support::serde::Writer<'_>) {
                #write
            }
            fn read(r: &mut crate::support::serde::Reader<'_>) -> #option<Self> {
                #read
            }
        }
        #[cfg(feature = "serde")]
        crate::support::serde::object!(#name);
    }
}

/// The value that is written: what a request would contain, where that is known.
fn value(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    match field.bit {
        Some(bit) => {
            let bit = Literal::usize_unsuffixed(bit);
            quote!(self._set.value(#bit, self.#name))
        }
        None => quote!(self.#name),
    }
}

fn read_structure(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let builder = prelude.default_of(&affixed("", &structure.header.name, "Builder"));
    let keys = structure.fields.iter().map(|it| literal(&it.member));
    let fields = structure.fields.iter().enumerate();
    let demanded = fields.filter(|(_, field)| field.demanded);
    let demanded = demanded.map(|(index, _)| Literal::usize_unsuffixed(index));
    let statements = structure.fields.iter().map(|field| {
        let name = ident(&field.name);
        quote!(b.#name = r.value())
    });
    let statements: Vec<TokenStream> = statements.collect();
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let callback = callback(&statements);
    let built = match (structure.role, structure.fallible) {
        // Nothing is mandatory there, so that this is never `None`.
        (Role::Input, _) => quote!(if is_set { b.build().ok() } else { None }),
        (_, true) => quote!(is_set.then(|| b.finish())),
        (_, false) => quote!(is_set.then(|| b.build())),
    };
    quote! {
        let #mutable b = #builder;
        let is_set = r.object(&[#(#keys),*], &[#(#demanded),*], &mut #callback);
        #built
    }
}

/// The conversion of an input into its builder, which can be sent.
fn into_builder(structure: &Structure, prelude: &Prelude) -> TokenStream {
    if structure.role != Role::Input {
        return TokenStream::new();
    }
    let name = ident(&structure.header.name);
    let (builder, from) = (
        affixed("", &structure.header.name, "Builder"),
        &prelude.from,
    );
    let input = if structure.fields.is_empty() {
        quote!(_input)
    } else {
        quote!(input)
    };
    let fields = structure.fields.iter().map(|field| {
        let name = ident(&field.name);
        quote!(#name: input.#name)
    });
    quote! {
        #[cfg(feature = "serde")]
        impl #from<#name> for #builder {
            fn from(#input: #name) -> Self {
                Self { #(#fields,)* }
            }
        }
    }
}
