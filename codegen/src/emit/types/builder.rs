//! Emits the builders of structures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{affixed, docs, ident, link};
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::types::{Role, Structure};

use super::field::{debug_impl, set_members};
use super::setters::{self, Target};

/// Emits the builder of a structure:
///
/// ```text
/// #[derive(Clone, PartialEq, Default, Debug)]
/// #[non_exhaustive]
/// pub struct ResourceBuilder { pub(crate) name: Option<String>, … }
/// impl ResourceBuilder {
///     pub fn name(mut self, input: impl Into<String>) -> Self { … }
///     pub fn set_name(mut self, input: Option<String>) -> Self { … }
///     pub fn get_name(&self) -> &Option<String> { … }
///     pub fn build(self) -> Resource { … }
/// }
/// ```
pub(super) fn builder(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let (target, name) = (
        &structure.header.name,
        affixed("", &structure.header.name, "Builder"),
    );
    let type_docs = docs(None, &format!("Builder of {}.", link(target)));
    let option = &prelude.option;
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), prelude.boxed_value(field));
        quote!(pub(crate) #name: #option<#ty>)
    });
    let private = private_fields(structure, prelude);
    let setters = structure
        .fields
        .iter()
        .map(|it| setters::methods(it, Target::Builder, prelude));
    let meta = meta_setters(structure, prelude);
    let build = build(structure, prelude);
    let is_sensitive = structure.is_sensitive();
    let derives = match (structure.stream().is_some(), is_sensitive) {
        (false, false) => quote!(#[derive(Clone, PartialEq, Default, Debug)]),
        (false, true) => quote!(#[derive(Clone, PartialEq, Default)]),
        (true, false) => quote!(#[derive(Default, Debug)]),
        (true, true) => quote!(#[derive(Default)]),
    };
    let debug = if is_sensitive {
        debug_impl(
            &target.affixed("", "Builder"),
            &structure.fields,
            &TokenStream::new(),
        )
    } else {
        TokenStream::new()
    };
    quote! {
        #type_docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #private
        }
        impl #name {
            #(#setters)*
            #meta
            #build
        }
        #debug
    }
}

fn private_fields(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let Prelude { option, string, .. } = prelude;
    match structure.role {
        Role::Output => quote!(pub(crate) _request_id: #option<#string>,),
        Role::Error => quote!(pub(crate) meta: #option<ErrorMetadata>,),
        Role::Input | Role::Nested => TokenStream::new(),
    }
}

fn meta_setters(structure: &Structure, prelude: &Prelude) -> TokenStream {
    if structure.role != Role::Error {
        return TokenStream::new();
    }
    let option = &prelude.option;
    quote! {
        /// Sets the error metadata: code, message and request ID.
        pub fn meta(mut self, meta: ErrorMetadata) -> Self {
            self.meta = Some(meta);
            self
        }
        /// Sets or clears the error metadata: code, message and request ID.
        pub fn set_meta(&mut self, meta: #option<ErrorMetadata>) -> &mut Self {
            self.meta = meta;
            self
        }
    }
}

/// Emits `build`, and `finish`, which fills missing fields with defaults: services omit members
/// that their model calls required, and reading must not fail there.
fn build(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let (name, result) = (ident(&structure.header.name), &prelude.result);
    let literal = literal(structure);
    let checks = checks(structure);
    let build_docs = docs(
        None,
        &format!("Builds the {}.", link(&structure.header.name)),
    );
    match (structure.fallible, checks.is_empty()) {
        (false, _) => quote! {
            #build_docs
            pub fn build(self) -> #name {
                #literal
            }
        },
        (true, true) => quote! {
            #build_docs
            ///
            /// # Errors
            /// None so far: the service validates the input.
            pub fn build(self) -> #result<#name, BuildError> {
                Ok(#literal)
            }
        },
        (true, false) => quote! {
            #build_docs
            ///
            /// # Errors
            /// If a required field is not set.
            pub fn build(self) -> #result<#name, BuildError> {
                #(#checks)*
                Ok(self.finish())
            }
            fn finish(self) -> #name {
                #literal
            }
        },
    }
}

/// The structure as a literal, of the builder's fields.
fn literal(structure: &Structure) -> TokenStream {
    let name = ident(&structure.header.name);
    let fields = structure.fields.iter().map(|field| {
        let (name, value) = (ident(&field.name), finished(field));
        match value {
            Some(value) => quote!(#name: #value),
            None => quote!(#name: self.#name),
        }
    });
    let set = set_members(structure).map(|_| {
        let fields = structure.fields.iter();
        let bits = fields.filter(|it| it.bit.is_some()).map(|field| {
            let name = ident(&field.name);
            quote!(self.#name.is_some())
        });
        quote!(_set: SetMembers::new(&[#(#bits),*]),)
    });
    let private = match structure.role {
        Role::Output => quote!(_request_id: self._request_id,),
        Role::Error => quote!(meta: self.meta.unwrap_or_default(),),
        Role::Input | Role::Nested => TokenStream::new(),
    };
    quote! {
        #name {
            #set
            #(#fields,)*
            #private
        }
    }
}

/// Statements that return an error if a mandatory field is not set.
fn checks(structure: &Structure) -> Vec<TokenStream> {
    let fields = structure.fields.iter();
    let checks = fields.filter(|field| field.mandatory).map(|field| {
        let (field_name, text) = (ident(&field.name), field.name.unraw());
        let details = format!(
            "{text} was not specified but it is required when building {}",
            structure.header.name
        );
        quote! {
            if self.#field_name.is_none() {
                return Err(BuildError::missing_field(#text, #details));
            }
        }
    });
    checks.collect()
}

/// The value of a field that is not an `Option`, from the builder's `Option`.
fn finished(field: &Field) -> Option<TokenStream> {
    if field.optional {
        return None;
    }
    let name = ident(&field.name);
    Some(match &field.ty {
        FieldType::Enumeration(enumeration) => {
            let enumeration = ident(enumeration);
            quote!(self.#name.unwrap_or_else(|| types::#enumeration::from("no value was set")))
        }
        FieldType::Union(union) => {
            let union = ident(union);
            let unknown = if field.boxed {
                quote!(types::#union::Unknown.into())
            } else {
                quote!(types::#union::Unknown)
            };
            quote!(self.#name.unwrap_or(#unknown))
        }
        FieldType::Timestamp(_) => {
            quote!(self.#name.unwrap_or_else(|| primitives::DateTime::from_secs(0)))
        }
        _ => quote!(self.#name.unwrap_or_default()),
    })
}
