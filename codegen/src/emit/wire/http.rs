//! Emits the methods that write requests and read responses of protocols with HTTP bindings.
//!
//! Values outside of bodies are written and read by the same statements as in bodies; the method
//! that they are called on names the place. Escapes, lists and errors are in `support::rest`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::fragments::{affixed, literal};
use crate::emit::tokens::prelude::Prelude;
use crate::plan::ir::field::{Field, FieldType};
use crate::plan::ir::http::{
    Bindings, Body, HttpLocation, PathPart, RequestBindings, ResponseBindings,
};
use crate::plan::ir::types::{Role, Structure};

use super::read::{keep_metadata, read_field, read_members};
use super::write::{Destination, field_value, write_value};

/// Emits the method that writes an input as a request, or reads an output or error from a response:
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
///     r.keep_error(json::read(r.body(), &mut |r| {
///         r.object(&["name"], &mut |_, r| b.name = r.string());
///     }));
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

fn write_request(
    structure: &Structure,
    request: &RequestBindings,
    format: &TokenStream,
) -> TokenStream {
    let fields = &structure.fields;
    let path = request.path.iter().map(|part| match part {
        PathPart::Literal(text) => {
            let text = literal(text);
            quote!(w.path(#text);)
        }
        PathPart::Label { field, greedy } => {
            let place = if *greedy {
                quote!(greedy_label)
            } else {
                quote!(label)
            };
            write_at(&fields[*field], &place)
        }
    });
    let query = (!request.query.is_empty()).then(|| {
        let query = literal(&request.query);
        quote!(w.fixed_query(#query);)
    });
    let head = request
        .head
        .iter()
        .map(|it| &fields[*it])
        .filter_map(|field| Some(write_at(field, &place(field.location)?)));
    let body = write_body(structure, &request.body, format);
    quote! {
        pub(crate) fn write_request(&self, w: &mut rest::Request) {
            #(#path)*
            #query
            #(#head)*
            #body
        }
    }
}

/// The statement that writes the body.
fn write_body(structure: &Structure, body: &Body, format: &TokenStream) -> TokenStream {
    let fields = &structure.fields;
    match body {
        Body::None => TokenStream::new(),
        Body::Members(_) => {
            quote!(w.body(#format::message(&mut |w| w.object(#format::ITEM, Some(self), Self::write_to)));)
        }
        Body::Raw(field) => {
            let field = &fields[*field];
            let value = field_value(field);
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
            let to = Destination::of_body(format);
            let value = field_value(field);
            let write = write_value(&to, &quote!(#format::ITEM), value, &field.ty);
            let empty = or_empty.then(|| quote!(w.or_empty();));
            quote!(w.body(#format::message(&mut |w| { #write #empty }));)
        }
    }
}

/// The statement that writes a field at a place.
fn write_at(field: &Field, place: &TokenStream) -> TokenStream {
    let to = Destination {
        writer: quote!(w.#place()),
        item: quote!(rest::ITEM),
    };
    write_value(&to, &literal(&field.key), field_value(field), &field.ty)
}

/// The method that goes to a place outside of path and body, in requests as in responses.
fn place(location: HttpLocation) -> Option<TokenStream> {
    match location {
        HttpLocation::Query => Some(quote!(query)),
        HttpLocation::Header => Some(quote!(header)),
        HttpLocation::EncodedHeader => Some(quote!(encoded_header)),
        HttpLocation::PrefixHeaders => Some(quote!(headers)),
        HttpLocation::Status => Some(quote!(status)),
        HttpLocation::Body | HttpLocation::Label => None,
    }
}

fn read_response(
    structure: &Structure,
    response: &ResponseBindings,
    format: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    let builder = affixed("", &structure.header.name, "Builder");
    let new_builder = prelude.default_of(&builder);
    let head = response.head.iter().filter_map(|field| {
        let field = &structure.fields[*field];
        let (place, read) = (place(field.location)?, read_field(field, prelude));
        let key = (field.location != HttpLocation::Status).then(|| {
            let key = literal(&field.key);
            quote!(#key,)
        });
        Some(quote!(r.#place(#key &mut |r| #read);))
    });
    let body = read_body(structure, &response.body, format, prelude);
    let (parameter, before, after) = match structure.role {
        Role::Error => (
            quote!(, meta: ErrorMetadata),
            TokenStream::new(),
            keep_metadata(),
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

/// The statement that reads the body into the builder `b`.
fn read_body(
    structure: &Structure,
    body: &Body,
    format: &TokenStream,
    prelude: &Prelude,
) -> TokenStream {
    match body {
        Body::None => TokenStream::new(),
        Body::Members(_) => {
            let (members, _) = read_members(&structure.body_fields(), prelude);
            quote!(r.keep_error(#format::read(r.body(), &mut |r| { #members }));)
        }
        Body::Raw(field) => {
            let read = read_field(&structure.fields[*field], prelude);
            quote!(r.raw_body(&mut |r| #read);)
        }
        Body::Stream { field, .. } => {
            let read = read_field(&structure.fields[*field], prelude);
            quote!(#read;)
        }
        Body::Payload { field, .. } => {
            let read = read_field(&structure.fields[*field], prelude);
            quote!(r.keep_error(#format::read(r.body(), &mut |r| #read));)
        }
    }
}
