//! Small parts that many sections of the page use: badges, code, hidden text, tables.

use super::writer::Html;
use crate::classes::Class;

/// Writes a table. Where it does not fit, each row becomes a list: see [`cell`].
pub(super) fn table(
    html: &mut Html,
    caption: &str,
    columns: &[&str],
    rows: impl FnOnce(&mut Html),
) {
    // The roles stay when the style sheet makes blocks of rows and cells.
    html.element("table", &[("role", "table")], |html| {
        html.leaf("caption", &[("class", "hidden")], caption);
        html.element("thead", &[("role", "rowgroup")], |html| {
            html.element("tr", &[("role", "row")], |html| {
                for name in columns {
                    let attributes = [("scope", "col"), ("role", "columnheader")];
                    html.leaf("th", &attributes, name);
                }
            });
        });
        html.element("tbody", &[("role", "rowgroup")], rows);
    });
}

/// Writes a row, which begins with its header. The filter hides it by `class`.
pub(super) fn row(
    html: &mut Html,
    class: &str,
    header: impl FnOnce(&mut Html),
    cells: impl FnOnce(&mut Html),
) {
    let mut attributes = vec![("role", "row")];
    if !class.is_empty() {
        attributes.push(("class", class));
    }
    html.element("tr", &attributes, |html| {
        html.element("th", &[("scope", "row"), ("role", "rowheader")], header);
        cells(html);
    });
}

/// Writes a cell. `column` is shown beside it where the table is a list.
pub(super) fn cell(html: &mut Html, column: &str, inside: impl FnOnce(&mut Html)) {
    html.element("td", &[("role", "cell"), ("data-column", column)], inside);
}

/// Writes a class as a symbol and words, which carry all that its colour does.
pub(super) fn badge(html: &mut Html, class: Class) {
    html.element("span", &[("class", badge_class(class))], |html| {
        shown(html, sign(class));
        html.text(" ");
        html.text(&class.to_string());
    });
}

/// Says that a change does not count.
pub(super) fn accepted_badge(html: &mut Html) {
    html.element("span", &[("class", "badge accepted")], |html| {
        shown(html, "–");
        html.text(" accepted");
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
