//! Writer of requests.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

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
use super::request_body::Body;

/// Characters to escape in paths and query strings: all but the unreserved ones of RFC 3986.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for greedy labels, which contain slashes.
const ESCAPED_IN_GREEDY: &AsciiSet = &ESCAPED.remove(b'/');

/// Maximum number of headers that members set. A header map of a fifth of 32,768 entries grows to
/// that size if their hashes collide, and panics beyond it; signing and transport add more headers.
const MOST_HEADERS: usize = 6_000;

/// Maximum length of path and query string. `http::Uri` has 65,534 bytes, including the host.
const LONGEST_URI: usize = 64_000;

/// Writes a request: the parts of the path first, then the rest in any order, the body last.
///
/// A value of `None` is left out, except in the path, where it is an error.
#[derive(Debug)]
pub struct Request {
    path: String,
    query: String,
    headers: Headers,
    body: Body,
    location: Location,
    /// In the query string: the escaped key of the items of a list.
    key: String,
    /// In a header: the items of a list that have been written.
    items: Option<String>,
    error: Option<BoxError>,
}

/// Location of the next value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Location {
    Label,
    GreedyLabel,
    Query,
    Header,
    EncodedHeader,
    HeaderItem,
    Headers,
}

impl Request {
    pub(super) fn new() -> Self {
        Self {
            path: String::with_capacity(64),
            query: String::new(),
            headers: Headers::new(),
            body: Body::None,
            location: Location::Label,
            key: String::new(),
            items: None,
            error: None,
        }
    }

    /// Writes the input.
    pub fn input<T>(&mut self, input: Option<&T>, write: fn(&T, &mut Request)) {
        match input {
            Some(input) => write(input, self),
            None => self.fail("the input belongs to another operation"),
        }
    }

    /// Adds a fixed part to the path.
    pub fn path(&mut self, text: &str) {
        self.path.push_str(text);
    }

    /// Begins the query string with a fixed part.
    pub fn fixed_query(&mut self, text: &str) {
        self.query.push_str(text);
    }

    /// Selects a label of the path for the next value.
    pub fn label(&mut self) -> &mut Self {
        self.at(Location::Label)
    }

    /// Selects a greedy label of the path for the next value, whose slashes stay slashes.
    pub fn greedy_label(&mut self) -> &mut Self {
        self.at(Location::GreedyLabel)
    }

    /// Selects the query string for the next value. The entries of a map are parameters, except
    /// those whose key is there already.
    pub fn query(&mut self) -> &mut Self {
        self.at(Location::Query)
    }

    /// Selects a header for the next value.
    pub fn header(&mut self) -> &mut Self {
        self.at(Location::Header)
    }

    /// Selects a header for the next value, in base64.
    pub fn encoded_header(&mut self) -> &mut Self {
        self.at(Location::EncodedHeader)
    }

    /// Selects headers for the entries of the next value, a map. Their names are the map's name
    /// followed by the key. Entries whose header is there already are left out.
    pub fn headers(&mut self) -> &mut Self {
        self.at(Location::Headers)
    }

    fn at(&mut self, location: Location) -> &mut Self {
        self.location = location;
        self
    }

    /// Sets a message in the protocol's format as the body, unless it is empty.
    pub fn body<E: Into<BoxError>>(&mut self, message: Result<Vec<u8>, E>) {
        match message {
            Ok(message) if message.is_empty() => {}
            Ok(message) => self.body = Body::Structured(message),
            Err(error) => self.fail(error),
        }
    }

    /// Sets bytes as the body.
    pub fn bytes(&mut self, value: Option<&Blob>) {
        if let Some(value) = value {
            self.body = Body::Bytes(value.as_ref().to_vec());
        }
    }

    /// Sets a text as the body.
    pub fn text(&mut self, value: Option<&str>) {
        if let Some(value) = value {
            self.body = Body::Text(value.to_owned());
        }
    }

    /// Sets the input's stream as the body.
    pub fn stream(&mut self, requires_length: bool) {
        self.body = Body::Stream { requires_length };
    }

    /// Writes a string.
    #[inline(never)]
    pub fn string(&mut self, name: &'static str, value: Option<&str>) {
        match (self.location, value) {
            (Location::Label | Location::GreedyLabel, None | Some("")) => self.fail(format!(
                "`{name}` is part of the path: set it to a text that is not empty"
            )),
            (_, None) => {}
            (Location::Label, Some(value)) => self.path.extend(utf8_percent_encode(value, ESCAPED)),
            (Location::GreedyLabel, Some(value)) => {
                let escaped = utf8_percent_encode(value, ESCAPED_IN_GREEDY);
                self.path.extend(escaped);
            }
            (Location::Query, Some(value)) => self.pair(name, value),
            (Location::EncodedHeader, Some(value)) => self.set_header(name, base64::encode(value)),
            (Location::HeaderItem, Some(value)) => self.item(value),
            (Location::Header | Location::Headers, Some(value)) => {
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
        // `set_subsec_nanos` accepts any number, and the formatting would overflow.
        if value.is_some_and(|it| it.subsec_nanos() >= 1_000_000_000) {
            return self.fail(format!(
                "{}: a timestamp has more nanoseconds than a second",
                shown(name)
            ));
        }
        match value.map(|it| it.fmt(format)).transpose() {
            // The comma in an HTTP date does not separate items, so the item is not quoted.
            Ok(Some(text)) if self.location == Location::HeaderItem => self.plain_item(&text),
            Ok(text) => self.string(name, text.as_deref()),
            Err(error) => self.fail(format!("{}: {error}", shown(name))),
        }
    }

    /// Writes a list. `write` writes an item, as [`ITEM`].
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

    /// Writes a map. `write` writes a value, as [`ITEM`].
    #[inline(never)]
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        name: &'static str,
        value: Option<&HashMap<K, V>>,
        write: fn(&V, &mut Request),
    ) {
        let Some(entries) = value else { return };
        // Sorted, so that equal inputs make equal requests.
        let mut entries: Vec<(&str, &V)> = entries
            .iter()
            .map(|(key, value)| (key.as_ref(), value))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        let is_set = self.find_set(name, &mut entries.iter().map(|(key, _)| *key));
        for ((key, value), is_set) in entries.into_iter().zip(is_set) {
            if !is_set {
                self.begin_entry(name, key);
                write(value, self);
            }
        }
    }

    /// Finds the keys of a map that are set already, by another member or by the URI.
    fn find_set(&self, name: &str, keys: &mut dyn Iterator<Item = &str>) -> Vec<bool> {
        if self.location == Location::Headers {
            let is_set = |key| self.headers.contains_key([name, key].concat());
            return keys.map(is_set).collect();
        }
        let parameters = self.query.split('&').filter(|it| !it.is_empty());
        let set: HashSet<&str> = parameters
            .map(|it| it.split_once('=').map_or(it, |(key, _)| key))
            .collect();
        let is_set = |key| set.contains(&*Cow::from(utf8_percent_encode(key, ESCAPED)));
        keys.map(is_set).collect()
    }

    #[inline(never)]
    fn write_items(
        &mut self,
        name: &'static str,
        count: usize,
        write: &mut dyn FnMut(usize, &mut Request),
    ) {
        match self.location {
            Location::Header => {
                self.location = Location::HeaderItem;
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

    /// Selects the key of a map's entry.
    fn begin_entry(&mut self, name: &'static str, key: &str) {
        self.key = match self.location {
            Location::Headers => [name, key].concat(),
            _ => utf8_percent_encode(key, ESCAPED).to_string(),
        };
    }

    /// Adds a parameter to the query string.
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

    /// Adds an item to a list in a header, in quotes if it has quotes or commas, or if its ends
    /// would be lost.
    fn item(&mut self, value: &str) {
        if value.contains(['"', ',']) || value.trim().len() < value.len() {
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
            // The value may be a secret, so it is not shown.
            return self.fail(format!(
                "the header `{}` cannot have control characters in it",
                name.escape_debug()
            ));
        }
        if self.headers.len() >= MOST_HEADERS {
            return self.fail(format!(
                "the header `{}` is one too many: a request can have {MOST_HEADERS} headers",
                name.escape_debug()
            ));
        }
        let is_set = if self.location == Location::Headers {
            // Keys that differ in case only make one header of several lines.
            self.headers.try_append(name.clone(), value).is_ok()
        } else {
            self.headers.try_insert(name.clone(), value).is_ok()
        };
        if !is_set {
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

    /// Sends the query string as a form in the body of a POST, since it may be too long for a URI.
    pub fn query_as_form(&mut self) {
        if !self.query.is_empty() {
            self.body = Body::Form(std::mem::take(&mut self.query));
        }
    }

    /// Returns the request, or the first error.
    pub(super) fn finish(
        self,
        method: &str,
        structured_type: &'static str,
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
        if uri.len() > LONGEST_URI {
            return Err(format!(
                "path and query string have {} bytes: a request can have {LONGEST_URI}",
                uri.len()
            )
            .into());
        }
        let is_form = matches!(self.body, Body::Form(_));
        let method = if is_form { "POST" } else { method };
        let mut headers = self.headers;
        let (body, content_type) = self.body.finish(structured_type, stream)?;
        if let Some(body) = &body {
            if !headers.contains_key("content-type") {
                headers.insert("content-type", content_type);
            }
            // A stream of unknown length is sent in chunks.
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

/// Formats a name for an error message.
fn shown(name: &str) -> String {
    match name {
        ITEM => "an item".to_owned(),
        name => format!("`{name}`"),
    }
}
