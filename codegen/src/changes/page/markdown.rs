//! The page as Markdown for a pull request: the verdict first, details folded.

use super::member_tree::{outside_tree, tree};
use super::summary::{
    Page, SCOPES, changed, class_counts, documentation_only, operation_counts, step, verdict,
};
use super::wording::{description, meaning};
use crate::changes::classes::Class;
use crate::changes::comparison::{Comparison, OperationChanges, Scope, ServiceChanges};

/// Number of lines above which a code block is folded.
const LONGEST: usize = 12;

/// Number of services above which each is folded.
const MOST: usize = 3;

/// Writes the comparison as Markdown.
pub fn markdown(comparison: &Comparison, page: &Page) -> String {
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
                code(&it.name),
                operation_counts(it),
                sign(class)
            );
        }
    }
    let is_long = comparison.services.len() > MOST;
    for service in &comparison.services {
        let mut text = String::new();
        self::service(&mut text, service);
        let title = format!("{} {}", escaped(&service.title), service.class());
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
    out
}

fn service(out: &mut String, service: &ServiceChanges) {
    let title = escaped(&service.title);
    *out += &format!("\n### {title}: {}\n\n", operation_counts(service));
    for change in &service.general {
        item(out, change.class(), &description(change), &meaning(change));
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
        *out += &format!("\nRust is not compared: {}.\n", escaped(why));
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
            let what = match scope {
                Scope::General => description(change),
                scope => format!("{}: {}", scope.word(), description(change)),
            };
            item(out, change.class(), &what, &meaning(change));
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

fn item(out: &mut String, class: Class, what: &str, meaning: &str) {
    *out += &format!(
        "- {} {}\n  {}\n",
        sign(class),
        escaped(what),
        escaped(meaning)
    );
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

/// Writes text as a code span.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| *c != '`' && !c.is_control())
        .collect();
    format!("`{text}`")
}

/// Writes a code block, with a fence longer than any in the text.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

/// Escapes characters that have a meaning in Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' | '@' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
