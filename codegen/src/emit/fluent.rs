//! Fluent builders: an operation's input, and the client to send it with.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Field, Operation, Service};

use super::builder::{Setter, setter, setter_docs};
use super::fragments::{self, Prelude, affixed, allow_name, deprecated, docs, ident};
use super::imports::with_imports;

/// The file of an operation's builders:
///
/// ```text
/// pub struct RegisterContainerInstanceFluentBuilder { handle: Arc<Handle>, inner: …InputBuilder, … }
/// impl RegisterContainerInstanceFluentBuilder {
///     pub fn as_input(&self) -> &…InputBuilder { … }
///     pub async fn send(self) -> Result<…Output, SdkError<…Error>> { … }
///     pub fn customize(self) -> CustomizableOperation<…> { … }
///     pub fn cluster(mut self, input: impl Into<String>) -> Self { … }
/// }
/// ```
pub(super) fn file(service: &Service, operation: &Operation) -> TokenStream {
    let (module, service_module) = (ident(&operation.module), ident(&service.module));
    let [fluent, error] =
        ["FluentBuilder", "Error"].map(|suffix| affixed("", &operation.name, suffix));
    let [input, output] =
        [&operation.input, &operation.output].map(|it| affixed("", &it.name, "Builder"));
    let output_type = ident(&operation.output.name);
    let result = quote!(Result<super::#output_type, SdkError<super::#error>>);
    let prelude = Prelude::new(false);
    let setters = operation
        .input
        .fields
        .iter()
        .map(|it| setters(it, &prelude));
    let docs = docs(
        operation.docs.as_deref(),
        &format!("Calls `{}`.", operation.wire_name),
    );
    let derives = match operation.input.stream() {
        Some(_) => quote!(#[derive(Debug)]),
        None => quote!(#[derive(Clone, Debug)]),
    };
    let deprecated = deprecated(operation.deprecated.as_deref());
    let method = quote!(client.#module());
    let items = quote! {
        impl #input {
            /// Sends this input with `client`.
            ///
            /// # Errors
            /// As the `send` of the fluent builder.
            #deprecated
            pub async fn send_with(self, client: &crate::#service_module::Client) -> #result {
                let mut builder = #method;
                builder.inner = self;
                builder.send().await
            }
        }
        #docs
        #derives
        pub struct #fluent {
            pub(super) handle: Arc<crate::#service_module::client::Handle>,
            pub(super) inner: #input,
            pub(super) config_override: Option<crate::#service_module::config::Builder>,
        }
        impl #fluent {
            /// The input as it is so far.
            pub fn as_input(&self) -> &#input {
                &self.inner
            }
            /// Sends the request and waits for the response.
            ///
            /// # Errors
            /// If the request could not be made or sent, if the response could not be read, or if the
            /// service answers with an error. What is worth another attempt was attempted again before,
            /// as the client's retry settings say.
            pub async fn send(self) -> #result {
                let input = self.inner.build().map_err(SdkError::construction_failure)?;
                let call = self.handle.call(
                    &super::OPERATION,
                    client::retry_classifiers::<super::#error>,
                    Input::erase(input),
                    self.config_override,
                );
                client::typed(call.await)
            }
            /// Allows for changes to this call only.
            pub fn customize(
                self,
            ) -> crate::#service_module::client::customize::CustomizableOperation<super::#output_type, super::#error, Self> {
                crate::#service_module::client::customize::CustomizableOperation::new(self)
            }
            #(#setters)*
        }
        impl crate::#service_module::client::customize::internal::CustomizableSend<super::#output_type, super::#error>
            for #fluent
        {
            async fn send(
                mut self,
                config_override: crate::#service_module::config::Builder,
            ) -> #result {
                self.config_override = Some(config_override);
                #fluent::send(self).await
            }
        }
    };
    let items = with_imports(&service.module, &operation.name, items);
    let allow =
        fragments::allow_deprecated(operation.touches_deprecated || operation.deprecated.is_some());
    quote! {
        //! Builders of the operation.
        #allow
        pub use super::input::#input;
        pub use super::output::#output;
        #items
    }
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
        arguments,
        ..
    } = setter;
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name(mut self, #parameters) -> Self {
            self.inner = self.inner.#name(#arguments);
            self
        }
        #set_docs
        #deprecated
        pub fn #set(mut self, input: #option<#ty>) -> Self {
            self.inner = self.inner.#set(input);
            self
        }
        #get_docs
        #deprecated
        pub fn #get(&self) -> &#option<#ty> {
            self.inner.#get()
        }
    }
}
