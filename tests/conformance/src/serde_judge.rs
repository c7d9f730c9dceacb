//! Compares serde's traits of inputs and outputs with the JSON of calls, which is what botocore
//! takes and returns.
//!
//! That JSON has timestamps as numbers; all else is the same. Values are compared by their texts,
//! since `NaN` is not equal to itself.

use std::fmt::Debug;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Blobs;
use crate::compare::{same, without_defaults};
use crate::outcome::{Failure, Writer};

/// Reads the parameters of a call, which has to give its input.
///
/// # Errors
/// If it gives another one.
pub fn input<T: Serialize + DeserializeOwned, E: Debug>(
    input: &Result<T, E>,
    params: &Value,
    blobs: Blobs,
) -> Result<(), Failure> {
    let Blobs::Base64 = blobs else { return Ok(()) };
    let input = input.as_ref().expect("the builder is complete");
    survives(input)
        .and_then(|()| is_read(input, params))
        .map_err(failure)
}

/// Writes an output, which has to give its JSON, and reads that.
///
/// # Errors
/// If the JSON or what is read from it is different.
pub fn output<T: Serialize + DeserializeOwned, E>(
    result: &Result<T, E>,
    write: impl Fn(&T, &mut Writer) -> Value,
    blobs: Blobs,
) -> Result<(), Failure> {
    let (Blobs::Base64, Ok(output)) = (blobs, result) else {
        return Ok(());
    };
    let mut writer = Writer::new(blobs);
    let all = write(output, &mut writer);
    let check = || {
        survives(output)?;
        let found: Value = serde_json::from_str(&text(output)?).map_err(|it| it.to_string())?;
        // A structure that is also sent knows which of its numbers were set.
        let expected = without_defaults(&all, &json!(writer.defaults()), &found);
        if !is_same(&found, &expected) {
            return Err(format!("it is {found}, expected is {expected}"));
        }
        is_read(output, &expected)
    };
    check().map_err(failure)
}

fn failure(error: String) -> Failure {
    let (stage, message) = ("serde", error);
    Failure::Client { stage, message }
}

fn text<T: Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| format!("it is not written: {error}"))
}

/// Checks that a value is what is read from its text.
fn survives<T: Serialize + DeserializeOwned>(value: &T) -> Result<(), String> {
    let written = text(value)?;
    let read: T = serde_json::from_str(&written)
        .map_err(|error| format!("its own text is not read: {error}: {written}"))?;
    let again = text(&read)?;
    if again == written {
        Ok(())
    } else {
        Err(format!("{written} is read as {again}"))
    }
}

/// Checks that a value is what is read from JSON.
fn is_read<T: Serialize + DeserializeOwned>(value: &T, json: &Value) -> Result<(), String> {
    let read: T = serde_json::from_str(&json.to_string())
        .map_err(|error| format!("{json} is not read: {error}"))?;
    let (expected, found) = (text(value)?, text(&read)?);
    if found == expected {
        Ok(())
    } else {
        Err(format!("{json} is read as {found}, expected is {expected}"))
    }
}

/// Returns `true` if two values differ in nothing but the form of timestamps.
fn is_same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::String(text), Value::Number(number)) => {
            let time = DateTime::from_str(text, Format::DateTime);
            time.is_ok_and(|time| Some(time.as_secs_f64()) == number.as_f64())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let is_found = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| is_same(a, b));
            a.len() == b.len() && a.iter().all(is_found)
        }
        (a, b) => same(a, b),
    }
}
