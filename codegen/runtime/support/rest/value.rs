//! Reader of values outside of bodies, with the methods of a reader of bodies.

use std::borrow::Cow;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;

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
        self.next(1)
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

    /// Reads a timestamp in `format`, or in another one, as botocore does.
    #[inline(never)]
    pub fn timestamp(&mut self, format: Format) -> Option<DateTime> {
        // An HTTP date contains a comma.
        let commas = if format == Format::HttpDate { 2 } else { 1 };
        let text = self.next(commas)?;
        let formats = [
            format,
            Format::DateTimeWithOffset,
            Format::HttpDate,
            Format::EpochSeconds,
        ];
        let found = formats
            .into_iter()
            .find_map(|format| DateTime::from_str(&text, format).ok());
        found.or_else(|| self.unexpected("a timestamp"))
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
        for (key, value) in std::mem::take(&mut self.lines) {
            let mut value = Value::new(vec![(Cow::Borrowed(""), value)]);
            entry(key.into_owned(), &mut value);
            self.error = self.error.take().or(value.error);
        }
    }

    fn parsed<T>(&mut self, what: &str, parse: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.next(1)?;
        parse(&text).or_else(|| self.unexpected(what))
    }

    /// Returns the value without surrounding white space; in a list, the next item, which ends at
    /// the comma with this number.
    fn next(&mut self, commas: usize) -> Option<Cow<'a, str>> {
        let Some((line, start)) = self.position else {
            return self.lines.first().map(|(_, text)| trimmed(text.clone()));
        };
        let text = self.lines[line].1.clone();
        let rest = &text[start..];
        let spaces = rest.len() - rest.trim_start().len();
        if let Some(quoted) = rest[spaces..].strip_prefix('"') {
            let Some((value, length)) = unquoted(quoted) else {
                return self.unexpected("a closing quote");
            };
            let after = start + spaces + 1 + length;
            let comma = text[after..].find(',').map(|it| after + it + 1);
            self.position = Some((line, comma.unwrap_or(text.len())));
            return Some(Cow::Owned(value));
        }
        let end = rest.match_indices(',').nth(commas - 1);
        let end = end.map_or(text.len(), |(index, _)| start + index);
        self.position = Some((line, text.len().min(end + 1)));
        Some(match text {
            Cow::Borrowed(text) => Cow::Borrowed(text[start..end].trim()),
            Cow::Owned(text) => Cow::Owned(text[start..end].trim().to_owned()),
        })
    }

    /// Fails without showing the value, which may be a secret.
    #[cold]
    fn unexpected<T>(&mut self, expected: &str) -> Option<T> {
        self.error
            .get_or_insert_with(|| format!("expected {expected}"));
        None
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
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
