//! The error type of the generator: location, message and hint, of one mistake or of several.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::shown::{self, Excerpt};

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
pub struct Error(Box<Report>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Report {
    what: String,
    place: Option<SourceLocation>,
    file: Option<PathBuf>,
    hint: Option<String>,
    /// Further mistakes; they have none themselves.
    more: Vec<Error>,
    /// Number of mistakes beyond those.
    left_out: usize,
}

/// A location in a text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// Path of the file, as it was given to the generator.
    pub file: PathBuf,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in characters.
    pub column: usize,
    /// The JSON path (`$.shapes.Resource`) or TOML key of the value; empty if there is none.
    pub path: String,
    /// The line, or the part of it around the location.
    excerpt: Excerpt,
}

impl SourceLocation {
    /// Finds line and column of the byte `offset` in `text`.
    pub fn new(file: &Path, text: &str, offset: usize, path: impl Into<String>) -> Self {
        let (offset, line) = line_at(text, offset);
        let start = line.start;
        Self {
            file: file.to_owned(),
            line: text[..offset].matches('\n').count() + 1,
            column: text[start..offset].chars().count() + 1,
            path: path.into(),
            excerpt: shown::excerpt(&text[line], offset - start),
        }
    }
}

/// Returns the start of the character at `offset`, and the range of its line.
fn line_at(text: &str, offset: usize) -> (usize, Range<usize>) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |newline| offset + newline);
    // Without its carriage return, unless that is the location.
    let line = text[start..end].trim_end_matches('\r');
    (offset, start..offset.max(start + line.len()))
}

/// A position in a text, whose line and column are only found when an error needs them.
///
/// Finding them takes time in proportion to the text, so that it is not done for each of many
/// values. All positions share the text.
#[derive(Clone)]
pub struct TextPosition {
    file: Arc<Path>,
    text: Arc<str>,
    offset: usize,
}

impl TextPosition {
    /// Makes the position of the byte `offset` in the text of a file.
    pub(crate) fn new(file: &Arc<Path>, text: &Arc<str>, offset: usize) -> Self {
        Self {
            file: Arc::clone(file),
            text: Arc::clone(text),
            offset,
        }
    }

    /// Finds line and column.
    pub fn location(&self) -> SourceLocation {
        SourceLocation::new(&self.file, &self.text, self.offset, "")
    }
}

impl fmt::Debug for TextPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, byte {}", self.file.display(), self.offset)
    }
}

impl From<&TextPosition> for SourceLocation {
    fn from(position: &TextPosition) -> Self {
        position.location()
    }
}

impl Error {
    /// Makes an error without a location.
    pub fn new(what: impl Into<String>) -> Self {
        Self(Box::new(Report {
            what: shown::line(&what.into()),
            place: None,
            file: None,
            hint: None,
            more: Vec::new(),
            left_out: 0,
        }))
    }

    /// Makes an error at a location.
    pub fn at(place: impl Into<SourceLocation>, what: impl Into<String>) -> Self {
        let mut error = Self::new(what);
        error.0.place = Some(place.into());
        error
    }

    /// Makes an error about a whole file, such as one that cannot be read.
    pub fn file(file: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        let mut error = Self::new(what);
        error.0.file = Some(file.into());
        error
    }

    /// Adds a hint: what the user can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(shown::line(&hint.into()));
        self
    }

    /// Adds a hint that ends with lines to copy.
    #[must_use]
    pub(crate) fn hint_with_lines(self, hint: &str, lines: &[&str]) -> Self {
        let mut error = self.hint(hint);
        if let Some(hint) = &mut error.0.hint {
            for line in lines {
                hint.push('\n');
                hint.push_str(&shown::line(line));
            }
        }
        error
    }

    /// Returns the message, which is one line.
    pub fn what(&self) -> &str {
        &self.0.what
    }

    /// Returns the location, if the error has one.
    pub fn location(&self) -> Option<&SourceLocation> {
        self.0.place.as_ref()
    }

    /// Takes an error about several mistakes apart: an error for each.
    pub fn into_each(mut self) -> Vec<Self> {
        let more = std::mem::take(&mut self.0.more);
        std::iter::once(self).chain(more).collect()
    }

    /// Writes the reports of all mistakes, the first one with `level`.
    fn write(&self, f: &mut fmt::Formatter<'_>, level: &Level<'_>) -> fmt::Result {
        f.write_str(&self.0.render(level))?;
        for error in &self.0.more {
            write!(f, "\n\n{}", error.0.render(&Level::ERROR))?;
        }
        match self.0.left_out {
            0 => Ok(()),
            count => write!(f, "\n\n… and {count} more mistakes"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &Level::ERROR)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &Level::ERROR.no_name())
    }
}

/// Maximum number of mistakes in one report. Who made more of them needs no longer list.
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

impl Report {
    fn render(&self, level: &Level<'_>) -> String {
        let title = level.clone().primary_title(self.what.as_str());
        let file_shown = self.file.as_ref().map(|file| displayed(file));
        let mut group;
        let (origin, path, source);
        match &self.place {
            Some(place) => {
                origin = displayed(&place.file);
                path = shown::line(&place.path);
                // The column is counted in the source: filled up to its place in the file.
                let filling = "x".repeat(place.excerpt.skipped);
                source = format!("{filling}{}", place.excerpt.text);
                let range = &place.excerpt.range;
                let (start, end) = (range.start + filling.len(), range.end + filling.len());
                let annotation = AnnotationKind::Primary.span(start..end);
                let annotation = match path.as_str() {
                    "" => annotation,
                    path => annotation.label(path),
                };
                let snippet = Snippet::source(source.as_str())
                    .line_start(place.line)
                    .annotation(annotation);
                group = title.element(snippet.path(origin.as_str()));
            }
            None => {
                group = match &file_shown {
                    Some(file) => title.element(Origin::path(file.as_str())),
                    None => annotate_snippets::Group::with_title(title),
                };
            }
        }
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        Renderer::plain().render(&[group])
    }
}

/// Returns a path as it is printed.
fn displayed(path: &Path) -> String {
    shown::line(&path.display().to_string())
}

impl std::error::Error for Error {}
