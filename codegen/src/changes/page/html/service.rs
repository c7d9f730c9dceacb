//! A service and its operations.

use super::super::{SIDES, documentation_only, of_status};
use super::writer::Html;
use super::{badge, calls, changes, code, counted_classes, hides, words};
use crate::changes::{OperationChanges, ServiceChanges, Side, Status};

/// With more updated operations than this, each is folded.
const OPEN_OPERATIONS: usize = 5;

/// The elements of headings, by depth.
const HEADINGS: [&str; 7] = ["", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Where links lead to. It is an element within a fold, since browsers open what is around their target.
pub(super) struct Anchor(String);

impl Anchor {
    pub(super) fn of_service(service: &ServiceChanges, index: usize) -> Self {
        Self(format!("service/{}", safe(&service.name, index)))
    }

    /// `index` is the operation's among those of its status.
    pub(super) fn operation(&self, operation: &OperationChanges, index: usize) -> Self {
        Self(format!("{}/{}", self.0, safe(&operation.name, index)))
    }

    pub(super) fn link(&self) -> String {
        format!("#{}", self.0)
    }
}

/// A name as part of an anchor. The number keeps apart what is the same without its strange characters.
fn safe(name: &str, index: usize) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("{}~{index}", name.replace(|c| !is_plain(c), "_"))
    }
}

/// How many operations came, changed and went: `1 new, 2 updated`.
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

/// A service that has the page to itself.
pub(super) fn alone(html: &mut Html, service: &ServiceChanges) {
    inside(html, service, &Anchor::of_service(service, 0), 2);
}

/// A service among others.
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
                Some(_) => "; Rust not judged",
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

/// `depth` is that of the headings.
fn inside(html: &mut Html, service: &ServiceChanges, anchor: &Anchor, depth: usize) {
    if let Some(why) = &service.rust_unknown {
        html.element("p", &[("class", "note")], |html| {
            html.leaf("strong", &[], "Rust is not judged:");
            html.text(" ");
            words(html, why);
            html.text(".");
        });
    }
    if !service.general.is_empty() {
        let class = crate::changes::worst(&service.general);
        html.element("section", &[("class", hides(class))], |html| {
            html.leaf(HEADINGS[depth], &[], "The service as a whole");
            changes::list(html, service.general.iter());
        });
    }
    // What went is what a reviewer has to see first.
    whole(html, service, Status::Removed, depth);
    updated(html, service, anchor, depth);
    whole(html, service, Status::New, depth);
    texts(html, service);
}

/// Operations that came or went: there is no more to say than which ones.
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
    let Some(worst) = classes.max() else { return };
    html.element("section", &[("class", hides(worst))], |html| {
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
            for side in SIDES {
                self::side(html, operation, side, depth + 1);
            }
            if operation.texts > 0 {
                let text = match operation.texts {
                    1 => "One text about it differs.".to_owned(),
                    count => format!("{count} texts about it differ."),
                };
                html.leaf("p", &[("class", "texts")], &text);
            }
            calls::calls(html, operation, false);
        });
    });
}

fn side(html: &mut Html, operation: &OperationChanges, side: Side, depth: usize) {
    let changes = || operation.changes.iter().filter(move |it| it.side == side);
    let Some(class) = changes().map(crate::changes::Change::class).max() else {
        return;
    };
    html.element("section", &[("class", hides(class))], |html| {
        let title = match side {
            Side::General => "The operation as a whole",
            Side::Request => "Request",
            Side::Response => "Response",
            Side::Error => "Errors",
        };
        html.leaf(HEADINGS[depth], &[], title);
        changes::list(html, changes());
    });
}

/// What differs in texts only.
fn texts(html: &mut Html, service: &ServiceChanges) {
    let operations = documentation_only(service);
    if operations.is_empty() && service.texts == 0 {
        return;
    }
    html.element("p", &[("class", "texts is-compatible")], |html| {
        html.leaf("strong", &[], "Documentation:");
        html.text(&match service.texts {
            1 => " one text differs".to_owned(),
            count => format!(" {count} texts differ"),
        });
        for (index, name) in operations.iter().enumerate() {
            html.text(if index == 0 {
                "; nothing else does in "
            } else {
                ", "
            });
            code(html, name);
        }
        html.text(".");
    });
}
