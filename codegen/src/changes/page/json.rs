//! The comparison for machines. `docs/json.md` describes it.

use serde::Serialize;

use super::summary::{Counts, Page};
use crate::changes::comparison::{
    AppliedException, Change, Comparison, OperationChanges, ServiceChanges,
};
use crate::classes::Class;
use crate::error::Error;
use crate::shown;

#[derive(Serialize)]
struct Document<'a> {
    old: &'a str,
    new: &'a str,
    date: Option<&'a str>,
    verdict: &'static str,
    step: &'static str,
    counts: Counts,
    compared: usize,
    services: Vec<ServiceRecord<'a>>,
    failed: Vec<FailedRecord<'a>>,
    exceptions: Vec<ExceptionRecord<'a>>,
}

#[derive(Serialize)]
struct ServiceRecord<'a> {
    name: &'a str,
    title: &'a str,
    status: &'static str,
    verdict: &'static str,
    step: &'static str,
    counts: Counts,
    rust_unknown: Option<&'a str>,
    texts: usize,
    changes: Vec<ChangeRecord<'a>>,
    operations: Vec<OperationRecord<'a>>,
}

#[derive(Serialize)]
struct OperationRecord<'a> {
    name: &'a str,
    status: &'static str,
    verdict: &'static str,
    texts: usize,
    changes: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    kind: String,
    title: &'static str,
    class: &'static str,
    wire: &'static str,
    rust: Option<&'static str>,
    scope: &'static str,
    path: String,
    subject: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    elsewhere: usize,
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
struct FailedRecord<'a> {
    name: &'a str,
    message: &'a str,
    rendered: String,
}

#[derive(Serialize)]
struct ExceptionRecord<'a> {
    exception: &'a str,
    reason: &'a str,
    matches: usize,
}

/// Writes the comparison as JSON, in one line. Names and values are as in the models.
pub fn json(comparison: &Comparison, page: &Page) -> String {
    let is_same = comparison.services.is_empty() && comparison.failed.is_empty();
    let failed = comparison.failed.iter();
    let document = Document {
        old: &comparison.old,
        new: &comparison.new,
        date: page.date.as_deref(),
        verdict: if is_same {
            "none"
        } else {
            comparison.class().word()
        },
        step: comparison.step().id(),
        counts: Counts::of(comparison.changes()),
        compared: comparison.compared,
        services: comparison
            .services
            .iter()
            .map(|it| service(comparison, it))
            .collect(),
        failed: failed
            .map(|(name, error)| self::failed(name, error))
            .collect(),
        exceptions: comparison.exceptions.iter().map(exception).collect(),
    };
    shown::json(&document) + "\n"
}

fn service<'a>(comparison: &Comparison, service: &'a ServiceChanges) -> ServiceRecord<'a> {
    ServiceRecord {
        name: &service.name,
        title: &service.title,
        status: service.status.word(),
        verdict: service.class().word(),
        step: comparison.step_of(&|it| it == service.name).id(),
        counts: Counts::of(service.changes()),
        rust_unknown: service.rust_unknown.as_deref(),
        texts: service.docs,
        changes: service.general.iter().map(change).collect(),
        operations: service.operations.iter().map(operation).collect(),
    }
}

fn operation(operation: &OperationChanges) -> OperationRecord<'_> {
    OperationRecord {
        name: &operation.name,
        status: operation.status.word(),
        verdict: operation.class().word(),
        texts: operation.docs,
        changes: operation.changes.iter().map(change).collect(),
    }
}

fn change(change: &Change) -> ChangeRecord<'_> {
    ChangeRecord {
        kind: change.kind.id(),
        title: change.kind.row().title,
        class: change.class().word(),
        wire: change.wire.word(),
        rust: change.rust.map(Class::word),
        scope: change.scope.word(),
        path: change.path_text(),
        subject: &change.subject,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        elsewhere: change.elsewhere,
        accepted: change.accepted.as_deref(),
    }
}

fn failed<'a>(name: &'a str, error: &'a Error) -> FailedRecord<'a> {
    FailedRecord {
        name,
        message: error.what(),
        rendered: error.to_string(),
    }
}

fn exception(exception: &AppliedException) -> ExceptionRecord<'_> {
    ExceptionRecord {
        exception: &exception.what,
        reason: &exception.reason,
        matches: exception.matches,
    }
}
