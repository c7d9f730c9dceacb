//! Small parts that many sections of the page use: badges, code, hidden text, tables.

use super::writer::Html;
use crate::changes::classes::Class;
use crate::changes::comparison::Change;
use crate::changes::page::summary::class_counts;

/// Writes a table that scrolls where it does not fit, also by keyboard.
pub(super) fn scrolled(html: &mut Html, caption: &str, inside: impl FnOnce(&mut Html)) {
    let scroll = [
        ("class", "wide"),
        ("tabindex", "0"),
        ("role", "region"),
        ("aria-label", caption),
    ];
    html.element("div", &scroll, |html| {
        html.element("table", &[], |html| {
            html.leaf("caption", &[("class", "hidden")], caption);
            inside(html);
        });
    });
}

/// Counts the changes of each class: `2 breaking, 1 compatible`.
pub(super) fn counted_classes<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let counts = class_counts(changes)
        .into_iter()
        .filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(class, count)| format!("{count} {class}"))
        .collect();
    counts.join(", ")
}

/// Writes a class as a symbol and words, which carry all that its colour does.
pub(super) fn badge(html: &mut Html, class: Class) {
    html.element("span", &[("class", badge_class(class))], |html| {
        shown(html, sign(class));
        html.text(" ");
        html.text(&class.to_string());
    });
}

/// Writes a class as a symbol, with words for screen readers.
pub(super) fn mark(html: &mut Html, class: Class) {
    html.element("span", &[("class", badge_class(class))], |html| {
        shown(html, sign(class));
        hidden(html, &format!("{class}:"));
    });
}

fn sign(class: Class) -> &'static str {
    match class {
        Class::Compatible => "✓",
        Class::Look => "!",
        Class::Breaking => "✕",
    }
}

fn badge_class(class: Class) -> &'static str {
    match class {
        Class::Compatible => "badge compatible",
        Class::Look => "badge look",
        Class::Breaking => "badge breaking",
    }
}

/// Style class by which the filter hides an element.
pub(super) fn hides(class: Class) -> &'static str {
    match class {
        Class::Compatible => "is-compatible",
        Class::Look => "is-look",
        Class::Breaking => "is-breaking",
    }
}

/// Writes the program's own text, in which backticks mark code.
pub(super) fn words(html: &mut Html, text: &str) {
    for (index, part) in text.split('`').enumerate() {
        match index % 2 {
            0 => html.text(part),
            _ => code(html, part),
        }
    }
}

/// Writes code, which browsers must not translate.
pub(super) fn code(html: &mut Html, text: &str) {
    html.leaf("code", &[("translate", "no")], text);
}

/// Writes text that screen readers skip.
pub(super) fn shown(html: &mut Html, text: &str) {
    if !text.is_empty() {
        html.leaf("span", &[("aria-hidden", "true")], text);
    }
}

/// Writes text for screen readers only.
pub(super) fn hidden(html: &mut Html, text: &str) {
    html.leaf("span", &[("class", "hidden")], text);
}

/// Writes a path, which may wrap after its dots.
pub(super) fn path(html: &mut Html, path: &str) {
    html.element("code", &[("class", "place"), ("translate", "no")], |html| {
        for (index, part) in path.split('.').enumerate() {
            if index > 0 {
                html.text(".");
                html.void("wbr", &[]);
            }
            html.text(part);
        }
    });
}
