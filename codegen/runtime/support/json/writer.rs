//! Writer of JSON.

use super::{Error, ITEM, MAX_DEPTH, plain_length};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{Blob, DateTime, Document, Number, base64};
use std::borrow::Cow;
use std::collections::HashMap;

/// Writes one JSON value. Values of `None` are left out.
pub struct Writer {
    output: Vec<u8>,
    /// Set if a comma is needed before the next value, because it is not the first.
    comma: bool,
    depth: usize,
    error: Option<Error>,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// Creates a writer for a message of usual size.
    pub fn new() -> Self {
        Self::with_capacity(512)
    }

    /// Creates a writer for a message of about `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            output: Vec::with_capacity(capacity),
            comma: false,
            depth: 0,
            error: None,
        }
    }

    /// Writes a string.
    #[inline(never)]
    pub fn string(&mut self, field: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.begin(field);
            self.quoted(value);
        }
    }

    /// Writes `true` or `false`.
    #[inline(never)]
    pub fn boolean(&mut self, field: &str, value: Option<bool>) {
        if let Some(value) = value {
            self.verbatim(field, if value { "true" } else { "false" });
        }
    }

    /// Writes an integer of 8 bits.
    pub fn byte(&mut self, field: &str, value: Option<i8>) {
        self.long(field, value.map(i64::from));
    }

    /// Writes an integer of 16 bits.
    pub fn short(&mut self, field: &str, value: Option<i16>) {
        self.long(field, value.map(i64::from));
    }

    /// Writes an integer of 32 bits.
    pub fn integer(&mut self, field: &str, value: Option<i32>) {
        self.long(field, value.map(i64::from));
    }

    /// Writes an integer of 64 bits.
    #[inline(never)]
    pub fn long(&mut self, field: &str, value: Option<i64>) {
        if let Some(value) = value {
            self.verbatim(field, Encoder::from(value).encode());
        }
    }

    /// Writes a number of single precision.
    #[inline(never)]
    pub fn float(&mut self, field: &str, value: Option<f32>) {
        if let Some(value) = value {
            self.real(field, value.is_finite(), Encoder::from(value));
        }
    }

    /// Writes a number of double precision.
    #[inline(never)]
    pub fn double(&mut self, field: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.real(field, value.is_finite(), Encoder::from(value));
        }
    }

    /// Writes bytes, in base64.
    pub fn blob(&mut self, field: &str, value: Option<&Blob>) {
        if let Some(value) = value {
            self.string(field, Some(&base64::encode(value)));
        }
    }

    /// Writes a timestamp: a number when the format is epoch seconds, else a string.
    pub fn timestamp(&mut self, field: &str, value: Option<&DateTime>, format: Format) {
        let Some(value) = value else { return };
        // `set_subsec_nanos` accepts any number, and the formatting would overflow.
        if value.subsec_nanos() >= 1_000_000_000 {
            return self.fail_in(field, "a timestamp has more nanoseconds than a second");
        }
        match value.fmt(format) {
            Ok(text) if format == Format::EpochSeconds => self.verbatim(field, &text),
            Ok(text) => self.string(field, Some(&text)),
            Err(error) => self.fail_in(field, error.to_string()),
        }
    }

    /// Writes a document: any JSON value.
    pub fn document(&mut self, field: &str, value: Option<&Document>) {
        let Some(value) = value else { return };
        match value {
            Document::Object(members) => {
                self.map(field, Some(members), |value, w| {
                    w.document(ITEM, Some(value))
                });
            }
            Document::Array(items) => {
                self.list(field, Some(items), |item, w| w.document(ITEM, Some(item)));
            }
            Document::Number(Number::PosInt(value)) => {
                self.verbatim(field, Encoder::from(*value).encode());
            }
            Document::Number(Number::NegInt(value)) => self.long(field, Some(*value)),
            Document::Number(Number::Float(value)) => self.double(field, Some(*value)),
            Document::String(value) => self.string(field, Some(value)),
            Document::Bool(value) => self.boolean(field, Some(*value)),
            Document::Null => self.null(field),
        }
    }

    /// Writes `null`, for an empty entry of a sparse list or map.
    pub fn null(&mut self, field: &str) {
        self.verbatim(field, "null");
    }

    /// Writes an object. `write` writes its members.
    #[inline(never)]
    pub fn object<T>(&mut self, field: &str, value: Option<&T>, write: fn(&T, &mut Writer)) {
        if let Some(value) = value {
            self.nested(field, b"{}", &mut |w| write(value, w));
        }
    }

    /// Writes a list. `write` writes an item, as [`ITEM`].
    #[inline(never)]
    pub fn list<T>(&mut self, field: &str, value: Option<&[T]>, write: fn(&T, &mut Writer)) {
        if let Some(items) = value {
            self.items(field, items.len(), &mut |index, w| write(&items[index], w));
        }
    }

    /// Writes a map. `write` writes a value, as [`ITEM`].
    #[inline(never)]
    pub fn map<K: AsRef<str>, V>(
        &mut self,
        field: &str,
        value: Option<&HashMap<K, V>>,
        write: fn(&V, &mut Writer),
    ) {
        if let Some(entries) = value {
            self.nested(field, b"{}", &mut |w| {
                for (key, value) in entries {
                    w.entry(key.as_ref(), &mut |w| write(value, w));
                }
            });
        }
    }

    /// Writes an empty object if nothing has been written.
    pub fn or_empty(&mut self) {
        if self.output.is_empty() && self.error.is_none() {
            self.verbatim(ITEM, "{}");
        }
    }

    /// Fails, because a value cannot be sent: `finish` returns the error.
    pub fn fail(&mut self, message: impl Into<Cow<'static, str>>) {
        self.fail_in(ITEM, message);
    }

    /// Returns the message, or the first error.
    #[inline(never)]
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        match self.error {
            None => Ok(self.output),
            Some(error) => Err(error),
        }
    }

    #[cold]
    fn fail_in(&mut self, field: &str, message: impl Into<Cow<'static, str>>) {
        if self.error.is_none() {
            let mut error = Error::new(message.into(), None);
            error.within_member(field);
            self.error = Some(error);
        }
    }

    /// Writes a comma and the name before a value.
    #[inline(always)]
    fn begin(&mut self, field: &str) {
        match (self.comma, field.is_empty()) {
            (true, true) => self.output.push(b','),
            (true, false) => self.output.extend_from_slice(b",\""),
            (false, true) => {}
            (false, false) => self.output.push(b'"'),
        }
        self.comma = true;
        if !field.is_empty() {
            self.output.extend_from_slice(field.as_bytes());
            self.output.extend_from_slice(b"\":");
        }
    }

    /// Writes a value that is JSON already.
    fn verbatim(&mut self, field: &str, value: &str) {
        self.begin(field);
        self.output.extend_from_slice(value.as_bytes());
    }

    fn real(&mut self, field: &str, is_finite: bool, mut value: Encoder) {
        if is_finite {
            self.verbatim(field, value.encode());
        } else {
            self.string(field, Some(value.encode()));
        }
    }

    #[inline(always)]
    fn quoted(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let plain = plain_length(bytes);
        self.output.push(b'"');
        self.output.extend_from_slice(&bytes[..plain]);
        if plain < bytes.len() {
            self.escaped(&bytes[plain..]);
        }
        self.output.push(b'"');
    }

    /// Writes the rest of a string, whose first byte has to be escaped.
    #[inline(never)]
    fn escaped(&mut self, mut rest: &[u8]) {
        while let Some((&byte, after)) = rest.split_first() {
            self.escape(byte);
            let (plain, special) = after.split_at(plain_length(after));
            self.output.extend_from_slice(plain);
            rest = special;
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x09 => b't',
            0x0a => b'n',
            0x0c => b'f',
            0x0d => b'r',
            _ => {
                let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
                let code = [digit(byte >> 4), digit(byte & 0xf)];
                self.output.extend_from_slice(b"\\u00");
                return self.output.extend_from_slice(&code);
            }
        };
        self.output.extend_from_slice(&[b'\\', short]);
    }

    /// Writes a pair of brackets. `write` writes what is between them.
    #[inline(never)]
    fn nested(&mut self, field: &str, brackets: &[u8; 2], write: &mut dyn FnMut(&mut Writer)) {
        if self.error.is_some() {
            return;
        }
        if self.depth == MAX_DEPTH {
            return self.fail_in(field, format!("nested more than {MAX_DEPTH} deep"));
        }
        self.begin(field);
        self.output.push(brackets[0]);
        self.comma = false;
        self.depth += 1;
        write(self);
        self.depth -= 1;
        self.comma = true;
        self.output.push(brackets[1]);
        if let Some(error) = &mut self.error {
            error.within_member(field);
        }
    }

    #[inline(never)]
    fn items(&mut self, field: &str, count: usize, write: &mut dyn FnMut(usize, &mut Writer)) {
        self.nested(field, b"[]", &mut |w| {
            for index in 0..count {
                write(index, w);
                if let Some(error) = &mut w.error {
                    return error.within_item(index);
                }
            }
        });
    }

    #[inline(never)]
    fn entry(&mut self, key: &str, write: &mut dyn FnMut(&mut Writer)) {
        if self.error.is_some() {
            return;
        }
        self.begin(ITEM);
        self.quoted(key);
        self.output.push(b':');
        self.comma = false;
        write(self);
        if let Some(error) = &mut self.error {
            error.within_member(key);
        } else if !self.comma {
            // Nothing was written, but a key without a value would not be JSON.
            self.null(ITEM);
        }
    }
}
