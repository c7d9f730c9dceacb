//! Index of a page: a table of services, or a list of operations.

use super::anchor::Anchor;
use super::parts::{badge, cell, code, hides, mark, row, table};
use super::writer::Html;
use crate::changes::comparison::{ServiceChanges, Status};
use crate::changes::page::summary::{numbered, of_status};

/// Number of rows above which the table of services is folded.
const OPEN_ROWS: usize = 40;

/// Number of operations below which there is no list of them.
const LISTED: usize = 4;

/// Writes a table of the services that differ.
pub(super) fn services(html: &mut Html, services: &[ServiceChanges]) {
    let mut open = vec![("class", "index")];
    if services.len() <= OPEN_ROWS {
        open.push(("open", ""));
    }
    html.element("nav", &[("aria-label", "Services")], |html| {
        html.element("details", &open, |html| {
            html.element("summary", &[], |html| {
                html.leaf("h2", &[], "Services, the worst first");
            });
            let columns = ["Service", "Verdict", "Removed", "Updated", "New"];
            table(html, "Services that differ", &columns, |html| {
                for (index, service) in services.iter().enumerate() {
                    self::service(html, service, index);
                }
            });
        });
    });
}

fn service(html: &mut Html, service: &ServiceChanges, index: usize) {
    let name = |html: &mut Html| {
        let target = Anchor::of_service(service, index).link();
        html.element("a", &[("href", &target)], |html| code(html, &service.name));
    };
    row(html, hides(service.class()), name, |html| {
        cell(html, "Verdict", |html| {
            badge(html, service.class());
            if service.rust_unknown.is_some() {
                html.text(" ");
                html.leaf("span", &[("class", "counted")], "Rust not compared");
            }
        });
        for (status, column) in [
            (Status::Removed, "Removed"),
            (Status::Updated, "Updated"),
            (Status::New, "New"),
        ] {
            let count = of_status(service, status).count();
            cell(html, column, |html| {
                if count > 0 {
                    html.text(&count.to_string());
                }
            });
        }
    });
}

/// Lists the updated operations of a service that has the page to itself.
pub(super) fn operations(html: &mut Html, service: &ServiceChanges) {
    let updated: Vec<_> = numbered(service, Status::Updated).collect();
    if updated.len() < LISTED {
        return;
    }
    html.element("nav", &[("aria-label", "Updated operations")], |html| {
        html.element("details", &[("class", "index"), ("open", "")], |html| {
            html.element("summary", &[], |html| {
                html.leaf("h2", &[], "Updated operations, in short");
            });
            html.element("ul", &[("class", "columns")], |html| {
                for (index, it) in updated {
                    html.element("li", &[("class", hides(it.class()))], |html| {
                        mark(html, it.class());
                        html.text(" ");
                        let target = Anchor::of_service(service, 0).operation(it, index).link();
                        html.element("a", &[("href", &target)], |html| code(html, &it.name));
                    });
                }
            });
        });
    });
}
