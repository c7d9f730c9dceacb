//! Blocks of text, and the words in them.

use std::rc::Rc;

/// A block of a text, such as a paragraph.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Vec<Leaf>),
    /// Preformatted text.
    Verbatim(String),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Rows of cells; the first row is the header.
    Table(Vec<Vec<Vec<Leaf>>>),
}

/// A word, space or line break in a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) kind: Kind,
    pub(super) style: Style,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Text without white space; merged words of code contain single spaces.
    Word(String),
    Space,
    Break,
}

/// Style of a leaf.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) code: bool,
    pub(super) weight: Weight,
    pub(super) link: Option<Rc<str>>,
}

/// Bold or italic, but not both: Markdown parsers differ most in nested marks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Weight {
    #[default]
    Plain,
    Emphasis,
    Strong,
}

/// Returns `true` if `c` has no width, and only marks where words may be broken.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
