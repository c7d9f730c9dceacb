//! `botosmith import`

use std::path::PathBuf;
use std::process::ExitCode;

use botosmith::Result;
use botosmith::changes::page;
use botosmith::import::{Import, Request, import_and_write};
use botosmith::manifest::Manifest;
use botosmith::shown::line;

use crate::releases::{self, Wanted};
use crate::session::{ErrorFormat, Session, shown};

/// Import a model or update it, cut to the operations that you pick.
///
/// The model is written to the folder SERVICE/VERSION beside the manifest, with its paginators,
/// waiters and endpoint rules, and the manifest records its source. Operations that were picked
/// earlier stay. If none is picked, all operations of the service are imported.
///
/// The import writes nothing if the generator does not support the model. Prose is left out unless
/// you pass --docs; write your own into docs-2.json, beside the model.
///
/// Models are part of botocore. Without --from, they come from the release that the manifest's
/// other models are from, or from the newest one; pip downloads it if necessary.
///
///     botosmith import ecs --operations RegisterContainerInstance
///     botosmith import ecs --from 1.44.5
///     botosmith import ecs --from botocore-1.44.5-py3-none-any.whl
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Service, by its name in botocore: ecs, dynamodb, application-autoscaling
    #[arg(value_name = "SERVICE")]
    service: String,
    /// A version of botocore, a wheel or sdist, a folder with models, or one service-2.json, gzipped
    /// or not
    #[arg(long, value_name = "SOURCE")]
    from: Option<PathBuf>,
    /// Operations to add to those that are picked already
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// Import the model's prose too, as Markdown, for items without a text
    #[arg(long)]
    docs: bool,
    /// Crate of a new service, if the manifest has several
    #[arg(long = "crate", value_name = "NAME")]
    crate_name: Option<String>,
    /// Module of a new service [default: SERVICE]
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
}

impl Arguments {
    /// Format in which an error is printed.
    pub fn error_format(&self) -> ErrorFormat {
        ErrorFormat::Text
    }
}

/// Imports a model, and prints what changed.
///
/// # Errors
/// If there is no manifest, if the source cannot be read, or if the model cannot be imported.
pub fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let manifest = session.manifest()?;
    let catalog = match &arguments.from {
        Some(from) => releases::open(from, session)?,
        None => {
            let recorded = releases::recorded(&Manifest::open(&manifest)?);
            releases::open_release(&recorded.unwrap_or(Wanted::Newest), session)?
        }
    };
    let request = Request {
        manifest,
        service: arguments.service.clone(),
        operations: arguments.operations.clone(),
        docs: arguments.docs,
        module: arguments.module.clone(),
        crate_name: arguments.crate_name.clone(),
    };
    let import = import_and_write(&request, &catalog)?;
    session.print(&report(&import));
    Ok(ExitCode::SUCCESS)
}

/// Limit of the lines that a list shows; `git diff` has the rest.
const SHOWN: usize = 40;

/// Formats the changes, the files that were written, and what to do next.
fn report(import: &Import) -> String {
    let files = import.files();
    let mut lines = vec![headline(import)];
    lines.extend(indented(&changes(import)));
    if files.is_empty() {
        lines.push("nothing to write: the model is up to date".to_owned());
    }
    for (file, removed) in &files {
        let action = if *removed { "removed" } else { "wrote" };
        lines.push(format!("{action} {}", shown(file)));
    }
    lines.extend(renamed(import));
    lines.extend(texts(import, !files.is_empty()));
    if !files.is_empty() {
        lines.extend(next_steps(import));
    }
    let lines: Vec<String> = lines.iter().map(|it| line(it)).collect();
    lines.join("\n") + "\n"
}

fn changes(import: &Import) -> Vec<String> {
    match &import.changes {
        Some(changes) => page::short(changes),
        None if import.is_update => Vec::new(),
        None => import
            .operations
            .iter()
            .map(|operation| format!("+ {operation}"))
            .collect(),
    }
}

/// Lists the items whose names were taken.
fn renamed(import: &Import) -> Vec<String> {
    let names: Vec<String> = import
        .renamed
        .iter()
        .map(|(item, name)| format!("{item}: {name}"))
        .collect();
    section(
        "renamed, since the names were taken (names.lock keeps the new ones):".to_owned(),
        &names,
    )
}

/// Lists texts of `docs-2.json` that moved, that refer to nothing, and that are missing.
fn texts(import: &Import, is_changed: bool) -> Vec<String> {
    let docs = shown(&import.folder.join("docs-2.json"));
    let mut lines = section(
        format!("texts that moved with their members, in {docs}:"),
        &import.moved_texts,
    );
    lines.extend(section(
        format!(
            "texts about removed items; delete them from {docs}, or `generate` reports them as errors:"
        ),
        &import.texts_about_nothing,
    ));
    if is_changed {
        let count = import.missing_texts.len();
        lines.extend(section(
            format!("{count} without a text in {docs}; their documentation is their name:"),
            &import.missing_texts,
        ));
    }
    lines
}

fn next_steps(import: &Import) -> Vec<String> {
    let old = import.old_folder.as_ref().map(|folder| {
        format!(
            "{} is not used by this service any more; delete it when you need nothing of it",
            shown(folder)
        )
    });
    let changes = if import.is_update {
        "botosmith changes shows all changes and what they mean; "
    } else {
        ""
    };
    let next = format!("next: {changes}botosmith generate");
    old.into_iter().chain([next]).collect()
}

/// A headline with indented lines; nothing without lines.
fn section(headline: String, lines: &[String]) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    std::iter::once(headline).chain(indented(lines)).collect()
}

fn headline(import: &Import) -> String {
    let from = match &import.botocore {
        Some(version) => format!("botocore {version}"),
        None => "a source without a version".to_owned(),
    };
    let operations = match import.operations.len() {
        1 => "1 operation".to_owned(),
        count => format!("{count} operations"),
    };
    format!(
        "{} {} from {from}: {operations}, {} shapes",
        import.service, import.api_version, import.shapes
    )
}

fn indented(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = lines
        .iter()
        .take(SHOWN)
        .map(|line| format!("  {line}"))
        .collect();
    if lines.len() > SHOWN {
        out.push(format!("  … and {} more", lines.len() - SHOWN));
    }
    out
}
