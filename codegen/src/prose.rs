//! Converts the documentation in models: HTML in, Markdown out.
//!
//! botocore's texts are written in a small and not quite valid HTML. The Markdown goes into
//! `docs-2.json`, and from there into the `///` comments of generated crates, so that it is read on
//! rustdoc's pages and in the source. It has to suit both: no rustdoc warnings, no needless
//! escapes, lines of a readable length.
//!
//! There are two steps: `html` parses the text into blocks of words, `layout` and `inline` write
//! them as Markdown. No text is lost; only its markup may be simplified (bold within italics, for
//! example).

mod block;
mod html;
mod inline;
mod layout;
mod plain;
#[cfg(test)]
mod tests;

pub(crate) use plain::plain;

/// Converts HTML to Markdown.
///
/// Lines are wrapped at spaces. An unknown tag that is never closed is a placeholder
/// (`arn:aws:s3:<region>`) and is kept as text. Any input has a result.
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
