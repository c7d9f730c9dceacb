//! An operation: its module, and what is fixed about it.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

use crate::plan::{Binding, FieldType, Operation, Service};

use super::fragments::{self, affixed, body_module, deprecated, docs, ident, literal};
use super::imports::with_imports;
use super::{endpoint, extras, http};

/// The file of an operation:
///
/// ```text
/// mod error; mod input; mod output; pub mod builders;
/// pub struct RegisterContainerInstance;
/// impl crate::ecs::Client { pub fn register_container_instance(&self) -> …FluentBuilder { … } }
/// pub(crate) static OPERATION: client::Operation = …;
/// ```
pub(super) fn file(service: &Service, operation: &Operation) -> TokenStream {
    let name = ident(&operation.name);
    let (input, output) = (ident(&operation.input.name), ident(&operation.output.name));
    let error = affixed("", &operation.name, "Error");
    let title = docs(None, &format!("The operation `{}`.", operation.wire_name));
    let type_docs = docs(
        None,
        &format!(
            "`{}`, as a type. [`builders`] has what calls it.",
            operation.wire_name
        ),
    );
    let descriptor = descriptor(service, operation);
    let read_error = read_error(service, operation);
    let fill_token = fill_token(operation);
    let client_method = client_method(service, operation);
    let items = with_imports(
        &service.module,
        &operation.name,
        quote! {
            #type_docs
            #[derive(Clone, Default, Debug)]
            #[non_exhaustive]
            pub struct #name;
            impl #name {
                /// The operation.
                pub fn new() -> Self {
                    Self
                }
            }
            #client_method
            #descriptor
            #fill_token
            #read_error
        },
    );
    let (imports, items) = split_imports(items);
    let modules =
        ["builders", "error", "input", "output"].map(|name| inner_module(operation, name));
    let inner_docs = inner(&title);
    let allow = fragments::allow_deprecated(operation.touches_deprecated);
    quote! {
        #inner_docs
        #allow
        #imports
        #(#modules)*
        pub use error::#error;
        pub use input::#input;
        pub use output::#output;
        #items
    }
}

/// A module of the operation's module, which may have the same name.
fn inner_module(operation: &Operation, name: &str) -> TokenStream {
    let module = Ident::new(name, Span::call_site());
    let visibility = (name == "builders").then(|| quote!(pub));
    let allow = fragments::allow_inception(name, operation.module.as_str());
    quote!(#allow #visibility mod #module;)
}

/// `#![doc]` of `#[doc]`: puts a `!` after each `#`. (Texts are literals, so that theirs stay.)
pub(super) fn inner(docs: &TokenStream) -> TokenStream {
    let with_mark = |token: TokenTree| match &token {
        TokenTree::Punct(punct) if punct.as_char() == '#' => quote!(#token !),
        _ => quote!(#token),
    };
    docs.clone().into_iter().map(with_mark).collect()
}

/// Splits leading `use` items from the rest, to put modules between.
fn split_imports(items: TokenStream) -> (TokenStream, TokenStream) {
    let tokens: Vec<_> = items.into_iter().collect();
    let mut end = 0;
    while tokens
        .get(end)
        .is_some_and(|token| token.to_string() == "use")
    {
        let length = tokens[end..]
            .iter()
            .position(|token| token.to_string() == ";")
            .expect("a `use` ends");
        end += length + 1;
    }
    (
        tokens[..end].iter().cloned().collect(),
        tokens[end..].iter().cloned().collect(),
    )
}

fn descriptor(service: &Service, operation: &Operation) -> TokenStream {
    let module = ident(&service.module);
    let (wire_name, index) = (
        &operation.wire_name,
        Literal::usize_unsuffixed(operation.index),
    );
    let (attributes_field, attributes) = match attributes(operation) {
        Some(attributes) => (quote!(Some(attributes)), attributes),
        None => (quote!(None), TokenStream::new()),
    };
    let (endpoint_field, endpoint) = match endpoint::of_operation(service, operation) {
        Some(function) => (quote!(Some(add_to_endpoint)), function),
        None => (quote!(None), TokenStream::new()),
    };
    let extras = extras::list(service, operation);
    let host_prefix = extras::host_prefix(operation);
    let checksums = extras::checksums(operation);
    let endpoint_operation = extras::endpoint_operation(service, operation);
    let codec = codec(service, operation);
    let functions = functions(service, operation);
    let fill = match token(operation) {
        Some(_) => quote!(Some(fill_token)),
        None => quote!(None),
    };
    quote! {
        pub(crate) static OPERATION: client::Operation = client::Operation {
            name: #wire_name,
            index: #index,
            codec: &codec::Codec {
                #codec
                attributes: #attributes_field,
                fill_token: #fill,
            },
            auth: crate::#module::config::auth::Params::for_operation,
            endpoint: #endpoint_field,
            customizations: #extras,
        };
        #functions
        #attributes
        #endpoint
        #host_prefix
        #checksums
        #endpoint_operation
    }
}

/// The fields of the codec that depend on the protocol.
fn codec(service: &Service, operation: &Operation) -> TokenStream {
    let content_type = &service.protocol.content_type;
    match &service.protocol.binding {
        Binding::Target { prefix } => {
            let target = format!("{prefix}.{}", operation.wire_name);
            let query_compatible = service.protocol.query_compatible;
            let find_error = if query_compatible {
                quote!(find_query_compatible_error)
            } else {
                quote!(find_error)
            };
            quote! {
                serializer: &json_rpc::Serializer {
                    target: #target,
                    content_type: #content_type,
                    query_compatible: #query_compatible,
                    write,
                },
                deserializer: &json_rpc::Deserializer { read, read_error },
                find_error: json_rpc::#find_error,
            }
        }
        Binding::Http => {
            let method = &operation.method;
            let take_stream = match operation.input.stream() {
                Some(_) => quote!(Some(take_stream)),
                None => quote!(None),
            };
            let streams = operation.output.stream().is_some();
            quote! {
                serializer: &rest::Serializer {
                    method: #method,
                    content_type: #content_type,
                    take_stream: #take_stream,
                    write,
                },
                deserializer: &rest::Deserializer { streams: #streams, read, read_error },
                find_error: rest::find_json_error,
            }
        }
    }
}

/// The functions that write the input and read the output.
fn functions(service: &Service, operation: &Operation) -> TokenStream {
    if service.protocol.binding == Binding::Http {
        return http::functions(operation);
    }
    let (input, output) = (ident(&operation.input.name), ident(&operation.output.name));
    let format = body_module(service.protocol.body);
    quote! {
        fn write(input: &Input, w: &mut #format::Writer) {
            w.object(#format::ITEM, input.downcast_ref(), #input::write_to);
        }
        fn read(r: &mut #format::Reader<'_>, request_id: Option<&str>) -> Output {
            Output::erase(#output::read_from(r, request_id))
        }
    }
}

/// The function that tells the members which metrics may record: texts that are not sensitive.
fn attributes(operation: &Operation) -> Option<TokenStream> {
    let input = ident(&operation.input.name);
    let records: Vec<TokenStream> = operation
        .input
        .fields
        .iter()
        .filter(|field| field.ty == FieldType::String && !field.sensitive)
        .map(|field| {
            let (key, name) = (literal(&field.key), ident(&field.name));
            quote!(record(#key, input.#name.as_deref());)
        })
        .collect();
    (!records.is_empty()).then(|| {
        quote! {
            fn attributes(input: &Input, record: &mut dyn FnMut(&'static str, Option<&str>)) {
                if let Some(input) = input.downcast_ref::<#input>() {
                    #(#records)*
                }
            }
        }
    })
}

fn token(operation: &Operation) -> Option<&crate::plan::Field> {
    let mut fields = operation.input.fields.iter();
    fields.find(|field| field.idempotency_token && field.ty == FieldType::String)
}

fn fill_token(operation: &Operation) -> Option<TokenStream> {
    let field = ident(&token(operation)?.name);
    let input = ident(&operation.input.name);
    Some(quote! {
        fn fill_token(input: &mut Input, tokens: &crate::support::idempotency::IdempotencyTokenProvider) {
            if let Some(input) = input.downcast_mut::<#input>()
                && input.#field.is_none()
            {
                input.#field = Some(tokens.make_idempotency_token());
            }
        }
    })
}

fn read_error(service: &Service, operation: &Operation) -> TokenStream {
    let error = affixed("", &operation.name, "Error");
    let (method, reader_type) = match service.protocol.binding {
        Binding::Target { .. } => {
            let format = body_module(service.protocol.body);
            (quote!(read_from), quote!(#format::Reader))
        }
        Binding::Http => (quote!(read_response), quote!(rest::Response)),
    };
    let known = operation.errors.iter().filter(|it| !it.codes.is_empty());
    let cases = known.map(|case| {
        let (variant, codes) = (ident(&case.name), case.codes.iter().map(literal));
        quote!(#(#codes)|* => #error::#variant(types::error::#variant::#method(r, meta)),)
    });
    let (code, reader, body) = if operation.errors.is_empty() {
        (quote!(_code), quote!(_r), quote!(#error::generic(meta)))
    } else {
        (
            quote!(code),
            quote!(r),
            quote! {
                match code {
                    #(#cases)*
                    _ => #error::generic(meta),
                }
            },
        )
    };
    quote! {
        fn read_error(#code: &str, meta: ErrorMetadata, #reader: &mut #reader_type<'_>) -> client::ErasedError {
            client::ErasedError::erase(#body)
        }
    }
}

/// The client's method.
fn client_method(service: &Service, operation: &Operation) -> TokenStream {
    let (service_module, module) = (ident(&service.module), ident(&operation.module));
    let builder = affixed("", &operation.name, "FluentBuilder");
    let input = affixed("", &operation.input.name, "Builder");
    let docs = docs(
        operation.docs.as_deref(),
        &format!("Calls `{}`.", operation.wire_name),
    );
    let notes = method_notes(operation);
    let deprecated = deprecated(operation.deprecated.as_deref());
    quote! {
        impl crate::#service_module::Client {
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

/// What to set, what comes back.
fn method_notes(operation: &Operation) -> TokenStream {
    let name = operation.name.unraw();
    let builder = format!("builders::{name}FluentBuilder");
    let mut lines = Vec::new();
    if !operation.input.fields.is_empty() {
        lines.push("What can be set:".to_owned());
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
        "`send()` gives [`{}`] or an error around [`{name}Error`].",
        operation.output.name
    ));
    docs(None, &lines.join("\n"))
}
