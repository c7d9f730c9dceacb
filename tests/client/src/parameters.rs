//! What an input is meant to be: apart from the generated types, which are under test.

use aws_clients::ecs::Client;
use aws_clients::ecs::error::SdkError;
use aws_clients::ecs::operation::register_container_instance::{
    RegisterContainerInstanceError, RegisterContainerInstanceInput, RegisterContainerInstanceOutput,
};
use aws_clients::ecs::types;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The parameters of RegisterContainerInstance; `None` is unset.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// `cluster`
    pub cluster: Option<String>,
    /// `instanceIdentityDocument`
    pub document: Option<String>,
    /// `instanceIdentityDocumentSignature`
    pub signature: Option<String>,
    /// `totalResources`
    pub resources: Option<Vec<Resource>>,
    /// `versionInfo`
    pub versions: Option<Versions>,
    /// `containerInstanceArn`
    pub arn: Option<String>,
}

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

/// By which of the client's functions an input is made. It shall make no difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// `cluster("x")`, and one call for each item of a list; what is unset is not mentioned.
    Setters,
    /// `set_cluster(Some("x"))`, with `None` for what is unset.
    Options,
    /// Public fields are assigned where that means the same: a zero which is to be sent has to be set
    /// by the builder. The input is made first, and sent by `send_with`.
    Fields,
}

/// What a call gives.
pub type Outcome =
    Result<RegisterContainerInstanceOutput, SdkError<RegisterContainerInstanceError>>;

impl Parameters {
    /// For the judge: under the names of the model.
    pub fn to_json(&self) -> Value {
        let resources = self.resources.as_ref();
        object([
            ("cluster", json(&self.cluster)),
            ("instanceIdentityDocument", json(&self.document)),
            ("instanceIdentityDocumentSignature", json(&self.signature)),
            (
                "totalResources",
                resources.map(|it| it.iter().map(Resource::to_json).collect()),
            ),
            ("versionInfo", self.versions.as_ref().map(Versions::to_json)),
            ("containerInstanceArn", json(&self.arn)),
        ])
    }

    /// Sends them.
    pub async fn send(&self, client: &Client, route: Route) -> Outcome {
        let it = self.clone();
        let resources = it.resources.map(|items| {
            let build = |item: Resource| item.build(route);
            items.into_iter().map(build).collect::<Vec<_>>()
        });
        let versions = it.versions.map(|versions| versions.build(route));
        match route {
            Route::Setters => {
                let b = client.register_container_instance();
                let b = with(b, it.cluster, |b, value| b.cluster(value));
                let b = with(b, it.document, |b, value| {
                    b.instance_identity_document(value)
                });
                let b = with(b, it.signature, |b, value| {
                    b.instance_identity_document_signature(value)
                });
                let b = match resources {
                    // No call appends nothing.
                    Some(items) if items.is_empty() => b.set_total_resources(Some(items)),
                    items => items
                        .into_iter()
                        .flatten()
                        .fold(b, |b, item| b.total_resources(item)),
                };
                let b = with(b, versions, |b, value| b.version_info(value));
                let b = with(b, it.arn, |b, value| b.container_instance_arn(value));
                b.send().await
            }
            Route::Options => {
                client
                    .register_container_instance()
                    .set_cluster(it.cluster)
                    .set_instance_identity_document(it.document)
                    .set_instance_identity_document_signature(it.signature)
                    .set_total_resources(resources)
                    .set_version_info(versions)
                    .set_container_instance_arn(it.arn)
                    .send()
                    .await
            }
            Route::Fields => {
                RegisterContainerInstanceInput::builder()
                    .set_cluster(it.cluster)
                    .set_instance_identity_document(it.document)
                    .set_instance_identity_document_signature(it.signature)
                    .set_total_resources(resources)
                    .set_version_info(versions)
                    .set_container_instance_arn(it.arn)
                    .send_with(client)
                    .await
            }
        }
    }
}

impl Resource {
    fn to_json(&self) -> Value {
        object([
            ("name", json(&self.name)),
            ("type", json(&self.kind)),
            ("doubleValue", self.double.map(float)),
            ("longValue", json(&self.long)),
            ("integerValue", json(&self.integer)),
            ("stringSetValue", json(&self.strings)),
        ])
    }

    fn build(self, route: Route) -> types::Resource {
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
    fn to_json(&self) -> Value {
        object([
            ("agentVersion", json(&self.agent)),
            ("agentHash", json(&self.hash)),
            ("dockerVersion", json(&self.docker)),
        ])
    }

    fn build(self, route: Route) -> types::VersionInfo {
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

/// Calls a setter if there is something to set.
fn with<B, T>(builder: B, value: Option<T>, set: impl FnOnce(B, T) -> B) -> B {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

fn json(value: &Option<impl Serialize>) -> Option<Value> {
    value.as_ref().map(|value| json!(value))
}

/// A number that JSON may not have, in words: `{"$float": "NaN"}`.
fn float(value: f64) -> Value {
    let text = match value {
        f64::INFINITY => "Infinity".to_owned(),
        f64::NEG_INFINITY => "-Infinity".to_owned(),
        // The shortest digits that mean this number and no other; `-0.0` and `NaN` too.
        value => format!("{value:?}"),
    };
    json!({ "$float": text })
}

/// An object of the members that are set.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let set = members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}
