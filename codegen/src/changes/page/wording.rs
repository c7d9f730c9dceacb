//! Changes in words.

use crate::changes::classes::Class;
use crate::changes::comparison::{Change, Scope, Segment, ServiceChanges};

/// Lists the changes of a service, one line each, the worst first.
pub fn short(service: &ServiceChanges) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |name: &str, change: &Change| {
        let place = match (name, change.scope) {
            ("", _) => String::new(),
            (name, Scope::General) => format!("{name} "),
            (name, scope) => format!("{name} {} ", scope.word()),
        };
        let class = match change.class() {
            Class::Compatible => String::new(),
            class => format!("{class}: "),
        };
        lines.push((
            change.class(),
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

/// Describes a change in one line, without its meaning.
pub(super) fn description(change: &Change) -> String {
    let title = change.kind.row().title;
    let mut text = match change.path_text().as_str() {
        "" => title.to_owned(),
        place => format!("{place}: {title}"),
    };
    if let Some(subject) = subject(change) {
        text += &format!(" ({subject})");
    }
    let nothing = "nothing".to_owned();
    match (&change.old, &change.new) {
        (None, None) => {}
        (old, new) => {
            let [old, new] = [old, new].map(|it| shortened(it.as_ref().unwrap_or(&nothing)));
            text += &format!(": {old} → {new}");
        }
    }
    if change.elsewhere > 0 {
        text += &format!(" (and in {} more places)", change.elsewhere);
    }
    text
}

/// Shortens a value to fit on a line.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
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
