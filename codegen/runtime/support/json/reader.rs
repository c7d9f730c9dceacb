//! Reader of JSON.

use super::super::timestamp;
use super::{Error, MAX_DEPTH, plain_length};
use crate::support::body::{Body, WHOLE};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, DateTime, Document, Number, base64};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

mod recovery;

/// Pull parser of one JSON value: each method reads the next value.
///
/// After a failure nothing is read, and methods that return a value return `None`.
pub struct Reader<'a> {
    input: &'a [u8],
    /// The leading part of the input that is valid UTF-8, nearly always all of it. One check is
    /// faster than a check of each string.
    text: &'a str,
    /// Position of the next byte. A failure moves it to the end of the input, where nothing can be
    /// read, so that few methods need to check for an error.
    position: usize,
    depth: usize,
    error: Option<Error>,
    /// Positions of members that are skipped.
    left_out: &'a [usize],
    /// Skips members that cannot be read, and collects their positions.
    is_lenient: bool,
    unreadable: Vec<usize>,
    /// `true` if a lenient reader met text that is not JSON, which cannot be skipped.
    is_broken: bool,
    /// `true` if an object may have several members of one name, of which not only the last was
    /// read.
    has_repeats: bool,
}

/// Number of members of an object that are not null.
#[derive(Default)]
struct Count {
    known: usize,
    unknown: usize,
}

/// Result of looking up the name of a member.
enum MemberName {
    /// Index in the list of known names.
    Known(usize),
    /// `__type`, which services add to the members.
    Type,
    /// A member that the model does not have, because it is newer.
    Unknown,
}

impl<'a> Reader<'a> {
    /// Creates a reader of a whole message. An empty message reads as an empty object.
    pub fn new(input: &'a [u8]) -> Self {
        Self::of(Body::new(input))
    }

    /// Creates a reader of a body.
    #[inline(never)]
    pub fn of(body: Body<'a>) -> Self {
        let left_out = body.left_out.members.as_slice();
        let is_left_out = left_out.first() == Some(&WHOLE);
        let input = if is_left_out { b"" } else { body.bytes };
        let text = match std::str::from_utf8(input) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&input[..error.valid_up_to()]).unwrap_or_default(),
        };
        Self {
            input,
            text,
            position: 0,
            depth: 0,
            error: None,
            left_out,
            is_lenient: body.is_lenient,
            unreadable: Vec::new(),
            is_broken: false,
            has_repeats: false,
        }
    }

    /// Reads an object, and calls `member` for each member that is known and not null, with its
    /// index in `fields` and the reader in front of its value, which is skipped unless it is read.
    ///
    /// A message that is an object without fields is not looked at. Fastest if the fields are in
    /// the order of the message. No field may contain characters that JSON escapes.
    pub fn object(&mut self, fields: &[&str], member: &mut dyn FnMut(usize, &mut Reader<'a>)) {
        self.members(fields, false, member);
    }

    /// Reads a union, which is an object with exactly one member that is not null. (`__type` does
    /// not count.) Returns `true` if that is a variant that is newer than the model.
    #[inline(never)]
    pub fn union(
        &mut self,
        fields: &[&str],
        member: &mut dyn FnMut(usize, &mut Reader<'a>),
    ) -> bool {
        let start = self.start();
        let Count { known, unknown } = self.members(fields, true, member);
        let count = known + unknown;
        if count != 1 && self.error.is_none() {
            let message = format!("expected a union with one member, found {count}");
            self.fail::<()>(start, message);
        }
        unknown == 1
    }

    #[inline(never)]
    fn members(
        &mut self,
        fields: &[&str],
        is_union: bool,
        member: &mut dyn FnMut(usize, &mut Reader<'a>),
    ) -> Count {
        let mut count = Count::default();
        let is_message = self.depth == 0 && !is_union;
        if is_message && fields.is_empty() {
            self.position = self.input.len();
            return count;
        }
        // Indices below `next` may have been seen: those whose bits are set. (A wide object shares
        // bits. It is compared with itself once more than needed, and only if its members are not
        // in the order of the fields.)
        let (mut seen, mut next, mut likely) = (0_u128, 0, 0);
        let mut more = self.open(b'{', "an object");
        let is_object = self.error.is_none();
        let depth = self.depth;
        while more {
            let start = self.start();
            if self.left_out.is_empty() || !self.skip_left_out(start) {
                match self.member(fields, likely) {
                    MemberName::Type => self.skip(),
                    MemberName::Unknown if self.null() => {
                        self.has_repeats |= is_union && count.unknown > 0;
                    }
                    MemberName::Unknown => {
                        count.unknown += 1;
                        self.skip();
                    }
                    MemberName::Known(index) => {
                        let bit = 1 << (index % 128);
                        self.has_repeats |= index < next && seen & bit != 0;
                        seen |= bit;
                        likely = index + 1;
                        next = next.max(likely);
                        if !self.null() {
                            count.known += 1;
                            let value = self.start();
                            member(index, self);
                            self.skip_unread(value);
                        }
                    }
                }
            }
            if self.error.is_some() && (is_union || !self.skip_unreadable(start, depth)) {
                self.failed_in_member(start);
                break;
            }
            more = self.more(b'}');
        }
        if self.is_lenient && is_message && is_object {
            // What was read until here is right.
            self.error = None;
        }
        count
    }

    /// Reads a list, and calls `item` for each item that is not null.
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Reader<'a>)) {
        self.sparse_list(&mut |r| r.map_or((), &mut *item));
    }

    /// Reads a list, and calls `item` for each item, with `None` for null.
    #[inline(never)]
    pub fn sparse_list(&mut self, item: &mut dyn FnMut(Option<&mut Reader<'a>>)) {
        let mut index = 0;
        let mut more = self.open(b'[', "a list");
        while more {
            if self.null() {
                item(None);
            } else {
                let value = self.start();
                item(Some(&mut *self));
                self.skip_unread(value);
            }
            if let Some(error) = &mut self.error {
                return error.within_item(index);
            }
            index += 1;
            more = self.more(b']');
        }
    }

    /// Reads a map, and calls `entry` for each entry whose value is not null.
    pub fn map(&mut self, entry: &mut dyn FnMut(String, &mut Reader<'a>)) {
        self.entries(true, &mut |key, r| r.map_or((), |r| entry(key, r)));
    }

    /// Reads a map, and calls `entry` for each entry, with `None` for null.
    pub fn sparse_map(&mut self, entry: &mut dyn FnMut(String, Option<&mut Reader<'a>>)) {
        self.entries(false, entry);
    }

    #[inline(never)]
    fn entries(&mut self, is_dense: bool, entry: &mut dyn FnMut(String, Option<&mut Reader<'a>>)) {
        let mut is_first = true;
        let mut more = self.open(b'{', "a map");
        let depth = self.depth;
        while more {
            let start = self.start();
            if self.left_out.is_empty() || !self.skip_left_out(start) {
                let key = self.name().map(Cow::into_owned);
                let is_null = self.null();
                // The entry may take the place of an earlier one.
                self.has_repeats |= is_null && is_dense && !is_first;
                if let Some(key) = key {
                    if is_null {
                        entry(key, None);
                    } else {
                        let value = self.start();
                        entry(key, Some(&mut *self));
                        self.skip_unread(value);
                    }
                }
            }
            if self.error.is_some() && !self.skip_unreadable(start, depth) {
                return self.failed_in_member(start);
            }
            is_first = false;
            more = self.more(b'}');
        }
    }

    /// Reads a string.
    #[inline(never)]
    pub fn string(&mut self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// Reads a string, which is borrowed from the message unless there are escapes in it.
    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        self.quoted("a string")
    }

    /// Reads `true` or `false`.
    #[inline(never)]
    pub fn boolean(&mut self) -> Option<bool> {
        match self.peek() {
            Some(b't') => self.literal("true").then_some(true),
            Some(b'f') => self.literal("false").then_some(false),
            _ => self.unexpected("a boolean"),
        }
    }

    /// Reads an integer of 8 bits.
    pub fn byte(&mut self) -> Option<i8> {
        self.whole(i8::MIN.into(), i8::MAX.into())?.try_into().ok()
    }

    /// Reads an integer of 16 bits.
    pub fn short(&mut self) -> Option<i16> {
        self.whole(i16::MIN.into(), i16::MAX.into())?
            .try_into()
            .ok()
    }

    /// Reads an integer of 32 bits.
    pub fn integer(&mut self) -> Option<i32> {
        self.whole(i32::MIN.into(), i32::MAX.into())?
            .try_into()
            .ok()
    }

    /// Reads an integer of 64 bits.
    pub fn long(&mut self) -> Option<i64> {
        self.whole(i64::MIN, i64::MAX)
    }

    /// Reads a number of single precision.
    #[inline(never)]
    pub fn float(&mut self) -> Option<f32> {
        let start = self.start();
        let text = self.real()?;
        let value = f32::parse_smithy_primitive(text).ok();
        let value = value.filter(|value| value.is_finite() || is_not_finite(text));
        value.or_else(|| self.out_of_range(start, text))
    }

    /// Reads a number of double precision.
    #[inline(never)]
    pub fn double(&mut self) -> Option<f64> {
        let start = self.start();
        let text = self.real()?;
        let value = f64::parse_smithy_primitive(text).ok();
        let value = value.filter(|value| value.is_finite() || is_not_finite(text));
        value.or_else(|| self.out_of_range(start, text))
    }

    /// Reads bytes, from base64.
    pub fn blob(&mut self) -> Option<Blob> {
        let start = self.start();
        match base64::decode(self.text()?.as_ref()) {
            Ok(bytes) => Some(Blob::new(bytes)),
            Err(_) => self.fail(start, "expected base64, found another string"),
        }
    }

    /// Reads a timestamp. A number is epoch seconds whatever the format is; a string can be of any
    /// format.
    pub fn timestamp(&mut self, format: Format) -> Option<DateTime> {
        let start = self.start();
        let (value, text) = if self.peek() == Some(b'"') {
            let text = self.text()?;
            (timestamp::parse(&text, format), text)
        } else {
            let text = self.number("a timestamp")?;
            (timestamp::epoch_seconds(text), Cow::Borrowed(text))
        };
        value.or_else(|| self.fail(start, timestamp::unreadable(&text)))
    }

    /// Reads any value.
    pub fn document(&mut self) -> Option<Document> {
        // A null item or member value is passed as `None`.
        let inner = |r: Option<&mut Reader<'a>>| r.map_or(Some(Document::Null), Reader::document);
        let value = match self.peek() {
            Some(b'{') => {
                let mut members = HashMap::new();
                self.sparse_map(&mut |key, r| members.extend(inner(r).map(|value| (key, value))));
                Document::Object(members)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.sparse_list(&mut |r| items.extend(inner(r)));
                Document::Array(items)
            }
            Some(b'"') => Document::String(self.string()?),
            Some(b't' | b'f') => Document::Bool(self.boolean()?),
            Some(b'n') => self.null().then_some(Document::Null)?,
            _ => Document::Number(self.any_number()?),
        };
        self.error.is_none().then_some(value)
    }

    /// Reads the next value if it is null; returns `true` if it was.
    pub fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.literal("null")
    }

    /// Skips the next value.
    pub fn skip(&mut self) {
        // Closing brackets of the open objects and lists. A stack here, not recursion, allows any
        // depth.
        let mut ends = Vec::new();
        loop {
            if ends.last() == Some(&b'}') {
                self.skip_string("a member name");
                self.colon();
            }
            match self.peek() {
                Some(open @ (b'{' | b'[')) => {
                    self.position += 1;
                    if !self.take(end_of(open)) {
                        ends.push(end_of(open));
                        continue;
                    }
                }
                Some(b't' | b'f') => _ = self.boolean(),
                Some(b'n') => _ = self.null(),
                Some(b'"') => self.skip_string("a string"),
                _ => _ = self.number("a value"),
            }
            while let Some(end) = ends.pop() {
                if self.another(end) {
                    ends.push(end);
                    break;
                }
            }
            if ends.is_empty() {
                return;
            }
        }
    }

    /// Skips the next value, and returns its JSON.
    pub fn source(&mut self) -> Option<&'a str> {
        let start = self.start();
        self.skip();
        if self.error.is_some() {
            return None;
        }
        self.utf8(start..self.position)
    }

    /// Finishes reading: returns the first error, or one if anything but white space is left. It
    /// has the members without which the message is to be read again.
    #[inline(never)]
    pub fn finish(mut self) -> Result<(), Error> {
        if !self.is_lenient && self.peek().is_some() {
            self.unexpected::<()>("the end of the body");
        }
        if self.error.is_some() || self.has_repeats || !self.unreadable.is_empty() {
            return self.finish_unread();
        }
        Ok(())
    }

    // Tokens. `peek` and `take` skip white space before a token; `next` and `eat` are for the
    // inside of tokens.

    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.next() {
            self.position += 1;
        }
        self.next()
    }

    fn take(&mut self, byte: u8) -> bool {
        self.peek();
        self.eat(byte)
    }

    fn next(&self) -> Option<u8> {
        self.input.get(self.position).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.next() == Some(byte);
        self.position += usize::from(found);
        found
    }

    /// Returns the position of the next token.
    fn start(&mut self) -> usize {
        self.peek();
        self.position
    }

    /// Enters an object or a list; returns `true` if it is not empty.
    fn open(&mut self, open: u8, expected: &str) -> bool {
        match self.peek() {
            Some(found) if found == open => {}
            None if open == b'{' && self.input.iter().all(u8::is_ascii_whitespace) => return false,
            _ => {
                self.unexpected::<()>(expected);
                return false;
            }
        }
        if self.depth == MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} deep");
            self.fail::<()>(self.position, message);
            return false;
        }
        self.position += 1;
        let more = !self.take(end_of(open));
        self.depth += usize::from(more);
        more
    }

    /// Returns `true` if there is more in the current object or list, and leaves it otherwise.
    fn more(&mut self, end: u8) -> bool {
        let more = self.another(end);
        self.depth -= usize::from(!more);
        more
    }

    /// Reads a comma and returns `true`, or reads the closing bracket.
    fn another(&mut self, end: u8) -> bool {
        match self.peek() {
            Some(b',') => {
                self.position += 1;
                true
            }
            Some(found) if found == end => {
                self.position += 1;
                false
            }
            _ => {
                let object = end == b'}';
                self.unexpected::<()>(if object { "`,` or `}`" } else { "`,` or `]`" });
                false
            }
        }
    }

    /// Skips the value that starts at `start` unless it has been read.
    fn skip_unread(&mut self, start: usize) {
        if self.position == start {
            self.skip();
        }
    }

    /// Reads the name of a member and the colon, and looks the name up in `fields`, starting at the
    /// most likely index, which is the one after the previous member.
    fn member(&mut self, fields: &[&str], likely: usize) -> MemberName {
        let start = self.start();
        if let Some(field) = fields.get(likely)
            && let Some(rest) = self.input[start..].strip_prefix(b"\"")
            && let Some([b'"', b':', ..]) = rest.strip_prefix(field.as_bytes())
        {
            self.position += field.len() + 3;
            return MemberName::Known(likely);
        }
        let Some(name) = self.name() else {
            return MemberName::Unknown;
        };
        let (before, after) = fields.split_at(likely);
        let is_it = |field: &&str| *field == name;
        let index = after.iter().position(is_it).map(|index| likely + index);
        match index.or_else(|| before.iter().position(is_it)) {
            Some(index) => MemberName::Known(index),
            None if name == "__type" => MemberName::Type,
            None => MemberName::Unknown,
        }
    }

    /// Reads the name of a member and the colon.
    fn name(&mut self) -> Option<Cow<'a, str>> {
        let name = self.quoted("a member name")?;
        self.colon();
        Some(name)
    }

    fn colon(&mut self) {
        if !self.take(b':') {
            self.unexpected::<()>("`:`");
        }
    }

    fn literal(&mut self, word: &str) -> bool {
        let read = word.bytes().all(|byte| self.eat(byte));
        if !read {
            self.unexpected::<()>(&format!("`{word}`"));
        }
        read
    }

    fn quoted(&mut self, expected: &str) -> Option<Cow<'a, str>> {
        if !self.take(b'"') {
            return self.unexpected(expected);
        }
        let start = self.position;
        let end = start + plain_length(&self.input[start..]);
        if self.input.get(end) != Some(&b'"') {
            return self.escaped().map(Cow::Owned);
        }
        self.position = end + 1;
        self.utf8(start..end).map(Cow::Borrowed)
    }

    /// Reads a string with escapes, from after the opening quote.
    #[inline(never)]
    fn escaped(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let start = self.position;
            self.plain();
            text.push_str(self.utf8(start..self.position)?);
            if self.eat(b'"') {
                return Some(text);
            }
            text.push(self.escape()?);
        }
    }

    /// Skips a string, which need not be valid UTF-8.
    fn skip_string(&mut self, expected: &str) {
        if !self.take(b'"') {
            self.unexpected::<()>(expected);
            return;
        }
        self.plain();
        while !self.eat(b'"') && self.unit().is_some() {
            self.plain();
        }
    }

    /// Skips the bytes of a string up to the next escape or quote.
    fn plain(&mut self) {
        self.position += plain_length(&self.input[self.position..]);
    }

    fn utf8(&mut self, range: Range<usize>) -> Option<&'a str> {
        match self.text.get(range.clone()) {
            Some(text) => Some(text),
            None => self.validated_utf8(range),
        }
    }

    /// Checks a string that follows skipped bytes that are not UTF-8.
    #[cold]
    fn validated_utf8(&mut self, range: Range<usize>) -> Option<&'a str> {
        let text = std::str::from_utf8(&self.input[range.clone()]).ok();
        text.or_else(|| self.fail(range.start, "expected UTF-8, found other bytes"))
    }

    /// Reads the character of an escape, or of two escapes that are a surrogate pair. Half a pair,
    /// which services make by cutting a text, is the replacement character.
    fn escape(&mut self) -> Option<char> {
        let first = self.unit()?;
        let after_first = self.position;
        let is_half = matches!(first, 0xd800..0xdc00) && self.next() == Some(b'\\');
        let second = if is_half { self.unit()? } else { 0 };
        match char::decode_utf16([first, second]).next() {
            Some(Ok(character)) => Some(character),
            _ => {
                self.position = after_first;
                Some(char::REPLACEMENT_CHARACTER)
            }
        }
    }

    /// Reads an escape as a UTF-16 code unit.
    fn unit(&mut self) -> Option<u16> {
        if !self.eat(b'\\') {
            return self.unexpected("the rest of a string");
        }
        let unit = match self.next() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 0x08,
            Some(b't') => 0x09,
            Some(b'n') => 0x0a,
            Some(b'f') => 0x0c,
            Some(b'r') => 0x0d,
            Some(b'u') => {
                self.position += 1;
                return self.hexadecimal();
            }
            _ => return self.unexpected("an escape"),
        };
        self.position += 1;
        Some(unit.into())
    }

    fn hexadecimal(&mut self) -> Option<u16> {
        let mut unit = 0;
        for _ in 0..4 {
            match self.next().and_then(|byte| char::from(byte).to_digit(16)) {
                Some(digit) => unit = unit * 16 + digit as u16,
                None => return self.unexpected("a hexadecimal digit"),
            }
            self.position += 1;
        }
        Some(unit)
    }

    fn number(&mut self, expected: &str) -> Option<&'a str> {
        let start = self.start();
        if !matches!(self.next(), Some(b'-' | b'0'..=b'9')) {
            return self.unexpected(expected);
        }
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        self.utf8(start..self.position)
    }

    fn digits(&mut self) -> Option<()> {
        let rest = &self.input[self.position..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.position += count;
        if count == 0 {
            self.unexpected("a digit")
        } else {
            Some(())
        }
    }

    #[inline(never)]
    fn whole(&mut self, min: i64, max: i64) -> Option<i64> {
        let start = self.start();
        let text = self.number("a number")?;
        let value = text.parse().ok().or_else(|| integral(text));
        let value = value.filter(|value| (min..=max).contains(value));
        value.or_else(|| {
            let message = format!("expected an integer from {min} to {max}, found {text:.40}");
            self.fail(start, message)
        })
    }

    /// Reads a number, or `NaN`, `Infinity` or `-Infinity` as a string.
    fn real(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return self.number("a number");
        }
        let start = self.position;
        match self.text()?.as_ref() {
            "NaN" => Some("NaN"),
            "Infinity" => Some("Infinity"),
            "-Infinity" => Some("-Infinity"),
            _ => self.fail(start, "expected a number, found a string"),
        }
    }

    fn any_number(&mut self) -> Option<Number> {
        let start = self.start();
        let text = self.number("a value")?;
        match (text.parse(), text.parse()) {
            (Ok(value), _) => Some(Number::PosInt(value)),
            // Only a float can be negative zero.
            (_, Ok(value)) if value != 0 => Some(Number::NegInt(value)),
            _ => match text.parse::<f64>() {
                Ok(value) if value.is_finite() => Some(Number::Float(value)),
                _ => self.out_of_range(start, text),
            },
        }
    }

    fn out_of_range<T>(&mut self, start: usize, text: &str) -> Option<T> {
        let message = format!("expected a number in range, found {text:.40}");
        self.fail(start, message)
    }

    /// Fails because the next token is not the expected one.
    #[cold]
    fn unexpected<T>(&mut self, expected: &str) -> Option<T> {
        let found = match self.next() {
            None => "the end of the body",
            Some(b'"') => "a string",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(byte) if byte.is_ascii_graphic() => &format!("`{}`", char::from(byte)),
            Some(byte) => &format!("byte {byte:#04x}"),
        };
        self.fail(self.position, format!("expected {expected}, found {found}"))
    }

    #[cold]
    fn fail<T>(&mut self, position: usize, message: impl Into<Cow<'static, str>>) -> Option<T> {
        if self.error.is_none() {
            self.error = Some(Error::new(message.into(), Some(position)));
        }
        self.position = self.input.len();
        None
    }

    /// Prepends the member, whose name is at `start`, to the path of the error.
    #[cold]
    fn failed_in_member(&mut self, start: usize) {
        let mut name_reader = Reader::new(&[]);
        (name_reader.input, name_reader.position) = (self.input, start);
        let name = name_reader.text().unwrap_or_default();
        if let Some(error) = &mut self.error {
            error.within_member(&name);
        }
    }
}

fn end_of(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

fn is_not_finite(text: &str) -> bool {
    text.ends_with(['N', 'y'])
}

/// Parses a number with a fraction or an exponent, if its value is an integer.
fn integral(number: &str) -> Option<i64> {
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_end_matches('0');
    if matches!(significant, "" | "-") {
        return Some(0);
    }
    let zeros = (digits.len() - significant.len()) as i64 - fraction.len() as i64;
    let zeros = exponent.parse::<i64>().ok()?.checked_add(zeros)?;
    let factor = 10_i64.checked_pow(zeros.try_into().ok()?)?;
    significant.parse::<i64>().ok()?.checked_mul(factor)
}
