//! Counts and verdicts that all pages show.

use crate::changes::classes::Class;
use crate::changes::comparison::{
    Change, Comparison, OperationChanges, Scope, ServiceChanges, Status, Step,
};

/// What a page says beside what was compared.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The day of the change, as in `2015-07-09`. Pages have no other date, so that the same models give the
    /// same page.
    pub date: Option<String>,
}

/// The sides in the order in which they are shown.
pub(super) const SCOPES: [Scope; 4] = [
    Scope::General,
    Scope::Request,
    Scope::Response,
    Scope::Error,
];

/// How many operations came, changed and went: `1 new 2 updated api methods`.
pub(super) fn counted(service: &ServiceChanges) -> String {
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

/// The operations that came, changed or went; not those that differ in their texts only.
pub(super) fn of_status(
    service: &ServiceChanges,
    status: Status,
) -> impl Iterator<Item = &OperationChanges> {
    changed(service).filter(move |it| it.status == status)
}

/// How many changes of each class there are.
pub(super) fn tally<'a>(changes: impl Iterator<Item = &'a Change>) -> [(Class, usize); 3] {
    let mut counts = [Class::Breaking, Class::Look, Class::Compatible].map(|class| (class, 0));
    for change in changes {
        for (class, count) in &mut counts {
            *count += usize::from(*class == change.class());
        }
    }
    counts
}

/// The operations that differ in their texts only.
pub(super) fn documentation_only(service: &ServiceChanges) -> Vec<&str> {
    let operations = service.operations.iter().filter(|it| it.changes.is_empty());
    operations.map(|it| it.name.as_str()).collect()
}

/// The operations that differ in more than their texts.
pub(super) fn changed(service: &ServiceChanges) -> impl Iterator<Item = &OperationChanges> {
    service
        .operations
        .iter()
        .filter(|it| !it.changes.is_empty())
}

/// The verdict, in one line.
pub(super) fn verdict(comparison: &Comparison) -> String {
    if comparison.services.is_empty() && comparison.failed.is_empty() {
        "no change".to_owned()
    } else {
        comparison.class().to_string()
    }
}

/// What the version of the generated crate has to do, and why.
pub(super) fn step(comparison: &Comparison) -> String {
    let step = comparison.step();
    let why = match step {
        Step::None => "nothing changed",
        Step::Patch => "nothing in the API changed",
        Step::Minor => "the API grew",
        Step::Major => "code that uses the crate may not compile any more",
        Step::Unknown => {
            "the Rust scope of some services cannot be judged: they cannot be generated yet"
        }
    };
    format!("{} ({why})", step.word())
}
