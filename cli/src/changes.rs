//! `botosmith changes`

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Class, Comparison, Options, check_exceptions, compare};
use botosmith::manifest::{Exception, Manifest};
use botosmith::source::Catalog;
use botosmith::{Error, Result};

use crate::out;
use crate::project::{self, Revision};
use crate::releases;
use crate::session::{ErrorFormat, Session, root};

/// Compare two states of models, and classify the changes.
///
/// OLD and NEW are botocore wheels or sdists, versions of botocore, folders with models, single
/// models, or git revisions, of which the manifest is read: the models and operations that its
/// entries choose are compared. By default, these are those of the last commit and of the working
/// tree: the command shows what a commit would change.
///
/// The report lists changes by the operations that they affect. Each change is compatible, needs a
/// look, or is breaking, on the wire and in Rust. The report ends with the verdict and the semver
/// step that it requires.
///
///     botosmith changes                                   # this working tree
///     botosmith changes main HEAD --format markdown       # for a pull request
///     botosmith changes main --fail-on breaking           # for its checks
///     botosmith changes 1.44.0 1.44.5 --service ecs --format html --out changes.html
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// Old state [default: HEAD]
    old: Option<String>,
    /// New state [default: the working tree]
    new: Option<String>,
    /// Compare only this service, by any name that it goes by
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Calls {
    Boto3,
    Rust,
    Both,
    None,
}

/// Format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For the description of a pull request
    Markdown,
    /// A page to look at in a browser
    Html,
    /// A JSON document
    Json,
    /// Annotations in a workflow of GitHub
    Github,
}

impl Format {
    /// Format in which an error is printed.
    pub(crate) fn of_errors(self) -> ErrorFormat {
        match self {
            Self::Text | Self::Markdown | Self::Html => ErrorFormat::Text,
            Self::Json => ErrorFormat::Json,
            Self::Github => ErrorFormat::Github,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FailOn {
    Look,
    Breaking,
}

impl FailOn {
    /// Returns the exit status: a failure if a change is of the limit's class or a worse one.
    pub(crate) fn status(limit: Option<Self>, comparison: &Comparison) -> ExitCode {
        if limit.is_some_and(|limit| comparison.reaches(Class::from(limit))) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// Where and how a comparison is written.
pub(crate) struct Report<'a> {
    pub(crate) format: Format,
    /// File to write to; `None` for the standard output.
    pub(crate) out: Option<&'a Path>,
    /// Date to print.
    pub(crate) date: Option<&'a str>,
}

impl Report<'_> {
    /// Makes the folder of the file, and checks that the file can be written.
    ///
    /// # Errors
    /// If it cannot be.
    pub(crate) fn check(&self) -> Result<()> {
        let Some(path) = self.out else {
            return Ok(());
        };
        let is_new = !path.exists();
        make_folder(path)
            .and_then(|()| File::options().append(true).create(true).open(path))
            .map_err(|error| unwritable(path, &error))?;
        if is_new {
            // The report may never be written.
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    /// Writes the page.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn write(&self, comparison: &Comparison) -> Result<()> {
        let page = Page {
            date: self.date.map(str::to_owned),
        };
        let text = match self.format {
            Format::Text => page::text(comparison, &page),
            Format::Markdown => page::markdown(comparison, &page),
            Format::Html => page::html(comparison, &page),
            Format::Json => page::json(comparison, &page),
            Format::Github => page::github(comparison, &root()),
        };
        match self.out {
            Some(path) => make_folder(path)
                .and_then(|()| fs::write(path, text))
                .map_err(|error| unwritable(path, &error)),
            None => {
                out::print(&text);
                Ok(())
            }
        }
    }
}

fn make_folder(file: &Path) -> io::Result<()> {
    let made = file.parent().map_or(Ok(()), fs::create_dir_all);
    match made {
        // Writing says better what is wrong with a file in the place of the folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

fn unwritable(file: &Path, error: &io::Error) -> Error {
    Error::file(file, format!("cannot write the report: {error}"))
        .hint("name another file with --out")
}

impl Arguments {
    /// Format in which an error is printed.
    pub fn error_format(&self) -> ErrorFormat {
        self.format.of_errors()
    }
}

/// Compares two states, and prints or writes the report.
///
/// # Errors
/// If a state cannot be found or read, or if the report cannot be written.
pub fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    if arguments.classes {
        out::print(&botosmith::classes::markdown());
        return Ok(ExitCode::SUCCESS);
    }
    let old = match &arguments.old {
        Some(old) => State::find(old, session)?,
        None => State::revision("HEAD", session)?,
    };
    let new = match &arguments.new {
        Some(new) => State::find(new, session)?,
        None => State::working_tree(session)?,
    };
    let [old, new] = models(old, new)?;
    let options = options(arguments, &old.catalog, &new.catalog);
    let exceptions = exceptions(session)?;
    // Other sources, such as two releases, need not have what the manifest excepts.
    if old.label.is_some() || new.label.is_some() {
        check_exceptions(&exceptions, &[&old.catalog, &new.catalog])?;
    }
    let progress = session.progress("comparing");
    let mut comparison = compare(&old.catalog, &new.catalog, &options)?;
    drop(progress);
    for (name, state) in [(&mut comparison.old, old), (&mut comparison.new, new)] {
        if let Some(label) = state.label {
            *name = label;
        }
    }
    comparison.apply(&exceptions);
    let report = Report {
        format: arguments.format,
        out: arguments.out.as_deref(),
        date: arguments.date.as_deref(),
    };
    report.write(&comparison)?;
    Ok(FailOn::status(arguments.fail_on, &comparison))
}

fn options(arguments: &Arguments, old: &Catalog, new: &Catalog) -> Options {
    let is_small = |it: &Catalog| it.services().count() <= 1;
    let is_one = arguments.service.is_some() || (is_small(old) && is_small(new));
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
enum State {
    /// A wheel, an sdist, a folder or a model.
    Source(Catalog),
    /// The manifest and its models in a revision of git.
    Revision(Revision, String),
    /// The manifest and its models as they are now.
    WorkingTree(Manifest),
}

impl State {
    /// Finds a source, a git revision or a version of botocore. A file or folder that is no source
    /// may have the name of a revision by chance.
    fn find(name: &str, session: &Session) -> Result<Self> {
        let path = Path::new(name);
        let is_revision = || {
            let manifest = session.manifest_if_any();
            manifest.is_some_and(|it| project::is_revision(name, &it))
        };
        if path.exists() {
            return match releases::open(path, session) {
                Err(_) if is_revision() => Self::revision(name, session),
                catalog => Ok(Self::Source(catalog?)),
            };
        }
        if releases::is_version(name) && !is_revision() {
            return Ok(Self::Source(releases::open(path, session)?));
        }
        Self::revision(name, session)
    }

    fn revision(name: &str, session: &Session) -> Result<Self> {
        let file = manifest(session)?;
        match Revision::unpack(name, &file)? {
            Some(revision) => Ok(Self::Revision(revision, name.to_owned())),
            None => Err(project::no_revision(name, &file)?),
        }
    }

    fn working_tree(session: &Session) -> Result<Self> {
        Ok(Self::WorkingTree(Manifest::open(&manifest(session)?)?))
    }

    fn manifest(&self) -> Option<&Manifest> {
        match self {
            Self::Source(_) => None,
            Self::Revision(revision, _) => revision.manifest(),
            Self::WorkingTree(manifest) => Some(manifest),
        }
    }

    /// Lists the models. Services of which there are several entries, in this state or the other,
    /// are in `repeated`. A revision before the first manifest has none.
    fn read(self, repeated: &BTreeSet<String>) -> Result<Models> {
        match self {
            Self::Source(catalog) => Ok(Models {
                catalog,
                label: None,
                _revision: None,
            }),
            Self::WorkingTree(manifest) => Ok(Models {
                catalog: Catalog::of_manifest(&manifest, repeated, None)?,
                label: Some("the working tree".to_owned()),
                _revision: None,
            }),
            Self::Revision(revision, name) => Ok(Models {
                catalog: match revision.manifest() {
                    None => Catalog::empty(Path::new(&name)),
                    Some(manifest) => {
                        let unpacked = Some((revision.folder(), name.as_str()));
                        Catalog::of_manifest(manifest, repeated, unpacked)?
                    }
                },
                label: Some(name),
                _revision: Some(revision),
            }),
        }
    }
}

/// The models of a state.
struct Models {
    catalog: Catalog,
    /// Name in the report, in the place of the catalog's.
    label: Option<String>,
    /// Files of a git revision, removed on drop.
    _revision: Option<Revision>,
}

/// Lists the models of both states.
fn models(old: State, new: State) -> Result<[Models; 2]> {
    let manifests = [&old, &new].into_iter().filter_map(State::manifest);
    let repeated = manifests.flat_map(Catalog::repeated).collect();
    Ok([old.read(&repeated)?, new.read(&repeated)?])
}

/// Returns the changes that do not count for the manifest's owner. Without a manifest, all count.
fn exceptions(session: &Session) -> Result<Vec<Exception>> {
    match session.manifest_if_any() {
        Some(manifest) => Ok(Manifest::open(&manifest)?.exceptions),
        None => Ok(Vec::new()),
    }
}

/// Returns the path of the manifest.
fn manifest(session: &Session) -> Result<PathBuf> {
    session.manifest().map_err(|error| {
        error.hint(
            "`botosmith init` makes one here, --manifest names one elsewhere; or name both states \
             to compare: folders, wheels, sdists or models",
        )
    })
}

fn date(text: &str) -> std::result::Result<String, String> {
    let digits = |part: &str| {
        part.bytes()
            .all(|c| c.is_ascii_digit())
            .then_some(part.len())
    };
    let lengths: Vec<Option<usize>> = text.split('-').map(digits).collect();
    if lengths != [Some(4), Some(2), Some(2)] {
        Err("a date looks like 2015-07-09".to_owned())
    } else if text.parse::<toml_edit::Datetime>().is_err() {
        Err("there is no such day".to_owned())
    } else {
        Ok(text.to_owned())
    }
}
