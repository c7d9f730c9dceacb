//! The error type of the generator: location, message and hint, of one mistake or of several.

mod excerpt;
mod location;
mod report;

use std::fmt;
use std::path::{Path, PathBuf};

use annotate_snippets::Level;
use serde::Serialize;

use crate::annotation::{self, annotation};
use crate::shown;
pub(crate) use location::character;
pub use location::{SourceLocation, TextPosition};
pub use report::Style;
use report::{Record, Report};

/// Result of the generator.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the generator.
///
/// `Display` prints the whole report: the message, the line of the file, the JSON path of the
/// value, and a hint. `Debug` prints the same without `error: ` before it, since Rust shows the
/// error that `main` returns (as in build scripts) by `Debug`.
///
/// An error about several mistakes prints a report of each. Its methods are about the first one;
/// [`into_each`](Self::into_each) takes it apart.
///
/// Messages, hints and excerpts may quote files that are not trusted: characters that control a
/// terminal or have no shape are printed as escapes, and very long names shortened.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Mistakes>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Mistakes {
    first: Report,
    /// Further mistakes; they have none themselves.
    more: Vec<Error>,
    /// Number of mistakes beyond those.
    left_out: usize,
}

/// An error for machines.
#[derive(Serialize)]
struct Document<'a> {
    errors: Vec<Record<'a>>,
    left_out: usize,
}

impl Error {
    /// Makes an error without a location.
    pub fn new(what: impl Into<String>) -> Self {
        Self(Box::new(Mistakes {
            first: Report::new(&what.into()),
            more: Vec::new(),
            left_out: 0,
        }))
    }

    /// Makes an error at a location.
    pub fn at(place: impl Into<SourceLocation>, what: impl Into<String>) -> Self {
        let mut error = Self::new(what);
        error.0.first.place = Some(place.into());
        error
    }

    /// Makes an error about a whole file, such as one that cannot be read.
    pub fn file(file: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        let mut error = Self::new(what);
        error.0.first.file = Some(file.into());
        error
    }

    /// Adds a hint: what the user can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.first.hint = Some(shown::line(&hint.into()));
        self
    }

    /// Puts words before the message, such as the name of what cannot be made.
    #[cfg(feature = "import")]
    #[must_use]
    pub(crate) fn about(mut self, subject: &str) -> Self {
        self.0.first.what = shown::line(&format!("{subject}: {}", self.0.first.what));
        self
    }

    /// Adds a hint that ends with lines to copy.
    #[must_use]
    pub(crate) fn hint_with_lines(self, hint: &str, lines: &[&str]) -> Self {
        let mut error = self.hint(hint);
        if let Some(hint) = &mut error.0.first.hint {
            for line in lines {
                hint.push('\n');
                hint.push_str(&shown::line(line));
            }
        }
        error
    }

    /// Returns the message, which is one line.
    pub fn what(&self) -> &str {
        &self.0.first.what
    }

    /// Returns the location, if the error has one.
    pub fn location(&self) -> Option<&SourceLocation> {
        self.0.first.place.as_ref()
    }

    /// Takes an error about several mistakes apart: an error for each.
    pub fn into_each(mut self) -> Vec<Self> {
        let more = std::mem::take(&mut self.0.more);
        std::iter::once(self).chain(more).collect()
    }

    /// Prints the whole report, as `Display` does if the style is plain.
    pub fn render(&self, style: Style) -> String {
        self.reports(&Level::ERROR, style)
    }

    /// Writes the error as JSON, in one line:
    ///
    /// ```json
    /// {"errors": [{"message": "the key `name` of a crate is missing", "file": "manifest.toml",
    ///   "line": 1, "column": 1, "end_line": 1, "end_column": 10, "path": null, "hint": "add it",
    ///   "rendered": "error: the key …"}], "left_out": 0}
    /// ```
    ///
    /// `errors` has an object for each mistake, and `left_out` the number of further ones, for
    /// which there is none. Fields without a value are `null`: those of the place, if a mistake is
    /// about a whole file or none. Lines and columns are 1-based and count characters; the end is
    /// behind the last one. `path` is the JSON path or TOML key of the value, `rendered` the report
    /// for people. More fields may be added; those that exist stay.
    pub fn to_json(&self) -> String {
        let document = Document {
            errors: self.each().map(Report::record).collect(),
            left_out: self.0.left_out,
        };
        shown::json(&document)
    }

    /// Writes the lines of a GitHub workflow that show each mistake in its file. `root` is the
    /// folder of the repository, to which their paths are relative.
    pub fn github(&self, root: &Path) -> String {
        let mut lines: Vec<String> = self.each().map(|it| it.github(root)).collect();
        if let Some(rest) = self.rest() {
            let level = annotation::Level::Error;
            lines.push(annotation(level, None, None, annotation::TITLE, &rest));
        }
        lines.join("\n")
    }

    fn each(&self) -> impl Iterator<Item = &Report> {
        let more = self.0.more.iter().map(|error| &error.0.first);
        std::iter::once(&self.0.first).chain(more)
    }

    /// The reports of all mistakes, the first one with `level`.
    fn reports(&self, level: &Level<'_>, style: Style) -> String {
        let mut reports = vec![self.0.first.render(level, style)];
        let more = self.each().skip(1);
        reports.extend(more.map(|it| it.render(&Level::ERROR, style)));
        reports.extend(self.rest());
        reports.join("\n\n")
    }

    /// Says how many mistakes are left out.
    fn rest(&self) -> Option<String> {
        match self.0.left_out {
            0 => None,
            count => Some(format!("… and {count} more mistakes")),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reports(&Level::ERROR, Style::Plain))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reports(&Level::ERROR.no_name(), Style::Plain))
    }
}

/// Maximum number of mistakes in one report, so that a report can be read.
const MOST: usize = 50;

/// Collects mistakes, so that all of them are reported and not only the first.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<Error>,
    left_out: usize,
}

impl Errors {
    /// Adds a mistake. `make` is called only if there is room for it, since a hint may take a while
    /// to find.
    pub(crate) fn add(&mut self, make: impl FnOnce() -> Error) {
        if self.found.len() < MOST {
            self.found.push(make());
        } else {
            self.left_out += 1;
        }
    }

    /// Adds all mistakes of an error. One that is known already is the same one: two services may
    /// have one model.
    pub(crate) fn add_all(&mut self, error: Error) {
        self.left_out += error.0.left_out;
        for mut error in error.into_each() {
            error.0.left_out = 0;
            if !self.found.contains(&error) {
                self.add(|| error);
            }
        }
    }

    /// Returns the value of a result, or adds its error.
    pub(crate) fn value<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.add_all(error)).ok()
    }

    /// Returns `true` if there is no mistake.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Brings the mistakes, which are in one file, into the file's order.
    pub(crate) fn sort(&mut self) {
        self.found.sort_by_key(|error| {
            let place = error.location();
            place.map(|it| (it.line, it.column))
        });
    }

    /// Returns one error about all mistakes, if there are any.
    pub(crate) fn finish(self) -> Result<()> {
        let mut found = self.found.into_iter();
        match found.next() {
            None => Ok(()),
            Some(mut first) => {
                first.0.more = found.collect();
                first.0.left_out = self.left_out;
                Err(first)
            }
        }
    }
}

impl std::error::Error for Error {}
