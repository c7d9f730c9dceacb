//! Operations, their errors, and what they add to requests and check in responses.

use crate::names::Ident;

use super::auth::OperationAuth;
use super::component::Component;
use super::customization::Customization;
use super::endpoint::OperationEndpoint;
use super::types::Structure;

/// An operation: a method of the client and a module.
#[derive(Debug)]
pub struct Operation {
    /// Name in Rust, `PascalCase`.
    pub name: Ident,
    /// Name in the model.
    pub operation: String,
    /// The module, which is also the client's method.
    pub module: Ident,
    /// Name on the wire.
    pub wire_name: String,
    /// Position among the service's operations.
    pub index: usize,
    /// The HTTP method.
    pub method: String,
    /// The URI as the model has it. The bindings of the input have its parts.
    pub uri: String,
    /// The input.
    pub input: Structure,
    /// The output.
    pub output: Structure,
    /// Modeled errors, sorted by name as in aws-sdk-rust.
    pub errors: Vec<ErrorCase>,
    /// Authentication of requests.
    pub auth: OperationAuth,
    /// The function that sets endpoint parameters for each call; `None` if the
    /// client's parameters serve all calls.
    pub endpoint: Option<OperationEndpoint>,
    /// True if the operation needs endpoint discovery.
    pub discovers_endpoint: bool,
    /// True if the operation is the one that returns endpoints to others.
    pub returns_endpoints: bool,
    /// Parts of the prefix of the host name; empty if it has none.
    pub host_prefix: Vec<HostPart>,
    /// Compression of request bodies.
    pub compression: Option<Compression>,
    /// Checksum of request bodies.
    pub request_checksum: Option<RequestChecksum>,
    /// Validation of the checksums of response bodies.
    pub response_checksum: Option<ResponseChecksum>,
    /// The field of the input that is filled with a UUID when unset.
    pub idempotency_token: Option<usize>,
    /// Fields of the input that metrics may record: texts that are not sensitive.
    pub telemetry_fields: Vec<usize>,
    /// Behaviour that its model does not describe.
    pub customizations: Vec<Customization>,
    /// Optional parts that the operation needs, in the order in which they act on a call.
    pub components: Vec<Component>,
    /// True if the operation's code needs something deprecated.
    pub touches_deprecated: bool,
    /// The reason if the operation is deprecated; it may be empty.
    pub deprecated: Option<String>,
    /// Markdown about the operation.
    pub docs: Option<String>,
}

/// A variant of an operation's error.
#[derive(Debug, Clone)]
pub struct ErrorCase {
    /// The variant, and the type that it holds.
    pub name: Ident,
    /// Name of the shape.
    pub shape: String,
    /// Name of the method `is_…`, without that prefix.
    pub method: Ident,
    /// Error code on the wire, for documentation.
    pub code: String,
    /// Error codes that select this variant. Empty if other errors of the operation have
    /// them all.
    pub codes: Vec<String>,
    /// The `retryable` trait; `Some(true)`: the error is a throttling error.
    pub retryable: Option<bool>,
    /// The reason if the error is deprecated; it may be empty.
    pub deprecated: Option<String>,
    /// Markdown about the error.
    pub docs: Option<String>,
}

/// A part of the prefix of a host name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostPart {
    /// Literal text.
    Literal(String),
    /// The value of a field of the input.
    Label {
        /// The field, an `Option<String>`.
        field: Ident,
        /// The member's name, for errors.
        member: String,
    },
}

/// Compression of request bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// `gzip`
    Gzip,
}

/// Checksum of request bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestChecksum {
    /// CRC-32, which is botocore's default.
    Crc32,
    /// The algorithm that the input names.
    Chosen {
        /// The field that names the algorithm: an optional string or enum.
        field: Ident,
        /// The header that this field is bound to, if any.
        header: Option<String>,
        /// True if requests must have a checksum.
        required: bool,
    },
}

/// Validation of the checksums of response bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseChecksum {
    /// The field of the input that asks for it: an optional string or enum.
    pub field: Ident,
    /// Algorithms of the checksums that responses may have.
    pub algorithms: Vec<ChecksumAlgorithm>,
}

/// A checksum algorithm. Faster ones come first, as in botocore and in AWS's SDK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChecksumAlgorithm {
    /// CRC-64/NVME
    Crc64Nvme,
    /// CRC-32C
    Crc32c,
    /// CRC-32
    Crc32,
    /// SHA-1
    Sha1,
    /// SHA-256
    Sha256,
}
