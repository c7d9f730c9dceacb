//! What a service's URL depends on: `Params`, its builder, and what operations add.
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

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::endpoint_rules::ParameterKind;
use crate::plan::endpoint::{From, Parameter, Setting};
use crate::plan::endpoint_rules::Default;
use crate::plan::{Operation, Service};

use super::fragments::{affixed, docs, ident};
use super::path;

/// `config/endpoint/params.rs`
pub(super) fn file(service: &Service) -> TokenStream {
    let parameters = &service.endpoint.parameters;
    let fields = parameters.iter().map(|it| {
        let (name, ty) = (ident(&it.name), owned(it.kind));
        quote!(pub(crate) #name: Option<#ty>,)
    });
    let builder_fields = parameters.iter().map(|it| {
        let (name, ty) = (ident(&it.name), owned(it.kind));
        quote!(#name: Option<#ty>,)
    });
    let accessors = parameters.iter().map(accessor);
    let setters = parameters.iter().map(setters);
    let from_settings = parameters.iter().map(from_setting);
    // Rules may ask for nothing that a client has.
    let settings = if parameters.iter().any(|it| it.setting.is_some()) {
        quote!(settings)
    } else {
        quote!(_settings)
    };
    let account = account(parameters);
    let own_settings = own_settings(parameters);
    let built = parameters.iter().map(built);
    let (imports, resolve) = match &service.endpoint.rules {
        Some(table) => with_rules(parameters, table.variables),
        None => without_rules(),
    };
    quote! {
        //! What the service's URL depends on.
        #imports

        /// What the URL depends on.
        #[derive(Clone, PartialEq, Debug)]
        #[non_exhaustive]
        pub struct Params {
            #(#fields)*
        }

        impl Params {
            /// A builder without values.
            pub fn builder() -> ParamsBuilder {
                ParamsBuilder::default()
            }
            #(#accessors)*
            pub(in super::super) fn from_settings(#settings: &Settings<'_>) -> Self {
                Self {
                    #(#from_settings)*
                }
            }
            #resolve
            #account
        }
        #own_settings

        /// Builder of [`Params`].
        #[derive(Clone, PartialEq, Default, Debug)]
        pub struct ParamsBuilder {
            #(#builder_fields)*
        }

        impl ParamsBuilder {
            #(#setters)*
            /// The finished parameters.
            ///
            /// # Errors
            /// If one is missing that the rules cannot do without.
            pub fn build(self) -> Result<Params, InvalidParams> {
                Ok(Params {
                    #(#built)*
                })
            }
        }
    }
}

fn with_rules(parameters: &[Parameter], variables: usize) -> (TokenStream, TokenStream) {
    let values = parameters.iter().map(|it| {
        let name = ident(&it.name);
        match it.kind {
            ParameterKind::Boolean => quote!(Value::from(self.#name)),
            ParameterKind::Text | ParameterKind::Texts => quote!(Value::from(&self.#name)),
        }
    });
    let has = |wanted: &dyn Fn(&Setting) -> bool| {
        let mut settings = parameters.iter().filter_map(|it| it.setting.as_ref());
        settings.any(wanted)
    };
    let own_settings = has(&|it| matches!(it, Setting::Own(_) | Setting::AccountIdEndpointMode))
        .then(|| {
            quote!(
                use super::super::Builder;
            )
        });
    let mode = has(&|it| *it == Setting::AccountIdEndpointMode).then(|| {
        quote!(
            use aws_types::endpoint_config::AccountIdEndpointMode;
        )
    });
    let imports = quote! {
        mod rules;

        use aws_smithy_runtime_api::box_error::BoxError;
        use aws_smithy_types::endpoint::Endpoint;
        use super::{InvalidParams, Settings};
        use crate::support::endpoint_rules::{Value, resolve};
        use crate::support::partitions::PARTITIONS;
        #own_settings
        #mode
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
    (imports, resolve)
}

fn without_rules() -> (TokenStream, TokenStream) {
    let imports = quote! {
        use aws_smithy_runtime_api::box_error::BoxError;
        use aws_smithy_types::endpoint::Endpoint;
        use super::super::super::meta::SERVICE;
        use super::{InvalidParams, Settings};
        use crate::support::endpoint;
    };
    let resolve = quote! {
        pub(super) fn resolve(&self) -> Result<Endpoint, BoxError> {
            let url = endpoint::url(
                SERVICE.endpoint_prefix,
                self.region(),
                self.endpoint(),
                self.use_fips.unwrap_or_default(),
                self.use_dual_stack.unwrap_or_default(),
            )?;
            Ok(Endpoint::builder().url(url).build())
        }
    };
    (imports, resolve)
}

fn owned(kind: ParameterKind) -> TokenStream {
    match kind {
        ParameterKind::Text => quote!(String),
        ParameterKind::Boolean => quote!(bool),
        ParameterKind::Texts => quote!(Vec<String>),
    }
}

fn accessor(parameter: &Parameter) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), docs(None, &parameter.docs));
    let (ty, value) = match parameter.kind {
        ParameterKind::Text => (quote!(&str), quote!(self.#name.as_deref())),
        ParameterKind::Boolean => (quote!(bool), quote!(self.#name)),
        ParameterKind::Texts => (quote!(&[String]), quote!(self.#name.as_deref())),
    };
    quote! {
        #docs
        pub fn #name(&self) -> Option<#ty> {
            #value
        }
    }
}

fn setters(parameter: &Parameter) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), docs(None, &parameter.docs));
    let (ty, set) = (owned(parameter.kind), affixed("set_", &parameter.name, ""));
    quote! {
        #docs
        pub fn #name(self, #name: impl Into<#ty>) -> Self {
            self.#set(Some(#name.into()))
        }
        #docs
        pub fn #set(mut self, #name: Option<#ty>) -> Self {
            self.#name = #name;
            self
        }
    }
}

/// `.or(Some(false))`
fn or_default(parameter: &Parameter) -> TokenStream {
    match &parameter.default {
        Default::Nothing => TokenStream::new(),
        Default::Boolean(value) => quote!(.or(Some(#value))),
        Default::Text(text) => quote!(.or_else(|| Some(#text.to_owned()))),
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
            Default::Nothing => quote!(None),
            Default::Boolean(value) => quote!(Some(#value)),
            Default::Text(text) => quote!(Some(#text.to_owned())),
        },
    };
    quote!(#name: #value,)
}

fn built(parameter: &Parameter) -> TokenStream {
    let (name, default) = (ident(&parameter.name), or_default(parameter));
    let field = parameter.name.unraw();
    match (parameter.required, &parameter.default) {
        (true, Default::Nothing) => quote! {
            #name: Some(self.#name.ok_or(InvalidParams { field: #field })?),
        },
        _ => quote!(#name: self.#name #default,),
    }
}

/// What finds the account of the credentials a place, if the rules ask for it.
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

/// The setters of settings that not every service has, and the types that they are kept as.
fn own_settings(parameters: &[Parameter]) -> TokenStream {
    let mut types = TokenStream::new();
    let mut setters = TokenStream::new();
    for it in parameters {
        let (name, docs) = (ident(&it.name), docs(None, &it.docs));
        let set = affixed("set_", &it.name, "");
        match &it.setting {
            Some(Setting::AccountIdEndpointMode) => setters.extend(quote! {
                /// Sets whether URLs may, or must, carry the account of the credentials.
                pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
                    self.set_account_id_endpoint_mode(Some(mode));
                    self
                }
                /// Sets or clears whether URLs may, or must, carry the account of the credentials.
                pub fn set_account_id_endpoint_mode(
                    &mut self,
                    mode: Option<AccountIdEndpointMode>,
                ) -> &mut Self {
                    self.config.store_or_unset(mode);
                    self
                }
            }),
            Some(Setting::Own(ty)) => {
                let (ty, value) = (ident(ty), owned(it.kind));
                let kept = match it.kind {
                    // The type itself may be called `String`.
                    ParameterKind::Text => quote!(std::string::String),
                    _ => value.clone(),
                };
                types.extend(quote! {
                    #[derive(Clone, Debug)]
                    pub(super) struct #ty(pub(super) #kept);
                    impl aws_smithy_types::config_bag::Storable for #ty {
                        type Storer = aws_smithy_types::config_bag::StoreReplace<Self>;
                    }
                });
                setters.extend(quote! {
                    #docs
                    pub fn #name(mut self, #name: impl Into<#value>) -> Self {
                        self.#set(Some(#name.into()));
                        self
                    }
                    #docs
                    pub fn #set(&mut self, #name: Option<#value>) -> &mut Self {
                        self.config.store_or_unset(#name.map(own::#ty));
                        self
                    }
                });
            }
            _ => {}
        }
    }
    if setters.is_empty() {
        return setters;
    }
    let own = (!types.is_empty()).then(|| {
        quote! {
            mod own {
                //! What the settings are kept as that only this service has.
                #types
            }
        }
    });
    quote! {
        #own
        impl Builder {
            #setters
        }
    }
}

/// The function that adds an operation's parameters to the client's, if there is something to do for the
/// operation.
pub(super) fn of_operation(service: &Service, operation: &Operation) -> Option<TokenStream> {
    // With accounts, and where the service is asked, parameters are the call's, whether there is something to add
    // or not.
    let of_call = service.endpoint.wants_account() || operation.asks_for_endpoint;
    if operation.endpoint.is_empty() && !of_call {
        return None;
    }
    let module = ident(&service.module);
    let input_type = ident(&operation.input.name);
    let reads_input = operation
        .endpoint
        .iter()
        .any(|it| matches!(it.from, From::Path(_)));
    let parameters = operation.endpoint.iter().map(|it| {
        let parameter = ident(&it.parameter);
        match &it.from {
            From::Boolean(value) => quote!(params.#parameter = Some(#value);),
            From::Text(text) => quote!(params.#parameter = Some(#text.to_owned());),
            From::Path(path) => path::set(&quote!(params.#parameter), path),
        }
    });
    let (input, downcast) = if reads_input {
        (
            quote!(input),
            quote!(let input = input.downcast_ref::<#input_type>()?;),
        )
    } else {
        (quote!(_input), TokenStream::new())
    };
    let mutable = (!operation.endpoint.is_empty()).then(|| quote!(mut));
    Some(quote! {
        fn add_to_endpoint(
            #input: &Input,
            params: &client::EndpointResolverParams,
        ) -> Option<client::EndpointResolverParams> {
            let #mutable params = params.get::<crate::#module::config::endpoint::Params>()?.clone();
            #downcast
            #(#parameters)*
            Some(client::EndpointResolverParams::new(params))
        }
    })
}
