//! Data of a corpus: the request, and a report for each service.

use std::path::PathBuf;
use std::time::Duration;

use crate::error::Error;
use crate::model::Protocol;

/// Selects what to generate, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// The services, by the names of their folders in botocore.
    pub services: Vec<String>,
    /// Turns the models' documentation into documentation of the crates.
    pub docs: bool,
    /// Folder of the workspace.
    pub folder: PathBuf,
}

/// Report about a service.
#[derive(Debug)]
pub struct Report {
    /// Name in botocore.
    pub service: String,
    /// Protocol, if the model can be read.
    pub protocol: Option<Protocol>,
    /// Number of operations in the model.
    pub operations: usize,
    /// The generated package, if there is one.
    pub generated: Option<Generated>,
    /// Operations that were left out, in the model's order.
    pub refused: Vec<Refusal>,
    /// Message of a panic, which is a defect of the generator.
    pub panic: Option<String>,
    /// Time that generating took.
    pub time: Duration,
}

/// A generated package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Name of the package.
    pub package: String,
    /// Module of the service in the package.
    pub module: String,
    /// Name of the service in AWS's SDKs.
    pub sdk_id: String,
    /// Number of generated operations.
    pub operations: usize,
    /// Number of shapes that the operations reach.
    pub shapes: usize,
    /// Lines of Rust, with the code that every service contains.
    pub lines: usize,
}

/// An operation or service that was left out, and the reason.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The operation; `None` for the whole service.
    pub operation: Option<String>,
    /// The reason, with its location in the model.
    pub error: Error,
}
