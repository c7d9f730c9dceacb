//! Values of members: those of the standard library and of AWS's crates.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document, Number, base64};

use crate::support::timestamp;

use super::read::{Entries, Kind, Mistake, Reader, Token, Visit, each_entry, each_item};
use super::write::{List, Map, Node};
use super::{Data, Path};

impl<T: Data> Data for Option<T> {
    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Absent, T::node)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        r.value().map(Some)
    }

    /// An empty item of a sparse list or map.
    fn of_null() -> Option<Self> {
        Some(None)
    }
}

impl<T: Data> Data for Box<T> {
    fn node(&self) -> Node<'_> {
        T::node(self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        r.value().map(Box::new)
    }
}

impl<T: Data> Data for Vec<T> {
    fn node(&self) -> Node<'_> {
        Node::List(self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut items = Self::new();
        let is_set = r.list(&mut |r| items.extend(r.value::<T>()));
        is_set.then_some(items)
    }
}

impl<T: Data> List for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Node<'_> {
        self[index].node()
    }
}

/// Keys are strings or enums.
impl<K, T> Data for HashMap<K, T>
where
    K: AsRef<str> + for<'a> From<&'a str> + Eq + Hash,
    T: Data,
{
    fn node(&self) -> Node<'_> {
        Node::Map(self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut entries = Self::new();
        let is_set = r.map(&mut |key, r| {
            entries.extend(r.value::<T>().map(|value| (K::from(key), value)));
        });
        is_set.then_some(entries)
    }
}

impl<K: AsRef<str>, T: Data> Map for HashMap<K, T> {
    fn entries(&self) -> Vec<(&str, &dyn Data)> {
        let entries = self.iter();
        sorted(entries.map(|(key, value)| (key.as_ref(), value as &dyn Data)))
    }
}

fn sorted<'a>(
    entries: impl Iterator<Item = (&'a str, &'a dyn Data)>,
) -> Vec<(&'a str, &'a dyn Data)> {
    let mut entries: Vec<_> = entries.collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries
}

impl Data for String {
    fn node(&self) -> Node<'_> {
        Node::text(self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        r.text(&mut |text| value = Some(text.to_owned()));
        value
    }
}

impl Data for bool {
    fn node(&self) -> Node<'_> {
        Node::Boolean(*self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        r.take(Kind::Boolean, "a boolean", &mut |token| match token {
            Token::Boolean(found) => {
                value = Some(found);
                Ok(())
            }
            _ => Err(Mistake::Type),
        });
        value
    }
}

impl Data for i32 {
    fn node(&self) -> Node<'_> {
        Node::Long((*self).into())
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let value = integer(
            r,
            "an integer of 32 bits",
            Self::MIN.into(),
            Self::MAX.into(),
        );
        value.and_then(|value| value.try_into().ok())
    }
}

impl Data for i64 {
    fn node(&self) -> Node<'_> {
        Node::Long(*self)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        integer(r, "an integer of 64 bits", Self::MIN, Self::MAX)
    }
}

fn integer(r: &mut Reader<'_>, what: &'static str, min: i64, max: i64) -> Option<i64> {
    let mut value = None;
    r.take(Kind::Integer, what, &mut |token| {
        let found = match token {
            Token::Signed(found) => Some(found),
            Token::Unsigned(found) => i64::try_from(found).ok(),
            _ => return Err(Mistake::Type),
        };
        value = found.filter(|it| (min..=max).contains(it));
        value.map(|_| ()).ok_or(Mistake::Value)
    });
    value
}

impl Data for f32 {
    fn node(&self) -> Node<'_> {
        if self.is_finite() {
            Node::Float(*self)
        } else {
            Node::text(not_finite((*self).into()))
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "texts of `f32` have its precision"
    )]
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        real(r, &mut |found| {
            let rounded = found as Self;
            let is_in_range = rounded.is_finite() || !found.is_finite();
            value = is_in_range.then_some(rounded);
            is_in_range
        });
        value
    }
}

impl Data for f64 {
    fn node(&self) -> Node<'_> {
        if self.is_finite() {
            Node::Double(*self)
        } else {
            Node::text(not_finite(*self))
        }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        real(r, &mut |found| {
            value = Some(found);
            true
        });
        value
    }
}

/// Numbers that many formats lack.
const NOT_FINITE: [(&str, f64); 3] = [
    ("NaN", f64::NAN),
    ("Infinity", f64::INFINITY),
    ("-Infinity", f64::NEG_INFINITY),
];

fn not_finite(value: f64) -> &'static str {
    let is_same = |other: f64| value == other || value.is_nan() && other.is_nan();
    let found = NOT_FINITE.iter().find(|(_, other)| is_same(*other));
    found.map_or("NaN", |(text, _)| text)
}

/// Reads a number; `found` returns `false` if it is out of range.
fn real(r: &mut Reader<'_>, found: &mut dyn FnMut(f64) -> bool) {
    scalar(r, "a number", &mut |token| {
        let value = match token {
            #[allow(clippy::cast_precision_loss, reason = "as in all readers of JSON")]
            Token::Signed(value) => value as f64,
            #[allow(clippy::cast_precision_loss, reason = "as in all readers of JSON")]
            Token::Unsigned(value) => value as f64,
            Token::Float(value) => value,
            Token::Text(text) => {
                let value = NOT_FINITE.iter().find(|(known, _)| *known == text);
                value.ok_or(Mistake::Value)?.1
            }
            _ => return Err(Mistake::Type),
        };
        if found(value) {
            Ok(())
        } else {
            Err(Mistake::Value)
        }
    });
}

impl Data for Blob {
    fn node(&self) -> Node<'_> {
        Node::Text(Cow::Owned(base64::encode(self)))
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        r.take(Kind::Text, "base64", &mut |token| match token {
            Token::Text(text) => {
                let bytes = base64::decode(text).map_err(|_| Mistake::Value)?;
                value = Some(Self::new(bytes));
                Ok(())
            }
            _ => Err(Mistake::Type),
        });
        value
    }
}

impl Data for DateTime {
    fn node(&self) -> Node<'_> {
        // `set_subsec_nanos` accepts any number, and the formatting would overflow.
        if self.subsec_nanos() >= 1_000_000_000 {
            return Node::Invalid("a timestamp has more nanoseconds than a second".to_owned());
        }
        // It would drop what is less than a microsecond.
        match Self::from_secs(self.secs()).fmt(Format::DateTime) {
            Ok(text) => Node::Text(Cow::Owned(with_fraction(text, self.subsec_nanos()))),
            Err(_) => Node::Invalid("a timestamp is not in the years 1 to 9999".to_owned()),
        }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = None;
        scalar(r, "a timestamp of RFC 3339", &mut |token| {
            value = match token {
                Token::Text(text) => timestamp::parse(text, Format::DateTimeWithOffset),
                Token::Signed(seconds) => Some(Self::from_secs(seconds)),
                Token::Unsigned(seconds) => i64::try_from(seconds).ok().map(Self::from_secs),
                Token::Float(seconds) => timestamp::epoch_seconds(&seconds.to_string()),
                _ => return Err(Mistake::Type),
            };
            value.map(|_| ()).ok_or(Mistake::Value)
        });
        value
    }
}

/// Adds a fraction to a time without one, which ends in `Z`.
fn with_fraction(mut time: String, nanos: u32) -> String {
    if nanos > 0 {
        time.pop();
        let digits = format!("{nanos:09}");
        let digits = digits.trim_end_matches('0');
        time.push_str(&format!(".{digits}Z"));
    }
    time
}

impl Data for Document {
    fn node(&self) -> Node<'_> {
        match self {
            Self::Object(members) => Node::Map(members),
            Self::Array(items) => Node::List(items),
            Self::Number(Number::PosInt(value)) => Node::Unsigned(*value),
            Self::Number(Number::NegInt(value)) => Node::Long(*value),
            Self::Number(Number::Float(value)) => value.node(),
            Self::String(value) => Node::text(value),
            Self::Bool(value) => Node::Boolean(*value),
            Self::Null => Node::Null,
        }
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let (mut value, path) = (None, r.path());
        r.take(Kind::Any, "a document", &mut |token| {
            value = Some(document(token, &path)?);
            Ok(())
        });
        value
    }

    fn of_null() -> Option<Self> {
        Some(Self::Null)
    }
}

fn document(token: Token<'_>, path: &Path<'_>) -> Result<Document, Mistake> {
    Ok(match token {
        Token::Boolean(value) => Document::Bool(value),
        Token::Signed(value) => Document::Number(match u64::try_from(value) {
            Ok(value) => Number::PosInt(value),
            Err(_) => Number::NegInt(value),
        }),
        Token::Unsigned(value) => Document::Number(Number::PosInt(value)),
        Token::Float(value) => Document::Number(Number::Float(value)),
        Token::Text(value) => Document::String(value.to_owned()),
        Token::List(items) => {
            let mut list = Vec::new();
            each_item(items, path, &mut |r| list.extend(r.value()));
            Document::Array(list)
        }
        Token::Map(entries) => {
            let (mut members, mut wrapped) = (HashMap::new(), None);
            each_entry(entries, path, &mut |key, r| match Wrapper::named(key) {
                Some(wrapper) => wrapped = r.value().map(|text| (wrapper, text)),
                None => members.extend(r.value().map(|value| (key.to_owned(), value))),
            });
            match wrapped {
                Some((wrapper, text)) => {
                    wrapper.unwrap(text, &mut |token| document(token, path))?
                }
                None => Document::Object(members),
            }
        }
    })
}

/// Reads a value that is neither a list nor a map.
fn scalar(r: &mut Reader<'_>, what: &'static str, visit: Visit<'_>) {
    let path = r.path();
    r.take(Kind::Any, what, &mut |token| match token {
        Token::Map(entries) => unwrapped(entries, &path, visit),
        token => visit(token),
    });
}

fn unwrapped(entries: &mut dyn Entries, path: &Path<'_>, visit: Visit<'_>) -> Result<(), Mistake> {
    let mut wrapped = None;
    each_entry(entries, path, &mut |key, r| {
        let wrapper = Wrapper::named(key);
        wrapped = wrapper.and_then(|wrapper| Some((wrapper, r.value()?)));
    });
    let (wrapper, text): (Wrapper, String) = wrapped.ok_or(Mistake::Type)?;
    wrapper.unwrap(text, visit)
}

/// A map with one entry in which a format passes what serde's data model lacks.
#[derive(Clone, Copy)]
enum Wrapper {
    /// A number of `serde_json` with its feature `arbitrary_precision`.
    Number,
    /// A date or time of TOML.
    Time,
}

impl Wrapper {
    /// The wrapper with this key.
    fn named(key: &str) -> Option<Self> {
        match key {
            "$serde_json::private::Number" => Some(Self::Number),
            "$__toml_private_datetime" => Some(Self::Time),
            _ => None,
        }
    }

    fn unwrap<T>(
        self,
        text: String,
        visit: &mut dyn FnMut(Token<'_>) -> Result<T, Mistake>,
    ) -> Result<T, Mistake> {
        match self {
            Self::Time => visit(Token::Text(&text)),
            Self::Number => visit(if let Ok(value) = text.parse() {
                Token::Unsigned(value)
            } else if let Ok(value) = text.parse() {
                Token::Signed(value)
            } else {
                Token::Float(text.parse().map_err(|_| Mistake::Type)?)
            }),
        }
    }
}
