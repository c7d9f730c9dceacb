//! A service: its metadata, operations and shapes.

use indexmap::IndexMap;

use super::endpoint_rules::ParameterKind;
use super::{Docs, EndpointRules, Operation, OperationName, Position, Shape, ShapeName, Source};

/// A whole model, in the order of the file.
#[derive(Debug, Clone)]
pub struct Service {
    /// The file, for errors.
    pub source: Source,
    /// What holds for the service as a whole.
    pub metadata: Metadata,
    /// The operations by the name that callers use.
    pub operations: IndexMap<OperationName, Operation>,
    /// The shapes by name. References are checked: each names a shape that is here.
    pub shapes: IndexMap<ShapeName, Shape>,
    /// The prose, from `docs-2.json` beside the model.
    pub docs: Docs,
    /// How its URL is found, if a rule set lies beside the model.
    pub endpoint_rules: Option<EndpointRules>,
    /// Parameters of the endpoint rules that are settings of its clients, by name.
    pub endpoint_settings: IndexMap<String, EndpointSetting>,
    /// Traits that are known but that no stage handles yet, each with its place.
    pub unsupported: Vec<(&'static str, Position)>,
}

impl Service {
    /// The shape that a (checked) reference names.
    pub fn shape(&self, name: &ShapeName) -> &Shape {
        &self.shapes[name]
    }
}

/// A parameter of the endpoint rules that is a setting of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSetting {
    /// Place of the name.
    pub at: Position,
    /// Type of its values.
    pub kind: ParameterKind,
}

/// The `metadata` of a model.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// Place of the object.
    pub at: Position,
    /// Version of the API: a date.
    pub api_version: String,
    /// First part of the host name.
    pub endpoint_prefix: String,
    /// Name in a request's signature; `None`: the endpoint prefix.
    pub signing_name: Option<String>,
    /// How requests are signed, such as `v4`.
    pub signature_version: Option<String>,
    /// Auth schemes in order of preference, in Smithy's terms (`aws.auth#sigv4`).
    pub auth: Vec<String>,
    /// The protocol that botocore picks, and where it is named.
    pub protocol: (Protocol, Position),
    /// Version of the JSON-RPC protocol: `1.0` or `1.1`.
    pub json_version: Option<String>,
    /// What stands before the operation's name in `X-Amz-Target`.
    pub target_prefix: Option<String>,
    /// Identifier of the service in AWS's SDKs (`ECS`); models of 2015 have none.
    pub service_id: Option<String>,
    /// Full name of the service.
    pub full_name: String,
    /// Short name of the service.
    pub abbreviation: Option<String>,
    /// Default namespace of XML bodies.
    pub xml_namespace: Option<String>,
    /// Whether errors carry the codes of the service's former query protocol as well.
    pub aws_query_compatible: bool,
}

impl Metadata {
    /// What AWS's SDKs call the service: the service id, or, in models that are older than those,
    /// the short name without its brand (`Amazon ECS` is `ECS`).
    pub fn sdk_id(&self) -> &str {
        self.service_id.as_deref().unwrap_or_else(|| {
            let name = self.abbreviation.as_deref().unwrap_or(&self.full_name);
            ["Amazon ", "AWS "]
                .iter()
                .find_map(|brand| name.strip_prefix(brand))
                .unwrap_or(name)
        })
    }

    /// Name in a request's signature.
    pub fn signing_name(&self) -> &str {
        self.signing_name
            .as_deref()
            .unwrap_or(&self.endpoint_prefix)
    }
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
    /// All protocols in the order in which botocore prefers them
    /// (`PRIORITY_ORDERED_SUPPORTED_PROTOCOLS` in `botocore/utils.py`).
    pub const BY_PREFERENCE: [Self; 6] = [
        Self::Json,
        Self::RestJson,
        Self::RestXml,
        Self::RpcV2Cbor,
        Self::Query,
        Self::Ec2,
    ];

    /// The name in models.
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
}
