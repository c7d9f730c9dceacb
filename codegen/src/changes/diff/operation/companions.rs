//! Compares paginators and waiters, which stand in files beside the model.

use super::comparer::{ChangeLocation, Comparer};
use crate::changes::by_trait;
use crate::changes::revision::Revision;
use crate::classes::Kind;
use crate::model::Traits;
use crate::source::Kind as FileKind;

/// A kind of companion file, and the changes that its entries can have.
struct Companion {
    file: FileKind,
    section: &'static str,
    added: Kind,
    changed: Kind,
}

const COMPANIONS: [Companion; 2] = [
    Companion {
        file: FileKind::Paginators,
        section: "pagination",
        added: Kind::PaginatorAdded,
        changed: Kind::PaginatorChanged,
    },
    Companion {
        file: FileKind::Waiters,
        section: "waiters",
        added: Kind::WaiterAdded,
        changed: Kind::WaiterChanged,
    },
];

/// Compares the paginators and waiters of an operation.
pub(super) fn compare(comparer: &mut Comparer<'_>, operation: &str) {
    for companion in &COMPANIONS {
        let old = companion.entries(comparer.old, operation);
        let new = companion.entries(comparer.new, operation);
        companion.compare(comparer, &old, &new);
    }
}

impl Companion {
    /// Entries of the file that belong to the operation, by name.
    fn entries(&self, revision: &Revision, operation: &str) -> Vec<(String, Traits)> {
        let Some(raw) = revision.companions.get(&self.file) else {
            return Vec::new();
        };
        let names = raw.entries(self.section).into_iter();
        let entries = names.map(|name| (name.to_owned(), raw.entry(self.section, name)));
        entries
            .filter(|(name, traits)| match self.file {
                FileKind::Waiters => traits.get("operation").is_some_and(|it| it == operation),
                _ => name == operation,
            })
            .collect()
    }

    fn compare(
        &self,
        comparer: &mut Comparer<'_>,
        old: &[(String, Traits)],
        new: &[(String, Traits)],
    ) {
        let general = ChangeLocation::general();
        for (name, traits) in new {
            let Some((_, before)) = old.iter().find(|(it, _)| it == name) else {
                comparer.report(&general, self.added, name, (None, None));
                continue;
            };
            for it in by_trait::differences(by_trait::Owner::Operation, before, traits) {
                let subject = format!("{name} {}", it.key);
                comparer.report(&general, self.changed, &subject, (it.old, it.new));
            }
        }
        for (name, _) in old {
            if new.iter().all(|(it, _)| it != name) {
                let values = (None, Some("removed".to_owned()));
                comparer.report(&general, self.changed, name, values);
            }
        }
    }
}
