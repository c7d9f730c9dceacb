//! Mutations of texts: parts are cut, repeated, exchanged with parts of other texts, or replaced by
//! something with a meaning in one of the formats.

use std::fmt;
use std::ops::{Deref, Range};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::de::IgnoredAny;

use crate::json_spans::{Spans, spans};

/// Texts that some reader takes for something special.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "\\udc00",
    "\\u0000",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1e999",
    "1e-999",
    "1.5",
    "9223372036854775808",
    "-9223372036854775809",
    "253402300800",
    "NaN",
    "Infinity",
    "\"\"",
    "{}",
    "[]",
    "[[]]",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{1b}[31m",
    "\r\n",
    "\t",
    " ",
    "é",
    "🦊",
    "\u{301}",
    "#",
    "=",
    "'",
    "\"\"\"",
    "[[",
    "]]",
    "<",
    ">",
    "</",
    "<p>",
    "&",
    "&#x110000;",
    "&amp;",
    "`",
    "*",
    "_",
    "|",
    "%",
    "%2",
    "%zz",
    "/",
    "..",
    "?",
    "@",
    "+",
    ";",
    "GMT",
    "T",
    "Z",
    "+00:00",
    "-99:99",
    "2024-02-30",
    "shape",
    "type",
    "structure",
    "list",
    "map",
    "member",
    "members",
    "string",
    "blob",
    "timestamp",
    "locationName",
    "Self",
    "crate",
    "__type",
    "code",
    "message",
    "r#",
    "//",
    "/*",
    "{Region}",
    "{{",
    "aws",
    "us-east-1",
];

/// JSON that takes the place of a value.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "1.5",
    "\"\"",
    "\"x\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"Self\"",
    "[]",
    "[[]]",
    "{}",
    "{\"\":{}}",
];

/// An input of a reader.
#[derive(Clone, Default)]
pub struct Input(Vec<u8>);

impl Deref for Input {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Can be pasted as a byte string.
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// A change of a text.
#[derive(Clone, Debug)]
enum Mutation {
    /// Replaces a part.
    Replace(Part, &'static str),
    /// Replaces a part by bytes that need not be a text.
    Overwrite(Part, Vec<u8>),
    /// Puts a part of a seed in the place of a part.
    Splice(Part, Index, Part),
    /// Repeats a part.
    Repeat(Part, usize),
    /// Removes everything behind a place.
    Cut(Index),
}

/// A change of a JSON text that leaves it JSON.
#[derive(Clone, Debug)]
enum Edit {
    /// Replaces a value by one of [`VALUES`].
    Set(Index, &'static str),
    /// Replaces a value by a value of a seed.
    Take(Index, Index, Index),
    /// Repeats an entry of an object or list.
    Double(Index),
}

/// A part of a text: where it begins, and its greatest length.
#[derive(Clone, Debug)]
struct Part(Index, usize);

impl Part {
    fn of(&self, text: &[u8]) -> Range<usize> {
        let start = self.0.index(text.len() + 1);
        start..text.len().min(start + self.1)
    }
}

/// Mutations of the seeds: up to three edits where they are JSON, and up to four other changes.
/// Half of the inputs have no other changes.
pub(super) fn inputs(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Input> {
    let json: Vec<Json> = seeds.iter().filter_map(|seed| Json::of(seed)).collect();
    let changes = prop_oneof![Just(Vec::new()), vec(mutation(), 1..5)];
    (any::<Index>(), vec(edit(), 0..4), changes).prop_map(move |(seed, edits, changes)| {
        let seed = seed.get(&seeds);
        let mut text = match Json::of(seed) {
            Some(text) => edits
                .iter()
                .fold(text, |text, it| it.apply(text, &json))
                .text
                .into(),
            None => seed.clone(),
        };
        for change in changes {
            change.apply(&mut text, &seeds);
        }
        Input(text)
    })
}

/// A JSON text, with the positions of its values.
struct Json {
    text: String,
    spans: Spans,
}

impl Json {
    fn of(text: &[u8]) -> Option<Self> {
        serde_json::from_slice::<IgnoredAny>(text).ok()?;
        let text = String::from_utf8(text.to_owned()).ok()?;
        Some(Self {
            spans: spans(&text),
            text,
        })
    }

    fn value(&self, at: Index) -> &Range<usize> {
        at.get(&self.spans.values)
    }
}

impl Edit {
    fn apply(&self, json: Json, seeds: &[Json]) -> Json {
        let mut text = json.text.clone();
        match self {
            Self::Set(at, value) => text.replace_range(json.value(*at).clone(), value),
            Self::Take(at, seed, from) => {
                let seed = seed.get(seeds);
                text.replace_range(
                    json.value(*at).clone(),
                    &seed.text[seed.value(*from).clone()],
                );
            }
            Self::Double(at) if !json.spans.entries.is_empty() => {
                let entry = at.get(&json.spans.entries);
                let copy = format!(",{}", &json.text[entry.clone()]);
                text.insert_str(entry.end, &copy);
            }
            Self::Double(_) => {}
        }
        Json {
            spans: spans(&text),
            text,
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    prop_oneof![
        2 => (index(), prop::sample::select(VALUES)).prop_map(|(at, value)| Edit::Set(at, value)),
        2 => (index(), index(), index()).prop_map(|(at, seed, from)| Edit::Take(at, seed, from)),
        1 => index().prop_map(Edit::Double),
    ]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop::sample::select(PIECES);
    prop_oneof![
        4 => (part(), piece).prop_map(|(part, piece)| Mutation::Replace(part, piece)),
        2 => (part(), vec(any::<u8>(), 0..4)).prop_map(|(part, bytes)| Mutation::Overwrite(part, bytes)),
        3 => (part(), any::<Index>(), part()).prop_map(|(at, seed, part)| Mutation::Splice(at, seed, part)),
        1 => (part(), 2..200_usize).prop_map(|(part, times)| Mutation::Repeat(part, times)),
        1 => any::<Index>().prop_map(Mutation::Cut),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    let length = prop_oneof![4 => 0..4_usize, 3 => 0..40_usize, 1 => 0..400_usize];
    (any::<Index>(), length).prop_map(|(start, length)| Part(start, length))
}

impl Mutation {
    fn apply(self, text: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        match self {
            Self::Replace(part, piece) => replace(text, &part, piece.as_bytes()),
            Self::Overwrite(part, bytes) => replace(text, &part, &bytes),
            Self::Splice(at, seed, part) => {
                let other = seed.get(seeds);
                replace(text, &at, &other[part.of(other)]);
            }
            Self::Repeat(part, times) => {
                let repeated = text[part.of(text)].repeat(times);
                replace(text, &part, &repeated);
            }
            Self::Cut(at) => text.truncate(at.index(text.len() + 1)),
        }
    }
}

fn replace(text: &mut Vec<u8>, part: &Part, piece: &[u8]) {
    let range = part.of(text);
    text.splice(range, piece.iter().copied());
}
