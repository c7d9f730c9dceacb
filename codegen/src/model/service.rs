//! A service: its metadata, operations and shapes.

use indexmap::IndexMap;

use super::endpoint_rules::ParameterKind;
use super::{Docs, EndpointRules, Operation, OperationName, Position, Shape, ShapeName, Source};

/// A model, in the order of the file.
#[derive(Debug, Clone)]
pub struct Service {
    /// Source of the model, for errors.
    pub source: Source,
    /// Metadata of the service.
    pub metadata: Metadata,
    /// Operations, by name.
    pub operations: IndexMap<OperationName, Operation>,
    /// Shapes, by name. References were checked: each one's shape exists.
    pub shapes: IndexMap<ShapeName, Shape>,
    /// Documentation, from `docs-2.json` beside the model.
    pub docs: Docs,
    /// Endpoint rules, if a rule set stands beside the model.
    pub endpoint_rules: Option<EndpointRules>,
    /// Parameters of the endpoint rules that are settings of the client, by name.
    pub endpoint_settings: IndexMap<String, EndpointSetting>,
    /// Traits that are known but that no stage handles yet, each with its position.
    pub unsupported: Vec<(&'static str, Position)>,
}

impl Service {
    /// Returns the shape of a reference.
    pub fn shape(&self, name: &ShapeName) -> &Shape {
        &self.shapes[name]
    }
}

/// A parameter of the endpoint rules that is a setting of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSetting {
    /// Position of the name.
    pub at: Position,
    /// Type of the values.
    pub kind: ParameterKind,
}

/// The `metadata` of a model.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// Position of the object.
    pub at: Position,
    /// Version of the API: a date.
    pub api_version: String,
    /// First part of the host name.
    pub endpoint_prefix: String,
    /// Name for signing; `None` for the endpoint prefix.
    pub signing_name: Option<String>,
    /// Version of the signature, such as `v4`.
    pub signature_version: Option<String>,
    /// Auth schemes in order of preference, in Smithy's terms (`aws.auth#sigv4`).
    pub auth: Vec<String>,
    /// The protocol that botocore picks, and the position of its name.
    pub protocol: (Protocol, Position),
    /// Version of the JSON-RPC protocol: `1.0` or `1.1`.
    pub json_version: Option<String>,
    /// Prefix of the operation's name in `X-Amz-Target`.
    pub target_prefix: Option<String>,
    /// Identifier of the service in AWS's SDKs (`ECS`); models of 2015 have none.
    pub service_id: Option<String>,
    /// Full name of the service.
    pub full_name: String,
    /// Short name of the service.
    pub abbreviation: Option<String>,
    /// Default namespace of XML bodies.
    pub xml_namespace: Option<String>,
    /// Set if errors carry the codes of the service's former query protocol as well.
    pub aws_query_compatible: bool,
}

impl Metadata {
    /// Returns the name of the service in AWS's SDKs: the service id, or, in models older than
    /// that, the short name without its brand (`Amazon ECS` is `ECS`).
    pub fn sdk_id(&self) -> &str {
        let (id, abbreviation) = (self.service_id.as_deref(), self.abbreviation.as_deref());
        sdk_id(id, abbreviation, &self.full_name)
    }

    /// Returns the name for signing.
    pub fn signing_name(&self) -> &str {
        self.signing_name
            .as_deref()
            .unwrap_or(&self.endpoint_prefix)
    }
}

/// Returns the name of a service in AWS's SDKs, from its names in the metadata.
pub fn sdk_id<'a>(
    service_id: Option<&'a str>,
    abbreviation: Option<&'a str>,
    full_name: &'a str,
) -> &'a str {
    service_id.unwrap_or_else(|| {
        let name = abbreviation.unwrap_or(full_name);
        ["Amazon ", "AWS "]
            .iter()
            .find_map(|brand| name.strip_prefix(brand))
            .unwrap_or(name)
    })
}

/// The protocols of AWS services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// AWS JSON 1.0 and 1.1.
    Json,
    /// REST JSON 1.
    RestJson,
    /// REST XML.
    RestXml,
    /// Smithy RPC v2 CBOR.
    RpcV2Cbor,
    /// AWS Query.
    Query,
    /// EC2 Query.
    Ec2,
}

impl Protocol {
    /// All protocols in botocore's order of preference (`PRIORITY_ORDERED_SUPPORTED_PROTOCOLS` in
    /// `botocore/utils.py`).
    pub const BY_PREFERENCE: [Self; 6] = [
        Self::Json,
        Self::RestJson,
        Self::RestXml,
        Self::RpcV2Cbor,
        Self::Query,
        Self::Ec2,
    ];

    /// Returns the name in models.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::RestJson => "rest-json",
            Self::RestXml => "rest-xml",
            Self::RpcV2Cbor => "smithy-rpc-v2-cbor",
            Self::Query => "query",
            Self::Ec2 => "ec2",
        }
    }

    /// Returns the protocol of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::BY_PREFERENCE.into_iter().find(|it| it.name() == name)
    }
}
