//! Structures: the `struct`, its accessors and what makes it an error or an output.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Field, FieldType, Message, Role, Service, Structure};

use super::field::{debug_impl, field_docs, set_members};
use super::fragments::{self, Prelude, affixed, deprecated, docs, ident, link};
use super::imports::with_imports;
use super::{builder, wire};

/// The file of a structure:
///
/// ```text
/// #[derive(Clone, PartialEq, Debug)]
/// #[non_exhaustive]
/// pub struct Resource { pub name: Option<String>, … }
/// impl Resource { pub fn name(&self) -> Option<&str> { … } … }
/// pub struct ResourceBuilder { … }
/// ```
pub(super) fn file(service: &Service, structure: &Structure) -> TokenStream {
    let prelude = Prelude::new(structure.hides_prelude);
    let items = [
        definition(structure, &prelude),
        accessors(structure, &prelude),
        debug(structure),
        error_traits(structure, &prelude),
        request_id(structure, &prelude),
        builder::builder(structure, &prelude),
        wire::structure(service, structure, &prelude),
    ];
    let items = with_imports(
        &service.module,
        &structure.name,
        items.into_iter().collect(),
    );
    let allow = fragments::allow_deprecated(structure.touches_deprecated);
    quote!(#allow #items)
}

fn definition(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let name = ident(&structure.name);
    let docs = docs(structure.docs.as_deref(), &default_docs(structure));
    let deprecated_type = deprecated(structure.deprecated.as_deref());
    // A stream is there once.
    let copies = structure
        .stream()
        .is_none()
        .then(|| quote!(#[derive(Clone, PartialEq)]));
    let debug = (!has_debug(structure)).then(|| quote!(#[derive(Debug)]));
    let derives = match (&copies, &debug) {
        (Some(_), Some(_)) => quote!(#[derive(Clone, PartialEq, Debug)]),
        _ => quote!(#copies #debug),
    };
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

/// Fields that are not the model's.
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

fn default_docs(structure: &Structure) -> String {
    match structure.role {
        Role::Input => format!("What goes into `{}`.", trim(structure, "Input")),
        Role::Output => format!("What comes out of `{}`.", trim(structure, "Output")),
        Role::Nested | Role::Error => format!("`{}`.", structure.shape),
    }
}

fn trim<'a>(structure: &'a Structure, suffix: &str) -> &'a str {
    let name = structure.name.as_str();
    name.strip_suffix(suffix).unwrap_or(name)
}

fn accessors(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let name = ident(&structure.name);
    let builder = affixed("", &structure.name, "Builder");
    let methods = structure.fields.iter().map(|field| {
        let (name, docs) = (ident(&field.name), field_docs(field));
        let deprecated = deprecated(field.deprecated.as_deref());
        let (ty, value) = accessor(field, prelude);
        let allow = fragments::allow_name(&field.name);
        quote! {
            #docs
            #deprecated
            #allow
            pub fn #name(&self) -> #ty {
                #value
            }
        }
    });
    let builder_docs = docs(None, &format!("A builder of {}.", link(&structure.name)));
    let new_builder = prelude.default_of(&builder);
    quote! {
        impl #name {
            #(#methods)*
            #builder_docs
            pub fn builder() -> #builder {
                #new_builder
            }
        }
    }
}

/// Type and value of an accessor: what is on the heap is lent, numbers are copied, and a list that is
/// absent reads as an empty one.
fn accessor(field: &Field, prelude: &Prelude) -> (TokenStream, TokenStream) {
    let name = ident(&field.name);
    let (value, option) = (prelude.value(&field.ty), &prelude.option);
    match (&field.ty, field.optional) {
        (ty, true) if ty.is_scalar() => (quote!(#option<#value>), quote!(self.#name)),
        (ty, false) if ty.is_scalar() => (value, quote!(self.#name)),
        (FieldType::String, true) => (quote!(#option<&str>), quote!(self.#name.as_deref())),
        (FieldType::String, false) => (quote!(&str), quote!(&self.#name)),
        (FieldType::List(list), optional) => {
            let item = prelude.item(&list.item);
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

/// Whether `Debug` is written out: since something must not be printed, or is nobody's business.
fn has_debug(structure: &Structure) -> bool {
    set_members(structure).is_some() || structure.fields.iter().any(|it| it.sensitive)
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
    debug_impl(&structure.name, &structure.fields, &private)
}

fn error_traits(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let message = match structure.message {
        None => return TokenStream::new(),
        Some(Message::Optional) => quote!(self.message.as_deref()),
        Some(Message::Always) => quote!(Some(&self.message)),
        Some(Message::Secret) => quote!(Some("*** Sensitive Data Redacted ***")),
    };
    let (name, text) = (ident(&structure.name), structure.name.unraw());
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
    let (name, option) = (ident(&structure.name), &prelude.option);
    quote! {
        impl RequestId for #name {
            fn request_id(&self) -> #option<&str> {
                self._request_id.as_deref()
            }
        }
    }
}
