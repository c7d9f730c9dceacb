//! Index of a page: a table of services, or a list of operations.

use std::cmp::Reverse;

use super::anchor::Anchor;
use super::parts::{badge, code, hides, mark, scrolled};
use super::writer::Html;
use crate::changes::comparison::{ServiceChanges, Status};
use crate::changes::page::summary::of_status;

/// Number of rows above which the table of services is folded.
const OPEN_ROWS: usize = 40;

/// Number of operations below which there is no list of them.
const LISTED: usize = 4;

/// Writes a table of the services that differ, the worst first.
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
            scrolled(html, "Services that differ", |html| {
                html.element("thead", &[], |html| {
                    html.element("tr", &[], |html| {
                        for name in ["Service", "Verdict", "New", "Updated", "Removed"] {
                            html.leaf("th", &[("scope", "col")], name);
                        }
                    });
                });
                html.element("tbody", &[], |html| {
                    let mut rows: Vec<_> = services.iter().enumerate().collect();
                    rows.sort_by_key(|(_, it)| Reverse(it.class()));
                    for (index, service) in rows {
                        row(html, service, index);
                    }
                });
            });
        });
    });
}

fn row(html: &mut Html, service: &ServiceChanges, index: usize) {
    html.element("tr", &[("class", hides(service.class()))], |html| {
        html.element("th", &[("scope", "row")], |html| {
            let target = Anchor::of_service(service, index).link();
            html.element("a", &[("href", &target)], |html| code(html, &service.name));
        });
        html.element("td", &[], |html| {
            badge(html, service.class());
            if service.rust_unknown.is_some() {
                html.text(" ");
                html.leaf("span", &[("class", "counted")], "Rust not compared");
            }
        });
        for status in [Status::New, Status::Updated, Status::Removed] {
            let count = of_status(service, status).count();
            let text = match count {
                0 => String::new(),
                count => count.to_string(),
            };
            html.leaf("td", &[("class", "number")], &text);
        }
    });
}

/// Lists the updated operations of a service that has the page to itself.
pub(super) fn operations(html: &mut Html, service: &ServiceChanges) {
    let updated = of_status(service, Status::Updated);
    if of_status(service, Status::Updated).count() < LISTED {
        return;
    }
    html.element("nav", &[("aria-label", "Updated operations")], |html| {
        html.element("details", &[("class", "index"), ("open", "")], |html| {
            html.element("summary", &[], |html| {
                html.leaf("h2", &[], "Updated operations, in short");
            });
            html.element("ul", &[("class", "columns")], |html| {
                for (index, it) in updated.enumerate() {
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
