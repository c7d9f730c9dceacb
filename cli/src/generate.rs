//! `botosmith generate`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::{Difference, Result, Summary};
use serde_json::json;

use crate::out;
use crate::session::{ErrorFormat, Session, root, shown};

/// Generate the crates of the manifest from its models.
///
/// All files of a crate are replaced in one step, or none; files that are up to date are not
/// touched. One line for each crate says what there is and what changed; --verbose lists the files.
///
/// With --check nothing is written: the command lists the files that are stale, missing or
/// orphaned, and the exit status is 1 if there are any.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Write nothing, and fail if a file would change
    #[arg(long)]
    pub check: bool,
    /// Format of the differences and of errors
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Format of differences and errors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// A JSON document
    Json,
    /// Annotations in a workflow of GitHub
    Github,
}

impl Arguments {
    /// Format in which an error is printed.
    pub fn error_format(&self) -> ErrorFormat {
        match self.format {
            Format::Text => ErrorFormat::Text,
            Format::Json => ErrorFormat::Json,
            Format::Github => ErrorFormat::Github,
        }
    }
}

/// Limit of the files that are listed without --verbose.
const SHOWN: usize = 20;

/// Generates, or checks, the crates of the manifest.
///
/// # Errors
/// If there is no manifest, or if it or a model is invalid, or if a file cannot be written.
pub fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let manifest = session.manifest()?;
    let progress = session.progress("generating");
    if arguments.check {
        let summaries = botosmith::differences(&manifest)?;
        drop(progress);
        return Ok(check(&summaries, arguments.format, session));
    }
    let summaries = botosmith::write(&manifest)?;
    drop(progress);
    if arguments.format == Format::Json {
        out::line(&document(&summaries).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    for summary in &summaries {
        out::line(&summary.to_string());
        if session.verbose {
            for (file, difference) in &summary.differences {
                out::line(&format!("  {} {}", done(*difference), shown(file)));
            }
        }
    }
    for summary in summaries.iter().filter(|it| it.is_new()) {
        out::line(&dependency(summary));
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists the files that differ.
fn check(summaries: &[Summary], format: Format, session: &Session) -> ExitCode {
    let differences: Vec<&(PathBuf, Difference)> =
        summaries.iter().flat_map(|it| &it.differences).collect();
    if format == Format::Json {
        out::line(&document(summaries).to_string());
    }
    if differences.is_empty() {
        return ExitCode::SUCCESS;
    }
    match format {
        Format::Json => return ExitCode::FAILURE,
        Format::Github => {
            for (file, difference) in &differences {
                out::line(&difference.github(file, &root()));
            }
        }
        Format::Text => {}
    }
    let count = differences.len();
    let listed = if session.verbose { count } else { SHOWN };
    for (file, difference) in differences.iter().take(listed) {
        eprintln!("{difference}: {}", shown(file));
    }
    if count > listed {
        eprintln!("… and {} more (--verbose lists them)", count - listed);
    }
    let files = if count == 1 {
        "file differs"
    } else {
        "files differ"
    };
    eprintln!("{count} {files} from what the models say; `botosmith generate` updates them");
    ExitCode::FAILURE
}

/// The summaries as JSON (`docs/json.md`).
fn document(summaries: &[Summary]) -> serde_json::Value {
    let crates = summaries.iter().map(|it| {
        let services = it.services.iter();
        let services = services
            .map(|(module, operations)| json!({ "module": module, "operations": operations }));
        let differences = it.differences.iter();
        let differences = differences
            .map(|(file, it)| json!({ "file": shown(file), "difference": it.to_string() }));
        json!({
            "name": it.name,
            "folder": shown(&it.folder),
            "services": services.collect::<Vec<_>>(),
            "files": it.files,
            "differences": differences.collect::<Vec<_>>(),
        })
    });
    json!({ "crates": crates.collect::<Vec<_>>() })
}

fn done(difference: Difference) -> &'static str {
    match difference {
        Difference::Stale => "updated",
        Difference::Missing => "created",
        Difference::Orphaned => "removed",
    }
}

/// Says how to depend on a new crate.
fn dependency(summary: &Summary) -> String {
    let folder = std::path::absolute(&summary.folder);
    let folder = folder.unwrap_or_else(|_| summary.folder.clone());
    let path = shown(Path::new(&folder)).replace('\\', "/");
    let name = &summary.name;
    format!("next: depend on it in Cargo.toml: {name} = {{ path = {path:?} }}")
}
