//! The intermediate representation: plain structs and enums that emitters turn into tokens.
//!
//! Passes of [`plan`](super) fill them in; emitters read them. A value here is complete: names are
//! Rust identifiers, types are decided, and nothing refers back to the model.
//!
//! - [`types`]: structures, unions and enums; [`field`]: their fields and the fields' types;
//! - [`operation`]: operations, their errors, and what they add to requests;
//! - [`http`]: where in HTTP messages fields are;
//! - [`protocol`]: the axes of a protocol; [`auth`]: auth schemes;
//! - [`endpoint`]: endpoint parameters and discovery; [`rules`]: endpoint rules as tables;
//!   [`path`]: JMESPath, resolved;
//! - [`customization`]: what services need beside their models;
//! - [`package`]: what `Cargo.toml` has;
//! - [`component`]: optional parts of a generated crate.

pub mod auth;
pub mod component;
pub mod customization;
pub mod endpoint;
pub mod field;
pub mod http;
pub mod operation;
pub mod package;
pub mod path;
pub mod protocol;
pub mod rules;
pub mod types;

use std::path::PathBuf;

use crate::names::Ident;

use self::component::Component;
use self::customization::RetryDefaults;
use self::endpoint::{Endpoint, EndpointDiscovery};
use self::operation::{ErrorCase, Operation};
use self::package::Package;
use self::protocol::Protocol;
use self::rules::Partition;
use self::types::{Structure, Type};

/// A package to be written.
#[derive(Debug)]
pub struct Crate {
    /// Name, keys, features and dependencies of the package.
    pub package: Package,
    /// The services, in the manifest's order.
    pub services: Vec<Service>,
    /// Partitions of AWS, for endpoint rules; none if no service has rules.
    pub partitions: Vec<Partition>,
    /// Optional parts that a service or operation needs, each once, in the order of
    /// [`Component`]'s variants.
    pub components: Vec<Component>,
}

impl Crate {
    /// The service whose items are at the crate's root, if there is one.
    pub fn service_at_root(&self) -> Option<&Service> {
        let mut services = self.services.iter();
        services.find(|it| it.at_root)
    }
}

/// A service: a module of the crate, or all of it.
#[derive(Debug)]
pub struct Service {
    /// The module, which is also the Cargo feature.
    pub module: Ident,
    /// True if the items are at the root of the crate, without a module and a feature.
    pub at_root: bool,
    /// Title for people: the abbreviation if the model has one, else the full name.
    pub title: String,
    /// `serviceId`: the service's name in traces and in settings of the environment.
    pub sdk_id: String,
    /// `serviceId` as the user agent has it: in lower case and without spaces.
    pub user_agent_name: String,
    /// The name in the credential scope of signatures.
    pub signing_name: String,
    /// The first label of the host name.
    pub endpoint_prefix: String,
    /// Auth schemes of the service and its operations.
    pub auth: auth::ServiceAuth,
    /// Endpoint parameters and rules.
    pub endpoint: Endpoint,
    /// The operation that returns the endpoints of others, if some need discovery.
    pub endpoint_discovery: Option<EndpointDiscovery>,
    /// Retry settings of the service's own.
    pub retry_defaults: Option<RetryDefaults>,
    /// `apiVersion`.
    pub api_version: String,
    /// The axes of the service's protocol.
    pub protocol: Protocol,
    /// The operations, in the model's order.
    pub operations: Vec<Operation>,
    /// Structures, unions and enums that operations share, in the model's order.
    pub types: Vec<Type>,
    /// Structures of modeled errors, in the model's order.
    pub errors: Vec<Structure>,
    /// Modeled errors of all operations, each once, sorted by name.
    pub error_cases: Vec<ErrorCase>,
    /// True if an operation needs something deprecated.
    pub touches_deprecated: bool,
    /// True if types, inputs and outputs have serde's traits.
    pub serde: bool,
    /// Optional parts that the service or its operations need, each once, in the order of
    /// [`Component`]'s variants.
    pub components: Vec<Component>,
    /// Markdown about the service.
    pub docs: Option<String>,
    /// Path and text of the lock file that keeps the service's names; `None` if no name had to
    /// change.
    pub lock: Option<(PathBuf, String)>,
}
