//! Emits fluent builders: an operation's input, and the client that sends it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{affixed, code, deprecated, docs, ident, service_path};
use crate::emit::tokens::imports::imports;
use crate::emit::tokens::prelude::Prelude;
use crate::emit::types::setters::{self, Target};
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;

/// Emits the file of an operation's builders:
///
/// ```text
/// pub struct RegisterContainerInstanceFluentBuilder { handle: Arc<Handle>, inner: …, … }
/// impl RegisterContainerInstanceFluentBuilder {
///     pub fn as_input(&self) -> &…InputBuilder { … }
///     pub async fn send(self) -> Result<…Output, SdkError<…Error>> { … }
///     pub fn customize(self) -> CustomizableOperation<…> { … }
///     pub fn cluster(mut self, input: impl Into<String>) -> Self { … }
/// }
/// ```
pub(super) fn file(service: &Service, operation: &Operation) -> EmittedFile {
    let (module, path) = (ident(&operation.module), service_path(service));
    let [fluent, error] =
        ["FluentBuilder", "Error"].map(|suffix| affixed("", &operation.name, suffix));
    let [input, output] =
        [&operation.input, &operation.output].map(|it| affixed("", &it.header.name, "Builder"));
    let output_type = ident(&operation.output.header.name);
    let result = quote!(Result<super::#output_type, SdkError<super::#error>>);
    let prelude = Prelude::new(false);
    let setters = operation
        .input
        .fields
        .iter()
        .map(|it| setters::methods(it, Target::FluentBuilder, &prelude));
    let builder = definition(service, operation);
    let calls = calls(service, operation, &result);
    let deprecated = deprecated(operation.deprecated.as_deref());
    let method = quote!(client.#module());
    let items = quote! {
        impl #input {
            /// Sends this input with `client`.
            ///
            /// # Errors
            /// See the `send` of the fluent builder.
            #deprecated
            pub async fn send_with(self, client: &#path::Client) -> #result {
                let mut builder = #method;
                builder.inner = self;
                builder.send().await
            }
        }
        #builder
        impl #fluent {
            #calls
            #(#setters)*
        }
        impl #path::client::customize::internal::CustomizableSend<super::#output_type, super::#error>
            for #fluent
        {
            async fn send(
                mut self,
                config_override: #path::config::Builder,
            ) -> #result {
                self.config_override = Some(config_override);
                #fluent::send(self).await
            }
        }
    };
    EmittedFile {
        docs: Some("Builders of the operation.".to_owned()),
        allow_deprecated: operation.touches_deprecated || operation.deprecated.is_some(),
        imports: imports(service, &[], &items),
        modules: quote! {
            pub use super::input::#input;
            pub use super::output::#output;
        },
        items,
        ..Default::default()
    }
}

/// The fluent builder's definition.
fn definition(service: &Service, operation: &Operation) -> TokenStream {
    let path = service_path(service);
    let fluent = affixed("", &operation.name, "FluentBuilder");
    let input = affixed("", &operation.input.header.name, "Builder");
    let docs = docs(
        operation.docs.as_deref(),
        &format!("Calls {}.", code(&operation.wire_name)),
    );
    let derives = match operation.input.stream() {
        Some(_) => quote!(#[derive(Debug)]),
        None => quote!(#[derive(Clone, Debug)]),
    };
    quote! {
        #docs
        #derives
        pub struct #fluent {
            pub(super) handle: Arc<#path::client::Handle>,
            pub(super) inner: #input,
            pub(super) config_override: Option<#path::config::Builder>,
        }
    }
}

/// The methods `as_input`, `send` and `customize`.
fn calls(service: &Service, operation: &Operation, result: &TokenStream) -> TokenStream {
    let path = service_path(service);
    let error = affixed("", &operation.name, "Error");
    let input = affixed("", &operation.input.header.name, "Builder");
    let output_type = ident(&operation.output.header.name);
    quote! {
        /// Returns the input as set so far.
        pub fn as_input(&self) -> &#input {
            &self.inner
        }
        /// Sends the request and waits for the response.
        ///
        /// # Errors
        /// If the request could not be built or sent, if the response could not be read, or if
        /// the service returned an error. Retryable failures were retried before, by the
        /// client's retry settings.
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
        /// Customizes this call only: its settings and interceptors.
        pub fn customize(
            self,
        ) -> #path::client::customize::CustomizableOperation<super::#output_type, super::#error, Self> {
            #path::client::customize::CustomizableOperation::new(self)
        }
    }
}
