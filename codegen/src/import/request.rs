//! Data of a request to import models.

use std::path::PathBuf;

/// Selects what to import.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The manifest; it contains the crates of the services.
    pub manifest: PathBuf,
    /// The services.
    pub services: Vec<ServiceRequest>,
    /// Imports the models' documentation where there is none yet.
    pub docs: bool,
    /// Leaves out what cannot be generated, instead of an error.
    pub skip_unsupported: bool,
}

/// A service to import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceRequest {
    /// Any name of the service; see [`Catalog::find`](crate::source::Catalog::find).
    pub service: String,
    /// Operations to add to those chosen already. If empty: the chosen ones, or all for a new
    /// service. Case, `-` and `_` make no difference.
    pub operations: Vec<String>,
    /// Module of a new service; `None` derives it from `service`.
    pub module: Option<String>,
    /// Crate of a new service; `None` if the manifest has only one.
    pub crate_name: Option<String>,
}

impl ServiceRequest {
    /// Makes a request for operations of a service.
    pub fn new(service: &str, operations: &[&str]) -> Self {
        Self {
            service: service.to_owned(),
            operations: operations.iter().map(|&it| it.to_owned()).collect(),
            ..Self::default()
        }
    }
}

/// A service to import, found in the source.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The service's folder in botocore.
    pub(super) service: String,
    /// The service by the name that the user wrote.
    pub(super) asked: ServiceRequest,
}

impl Wanted {
    /// Returns `true` if both are about one entry of the manifest.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let entry = |it: &Self| (it.asked.module.clone(), it.asked.crate_name.clone());
        self.service == other.service && entry(self) == entry(other)
    }
}
