//! Reads the values that builders take from JSON.

use std::collections::HashMap;
use std::hash::Hash;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_json::{Map, Value};

use crate::Blobs;

/// A value, or a message that says what is wrong with its JSON, and where.
pub type Parsed<T> = Result<T, String>;

fn wrong<T>(expected: &str, value: &Value) -> Parsed<T> {
    Err(format!(": {expected} is expected, not {value}"))
}

/// Reads the members of a structure. One that is not among `known` is an error.
///
/// # Errors
/// If it is not an object, or has another member.
pub fn members<'a>(value: &'a Value, known: &[&str]) -> Parsed<&'a Map<String, Value>> {
    let Value::Object(object) = value else {
        return wrong("an object", value);
    };
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!(".{key}: there is no such member")),
        None => Ok(object),
    }
}

/// Reads a member, if it is there and not null.
///
/// # Errors
/// If `read` fails; the error names the member.
pub fn member<T>(
    object: &Map<String, Value>,
    name: &str,
    blobs: Blobs,
    read: impl Fn(&Value, Blobs) -> Parsed<T>,
) -> Parsed<Option<T>> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value, blobs)
            .map(Some)
            .map_err(|error| format!(".{name}{error}")),
    }
}

/// Finds the one member of a union that is set.
///
/// # Errors
/// If there is none or more than one.
pub fn variant<'a>(value: &'a Value, known: &[&str]) -> Parsed<(&'a str, &'a Value)> {
    let mut set = members(value, known)?
        .iter()
        .filter(|(_, value)| !value.is_null());
    match (set.next(), set.next()) {
        (Some((key, value)), None) => Ok((key, value)),
        _ => wrong("an object with one member", value),
    }
}

/// Reads a boolean.
///
/// # Errors
/// If it is not a boolean.
pub fn boolean(value: &Value, _: Blobs) -> Parsed<bool> {
    value
        .as_bool()
        .map_or_else(|| wrong("a boolean", value), Ok)
}

/// Reads an integer of 32 bits.
///
/// # Errors
/// If it is not an integer of 32 bits.
pub fn integer(value: &Value, _: Blobs) -> Parsed<i32> {
    let number = value.as_i64().and_then(|it| i32::try_from(it).ok());
    number.map_or_else(|| wrong("an integer of 32 bits", value), Ok)
}

/// Reads an integer of 64 bits.
///
/// # Errors
/// If it is not an integer of 64 bits.
pub fn long(value: &Value, _: Blobs) -> Parsed<i64> {
    value
        .as_i64()
        .map_or_else(|| wrong("an integer", value), Ok)
}

/// Reads a number, or the name of one that is not finite.
///
/// # Errors
/// If it is neither.
pub fn double(value: &Value, _: Blobs) -> Parsed<f64> {
    match (value.as_f64(), value.as_str()) {
        (Some(number), _) => Ok(number),
        (None, Some("NaN")) => Ok(f64::NAN),
        (None, Some("Infinity")) => Ok(f64::INFINITY),
        (None, Some("-Infinity")) => Ok(f64::NEG_INFINITY),
        _ => wrong("a number", value),
    }
}

/// Reads a number of 32 bits.
///
/// # Errors
/// As [`double`].
#[allow(
    clippy::cast_possible_truncation,
    reason = "the member has no more digits"
)]
pub fn float(value: &Value, blobs: Blobs) -> Parsed<f32> {
    double(value, blobs).map(|it| it as f32)
}

/// Reads text.
///
/// # Errors
/// If it is not text.
pub fn string(value: &Value, _: Blobs) -> Parsed<String> {
    let text = value.as_str().map(str::to_owned);
    text.map_or_else(|| wrong("a string", value), Ok)
}

/// Reads bytes.
///
/// # Errors
/// If it is not text, or not the base64 that it has to be.
pub fn blob(value: &Value, blobs: Blobs) -> Parsed<Blob> {
    let text = string(value, blobs)?;
    match blobs {
        Blobs::Text => Ok(Blob::new(text)),
        Blobs::Base64 => aws_smithy_types::base64::decode(text)
            .map(Blob::new)
            .map_err(|error| format!(": {error}")),
    }
}

/// Reads bytes as a stream.
///
/// # Errors
/// As [`blob`].
pub fn stream(value: &Value, blobs: Blobs) -> Parsed<ByteStream> {
    blob(value, blobs).map(|it| it.into_inner().into())
}

/// Reads a point in time.
///
/// # Errors
/// If it is neither a number nor a date.
pub fn timestamp(value: &Value, _: Blobs) -> Parsed<DateTime> {
    let parse = |text: &str| {
        let formats = [Format::DateTimeWithOffset, Format::HttpDate];
        formats
            .into_iter()
            .find_map(|it| DateTime::from_str(text, it).ok())
    };
    let time = match value {
        Value::Number(number) => match number.as_i64() {
            Some(seconds) => Some(DateTime::from_secs(seconds)),
            None => number.as_f64().map(DateTime::from_secs_f64),
        },
        Value::String(text) => parse(text),
        _ => None,
    };
    time.map_or_else(|| wrong("a timestamp", value), Ok)
}

/// Reads any JSON.
///
/// # Errors
/// None.
#[allow(clippy::only_used_in_recursion, reason = "all readers take it")]
pub fn document(value: &Value, blobs: Blobs) -> Parsed<Document> {
    Ok(match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Bool(*value),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().unwrap_or(f64::NAN)),
        }),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => {
            let items = items.iter().map(|it| document(it, blobs));
            Document::Array(items.collect::<Parsed<_>>()?)
        }
        Value::Object(object) => {
            let entries = object.iter();
            let entries = entries.map(|(key, value)| Ok((key.clone(), document(value, blobs)?)));
            Document::Object(entries.collect::<Parsed<_>>()?)
        }
    })
}

/// Reads a list.
///
/// # Errors
/// If it is not a list, or an item cannot be read.
pub fn list<T>(
    value: &Value,
    blobs: Blobs,
    item: impl Fn(&Value, Blobs) -> Parsed<T>,
) -> Parsed<Vec<T>> {
    let Value::Array(items) = value else {
        return wrong("a list", value);
    };
    let items = items.iter().enumerate();
    let items =
        items.map(|(index, value)| item(value, blobs).map_err(|error| format!("[{index}]{error}")));
    items.collect()
}

/// Reads a map.
///
/// # Errors
/// If it is not an object, or a value cannot be read.
pub fn map<K: Eq + Hash, T>(
    value: &Value,
    blobs: Blobs,
    key: impl Fn(&str) -> K,
    item: impl Fn(&Value, Blobs) -> Parsed<T>,
) -> Parsed<HashMap<K, T>> {
    let Value::Object(entries) = value else {
        return wrong("an object", value);
    };
    let entries = entries.iter().map(|(name, value)| {
        let value = item(value, blobs).map_err(|error| format!("[{name:?}]{error}"))?;
        Ok((key(name), value))
    });
    entries.collect()
}

/// Reads an item of a sparse list or map.
///
/// # Errors
/// If it is not null and `read` fails.
pub fn sparse<T>(
    value: &Value,
    blobs: Blobs,
    read: impl Fn(&Value, Blobs) -> Parsed<T>,
) -> Parsed<Option<T>> {
    match value {
        Value::Null => Ok(None),
        value => read(value, blobs).map(Some),
    }
}
