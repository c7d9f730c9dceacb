//! Changes in words.

use super::printable;
use crate::changes::comparison::{Change, Scope, Segment, ServiceChanges};
use crate::classes::{Class, Kind};
use crate::shown::line;

/// Lists the changes of a service, one line each, the worst first.
pub fn short(service: &ServiceChanges) -> Vec<String> {
    let service = &printable::service(service);
    let mut lines = Vec::new();
    let mut add = |name: &str, change: &Change| {
        let place = match (name, change.scope) {
            ("", _) => String::new(),
            (name, Scope::General) => format!("{name} "),
            (name, scope) => format!("{name} {} ", scope.word()),
        };
        let class = match change.counts_as() {
            Class::Compatible => String::new(),
            class => format!("{class}: "),
        };
        lines.push((
            change.counts_as(),
            format!("{class}{place}{}", description(change)),
        ));
    };
    service.general.iter().for_each(|it| add("", it));
    for operation in &service.operations {
        operation
            .changes
            .iter()
            .for_each(|it| add(&operation.name, it));
    }
    // A stable sort: within a class the order of the page stays.
    lines.sort_by_key(|(class, _)| std::cmp::Reverse(*class));
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    if service.docs > 0 {
        lines.push(format!("documentation: {} texts differ", service.docs));
    }
    lines
}

/// Returns the subject, unless the kind or the path names it already.
pub(super) fn subject(change: &Change) -> Option<&str> {
    let last = match change.path.last() {
        Some(Segment::Member(name)) => name.as_str(),
        _ => "",
    };
    let subject = change.subject.as_str();
    let is_redundant =
        subject == last || matches!(subject, "" | "required" | "type" | "shape" | "enum");
    (!is_redundant).then_some(subject)
}

/// A part of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Our words, in which backticks mark code.
    Words(String),
    /// A name or value of a model, on one line.
    Text(String),
}

/// Describes a change in one line, without its meaning.
pub(super) fn description(change: &Change) -> String {
    let parts = parts(change).into_iter();
    let texts = parts.map(|it| match it {
        Part::Words(text) | Part::Text(text) => text,
    });
    texts.collect()
}

/// Describes a change in one line, with names and values apart.
pub(super) fn parts(change: &Change) -> Vec<Part> {
    let words = |text: &str| Part::Words(text.to_owned());
    let mut parts = Vec::new();
    let place = change.path_text();
    if !place.is_empty() {
        parts.extend([Part::Text(line(&place)), words(": ")]);
    }
    parts.push(words(change.kind.row().title));
    if let Some(subject) = subject(change) {
        parts.extend([words(" ("), Part::Text(line(subject)), words(")")]);
    }
    if change.old.is_some() || change.new.is_some() {
        let value = |it: &Option<String>| match it {
            Some(value) => Part::Text(shortened(change.kind, value)),
            None => words("nothing"),
        };
        parts.extend([
            words(": "),
            value(&change.old),
            words(" → "),
            value(&change.new),
        ]);
    }
    if change.elsewhere > 0 {
        let more = format!(" (and in {} more places)", change.elsewhere);
        parts.push(Part::Words(more));
    }
    parts
}

/// Shortens a value to fit on a line.
pub(super) fn shortened(kind: Kind, text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = text.chars().count();
    let most = longest(kind);
    if count <= most {
        return line(&text);
    }
    let start: String = text.chars().take(most).collect();
    let start = line(&start);
    if count > VERY_LONG {
        format!("{start}… ({count} characters)")
    } else {
        format!("{start}…")
    }
}

/// Returns `true` if a value is shown shortened.
pub(super) fn is_long(kind: Kind, text: &str) -> bool {
    let words = text.split_whitespace().map(|it| it.chars().count() + 1);
    words.sum::<usize>() > longest(kind) + 1
}

/// Number of characters of values of which the number is shown, since they are very long.
const VERY_LONG: usize = 1000;

/// Number of characters of values that are shown in full. A reviewer needs the whole of a URL.
fn longest(kind: Kind) -> usize {
    match kind {
        Kind::EndpointRules => 200,
        _ => 80,
    }
}

/// Describes the meaning of a change: `needs a look on the wire (why); breaking in Rust (why)`.
pub(super) fn meaning(change: &Change) -> String {
    let row = change.kind.row();
    let wire = match change.wire {
        Class::Compatible => None,
        class => Some(format!("{class} on the wire: {}", row.wire_reason)),
    };
    let rust = match change.rust {
        None | Some(Class::Compatible) => None,
        Some(class) => Some(format!("{class} in Rust: {}", row.rust_reason)),
    };
    let said: Vec<String> = wire.into_iter().chain(rust).collect();
    if said.is_empty() {
        "compatible".to_owned()
    } else {
        said.join("; ")
    }
}
