//! Reads Markdown as a reader's program does.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// Content of a page in Markdown.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// Texts of code spans and code blocks.
    pub(crate) code: Vec<String>,
    /// All other texts, one after the other.
    pub(crate) text: String,
    /// HTML.
    pub(crate) html: Vec<String>,
    /// Links, images and footnotes.
    pub(crate) links: Vec<String>,
    /// Headings, one text each.
    pub(crate) headings: usize,
    pub(crate) tables: usize,
}

/// Reads a page.
pub(crate) fn read(markdown: &str) -> Contents {
    let mut contents = Contents::default();
    let mut block: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Code(text) => contents.code.push(text.into_string()),
            Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => contents.code.extend(block.take()),
            Event::Text(text) => match &mut block {
                Some(block) => block.push_str(&text),
                None => contents.text.push_str(&text),
            },
            Event::Html(html) | Event::InlineHtml(html) => contents.html.push(html.into_string()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                contents.links.push(dest_url.into_string());
            }
            Event::FootnoteReference(name) => contents.links.push(name.into_string()),
            Event::Start(Tag::Heading { .. }) => contents.headings += 1,
            Event::Start(Tag::Table(_)) => contents.tables += 1,
            Event::SoftBreak | Event::HardBreak => contents.text.push('\n'),
            _ => {}
        }
    }
    contents
}
