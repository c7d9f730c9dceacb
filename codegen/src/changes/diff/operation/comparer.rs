//! State of a comparison: both revisions, the current location, and the changes found so far.

use std::collections::{HashMap, HashSet};

use super::affected::affected;
use crate::changes::comparison::{Change, Scope, Segment};
use crate::changes::diff::plan_index::{PlanIndex, StructureId};
use crate::changes::revision::Revision;
use crate::classes::{Class, Kind, Rust};
use crate::model::Traits;

/// Number of uses of a pair of shapes for which changes are listed, in one scope of an operation.
/// Further uses are counted in [`Change::elsewhere`].
const MAX_LISTED_USES: usize = 8;

/// Compares the operations of two revisions.
pub(in crate::changes) struct Comparer<'a> {
    pub(super) old: &'a Revision,
    pub(super) new: &'a Revision,
    /// Indexes of the plans, if both revisions can be planned.
    pub(super) plans: Option<(PlanIndex<'a>, PlanIndex<'a>)>,
    /// Shapes that differ, or reach one that does.
    pub(super) affected: HashSet<&'a str>,
    /// Pairs of structures that enclose the current one.
    pub(super) enclosing: Vec<(&'a str, &'a str)>,
    changes: Vec<Change>,
    uses: HashMap<(Scope, &'a str, &'a str), Uses>,
}

/// Uses of a pair of shapes in one scope of an operation.
#[derive(Default)]
struct Uses {
    count: usize,
    /// Index of the last change found in the pair.
    last_change: Option<usize>,
}

/// A difference in Rust that no change on the wire explains so far.
pub(super) struct Delta {
    pub(super) kind: Kind,
    pub(super) old: String,
    pub(super) new: String,
}

/// Location of a change: the scope, and the path of the member in it.
#[derive(Clone)]
pub(super) struct ChangeLocation {
    pub(super) scope: Scope,
    pub(super) path: Vec<Segment>,
}

/// Location that is being compared.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub(super) location: ChangeLocation,
    /// The enclosing structure, in the old and in the new plan.
    pub(super) owners: (StructureId<'a>, StructureId<'a>),
}

/// Old and new value of a change.
pub(super) type Values = (Option<String>, Option<String>);

impl Delta {
    pub(super) fn new(kind: Kind, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self {
            kind,
            old: old.into(),
            new: new.into(),
        }
    }
}

impl ChangeLocation {
    /// Location of changes to an operation as a whole.
    pub(super) fn general() -> Self {
        Self {
            scope: Scope::General,
            path: Vec::new(),
        }
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn at_root(scope: Scope, owner: StructureId<'a>) -> Self {
        Self {
            location: ChangeLocation {
                scope,
                path: Vec::new(),
            },
            owners: (owner, owner),
        }
    }

    pub(super) fn below(&self, segment: Segment) -> Self {
        let mut cursor = self.clone();
        cursor.location.path.push(segment);
        cursor
    }

    pub(super) fn scope(&self) -> Scope {
        self.location.scope
    }
}

impl<'a> Comparer<'a> {
    pub(in crate::changes) fn new(old: &'a Revision, new: &'a Revision) -> Self {
        let plans = match (&old.plan, &new.plan) {
            (Ok(old), Ok(new)) => Some((PlanIndex::new(old), PlanIndex::new(new))),
            _ => None,
        };
        let replanned = plans.as_ref().map(|(old, new)| old.differing(new));
        Self {
            old,
            new,
            affected: affected(old, new, &replanned.unwrap_or_default()),
            plans,
            changes: Vec::new(),
            uses: HashMap::new(),
            enclosing: Vec::new(),
        }
    }

    pub(super) fn begin_operation(&mut self) {
        self.uses.clear();
    }

    pub(super) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    pub(super) fn change_count(&self) -> usize {
        self.changes.len()
    }

    pub(super) fn last_change(&mut self) -> Option<&mut Change> {
        self.changes.last_mut()
    }

    /// Counts a use of the pair. Returns `true` if the changes within were listed for enough uses.
    pub(super) fn is_listed_enough(
        &mut self,
        scope: Scope,
        (old, new): (&'a str, &'a str),
    ) -> bool {
        let uses = self.uses.entry((scope, old, new)).or_default();
        uses.count += 1;
        if uses.count <= MAX_LISTED_USES {
            return false;
        }
        if let Some(index) = uses.last_change {
            self.changes[index].elsewhere += 1;
        }
        true
    }

    /// Remembers the last change as one within the pair.
    pub(super) fn mark_last_change(&mut self, scope: Scope, (old, new): (&'a str, &'a str)) {
        let last = self.changes.len() - 1;
        self.uses.entry((scope, old, new)).or_default().last_change = Some(last);
    }

    /// Adds a change that is independent of differences in Rust.
    pub(super) fn report(
        &mut self,
        location: &ChangeLocation,
        kind: Kind,
        subject: &str,
        values: Values,
    ) {
        self.report_explaining(location, kind, subject, values, &mut None);
    }

    /// Adds a change. Where the table of kinds leaves the class in Rust to the plans, `delta`
    /// decides it, and counts as explained.
    pub(super) fn report_explaining(
        &mut self,
        location: &ChangeLocation,
        kind: Kind,
        subject: &str,
        (old, new): Values,
        delta: &mut Option<Delta>,
    ) {
        let row = kind.row();
        let rust = match row.rust {
            Rust::Is(class) => {
                // A breaking change explains the difference in Rust, if there is one.
                if class == Class::Breaking {
                    delta.take();
                }
                class
            }
            Rust::ByPlan => match delta.take() {
                Some(_) => Class::Breaking,
                None => Class::Compatible,
            },
        };
        self.changes.push(Change {
            scope: location.scope,
            path: location.path.clone(),
            subject: subject.to_owned(),
            kind,
            old,
            new,
            syntax: None,
            wire: row.wire,
            rust: self.plans.is_some().then_some(rust),
            elsewhere: 0,
            accepted: None,
        });
    }

    /// Adds a difference in Rust that no change on the wire explained.
    pub(super) fn report_unexplained(
        &mut self,
        location: &ChangeLocation,
        subject: &str,
        delta: Option<Delta>,
    ) {
        if let Some(Delta { kind, old, new }) = delta {
            self.report(location, kind, subject, (Some(old), Some(new)));
        }
    }
}

/// Merges the traits of a shape and of a reference to it; the reference's take precedence.
pub(super) fn overlaid(mut shape: Traits, reference: Traits) -> Traits {
    shape.extend(reference);
    shape
}
