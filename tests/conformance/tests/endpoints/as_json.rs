//! Changes models of services whose protocols are not supported yet to JSON-RPC: the endpoint and
//! the signature of their requests do not depend on the protocol.

use serde_json::{Map, Value, json};

/// Traits that only matter to the serialization of messages.
const SERIALIZATION_TRAITS: [&str; 13] = [
    "box",
    "event",
    "eventpayload",
    "eventstream",
    "flattened",
    "location",
    "locationName",
    "payload",
    "queryName",
    "requiresLength",
    "streaming",
    "xmlAttribute",
    "xmlNamespace",
];

/// Changes a model's protocol to JSON-RPC, and removes all other operations than these.
pub(crate) fn convert(model: &mut Value, operations: &[String]) {
    let metadata = object(&mut model["metadata"]);
    metadata.retain(|key, _| !matches!(key.as_str(), "checksumFormat" | "xmlNamespace"));
    // Customizations of the service do not come into it either.
    let id = metadata.get("serviceId").and_then(Value::as_str);
    let id = format!("{} by JSON", id.unwrap_or_default());
    metadata.insert("serviceId".to_owned(), json!(id));
    metadata.insert("protocol".to_owned(), json!("json"));
    metadata.insert("protocols".to_owned(), json!(["json"]));
    metadata.insert("signatureVersion".to_owned(), json!("v4"));
    metadata.insert("jsonVersion".to_owned(), json!("1.1"));
    metadata.insert("targetPrefix".to_owned(), json!("Test"));

    let all = object(&mut model["operations"]);
    all.retain(|name, _| operations.contains(name));
    for operation in all.values_mut() {
        operation["http"] = json!({"method": "POST", "requestUri": "/"});
        object(operation)
            .retain(|key, _| !matches!(key.as_str(), "httpChecksum" | "httpChecksumRequired"));
        for message in ["input", "output"] {
            if let Some(message) = operation.get_mut(message) {
                strip(message);
            }
        }
    }
    for shape in object(&mut model["shapes"]).values_mut() {
        strip(shape);
        for part in ["member", "key", "value"] {
            if let Some(part) = shape.get_mut(part) {
                strip(part);
            }
        }
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        for member in members.into_iter().flat_map(Map::values_mut) {
            strip(member);
        }
    }
}

fn strip(shape: &mut Value) {
    object(shape).retain(|key, _| !SERIALIZATION_TRAITS.contains(&key.as_str()));
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("an object")
}
