//! The beginning of a model: names of the service and of its operations.
//!
//! Only as much of a file is read as is needed. In botocore's files that is the first hundred lines
//! for the metadata; a file in another order is read to where they are.

use std::fmt;
use std::io::Read;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::Protocol;

/// The keys of `metadata` that have names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Names {
    /// Name in AWS's SDKs.
    pub service_id: Option<String>,
    /// Full name.
    pub service_full_name: Option<String>,
    /// Short name.
    pub service_abbreviation: Option<String>,
    /// First part of the host name.
    pub endpoint_prefix: Option<String>,
    /// Name for signing.
    pub signing_name: Option<String>,
    /// The protocol, in older models the only one.
    pub protocol: Option<String>,
    /// All protocols.
    pub protocols: Option<Vec<String>>,
}

/// The beginning of a model, as far as it was read.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Names in the metadata.
    pub names: Names,
    /// Names of the operations, in the model's order; empty if they were not wanted.
    pub operations: Vec<String>,
}

impl Head {
    /// Reads the names of a service and, if wanted, of its operations. What cannot be read stays
    /// empty: reading the whole model has the error.
    pub fn read(model: impl Read, with_operations: bool) -> Self {
        let mut found = Found::default();
        let part = Part {
            with_operations,
            found: &mut found,
        };
        // Reading ends with an error as soon as everything is found.
        let mut model = serde_json::Deserializer::from_reader(model);
        let _ = model.deserialize_map(part);
        Self {
            names: found.metadata.unwrap_or_default(),
            operations: found.operations.unwrap_or_default(),
        }
    }
}

impl Names {
    /// Returns the protocol that botocore picks.
    pub fn protocol(&self) -> Option<Protocol> {
        let single = || self.protocol.iter().cloned().collect();
        let listed = self.protocols.clone().unwrap_or_else(single);
        Protocol::BY_PREFERENCE
            .into_iter()
            .find(|it| listed.iter().any(|name| name == it.name()))
    }
}

#[derive(Debug, Default)]
struct Found {
    metadata: Option<Names>,
    operations: Option<Vec<String>>,
}

/// Reads the top of a model until everything is found.
struct Part<'a> {
    with_operations: bool,
    found: &'a mut Found,
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a model")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let with_operations = self.with_operations;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "metadata" => self.found.metadata = Some(map.next_value()?),
                "operations" if with_operations => {
                    self.found.operations = Some(map.next_value_seed(Keys)?);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            let has_operations = self.found.operations.is_some() || !with_operations;
            if self.found.metadata.is_some() && has_operations {
                return Err(A::Error::custom("everything is found"));
            }
        }
        Ok(())
    }
}

/// Reads the keys of an object.
struct Keys;

impl<'de> DeserializeSeed<'de> for Keys {
    type Value = Vec<String>;

    fn deserialize<D: Deserializer<'de>>(self, object: D) -> Result<Vec<String>, D::Error> {
        object.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Keys {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
        let mut keys = Vec::new();
        while let Some((key, IgnoredAny)) = map.next_entry()? {
            keys.push(key);
        }
        Ok(keys)
    }
}
