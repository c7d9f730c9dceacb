//! One mistake, and its forms for people and machines.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::location::SourceLocation;
use crate::annotation::{self, annotation};
use crate::shown;

/// Appearance of a printed error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// Text with the escape sequences that colour it on a terminal.
    Colored,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) what: String,
    pub(super) place: Option<SourceLocation>,
    pub(super) file: Option<PathBuf>,
    pub(super) hint: Option<String>,
}

/// A mistake for machines. `docs/json.md` describes it.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    message: &'a str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    path: Option<&'a str>,
    hint: Option<&'a str>,
    rendered: String,
}

impl Report {
    pub(super) fn new(what: &str) -> Self {
        Self {
            what: shown::line(what),
            place: None,
            file: None,
            hint: None,
        }
    }

    /// The file that the mistake is in, or about.
    fn file(&self) -> Option<&Path> {
        let place = self.place.as_ref().map(|place| &*place.file);
        place.or(self.file.as_deref())
    }

    /// The JSON path or TOML key.
    fn path(&self) -> Option<&str> {
        let path = self.place.as_ref().map(|place| &*place.path);
        path.filter(|path| !path.is_empty())
    }

    pub(super) fn render(&self, level: &Level<'_>, style: Style) -> String {
        let title = level.clone().primary_title(self.what.as_str());
        let file = self.file().map(displayed);
        let path = self.path().map(shown::line);
        let source;
        let mut group = match (&self.place, &file) {
            (Some(place), file) => {
                // The column is counted in the source: filled up to its place in the file.
                let filling = "x".repeat(place.excerpt.skipped);
                source = format!("{filling}{}", place.excerpt.text);
                let range = &place.excerpt.range;
                let range = range.start + filling.len()..range.end + filling.len();
                let mark = AnnotationKind::Primary.span(range).label(path.as_deref());
                let snippet = Snippet::source(source.as_str())
                    .line_start(place.line)
                    .annotation(mark);
                title.element(snippet.path(file.as_deref()))
            }
            (None, Some(file)) => title.element(Origin::path(file.as_str())),
            (None, None) => annotate_snippets::Group::with_title(title),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colored => Renderer::styled(),
        };
        renderer.render(&[group])
    }

    pub(super) fn record(&self) -> Record<'_> {
        let place = self.place.as_ref();
        Record {
            message: &self.what,
            file: self.file().map(|file| file.to_string_lossy().into_owned()),
            line: place.map(|it| it.line),
            column: place.map(|it| it.column),
            end_line: place.map(|it| it.end_line),
            end_column: place.map(|it| it.end_column),
            path: self.path(),
            hint: self.hint.as_deref(),
            rendered: self.render(&Level::ERROR, Style::Plain),
        }
    }

    pub(super) fn github(&self, root: &Path) -> String {
        let mut message = self.what.clone();
        if let Some(path) = self.path() {
            message = format!("{message}\nat: {}", shown::line(path));
        }
        if let Some(hint) = &self.hint {
            message = format!("{message}\nhelp: {hint}");
        }
        let file = self.file().map(|file| annotation::path(file, root));
        let span = self.place.as_ref().map(SourceLocation::span);
        let level = annotation::Level::Error;
        annotation(level, file.as_deref(), span, annotation::TITLE, &message)
    }
}

/// Returns a path as it is printed.
fn displayed(path: &Path) -> String {
    shown::line(&path.display().to_string())
}
