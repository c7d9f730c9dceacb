//! Locations in text files.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::excerpt::{Excerpt, excerpt};
use crate::annotation::Span;

/// A location in a text file: a value, or a single character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// Path of the file, as it was given to the generator.
    pub file: PathBuf,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in characters.
    pub column: usize,
    /// 1-based line in which the value ends.
    pub end_line: usize,
    /// 1-based column behind its last character. At the end of a line, and of the file, that is the
    /// number of characters and one.
    pub end_column: usize,
    /// The JSON path (`$.shapes.Resource`) or TOML key of the value; empty if there is none.
    pub path: String,
    /// The part of the lines that is shown.
    pub(super) excerpt: Excerpt,
}

impl SourceLocation {
    /// Finds lines and columns of the bytes `range` in `text`.
    ///
    /// An end of the range that is not between characters is moved there, or to the end of the
    /// text.
    pub fn new(file: &Path, text: &str, range: Range<usize>, path: impl Into<String>) -> Self {
        let start = boundary(text, range.start);
        let end = boundary(text, range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text[end..].find('\n').unwrap_or(text.len() - end);
        let line = text[..start].matches('\n').count() + 1;
        let end_line = line + text[start..end].matches('\n').count();
        let end_line_start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line,
            column: text[line_start..start].chars().count() + 1,
            end_line,
            end_column: text[end_line_start..end].chars().count() + 1,
            path: path.into(),
            excerpt: excerpt(
                &text[line_start..end + rest],
                start - line_start..end - line_start,
            ),
        }
    }

    /// Returns lines and columns.
    pub fn span(&self) -> Span {
        Span {
            line: self.line,
            column: self.column,
            end_line: self.end_line,
            end_column: self.end_column,
        }
    }
}

/// Returns the start of the character at `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Returns the range of the character at `offset`. At the end of a line or of the text, it is
/// empty.
pub(crate) fn character(text: &str, offset: usize) -> Range<usize> {
    let start = boundary(text, offset);
    let next = text[start..].chars().next().filter(|c| *c != '\n');
    start..start + next.map_or(0, char::len_utf8)
}

/// A position in a text, whose lines and columns are only found when an error needs them.
///
/// Finding them takes time in proportion to the text, so that it is not done for each of many
/// values. All positions share the text.
#[derive(Clone)]
pub struct TextPosition {
    file: Arc<Path>,
    text: Arc<str>,
    range: Range<usize>,
}

impl TextPosition {
    /// Makes the position of the bytes `range` in the text of a file.
    pub(crate) fn new(file: &Arc<Path>, text: &Arc<str>, range: Range<usize>) -> Self {
        Self {
            file: Arc::clone(file),
            text: Arc::clone(text),
            range,
        }
    }

    /// Finds lines and columns.
    pub fn location(&self) -> SourceLocation {
        SourceLocation::new(&self.file, &self.text, self.range.clone(), "")
    }
}

impl fmt::Debug for TextPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, byte {}", self.file.display(), self.range.start)
    }
}

impl From<&TextPosition> for SourceLocation {
    fn from(position: &TextPosition) -> Self {
        position.location()
    }
}
