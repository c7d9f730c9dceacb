//! Options that all commands have, and what they decide: the manifest, and how to print.

use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use botosmith::shown::{line, lines};
use botosmith::{Error, Result, Style};

use crate::out;
use crate::progress::Progress;
use crate::project::{self, normal};

/// Options of all commands.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Global {
    /// The manifest [default: botosmith.toml, models/manifest.toml or manifest.toml in this folder
    /// or the nearest one above]
    #[arg(long, global = true, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Print each file that is written, and lists in full
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// When to print in colour.
    #[command(flatten)]
    pub color: colorchoice_clap::Color,
}

/// A run of a command: its options, and its output.
#[derive(Debug)]
pub struct Session {
    manifest: Option<PathBuf>,
    /// Set to print each file, and lists in full.
    pub verbose: bool,
}

/// Format in which an error is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorFormat {
    /// For people, on the standard error output.
    Text,
    /// For programs: a JSON document on the standard output.
    Json,
    /// Annotations of GitHub's workflows, on the standard output.
    Github,
}

/// Format of a report for people or programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// A JSON document
    Json,
}

impl Format {
    /// Format in which an error is printed.
    pub(crate) fn of_errors(self) -> ErrorFormat {
        match self {
            Self::Text => ErrorFormat::Text,
            Self::Json => ErrorFormat::Json,
        }
    }
}

impl Session {
    /// Starts a run. Messages about other runs that it has to wait for go to the standard error
    /// output.
    pub fn new(global: &Global) -> Self {
        global.color.write_global();
        botosmith::lock::on_wait(|path| {
            let path = shown(path);
            eprintln!("waiting for another run of botosmith that uses {path}");
        });
        Self {
            manifest: global.manifest.clone(),
            verbose: global.verbose,
        }
    }

    /// Returns the path of the manifest: the given one, or the nearest one.
    ///
    /// # Errors
    /// If there is none; the error says how to begin.
    pub fn manifest(&self) -> Result<PathBuf> {
        match &self.manifest {
            Some(file) => Ok(file.clone()),
            None => project::find_manifest(),
        }
    }

    /// Refuses `--manifest` for a command that has no use for it.
    ///
    /// # Errors
    /// If it is given.
    pub(crate) fn refuse_manifest(&self, hint: &str) -> Result<()> {
        match &self.manifest {
            Some(_) => Err(Error::new("--manifest has no effect here").hint(hint)),
            None => Ok(()),
        }
    }

    /// Returns the path of the manifest, if one is given or found.
    pub fn manifest_if_any(&self) -> Option<PathBuf> {
        self.manifest().ok()
    }

    /// Prints text in which names may be from files that are not trusted.
    pub fn print(&self, text: &str) {
        out::print(&lines(text));
    }

    /// Shows a message while something takes longer than a second.
    pub fn progress(&self, message: &str) -> Progress {
        Progress::spinner(message)
    }

    /// Prints an error. For programs it is on the standard output, where they look for results.
    pub(crate) fn print_error(&self, error: &Error, format: ErrorFormat) {
        match format {
            ErrorFormat::Text => eprintln!("{}", error.render(style())),
            ErrorFormat::Json => out::line(&error.to_json()),
            ErrorFormat::Github => {
                out::line(&error.github(&root()));
                eprintln!("{}", error.render(style()));
            }
        }
    }
}

/// Style of text on the standard error output: coloured on a terminal, unless its user wants none.
fn style() -> Style {
    match AutoStream::choice(&std::io::stderr()) {
        ColorChoice::Never => Style::Plain,
        _ => Style::Colored,
    }
}

/// Returns the folder to which paths in annotations are relative: that of the repository.
pub(crate) fn root() -> PathBuf {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").filter(|it| !it.is_empty());
    workspace.map_or_else(
        || std::env::current_dir().unwrap_or_default(),
        PathBuf::from,
    )
}

/// Formats a path relative to the current folder, which is shorter to read, on one line.
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    let path = normal(path);
    let path = path.strip_prefix(&current).unwrap_or(&path);
    line(&path.display().to_string())
}
