//! Emits structures: the `struct`, its methods, and the traits of errors and outputs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{
    REDACTED, affixed, allow_name, deprecated, derive, docs, ident, link,
};
use crate::emit::tokens::imports::imports;
use crate::emit::tokens::prelude::Prelude;
use crate::emit::wire;
use crate::plan::ir::Service;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::types::{ErrorMessage, Role, Structure};

use super::builder;
use super::field::{debug_impl, field_docs, set_members};
use super::serde;

/// Emits the file of a structure:
///
/// ```text
/// #[derive(Clone, PartialEq, Debug)]
/// #[non_exhaustive]
/// pub struct Resource { pub name: Option<String>, … }
/// impl Resource { pub fn name(&self) -> Option<&str> { … } … }
/// pub struct ResourceBuilder { … }
/// ```
pub(in crate::emit) fn file(service: &Service, structure: &Structure) -> EmittedFile {
    let header = &structure.header;
    let prelude = Prelude::new(header.hides_prelude);
    let items: TokenStream = [
        definition(structure, &prelude),
        methods(service, structure, &prelude),
        debug(structure),
        error_traits(structure, &prelude),
        request_id(structure, &prelude),
        builder::builder(structure, &prelude),
        serde::structure(structure, &prelude),
    ]
    .into_iter()
    .collect();
    EmittedFile {
        allow_deprecated: header.touches_deprecated,
        imports: imports(service, &[&header.name], &items),
        items,
        ..Default::default()
    }
}

fn definition(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let name = ident(&structure.header.name);
    let docs = docs(structure.header.docs.as_deref(), &structure.header.title);
    let deprecated_type = deprecated(structure.header.deprecated.as_deref());
    // A stream can be read once only, so that it cannot be copied or compared.
    let usual: &[&str] = match (structure.stream().is_none(), has_debug(structure)) {
        (true, false) => &["Clone", "PartialEq", "Debug"],
        (true, true) => &["Clone", "PartialEq"],
        (false, false) => &["Debug"],
        (false, true) => &[],
    };
    let derives = derive(usual, &structure.header.derives);
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), prelude.field(field));
        let (docs, deprecated) = (field_docs(field), deprecated(field.deprecated.as_deref()));
        quote! {
            #docs
            #deprecated
            pub #name: #ty
        }
    });
    let private = private_fields(structure, prelude);
    quote! {
        #docs
        #deprecated_type
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #private
        }
    }
}

/// Private fields, which are not members of the shape.
fn private_fields(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let Prelude { option, string, .. } = prelude;
    let set = set_members(structure).map(|words| {
        let words = proc_macro2::Literal::usize_unsuffixed(words);
        quote!(_set: SetMembers<#words>,)
    });
    let role = match structure.role {
        Role::Output => quote!(_request_id: #option<#string>,),
        Role::Error => quote!(meta: ErrorMetadata,),
        Role::Input | Role::Nested => TokenStream::new(),
    };
    quote!(#set #role)
}

/// Accessors, `builder`, and the methods that write and read the structure.
fn methods(service: &Service, structure: &Structure, prelude: &Prelude) -> TokenStream {
    let name = ident(&structure.header.name);
    let builder = affixed("", &structure.header.name, "Builder");
    let methods = structure.fields.iter().map(|field| {
        let (name, docs) = (ident(&field.name), field_docs(field));
        let deprecated = deprecated(field.deprecated.as_deref());
        let (ty, value) = accessor(field, prelude);
        let allow = allow_name(&field.name);
        quote! {
            #docs
            #deprecated
            #allow
            pub fn #name(&self) -> #ty {
                #value
            }
        }
    });
    let builder_docs = docs(
        None,
        &format!("Creates a builder of {}.", link(&structure.header.name)),
    );
    let new_builder = prelude.default_of(&builder);
    let wire = wire::structure(service.protocol.body, structure, prelude);
    quote! {
        impl #name {
            #(#methods)*
            #builder_docs
            pub fn builder() -> #builder {
                #new_builder
            }
            #wire
        }
    }
}

/// Type and value of an accessor: values on the heap are borrowed, numbers are copied, and an
/// absent list reads as an empty one.
fn accessor(field: &Field, prelude: &Prelude) -> (TokenStream, TokenStream) {
    let name = ident(&field.name);
    let (value, option) = (prelude.value(&field.ty), &prelude.option);
    match (&field.ty, field.optional) {
        (ty, true) if ty.is_scalar() => (quote!(#option<#value>), quote!(self.#name)),
        (ty, false) if ty.is_scalar() => (value, quote!(self.#name)),
        (FieldType::String, true) => (quote!(#option<&str>), quote!(self.#name.as_deref())),
        (FieldType::String, false) => (quote!(&str), quote!(&self.#name)),
        (FieldType::List(item), optional) => {
            let item = prelude.item(item);
            let value = if optional {
                quote!(self.#name.as_deref().unwrap_or_default())
            } else {
                quote!(&self.#name)
            };
            (quote!(&[#item]), value)
        }
        (_, true) if field.boxed => (quote!(#option<&#value>), quote!(self.#name.as_deref())),
        (_, true) => (quote!(#option<&#value>), quote!(self.#name.as_ref())),
        (_, false) => (quote!(&#value), quote!(&self.#name)),
    }
}

/// Returns `true` if `Debug` is written out, to redact sensitive fields or to leave out private
/// ones.
fn has_debug(structure: &Structure) -> bool {
    set_members(structure).is_some() || structure.is_sensitive()
}

fn debug(structure: &Structure) -> TokenStream {
    if !has_debug(structure) {
        return TokenStream::new();
    }
    let private = match structure.role {
        Role::Output => quote!(.field("_request_id", &self._request_id)),
        Role::Error => quote!(.field("meta", &self.meta)),
        Role::Input | Role::Nested => TokenStream::new(),
    };
    debug_impl(&structure.header.name, &structure.fields, &private)
}

fn error_traits(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let message = match structure.message {
        None => return TokenStream::new(),
        Some(ErrorMessage::Optional) => quote!(self.message.as_deref()),
        Some(ErrorMessage::Required) => quote!(Some(&self.message)),
        Some(ErrorMessage::Sensitive) => quote!(Some(#REDACTED)),
    };
    let (name, text) = (ident(&structure.header.name), structure.header.name.unraw());
    let option = &prelude.option;
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                support_error::fmt_modeled(f, #text, #message)
            }
        }
        impl std::error::Error for #name {}
        impl ProvideErrorMetadata for #name {
            fn meta(&self) -> &ErrorMetadata {
                &self.meta
            }
        }
        impl RequestId for #name {
            fn request_id(&self) -> #option<&str> {
                self.meta.request_id()
            }
        }
    }
}

fn request_id(structure: &Structure, prelude: &Prelude) -> TokenStream {
    if structure.role != Role::Output {
        return TokenStream::new();
    }
    let (name, option) = (ident(&structure.header.name), &prelude.option);
    quote! {
        impl RequestId for #name {
            fn request_id(&self) -> #option<&str> {
                self._request_id.as_deref()
            }
        }
    }
}
