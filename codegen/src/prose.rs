//! Prose of models: HTML in, Markdown out.
//!
//! botocore's texts are a small and not quite tidy HTML. What comes out goes into `docs-2.json`, and from
//! there into the `///` comments of generated crates, so it is read twice: on a page made by rustdoc and in
//! the source. Both shall be pleasant: no warning of rustdoc's, no escape that is not needed, lines of a
//! readable length.
//!
//! Two steps: `html` reads the tags into blocks of words, `layout` and `inline` write them down.
//! Every text comes through; only its mark-up may be simplified (bold within italics, say).

mod html;
mod inline;
mod layout;
mod plain;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use plain::plain;

/// The Markdown for a text in HTML.
///
/// Lines are wrapped at spaces. A tag that nobody knows and nobody closes is a placeholder
/// (`arn:aws:s3:<region>`) and is kept as text. Whatever the input is, there is a result.
///
/// ```
/// let html = "<p>Takes <code>&lt;name&gt;</code>.</p><note><p>Not *all* names.</p></note>";
/// assert_eq!(
///     botosmith::prose::markdown(html),
///     "Takes `<name>`.\n\n> **Note:** Not \\*all\\* names."
/// );
/// ```
pub fn markdown(html: &str) -> String {
    layout::text(&html::blocks(html))
}

/// A part of a text that stands by itself.
#[derive(Debug)]
enum Block {
    Paragraph(Vec<Leaf>),
    /// Lines as they are.
    Verbatim(String),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Vec<Leaf>>>),
}

/// A part of a paragraph.
#[derive(Debug, Clone)]
struct Leaf {
    kind: Kind,
    style: Style,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// Text without white space; of code, after merging, with single spaces.
    Word(String),
    Space,
    Break,
}

/// How a part of a paragraph looks.
#[derive(Debug, Clone, Default, PartialEq)]
struct Style {
    code: bool,
    weight: Weight,
    link: Option<Rc<str>>,
}

/// One of the two, not both: nested marks are what Markdown is least sure about.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Weight {
    #[default]
    Plain,
    Emphasis,
    Strong,
}

/// Characters without width that only tell machines where words may be broken.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
