//! Operations: what a service can be asked.

use super::endpoint_rules::ParameterDefault;
use super::{Position, ShapeName, XmlNamespace};

/// Something a service does when asked.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Place of the operation's value in the file.
    pub at: Position,
    /// Name on the wire. It differs from the key for a few services.
    pub name: String,
    /// The HTTP request.
    pub http: Http,
    /// What goes in.
    pub input: Option<OperationReference>,
    /// What comes out.
    pub output: Option<OperationReference>,
    /// What it may fail with, without repetitions.
    pub errors: Vec<ErrorReference>,
    /// What precedes the host name, perhaps with labels in braces, and its place.
    pub host_prefix: Option<(String, Position)>,
    /// Marked as not to be used any more, and why.
    pub deprecated: Option<String>,
    /// How requests are authenticated, where that is another way than the service's.
    pub auth: OperationAuth,
    /// Checksums of bodies.
    pub http_checksum: Option<HttpChecksum>,
    /// Whether a request must have a checksum, as older models say it.
    pub http_checksum_required: bool,
    /// Names of the encodings that a request may have, in order of preference, and the place of the list.
    pub request_encodings: Option<(Vec<String>, Position)>,
    /// Parameters of the endpoint rules that have one value for the operation.
    pub endpoint_parameters: Vec<EndpointParameter>,
    /// Parameters of the endpoint rules that have their values from the input.
    pub endpoint_paths: Vec<EndpointPath>,
    /// Where it says that its endpoint has to be asked for. (Where it only may be, botocore does not ask either, unless
    /// `endpoint_discovery_enabled` is set.)
    pub endpoint_discovery: Option<Position>,
    /// Whether it is the one that tells the endpoints of such operations.
    pub tells_endpoints: bool,
    /// Traits that are known but that no stage handles yet, each with its place.
    pub unsupported: Vec<(&'static str, Position)>,
}

/// What an operation says about the authentication of its requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationAuth {
    /// `auth`: schemes in order of preference, in Smithy's terms, and their place.
    pub schemes: Option<(Vec<String>, Position)>,
    /// `authtype`: how models said so before, and its place.
    pub kind: Option<(String, Position)>,
    /// Whether the body takes no part in the signature.
    pub unsigned_payload: bool,
}

/// A parameter of the endpoint rules, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointParameter {
    /// Place of the name.
    pub at: Position,
    /// Its name in the rules.
    pub name: String,
    /// Its value.
    pub value: ParameterDefault,
}

/// A parameter of the endpoint rules, and where in an input its value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointPath {
    /// Place of the name.
    pub at: Position,
    /// Its name in the rules.
    pub name: String,
    /// A JMESPath expression, and its place.
    pub path: (String, Position),
}

/// `http` of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Http {
    /// Place of the trait.
    pub at: Position,
    /// The method.
    pub method: String,
    /// Path and query string, perhaps with labels in braces.
    pub request_uri: String,
}

/// The input or output of an operation.
#[derive(Debug, Clone)]
pub struct OperationReference {
    /// The structure.
    pub shape: ShapeName,
    /// Place of the reference.
    pub at: Position,
    /// REST XML: name of the root element.
    pub location_name: Option<String>,
    /// REST XML: namespace of the root element.
    pub xml_namespace: Option<XmlNamespace>,
    /// Query: the element around the output.
    pub result_wrapper: Option<String>,
}

/// An error that an operation names.
#[derive(Debug, Clone)]
pub struct ErrorReference {
    /// The structure.
    pub shape: ShapeName,
    /// Place of the reference.
    pub at: Position,
}

/// `httpChecksum` of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Place of the trait.
    pub at: Position,
    /// Member that names the algorithm of the request's checksum.
    pub request_algorithm_member: Option<String>,
    /// Whether a request must have a checksum.
    pub request_checksum_required: bool,
    /// Member that asks for the response's checksum to be checked.
    pub request_validation_mode_member: Option<String>,
    /// Algorithms of the response's checksum.
    pub response_algorithms: Vec<String>,
}
