//! Data of a comparison: services, operations, their changes, their order, and the verdict.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::calls::call::{Boto3Call, RustCall};
use super::calls::syntax::Syntax;
use super::step::Step;
use crate::classes::{Class, Kind};
use crate::error::Error;

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
    /// The services that differ: the worst first, then by name.
    pub services: Vec<ServiceChanges>,
    /// Number of services that were compared.
    pub compared: usize,
    /// Services that could not be compared, each with the error. (If only one is compared,
    /// `compare` returns its error.)
    pub failed: Vec<(String, Error)>,
    /// The exceptions that were applied, in the manifest's order.
    pub exceptions: Vec<AppliedException>,
}

/// An exception of the manifest, and what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedException {
    /// The exception in words: `except member added`, `ignore ecs RunTask`.
    pub what: String,
    /// The reason that the manifest gives.
    pub reason: String,
    /// Number of changes that match it; an exception without any is unused.
    pub matches: usize,
}

/// Status of a service or operation, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Only the old source has it.
    Removed,
    /// Both sources have it, and it differs.
    Updated,
    /// Only the new source has it.
    New,
}

impl Status {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Removed, Self::Updated, Self::New];

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
    /// The operations that differ: the worst first, then removed, updated and new ones, each in the
    /// model's order.
    pub operations: Vec<OperationChanges>,
    /// Number of documentation texts that differ.
    pub docs: usize,
    /// The new model's file, if it is one on disk.
    pub file: Option<PathBuf>,
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
    /// Reason why the change does not count, if an exception says so.
    pub accepted: Option<String>,
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

    /// Returns the class that counts in verdicts: an accepted change counts as compatible.
    pub fn counts_as(&self) -> Class {
        if self.accepted.is_some() {
            Class::Compatible
        } else {
            self.class()
        }
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
    /// Returns the worst class of the changes, without accepted ones.
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

    /// Returns the worst class of all changes, without accepted ones.
    pub fn class(&self) -> Class {
        worst(self.changes())
    }

    /// Sorts the operations. Those that are equal stay in their order, which is the model's.
    pub(super) fn sort(&mut self) {
        self.operations
            .sort_by_key(|it| (Reverse(it.class()), it.status));
    }
}

impl Comparison {
    /// Makes a comparison of services that were compared one by one. `compared` is their number,
    /// with those that do not differ.
    pub fn of_services(
        old: impl Into<String>,
        new: impl Into<String>,
        services: Vec<ServiceChanges>,
        compared: usize,
    ) -> Self {
        let mut comparison = Self {
            old: old.into(),
            new: new.into(),
            services,
            compared,
            ..Self::default()
        };
        comparison.sort();
        comparison
    }

    /// Sorts services and operations, the worst first: the order of all pages.
    pub(super) fn sort(&mut self) {
        self.services.iter_mut().for_each(ServiceChanges::sort);
        self.services
            .sort_by(|a, b| (b.class().cmp(&a.class())).then_with(|| a.name.cmp(&b.name)));
    }

    /// Iterates over all changes of all services.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.services.iter().flat_map(ServiceChanges::changes)
    }

    /// Returns the worst class of all changes, without accepted ones. A service that could not be
    /// compared needs a look.
    pub fn class(&self) -> Class {
        let least = if self.failed.is_empty() {
            Class::Compatible
        } else {
            Class::Look
        };
        worst(self.changes()).max(least)
    }

    /// Returns `true` if the verdict is this class or a worse one: for checks that fail then.
    pub fn reaches(&self, class: Class) -> bool {
        let differs = !self.services.is_empty() || !self.failed.is_empty();
        differs && self.class() >= class
    }

    /// Returns the version bump that a crate with all of these services requires. Accepted changes
    /// count: they change the API all the same.
    pub fn step(&self) -> Step {
        self.step_of(&|_| true)
    }

    /// Returns the version bump that a crate with some of these services requires.
    pub fn step_of(&self, services: &dyn Fn(&str) -> bool) -> Step {
        let chosen: Vec<_> = self
            .services
            .iter()
            .filter(|it| services(&it.name))
            .collect();
        let changes = || chosen.iter().flat_map(|it| it.changes());
        let has_failed = self.failed.iter().any(|(name, _)| services(name));
        if has_failed || changes().any(|it| it.rust.is_none()) {
            Step::Unknown
        } else if changes().any(|it| it.rust == Some(Class::Breaking)) {
            Step::Major
        } else if changes().any(|it| adds(it.kind)) {
            Step::Minor
        } else if chosen.is_empty() {
            Step::None
        } else {
            Step::Patch
        }
    }
}

/// Returns `true` if a change of the kind adds something to the API.
fn adds(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ServiceAdded
            | Kind::OperationAdded
            | Kind::MemberAdded
            | Kind::RequiredMemberAdded
            | Kind::ValueAdded
            | Kind::VariantAdded
            | Kind::ErrorAdded
    )
}

/// Returns the worst class of changes, without accepted ones.
pub(super) fn worst<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Class {
    let classes = changes.into_iter().map(Change::counts_as);
    classes.max().unwrap_or(Class::Compatible)
}
