//! Operations of a service.

use super::endpoint_rules::ParameterDefault;
use super::{Position, ShapeName, XmlNamespace};

/// An operation of a service.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Position of the operation's value in the file.
    pub at: Position,
    /// Name on the wire. It differs from the key in a few services.
    pub name: String,
    /// Method and URI of the HTTP request.
    pub http: Http,
    /// The input, if there is one.
    pub input: Option<OperationReference>,
    /// The output, if there is one.
    pub output: Option<OperationReference>,
    /// Errors of the operation, without repetitions.
    pub errors: Vec<ErrorReference>,
    /// Prefix of the host name, which may contain labels in braces, and its position.
    pub host_prefix: Option<(String, Position)>,
    /// Deprecation message; empty for an operation that is deprecated without a message.
    pub deprecated: Option<String>,
    /// Authentication of requests, where it differs from the service's.
    pub auth: OperationAuth,
    /// Request and response checksums.
    pub http_checksum: Option<HttpChecksum>,
    /// Set if a request must have a checksum (`httpChecksumRequired` of older models).
    pub http_checksum_required: bool,
    /// Encodings of request compression, in order of preference, and the position of the list.
    pub request_encodings: Option<(Vec<String>, Position)>,
    /// Parameters of the endpoint rules with a fixed value for the operation.
    pub endpoint_parameters: Vec<EndpointParameter>,
    /// Parameters of the endpoint rules with a value from the input.
    pub endpoint_paths: Vec<EndpointPath>,
    /// Position of the trait, if endpoint discovery is required. (Where it is optional, botocore
    /// uses it only if `endpoint_discovery_enabled` is set.)
    pub endpoint_discovery: Option<Position>,
    /// Marks the operation that returns the endpoints of such operations.
    pub returns_endpoints: bool,
    /// Traits that are known but that no stage handles yet, each with its position.
    pub unsupported: Vec<(&'static str, Position)>,
}

/// Authentication of an operation's requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationAuth {
    /// `auth`: schemes in order of preference, in Smithy's terms, and their position.
    pub schemes: Option<(Vec<String>, Position)>,
    /// `authtype`: the older form of `auth`, and its position.
    pub kind: Option<(String, Position)>,
    /// Set if the signature leaves the body out.
    pub unsigned_payload: bool,
}

/// A parameter of the endpoint rules, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointParameter {
    /// Position of the name.
    pub at: Position,
    /// Name in the rules.
    pub name: String,
    /// Its value.
    pub value: ParameterDefault,
}

/// A parameter of the endpoint rules, and the path of its value in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointPath {
    /// Position of the name.
    pub at: Position,
    /// Name in the rules.
    pub name: String,
    /// A JMESPath expression, and its position.
    pub path: (String, Position),
}

/// `http` of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// Position of the trait.
    pub at: Position,
    /// The method.
    pub method: String,
    /// Path and query string, which may contain labels in braces.
    pub request_uri: String,
}

/// The input or output of an operation.
#[derive(Debug, Clone)]
pub struct OperationReference {
    /// The structure.
    pub shape: ShapeName,
    /// Position of the reference.
    pub at: Position,
    /// REST XML: name of the root element.
    pub location_name: Option<String>,
    /// REST XML: namespace of the root element.
    pub xml_namespace: Option<XmlNamespace>,
    /// Query: name of the element around the output.
    pub result_wrapper: Option<String>,
}

/// An error of an operation.
#[derive(Debug, Clone)]
pub struct ErrorReference {
    /// The structure.
    pub shape: ShapeName,
    /// Position of the reference.
    pub at: Position,
}

/// `httpChecksum` of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Position of the trait.
    pub at: Position,
    /// Member with the algorithm of the request checksum.
    pub request_algorithm_member: Option<String>,
    /// Set if a request must have a checksum.
    pub request_checksum_required: bool,
    /// Member that enables validation of the response checksum.
    pub request_validation_mode_member: Option<String>,
    /// Algorithms of the response checksum.
    pub response_algorithms: Vec<String>,
}
