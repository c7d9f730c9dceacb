//! Marks the changes that the manifest accepts.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{AppliedException, Change, Comparison};
use crate::error::{Error, Errors, Result};
use crate::manifest::{Exception, List};
use crate::model::Raw;
use crate::nearest;
use crate::source::{Catalog, Kind as FileKind};

impl Comparison {
    /// Marks the changes that match an exception as accepted, with the reason of the first one that
    /// matches. They stay in the comparison, but do not count in verdicts.
    pub fn apply(&mut self, exceptions: &[Exception]) {
        let mut matches = vec![0; exceptions.len()];
        let mut accept = |service: &str, operation: Option<&str>, change: &mut Change| {
            change.accepted = None;
            for (exception, matches) in exceptions.iter().zip(&mut matches) {
                if is_match(exception, service, operation, change) {
                    *matches += 1;
                    let reason = || exception.reason.clone();
                    change.accepted.get_or_insert_with(reason);
                }
            }
        };
        for service in &mut self.services {
            for change in &mut service.general {
                accept(&service.name, None, change);
            }
            for operation in &mut service.operations {
                for change in &mut operation.changes {
                    accept(&service.name, Some(&operation.name), change);
                }
            }
        }
        let applied = exceptions.iter().zip(matches);
        let applied = applied.map(|(exception, matches)| AppliedException {
            what: words(exception),
            reason: exception.reason.clone(),
            matches,
        });
        self.exceptions = applied.collect();
        self.sort();
    }
}

fn is_match(
    exception: &Exception,
    service: &str,
    operation: Option<&str>,
    change: &Change,
) -> bool {
    let Exception {
        list: _,
        kind,
        service: in_service,
        operation: in_operation,
        class,
        reason: _,
    } = exception;
    kind.is_none_or(|kind| kind == change.kind)
        && class.is_none_or(|class| change.class() <= class)
        && (in_service.as_ref()).is_none_or(|it| it.names.iter().any(|name| name == service))
        && (in_operation.as_ref()).is_none_or(|it| Some(it.name.as_str()) == operation)
}

/// Describes an exception in words.
fn words(exception: &Exception) -> String {
    let mut words = match exception.list {
        List::Except => "except".to_owned(),
        List::Ignore => "ignore".to_owned(),
    };
    let service = exception.service.as_ref().map(|it| it.name.as_str());
    let operation = exception.operation.as_ref().map(|it| it.name.as_str());
    let kind = exception.kind.map(|it| it.row().title);
    for word in [service, operation, kind].into_iter().flatten() {
        words.push(' ');
        words.push_str(word);
    }
    if let Some(class) = exception.class {
        words += &format!(" up to \"{}\"", class.word());
    }
    words
}

/// Checks that the operations of exceptions exist in one of the revisions.
///
/// # Errors
/// If none of the catalogs has an operation in the service of its exception, or in any service if
/// the exception names none.
pub fn check_exceptions(exceptions: &[Exception], catalogs: &[&Catalog]) -> Result<()> {
    let mut known = Operations::default();
    let mut errors = Errors::default();
    for exception in exceptions {
        let Some(operation) = &exception.operation else {
            continue;
        };
        let mut names = BTreeSet::new();
        let mut is_complete = true;
        for (index, catalog) in catalogs.iter().enumerate() {
            let services: Vec<&str> = match &exception.service {
                None => catalog.services().collect(),
                Some(service) => service.names.iter().map(String::as_str).collect(),
            };
            for service in services.into_iter().filter(|it| catalog.has(it)) {
                match known.of(index, catalog, service) {
                    Some(operations) => names.extend(operations),
                    None => is_complete = false,
                }
            }
        }
        // The comparison reports models that cannot be read. A service that is in no catalog is not
        // compared at all.
        let is_unknown = is_complete && !names.is_empty() && !names.contains(&operation.name);
        if is_unknown {
            errors.add(|| {
                let name = operation.name.escape_debug();
                let place = match &exception.service {
                    Some(service) => format!("`{}`", service.name),
                    None => "any service".to_owned(),
                };
                let what = format!("there is no operation `{name}` in {place}, old or new");
                Error::at(&operation.location, what).hint(nearest::hint(
                    &operation.name,
                    names.iter().map(String::as_str),
                ))
            });
        }
    }
    errors.finish()
}

/// Names of operations, by catalog and service; `None` for a model that cannot be read.
#[derive(Default)]
struct Operations(BTreeMap<(usize, String), Option<Vec<String>>>);

impl Operations {
    fn of(&mut self, index: usize, catalog: &Catalog, service: &str) -> Option<Vec<String>> {
        let entry = self.0.entry((index, service.to_owned()));
        let read = || {
            let document = catalog.read(service, FileKind::Service).ok()??;
            let raw = Raw::parse(&document.place, &document.text).ok()?;
            let names = raw.entries("operations").into_iter();
            Some(names.map(str::to_owned).collect())
        };
        entry.or_insert_with(read).clone()
    }
}
