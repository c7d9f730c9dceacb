//! Writing.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Blob, DateTime, base64};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::ITEM;

/// What needs no escape in paths and query strings: RFC 3986's unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for labels whose slashes part the path.
const ESCAPED_IN_GREEDY: &AsciiSet = &ESCAPED.remove(b'/');

/// Writes a request: first the parts of the path, then the rest in any order, the body last.
///
/// A value that is `None` is not there, except in the path, where it has to be.
#[derive(Debug)]
pub struct Request {
    path: String,
    query: String,
    headers: Headers,
    body: Body,
    place: Place,
    /// In the query string: the key of the items of a list, as it is sent.
    key: String,
    /// In a header: the items of a list, once there is one.
    items: Option<String>,
    error: Option<BoxError>,
}

/// Where the next value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Label,
    GreedyLabel,
    Query,
    Header,
    EncodedHeader,
    HeaderItem,
    Headers,
}

#[derive(Debug)]
enum Body {
    None,
    /// In the protocol's format.
    Structured(Vec<u8>),
    Bytes(Vec<u8>),
    Text(String),
    /// What the input has as a stream; whether it has to be known how long it is.
    Stream {
        requires_length: bool,
    },
}

impl Request {
    pub(super) fn new() -> Self {
        Self {
            path: String::with_capacity(64),
            query: String::new(),
            headers: Headers::new(),
            body: Body::None,
            place: Place::Label,
            key: String::new(),
            items: None,
            error: None,
        }
    }

    /// Writes the input.
    pub fn input<T>(&mut self, input: Option<&T>, write: fn(&T, &mut Request)) {
        match input {
            Some(input) => write(input, self),
            None => self.fail("the input is another operation's"),
        }
    }

    /// Adds to the path what is always there.
    pub fn path(&mut self, text: &str) {
        self.path.push_str(text);
    }

    /// Begins the query string with what is always there.
    pub fn fixed_query(&mut self, text: &str) {
        self.query.push_str(text);
    }

    /// The next value is part of the path.
    pub fn label(&mut self) -> &mut Self {
        self.at(Place::Label)
    }

    /// The next value is part of the path, and its slashes part that.
    pub fn greedy_label(&mut self) -> &mut Self {
        self.at(Place::GreedyLabel)
    }

    /// The next value is in the query string; a map spreads there, but does not say again what is said already.
    pub fn query(&mut self) -> &mut Self {
        self.at(Place::Query)
    }

    /// The next value is a header.
    pub fn header(&mut self) -> &mut Self {
        self.at(Place::Header)
    }

    /// The next value is in a header, in base64.
    pub fn encoded_header(&mut self) -> &mut Self {
        self.at(Place::EncodedHeader)
    }

    /// The next value is a map whose entries are headers, of names that begin with the map's.
    pub fn headers(&mut self) -> &mut Self {
        self.at(Place::Headers)
    }

    fn at(&mut self, place: Place) -> &mut Self {
        self.place = place;
        self
    }

    /// Makes a message in the protocol's format the body, if there is something in it.
    pub fn body<E: Into<BoxError>>(&mut self, message: Result<Vec<u8>, E>) {
        match message {
            Ok(message) if message.is_empty() => {}
            Ok(message) => self.body = Body::Structured(message),
            Err(error) => self.fail(error),
        }
    }

    /// Makes bytes the body.
    pub fn bytes(&mut self, value: Option<&Blob>) {
        if let Some(value) = value {
            self.body = Body::Bytes(value.as_ref().to_vec());
        }
    }

    /// Makes a text the body.
    pub fn text(&mut self, value: Option<&str>) {
        if let Some(value) = value {
            self.body = Body::Text(value.to_owned());
        }
    }

    /// Makes the input's stream the body.
    pub fn stream(&mut self, requires_length: bool) {
        self.body = Body::Stream { requires_length };
    }

    /// Writes a string.
    #[inline(never)]
    pub fn string(&mut self, name: &'static str, value: Option<&str>) {
        match (self.place, value) {
            (Place::Label | Place::GreedyLabel, None | Some("")) => self.fail(format!(
                "`{name}` is part of the path: it has to be set, and not empty"
            )),
            (_, None) => {}
            (Place::Label, Some(value)) => self.path.extend(utf8_percent_encode(value, ESCAPED)),
            (Place::GreedyLabel, Some(value)) => {
                let escaped = utf8_percent_encode(value, ESCAPED_IN_GREEDY);
                self.path.extend(escaped);
            }
            (Place::Query, Some(value)) => self.pair(name, value),
            (Place::EncodedHeader, Some(value)) => self.set_header(name, base64::encode(value)),
            (Place::HeaderItem, Some(value)) => self.item(value),
            (Place::Header | Place::Headers, Some(value)) => {
                let name = match name {
                    ITEM => Cow::Owned(std::mem::take(&mut self.key)),
                    name => Cow::Borrowed(name),
                };
                self.set_header(name, value.to_owned());
            }
        }
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, name: &'static str, value: Option<bool>) {
        self.string(name, value.map(|it| if it { "true" } else { "false" }));
    }

    /// Writes an integer of 32 bits.
    pub fn integer(&mut self, name: &'static str, value: Option<i32>) {
        self.long(name, value.map(i64::from));
    }

    /// Writes an integer of 64 bits.
    #[inline(never)]
    pub fn long(&mut self, name: &'static str, value: Option<i64>) {
        self.encoded(name, value.map(Encoder::from));
    }

    /// Writes a number of single precision.
    #[inline(never)]
    pub fn float(&mut self, name: &'static str, value: Option<f32>) {
        self.encoded(name, value.map(Encoder::from));
    }

    /// Writes a number of double precision.
    #[inline(never)]
    pub fn double(&mut self, name: &'static str, value: Option<f64>) {
        self.encoded(name, value.map(Encoder::from));
    }

    fn encoded(&mut self, name: &'static str, mut value: Option<Encoder>) {
        self.string(name, value.as_mut().map(Encoder::encode));
    }

    /// Writes a timestamp.
    #[inline(never)]
    pub fn timestamp(&mut self, name: &'static str, value: Option<&DateTime>, format: Format) {
        // `set_subsec_nanos` takes anything, and what formats it would then overflow.
        if value.is_some_and(|it| it.subsec_nanos() >= 1_000_000_000) {
            return self.fail(format!(
                "{}: a timestamp has more nanoseconds than a second",
                shown(name)
            ));
        }
        match value.map(|it| it.fmt(format)).transpose() {
            // A date of HTTP has a comma of its own, which parts nothing.
            Ok(Some(text)) if self.place == Place::HeaderItem => self.plain_item(&text),
            Ok(text) => self.string(name, text.as_deref()),
            Err(error) => self.fail(format!("{}: {error}", shown(name))),
        }
    }

    /// Writes a list, whose items `write` writes, as [`ITEM`].
    #[inline(never)]
    pub fn list<T>(
        &mut self,
        name: &'static str,
        value: Option<&[T]>,
        write: fn(&T, &mut Request),
    ) {
        if let Some(items) = value {
            self.write_items(name, items.len(), &mut |index, w| write(&items[index], w));
        }
    }

    /// Writes a map, whose values `write` writes, as [`ITEM`].
    #[inline(never)]
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        name: &'static str,
        value: Option<&HashMap<K, V>>,
        write: fn(&V, &mut Request),
    ) {
        let Some(entries) = value else { return };
        // In one order, so that the same input gives the same request.
        let mut entries: Vec<(&str, &V)> = entries
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        for (key, value) in entries {
            if self.enter(name, key) {
                write(value, self);
            }
        }
    }

    #[inline(never)]
    fn write_items(
        &mut self,
        name: &'static str,
        count: usize,
        write: &mut dyn FnMut(usize, &mut Request),
    ) {
        match self.place {
            Place::Header => {
                self.place = Place::HeaderItem;
                for index in 0..count {
                    write(index, self);
                }
                let items = std::mem::take(&mut self.items);
                self.set_header(name, items.unwrap_or_default());
            }
            _ => {
                if name != ITEM {
                    self.key = utf8_percent_encode(name, ESCAPED).to_string();
                }
                for index in 0..count {
                    write(index, self);
                }
            }
        }
    }

    /// Goes to a map's entry, unless there is something else.
    fn enter(&mut self, name: &'static str, key: &str) -> bool {
        if self.place == Place::Headers {
            self.key = [name, key].concat();
            return !self.headers.contains_key(&self.key);
        }
        self.key = utf8_percent_encode(key, ESCAPED).to_string();
        let mut keys = self.query.split('&');
        !keys.any(|it| it.split_once('=').map_or(it, |(key, _)| key) == self.key)
    }

    /// Adds to the query string.
    fn pair(&mut self, name: &'static str, value: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        match name {
            ITEM => self.query.push_str(&self.key),
            name => self.query.extend(utf8_percent_encode(name, ESCAPED)),
        }
        self.query.push('=');
        self.query.extend(utf8_percent_encode(value, ESCAPED));
    }

    /// Adds an item to a list in a header, in quotes if it could be taken for several.
    fn item(&mut self, value: &str) {
        if value.contains(['"', ',']) {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            self.plain_item(&format!("\"{escaped}\""));
        } else {
            self.plain_item(value)
        }
    }

    fn plain_item(&mut self, value: &str) {
        match &mut self.items {
            None => self.items = Some(value.to_owned()),
            Some(items) => {
                items.push_str(", ");
                items.push_str(value);
            }
        }
    }

    fn set_header(&mut self, name: impl Into<Cow<'static, str>>, value: String) {
        let name = name.into();
        if value.contains(|c: char| c.is_ascii_control() && c != '\t') {
            // What it is may be a secret, so that it is not shown.
            return self.fail(format!(
                "the header `{}` cannot have control characters in it",
                name.escape_debug()
            ));
        }
        if self.headers.try_insert(name.clone(), value).is_err() {
            self.fail(format!(
                "`{}` cannot be the name of a header",
                name.escape_debug()
            ));
        }
    }

    #[cold]
    fn fail(&mut self, error: impl Into<BoxError>) {
        self.error.get_or_insert_with(|| error.into());
    }

    /// The request, unless something could not be written.
    pub(super) fn finish(
        self,
        method: &str,
        structured: &'static str,
        stream: Option<ByteStream>,
    ) -> Result<HttpRequest, BoxError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut uri = self.path;
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        let mut headers = self.headers;
        let (body, content_type) = match self.body {
            Body::None => (None, ""),
            Body::Structured(bytes) => (Some(bytes.into()), structured),
            Body::Bytes(bytes) => (Some(bytes.into()), "application/octet-stream"),
            Body::Text(text) => (Some(text.into()), "text/plain"),
            Body::Stream { requires_length } => {
                let body = stream.map(ByteStream::into_inner);
                if requires_length
                    && body
                        .as_ref()
                        .is_some_and(|it| it.content_length().is_none())
                {
                    return Err(
                        "the service wants to know how long the body is: make it of bytes, or \
                                of a file (`ByteStream::from_path`)"
                            .into(),
                    );
                }
                (body, "application/octet-stream")
            }
        };
        if let Some(body) = &body {
            if !headers.contains_key("content-type") {
                headers.insert("content-type", content_type);
            }
            // What is streamed and of no known length is sent in chunks.
            if let Some(length) = SdkBody::content_length(body) {
                headers.insert("content-length", length.to_string());
            }
        }
        let body = body.unwrap_or_else(SdkBody::empty);
        let mut request = HttpRequest::new(body);
        request.set_method(method)?;
        request.set_uri(uri)?;
        *request.headers_mut() = headers;
        Ok(request)
    }
}

/// A name in an error.
fn shown(name: &str) -> String {
    match name {
        ITEM => "an item".to_owned(),
        name => format!("`{name}`"),
    }
}
