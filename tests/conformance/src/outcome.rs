//! Turns outputs and errors of calls into JSON.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Display;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_json::{Map, Value, json};

use crate::Blobs;

/// A structure with the members that are set.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputJson {
    /// The structure.
    pub output: Value,
    /// JSON pointers of members that always have a value in Rust, and have the default one: if the
    /// response had them cannot be seen.
    pub defaults: Vec<String>,
}

/// The reason why a call has no output.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The JSON does not fit the operation.
    Params(String),
    /// The service returned an error.
    Service {
        /// Its code.
        code: Option<String>,
        /// Its message.
        message: Option<String>,
        /// The modeled error that it was parsed as.
        modeled: Option<Box<Modeled>>,
    },
    /// The call failed without an error of the service.
    Client {
        /// `construction`, `timeout`, `dispatch` or `response`.
        stage: &'static str,
        /// The error with its causes.
        message: String,
    },
}

/// A modeled error.
#[derive(Debug, Clone, PartialEq)]
pub struct Modeled {
    /// Its name in the model.
    pub shape: &'static str,
    /// Its members.
    pub members: OutputJson,
}

impl Failure {
    /// JSON in the form that the runner prints.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Params(error) => json!({"params": error}),
            Self::Service {
                code,
                message,
                modeled,
            } => {
                let mut json = json!({"code": code, "message": message});
                if let Some(modeled) = modeled {
                    json["shape"] = json!(modeled.shape);
                    json["members"] = modeled.members.output.clone();
                    json["defaults"] = json!(modeled.members.defaults);
                }
                json
            }
            Self::Client { stage, message } => json!({"stage": stage, "message": message}),
        }
    }
}

/// Turns an operation's result into JSON.
///
/// # Errors
/// If it is an error.
pub fn to_json<O, E, R>(
    result: Result<O, SdkError<E, R>>,
    blobs: Blobs,
    output: impl Fn(&O, &mut Writer) -> Value,
    error: impl Fn(&E, &mut Writer) -> Option<(&'static str, Value)>,
) -> Result<OutputJson, Failure>
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: std::fmt::Debug,
{
    let mut writer = Writer::new(blobs);
    let failed = match result {
        Ok(found) => {
            let output = output(&found, &mut writer);
            let defaults = writer.defaults;
            return Ok(OutputJson { output, defaults });
        }
        Err(failed) => failed,
    };
    let stage = match &failed {
        SdkError::ServiceError(context) => {
            let service_error = context.err();
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let (code, message) = (owned(service_error.code()), owned(service_error.message()));
            let modeled = error(service_error, &mut writer).map(|(shape, output)| {
                let defaults = writer.defaults;
                let members = OutputJson { output, defaults };
                Box::new(Modeled { shape, members })
            });
            return Err(Failure::Service {
                code,
                message,
                modeled,
            });
        }
        SdkError::ConstructionFailure(_) => "construction",
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "dispatch",
        _ => "response",
    };
    let message = DisplayErrorContext(failed).to_string();
    Err(Failure::Client { stage, message })
}

/// Reads the stream of an output to its end and puts its bytes in the place of the stream. If that
/// fails, the call has failed.
///
/// # Errors
/// If the call has failed, or the stream does.
pub async fn loaded<O, E>(
    result: Result<O, SdkError<E, HttpResponse>>,
    stream: impl FnOnce(&mut O) -> &mut ByteStream,
) -> Result<O, SdkError<E, HttpResponse>> {
    let mut output = result?;
    let stream = stream(&mut output);
    match std::mem::take(stream).collect().await {
        Ok(bytes) => {
            *stream = bytes.into_bytes().into();
            Ok(output)
        }
        Err(error) => {
            let status = StatusCode::try_from(200).expect("a status");
            let response = HttpResponse::new(status, SdkBody::taken());
            Err(SdkError::response_error(error, response))
        }
    }
}

/// Makes JSON of values, and tracks the path of the value that is being written.
#[derive(Debug)]
pub struct Writer {
    blobs: Blobs,
    path: Vec<String>,
    defaults: Vec<String>,
}

impl Writer {
    /// Creates a writer of a whole value.
    pub fn new(blobs: Blobs) -> Self {
        let (path, defaults) = (Vec::new(), Vec::new());
        Self {
            blobs,
            path,
            defaults,
        }
    }

    /// JSON pointers of members that have the default value (see [`OutputJson`]).
    pub fn defaults(&self) -> &[String] {
        &self.defaults
    }

    fn within(&mut self, name: impl Display, write: impl FnOnce(&mut Self) -> Value) -> Value {
        let name = name.to_string().replace('~', "~0").replace('/', "~1");
        self.path.push(name);
        let value = write(self);
        self.path.pop();
        value
    }

    /// Adds a member, if it is set.
    pub fn member<T>(
        &mut self,
        object: &mut Map<String, Value>,
        name: &str,
        value: Option<&T>,
        write: impl Fn(&mut Self, &T) -> Value,
    ) {
        if let Some(value) = value {
            let value = self.within(name, |writer| write(writer, value));
            object.insert(name.to_owned(), value);
        }
    }

    /// Adds a member that always has a value, and records it if that is the default one.
    pub fn always<T>(
        &mut self,
        object: &mut Map<String, Value>,
        name: &str,
        value: &T,
        write: impl Fn(&mut Self, &T) -> Value,
    ) {
        let value = self.within(name, |writer| {
            let value = write(writer, value);
            if is_default(&value) {
                let path = format!("/{}", writer.path.join("/"));
                writer.defaults.push(path);
            }
            value
        });
        object.insert(name.to_owned(), value);
    }

    /// A boolean.
    pub fn boolean(&mut self, value: &bool) -> Value {
        json!(value)
    }

    /// An integer.
    pub fn integer(&mut self, value: &i32) -> Value {
        json!(value)
    }

    /// An integer of 64 bits.
    pub fn long(&mut self, value: &i64) -> Value {
        json!(value)
    }

    /// A number of 32 bits, with the digits of its shortest text.
    pub fn float(&mut self, value: &f32) -> Value {
        if value.is_finite() {
            json!(value.to_string().parse::<f64>().expect("a number"))
        } else {
            self.double(&f64::from(*value))
        }
    }

    /// A number of 64 bits.
    pub fn double(&mut self, value: &f64) -> Value {
        match value {
            value if value.is_nan() => json!("NaN"),
            value if value.is_infinite() && value.is_sign_negative() => json!("-Infinity"),
            value if value.is_infinite() => json!("Infinity"),
            value => json!(value),
        }
    }

    /// Text.
    pub fn string(&mut self, value: impl AsRef<str>) -> Value {
        json!(value.as_ref())
    }

    /// Bytes.
    pub fn blob(&mut self, value: &Blob) -> Value {
        match self.blobs {
            Blobs::Text => json!(String::from_utf8_lossy(value.as_ref())),
            Blobs::Base64 => json!(aws_smithy_types::base64::encode(value)),
        }
    }

    /// Bytes that were streamed.
    pub fn stream(&mut self, value: &ByteStream) -> Value {
        let bytes = value.bytes().expect("streams are read to their end");
        self.blob(&Blob::new(bytes))
    }

    /// A point in time.
    pub fn timestamp(&mut self, value: &DateTime) -> Value {
        match value.subsec_nanos() {
            0 => json!(value.secs()),
            _ => json!(value.as_secs_f64()),
        }
    }

    /// Any JSON.
    pub fn document(&mut self, value: &Document) -> Value {
        match value {
            Document::Null => Value::Null,
            Document::Bool(value) => json!(value),
            Document::Number(Number::PosInt(number)) => json!(number),
            Document::Number(Number::NegInt(number)) => json!(number),
            Document::Number(Number::Float(number)) => json!(number),
            Document::String(text) => json!(text),
            Document::Array(items) => items.iter().map(|it| self.document(it)).collect(),
            Document::Object(object) => {
                let entries = object.iter();
                let entries = entries.map(|(key, value)| (key.clone(), self.document(value)));
                Value::Object(entries.collect())
            }
        }
    }

    /// A list.
    pub fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T) -> Value) -> Value {
        let items = items.iter().enumerate();
        let items = items.map(|(index, item)| self.within(index, |writer| write(writer, item)));
        Value::Array(items.collect())
    }

    /// A map.
    pub fn map<K: AsRef<str>, T>(
        &mut self,
        entries: &HashMap<K, T>,
        write: impl Fn(&mut Self, &T) -> Value,
    ) -> Value {
        let entries = entries.iter().map(|(key, value)| {
            let key = key.as_ref();
            let value = self.within(key, |writer| write(writer, value));
            (key.to_owned(), value)
        });
        Value::Object(entries.collect())
    }

    /// An item of a sparse list or map.
    pub fn sparse<T>(
        &mut self,
        value: Option<&T>,
        write: impl Fn(&mut Self, &T) -> Value,
    ) -> Value {
        value.map_or(Value::Null, |value| write(self, value))
    }

    /// The member of a union that is set.
    pub fn variant<T>(
        &mut self,
        name: &str,
        value: &T,
        write: impl Fn(&mut Self, &T) -> Value,
    ) -> Value {
        json!({ name: self.within(name, |writer| write(writer, value)) })
    }

    /// A union's variant that is not in the model. Its name, which botocore returns, is lost here.
    pub fn unknown_variant(&mut self) -> Value {
        json!({ UNKNOWN: {} })
    }
}

/// True for the values that members have when nothing sets them.
fn is_default(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty() || text == NO_VALUE,
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty() || object.contains_key(UNKNOWN),
    }
}

const UNKNOWN: &str = "SDK_UNKNOWN_MEMBER";

/// The text of a required enum that a response does not have.
const NO_VALUE: &str = "no value was set";
