//! Reader of values outside of bodies, with the methods of a reader of bodies.

use std::borrow::Cow;
use std::ops::Range;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;

use super::super::timestamp;

/// Reads a header, an item of a list in a header, or several headers as a map.
#[derive(Debug)]
pub struct Value<'a> {
    /// Key (the rest of the name after a prefix) and value of each header. A header may occur
    /// several times.
    lines: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// In a list: line and byte where the next item begins.
    position: Option<(usize, usize)>,
    error: Option<String>,
}

impl<'a> Value<'a> {
    pub(super) fn new(lines: Vec<(Cow<'a, str>, Cow<'a, str>)>) -> Self {
        Self {
            lines,
            position: None,
            error: None,
        }
    }

    pub(super) fn into_error(self) -> Option<String> {
        self.error
    }

    /// Reads a string.
    pub fn string(&mut self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// Reads a text.
    #[inline(never)]
    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        self.next(false)
    }

    /// Reads `true` or `false`.
    #[inline(never)]
    pub fn boolean(&mut self) -> Option<bool> {
        self.parsed("a boolean", |text| match text {
            text if text.eq_ignore_ascii_case("true") => Some(true),
            text if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }

    /// Reads an integer of 32 bits.
    #[inline(never)]
    pub fn integer(&mut self) -> Option<i32> {
        self.parsed("an integer of 32 bits", |text| text.parse().ok())
    }

    /// Reads an integer of 64 bits.
    #[inline(never)]
    pub fn long(&mut self) -> Option<i64> {
        self.parsed("an integer of 64 bits", |text| text.parse().ok())
    }

    /// Reads a number of single precision.
    #[inline(never)]
    pub fn float(&mut self) -> Option<f32> {
        self.parsed("a number", |text| f32::parse_smithy_primitive(text).ok())
    }

    /// Reads a number of double precision.
    #[inline(never)]
    pub fn double(&mut self) -> Option<f64> {
        self.parsed("a number", |text| f64::parse_smithy_primitive(text).ok())
    }

    /// Reads a timestamp in `format`, or in another one.
    #[inline(never)]
    pub fn timestamp(&mut self, format: Format) -> Option<DateTime> {
        let text = self.next(true)?;
        let found = timestamp::parse(&text, format);
        found.or_else(|| self.fail(timestamp::unreadable(&text)))
    }

    /// Reads a list, and calls `item` for each item.
    #[inline(never)]
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Value<'a>)) {
        let mut line = 0;
        while let Some((_, text)) = self.lines.get(line) {
            let end = text.trim_end().len();
            self.position = Some((line, 0));
            while let Some((_, start)) = self.position
                && start < end
                && self.error.is_none()
            {
                item(self);
                if self.position == Some((line, start)) {
                    _ = self.text();
                }
            }
            line += 1;
        }
        self.position = None;
    }

    /// Reads a map, and calls `entry` for each entry.
    #[inline(never)]
    pub fn map(&mut self, entry: &mut dyn FnMut(String, &mut Value<'a>)) {
        let mut lines = std::mem::take(&mut self.lines).into_iter().peekable();
        while let Some((key, value)) = lines.next() {
            let mut values = vec![(Cow::Borrowed(""), value)];
            // The lines of a header that occurs several times follow each other.
            while let Some((_, value)) = lines.next_if(|(next, _)| *next == key) {
                values.push((Cow::Borrowed(""), value));
            }
            let mut value = Value::new(values);
            entry(key.into_owned(), &mut value);
            self.error = self.error.take().or(value.error);
        }
    }

    fn parsed<T>(&mut self, what: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.next(false)?;
        parse(&text).or_else(|| self.unexpected(what))
    }

    /// Returns the value without surrounding white space; in a list, the next item, which may be a
    /// date with a comma after the day of the week.
    fn next(&mut self, may_be_date: bool) -> Option<Cow<'a, str>> {
        let Some((line, start)) = self.position else {
            return match self.lines.as_slice() {
                [] => None,
                [(_, text)] => Some(part(text, 0..text.len())),
                lines => Some(joined(lines)),
            };
        };
        let (_, text) = &self.lines[line];
        let rest = &text[start..];
        let spaces = rest.len() - rest.trim_start().len();
        if let Some(quoted) = rest[spaces..].strip_prefix('"') {
            let Some((value, length)) = unquoted(quoted) else {
                return self.unexpected("a closing quote");
            };
            let after = &quoted[length..];
            let (between, next) = after.split_once(',').unwrap_or((after, ""));
            if !between.trim().is_empty() {
                return self.unexpected("a comma after the closing quote");
            }
            self.position = Some((line, text.len() - next.len()));
            return Some(Cow::Owned(value));
        }
        let mut commas = rest.match_indices(',').map(|(index, _)| start + index);
        let mut end = commas.next();
        if may_be_date && end.is_some_and(|end| timestamp::is_weekday(text[start..end].trim())) {
            end = commas.next();
        }
        let end = end.unwrap_or(text.len());
        let item = part(text, start..end);
        self.position = Some((line, text.len().min(end + 1)));
        Some(item)
    }

    /// Fails without showing the value, which may be a secret.
    #[cold]
    fn unexpected<T>(&mut self, expected: &str) -> Option<T> {
        self.fail(format!("expected {expected}"))
    }

    #[cold]
    fn fail<T>(&mut self, error: String) -> Option<T> {
        self.error.get_or_insert(error);
        None
    }
}

/// Returns a part of a text without surrounding white space.
fn part<'a>(text: &Cow<'a, str>, range: Range<usize>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text[range].trim()),
        Cow::Owned(text) => Cow::Owned(text[range].trim().to_owned()),
    }
}

/// Returns the value of a header that occurs several times: all its lines (RFC 9110, 5.2).
#[cold]
fn joined<'a>(lines: &[(Cow<'_, str>, Cow<'_, str>)]) -> Cow<'a, str> {
    let texts: Vec<&str> = lines.iter().map(|(_, text)| text.trim()).collect();
    Cow::Owned(texts.join(", "))
}

/// Returns the text before the closing quote without escapes, and its length with escapes and
/// quote.
fn unquoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, c)) = characters.next() {
        match c {
            '"' => return Some((value, index + 1)),
            '\\' => value.push(characters.next()?.1),
            c => value.push(c),
        }
    }
    None
}
