//! A service and its operations.

use super::anchor::Anchor;
use super::parts::{badge, code, counted_classes, hides, words};
use super::writer::Html;
use super::{calls, changes};
use crate::changes::comparison::{Change, OperationChanges, Scope, ServiceChanges, Status, worst};
use crate::changes::page::summary::{SCOPES, documentation_only, of_status};

/// Number of updated operations above which each is folded.
const OPEN_OPERATIONS: usize = 5;

/// Heading elements, by depth.
const HEADINGS: [&str; 7] = ["", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Counts the operations by status: `1 new, 2 updated`.
pub(super) fn counts(service: &ServiceChanges) -> String {
    let counts = [Status::New, Status::Updated, Status::Removed]
        .map(|status| (of_status(service, status).count(), status.word()));
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

/// Writes one of several services.
pub(super) fn folded(html: &mut Html, service: &ServiceChanges, index: usize, open: bool) {
    let class = format!("service {}", hides(service.class()));
    let mut attributes = vec![("class", class.as_str())];
    if open {
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
    if !service.general.is_empty() {
        let class = worst(&service.general);
        html.element("section", &[("class", hides(class))], |html| {
            html.leaf(HEADINGS[depth], &[], "The service as a whole");
            changes::list(html, service.general.iter());
        });
    }
    // Removals come first, since they matter most to a reviewer.
    whole(html, service, Status::Removed, depth);
    updated(html, service, anchor, depth);
    whole(html, service, Status::New, depth);
    texts(html, service);
}

/// Lists added or removed operations, whose changes are all the same.
fn whole(html: &mut Html, service: &ServiceChanges, status: Status, depth: usize) {
    let operations: Vec<_> = of_status(service, status).collect();
    let Some(first) = operations.first() else {
        return;
    };
    html.element("section", &[("class", hides(first.class()))], |html| {
        let title = match status {
            Status::Removed => "Removed operations",
            Status::New | Status::Updated => "New operations",
        };
        html.leaf(HEADINGS[depth], &[], title);
        changes::list(html, first.changes.iter());
        let has_calls = operations.iter().any(|it| calls::has(it));
        let class = if has_calls { "calls" } else { "names" };
        html.element("ul", &[("class", class)], |html| {
            for it in operations {
                html.element("li", &[], |html| {
                    if calls::has(it) {
                        html.element("details", &[("class", "operation")], |html| {
                            html.element("summary", &[], |html| code(html, &it.name));
                            html.element("div", &[("class", "inside")], |html| {
                                calls::calls(html, it, true);
                            });
                        })
                    } else {
                        code(html, &it.name)
                    }
                });
            }
        });
    });
}

fn updated(html: &mut Html, service: &ServiceChanges, anchor: &Anchor, depth: usize) {
    let operations: Vec<_> = of_status(service, Status::Updated).collect();
    let open = operations.len() <= OPEN_OPERATIONS;
    let classes = operations.iter().map(|it| it.class());
    let Some(class) = classes.max() else { return };
    html.element("section", &[("class", hides(class))], |html| {
        html.leaf(HEADINGS[depth], &[], "Updated operations");
        for (index, it) in operations.into_iter().enumerate() {
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
    if open {
        attributes.push(("open", ""));
    }
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            badge(html, operation.class());
            html.text(" ");
            html.element(HEADINGS[depth], &[], |html| code(html, &operation.name));
            if operation.changes.len() > 1 {
                let counts = counted_classes(operation.changes.iter());
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
    let changes = || operation.changes.iter().filter(move |it| it.scope == scope);
    let Some(class) = changes().map(Change::class).max() else {
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
