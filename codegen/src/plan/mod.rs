//! What was decided: names, types, placement. No tokens.
//!
//! A [`Crate`] is complete: whatever an emitter needs to know stands in it, and whatever can go wrong
//! has gone wrong before it exists. The passes, one file each:
//!
//! - [`names`] makes identifiers, and [`naming`](mod@naming) sees to it that none is given twice;
//! - [`lock`] keeps the names that had to be changed;
//! - `protocol` picks the axes below a protocol (the one match on it);
//! - `usage` finds what is reached from requests, responses and errors;
//! - `context` is what the passes look up, with the names of types;
//! - `cycles` finds the members that have to be boxed;
//! - [`auth`] finds how requests are authenticated;
//! - [`endpoint`] finds what a URL depends on, and [`endpoint_rules`] lays out the rules;
//! - `types` turns shapes into types, `members` their members into fields;
//! - [`http`] finds where in HTTP messages the fields are;
//! - `request` finds what an operation adds to its requests: before the host's name, to the body, to the headers;
//! - `operations` puts it together.

pub mod auth;
mod checksum;
mod context;
mod cycles;
pub mod endpoint;
mod endpoint_discovery;
pub mod endpoint_rules;
pub mod http;
pub mod lock;
mod members;
pub mod names;
pub mod naming;
mod operations;
pub mod path;
mod protocol;
mod request;
mod types;
mod usage;

use std::path::PathBuf;

use crate::error::Result;
use crate::{manifest, model};

pub use checksum::{Algorithm, RequestChecksum, ResponseChecksum};
pub use endpoint::Endpoint;
pub use endpoint_discovery::EndpointDiscovery;
pub use lock::Lock;
pub use members::{Field, FieldType, Item, List, Map, Timestamp};
pub use names::Ident;
pub use naming::Naming;
#[cfg(feature = "import")]
pub(crate) use operations::choose;
pub(crate) use operations::load;
pub use operations::{Chosen, ErrorCase, Operation, service};
pub use protocol::{Binding, BodyFormat, Protocol, Timestamps};
pub use request::{Encoding, HostPart};
pub use types::{Enumeration, Message, Role, Structure, Type, Union, Variant};
pub use usage::Usage;

/// A crate to be written.
#[derive(Debug)]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// The services, in the manifest's order.
    pub services: Vec<Service>,
    /// Groups of regions; none if no service has endpoint rules.
    pub partitions: Vec<endpoint_rules::partitions::Partition>,
}

/// A service: one module of the crate.
#[derive(Debug)]
pub struct Service {
    /// The module.
    pub module: Ident,
    /// What people call the service.
    pub title: String,
    /// What AWS's SDKs call it: in traces, in settings of the environment.
    pub sdk_id: String,
    /// Name in a request's signature.
    pub signing_name: String,
    /// First part of the host name.
    pub endpoint_prefix: String,
    /// How requests are authenticated, in order of preference.
    pub auth: Vec<auth::AuthScheme>,
    /// What its URL depends on.
    pub endpoint: Endpoint,
    /// The operation that others ask for their endpoint, if any do.
    pub endpoint_discovery: Option<EndpointDiscovery>,
    /// Version of the API.
    pub api_version: String,
    /// How requests and responses look.
    pub protocol: Protocol,
    /// The operations, in the model's order.
    pub operations: Vec<Operation>,
    /// Structures, unions and enums that operations share, in the model's order.
    pub types: Vec<Type>,
    /// What operations may fail with, in the model's order.
    pub errors: Vec<Structure>,
    /// Markdown about the service.
    pub docs: Option<String>,
    /// The [`Lock`] that keeps its names, file and text; `None` if there is nothing to keep.
    pub lock: Option<(PathBuf, String)>,
}

impl Service {
    /// The schemes of authentication of the service and of all its operations.
    pub fn all_auth_schemes(&self) -> Vec<auth::AuthScheme> {
        let of_operations = self
            .operations
            .iter()
            .filter_map(|it| it.auth.schemes.as_ref());
        let mut all = self.auth.clone();
        for scheme in of_operations.flatten() {
            if !all.contains(scheme) {
                all.push(*scheme);
            }
        }
        all
    }
}

/// Decides everything about a crate of the manifest.
pub fn plan(
    crate_: &manifest::Crate,
    chosen: Vec<Chosen>,
    partitions: &model::Partitions,
) -> Result<Crate> {
    let services: Vec<Service> = crate_
        .services
        .iter()
        .zip(&chosen)
        .map(|(entry, chosen)| service(&entry.module, chosen))
        .collect::<Result<_>>()?;
    Crate::new(crate_.name.clone(), services, partitions)
}

impl Crate {
    /// Puts services together.
    pub(crate) fn new(
        name: String,
        services: Vec<Service>,
        partitions: &model::Partitions,
    ) -> Result<Self> {
        let has_rules = services.iter().any(|it| it.endpoint.rules.is_some());
        Ok(Self {
            name,
            services,
            partitions: if has_rules {
                endpoint_rules::partitions::partitions(partitions)?
            } else {
                Vec::new()
            },
        })
    }
}
