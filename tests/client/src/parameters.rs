//! Parameters of calls in types of their own, since the generated types are under test.

mod parts;

use aws_clients::ecs::Client;
use aws_clients::ecs::error::SdkError;
use aws_clients::ecs::operation::register_container_instance::builders::RegisterContainerInstanceFluentBuilder;
use aws_clients::ecs::operation::register_container_instance::{
    RegisterContainerInstanceError, RegisterContainerInstanceInput, RegisterContainerInstanceOutput,
};
use aws_clients::ecs::types;
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use parts::{Attribute, Device, Resource, Tag, Versions};

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
    /// `attributes`
    pub attributes: Option<Vec<Attribute>>,
    /// `platformDevices`
    pub devices: Option<Vec<Device>>,
    /// `tags`
    pub tags: Option<Vec<Tag>>,
}

/// The functions of the client by which an input is made. The request has to be the same with each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// `cluster("x")`, and one call for each item of a list; what is unset is not mentioned.
    Setters,
    /// `set_cluster(Some("x"))`, with `None` for what is unset.
    Options,
    /// Public fields are assigned where that means the same: a zero which is to be sent has to be
    /// set by the builder. The input is made first, and sent by `send_with`.
    Fields,
}

/// Result of a call.
pub type Outcome =
    Result<RegisterContainerInstanceOutput, SdkError<RegisterContainerInstanceError>>;

impl Parameters {
    /// JSON for botocore, with the names of the model.
    pub fn to_json(&self) -> Value {
        object([
            ("cluster", json(&self.cluster)),
            ("instanceIdentityDocument", json(&self.document)),
            ("instanceIdentityDocumentSignature", json(&self.signature)),
            ("totalResources", list(&self.resources, Resource::to_json)),
            ("versionInfo", self.versions.as_ref().map(Versions::to_json)),
            ("containerInstanceArn", json(&self.arn)),
            ("attributes", list(&self.attributes, Attribute::to_json)),
            ("platformDevices", list(&self.devices, Device::to_json)),
            ("tags", list(&self.tags, Tag::to_json)),
        ])
    }

    /// Makes a call with these parameters.
    pub async fn send(&self, client: &Client, route: Route) -> Outcome {
        let it = self.clone();
        let resources = built(it.resources, |item| item.build(route));
        let attributes = built(it.attributes, |item| item.build(route));
        let devices = built(it.devices, |item| item.build(route));
        let tags = built(it.tags, |item| item.build(route));
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
                let b = append(b, resources, attributes, devices, tags);
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
                    .set_attributes(attributes)
                    .set_platform_devices(devices)
                    .set_tags(tags)
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
                    .set_attributes(attributes)
                    .set_platform_devices(devices)
                    .set_tags(tags)
                    .send_with(client)
                    .await
            }
        }
    }
}

/// Appends items with one call each. An empty list is set, since appending no items would leave it
/// unset.
fn append(
    b: RegisterContainerInstanceFluentBuilder,
    resources: Option<Vec<types::Resource>>,
    attributes: Option<Vec<types::Attribute>>,
    devices: Option<Vec<types::PlatformDevice>>,
    tags: Option<Vec<types::Tag>>,
) -> RegisterContainerInstanceFluentBuilder {
    let b = match resources {
        Some(items) if items.is_empty() => b.set_total_resources(Some(items)),
        items => all(items).fold(b, |b, item| b.total_resources(item)),
    };
    let b = match attributes {
        Some(items) if items.is_empty() => b.set_attributes(Some(items)),
        items => all(items).fold(b, |b, item| b.attributes(item)),
    };
    let b = match devices {
        Some(items) if items.is_empty() => b.set_platform_devices(Some(items)),
        items => all(items).fold(b, |b, item| b.platform_devices(item)),
    };
    match tags {
        Some(items) if items.is_empty() => b.set_tags(Some(items)),
        items => all(items).fold(b, |b, item| b.tags(item)),
    }
}

/// Calls a setter if there is something to set.
pub(crate) fn with<B, T>(builder: B, value: Option<T>, set: impl FnOnce(B, T) -> B) -> B {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

fn list<T>(items: &Option<Vec<T>>, to_json: fn(&T) -> Value) -> Option<Value> {
    let items = items.as_ref()?;
    Some(items.iter().map(to_json).collect())
}

fn built<T, B>(items: Option<Vec<T>>, build: impl Fn(T) -> B) -> Option<Vec<B>> {
    items.map(|items| items.into_iter().map(build).collect())
}

fn all<T>(items: Option<Vec<T>>) -> impl Iterator<Item = T> {
    items.into_iter().flatten()
}

pub(crate) fn json(value: &Option<impl Serialize>) -> Option<Value> {
    value.as_ref().map(|value| json!(value))
}

/// A number as text, since JSON does not have all numbers: `{"$float": "NaN"}`.
pub(crate) fn float(value: f64) -> Value {
    let text = match value {
        f64::INFINITY => "Infinity".to_owned(),
        f64::NEG_INFINITY => "-Infinity".to_owned(),
        // The shortest digits that are parsed as the same number; also `-0.0` and `NaN`.
        value => format!("{value:?}"),
    };
    json!({ "$float": text })
}

/// An object of the members that are set.
pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let set = members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}
