//! Emits the endpoint parameters of a service: `Params`, its builder, and the settings that only
//! this service has.
//!
//! ```ignore
//! pub struct Params { region: Option<String>, use_fips: Option<bool> }
//! impl Params {
//!     fn resolve(&self) -> Result<Endpoint, BoxError> {
//!         let mut parameters = [Value::from(&self.region), Value::from(self.use_fips)];
//!         let mut variables = [Value::Nothing; 1];
//!         Ok(resolve(&rules::RULES, PARTITIONS, &mut parameters, &mut variables)?)
//!     }
//! }
//! ```

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{affixed, allow_name, docs, ident};
use crate::model::endpoint_rules::ParameterKind;
use crate::plan::ir::Service;
use crate::plan::ir::endpoint::{Parameter, Setting};
use crate::plan::ir::rules::DefaultValue;

/// Emits `config/endpoint/params.rs`.
pub(super) fn file(service: &Service) -> EmittedFile {
    let parameters = &service.endpoint.parameters;
    let (modules, imports, resolve) = match &service.endpoint.rules {
        Some(table) => with_rules(parameters, table.variables),
        None => without_rules(),
    };
    let params = params(parameters, &resolve);
    let own_settings = own_settings(parameters);
    let builder_import = (!own_settings.is_empty()).then(|| {
        quote!(
            use super::super::Builder;
        )
    });
    let builder = builder(parameters);
    EmittedFile {
        docs: Some("The endpoint parameters of the service.".to_owned()),
        imports: quote!(#imports #builder_import),
        modules,
        items: quote!(#params #own_settings #builder),
        ..Default::default()
    }
}

fn params(parameters: &[Parameter], resolve: &TokenStream) -> TokenStream {
    let fields = parameters.iter().map(|it| {
        let (name, ty) = (ident(&it.name), owned(it.kind));
        quote!(pub(crate) #name: Option<#ty>,)
    });
    let accessors = parameters.iter().map(accessor);
    let from_settings = parameters.iter().map(from_setting);
    // Rules may have parameters that no setting gives a value.
    let settings = if parameters.iter().any(|it| it.setting.is_some()) {
        quote!(settings)
    } else {
        quote!(_settings)
    };
    let account = account(parameters);
    quote! {
        /// Endpoint parameters: the values that the URL depends on.
        #[derive(Clone, PartialEq, Debug)]
        #[non_exhaustive]
        pub struct Params {
            #(#fields)*
        }

        impl Params {
            /// Creates a builder without values.
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#accessors)*
            pub(in super::super) fn from_settings(#settings: &ClientSettings<'_>) -> Self {
                Self {
                    #(#from_settings)*
                }
            }
            #resolve
            #account
        }
    }
}

fn builder(parameters: &[Parameter]) -> TokenStream {
    let fields = parameters.iter().map(|it| {
        let (name, ty) = (ident(&it.name), owned(it.kind));
        quote!(#name: Option<#ty>,)
    });
    let setters = parameters.iter().map(setters);
    let built = parameters.iter().map(built);
    quote! {
        /// Builder of [`Params`].
        #[derive(Clone, PartialEq, Default, Debug)]
        pub struct ParamsBuilder {
            #(#fields)*
        }

        impl ParamsBuilder {
            #(#setters)*
            /// Builds the parameters.
            ///
            /// # Errors
            /// If a required parameter has no value.
            pub fn build(self) -> Result<Params, InvalidParams> {
                Ok(Params {
                    #(#built)*
                })
            }
        }
    }
}

/// Modules and imports of the file, and the method that evaluates the rules.
fn with_rules(
    parameters: &[Parameter],
    variables: usize,
) -> (TokenStream, TokenStream, TokenStream) {
    let values = parameters.iter().map(|it| {
        let name = ident(&it.name);
        match it.kind {
            ParameterKind::Boolean => quote!(Value::from(self.#name)),
            ParameterKind::Text | ParameterKind::Texts => quote!(Value::from(&self.#name)),
        }
    });
    let imports = quote! {
        use aws_smithy_runtime_api::box_error::BoxError;
        use aws_smithy_types::endpoint::Endpoint;
        use super::{ClientSettings, InvalidParams};
        use crate::support::endpoint_rules::{Value, resolve};
        use crate::support::partitions::PARTITIONS;
    };
    let count = Literal::usize_unsuffixed(parameters.len());
    let variables = Literal::usize_unsuffixed(variables);
    let resolve = quote! {
        pub(super) fn resolve(&self) -> Result<Endpoint, BoxError> {
            let mut parameters: [Value<'_>; #count] = [#(#values),*];
            let mut variables = [Value::Nothing; #variables];
            Ok(resolve(&rules::RULES, PARTITIONS, &mut parameters, &mut variables)?)
        }
    };
    (
        quote!(
            mod rules;
        ),
        imports,
        resolve,
    )
}

/// Modules and imports of the file, and the method that evaluates the plain rule.
fn without_rules() -> (TokenStream, TokenStream, TokenStream) {
    let imports = quote! {
        use aws_smithy_runtime_api::box_error::BoxError;
        use aws_smithy_types::endpoint::Endpoint;
        use super::super::super::meta::SERVICE;
        use super::{ClientSettings, InvalidParams};
        use crate::support::plain_endpoint;
    };
    let resolve = quote! {
        pub(super) fn resolve(&self) -> Result<Endpoint, BoxError> {
            let url = plain_endpoint::regional_url(
                SERVICE.endpoint_prefix,
                self.region(),
                self.endpoint(),
                self.use_fips.unwrap_or_default(),
                self.use_dual_stack.unwrap_or_default(),
            )?;
            Ok(Endpoint::builder().url(url).build())
        }
    };
    (TokenStream::new(), imports, resolve)
}

fn owned(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::Text => quote!(String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::Texts => quote!(Vec<String>),
    }
}

/// "Returns the region."
fn docs_of(verb: &str, parameter: &Parameter) -> TokenStream {
    docs(None, &format!("{verb} {}.", parameter.docs))
}

fn accessor(parameter: &Parameter) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), docs_of("Returns", parameter));
    let allow = allow_name(&parameter.name);
    let (ty, value) = match parameter.kind {
        ParameterKind::Text => (quote!(&str), quote!(self.#name.as_deref())),
        ParameterKind::Boolean => (quote!(bool), quote!(self.#name)),
        ParameterKind::Texts => (quote!(&[String]), quote!(self.#name.as_deref())),
    };
    quote! {
        #docs
        #allow
        pub fn #name(&self) -> Option<#ty> {
            #value
        }
    }
}

fn setters(parameter: &Parameter) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), docs_of("Sets", parameter));
    let allow = allow_name(&parameter.name);
    let set_docs = docs_of("Sets or clears", parameter);
    let (ty, set) = (owned(parameter.kind), affixed("set_", &parameter.name, ""));
    quote! {
        #docs
        #allow
        pub fn #name(self, value: impl Into<#ty>) -> Self {
            self.#set(Some(value.into()))
        }
        #set_docs
        pub fn #set(mut self, value: Option<#ty>) -> Self {
            self.#name = value;
            self
        }
    }
}

/// `.or(Some(false))`
fn or_default(parameter: &Parameter) -> TokenStream {
    match &parameter.default {
        DefaultValue::Nothing => TokenStream::new(),
        DefaultValue::Boolean(value) => quote!(.or(Some(#value))),
        DefaultValue::Text(text) => quote!(.or_else(|| Some(#text.to_owned()))),
    }
}

fn from_setting(parameter: &Parameter) -> TokenStream {
    let (name, default) = (ident(&parameter.name), or_default(parameter));
    let value = match &parameter.setting {
        Some(Setting::Region) => quote!(settings.region() #default),
        Some(Setting::UseFips) => quote!(settings.use_fips() #default),
        Some(Setting::UseDualStack) => quote!(settings.use_dual_stack() #default),
        Some(Setting::Url) => quote!(settings.url() #default),
        Some(Setting::AccountIdEndpointMode) => {
            quote!(Some(settings.account_id_endpoint_mode()))
        }
        Some(Setting::Own(ty)) => {
            let ty = ident(ty);
            let value = match parameter.kind {
                ParameterKind::Boolean => quote!(it.0),
                ParameterKind::Text | ParameterKind::Texts => quote!(it.0.clone()),
            };
            quote!(settings.get::<own::#ty>().map(|it| #value) #default)
        }
        Some(Setting::AccountId) | None => match &parameter.default {
            DefaultValue::Nothing => quote!(None),
            DefaultValue::Boolean(value) => quote!(Some(#value)),
            DefaultValue::Text(text) => quote!(Some(#text.to_owned())),
        },
    };
    quote!(#name: #value,)
}

fn built(parameter: &Parameter) -> TokenStream {
    let (name, default) = (ident(&parameter.name), or_default(parameter));
    let field = parameter.name.unraw();
    match (parameter.required, &parameter.default) {
        (true, DefaultValue::Nothing) => quote! {
            #name: Some(self.#name.ok_or(InvalidParams { field: #field })?),
        },
        _ => quote!(#name: self.#name #default,),
    }
}

/// The constant that sets the account of the credentials, if the rules have a parameter for it.
fn account(parameters: &[Parameter]) -> TokenStream {
    let mut parameters = parameters.iter();
    match parameters.find(|it| it.setting == Some(Setting::AccountId)) {
        Some(parameter) => {
            let name = ident(&parameter.name);
            quote! {
                pub(super) const SET_ACCOUNT: Option<fn(&mut Self, String)> =
                    Some(|params, account| params.#name = Some(account));
            }
        }
        None => quote! {
            pub(super) const SET_ACCOUNT: Option<fn(&mut Self, String)> = None;
        },
    }
}

/// The setters of settings that only some services have, and the types that they are stored as.
fn own_settings(parameters: &[Parameter]) -> TokenStream {
    let own = parameters.iter().filter_map(|it| match &it.setting {
        Some(Setting::Own(ty)) => Some(own_setting(it, &ident(ty))),
        _ => None,
    });
    let (types, setters): (Vec<TokenStream>, Vec<TokenStream>) = own.unzip();
    let module = (!types.is_empty()).then(|| {
        quote! {
            mod own {
                //! Types of the settings that only this service has.
                #(#types)*
            }
        }
    });
    if setters.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #module
        impl Builder {
            #(#setters)*
        }
    }
}

/// The type that a setting of the service is stored as, and its setters.
fn own_setting(parameter: &Parameter, ty: &Ident) -> (TokenStream, TokenStream) {
    let (name, docs) = (ident(&parameter.name), docs_of("Sets", parameter));
    let allow = allow_name(&parameter.name);
    let set_docs = docs_of("Sets or clears", parameter);
    let (set, value) = (affixed("set_", &parameter.name, ""), owned(parameter.kind));
    let stored = match parameter.kind {
        // The type itself may be called `String`.
        ParameterKind::Text => quote!(std::string::String),
        ParameterKind::Boolean | ParameterKind::Texts => value.clone(),
    };
    let definition = quote! {
        #[derive(Clone, Debug)]
        pub(super) struct #ty(pub(super) #stored);
        impl aws_smithy_types::config_bag::Storable for #ty {
            type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
        }
    };
    let setters = quote! {
        #docs
        #allow
        pub fn #name(mut self, value: impl Into<#value>) -> Self {
            self.#set(Some(value.into()));
            self
        }
        #set_docs
        pub fn #set(&mut self, value: Option<#value>) -> &mut Self {
            self.config.store_or_unset(value.map(own::#ty));
            self
        }
    };
    (definition, setters)
}
