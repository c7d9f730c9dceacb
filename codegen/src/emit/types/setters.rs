//! Emits the setters that builders and fluent builders have for each field.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::emit::tokens::fragments::{affixed, allow_name, deprecated, docs, ident};
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::field::{Field, FieldType, Item};

use super::field::field_docs;

/// The builder that gets the setters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::emit) enum Target {
    /// A builder, which has the fields itself.
    Builder,
    /// A fluent builder, which passes values on to `inner`, the builder of the input.
    FluentBuilder,
}

/// Emits the three methods of a field:
///
/// ```text
/// pub fn name(mut self, input: impl Into<String>) -> Self { … }
/// pub fn set_name(mut self, input: Option<String>) -> Self { … }
/// pub fn get_name(&self) -> &Option<String> { … }
/// ```
pub(in crate::emit) fn methods(field: &Field, target: Target, prelude: &Prelude) -> TokenStream {
    let name = ident(&field.name);
    let (set, get) = (
        affixed("set_", &field.name, ""),
        affixed("get_", &field.name, ""),
    );
    let (ty, option) = (prelude.boxed_value(field), &prelude.option);
    let setter = setter(field, prelude);
    let [docs, set_docs, get_docs] = method_docs(field, &setter);
    let (deprecated, allow) = (
        deprecated(field.deprecated.as_deref()),
        allow_name(&field.name),
    );
    let Setter {
        parameters,
        arguments,
        statement,
        ..
    } = setter;
    let [add, replace, value] = match target {
        Target::Builder => [statement, quote!(self.#name = input;), quote!(&self.#name)],
        Target::FluentBuilder => [
            quote!(self.inner = self.inner.#name(#arguments);),
            quote!(self.inner = self.inner.#set(input);),
            quote!(self.inner.#get()),
        ],
    };
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name(mut self, #parameters) -> Self {
            #add
            self
        }
        #set_docs
        #deprecated
        pub fn #set(mut self, input: #option<#ty>) -> Self {
            #replace
            self
        }
        #get_docs
        #deprecated
        pub fn #get(&self) -> &#option<#ty> {
            #value
        }
    }
}

/// The parts of a field's main setter.
struct Setter {
    parameters: TokenStream,
    /// The parameters' names.
    arguments: TokenStream,
    /// The statement that stores the arguments in `self`.
    statement: TokenStream,
    /// A sentence for lists and maps, which are extended and not replaced.
    extends: Option<String>,
}

/// Strings are taken as `impl Into<String>`; lists and maps are extended one item at a time.
fn setter(field: &Field, prelude: &Prelude) -> Setter {
    let name = ident(&field.name);
    let set = field.name.affixed("set_", "");
    match &field.ty {
        FieldType::List(item) => {
            let (ty, value) = argument(item, "input", prelude);
            Setter {
                parameters: quote!(input: #ty),
                arguments: quote!(input),
                statement: quote!(self.#name.get_or_insert_default().push(#value);),
                extends: Some(format!(
                    "Appends one item; [`{set}`](Self::{set}) replaces the whole list."
                )),
            }
        }
        FieldType::Map(map) => {
            let key = Item {
                ty: map.key.clone(),
                sparse: false,
            };
            let (key_ty, key) = argument(&key, "k", prelude);
            let (value_ty, value) = argument(&map.value, "v", prelude);
            Setter {
                parameters: quote!(k: #key_ty, v: #value_ty),
                arguments: quote!(k, v),
                statement: quote!(self.#name.get_or_insert_default().insert(#key, #value);),
                extends: Some(format!(
                    "Adds one entry; [`{set}`](Self::{set}) replaces the whole map."
                )),
            }
        }
        _ => {
            let item = Item {
                ty: field.ty.clone(),
                sparse: false,
            };
            let (mut ty, mut value) = argument(&item, "input", prelude);
            if field.boxed {
                let (into, boxed) = (&prelude.into, prelude.boxed_value(field));
                ty = quote!(impl #into<#boxed>);
                value = quote!(input.into());
            }
            Setter {
                parameters: quote!(input: #ty),
                arguments: quote!(input),
                statement: quote!(self.#name = Some(#value);),
                extends: None,
            }
        }
    }
}

fn argument(item: &Item, name: &str, prelude: &Prelude) -> (TokenStream, TokenStream) {
    let name = Ident::new(name, Span::call_site());
    match (&item.ty, item.sparse) {
        (FieldType::String, false) => {
            let Prelude { into, string, .. } = prelude;
            (quote!(impl #into<#string>), quote!(#name.into()))
        }
        _ => (prelude.item(item), quote!(#name)),
    }
}

/// The documentation of the three methods.
fn method_docs(field: &Field, setter: &Setter) -> [TokenStream; 3] {
    let mut main = field_docs(field);
    if let Some(extends) = &setter.extends {
        let extends = docs(None, extends);
        main = quote! {
            #main
            #[doc = ""]
            #extends
        };
    }
    if field.required {
        let required = docs(None, "This field is required.");
        main = quote! {
            #main
            #[doc = ""]
            #required
        };
    }
    let name = field.name.unraw();
    [
        main,
        docs(None, &format!("Sets or clears [`{name}`](Self::{name}).")),
        docs(
            None,
            &format!("Returns the value of [`{name}`](Self::{name}), if it is set."),
        ),
    ]
}
