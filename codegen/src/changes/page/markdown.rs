//! The page as Markdown for a pull request: the verdict first, details folded.

use super::markup::{code, code_in_cell, fenced, words, words_in_html};
use super::member_tree::{outside_tree, tree};
use super::printable::printable;
use super::summary::{
    Counts, Page, SCOPES, breaks, changed, documentation_only, listed, matches, operation_counts,
    quiet, step, verdict,
};
use super::wording::{Part, meaning, parts};
use crate::changes::comparison::{Change, Comparison, OperationChanges, Scope, ServiceChanges};
use crate::classes::Class;
use crate::shown::lines;

/// Number of lines above which a code block is folded.
const LONGEST: usize = 12;

/// Number of services above which each is folded.
const MOST: usize = 3;

/// Writes the comparison as Markdown.
pub fn markdown(comparison: &Comparison, page: &Page) -> String {
    let comparison = &printable(comparison);
    let mut out = format!("**{} {}**", sign(comparison.class()), verdict(comparison));
    let counts = Counts::of(comparison.changes()).present();
    if !counts.is_empty() {
        out += &format!(": {counts}");
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
    breaking(&mut out, comparison);
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
    exceptions(&mut out, comparison);
    lines(&out).into_owned()
}

/// Says what breaks.
fn breaking(out: &mut String, comparison: &Comparison) {
    let Some(breaks) = breaks(comparison) else {
        return;
    };
    *out += &format!("\n**{}:**\n\n", breaks.title);
    for it in &breaks.places {
        *out += &format!("- {}: {}\n", it.place(code), it.kinds);
    }
    if let Some(more) = &breaks.more {
        *out += &format!("- {more}\n");
    }
}

/// Lists the exceptions of the manifest.
fn exceptions(out: &mut String, comparison: &Comparison) {
    if comparison.exceptions.is_empty() {
        return;
    }
    *out += "\nExceptions of the manifest:\n\n";
    for it in &comparison.exceptions {
        let (what, reason) = (code(&it.what), words(&it.reason));
        *out += &format!("- {what}: {}. Reason: {reason}\n", matches(it));
    }
}

fn service(out: &mut String, service: &ServiceChanges) {
    let title = words(&service.title);
    *out += &format!("\n### {title}: {}\n\n", operation_counts(service));
    listed(&service.general).for_each(|it| item(out, it));
    for operation in changed(service) {
        self::operation(out, operation);
    }
    for it in quiet(service) {
        *out += &format!("\n{}: {}\n", it.title, it.keys(code));
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
    *out += &format!("- {} ", sign(change.counts_as()));
    if change.scope != Scope::General {
        *out += &format!("{}: ", change.scope.word());
    }
    for part in parts(change) {
        match part {
            Part::Words(words) => *out += &words,
            Part::Text(text) => *out += &code(&text),
        }
    }
    let accepted = change.accepted.as_ref();
    let accepted = accepted.map_or_else(String::new, |why| format!("accepted: {}; ", words(why)));
    *out += &format!("\n  {accepted}{}\n", meaning(change));
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
