//! Operations as their callers write them, folded.

use super::parts::code;
use super::writer::Html;
use crate::changes::calls::call::{Boto3Call, Parameter};
use crate::changes::comparison::OperationChanges;

/// Returns `true` if there is a call to show.
pub(super) fn has(operation: &OperationChanges) -> bool {
    operation.rust.is_some() || operation.boto3.is_some()
}

/// Writes the calls of an operation. `open` is set where an enclosing element is folded already.
pub(super) fn calls(html: &mut Html, operation: &OperationChanges, open: bool) {
    if let Some(call) = &operation.rust {
        fold(html, "The call in Rust", open, |html| {
            block(html, &format!("{}{}", call.request, call.response));
        });
    }
    if let Some(call) = &operation.boto3 {
        fold(html, "The call with boto3", open, |html| boto3(html, call));
    }
}

fn fold(html: &mut Html, title: &str, open: bool, inside: impl FnOnce(&mut Html)) {
    let mut attributes = vec![("class", "call")];
    if open {
        attributes.push(("open", ""));
    }
    html.element("details", &attributes, |html| {
        html.leaf("summary", &[], title);
        inside(html);
    });
}

fn block(html: &mut Html, text: &str) {
    html.element("pre", &[], |html| code(html, text.trim_end()));
}

fn boto3(html: &mut Html, call: &Boto3Call) {
    paragraphs(html, &call.about);
    block(html, &call.request);
    list(html, "Parameters", &call.parameters);
    html.leaf("p", &[("class", "label")], "Response");
    block(html, &call.response);
    list(html, "Members of the response", &call.members);
}

fn list(html: &mut Html, title: &str, parameters: &[Parameter]) {
    if !parameters.is_empty() {
        html.leaf("p", &[("class", "label")], title);
        html.element("ul", &[("class", "tree")], |html| {
            for it in parameters {
                html.element("li", &[], |html| parameter(html, it));
            }
        });
    }
}

fn parameter(html: &mut Html, it: &Parameter) {
    let head = |html: &mut Html| {
        if !it.name.is_empty() {
            code(html, &it.name);
            html.text(" ");
        }
        html.leaf("span", &[("class", "type")], it.ty);
    };
    if it.members.is_empty() {
        head(html);
        paragraphs(html, &it.about);
        return;
    }
    html.element("details", &[], |html| {
        html.element("summary", &[], head);
        paragraphs(html, &it.about);
        html.element("ul", &[("class", "tree")], |html| {
            for it in &it.members {
                html.element("li", &[], |html| parameter(html, it));
            }
        });
    });
}

fn paragraphs(html: &mut Html, paragraphs: &[String]) {
    for it in paragraphs {
        html.leaf("p", &[("class", "about")], it);
    }
}
