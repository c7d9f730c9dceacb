//! The page as HTML: one file without scripts and without external resources.
//!
//! [`writer`] writes all of it, so that no text of a model can become markup. `<details>` folds,
//! `:has()` filters, and the style sheet opens every fold for printing.

mod anchor;
mod calls;
mod changes;
mod index;
mod legend;
mod members;
mod parts;
mod service;
mod writer;

use super::printable::printable;
use super::summary::{Breaks, Counts, Page, breaks, matches, step, verdict};
use crate::changes::comparison::Comparison;
use crate::classes::Class;
use anchor::Anchor;
use parts::{badge, code, hidden, shown, words};
use writer::Html;

/// Number of services above which each is folded.
const OPEN_SERVICES: usize = 3;

/// Allows the page's own style only: no scripts, no external resources, whatever a text contains.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the comparison as an HTML page.
pub fn html(comparison: &Comparison, page: &Page) -> String {
    let comparison = &printable(comparison);
    let mut html = Html::document();
    html.element("html", &[("lang", "en")], |html| {
        head(html, comparison);
        html.element("body", &[], |html| body(html, comparison, page));
    });
    html.finish()
}

fn head(html: &mut Html, comparison: &Comparison) {
    let about = format!(
        "{}: {} → {}",
        title(comparison),
        comparison.old,
        comparison.new
    );
    html.element("head", &[], |html| {
        html.void("meta", &[("charset", "utf-8")]);
        let policy = [
            ("http-equiv", "Content-Security-Policy"),
            ("content", POLICY),
        ];
        html.void("meta", &policy);
        let width = [
            ("name", "viewport"),
            ("content", "width=device-width, initial-scale=1"),
        ];
        html.void("meta", &width);
        html.void(
            "meta",
            &[("name", "color-scheme"), ("content", "light dark")],
        );
        html.leaf("title", &[], &about);
        html.style(include_str!("style.css"));
    });
}

fn body(html: &mut Html, comparison: &Comparison, page: &Page) {
    html.leaf(
        "a",
        &[("class", "skip"), ("href", "#changes")],
        "Skip to the changes",
    );
    html.element("header", &[], |html| top(html, comparison, page));
    match comparison.services.as_slice() {
        [] => {}
        [service] => index::operations(html, service),
        services => index::services(html, services),
    }
    html.element("main", &[("id", "changes"), ("tabindex", "-1")], |html| {
        let services = comparison.services.as_slice();
        match services {
            [] if comparison.failed.is_empty() => nothing(html, comparison),
            [] => {}
            [alone] => service::alone(html, alone),
            several => {
                let open = several.len() <= OPEN_SERVICES;
                for (index, it) in several.iter().enumerate() {
                    service::folded(html, it, index, open);
                }
            }
        }
        failed(html, comparison);
        exceptions(html, comparison);
        legend::legend(html, comparison);
    });
}

/// Title of the page.
fn title(comparison: &Comparison) -> String {
    match comparison.services.as_slice() {
        [] if comparison.failed.is_empty() => "No change".to_owned(),
        [] => "Nothing could be compared".to_owned(),
        [service] => format!("Changes in {}", service.title),
        services => format!("Changes in {} services", services.len()),
    }
}

fn top(html: &mut Html, comparison: &Comparison, page: &Page) {
    html.leaf("h1", &[], &title(comparison));
    html.element("p", &[("class", "compared")], |html| {
        if let Some(date) = &page.date {
            html.leaf("time", &[("datetime", date)], date);
            html.text(": ");
        }
        let sources = [
            ("from ", &comparison.old, " → "),
            (" to ", &comparison.new, ""),
        ];
        for (word, source, arrow) in sources {
            hidden(html, word);
            code(html, source);
            shown(html, arrow);
        }
    });
    html.element("dl", &[("class", "facts")], |html| {
        fact(html, "Verdict", |html| {
            if comparison.services.is_empty() && comparison.failed.is_empty() {
                html.text(&verdict(comparison))
            } else {
                badge(html, comparison.class())
            }
        });
        let counts = Counts::of(comparison.changes()).present();
        if !counts.is_empty() {
            fact(html, "Changes", |html| html.text(&counts));
        }
        fact(html, "Semver step", |html| html.text(&step(comparison)));
        if let [service] = comparison.services.as_slice() {
            fact(html, "Operations", |html| {
                html.text(&service::counts(service))
            });
        }
        if comparison.compared > 1 {
            let (differ, all) = (comparison.services.len(), comparison.compared);
            let text = match comparison.failed.len() {
                0 => format!("{differ} of {all} differ"),
                failed => format!("{differ} of {all} differ, {failed} could not be compared"),
            };
            fact(html, "Services", |html| html.text(&text));
        }
    });
    if let Some(it) = breaks(comparison) {
        breaking(html, comparison, &it);
    }
    filter(html, comparison);
}

/// Says what breaks, with links.
fn breaking(html: &mut Html, comparison: &Comparison, breaks: &Breaks<'_>) {
    html.element("section", &[("class", "breaks")], |html| {
        html.leaf("h2", &[], &breaks.title);
        html.element("ul", &[], |html| {
            for it in &breaks.places {
                let service = &comparison.services[it.service];
                let anchor = Anchor::of_service(service, it.service);
                let target = match it.operation {
                    Some(index) => anchor.operation(&service.operations[index], index),
                    None => anchor.general(),
                };
                html.element("li", &[], |html| {
                    html.element("a", &[("href", &target.link())], |html| {
                        if let Some(name) = it.service_name {
                            code(html, name);
                            html.text(" ");
                        }
                        match it.operation_name {
                            Some(name) => code(html, name),
                            None => html.text("the service as a whole"),
                        }
                    });
                    html.text(": ");
                    words(html, &it.kinds);
                });
            }
        });
        if let Some(more) = &breaks.more {
            html.leaf("p", &[], more);
        }
    });
}

fn fact(html: &mut Html, name: &str, value: impl FnOnce(&mut Html)) {
    html.element("div", &[], |html| {
        html.leaf("dt", &[], name);
        html.element("dd", &[], value);
    });
}

/// Lets the reader filter by class, where there is a choice. The style sheet filters:
/// `:has(:checked)`.
fn filter(html: &mut Html, comparison: &Comparison) {
    let counts = Counts::of(comparison.changes());
    let (breaking, look) = (counts.breaking > 0, counts.look > 0);
    let compatible = counts.compatible + counts.accepted > 0;
    let choices = [
        ("show-all", "everything", true),
        (
            "show-look",
            "breaking changes and those that need a look",
            look && compatible,
        ),
        (
            "show-breaking",
            "only breaking changes",
            breaking && (look || compatible),
        ),
    ];
    let choices: Vec<_> = choices
        .iter()
        .filter(|(.., is_useful)| *is_useful)
        .collect();
    if choices.len() < 2 {
        return;
    }
    html.element("fieldset", &[("class", "filter")], |html| {
        html.leaf("legend", &[], "Show");
        for (id, text, _) in choices {
            html.element("label", &[], |html| {
                let mut attributes = vec![
                    ("type", "radio"),
                    ("name", "show"),
                    ("id", *id),
                    ("autocomplete", "off"),
                ];
                if *id == "show-all" {
                    attributes.push(("checked", ""));
                }
                html.void("input", &attributes);
                html.text(" ");
                html.text(text);
            });
        }
    });
}

/// Lists the services that could not be compared.
fn failed(html: &mut Html, comparison: &Comparison) {
    if comparison.failed.is_empty() {
        return;
    }
    html.element("section", &[], |html| {
        html.element("h2", &[], |html| {
            badge(html, Class::Look);
            html.text(" Not compared, since a model cannot be read");
        });
        for (name, error) in &comparison.failed {
            html.element("p", &[], |html| code(html, name));
            html.element("pre", &[], |html| code(html, &error.to_string()));
        }
    });
}

/// Lists the exceptions of the manifest.
fn exceptions(html: &mut Html, comparison: &Comparison) {
    if comparison.exceptions.is_empty() {
        return;
    }
    html.element("section", &[("class", "exceptions")], |html| {
        html.leaf("h2", &[], "Exceptions of the manifest");
        html.element("ul", &[], |html| {
            for it in &comparison.exceptions {
                html.element("li", &[], |html| {
                    code(html, &it.what);
                    html.text(": ");
                    html.leaf("strong", &[], &matches(it));
                    html.text(". Reason: ");
                    html.text(&it.reason);
                });
            }
        });
    });
}

fn nothing(html: &mut Html, comparison: &Comparison) {
    let text = match comparison.compared {
        1 => "One service was compared. Both sources are the same.".to_owned(),
        count => format!("{count} services were compared. Both sources are the same."),
    };
    html.leaf("p", &[], &text);
}
