//! Data of a request to import a model.

use std::path::PathBuf;

/// Selects what to import.
#[derive(Debug, Clone)]
pub struct Request {
    /// The manifest; it contains the crate of the service.
    pub manifest: PathBuf,
    /// Name of the service in botocore.
    pub service: String,
    /// Operations to add to those chosen already. If empty: the chosen ones, or all for a new
    /// service.
    pub operations: Vec<String>,
    /// Imports the models' documentation where there is none yet.
    pub docs: bool,
    /// Module of a new service; `None` derives it from the service's name.
    pub module: Option<String>,
    /// Crate of a new service; `None` if the manifest has only one.
    pub crate_name: Option<String>,
}
