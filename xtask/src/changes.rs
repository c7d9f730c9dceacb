//! `cargo xtask changes`

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use botosmith::changes::page::{self, Page};
use botosmith::changes::{Class, Options, compare};
use botosmith::shown::line;
use botosmith::source::Catalog;

/// Compare two states of models, and classify the changes.
///
/// OLD and NEW are botocore wheels or sdists, folders with models, single models, or git revisions,
/// of which the folder models/ is read. By default, models/ of the working tree is compared with
/// that of the last commit: the command shows what a commit would change.
///
/// The report lists changes by the operations that they affect. Each change is compatible, needs a
/// look, or is breaking, on the wire and in Rust. The report ends with the verdict and the semver
/// step that it requires.
///
///     cargo xtask changes                                   # this working tree
///     cargo xtask changes main HEAD --format markdown       # for a pull request
///     cargo xtask changes botocore-1.1.0*.whl botocore-1.1.1*.whl --service ecs --calls boto3
///     cargo xtask changes OLD.whl NEW.whl --format html --out changes.html
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Old state [default: HEAD]
    old: Option<String>,
    /// New state [default: the working tree]
    new: Option<String>,
    /// Compare only this service, by its name in botocore
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// Compare only these operations
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// Language in which calls of changed operations are shown [default: rust for one service, none
    /// for several]
    #[arg(long, value_enum)]
    calls: Option<Calls>,
    /// Date to print in the report, such as 2015-07-09; by default it has none
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// Format of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the report to a file
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Print a table of all kinds of changes, with their classes and the reasons, as Markdown
    #[arg(long, exclusive = true)]
    classes: bool,
    /// Fail if a change is of this class or a worse one
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Calls {
    Boto3,
    Rust,
    Both,
    None,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
    Html,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    Look,
    Breaking,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.classes {
        print!("{}", botosmith::changes::classes::markdown());
        return Ok(ExitCode::SUCCESS);
    }
    let repository = crate::repository();
    let old = State::open(&repository, arguments.old.as_deref().unwrap_or("HEAD"))?;
    let new = match &arguments.new {
        Some(new) => State::open(&repository, new)?,
        None => State::folder(&repository.join("models"), "the working tree")?,
    };
    let options = options(arguments, &new.catalog);
    let mut comparison = compare(&old.catalog, &new.catalog, &options)?;
    for (name, state) in [(&mut comparison.old, old), (&mut comparison.new, new)] {
        if let Some(label) = state.label {
            *name = label;
        }
    }
    let page = Page {
        date: arguments.date.clone(),
    };
    let text = match arguments.format {
        Format::Text => page::text(&comparison, &page),
        Format::Markdown => page::markdown(&comparison, &page),
        Format::Html => page::html(&comparison, &page),
    };
    match &arguments.out {
        Some(path) => std::fs::write(path, text)
            .with_context(|| format!("cannot write {}", path.display()))?,
        None => print!("{text}"),
    }
    let limit = arguments.fail_on.map(Class::from);
    let is_over = limit.is_some_and(|limit| comparison.class() >= limit);
    Ok(if is_over && !comparison.services.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn options(arguments: &Arguments, new: &Catalog) -> Options {
    let is_one = arguments.service.is_some() || new.services().count() <= 1;
    let default = if is_one { Calls::Rust } else { Calls::None };
    let calls = arguments.calls.unwrap_or(default);
    Options {
        services: arguments.service.iter().cloned().collect(),
        operations: arguments.operations.clone(),
        boto3: matches!(calls, Calls::Boto3 | Calls::Both),
        rust: matches!(calls, Calls::Rust | Calls::Both),
    }
}

impl From<FailOn> for Class {
    fn from(limit: FailOn) -> Self {
        match limit {
            FailOn::Look => Self::Look,
            FailOn::Breaking => Self::Breaking,
        }
    }
}

/// The old or the new state of the models.
struct State {
    catalog: Catalog,
    /// Name in the report, in the place of the catalog's.
    label: Option<String>,
    /// Files of a git revision, removed on drop.
    _folder: Option<tempfile::TempDir>,
}

impl State {
    /// Opens a path or, if there is none, a git revision.
    fn open(repository: &Path, name: &str) -> Result<Self> {
        let path = Path::new(name);
        if path.exists() {
            return Ok(Self {
                catalog: Catalog::open(path)?,
                label: None,
                _folder: None,
            });
        }
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        unpack_revision(repository, name, folder.path())?;
        Ok(Self {
            catalog: Catalog::open(folder.path())?,
            label: Some(name.to_owned()),
            _folder: Some(folder),
        })
    }

    fn folder(path: &Path, label: &str) -> Result<Self> {
        Ok(Self {
            catalog: Catalog::open(path)?,
            label: Some(label.to_owned()),
            _folder: None,
        })
    }
}

/// Unpacks `models/` of a git revision into a folder.
fn unpack_revision(repository: &Path, name: &str, folder: &Path) -> Result<()> {
    let git = |arguments: &[&str]| {
        Command::new("git")
            .current_dir(repository)
            .args(arguments)
            .output()
            .context("cannot run git")
    };
    let tree = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &format!("{name}:models"),
    ])?;
    if !tree.status.success() {
        bail!(
            "`{}` is neither a file or folder, nor a revision of git that has models/\n\
             give a wheel, an sdist, a folder with models, a model, or a revision",
            line(name)
        );
    }
    let tree = String::from_utf8_lossy(&tree.stdout).trim().to_owned();
    let archive = git(&["archive", "--format=tar", &tree])?;
    if !archive.status.success() {
        bail!(
            "git archive failed: {}",
            String::from_utf8_lossy(&archive.stderr)
        );
    }
    tar::Archive::new(archive.stdout.as_slice())
        .unpack(folder)
        .context("cannot unpack the archive of git")
}

fn date(text: &str) -> std::result::Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|c| c.is_ascii_digit());
    match *parts.as_slice() {
        [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
            Ok(text.to_owned())
        }
        _ => Err("a date looks like 2015-07-09".to_owned()),
    }
}
