//! Emits the module of an operation: its type, and the client's method.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::emit::tokens::file::EmittedFile;
use crate::emit::tokens::fragments::{
    affixed, allow_inception, code, deprecated, docs, ident, service_path,
};
use crate::emit::tokens::imports::imports;
use crate::plan::ir::Service;
use crate::plan::ir::operation::Operation;

use super::descriptor::descriptor;

/// Emits the file of an operation:
///
/// ```text
/// mod error; mod input; mod output; pub mod builders;
/// pub struct RegisterContainerInstance;
/// impl crate::ecs::Client { pub fn register_container_instance(&self) -> …FluentBuilder { … } }
/// pub(crate) static OPERATION: client::Operation = …;
/// ```
pub(in crate::emit) fn file(service: &Service, operation: &Operation) -> EmittedFile {
    let name = ident(&operation.name);
    let (input, output) = (
        ident(&operation.input.header.name),
        ident(&operation.output.header.name),
    );
    let error = affixed("", &operation.name, "Error");
    let type_docs = docs(
        None,
        &format!(
            "The operation {} as a type. [`builders`] has its fluent builder.",
            code(&operation.wire_name)
        ),
    );
    let client_method = client_method(service, operation);
    let descriptor = descriptor(service, operation);
    let items = quote! {
        #type_docs
        #[derive(Clone, Default, Debug)]
        #[non_exhaustive]
        pub struct #name;
        impl #name {
            /// Creates the operation.
            pub fn new() -> Self {
                Self
            }
        }
        #client_method
        #descriptor
    };
    let modules =
        ["builders", "error", "input", "output"].map(|name| inner_module(operation, name));
    EmittedFile {
        docs: Some(format!("The operation {}.", code(&operation.wire_name))),
        allow_deprecated: operation.touches_deprecated,
        imports: imports(
            service,
            &[&operation.name, &operation.name.affixed("", "Error")],
            &items,
        ),
        modules: quote! {
            #(#modules)*
            pub use error::#error;
            pub use input::#input;
            pub use output::#output;
        },
        items,
        ..Default::default()
    }
}

/// A module of the operation's module, which may have the same name.
fn inner_module(operation: &Operation, name: &str) -> TokenStream {
    let module = Ident::new(name, Span::call_site());
    let visibility = (name == "builders").then(|| quote!(pub));
    let allow = allow_inception(name, operation.module.as_str());
    quote!(#allow #visibility mod #module;)
}

/// Emits the client's method.
fn client_method(service: &Service, operation: &Operation) -> TokenStream {
    let (path, module) = (service_path(service), ident(&operation.module));
    let builder = affixed("", &operation.name, "FluentBuilder");
    let input = affixed("", &operation.input.header.name, "Builder");
    let docs = docs(
        operation.docs.as_deref(),
        &format!("Calls {}.", code(&operation.wire_name)),
    );
    let notes = method_notes(service, operation);
    let deprecated = deprecated(operation.deprecated.as_deref());
    quote! {
        impl #path::Client {
            #docs
            #[doc = ""]
            #notes
            #deprecated
            pub fn #module(&self) -> builders::#builder {
                builders::#builder {
                    handle: self.handle.clone(),
                    inner: builders::#input::default(),
                    config_override: None,
                }
            }
        }
    }
}

/// Parameters and result of the client's method.
fn method_notes(service: &Service, operation: &Operation) -> TokenStream {
    let path = service_path(service).to_string().replace(' ', "");
    let name = operation.name.unraw();
    let builder = format!("builders::{name}FluentBuilder");
    let mut lines = Vec::new();
    if !operation.input.fields.is_empty() {
        lines.push("Parameters:".to_owned());
        lines.push(String::new());
        for field in &operation.input.fields {
            let field_name = field.name.unraw();
            let required = if field.required { " (required)" } else { "" };
            lines.push(format!(
                "- [`{field_name}`]({builder}::{field_name}){required}"
            ));
        }
        lines.push(String::new());
    }
    lines.push(format!(
        "`send()` returns a [`{}`], or an [`SdkError`]({path}::error::SdkError)\n\
         that contains a [`{name}Error`].",
        operation.output.header.name
    ));
    docs(None, &lines.join("\n"))
}
