//! Reports of `import` and `update` about services: a line for each, and items that need attention.

use std::path::PathBuf;

use botosmith::changes::page;
use botosmith::import::{Import, Imports, LeftOut};
use botosmith::shown::{counted, line};
use serde_json::{Value, json};

use crate::session::shown;

/// Limit of the changes that are listed without --verbose; `botosmith changes` has the rest.
const SHOWN: usize = 20;

/// Formats the result of `import`, and the next step.
pub(crate) fn imported(imports: &Imports, verbose: bool) -> String {
    let is_one = imports.services.len() == 1;
    let mut lines = Vec::new();
    for import in &imports.services {
        lines.push(headline(import, imports.botocore.as_deref()));
        if is_one || verbose {
            let limit = if verbose { usize::MAX } else { SHOWN };
            lines.extend(indented(&changes(import), limit));
        }
        lines.extend(remarks(import, verbose));
    }
    lines.extend(ending(imports, verbose));
    if !imports.files().is_empty() {
        let is_update = imports.services.iter().any(|it| it.changes.is_some());
        let changes = if is_update {
            "`botosmith changes` shows all changes and what they mean; "
        } else {
            ""
        };
        lines.push(format!("next: {changes}`botosmith generate`"));
    }
    joined(&lines)
}

/// The result of `import` as JSON (`docs/json.md`).
pub(crate) fn document(imports: &Imports) -> Value {
    let botocore = imports.botocore.as_deref().map(line);
    let services = imports.services.iter().map(|it| {
        let operations = it.operations.iter().map(|it| line(it));
        json!({
            "service": line(&it.service),
            "module": it.module,
            "crate": it.crate_name,
            "api_version": line(&it.api_version),
            "botocore": botocore,
            "operations": operations.collect::<Vec<_>>(),
            "is_update": it.is_update,
            "left_out": reasons(&it.left_out),
            "files": files(it.files()),
        })
    });
    json!({
        "services": services.collect::<Vec<_>>(),
        "left_out": reasons(&imports.left_out),
        "files": files(imports.files()),
    })
}

fn reasons(left_out: &[LeftOut]) -> Vec<Value> {
    let reasons = left_out.iter().map(|it| {
        json!({
            "service": line(&it.service),
            "operation": it.operation.as_deref().map(line),
            "reason": line(it.reason.what()),
            "published": it.published,
        })
    });
    reasons.collect()
}

fn files(files: Vec<(PathBuf, bool)>) -> Vec<Value> {
    let files = files.iter();
    let files = files.map(|(file, removed)| json!({ "file": shown(file), "removed": removed }));
    files.collect()
}

/// Formats the result of `update`, without the changes, which its page has.
pub(crate) fn updated(imports: &Imports, verbose: bool) -> String {
    let mut lines = Vec::new();
    for import in &imports.services {
        lines.push(headline(import, imports.botocore.as_deref()));
        lines.extend(remarks(import, verbose));
    }
    lines.extend(ending(imports, verbose));
    joined(&lines)
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|it| line(it) + "\n").collect()
}

/// Lists services that were left out as a whole, and files.
fn ending(imports: &Imports, verbose: bool) -> Vec<String> {
    let mut lines: Vec<String> = imports.left_out.iter().map(left_out).collect();
    let files = imports.files();
    if files.is_empty() {
        lines.push("nothing to write: the models are up to date".to_owned());
    } else if verbose {
        lines.extend(files.iter().map(|(file, removed)| {
            let action = if *removed { "removed" } else { "wrote" };
            format!("{action} {}", shown(file))
        }));
    }
    lines
}

/// Says in one line what there is of a service and what happened to it.
fn headline(import: &Import, botocore: Option<&str>) -> String {
    let from = match botocore {
        Some(version) => format!("botocore {version}"),
        None => "a source without a version".to_owned(),
    };
    let module = if import.module == import.service.replace(['-', '.'], "_") {
        String::new()
    } else {
        format!(", module {}", import.module)
    };
    let state = if !import.is_update {
        "new".to_owned()
    } else if import.files().is_empty() {
        "unchanged".to_owned()
    } else {
        match import.changes.as_ref().map_or(0, |it| it.changes().count()) {
            0 => "updated".to_owned(),
            count => counted(count, "change"),
        }
    };
    format!(
        "{} {} from {from}: {}, {} shapes{module}: {state}",
        import.service,
        import.api_version,
        counted(import.operations.len(), "operation"),
        import.shapes
    )
}

fn changes(import: &Import) -> Vec<String> {
    match &import.changes {
        Some(changes) => page::short(changes),
        None if import.is_update => Vec::new(),
        None => {
            let operations = import.operations.iter();
            operations.map(|it| format!("+ {it}")).collect()
        }
    }
}

/// Lists items that need attention: operations that was left out, names, texts, old folders.
fn remarks(import: &Import, verbose: bool) -> Vec<String> {
    let mut lines: Vec<String> = import.left_out.iter().map(left_out).collect();
    for operation in &import.possible_now {
        lines.push(format!(
            "{operation} can be made now: remove it from `skip`"
        ));
    }
    for operation in &import.skipped_nothing {
        lines.push(format!(
            "{} has no operation {operation} (any more): remove it from `skip`",
            import.service
        ));
    }
    for (item, name) in &import.renamed {
        lines.push(format!(
            "{item} is {name}, since its name was taken; names.lock keeps that"
        ));
    }
    lines.extend(texts(import, verbose));
    if let Some(folder) = &import.old_folder {
        let folder = shown(folder);
        lines.push(if import.removes_old_folder {
            format!("moved {folder} to {}", shown(&import.folder))
        } else {
            format!(
                "this service does not use {folder} any more; other files or services do: \
                 delete it when you need nothing of it"
            )
        });
    }
    lines.iter().map(|it| format!("  {it}")).collect()
}

/// Lists texts of `docs-2.json` that moved, that refer to nothing, and that are missing.
fn texts(import: &Import, verbose: bool) -> Vec<String> {
    let docs = shown(&import.folder.join("docs-2.json"));
    let mut lines = Vec::new();
    let limit = if verbose { usize::MAX } else { SHOWN };
    if !import.moved_texts.is_empty() {
        lines.push(format!("texts that moved with their members, in {docs}:"));
        lines.extend(indented(&import.moved_texts, limit));
    }
    if !import.texts_about_nothing.is_empty() {
        lines.push(format!(
            "texts about removed items; delete them from {docs}, or `generate` reports them as errors:"
        ));
        lines.extend(indented(&import.texts_about_nothing, limit));
    }
    if !import.missing_texts.is_empty() && !import.files().is_empty() {
        let count = import.missing_texts.len();
        lines.push(format!(
            "{count} without a text in {docs}; --docs brings the model's own"
        ));
        if verbose {
            lines.extend(indented(&import.missing_texts, usize::MAX));
        }
    }
    lines
}

/// Names an operation or service that was left out, with the reason and a crate to use instead.
fn left_out(it: &LeftOut) -> String {
    let subject = match &it.operation {
        Some(operation) => format!("{operation} of {}", it.service),
        None => it.service.clone(),
    };
    format!(
        "left out {subject}: {}; use the published crate {} for it: both take the same `aws_config`",
        it.reason.what(),
        it.published
    )
}

fn indented(lines: &[String], limit: usize) -> Vec<String> {
    let mut out: Vec<String> = lines
        .iter()
        .take(limit)
        .map(|it| format!("  {it}"))
        .collect();
    if lines.len() > limit {
        let more = lines.len() - limit;
        out.push(format!("  … and {more} more (--verbose lists them)"));
    }
    out
}
