//! The page as plain text, in the form of the page that the project began with.

use std::fmt::Write;

use super::member_tree::{outside_tree, tree};
use super::printable::printable;
use super::summary::{
    Counts, Page, SCOPES, breaks, changed, documentation_only, listed, matches, operation_counts,
    quiet, step, verdict,
};
use super::wording::{description, meaning};
use crate::changes::calls::call::{Boto3Call, Parameter, RustCall};
use crate::changes::comparison::{Change, Comparison, OperationChanges, Scope, ServiceChanges};
use crate::shown::lines;

/// Maximum width of a line.
const WIDTH: usize = 100;

/// Writes the comparison as plain text.
pub fn text(comparison: &Comparison, page: &Page) -> String {
    let comparison = &printable(comparison);
    let mut out = String::new();
    if let [service] = comparison.services.as_slice() {
        out += &format!("{}\n\n", service.title);
        breaking(&mut out, comparison);
    } else {
        out += &format!("{} → {}\n\n", comparison.old, comparison.new);
        breaking(&mut out, comparison);
        for service in &comparison.services {
            let (name, class) = (&service.name, service.class());
            line(
                &mut out,
                0,
                &format!("{name}: {}, {class}", operation_counts(service)),
            );
        }
        if !comparison.services.is_empty() {
            out += "\n";
        }
    }
    for service in &comparison.services {
        self::service(&mut out, service, page);
    }
    for (name, error) in &comparison.failed {
        out +=
            &format!("{name} could not be compared, since a model cannot be read:\n\n{error}\n\n");
    }
    exceptions(&mut out, comparison);
    out += &format!("Verdict: {}\n", verdict(comparison));
    let counts = Counts::of(comparison.changes()).all();
    line(&mut out, 1, &format!("changes: {counts}"));
    line(&mut out, 1, &format!("semver: {}", step(comparison)));
    lines(&out).into_owned()
}

/// Says what breaks.
fn breaking(out: &mut String, comparison: &Comparison) {
    let Some(breaks) = breaks(comparison) else {
        return;
    };
    line(out, 0, &format!("{}:", breaks.title));
    for it in &breaks.places {
        let place = it.place(str::to_owned);
        line(out, 1, &format!("{place}: {}", it.kinds));
    }
    if let Some(more) = &breaks.more {
        line(out, 1, more);
    }
    out.push('\n');
}

/// Lists the exceptions of the manifest.
fn exceptions(out: &mut String, comparison: &Comparison) {
    if comparison.exceptions.is_empty() {
        return;
    }
    line(out, 0, "Exceptions:");
    for it in &comparison.exceptions {
        let (what, count, reason) = (&it.what, matches(it), &it.reason);
        line(out, 1, &format!("{what}: {count}\n{reason}"));
    }
    out.push('\n');
}

/// Writes a change, with its meaning and the reason why it does not count.
fn change(out: &mut String, change: &Change) {
    let accepted = change.accepted.as_ref();
    let accepted = accepted.map_or_else(String::new, |why| format!("\naccepted: {why}"));
    let (description, meaning) = (description(change), meaning(change));
    line(out, 1, &format!("- {description}{accepted}\n{meaning}"));
}

fn service(out: &mut String, service: &ServiceChanges, page: &Page) {
    let date = page.date.as_ref().map(|it| it.replace('-', "/") + " - ");
    let date = date.unwrap_or_default();
    *out += &format!(
        "{date}{} - {}\n\n",
        service.title,
        operation_counts(service)
    );
    let mut general = listed(&service.general).peekable();
    let has_general = general.peek().is_some();
    general.for_each(|it| change(out, it));
    if has_general {
        out.push('\n');
    }
    for operation in changed(service) {
        self::operation(out, operation);
    }
    for it in quiet(service) {
        line(out, 0, &format!("{}: {}", it.title, it.keys(str::to_owned)));
        out.push('\n');
    }
    match (documentation_only(service).as_slice(), service.docs) {
        ([], 0) => {}
        ([], texts) => *out += &format!("Documentation: {texts} texts differ\n\n"),
        (operations, _) => {
            line(
                out,
                0,
                &format!("Documentation only: {}", operations.join(", ")),
            );
            out.push('\n');
        }
    }
    if let Some(why) = &service.rust_unknown {
        line(out, 0, &format!("Rust is not compared: {why}"));
        out.push('\n');
    }
}

fn operation(out: &mut String, operation: &OperationChanges) {
    // Pages in the form of boto3's documentation have a link here.
    let link = operation.boto3.as_ref().map_or("", |_| " Link ¶");
    let (name, status) = (&operation.name, operation.status.word());
    *out += &format!("{name} ({status}){link}\n");
    for scope in SCOPES {
        let tree = tree(&operation.changes, scope);
        let mut rest = outside_tree(&operation.changes, scope).peekable();
        if tree.is_none() && rest.peek().is_none() {
            continue;
        }
        if scope != Scope::General {
            *out += &format!("Changes ({})\n", scope.word());
        }
        if let Some(tree) = tree {
            let short = tree.line();
            *out += &if short.chars().count() <= WIDTH {
                short
            } else {
                tree.python()
            };
            out.push('\n');
        }
        rest.for_each(|it| change(out, it));
    }
    out.push('\n');
    if let Some(call) = &operation.boto3 {
        boto3(out, call);
    }
    if let Some(call) = &operation.rust {
        rust(out, call);
    }
}

fn boto3(out: &mut String, call: &Boto3Call) {
    for paragraph in &call.about {
        line(out, 0, paragraph);
        out.push('\n');
    }
    *out += &format!("Request Syntax\n\n{}\n\n", call.request);
    for it in &call.parameters {
        let name = &it.name;
        *out += &format!("type {name}\n\n{}\n\nparam {name}\n\n", it.ty);
        for paragraph in &it.about {
            line(out, 0, paragraph);
            out.push('\n');
        }
        members(out, &it.members, 1);
    }
    *out += &format!(
        "rtype\n\ndict\n\nreturns\n\nResponse Syntax\n\n{}\n\n",
        call.response
    );
    if !call.members.is_empty() {
        *out += "Response Structure\n\n";
        *out += "  • (dict) --\n\n";
        members(out, &call.members, 2);
    }
}

fn members(out: &mut String, list: &[Parameter], depth: usize) {
    let indent = "  ".repeat(depth);
    for it in list {
        let name = match it.name.as_str() {
            "" => String::new(),
            name => format!("{name} "),
        };
        writeln!(out, "{indent}• {name}({}) --\n", it.ty).expect("a string takes all");
        for paragraph in &it.about {
            line(out, depth + 1, paragraph);
            out.push('\n');
        }
        members(out, &it.members, depth + 1);
    }
}

fn rust(out: &mut String, call: &RustCall) {
    *out += &format!("Rust\n\n{}{}\n", call.request, call.response);
}

/// Writes text, wrapped and indented; what follows a newline is indented once more.
fn line(out: &mut String, depth: usize, text: &str) {
    for (index, part) in text.lines().enumerate() {
        let indent = "  ".repeat(depth + usize::from(index > 0));
        let mut width = 0;
        for word in part.split(' ') {
            let needed = word.chars().count();
            if width == 0 {
                out.push_str(&indent);
                width = indent.len();
            } else if width + 1 + needed > WIDTH {
                *out += &format!("\n{indent}");
                width = indent.len();
            } else {
                out.push(' ');
                width += 1;
            }
            out.push_str(word);
            width += needed;
        }
        out.push('\n');
    }
}
