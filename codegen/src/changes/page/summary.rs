//! Counts and verdicts that all pages show.

use crate::changes::classes::Class;
use crate::changes::comparison::{
    Change, Comparison, OperationChanges, Scope, ServiceChanges, Status, Step,
};

/// Options of a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Date of the change, as in `2015-07-09`. Pages contain no other date, so that the same models
    /// give the same page.
    pub date: Option<String>,
}

/// The scopes in the order of the page.
pub(super) const SCOPES: [Scope; 4] = [
    Scope::General,
    Scope::Request,
    Scope::Response,
    Scope::Error,
];

/// Counts the operations by status: `1 new 2 updated api methods`.
pub(super) fn operation_counts(service: &ServiceChanges) -> String {
    let mut words = Vec::new();
    for status in [Status::New, Status::Updated, Status::Removed] {
        let count = of_status(service, status).count();
        if count > 0 {
            words.push(format!("{count} {}", status.word()));
        }
    }
    if words.is_empty() {
        "no api methods".to_owned()
    } else {
        words.join(" ") + " api methods"
    }
}

/// Lists the operations of a status, without those of which only the documentation differs.
pub(super) fn of_status(
    service: &ServiceChanges,
    status: Status,
) -> impl Iterator<Item = &OperationChanges> {
    changed(service).filter(move |it| it.status == status)
}

/// Counts the changes of each class.
pub(super) fn class_counts<'a>(changes: impl Iterator<Item = &'a Change>) -> [(Class, usize); 3] {
    let mut counts = [Class::Breaking, Class::Look, Class::Compatible].map(|class| (class, 0));
    for change in changes {
        for (class, count) in &mut counts {
            *count += usize::from(*class == change.class());
        }
    }
    counts
}

/// Lists the operations of which only the documentation differs.
pub(super) fn documentation_only(service: &ServiceChanges) -> Vec<&str> {
    let operations = service.operations.iter().filter(|it| it.changes.is_empty());
    operations.map(|it| it.name.as_str()).collect()
}

/// Lists the operations of which more than the documentation differs.
pub(super) fn changed(service: &ServiceChanges) -> impl Iterator<Item = &OperationChanges> {
    service
        .operations
        .iter()
        .filter(|it| !it.changes.is_empty())
}

/// Writes the verdict, in one line.
pub(super) fn verdict(comparison: &Comparison) -> String {
    if comparison.services.is_empty() && comparison.failed.is_empty() {
        "no change".to_owned()
    } else {
        comparison.class().to_string()
    }
}

/// Writes the version bump of the generated crate, and its reason.
pub(super) fn step(comparison: &Comparison) -> String {
    let step = comparison.step();
    let why = match step {
        Step::None => "nothing changed",
        Step::Patch => "nothing in the API changed",
        Step::Minor => "the API grew",
        Step::Major => "code that uses the crate may not compile any more",
        Step::Unknown => "Rust was not compared for some services: they cannot be generated yet",
    };
    format!("{} ({why})", step.word())
}
