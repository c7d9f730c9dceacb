//! What was decided: names, types, placement. No tokens.
//!
//! A [`Crate`] is complete: whatever an emitter needs to know stands in it, and whatever can go wrong
//! has gone wrong before it exists. The passes, one file each:
//!
//! - [`names`] makes identifiers;
//! - `protocol` picks the axes below a protocol (the one match on it);
//! - `usage` finds what is reached from requests, responses and errors;
//! - `context` is what the passes look up, with the names of types;
//! - `cycles` finds the members that have to be boxed;
//! - `types` turns shapes into types, `members` their members into fields;
//! - `operations` puts it together.

mod context;
mod cycles;
mod members;
pub mod names;
mod operations;
mod protocol;
mod types;
mod usage;

use crate::error::Result;
use crate::manifest;
use crate::model;

pub use members::{Field, FieldType, Item, List, Map, Timestamp};
pub use names::Ident;
pub(crate) use operations::load;
pub use operations::{ErrorCase, Operation};
pub use protocol::{BodyFormat, JsonVersion, Protocol};
pub use types::{Enumeration, Role, Structure, Type, Union, Variant};
pub use usage::Usage;

/// A crate to be written.
#[derive(Debug)]
pub struct Crate {
    /// Name of the package.
    pub name: String,
    /// The services, in the manifest's order.
    pub services: Vec<Service>,
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
}

/// Decides everything about a crate of the manifest.
pub fn plan(crate_: &manifest::Crate, models: Vec<model::Service>) -> Result<Crate> {
    let services = crate_
        .services
        .iter()
        .zip(models)
        .map(|(entry, model)| operations::service(entry, &model))
        .collect::<Result<_>>()?;
    Ok(Crate {
        name: crate_.name.clone(),
        services,
    })
}
