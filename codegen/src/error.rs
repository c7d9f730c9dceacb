//! The error type of the generator: location, message and hint.

use std::fmt;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Result of the generator.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the generator.
///
/// `Display` prints the whole report: the message, the line of the file, the JSON path of the
/// value, and a hint. `Debug` prints the same without `error: ` before it, since Rust shows the
/// error that `main` returns (as in build scripts) by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Report>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Report {
    what: String,
    place: Option<SourceLocation>,
    file: Option<PathBuf>,
    hint: Option<String>,
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
    /// Text of the line, for display.
    excerpt: String,
    /// Byte offset of the location in `excerpt`.
    offset: usize,
}

impl SourceLocation {
    /// Finds line and column of the byte `offset` in `text`.
    pub fn new(file: &Path, text: &str, offset: usize, path: impl Into<String>) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[offset..]
            .find('\n')
            .map_or(text.len(), |newline| offset + newline);
        Self {
            file: file.to_owned(),
            line: text[..offset].matches('\n').count() + 1,
            column: text[start..offset].chars().count() + 1,
            path: path.into(),
            excerpt: text[start..end].trim_end_matches('\r').to_owned(),
            offset: offset - start,
        }
    }
}

impl Error {
    /// Makes an error without a location.
    pub fn new(what: impl Into<String>) -> Self {
        Self(Box::new(Report {
            what: what.into(),
            place: None,
            file: None,
            hint: None,
        }))
    }

    /// Makes an error at a location.
    pub fn at(place: SourceLocation, what: impl Into<String>) -> Self {
        let mut error = Self::new(what);
        error.0.place = Some(place);
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
        self.0.hint = Some(hint.into());
        self
    }

    /// Returns the message, which is one line.
    pub fn what(&self) -> &str {
        &self.0.what
    }

    /// Returns the location, if the error has one.
    pub fn location(&self) -> Option<&SourceLocation> {
        self.0.place.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.render(&Level::ERROR))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.render(&Level::ERROR.no_name()))
    }
}

impl Report {
    fn render(&self, level: &Level<'_>) -> String {
        let title = level.clone().primary_title(self.what.as_str());
        let file_shown = self.file.as_ref().map(|file| file.display().to_string());
        let mut group;
        let origin;
        match &self.place {
            Some(place) => {
                origin = place.file.display().to_string();
                let annotation = AnnotationKind::Primary
                    .span(place.offset..next_char(&place.excerpt, place.offset));
                let annotation = match place.path.as_str() {
                    "" => annotation,
                    path => annotation.label(path),
                };
                let snippet = Snippet::source(place.excerpt.as_str())
                    .line_start(place.line)
                    .annotation(annotation);
                group = title.element(snippet.path(origin.as_str()));
            }
            None => {
                group = match &file_shown {
                    Some(file) => title.element(annotate_snippets::Origin::path(file.as_str())),
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

/// Returns the end of the character at `offset`, or `offset` at the end of the text.
fn next_char(text: &str, offset: usize) -> usize {
    text[offset..]
        .chars()
        .next()
        .map_or(offset, |c| offset + c.len_utf8())
}

impl std::error::Error for Error {}
