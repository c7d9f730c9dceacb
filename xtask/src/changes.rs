//! `cargo xtask changes`

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use botosmith::changes::page::{self, Page};
use botosmith::changes::{Class, Options, compare};
use botosmith::source::Catalog;

/// Show what changes between two models, and what that means.
///
/// OLD and NEW are botocore wheels or sdists, folders with models, single models, or revisions of git, of
/// which the folder models/ is meant. Without them, the working tree's models/ is compared with the last
/// commit's: what a commit would change.
///
/// The page lists the changes under the operations in which a caller meets them. Each is compatible, needs a
/// look, or is breaking, on the wire and in Rust; the page ends with one verdict and the step that the
/// version has to take.
///
///     cargo xtask changes                                   # this working tree
///     cargo xtask changes main HEAD --format markdown       # for a pull request
///     cargo xtask changes botocore-1.1.0*.whl botocore-1.1.1*.whl --service ecs --calls boto3
///     cargo xtask changes OLD.whl NEW.whl --format html --out changes.html
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// The state before [default: HEAD]
    old: Option<String>,
    /// The state after [default: the working tree]
    new: Option<String>,
    /// Only this service, as botocore calls it
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// Only these operations
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// How changed operations are shown [default: rust, for one service]
    #[arg(long, value_enum)]
    calls: Option<Calls>,
    /// The day of the change, such as 2015-07-09; pages have no other date
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// The form of the page
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the page to a file
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Print the table of all kinds of changes with their classes and reasons, as Markdown
    #[arg(long, exclusive = true)]
    classes: bool,
    /// Fail if a change is of this class or worse
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
    let (old, new) = (arguments.old.as_deref(), arguments.new.as_deref());
    let old = Side::open(&repository, old.unwrap_or("HEAD"))?;
    let new = match new {
        Some(new) => Side::open(&repository, new)?,
        None => Side::folder(&repository.join("models"), "the working tree")?,
    };
    let is_one = arguments.service.is_some() || new.catalog.services().count() <= 1;
    let calls = arguments
        .calls
        .unwrap_or(if is_one { Calls::Rust } else { Calls::None });
    let options = Options {
        services: arguments.service.iter().cloned().collect(),
        operations: arguments.operations.clone(),
        boto3: matches!(calls, Calls::Boto3 | Calls::Both),
        rust: matches!(calls, Calls::Rust | Calls::Both),
    };
    let mut comparison = compare(&old.catalog, &new.catalog, &options)?;
    for (name, side) in [(&mut comparison.old, &old), (&mut comparison.new, &new)] {
        if let Some(shown) = &side.shown {
            name.clone_from(shown);
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
    let limit = arguments.fail_on.map(|it| match it {
        FailOn::Look => Class::Look,
        FailOn::Breaking => Class::Breaking,
    });
    let is_bad = limit.is_some_and(|limit| comparison.class() >= limit);
    Ok(if is_bad && !comparison.services.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// One side of the comparison.
struct Side {
    catalog: Catalog,
    /// What it is called, where the catalog has no better name.
    shown: Option<String>,
    /// Where a revision was unpacked to; removed with this.
    _folder: Option<tempfile::TempDir>,
}

impl Side {
    /// A path, or else a revision.
    fn open(repository: &Path, name: &str) -> Result<Self> {
        let path = Path::new(name);
        if path.exists() {
            return Ok(Self {
                catalog: Catalog::open(path)?,
                shown: None,
                _folder: None,
            });
        }
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        revision(repository, name, folder.path())?;
        Ok(Self {
            catalog: Catalog::open(folder.path())?,
            shown: Some(name.to_owned()),
            _folder: Some(folder),
        })
    }

    fn folder(path: &Path, shown: &str) -> Result<Self> {
        Ok(Self {
            catalog: Catalog::open(path)?,
            shown: Some(shown.to_owned()),
            _folder: None,
        })
    }
}

/// Unpacks `models/` of a revision.
fn revision(repository: &Path, name: &str, folder: &Path) -> Result<()> {
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
            "`{name}` is neither a file or folder, nor a revision of git that has models/\n\
             give a wheel, an sdist, a folder with models, a model, or a revision"
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
        .context("cannot unpack what git gave")
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
