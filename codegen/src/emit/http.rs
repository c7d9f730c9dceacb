//! Where in HTTP messages members are: one emitter for all places.
//!
//! Values outside of bodies are written and read by the same statements as in bodies ([`wire`]); what they are called
//! on says where that is. Escapes, lists and errors are in `support::rest`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::http::{Bindings, Body, Bound, PathPart, Place, Request, Response};
use crate::plan::{self, Field, FieldType, Role, Structure};

use super::fragments::{Prelude, affixed, ident, literal};
use super::wire::{self, Surface};

/// The method that writes an input as a request, or reads an output or error from a response:
///
/// ```text
/// pub(crate) fn write_request(&self, w: &mut rest::Request) {
///     w.path("/functions/");
///     w.label().string("FunctionName", self.function_name.as_deref());
///     w.query().string("Qualifier", self.qualifier.as_deref());
///     w.body(json::message(&mut |w| w.object(json::ITEM, Some(self), Self::write_to)));
/// }
/// pub(crate) fn read_response(r: &mut rest::Response<'_>) -> Self {
///     let mut b = ResourceBuilder::default();
///     r.header("ETag", &mut |r| b.e_tag = r.string());
///     r.body(json::read(r.bytes(), &mut |r| { r.object(&["name"], &mut |_, r| b.name = r.string()); }));
///     b.build()
/// }
/// ```
pub(super) fn methods(
    structure: &Structure,
    format: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    match &structure.bindings {
        Bindings::Body => TokenStream::new(),
        Bindings::Request(request) => write_request(structure, request, format),
        Bindings::Response(response) => read_response(structure, response, format, prelude),
    }
}

fn write_request(structure: &Structure, request: &Request, format: &TokenStream) -> TokenStream {
    let fields = &structure.fields;
    let path = request.path.iter().map(|part| match part {
        PathPart::Text(text) => {
            let text = literal(text);
            quote!(w.path(#text);)
        }
        PathPart::Label { field, greedy } => {
            let place = if *greedy {
                quote!(greedy_label)
            } else {
                quote!(label)
            };
            write(&fields[*field], &place)
        }
    });
    let query = (!request.query.is_empty()).then(|| {
        let query = literal(&request.query);
        quote!(w.fixed_query(#query);)
    });
    let head = request
        .head
        .iter()
        .map(|bound| write(&fields[bound.field], &place(bound.place)));
    let body = match &request.body {
        Body::None => TokenStream::new(),
        Body::Members(_) => {
            quote!(w.body(#format::message(&mut |w| w.object(#format::ITEM, Some(self), Self::write_to)));)
        }
        Body::Raw(field) => {
            let field = &fields[*field];
            let value = wire::field_value(field);
            match field.ty {
                FieldType::Blob => quote!(w.bytes(#value);),
                _ => quote!(w.text(#value);),
            }
        }
        Body::Stream {
            requires_length, ..
        } => quote!(w.stream(#requires_length);),
        Body::Payload { field, or_empty } => {
            let field = &fields[*field];
            let to = Surface::of_body(format);
            let value = wire::field_value(field);
            let write = wire::write_value(&to, &quote!(#format::ITEM), value, &field.ty);
            let empty = or_empty.then(|| quote!(w.or_empty();));
            quote!(w.body(#format::message(&mut |w| { #write #empty }));)
        }
    };
    quote! {
        pub(crate) fn write_request(&self, w: &mut rest::Request) {
            #(#path)*
            #query
            #(#head)*
            #body
        }
    }
}

/// The statement that writes a field at a place.
fn write(field: &Field, place: &TokenStream) -> TokenStream {
    let to = Surface {
        writer: quote!(w.#place()),
        item: quote!(rest::ITEM),
    };
    wire::write_value(
        &to,
        &literal(&field.key),
        wire::field_value(field),
        &field.ty,
    )
}

/// The method that goes to a place, of the request as of the response.
fn place(place: Place) -> TokenStream {
    match place {
        Place::Query => quote!(query),
        Place::Header => quote!(header),
        Place::EncodedHeader => quote!(encoded_header),
        Place::Headers => quote!(headers),
        Place::Status => quote!(status),
    }
}

fn read_response(
    structure: &Structure,
    response: &Response,
    format: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    let builder = affixed("", &structure.name, "Builder");
    let new_builder = prelude.default_of(&builder);
    let head = response.head.iter().map(|Bound { field, place: at }| {
        let field = &structure.fields[*field];
        let (place, read) = (place(*at), wire::read_field(field, prelude));
        match at {
            Place::Status => quote!(r.#place(&mut |r| #read);),
            _ => {
                let key = literal(&field.key);
                quote!(r.#place(#key, &mut |r| #read);)
            }
        }
    });
    let body = match &response.body {
        Body::None => TokenStream::new(),
        Body::Members(_) => {
            let (members, _) = wire::read_members(&structure.body_fields(), prelude);
            quote!(r.body(#format::read(r.bytes(), &mut |r| { #members }));)
        }
        Body::Raw(field) => {
            let read = wire::read_field(&structure.fields[*field], prelude);
            quote!(r.payload(&mut |r| #read);)
        }
        Body::Stream { field, .. } => {
            let read = wire::read_field(&structure.fields[*field], prelude);
            quote!(#read;)
        }
        Body::Payload { field, .. } => {
            let read = wire::read_field(&structure.fields[*field], prelude);
            quote!(r.body(#format::read(r.bytes(), &mut |r| #read));)
        }
    };
    let (parameter, before, after) = match structure.role {
        Role::Error => (
            quote!(, meta: ErrorMetadata),
            TokenStream::new(),
            wire::keep_metadata(),
        ),
        _ => (
            TokenStream::new(),
            quote!(r.keep_request_id(&mut b._request_id);),
            TokenStream::new(),
        ),
    };
    let finish = if structure.fallible {
        quote!(b.finish())
    } else {
        quote!(b.build())
    };
    quote! {
        pub(crate) fn read_response(r: &mut rest::Response<'_>#parameter) -> Self {
            let mut b = #new_builder;
            #before
            #(#head)*
            #body
            #after
            #finish
        }
    }
}

/// The functions that an operation writes and reads with:
///
/// ```text
/// fn write(input: &Input, w: &mut rest::Request) { … }
/// fn read(r: &mut rest::Response<'_>) -> Output { Output::erase(EchoOutput::read_response(r)) }
/// ```
pub(super) fn functions(operation: &plan::Operation) -> TokenStream {
    let (input, output) = (ident(&operation.input.name), ident(&operation.output.name));
    let take_stream = operation.input.stream().map(|field| {
        let name = ident(&field.name);
        quote! {
            fn take_stream(input: &mut Input) -> primitives::ByteStream {
                let input = input.downcast_mut::<#input>();
                input.map(|it| std::mem::take(&mut it.#name)).unwrap_or_default()
            }
        }
    });
    quote! {
        #take_stream
        fn write(input: &Input, w: &mut rest::Request) {
            w.input(input.downcast_ref(), #input::write_request);
        }
        fn read(r: &mut rest::Response<'_>) -> Output {
            Output::erase(#output::read_response(r))
        }
    }
}
