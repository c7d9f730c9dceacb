//! Legend: the rows of the table of kinds that occur on the page.

use std::collections::BTreeSet;

use super::parts::{badge, scrolled, words};
use super::writer::Html;
use crate::changes::classes::{Kind, Rust};
use crate::changes::comparison::Comparison;

pub(super) fn legend(html: &mut Html, comparison: &Comparison) {
    let kinds: BTreeSet<Kind> = comparison.changes().map(|it| it.kind).collect();
    if kinds.is_empty() {
        return;
    }
    html.element("details", &[("class", "legend")], |html| {
        html.element("summary", &[], |html| {
            html.leaf("h2", &[], "What these changes mean");
        });
        scrolled(html, "Kinds of changes on this page", |html| {
            html.element("thead", &[], |html| {
                html.element("tr", &[], |html| {
                    for name in ["Change", "On the wire", "Because", "In Rust", "Because"] {
                        html.leaf("th", &[("scope", "col")], name);
                    }
                });
            });
            html.element("tbody", &[], |html| {
                for kind in kinds {
                    row(html, kind);
                }
            });
        });
    });
}

fn row(html: &mut Html, kind: Kind) {
    let row = kind.row();
    html.element("tr", &[], |html| {
        html.leaf("th", &[("scope", "row")], row.title);
        html.element("td", &[], |html| badge(html, row.wire));
        html.element("td", &[], |html| words(html, row.wire_reason));
        html.element("td", &[], |html| match row.rust {
            Rust::Is(class) => badge(html, class),
            Rust::ByPlan => html.text("compatible or breaking"),
        });
        html.element("td", &[], |html| words(html, row.rust_reason));
    });
}
