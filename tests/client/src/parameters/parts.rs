//! The structures in parameters.

use aws_clients::ecs::types;
use serde_json::Value;

use super::{Route, float, json, object, with};

/// A `Resource`.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// `name`
    pub name: Option<String>,
    /// `type`
    pub kind: Option<String>,
    /// `doubleValue`
    pub double: Option<f64>,
    /// `longValue`
    pub long: Option<i64>,
    /// `integerValue`
    pub integer: Option<i32>,
    /// `stringSetValue`
    pub strings: Option<Vec<String>>,
}

/// A `VersionInfo`.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// `agentVersion`
    pub agent: Option<String>,
    /// `agentHash`
    pub hash: Option<String>,
    /// `dockerVersion`
    pub docker: Option<String>,
}

/// An `Attribute`.
#[derive(Clone, Debug, Default)]
pub struct Attribute {
    /// `name`, which is required
    pub name: String,
    /// `value`
    pub value: Option<String>,
    /// `targetType`
    pub target_type: Option<String>,
    /// `targetId`
    pub target_id: Option<String>,
}

/// A `PlatformDevice`, whose members are required.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// `id`
    pub id: String,
    /// `type`
    pub kind: String,
}

/// A `Tag`.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// `key`
    pub key: Option<String>,
    /// `value`
    pub value: Option<String>,
}

impl Resource {
    pub(super) fn to_json(&self) -> Value {
        object([
            ("name", json(&self.name)),
            ("type", json(&self.kind)),
            ("doubleValue", self.double.map(float)),
            ("longValue", json(&self.long)),
            ("integerValue", json(&self.integer)),
            ("stringSetValue", json(&self.strings)),
        ])
    }

    pub(super) fn build(self, route: Route) -> types::Resource {
        let b = types::Resource::builder();
        match route {
            Route::Setters => {
                let b = with(b, self.name, |b, value| b.name(value));
                let b = with(b, self.kind, |b, value| b.r#type(value));
                let b = with(b, self.double, |b, value| b.double_value(value));
                let b = with(b, self.long, |b, value| b.long_value(value));
                let b = with(b, self.integer, |b, value| b.integer_value(value));
                let b = match self.strings {
                    Some(items) if items.is_empty() => b.set_string_set_value(Some(items)),
                    items => items
                        .into_iter()
                        .flatten()
                        .fold(b, |b, item| b.string_set_value(item)),
                };
                b.build()
            }
            Route::Options => b
                .set_name(self.name)
                .set_type(self.kind)
                .set_double_value(self.double)
                .set_long_value(self.long)
                .set_integer_value(self.integer)
                .set_string_set_value(self.strings)
                .build(),
            Route::Fields => {
                // -0.0 equals 0.0, so it is a zero here.
                let mut resource = b
                    .set_double_value(self.double.filter(|value| *value == 0.0))
                    .set_long_value(self.long.filter(|value| *value == 0))
                    .set_integer_value(self.integer.filter(|value| *value == 0))
                    .build();
                resource.name = self.name;
                resource.r#type = self.kind;
                if let Some(value) = self.double.filter(|value| *value != 0.0) {
                    resource.double_value = value;
                }
                resource.long_value = self.long.unwrap_or_default();
                resource.integer_value = self.integer.unwrap_or_default();
                resource.string_set_value = self.strings;
                resource
            }
        }
    }
}

impl Versions {
    pub(super) fn to_json(&self) -> Value {
        object([
            ("agentVersion", json(&self.agent)),
            ("agentHash", json(&self.hash)),
            ("dockerVersion", json(&self.docker)),
        ])
    }

    pub(super) fn build(self, route: Route) -> types::VersionInfo {
        let b = types::VersionInfo::builder();
        match route {
            Route::Setters => {
                let b = with(b, self.agent, |b, value| b.agent_version(value));
                let b = with(b, self.hash, |b, value| b.agent_hash(value));
                let b = with(b, self.docker, |b, value| b.docker_version(value));
                b.build()
            }
            Route::Options => b
                .set_agent_version(self.agent)
                .set_agent_hash(self.hash)
                .set_docker_version(self.docker)
                .build(),
            Route::Fields => {
                let mut versions = b.build();
                versions.agent_version = self.agent;
                versions.agent_hash = self.hash;
                versions.docker_version = self.docker;
                versions
            }
        }
    }
}

/// The reason why these builders cannot fail.
const COMPLETE: &str = "required members are set";

impl Attribute {
    pub(super) fn to_json(&self) -> Value {
        object([
            ("name", Some(self.name.as_str().into())),
            ("value", json(&self.value)),
            ("targetType", json(&self.target_type)),
            ("targetId", json(&self.target_id)),
        ])
    }

    pub(super) fn build(self, route: Route) -> types::Attribute {
        let target_type = self.target_type.as_deref().map(types::TargetType::from);
        let b = types::Attribute::builder();
        match route {
            Route::Setters => {
                let b = with(b.name(self.name), self.value, |b, value| b.value(value));
                let b = with(b, target_type, |b, value| b.target_type(value));
                let b = with(b, self.target_id, |b, value| b.target_id(value));
                b.build().expect(COMPLETE)
            }
            Route::Options => b
                .set_name(Some(self.name))
                .set_value(self.value)
                .set_target_type(target_type)
                .set_target_id(self.target_id)
                .build()
                .expect(COMPLETE),
            Route::Fields => {
                let mut attribute = b.name("").build().expect(COMPLETE);
                attribute.name = self.name;
                attribute.value = self.value;
                attribute.target_type = target_type;
                attribute.target_id = self.target_id;
                attribute
            }
        }
    }
}

impl Device {
    pub(super) fn to_json(&self) -> Value {
        object([
            ("id", Some(self.id.as_str().into())),
            ("type", Some(self.kind.as_str().into())),
        ])
    }

    pub(super) fn build(self, route: Route) -> types::PlatformDevice {
        let kind = types::PlatformDeviceType::from(self.kind.as_str());
        let b = types::PlatformDevice::builder();
        match route {
            Route::Setters => b.id(self.id).r#type(kind).build(),
            Route::Options => b.set_id(Some(self.id)).set_type(Some(kind)).build(),
            Route::Fields => {
                let device = b.id("").r#type(types::PlatformDeviceType::Gpu).build();
                device.map(|mut device| {
                    device.id = self.id;
                    device.r#type = kind;
                    device
                })
            }
        }
        .expect(COMPLETE)
    }
}

impl Tag {
    pub(super) fn to_json(&self) -> Value {
        object([("key", json(&self.key)), ("value", json(&self.value))])
    }

    pub(super) fn build(self, route: Route) -> types::Tag {
        let b = types::Tag::builder();
        match route {
            Route::Setters => {
                let b = with(b, self.key, |b, value| b.key(value));
                with(b, self.value, |b, value| b.value(value)).build()
            }
            Route::Options => b.set_key(self.key).set_value(self.value).build(),
            Route::Fields => {
                let mut tag = b.build();
                tag.key = self.key;
                tag.value = self.value;
                tag
            }
        }
    }
}
