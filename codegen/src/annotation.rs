//! Annotations: messages that GitHub shows beside the lines of a pull request.
//!
//! A program in a workflow prints a line for each, a "workflow command". GitHub shows ten errors
//! and ten warnings of a step; the rest is in its log.

use std::fmt::Write;
use std::path::Path;

use crate::paths;
use crate::shown;

/// The title of annotations that need no other.
pub const TITLE: &str = "botosmith";

/// Importance of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something to know.
    Notice,
    /// Something to look at.
    Warning,
    /// Something that is wrong.
    Error,
}

impl Level {
    fn command(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A part of a text file, by lines and columns. Both are 1-based; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
}

/// Writes an annotation, as one line without a line break at its end.
///
/// `file` is the path in the repository ([`path`]); without one, the message is shown for the whole
/// run. Line breaks in `title` and `message` are kept. Nothing in them can end the line or begin
/// another command.
pub fn annotation(
    level: Level,
    file: Option<&str>,
    span: Option<Span>,
    title: &str,
    message: &str,
) -> String {
    let mut properties = Vec::new();
    if let Some(file) = file {
        properties.push(("file", property(file)));
        if let Some(span) = span {
            properties.push(("line", span.line.to_string()));
            properties.push(("endLine", span.end_line.to_string()));
            // GitHub takes no columns of a part with several lines.
            if span.line == span.end_line {
                properties.push(("col", span.column.to_string()));
                properties.push(("endColumn", span.end_column.to_string()));
            }
        }
    }
    if !title.is_empty() {
        properties.push(("title", property(title)));
    }
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let space = if properties.is_empty() { "" } else { " " };
    format!(
        "::{}{space}{}::{}",
        level.command(),
        properties.join(","),
        data(message)
    )
}

/// Returns the path of a file as annotations name it: relative to `root`, which is the folder of
/// the repository, and with `/`. A file elsewhere keeps its path.
pub fn path(file: &Path, root: &Path) -> String {
    let real = paths::real(file);
    let inside = real.strip_prefix(paths::real(root));
    let path = match &inside {
        Ok(path) if !path.as_os_str().is_empty() => path,
        _ => file,
    };
    let path = path.to_string_lossy();
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.into_owned()
    }
}

/// Escapes a message.
fn data(text: &str) -> String {
    escaped(text, &['%', '\r', '\n'])
}

/// Escapes the value of a property. `:` and `,` would end it.
fn property(text: &str) -> String {
    escaped(text, &['%', '\r', '\n', ':', ','])
}

/// Escapes `special` characters as GitHub reads them, and others without a shape for people.
fn escaped(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            write!(out, "%{:02X}", u32::from(c)).expect("a string takes all");
        } else if shown::is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAN: Span = Span {
        line: 3,
        column: 5,
        end_line: 3,
        end_column: 9,
    };

    #[test]
    fn an_annotation_is_one_line() {
        let line = annotation(
            Level::Error,
            Some("a,b/c:d.json"),
            Some(SPAN),
            "50%: a, b",
            "one: 100%\r\ntwo, \u{1b}[31m::error::three",
        );
        assert_eq!(
            line,
            "::error file=a%2Cb/c%3Ad.json,line=3,endLine=3,col=5,endColumn=9,title=50%25%3A a%2C b\
             ::one: 100%25%0D%0Atwo, \\u{1b}[31m::error::three"
        );
        assert_eq!(
            annotation(Level::Notice, None, Some(SPAN), "", "a"),
            "::notice::a"
        );
        assert_eq!(
            annotation(Level::Warning, None, None, "b", "a"),
            "::warning title=b::a"
        );
    }

    #[test]
    fn several_lines_have_no_columns() {
        let span = Span {
            end_line: 4,
            ..SPAN
        };
        let line = annotation(Level::Error, Some("a"), Some(span), "", "b");
        assert_eq!(line, "::error file=a,line=3,endLine=4::b");
    }

    #[test]
    fn paths_are_relative_to_the_repository() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir(root.join("models")).expect("a folder");
        let inside = root.join("models/../models/./ecs/service-2.json");
        assert_eq!(path(&inside, root), "models/ecs/service-2.json");
        assert_eq!(
            path(Path::new("models/a.json"), Path::new("")),
            "models/a.json"
        );
        assert_eq!(
            path(Path::new("../models/a.json"), root),
            "../models/a.json"
        );
        assert_eq!(path(root, root), root.to_string_lossy());
    }
}
