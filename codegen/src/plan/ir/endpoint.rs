//! Endpoint parameters, the values that operations give them, and endpoint discovery.

use crate::model::endpoint_rules::ParameterKind;
use crate::names::Ident;

use super::path::Path;
use super::rules::{DefaultValue, Table};

/// The endpoint of a service.
#[derive(Debug)]
pub struct Endpoint {
    /// The rules; `None`: a plain URL of prefix, region and partition.
    pub rules: Option<Table>,
    /// The parameters, in the order of the rules.
    pub parameters: Vec<Parameter>,
    /// True if the URL depends on the credentials, so that identity has to be resolved before it.
    pub requires_account: bool,
}

/// An endpoint parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Name in Rust.
    pub name: Ident,
    /// Name in the rules.
    pub rule_name: String,
    /// Type of its values.
    pub kind: ParameterKind,
    /// The setting of the client that gives the value.
    pub setting: Option<Setting>,
    /// True if endpoint resolution fails without a value.
    pub required: bool,
    /// The value if none is given.
    pub default: DefaultValue,
    /// Markdown that names it, to go on with "Returns" or "Sets": `the region`.
    pub docs: String,
}

/// Settings of a client that give endpoint parameters their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The region.
    Region,
    /// Use of endpoints that comply with FIPS.
    UseFips,
    /// Use of dual-stack endpoints, which are reachable by IPv6 too.
    UseDualStack,
    /// A URL that replaces the rules' own.
    Url,
    /// The account of the credentials, which are resolved before the endpoint.
    AccountId,
    /// The mode of account-based endpoints: preferred, required or disabled.
    AccountIdEndpointMode,
    /// A setting of this service alone (`clientContextParams`), stored as a type of this name. Its
    /// setter has the parameter's name.
    Own(Ident),
}

/// The part of an operation in endpoint resolution: a function that sets parameters for each call.
#[derive(Debug)]
pub struct OperationEndpoint {
    /// The parameters that the operation sets. There may be none: where the account or discovery
    /// decides, every call needs parameters of its own.
    pub parameters: Vec<OperationParameter>,
    /// True if a value comes from the input.
    pub reads_input: bool,
}

/// The value of an endpoint parameter for one operation.
#[derive(Debug)]
pub struct OperationParameter {
    /// The parameter.
    pub parameter: Ident,
    /// The value.
    pub value: ParameterValue,
}

/// A value that an operation gives an endpoint parameter.
#[derive(Debug)]
pub enum ParameterValue {
    /// A boolean of the model (`staticContextParams`).
    Boolean(bool),
    /// A text of the model (`staticContextParams`).
    Text(String),
    /// A value of the input, if it is set (`contextParam`, `operationContextParams`).
    Path(Path),
}

/// The operation that returns the endpoints of others, and where in its output they are. (Smithy
/// and botocore name the members; see `clientEndpointDiscovery` and `discovery.py`.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointDiscovery {
    /// Module of the operation.
    pub module: Ident,
    /// The field of the output that is the list of endpoints, `Endpoints`.
    pub endpoints: Ident,
    /// The field of an endpoint that is its address, `Address`.
    pub address: Ident,
    /// The field of an endpoint that is its time to live in minutes, `CachePeriodInMinutes`.
    pub period: Ident,
}
