//! `cargo xtask import`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use botosmith::changes::page;
use botosmith::import::{Import, Request, import};
use botosmith::source::Catalog;

/// Bring a model, or a newer one, cut to the chosen operations.
///
/// The model is written beside the manifest, in the folder SERVICE/VERSION, with its paginators, waiters
/// and endpoint rules, and the manifest says where it came from. Operations that were chosen before stay
/// chosen. Without any, all of the service's are brought.
///
/// Nothing is written unless a client can be generated from what was brought. Prose is left out, unless
/// --docs asks for it; write your own into docs-2.json, beside the model.
///
/// Where do models come from? From botocore, which Python's package manager brings:
///
///     python3 -m pip download --no-deps botocore
///     cargo xtask import ecs --from botocore-*.whl --operations RegisterContainerInstance
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The service, as botocore calls it: ecs, dynamodb, application-autoscaling
    #[arg(value_name = "SERVICE")]
    service: String,
    /// A botocore wheel or sdist, a folder with models, or one service-2.json, gzipped or not
    #[arg(long, value_name = "SOURCE")]
    from: PathBuf,
    /// Operations to add to those that are chosen already
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// Bring the models' prose along, as Markdown, for what has no text yet
    #[arg(long)]
    docs: bool,
    /// The manifest [default: models/manifest.toml of this repository]
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// The crate that a new service is for, if the manifest has several
    #[arg(long = "crate", value_name = "NAME")]
    crate_name: Option<String>,
    /// The module of a new service [default: like SERVICE]
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let catalog = Catalog::open(&arguments.from)?;
    let manifest = arguments.manifest.clone();
    let request = Request {
        manifest: manifest.unwrap_or_else(|| crate::repository().join("models/manifest.toml")),
        service: arguments.service.clone(),
        operations: arguments.operations.clone(),
        docs: arguments.docs,
        module: arguments.module.clone(),
        crate_name: arguments.crate_name.clone(),
    };
    let import = import(&request, &catalog)?;
    import.write()?;
    print!("{}", report(&import));
    Ok(ExitCode::SUCCESS)
}

/// How many lines of a kind are shown; the files themselves, and `git diff`, have the rest.
const SHOWN: usize = 40;

/// What came, what changed, what to do next.
fn report(import: &Import) -> String {
    let files = import.files();
    let mut out = vec![headline(import)];
    let came = || {
        import
            .operations
            .iter()
            .map(|it| format!("+ {it}"))
            .collect()
    };
    let lines = match (&import.changes, import.is_update) {
        (Some(changes), _) => page::short(changes),
        (None, true) => Vec::new(),
        (None, false) => came(),
    };
    out.extend(indented(&lines));
    if files.is_empty() {
        out.push("nothing to write: all of this is there already".to_owned());
    }
    for (file, removed) in &files {
        let done = if *removed { "removed" } else { "wrote" };
        out.push(format!("{done} {}", crate::shown(file)));
    }
    let docs = crate::shown(&import.folder.join("docs-2.json"));
    if !import.renamed.is_empty() {
        out.push(
            "names that were taken, and what is used instead (kept in names.lock):".to_owned(),
        );
        let renamed: Vec<String> = import
            .renamed
            .iter()
            .map(|(item, name)| format!("{item}: {name}"))
            .collect();
        out.extend(indented(&renamed));
    }
    if !import.moved_texts.is_empty() {
        out.push(format!(
            "texts that moved along with their members, in {docs}:"
        ));
        out.extend(indented(&import.moved_texts));
    }
    if !import.texts_about_nothing.is_empty() {
        out.push(format!(
            "texts about what is gone; remove them from {docs}, or codegen refuses it:"
        ));
        out.extend(indented(&import.texts_about_nothing));
    }
    if !import.missing_texts.is_empty() && !files.is_empty() {
        out.push(format!(
            "{} have no text in {docs}; their names stand in for one:",
            import.missing_texts.len()
        ));
        out.extend(indented(&import.missing_texts));
    }
    if let (Some(old), false) = (&import.old_folder, files.is_empty()) {
        out.push(format!(
            "{} is not used by this service any more; remove it once you have what you need of it",
            crate::shown(old)
        ));
    }
    if !files.is_empty() {
        let changes = if import.is_update {
            "cargo xtask changes shows all of it and what it means; "
        } else {
            ""
        };
        out.push(format!("next: {changes}cargo xtask codegen"));
    }
    out.join("\n") + "\n"
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
