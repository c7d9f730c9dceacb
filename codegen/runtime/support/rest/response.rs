//! Reader of responses.

use std::borrow::Cow;
use std::fmt;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::{Blob, base64};
use aws_types::request_id::RequestId;

use super::Value;
use crate::support::body::{Body, LeftOut, Unread};

/// Reads a response, location by location, in any order.
#[derive(Debug)]
pub struct Response<'a> {
    response: &'a HttpResponse,
    body: Body<'a>,
    stream: Option<ByteStream>,
    unread: Option<Unread>,
}

impl<'a> Response<'a> {
    pub(super) fn new(response: &'a HttpResponse, body: Body<'a>) -> Self {
        Self {
            response,
            body,
            stream: None,
            unread: None,
        }
    }

    /// Creates a reader of a response whose body is not loaded.
    pub(super) fn streaming(response: &'a HttpResponse, stream: ByteStream) -> Self {
        Self {
            stream: Some(stream),
            ..Self::new(response, Body::new(b""))
        }
    }

    /// Stores the request ID.
    pub fn keep_request_id(&self, id: &mut Option<String>) {
        *id = self.response.request_id().map(str::to_owned);
    }

    /// Reads a header with `read`, if it is set.
    #[inline(never)]
    pub fn header(&mut self, name: &str, read: &mut dyn FnMut(&mut Value<'a>)) {
        let values = self.lines(name);
        if !values.is_empty() {
            self.read_value(&InHeader(name), Value::new(values), read);
        }
    }

    /// Returns the lines of a header, with empty keys.
    fn lines(&self, name: &str) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let values = self.response.headers().get_all_bytes(name);
        values.map(|it| (Cow::Borrowed(""), text(it))).collect()
    }

    /// Reads a header in base64 with `read`, if it is set.
    pub fn encoded_header(&mut self, name: &str, read: &mut dyn FnMut(&mut Value<'a>)) {
        let Some(value) = Value::new(self.lines(name)).text() else {
            return;
        };
        let decoded = base64::decode(&*value).ok();
        match decoded.and_then(|it| String::from_utf8(it).ok()) {
            Some(value) => {
                let values = vec![(Cow::Borrowed(""), Cow::Owned(value))];
                self.read_value(&InHeader(name), Value::new(values), read);
            }
            None => self.fail(&InHeader(name), "expected base64 of UTF-8 text"),
        }
    }

    /// Reads the headers whose names begin with `prefix` with `read`, if any are set, as a map of
    /// names without it.
    #[inline(never)]
    pub fn headers(&mut self, prefix: &str, read: &mut dyn FnMut(&mut Value<'a>)) {
        let rest = |name: &'a str| {
            let (start, rest) = name.split_at_checked(prefix.len())?;
            start.eq_ignore_ascii_case(prefix).then_some(rest)
        };
        let all = self.response.headers().iter_bytes();
        let found = all.filter_map(|(name, value)| Some((Cow::Borrowed(rest(name)?), text(value))));
        let found: Vec<_> = found.collect();
        if !found.is_empty() {
            self.read_value(&InHeader(prefix), Value::new(found), read);
        }
    }

    /// Reads the status code with `read`.
    pub fn status(&mut self, read: &mut dyn FnMut(&mut Value<'a>)) {
        let status = self.response.status().as_u16().to_string();
        let values = vec![(Cow::Borrowed(""), Cow::Owned(status))];
        self.read_value(&"the status code", Value::new(values), read);
    }

    /// Returns the body.
    pub fn body(&self) -> Body<'a> {
        self.body
    }

    /// Stores the error of reading a body, and what is to be left out of it.
    pub fn keep_error<E: Into<Unread>>(&mut self, read: Result<(), E>) {
        if let Err(error) = read {
            self.keep(error.into());
        }
    }

    /// Reads the body with `read`, unless it is empty.
    pub fn raw_body(&mut self, read: &mut dyn FnMut(&mut Response<'a>)) {
        if !self.body.bytes.is_empty() {
            read(self);
        }
    }

    /// Takes the body as a stream.
    pub fn stream(&mut self) -> Option<ByteStream> {
        self.stream.take()
    }

    /// Returns the body as bytes.
    pub fn blob(&mut self) -> Option<Blob> {
        Some(Blob::new(self.body.bytes))
    }

    /// Returns the body as a string.
    pub fn string(&mut self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// Returns the body as a text.
    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        match std::str::from_utf8(self.body.bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(error) => {
                self.keep(Unread {
                    error: error.into(),
                    leave_out: LeftOut::default(),
                });
                None
            }
        }
    }

    /// Finishes reading, and returns the first error.
    pub(super) fn finish(self) -> Result<(), Unread> {
        self.unread.map_or(Ok(()), Err)
    }

    /// Reads a value with `read`. `location` is for error messages.
    fn read_value(
        &mut self,
        location: &dyn fmt::Display,
        mut value: Value<'a>,
        read: &mut dyn FnMut(&mut Value<'a>),
    ) {
        let left_out = &self.body.left_out.outside;
        if !left_out.is_empty() && left_out.contains(&location.to_string()) {
            return;
        }
        read(&mut value);
        if let Some(error) = value.into_error() {
            self.fail(location, &error);
        }
    }

    #[cold]
    fn fail(&mut self, location: &dyn fmt::Display, error: &str) {
        let mut leave_out = LeftOut::default();
        if self.body.is_lenient {
            leave_out.outside.push(location.to_string());
        }
        self.keep(Unread {
            error: format!("{location}: {error}").into(),
            leave_out,
        });
    }

    /// Keeps the first error, and everything that is to be left out.
    #[cold]
    fn keep(&mut self, unread: Unread) {
        match &mut self.unread {
            None => self.unread = Some(unread),
            Some(first) => {
                first.leave_out.members.extend(unread.leave_out.members);
                first.leave_out.outside.extend(unread.leave_out.outside);
            }
        }
    }
}

/// Location of a value: a header.
struct InHeader<'n>(&'n str);

impl fmt::Display for InHeader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}`", self.0)
    }
}

/// Decodes the value of a header. Bytes that are not UTF-8 are ISO 8859-1, the former encoding of
/// HTTP.
fn text(value: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(value) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
    }
}
