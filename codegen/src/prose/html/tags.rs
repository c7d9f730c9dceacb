//! Meaning of tags, and links that work everywhere.

use std::rc::Rc;

use crate::model::is_invisible;
use crate::prose::block::{Weight, is_zero_width};

/// Meaning of an element.
#[derive(Debug, PartialEq)]
pub(super) enum Tag {
    Root,
    Inline(Inline),
    Paragraph,
    /// Bold text: a `#` would become part of the outline of rustdoc's page.
    Heading,
    List {
        ordered: bool,
    },
    Item,
    /// Term of a description list: begins an item with bold words.
    Term,
    /// Description of a term: belongs to the item before it.
    Description,
    Quote(&'static str),
    Verbatim,
    Table,
    Row,
    Cell,
    Break,
    Rule,
    /// An element without contents that shows nothing.
    Nothing,
    /// An element whose contents are not text.
    Hidden,
}

impl Tag {
    /// Returns `true` if the element makes its text bold.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self, Self::Heading | Self::Term)
    }
}

/// Meaning of an inline element.
#[derive(Debug, PartialEq)]
pub(super) enum Inline {
    Plain,
    Code,
    Weight(Weight),
    Link,
}

/// Returns the meaning of a tag, if it is one of the HTML or DocBook tags that occur in models.
///
/// Rare tags of HTML that are likelier to be placeholders (`<data>`, `<source>`) are left out.
pub(super) fn meaning(name: &str) -> Option<Tag> {
    Some(match name {
        "p" | "para" | "div" | "section" | "body" | "html" | "center" | "simpara" => Tag::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "fullname" | "title" => Tag::Heading,
        "ul" | "dl" | "itemizedlist" | "variablelist" => Tag::List { ordered: false },
        "ol" | "orderedlist" => Tag::List { ordered: true },
        "li" | "listitem" => Tag::Item,
        "dt" => Tag::Term,
        "dd" => Tag::Description,
        "note" => Tag::Quote("Note"),
        "important" => Tag::Quote("Important"),
        "caution" => Tag::Quote("Caution"),
        "warning" => Tag::Quote("Warning"),
        "tip" => Tag::Quote("Tip"),
        "pre" | "programlisting" | "screen" => Tag::Verbatim,
        "table" => Tag::Table,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "br" => Tag::Break,
        "hr" => Tag::Rule,
        "img" | "wbr" | "col" => Tag::Nothing,
        "script" | "style" => Tag::Hidden,
        "code" | "tt" | "kbd" | "samp" | "filename" | "function" | "literal" | "command"
        | "parameter" => Tag::Inline(Inline::Code),
        "b" | "strong" => Tag::Inline(Inline::Weight(Weight::Strong)),
        "i" | "em" | "emphasis" | "replaceable" | "var" | "cite" | "dfn" => {
            Tag::Inline(Inline::Weight(Weight::Emphasis))
        }
        "a" | "ulink" => Tag::Inline(Inline::Link),
        "span" | "u" | "s" | "sub" | "sup" | "small" | "font" | "link" | "xref" | "thead"
        | "tbody" | "tfoot" => Tag::Inline(Inline::Plain),
        _ => return None,
    })
}

/// Returns the target of a link, if it is an absolute URL; escaped for Markdown's parentheses.
pub(super) fn url(href: &str) -> Option<Rc<str>> {
    let href = href.trim();
    let scheme = href.split_once(':')?.0.to_ascii_lowercase();
    let rest = &href[scheme.len() + 1..];
    let leads = match scheme.as_str() {
        "http" | "https" | "ftp" => rest.len() > 2 && rest.starts_with("//"),
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    if !leads {
        return None;
    }
    let mut url = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            ' ' => url.push_str("%20"),
            '(' | ')' | '<' | '>' | '\\' | '"' | '`' | '|' => {
                url.push_str(&format!("%{:02X}", u32::from(c)));
            }
            // Nothing in the URL may look like an entity.
            ';' if href.contains('&') => url.push_str("%3B"),
            c if is_invisible(c) || is_zero_width(c) => {}
            c if c.is_whitespace() => {}
            c => url.push(c),
        }
    }
    Some(url.into())
}
