//! Counts, verdicts and selections that all pages show.

use std::cmp::Reverse;

use serde::Serialize;

use crate::changes::comparison::{
    AppliedException, Change, Comparison, OperationChanges, Scope, ServiceChanges, Status,
};
use crate::changes::step::Step;
use crate::classes::{Class, Kind};
use crate::shown::counted;

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

/// Lists the operations of a status that pages show.
pub(super) fn of_status(
    service: &ServiceChanges,
    status: Status,
) -> impl Iterator<Item = &OperationChanges> {
    changed(service).filter(move |it| it.status == status)
}

/// Lists the operations that pages show: more than the documentation differs, or keys without
/// effect.
pub(super) fn changed(service: &ServiceChanges) -> impl Iterator<Item = &OperationChanges> {
    let operations = service.operations.iter();
    operations.filter(|it| loud(&it.changes).next().is_some())
}

/// Lists the operations of a status that pages show, each with its index in the service.
pub(super) fn numbered(
    service: &ServiceChanges,
    status: Status,
) -> impl Iterator<Item = (usize, &OperationChanges)> {
    let operations = service.operations.iter().enumerate();
    operations.filter(move |(_, it)| it.status == status && loud(&it.changes).next().is_some())
}

/// Lists the operations of which only the documentation differs.
pub(super) fn documentation_only(service: &ServiceChanges) -> Vec<&str> {
    let operations = service.operations.iter().filter(|it| it.changes.is_empty());
    operations.map(|it| it.name.as_str()).collect()
}

/// Numbers of changes by the class that counts, and of accepted ones.
#[derive(Serialize)]
pub(super) struct Counts {
    pub(super) breaking: usize,
    pub(super) look: usize,
    pub(super) compatible: usize,
    pub(super) accepted: usize,
}

impl Counts {
    pub(super) fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Self {
        let mut counts = Self {
            breaking: 0,
            look: 0,
            compatible: 0,
            accepted: 0,
        };
        for change in changes {
            *match (&change.accepted, change.class()) {
                (Some(_), _) => &mut counts.accepted,
                (None, Class::Breaking) => &mut counts.breaking,
                (None, Class::Look) => &mut counts.look,
                (None, Class::Compatible) => &mut counts.compatible,
            } += 1;
        }
        counts
    }

    /// Writes all counts: `0 breaking, 0 needs a look, 1 compatible`, and accepted ones if there
    /// are any.
    pub(super) fn all(&self) -> String {
        self.words(|class, count| count > 0 || class.is_some())
    }

    /// Writes the counts that are not zero.
    pub(super) fn present(&self) -> String {
        self.words(|_, count| count > 0)
    }

    fn words(&self, is_shown: impl Fn(Option<Class>, usize) -> bool) -> String {
        let counts = [
            (Some(Class::Breaking), self.breaking),
            (Some(Class::Look), self.look),
            (Some(Class::Compatible), self.compatible),
            (None, self.accepted),
        ];
        let shown = counts.into_iter().filter(|it| is_shown(it.0, it.1));
        let words = shown.map(|(class, count)| match class {
            Some(class) => format!("{count} {class}"),
            None => format!("{count} accepted"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
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
    let is_accepted = |it: &Change| it.accepted.is_some() && it.rust == Some(Class::Breaking);
    let why = match step {
        Step::None => "nothing changed",
        Step::Patch => "nothing in the API changed",
        Step::Minor => "the API grew",
        Step::Major if comparison.changes().any(is_accepted) => {
            "code that uses the crate may not compile any more; accepted changes count here"
        }
        Step::Major => "code that uses the crate may not compile any more",
        Step::Unknown => unknown(comparison),
    };
    format!("{} ({why})", step.word())
}

/// Says why Rust was not compared.
fn unknown(comparison: &Comparison) -> &'static str {
    let is_unplanned = comparison.changes().any(|it| it.rust.is_none());
    match (is_unplanned, comparison.failed.is_empty()) {
        (true, true) => "Rust was not compared for some services: they cannot be generated yet",
        (false, _) => "Rust was not compared for some services: their models cannot be read",
        (true, false) => {
            "Rust was not compared for some services: they cannot be generated yet, or their models \
             cannot be read"
        }
    }
}

/// A service or operation in which something breaks.
pub(super) struct Break<'a> {
    /// Index of the service.
    pub(super) service: usize,
    /// Index of the operation; `None` for the service as a whole.
    pub(super) operation: Option<usize>,
    /// Name of the service, if there are several.
    pub(super) service_name: Option<&'a str>,
    pub(super) operation_name: Option<&'a str>,
    /// Kinds of the breaking changes, in words.
    pub(super) kinds: String,
}

impl Break<'_> {
    /// Writes the names of service and operation, each by `write`.
    pub(super) fn place(&self, write: impl Fn(&str) -> String) -> String {
        let names = [self.service_name, self.operation_name];
        let names: Vec<String> = names.into_iter().flatten().map(write).collect();
        match names.as_slice() {
            [] => "the service as a whole".to_owned(),
            names => names.join(" "),
        }
    }
}

/// Number of services and operations that the head of a page names.
const MOST_BREAKS: usize = 10;

/// Breaking changes, as the head of a page has them.
pub(super) struct Breaks<'a> {
    /// `3 breaking changes`
    pub(super) title: String,
    /// The first services and operations that have them.
    pub(super) places: Vec<Break<'a>>,
    /// `and in 4 more services and operations`
    pub(super) more: Option<String>,
}

/// Collects the breaking changes; `None` if there are none.
pub(super) fn breaks(comparison: &Comparison) -> Option<Breaks<'_>> {
    let mut places = Vec::new();
    for (index, service) in comparison.services.iter().enumerate() {
        let general = std::iter::once((None, service.general.as_slice()));
        let operations = service.operations.iter().enumerate();
        let operations = operations.map(|it| (Some(it), it.1.changes.as_slice()));
        for (operation, changes) in general.chain(operations) {
            let kinds = breaking_kinds(changes);
            if !kinds.is_empty() {
                places.push(Break {
                    service: index,
                    operation: operation.map(|(index, _)| index),
                    service_name: (comparison.services.len() > 1).then_some(&service.name),
                    operation_name: operation.map(|(_, it)| it.name.as_str()),
                    kinds,
                });
            }
        }
    }
    let title = match Counts::of(comparison.changes()).breaking {
        0 => return None,
        count => counted(count, "breaking change"),
    };
    let rest = places.len().saturating_sub(MOST_BREAKS);
    places.truncate(MOST_BREAKS);
    let more = match rest {
        0 => None,
        1 => Some("and in 1 more service or operation".to_owned()),
        _ => Some(format!("and in {rest} more services and operations")),
    };
    Some(Breaks {
        title,
        places,
        more,
    })
}

/// Lists the kinds of the breaking changes: `member removed (2), type changed`.
fn breaking_kinds(changes: &[Change]) -> String {
    let breaking = changes.iter();
    let breaking = breaking.filter(|it| it.counts_as() == Class::Breaking);
    let kinds = tally(breaking.map(|it| it.kind));
    let words = kinds.into_iter().map(|(kind, count)| match count {
        1 => kind.row().title.to_owned(),
        _ => format!("{} ({count})", kind.row().title),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Counts equal items, in the order in which they come first.
fn tally<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(it, _)| *it == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    counts
}

/// Returns `true` for a change that no client notices and no reader needs: pages fold these.
fn is_quiet(change: &Change) -> bool {
    let is_without_effect = matches!(change.kind, Kind::NoEffect | Kind::SameMeaning);
    is_without_effect && change.class() == Class::Compatible && change.accepted.is_none()
}

/// Lists the changes that pages show one by one.
pub(super) fn loud(changes: &[Change]) -> impl Iterator<Item = &Change> {
    changes.iter().filter(|it| !is_quiet(it))
}

/// Lists the changes that pages show one by one, the worst first.
pub(super) fn listed(changes: &[Change]) -> impl Iterator<Item = &Change> {
    let mut changes: Vec<&Change> = loud(changes).collect();
    changes.sort_by_key(|it| Reverse(it.counts_as()));
    changes.into_iter()
}

/// Changes of a service without effect, which are shown as one line.
pub(super) struct Quiet<'a> {
    /// `12 keys without effect changed`
    pub(super) title: String,
    /// The keys, each with the number of its changes.
    pub(super) keys: Vec<(&'a str, usize)>,
    /// Number of keys beyond those.
    pub(super) more: usize,
    /// The changes, each with the name of its operation.
    pub(super) changes: Vec<(Option<&'a str>, &'a Change)>,
}

/// Number of keys that the line about changes without effect names.
const MOST_KEYS: usize = 12;

/// Collects the changes of a service without effect, by kind.
pub(super) fn quiet(service: &ServiceChanges) -> Vec<Quiet<'_>> {
    let general = service.general.iter().map(|it| (None, it));
    let operations = service.operations.iter();
    let operations = operations.flat_map(|operation| {
        let name = Some(operation.name.as_str());
        operation.changes.iter().map(move |it| (name, it))
    });
    let all: Vec<_> = general.chain(operations).collect();
    let of_kind = |kind| {
        let changes = all.iter().filter(|it| is_quiet(it.1) && it.1.kind == kind);
        let changes: Vec<_> = changes.copied().collect();
        let count = changes.len();
        let title = match (kind, count) {
            (_, 0) => return None,
            (Kind::SameMeaning, 1) => "1 key is written differently and means the same".to_owned(),
            (Kind::SameMeaning, _) => {
                format!("{count} keys are written differently and mean the same")
            }
            (_, 1) => "1 key without effect changed".to_owned(),
            _ => format!("{count} keys without effect changed"),
        };
        let mut keys = tally(changes.iter().map(|(_, it)| it.subject.as_str()));
        let more = keys.len().saturating_sub(MOST_KEYS);
        keys.truncate(MOST_KEYS);
        Some(Quiet {
            title,
            keys,
            more,
            changes,
        })
    };
    let kinds = [Kind::NoEffect, Kind::SameMeaning].into_iter();
    kinds.filter_map(of_kind).collect()
}

impl Quiet<'_> {
    /// Writes the keys, each by `write`: `a, b (3), and 2 more`.
    pub(super) fn keys(&self, write: impl Fn(&str) -> String) -> String {
        let keys = self.keys.iter().map(|(key, count)| match count {
            1 => write(key),
            _ => format!("{} ({count})", write(key)),
        });
        let more = (self.more > 0).then(|| format!("and {} more", self.more));
        keys.chain(more).collect::<Vec<_>>().join(", ")
    }
}

/// Says how many changes match an exception.
pub(super) fn matches(exception: &AppliedException) -> String {
    match exception.matches {
        0 => "unused".to_owned(),
        count => counted(count, "change"),
    }
}
