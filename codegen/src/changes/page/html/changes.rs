//! Changes as a list, grouped by kind and sorted by class, so that each reason appears once. Added
//! and removed members are shown as a tree.

use super::members;
use super::parts::{accepted_badge, badge, code, hidden, hides, path, shown, words};
use super::writer::Html;
use crate::changes::comparison::{Change, Scope};
use crate::changes::page::summary::Quiet;
use crate::changes::page::wording::{is_long, shortened, subject};
use crate::classes::{Class, Kind};

/// Changes of the same kind and class.
struct Group<'a> {
    kind: Kind,
    wire: Class,
    rust: Option<Class>,
    accepted: Option<&'a str>,
    changes: Vec<&'a Change>,
}

/// Writes a list of changes.
pub(super) fn list<'a>(html: &mut Html, changes: impl Iterator<Item = &'a Change>) {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for change in changes {
        let is_same = |it: &&mut Group<'_>| {
            (it.kind, it.wire, it.rust, it.accepted)
                == (
                    change.kind,
                    change.wire,
                    change.rust,
                    change.accepted.as_deref(),
                )
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.changes.push(change),
            None => groups.push(Group {
                kind: change.kind,
                wire: change.wire,
                rust: change.rust,
                accepted: change.accepted.as_deref(),
                changes: vec![change],
            }),
        }
    }
    groups.sort_by_key(|it| std::cmp::Reverse(it.changes[0].counts_as()));
    if groups.is_empty() {
        return;
    }
    html.element("ul", &[("class", "changes")], |html| {
        for it in &groups {
            group(html, it);
        }
    });
}

fn group(html: &mut Html, group: &Group<'_>) {
    let class = group.changes[0].counts_as();
    html.element("li", &[("class", hides(class))], |html| {
        html.element("p", &[], |html| {
            match group.accepted {
                Some(_) => accepted_badge(html),
                None => badge(html, class),
            }
            html.text(" ");
            html.leaf("strong", &[], group.kind.row().title);
        });
        if members::are_in(group.kind) {
            members::tree(html, &group.changes)
        } else {
            places(html, &group.changes)
        }
        meaning(html, group);
    });
}

/// Lists the locations of a group's changes.
fn places(html: &mut Html, changes: &[&Change]) {
    let says_more = |it: &&Change| {
        !it.path.is_empty() || subject(it).is_some() || it.old.is_some() || it.new.is_some()
    };
    if !changes.iter().any(says_more) {
        return;
    }
    html.element("ul", &[("class", "places")], |html| {
        let mut rest = changes;
        while let Some((first, others)) = rest.split_first() {
            // Many values of one enum share a line.
            let joins = |it: &&&Change| {
                let has_values = |it: &Change| it.old.is_some() || it.new.is_some();
                let is_plain = !has_values(it) && !has_values(first) && subject(it).is_some();
                is_plain && subject(first).is_some() && it.path == first.path
            };
            let joined = others.iter().take_while(joins).count();
            let (same, after) = others.split_at(joined);
            html.element("li", &[], |html| place(html, first, same));
            rest = after;
        }
    });
}

/// Writes changes without effect as one line, with a fold that lists them.
pub(super) fn quiet(html: &mut Html, quiet: &Quiet<'_>) {
    html.element("details", &[("class", "quiet is-compatible")], |html| {
        html.element("summary", &[], |html| {
            html.leaf("strong", &[], &quiet.title);
            html.text(": ");
            for (index, (key, count)) in quiet.keys.iter().enumerate() {
                html.text(if index > 0 { ", " } else { "" });
                code(html, key);
                if *count > 1 {
                    html.text(&format!(" ({count})"));
                }
            }
            if quiet.more > 0 {
                html.text(&format!(", and {} more", quiet.more));
            }
        });
        html.element("ul", &[("class", "places")], |html| {
            for (operation, change) in &quiet.changes {
                html.element("li", &[], |html| {
                    if let Some(operation) = operation {
                        code(html, operation);
                        match change.scope {
                            Scope::General => html.text(", "),
                            scope => html.text(&format!(", {}: ", scope.word())),
                        }
                    }
                    place(html, change, &[]);
                });
            }
        });
    });
}

fn place(html: &mut Html, change: &Change, same: &[&Change]) {
    let place = change.path_text();
    let mut colon = "";
    if !place.is_empty() {
        path(html, &place);
        colon = ": ";
    }
    if let Some(first) = subject(change) {
        let more = same.iter().filter_map(|it| subject(it));
        for it in std::iter::once(first).chain(more) {
            html.text(colon);
            code(html, it);
            colon = ", ";
        }
        colon = ": ";
    }
    if change.old.is_some() || change.new.is_some() {
        html.text(colon);
        values(html, change);
    }
    let elsewhere: usize = change.elsewhere + same.iter().map(|it| it.elsewhere).sum::<usize>();
    match elsewhere {
        0 => {}
        1 => html.text(" (and in one more place)"),
        count => html.text(&format!(" (and in {count} more places)")),
    }
}

fn values(html: &mut Html, change: &Change) {
    let (kind, old, new) = (change.kind, change.old.as_deref(), change.new.as_deref());
    for (name, word, value, arrow) in [("del", "from ", old, " → "), ("ins", " to ", new, "")] {
        hidden(html, word);
        match value {
            Some(value) => html.element(name, &[], |html| code(html, &shortened(kind, value))),
            None => html.leaf("em", &[], "nothing"),
        }
        shown(html, arrow);
    }
    if [old, new].into_iter().flatten().any(|it| is_long(kind, it)) {
        html.element("details", &[("class", "more")], |html| {
            html.leaf("summary", &[], "in full");
            for (word, value) in [("Before:", old), ("Now:", new)] {
                if let Some(value) = value {
                    html.leaf("p", &[], word);
                    html.element("pre", &[], |html| code(html, value));
                }
            }
        });
    }
}

/// Writes the class and reason on the wire and in Rust.
fn meaning(html: &mut Html, group: &Group<'_>) {
    let row = group.kind.row();
    html.element("dl", &[("class", "meaning")], |html| {
        if let Some(reason) = group.accepted {
            html.element("div", &[], |html| {
                html.leaf("dt", &[], "Accepted");
                html.leaf("dd", &[], reason);
            });
        }
        let rows = [
            ("On the wire", Some(group.wire), row.wire_reason),
            ("In Rust", group.rust, row.rust_reason),
        ];
        for (name, class, reason) in rows {
            html.element("div", &[], |html| {
                html.leaf("dt", &[], name);
                html.element("dd", &[], |html| match class {
                    None => html.text("not compared"),
                    Some(class) => {
                        html.leaf("b", &[], &class.to_string());
                        html.text(": ");
                        words(html, reason);
                    }
                });
            });
        }
    });
}
