//! Damages requests as faulty serializers would, each in one way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use aws_clients::ecs::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use serde_json::{Map, Value, json};

/// A way to damage a request.
pub struct Damage {
    pub name: &'static str,
    /// A part of each difference that has to be reported; `None` if the request is still
    /// equivalent.
    pub complaint: Option<&'static str>,
    apply: Apply,
}

enum Apply {
    /// Changes each object, and returns `true` if it did; the input itself is the last one.
    Objects(fn(&mut Map<String, Value>) -> bool),
    /// Changes the body's text.
    Text(fn(&str) -> String),
    Header(&'static str, &'static str),
    Method(&'static str),
    Target(&'static str),
}

const fn objects(
    name: &'static str,
    complaint: &'static str,
    apply: fn(&mut Map<String, Value>) -> bool,
) -> Damage {
    Damage {
        name,
        complaint: Some(complaint),
        apply: Apply::Objects(apply),
    }
}

const fn text(
    name: &'static str,
    complaint: Option<&'static str>,
    apply: fn(&str) -> String,
) -> Damage {
    Damage {
        name,
        complaint,
        apply: Apply::Text(apply),
    }
}

const fn head(name: &'static str, complaint: &'static str, apply: Apply) -> Damage {
    Damage {
        name,
        complaint: Some(complaint),
        apply,
    }
}

/// The mistakes that a serializer can make.
pub static DAMAGES: &[Damage] = &[
    objects("drops zeros", ": missing", |object| {
        retain(object, |value| value.as_f64() != Some(0.0))
    }),
    objects("drops empty texts", ": missing", |object| {
        retain(object, |value| *value != json!(""))
    }),
    objects("drops empty lists", ": missing", |object| {
        retain(object, |value| *value != json!([]))
    }),
    objects("drops empty structures", ": missing", |object| {
        retain(object, |value| *value != json!({}))
    }),
    objects("sends unset numbers", "never set", |object| {
        let is_resource = object.contains_key("doubleValue");
        is_resource
            && insert_new(object, "integerValue", json!(0))
                | insert_new(object, "longValue", json!(0))
    }),
    objects("sends unset lists", "never set", |object| {
        let is_resource = object.contains_key("doubleValue");
        is_resource && insert_new(object, "stringSetValue", json!([]))
    }),
    objects("sends null for what is unset", "never set", |object| {
        let is_input = object.contains_key("cluster");
        is_input && insert_new(object, "containerInstanceArn", Value::Null)
    }),
    objects("sends an unknown member", "never set", |object| {
        object.insert("comment".to_owned(), json!("hello"));
        true
    }),
    objects("renames a member", "nteger", |object| {
        rename(object, "integerValue", "IntegerValue")
    }),
    objects("exchanges two members", "Value", |object| {
        let both = object.contains_key("integerValue") && object.contains_key("longValue");
        let equal = object.get("integerValue") == object.get("longValue");
        both && !equal
            && rename(object, "integerValue", "x")
            && rename(object, "longValue", "integerValue")
            && rename(object, "x", "longValue")
    }),
    objects("writes NaN as null", "doubleValue", |object| {
        convert(object, "doubleValue", |value| {
            (value == "NaN").then_some(Value::Null)
        })
    }),
    objects("drops the sign of zero", "doubleValue", |object| {
        let is_negative = |value: &Value| {
            value
                .as_f64()
                .is_some_and(|v| v == 0.0 && v.is_sign_negative())
        };
        match object.get_mut("doubleValue") {
            Some(value) if is_negative(value) => {
                *value = json!(0.0);
                true
            }
            _ => false,
        }
    }),
    objects("writes single precision", "doubleValue", |object| {
        convert(object, "doubleValue", |value| {
            value.as_f64().map(|value| json!(f64::from(value as f32)))
        })
    }),
    objects("writes long integers as doubles", "longValue", |object| {
        convert(object, "longValue", |value| {
            value.as_i64().map(|value| json!(value as f64))
        })
    }),
    objects("writes integers as texts", "integerValue", |object| {
        convert(object, "integerValue", |value| {
            value.as_i64().map(|value| json!(value.to_string()))
        })
    }),
    objects("writes numbers as booleans", "integerValue", |object| {
        convert(object, "integerValue", |value| {
            matches!(value.as_i64(), Some(0 | 1)).then(|| json!(value.as_i64() == Some(1)))
        })
    }),
    objects(
        "writes one item without its list",
        "stringSetValue",
        |object| convert(object, "stringSetValue", |value| value.get(0).cloned()),
    ),
    objects(
        "drops the last item",
        "stringSetValue",
        |object| match object.get_mut("stringSetValue") {
            Some(Value::Array(items)) => items.pop().is_some(),
            _ => false,
        },
    ),
    text("loses what is beyond the BMP", Some("body"), |body| {
        body.replace(|c: char| c > '\u{ffff}', "\u{fffd}")
    }),
    text("escapes twice", Some("body"), |body| {
        body.replace("\\\"", "\\\\\\\"")
    }),
    text("loses a bracket", Some("not JSON"), |body| {
        body[..body.len() - 1].to_owned()
    }),
    text("writes a bare NaN", Some("not JSON"), |body| {
        body.replace(":\"NaN\"", ":NaN")
    }),
    text("writes a member twice", Some("not JSON"), |body| {
        body.replacen(
            "\"integerValue\":1024",
            "\"integerValue\":1024,\"integerValue\":1024",
            1,
        )
    }),
    text("writes a byte order mark", Some("not JSON"), |body| {
        format!("\u{feff}{body}")
    }),
    // The comparison is by meaning: these bodies are equivalent to botocore's.
    text("adds white space", None, |body| format!(" {body}\n")),
    text("escapes more than it must", None, |body| {
        body.replace("\u{1f980}", "\\ud83e\\udd80")
    }),
    head(
        "wrong content type",
        "header content-type",
        Apply::Header("content-type", "application/x-amz-json-1.0"),
    ),
    head(
        "wrong target",
        "header x-amz-target",
        Apply::Header(
            "x-amz-target",
            "AmazonEC2ContainerServiceV20141113.ListClusters",
        ),
    ),
    head(
        "a header that nobody asked for",
        "header x-amzn-query-mode",
        Apply::Header("x-amzn-query-mode", "true"),
    ),
    head("wrong method", "method", Apply::Method("PUT")),
    head(
        "wrong path",
        "target",
        Apply::Target("/RegisterContainerInstance"),
    ),
    head(
        "a query",
        "target",
        Apply::Target("/?Action=RegisterContainerInstance"),
    ),
];

/// Damages every request, before it is signed.
#[derive(Clone)]
pub struct Damager {
    damage: &'static Damage,
    damaged: Arc<AtomicBool>,
}

impl Damager {
    pub fn new(damage: &'static Damage) -> Self {
        Self {
            damage,
            damaged: Arc::default(),
        }
    }

    /// Takes the flag that is set if there was something to damage in the last request.
    pub fn take(&self) -> bool {
        self.damaged.swap(false, Ordering::Relaxed)
    }
}

impl std::fmt::Debug for Damager {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.damage.name)
    }
}

impl Intercept for Damager {
    fn name(&self) -> &'static str {
        "Damager"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let damaged = self.damage.apply.to(context.request_mut())?;
        self.damaged.store(damaged, Ordering::Relaxed);
        Ok(())
    }
}

impl Apply {
    fn to(&self, request: &mut HttpRequest) -> Result<bool, BoxError> {
        let text = request
            .body()
            .bytes()
            .map(<[u8]>::to_vec)
            .unwrap_or_default();
        let text = String::from_utf8(text)?;
        let body = match self {
            Self::Objects(apply) => {
                let mut value: Value = serde_json::from_str(&text)?;
                if each_object(&mut value, *apply) {
                    value.to_string()
                } else {
                    text.clone()
                }
            }
            Self::Text(apply) => apply(&text),
            Self::Header(name, value) => {
                request.headers_mut().insert(*name, *value);
                return Ok(true);
            }
            Self::Method(method) => {
                request.set_method(method)?;
                return Ok(true);
            }
            Self::Target(target) => {
                let uri = request.uri().trim_end_matches('/').to_owned();
                request.set_uri(uri + target)?;
                return Ok(true);
            }
        };
        let damaged = body != text;
        let headers = request.headers_mut();
        headers.insert("content-length", body.len().to_string());
        *request.body_mut() = SdkBody::from(body);
        Ok(damaged)
    }
}

fn each_object(value: &mut Value, apply: fn(&mut Map<String, Value>) -> bool) -> bool {
    let mut damaged = false;
    match value {
        Value::Object(object) => {
            for value in object.values_mut() {
                damaged |= each_object(value, apply);
            }
            damaged |= apply(object);
        }
        Value::Array(items) => {
            for item in items {
                damaged |= each_object(item, apply);
            }
        }
        _ => {}
    }
    damaged
}

fn retain(object: &mut Map<String, Value>, keep: fn(&Value) -> bool) -> bool {
    let before = object.len();
    object.retain(|_, value| keep(value));
    object.len() < before
}

fn insert_new(object: &mut Map<String, Value>, name: &str, value: Value) -> bool {
    let is_new = !object.contains_key(name);
    object.entry(name).or_insert(value);
    is_new
}

fn rename(object: &mut Map<String, Value>, name: &str, other: &str) -> bool {
    match object.remove(name) {
        Some(value) => object.insert(other.to_owned(), value).is_none(),
        None => false,
    }
}

/// Changes the value of a member, if it is set and `convert` returns another value.
fn convert(
    object: &mut Map<String, Value>,
    name: &str,
    convert: fn(&Value) -> Option<Value>,
) -> bool {
    let Some(value) = object.get_mut(name) else {
        return false;
    };
    match convert(value) {
        Some(converted) if converted != *value => {
            *value = converted;
            true
        }
        _ => false,
    }
}
