//! Data of a comparison: services, operations, their changes, and the verdict.

use crate::error::Error;

use super::calls::call::{Boto3Call, RustCall};
use super::calls::syntax::Syntax;
use super::classes::{Class, Kind};

/// Selects what is compared, and what pages show of it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of the services; empty for all.
    pub services: Vec<String>,
    /// Names of the operations; empty for all.
    pub operations: Vec<String>,
    /// Shows changed operations as boto3 calls them.
    pub boto3: bool,
    /// Shows changed operations as Rust calls them.
    pub rust: bool,
}

/// Result of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Name of the old source, as pages show it.
    pub old: String,
    /// Name of the new source, as pages show it.
    pub new: String,
    /// The services that differ, by name.
    pub services: Vec<ServiceChanges>,
    /// Number of services that were compared.
    pub compared: usize,
    /// Services that could not be compared, each with the error. (If only one is compared,
    /// `compare` returns its error.)
    pub failed: Vec<(String, Error)>,
}

/// Status of a service or operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Only the new source has it.
    New,
    /// Both sources have it, and it differs.
    Updated,
    /// Only the old source has it.
    Removed,
}

impl Status {
    /// Returns the status as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Removed => "removed",
        }
    }
}

/// A service that differs.
#[derive(Debug, Clone)]
pub struct ServiceChanges {
    /// Name in botocore.
    pub name: String,
    /// Full name of the service.
    pub title: String,
    /// Status of the service.
    pub status: Status,
    /// Changes to the service as a whole.
    pub general: Vec<Change>,
    /// The operations that differ: new, updated, then removed ones, each in the model's order.
    pub operations: Vec<OperationChanges>,
    /// Number of documentation texts that differ.
    pub docs: usize,
    /// Reason why Rust was not compared, if it was not.
    pub rust_unknown: Option<String>,
}

/// An operation that differs.
#[derive(Debug, Clone)]
pub struct OperationChanges {
    /// Name of the operation.
    pub name: String,
    /// Status of the operation.
    pub status: Status,
    /// Changes to the operation.
    pub changes: Vec<Change>,
    /// Number of documentation texts that differ, of the operation and the shapes that it reaches.
    pub docs: usize,
    /// The operation as boto3 calls it, if that was requested.
    pub boto3: Option<Boto3Call>,
    /// The operation as Rust calls it, if that was requested.
    pub rust: Option<RustCall>,
}

/// Part of an operation in which a caller meets a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The service or operation as a whole.
    General,
    /// The request.
    Request,
    /// The response.
    Response,
    /// The errors.
    Error,
}

impl Scope {
    /// Returns the scope as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "errors",
        }
    }
}

/// A difference between both revisions.
#[derive(Debug, Clone)]
pub struct Change {
    /// Part of the operation.
    pub scope: Scope,
    /// Path of the member (`totalResources[].name`); empty for the scope as a whole.
    pub path: Vec<Segment>,
    /// Subject of the change: the trait's key, the enum value, or the error.
    pub subject: String,
    /// Kind of the change.
    pub kind: Kind,
    /// The old value.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// For added and removed members: their values as boto3 shows them.
    pub syntax: Option<Syntax>,
    /// Class of the change on the wire.
    pub wire: Class,
    /// Class of the change in Rust; `None` if the plans could not be compared.
    pub rust: Option<Class>,
    /// Number of further uses in the same scope that have the change and are not listed.
    pub elsewhere: usize,
}

/// A step on the path to a member.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// A member of a structure.
    Member(String),
    /// An item of a list.
    Item,
    /// A key of a map.
    Key,
    /// A value of a map.
    Value,
}

impl Change {
    /// Returns the worse class of wire and Rust.
    pub fn class(&self) -> Class {
        self.rust.map_or(self.wire, |rust| rust.max(self.wire))
    }

    /// Returns the path as text.
    pub fn path_text(&self) -> String {
        let mut text = String::new();
        for segment in &self.path {
            match segment {
                Segment::Member(name) if text.is_empty() => text.push_str(name),
                Segment::Member(name) => {
                    text.push('.');
                    text.push_str(name);
                }
                Segment::Item => text.push_str("[]"),
                Segment::Key => text.push_str("{key}"),
                Segment::Value => text.push_str("{}"),
            }
        }
        text
    }
}

impl OperationChanges {
    /// Returns the worst class of the changes.
    pub fn class(&self) -> Class {
        worst(&self.changes)
    }
}

impl ServiceChanges {
    /// Iterates over all changes, those of operations included.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let operations = self.operations.iter().flat_map(|it| &it.changes);
        self.general.iter().chain(operations)
    }

    /// Returns the worst class of all changes.
    pub fn class(&self) -> Class {
        worst(self.changes())
    }
}

impl Comparison {
    /// Iterates over all changes of all services.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.services.iter().flat_map(ServiceChanges::changes)
    }

    /// Returns the worst class of all changes. A service that could not be compared needs a look.
    pub fn class(&self) -> Class {
        let least = if self.failed.is_empty() {
            Class::Compatible
        } else {
            Class::Look
        };
        worst(self.changes()).max(least)
    }

    /// Returns the version bump that the generated crate requires.
    pub fn step(&self) -> Step {
        let rust = |class: Class| self.changes().any(|it| it.rust == Some(class));
        let adds = |it: &Change| {
            use Kind::{
                ErrorAdded, MemberAdded, OperationAdded, RequiredMemberAdded, ServiceAdded,
                ValueAdded, VariantAdded,
            };
            matches!(
                it.kind,
                ServiceAdded
                    | OperationAdded
                    | MemberAdded
                    | RequiredMemberAdded
                    | ValueAdded
                    | VariantAdded
                    | ErrorAdded
            )
        };
        if self.changes().any(|it| it.rust.is_none()) || !self.failed.is_empty() {
            Step::Unknown
        } else if rust(Class::Breaking) {
            Step::Major
        } else if self.changes().any(adds) {
            Step::Minor
        } else if self.services.is_empty() {
            Step::None
        } else {
            Step::Patch
        }
    }
}

/// Version bump, by Cargo's rules of semantic versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The version stays.
    None,
    /// 1.2.3 to 1.2.4; 0.1.2 to 0.1.3
    Patch,
    /// 1.2.3 to 1.3.0; 0.1.2 to 0.1.3
    Minor,
    /// 1.2.3 to 2.0.0; 0.1.2 to 0.2.0
    Major,
    /// Not known, since Rust was not compared for all services.
    Unknown,
}

impl Step {
    /// Returns the version bump as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Unknown => "not known",
        }
    }
}

pub(crate) fn worst<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Class {
    let classes = changes.into_iter().map(Change::class);
    classes.max().unwrap_or(Class::Compatible)
}
