//! Auth schemes.

/// An auth scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthScheme {
    /// Signature version 4 for one region, with AWS credentials.
    SigV4,
    /// Signature version 4a for several regions, with AWS credentials.
    SigV4a,
    /// A bearer token in the header `authorization`.
    Bearer,
    /// No authentication.
    NoAuth,
}

impl AuthScheme {
    /// Returns `true` if the scheme signs with AWS credentials.
    pub fn signs(self) -> bool {
        match self {
            Self::SigV4 | Self::SigV4a => true,
            Self::Bearer | Self::NoAuth => false,
        }
    }
}

/// Auth schemes of a service and its operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAuth {
    /// Schemes of operations that do not name their own, in order of preference.
    pub default: Vec<AuthScheme>,
    /// Schemes of the operations that do.
    pub overrides: Vec<AuthOverride>,
    /// All schemes of the service and its operations, each once: those that a client registers.
    pub all: Vec<AuthScheme>,
}

/// Operations that name the same schemes of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthOverride {
    /// The schemes, in order of preference.
    pub schemes: Vec<AuthScheme>,
    /// Wire names of the operations, in the model's order.
    pub operations: Vec<String>,
}

/// Authentication of an operation's requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationAuth {
    /// The schemes in order of preference; `None`: those of the service.
    pub schemes: Option<Vec<AuthScheme>>,
    /// True if the signature leaves the body out.
    pub unsigned_payload: bool,
}
