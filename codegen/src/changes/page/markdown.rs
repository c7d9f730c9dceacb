//! The page as Markdown for a pull request: the verdict first, details folded.

use super::markup::{code, code_in_cell, fenced, words, words_in_html};
use super::member_tree::{outside_tree, tree};
use super::printable::printable;
use super::summary::{
    Page, SCOPES, changed, class_counts, documentation_only, operation_counts, step, verdict,
};
use super::wording::{Part, meaning, parts};
use crate::changes::classes::Class;
use crate::changes::comparison::{Change, Comparison, OperationChanges, Scope, ServiceChanges};
use crate::shown::lines;

/// Number of lines above which a code block is folded.
const LONGEST: usize = 12;

/// Number of services above which each is folded.
const MOST: usize = 3;

/// Writes the comparison as Markdown.
pub fn markdown(comparison: &Comparison, page: &Page) -> String {
    let comparison = &printable(comparison);
    let mut out = format!("**{} {}**", sign(comparison.class()), verdict(comparison));
    let counts = class_counts(comparison.changes());
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(class, count)| format!("{count} {class}"))
        .collect();
    if !counts.is_empty() {
        out += &format!(": {}", counts.join(", "));
    }
    out += &format!(". Semver step: {}.\n\n", step(comparison));
    let date = page
        .date
        .as_ref()
        .map_or_else(String::new, |it| format!("{it}: "));
    out += &format!(
        "{date}{} → {}\n",
        code(&comparison.old),
        code(&comparison.new)
    );
    if comparison.services.len() > 1 {
        out += "\n| service | | verdict |\n|---|---|---|\n";
        for it in &comparison.services {
            let class = it.class();
            out += &format!(
                "| {} | {} | {} {class} |\n",
                code_in_cell(&it.name),
                operation_counts(it),
                sign(class)
            );
        }
    }
    let is_long = comparison.services.len() > MOST;
    for service in &comparison.services {
        let mut text = String::new();
        self::service(&mut text, service);
        let title = format!("{} {}", words_in_html(&service.title), service.class());
        out += &if is_long {
            format!("\n{}", folded(&title, &text))
        } else {
            text
        };
    }
    for (name, error) in &comparison.failed {
        let name = code(name);
        let error = fenced("text", &error.to_string());
        out += &format!(
            "\n🟡 {name} could not be compared, since a model cannot be read:\n\n{error}\n"
        );
    }
    lines(&out).into_owned()
}

fn service(out: &mut String, service: &ServiceChanges) {
    let title = words(&service.title);
    *out += &format!("\n### {title}: {}\n\n", operation_counts(service));
    for change in &service.general {
        item(out, change);
    }
    for operation in changed(service) {
        self::operation(out, operation);
    }
    match (documentation_only(service).as_slice(), service.docs) {
        ([], 0) => {}
        ([], texts) => *out += &format!("\nDocumentation: {texts} texts differ.\n"),
        (operations, _) => {
            let names: Vec<String> = operations.iter().map(|it| code(it)).collect();
            *out += &format!("\nDocumentation only: {}\n", names.join(", "));
        }
    }
    if let Some(why) = &service.rust_unknown {
        *out += &format!("\nRust is not compared: {}.\n", code(why));
    }
}

fn operation(out: &mut String, operation: &OperationChanges) {
    let class = operation.class();
    let (name, word) = (code(&operation.name), operation.status.word());
    *out += &format!("\n{} **{name}** ({word}, {class})\n\n", sign(class));
    for scope in SCOPES {
        if let Some(tree) = tree(&operation.changes, scope) {
            let text = tree.python();
            let title = format!("New in the {}", scope.word());
            let block = fenced("python", &text);
            *out += &if text.lines().count() > LONGEST {
                folded(&title, &block)
            } else {
                format!("{title}:\n\n{block}\n\n")
            };
        }
        for change in outside_tree(&operation.changes, scope) {
            item(out, change);
        }
    }
    let mut details = Vec::new();
    if let Some(call) = &operation.boto3 {
        details.push(fenced("python", &call.request));
        details.push(fenced("python", &call.response));
    }
    if let Some(call) = &operation.rust {
        details.push(fenced(
            "rust",
            &format!("{}{}", call.request, call.response),
        ));
    }
    if !details.is_empty() {
        out.push('\n');
        *out += &folded("The call", &details.join("\n\n"));
    }
}

fn item(out: &mut String, change: &Change) {
    *out += &format!("- {} ", sign(change.class()));
    if change.scope != Scope::General {
        *out += &format!("{}: ", change.scope.word());
    }
    for part in parts(change) {
        match part {
            Part::Words(words) => *out += &words,
            Part::Text(text) => *out += &code(&text),
        }
    }
    *out += &format!("\n  {}\n", meaning(change));
}

/// Folds a long text.
fn folded(title: &str, text: &str) -> String {
    format!("<details><summary>{title}</summary>\n\n{text}\n\n</details>\n\n")
}

/// Symbol of a class.
fn sign(class: Class) -> &'static str {
    match class {
        Class::Compatible => "🟢",
        Class::Look => "🟡",
        Class::Breaking => "🔴",
    }
}
