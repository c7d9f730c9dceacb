//! Small parts that many sections of the page use: badges, code, hidden text, tables.

use super::writer::Html;
use crate::changes::classes::Class;
use crate::changes::comparison::Change;
use crate::changes::page::summary::tally;

/// A table that is scrolled where it does not fit, also by keyboard.
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

/// `2 breaking, 1 compatible`
pub(super) fn counted_classes<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let counts = tally(changes).into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(class, count)| format!("{count} {class}"))
        .collect();
    counts.join(", ")
}

/// A class as a sign and words; its colour says nothing that these do not.
pub(super) fn badge(html: &mut Html, class: Class) {
    html.element("span", &[("class", badge_class(class))], |html| {
        shown(html, sign(class));
        html.text(" ");
        html.text(&class.to_string());
    });
}

/// A class as a sign, with words for those who cannot see it.
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

/// By which class a thing is hidden when only worse ones are shown.
pub(super) fn hides(class: Class) -> &'static str {
    match class {
        Class::Compatible => "is-compatible",
        Class::Look => "is-look",
        Class::Breaking => "is-breaking",
    }
}

/// The project's own words, in which `code` is marked.
pub(super) fn words(html: &mut Html, text: &str) {
    for (index, part) in text.split('`').enumerate() {
        match index % 2 {
            0 => html.text(part),
            _ => code(html, part),
        }
    }
}

/// Something of a language for programs, which no browser is to translate.
pub(super) fn code(html: &mut Html, text: &str) {
    html.leaf("code", &[("translate", "no")], text);
}

/// Text for the eye only.
pub(super) fn shown(html: &mut Html, text: &str) {
    if !text.is_empty() {
        html.leaf("span", &[("aria-hidden", "true")], text);
    }
}

/// Text for screen readers only.
pub(super) fn hidden(html: &mut Html, text: &str) {
    html.leaf("span", &[("class", "hidden")], text);
}

/// A path, which may be broken after its points.
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
