//! Builders of structures.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Field, FieldType, Item, Role, Structure};

use super::field::{debug_impl, field_docs, set_members};
use super::fragments::{Prelude, affixed, allow_name, deprecated, docs, ident, link};

/// The builder of a structure:
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
    let (target, name) = (&structure.name, affixed("", &structure.name, "Builder"));
    let type_docs = docs(None, &format!("A builder of {}.", link(target)));
    let option = &prelude.option;
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), prelude.boxed_value(field));
        quote!(pub(crate) #name: #option<#ty>)
    });
    let private = private_fields(structure, prelude);
    let setters = structure.fields.iter().map(|it| setters(it, prelude));
    let meta = meta_setters(structure, prelude);
    let build = build(structure, prelude);
    let is_sensitive = structure.fields.iter().any(|it| it.sensitive);
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

/// What a setter takes, and the statement that stores it in `self.name`.
pub(super) struct Setter {
    pub(super) parameters: TokenStream,
    pub(super) arguments: TokenStream,
    pub(super) statement: TokenStream,
    /// What the setter does beyond setting, for lists and maps.
    pub(super) extra_docs: Option<String>,
}

/// Strings are taken as anything that becomes one; lists and maps are added to one by one.
pub(super) fn setter(field: &Field, prelude: &Prelude) -> Setter {
    let name = ident(&field.name);
    let set = field.name.affixed("set_", "");
    match &field.ty {
        FieldType::List(list) => {
            let (ty, value) = argument(&list.item, "input", prelude);
            Setter {
                parameters: quote!(input: #ty),
                arguments: quote!(input),
                statement: quote!(self.#name.get_or_insert_default().push(#value);),
                extra_docs: Some(format!(
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
                extra_docs: Some(format!(
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
                extra_docs: None,
            }
        }
    }
}

fn argument(item: &Item, name: &str, prelude: &Prelude) -> (TokenStream, TokenStream) {
    let name = proc_macro2::Ident::new(name, proc_macro2::Span::call_site());
    match (&item.ty, item.sparse) {
        (FieldType::String, false) => {
            let Prelude { into, string, .. } = prelude;
            (quote!(impl #into<#string>), quote!(#name.into()))
        }
        _ => (prelude.item(item), quote!(#name)),
    }
}

/// The documentation of a field's three methods: of the setter, and of `set_` and `get_`.
pub(super) fn setter_docs(field: &Field, setter: &Setter) -> [TokenStream; 3] {
    let mut main = field_docs(field);
    if let Some(extra) = &setter.extra_docs {
        let extra = docs(None, extra);
        main = quote! {
            #main
            #[doc = ""]
            #extra
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
        docs(None, &format!("What [`{name}`](Self::{name}) is set to.")),
    ]
}

fn setters(field: &Field, prelude: &Prelude) -> TokenStream {
    let name = ident(&field.name);
    let (set, get) = (
        affixed("set_", &field.name, ""),
        affixed("get_", &field.name, ""),
    );
    let (ty, option) = (prelude.boxed_value(field), &prelude.option);
    let setter = setter(field, prelude);
    let [docs, set_docs, get_docs] = setter_docs(field, &setter);
    let (deprecated, allow) = (
        deprecated(field.deprecated.as_deref()),
        allow_name(&field.name),
    );
    let Setter {
        parameters,
        statement,
        ..
    } = setter;
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name(mut self, #parameters) -> Self {
            #statement
            self
        }
        #set_docs
        #deprecated
        pub fn #set(mut self, input: #option<#ty>) -> Self {
            self.#name = input;
            self
        }
        #get_docs
        #deprecated
        pub fn #get(&self) -> &#option<#ty> {
            &self.#name
        }
    }
}

fn meta_setters(structure: &Structure, prelude: &Prelude) -> TokenStream {
    if structure.role != Role::Error {
        return TokenStream::new();
    }
    let option = &prelude.option;
    quote! {
        /// Sets code, message and request id.
        pub fn meta(mut self, meta: ErrorMetadata) -> Self {
            self.meta = Some(meta);
            self
        }
        /// Sets or clears code, message and request id.
        pub fn set_meta(&mut self, meta: #option<ErrorMetadata>) -> &mut Self {
            self.meta = meta;
            self
        }
    }
}

/// `build`, and `finish`, which fills what is missing with defaults: services do omit what their model
/// calls required, so that reading must not fail there.
fn build(structure: &Structure, prelude: &Prelude) -> TokenStream {
    let (name, result) = (ident(&structure.name), &prelude.result);
    let fields = structure.fields.iter().map(|field| {
        let (name, value) = (ident(&field.name), finished(field));
        match value {
            Some(value) => quote!(#name: #value),
            None => quote!(#name: self.#name),
        }
    });
    let set = set_members(structure).map(|_| {
        let bits = structure
            .fields
            .iter()
            .filter(|it| it.bit.is_some())
            .map(|field| {
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
    let literal = quote! {
        #name {
            #set
            #(#fields,)*
            #private
        }
    };
    let checks: Vec<TokenStream> = structure
        .fields
        .iter()
        .filter(|field| field.mandatory)
        .map(|field| {
            let (field_name, text) = (ident(&field.name), field.name.unraw());
            let details = format!(
                "{text} was not specified but it is required when building {}",
                structure.name
            );
            quote! {
                if self.#field_name.is_none() {
                    return Err(BuildError::missing_field(#text, #details));
                }
            }
        })
        .collect();
    let build_docs = docs(None, &format!("The finished {}.", link(&structure.name)));
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
            /// None so far: the service checks what it is sent.
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

/// The value of a field that is no `Option`, from the builder's `Option`.
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
