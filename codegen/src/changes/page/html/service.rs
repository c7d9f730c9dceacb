//! A service and its operations.

use super::anchor::Anchor;
use super::parts::{badge, code, hides, words};
use super::writer::Html;
use super::{calls, changes};
use crate::changes::comparison::{Change, OperationChanges, Scope, ServiceChanges, Status, worst};
use crate::changes::page::summary::{
    Counts, SCOPES, changed, documentation_only, loud, numbered, of_status, quiet,
};
use crate::classes::Class;

/// Number of updated operations above which each is folded.
const OPEN_OPERATIONS: usize = 5;

/// Heading elements, by depth.
const HEADINGS: [&str; 7] = ["", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Counts the operations by status: `2 removed, 1 updated`.
pub(super) fn counts(service: &ServiceChanges) -> String {
    let counts = Status::ALL.map(|status| (of_status(service, status).count(), status.word()));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}

/// Writes a service that has the page to itself.
pub(super) fn alone(html: &mut Html, service: &ServiceChanges) {
    inside(html, service, &Anchor::of_service(service, 0), 2);
}

/// Writes one of several services. It is open if something in it breaks.
pub(super) fn folded(html: &mut Html, service: &ServiceChanges, index: usize, open: bool) {
    let class = format!("service {}", hides(service.class()));
    let mut attributes = vec![("class", class.as_str())];
    if open || service.class() == Class::Breaking {
        attributes.push(("open", ""));
    }
    let anchor = Anchor::of_service(service, index);
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            badge(html, service.class());
            html.text(" ");
            html.element("h2", &[], |html| {
                code(html, &service.name);
                html.text(" ");
                html.text(&service.title);
            });
            html.text(" ");
            let unknown = match service.rust_unknown {
                Some(_) => "; Rust not compared",
                None => "",
            };
            let text = format!("operations: {}{unknown}", counts(service));
            html.leaf("span", &[("class", "counted")], &text);
        });
        html.element("div", &[("class", "inside"), ("id", &anchor.0)], |html| {
            inside(html, service, &anchor, 3);
        });
    });
}

/// Writes the contents of a service, with headings of the given depth.
fn inside(html: &mut Html, service: &ServiceChanges, anchor: &Anchor, depth: usize) {
    if let Some(why) = &service.rust_unknown {
        html.element("p", &[("class", "note")], |html| {
            html.leaf("strong", &[], "Rust is not compared:");
            html.text(" ");
            words(html, why);
            html.text(".");
        });
    }
    let mut general = loud(&service.general).peekable();
    if general.peek().is_some() {
        let class = hides(worst(&service.general));
        let id = anchor.general();
        html.element("section", &[("class", class), ("id", &id.0)], |html| {
            html.leaf(HEADINGS[depth], &[], "The service as a whole");
            changes::list(html, general);
        });
    }
    // The operations are sorted: what comes first matters most to a reviewer.
    let mut statuses: Vec<Status> = changed(service).map(|it| it.status).collect();
    statuses.sort_by_key(|status| {
        service
            .operations
            .iter()
            .position(|it| it.status == *status)
    });
    statuses.dedup();
    for status in statuses {
        match status {
            Status::Updated => updated(html, service, anchor, depth),
            Status::Removed | Status::New => whole(html, service, anchor, status, depth),
        }
    }
    for it in quiet(service) {
        changes::quiet(html, &it);
    }
    texts(html, service);
}

/// Lists added or removed operations. Their changes are all the same, and are written once for each
/// reason to accept them.
fn whole(html: &mut Html, service: &ServiceChanges, anchor: &Anchor, status: Status, depth: usize) {
    let mut groups: Vec<(Option<&str>, Vec<_>)> = Vec::new();
    for (index, it) in numbered(service, status) {
        let accepted = it.changes.first().and_then(|it| it.accepted.as_deref());
        match groups.iter_mut().find(|(reason, _)| *reason == accepted) {
            Some((_, operations)) => operations.push((index, it)),
            None => groups.push((accepted, vec![(index, it)])),
        }
    }
    for (place, (_, operations)) in groups.iter().enumerate() {
        let (_, first) = operations[0];
        html.element("section", &[("class", hides(first.class()))], |html| {
            let title = match status {
                Status::Removed => "Removed operations",
                Status::New | Status::Updated => "New operations",
            };
            if place == 0 {
                html.leaf(HEADINGS[depth], &[], title);
            }
            changes::list(html, first.changes.iter());
            let has_calls = operations.iter().any(|(_, it)| calls::has(it));
            let class = if has_calls { "calls" } else { "names" };
            html.element("ul", &[("class", class)], |html| {
                for (index, it) in operations {
                    let id = anchor.operation(it, *index);
                    html.element("li", &[("id", &id.0)], |html| name(html, it));
                }
            });
        });
    }
}

/// Writes the name of an added or removed operation, with its calls.
fn name(html: &mut Html, operation: &OperationChanges) {
    if !calls::has(operation) {
        return code(html, &operation.name);
    }
    html.element("details", &[("class", "operation")], |html| {
        html.element("summary", &[], |html| code(html, &operation.name));
        html.element("div", &[("class", "inside")], |html| {
            calls::calls(html, operation, true);
        });
    });
}

fn updated(html: &mut Html, service: &ServiceChanges, anchor: &Anchor, depth: usize) {
    let operations: Vec<_> = numbered(service, Status::Updated).collect();
    let open = operations.len() <= OPEN_OPERATIONS;
    let classes = operations.iter().map(|(_, it)| it.class());
    let Some(class) = classes.max() else { return };
    html.element("section", &[("class", hides(class))], |html| {
        html.leaf(HEADINGS[depth], &[], "Updated operations");
        for (index, it) in operations {
            let anchor = anchor.operation(it, index);
            operation(html, it, &anchor, open, depth + 1);
        }
    });
}

fn operation(
    html: &mut Html,
    operation: &OperationChanges,
    anchor: &Anchor,
    open: bool,
    depth: usize,
) {
    let class = format!("operation {}", hides(operation.class()));
    let mut attributes = vec![("class", class.as_str())];
    if open || operation.class() == Class::Breaking {
        attributes.push(("open", ""));
    }
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            badge(html, operation.class());
            html.text(" ");
            html.element(HEADINGS[depth], &[], |html| code(html, &operation.name));
            if operation.changes.len() > 1 {
                let counts = Counts::of(operation.changes.iter()).present();
                html.text(" ");
                html.leaf("span", &[("class", "counted")], &counts);
            }
        });
        html.element("div", &[("class", "inside"), ("id", &anchor.0)], |html| {
            for scope in SCOPES {
                self::scope(html, operation, scope, depth + 1);
            }
            if operation.docs > 0 {
                let text = match operation.docs {
                    1 => "One documentation text differs.".to_owned(),
                    count => format!("{count} documentation texts differ."),
                };
                html.leaf("p", &[("class", "texts")], &text);
            }
            calls::calls(html, operation, false);
        });
    });
}

fn scope(html: &mut Html, operation: &OperationChanges, scope: Scope, depth: usize) {
    let changes = || loud(&operation.changes).filter(move |it| it.scope == scope);
    let Some(class) = changes().map(Change::counts_as).max() else {
        return;
    };
    html.element("section", &[("class", hides(class))], |html| {
        let title = match scope {
            Scope::General => "The operation as a whole",
            Scope::Request => "Request",
            Scope::Response => "Response",
            Scope::Error => "Errors",
        };
        html.leaf(HEADINGS[depth], &[], title);
        changes::list(html, changes());
    });
}

/// Lists the operations of which only the documentation differs.
fn texts(html: &mut Html, service: &ServiceChanges) {
    let operations = documentation_only(service);
    if operations.is_empty() && service.docs == 0 {
        return;
    }
    html.element("p", &[("class", "texts is-compatible")], |html| {
        html.leaf("strong", &[], "Documentation:");
        html.text(&match service.docs {
            1 => " one text differs".to_owned(),
            count => format!(" {count} texts differ"),
        });
        for (index, name) in operations.iter().enumerate() {
            html.text(if index == 0 {
                "; it is the only difference in "
            } else {
                ", "
            });
            code(html, name);
        }
        html.text(".");
    });
}
