//! Data of a comparison: services, operations, their changes, and the verdict.

use crate::error::Error;

use super::calls::call::{Boto3Call, RustCall};
use super::calls::syntax::Syntax;
use super::classes::{Class, Kind};

/// What is compared, and what is shown of it.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The services; none at all: every one.
    pub services: Vec<String>,
    /// The operations; none at all: every one.
    pub operations: Vec<String>,
    /// Whether changed operations are shown as boto3 calls them.
    pub boto3: bool,
    /// Whether changed operations are shown as Rust calls them.
    pub rust: bool,
}

/// The services that differ, by name.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// What was compared: as the user named it.
    pub old: String,
    /// With what.
    pub new: String,
    /// The services.
    pub services: Vec<ServiceChanges>,
    /// How many services were looked at.
    pub compared: usize,
    /// Services that could not be understood, and why. (If only one is compared, that is an error.)
    pub failed: Vec<(String, Error)>,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was not there before.
    New,
    /// It differs.
    Updated,
    /// It is not there any more.
    Removed,
}

impl Status {
    /// In one word.
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
    /// The service's full name.
    pub title: String,
    /// What became of it.
    pub status: Status,
    /// What is about no operation in particular.
    pub general: Vec<Change>,
    /// The operations that differ: new ones, updated ones, removed ones, each in the model's order.
    pub operations: Vec<OperationChanges>,
    /// How many texts differ.
    pub docs: usize,
    /// Why the Rust side could not be judged, if it could not.
    pub rust_unknown: Option<String>,
}

/// An operation that differs.
#[derive(Debug, Clone)]
pub struct OperationChanges {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub status: Status,
    /// What changed.
    pub changes: Vec<Change>,
    /// How many texts about it and what it reaches differ.
    pub docs: usize,
    /// The operation as boto3 calls it.
    pub boto3: Option<Boto3Call>,
    /// The operation as Rust calls it.
    pub rust: Option<RustCall>,
}

/// Where a caller meets a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The service or operation as a whole.
    General,
    /// In what goes in.
    Request,
    /// In what comes out.
    Response,
    /// In what it fails with.
    Error,
}

impl Scope {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "errors",
        }
    }
}

/// One change.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where.
    pub scope: Scope,
    /// Which member, as a path: `totalResources[].name`; empty: the whole.
    pub path: Vec<Segment>,
    /// What is said of it: the trait's key, the value, the error.
    pub subject: String,
    /// The kind.
    pub kind: Kind,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// For members that came or went: what they look like, as boto3 shows it.
    pub syntax: Option<Syntax>,
    /// What it means on the wire.
    pub wire: Class,
    /// What it means in Rust; `None`: not known.
    pub rust: Option<Class>,
    /// How many other places of the same side have it, beyond those that are listed.
    pub elsewhere: usize,
}

/// A step on the way to a member.
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
    /// The worse of what it means on the wire and in Rust.
    pub fn class(&self) -> Class {
        self.rust.map_or(self.wire, |rust| rust.max(self.wire))
    }

    /// The path as text.
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
    /// The worst of its changes.
    pub fn class(&self) -> Class {
        worst(&self.changes)
    }
}

impl ServiceChanges {
    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let operations = self.operations.iter().flat_map(|it| &it.changes);
        self.general.iter().chain(operations)
    }

    /// The worst of its changes.
    pub fn class(&self) -> Class {
        worst(self.changes())
    }
}

impl Comparison {
    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.services.iter().flat_map(ServiceChanges::changes)
    }

    /// The worst of all changes. What was not understood needs a look.
    pub fn class(&self) -> Class {
        let least = if self.failed.is_empty() {
            Class::Compatible
        } else {
            Class::Look
        };
        worst(self.changes()).max(least)
    }

    /// The step that the version of the generated crate has to take.
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

/// How a version goes on, by the rules of semantic versioning as Cargo has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It stays.
    None,
    /// 1.2.3 to 1.2.4; 0.1.2 to 0.1.3
    Patch,
    /// 1.2.3 to 1.3.0; 0.1.2 to 0.1.3
    Minor,
    /// 1.2.3 to 2.0.0; 0.1.2 to 0.2.0
    Major,
    /// Not all of the Rust side could be judged.
    Unknown,
}

impl Step {
    /// In one word.
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
