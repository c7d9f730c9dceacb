//! Legend: the rows of the table of kinds that occur on the page.

use std::collections::BTreeSet;

use super::parts::{badge, cell, row, table, words};
use super::writer::Html;
use crate::changes::comparison::Comparison;
use crate::classes::{Kind, Rust};

pub(super) fn legend(html: &mut Html, comparison: &Comparison) {
    let kinds: BTreeSet<Kind> = comparison.changes().map(|it| it.kind).collect();
    if kinds.is_empty() {
        return;
    }
    html.element("details", &[("class", "legend")], |html| {
        html.element("summary", &[], |html| {
            html.leaf("h2", &[], "What these changes mean");
        });
        let columns = ["Change", "On the wire", "Because", "In Rust", "Because"];
        table(html, "Kinds of changes on this page", &columns, |html| {
            kinds.into_iter().for_each(|it| kind(html, it));
        });
    });
}

fn kind(html: &mut Html, kind: Kind) {
    let it = kind.row();
    let title = |html: &mut Html| words(html, it.title);
    row(html, "", title, |html| {
        cell(html, "On the wire", |html| badge(html, it.wire));
        cell(html, "Because", |html| words(html, it.wire_reason));
        cell(html, "In Rust", |html| match it.rust {
            Rust::Is(class) => badge(html, class),
            Rust::ByPlan => html.text("compatible or breaking"),
        });
        cell(html, "Because", |html| words(html, it.rust_reason));
    });
}
