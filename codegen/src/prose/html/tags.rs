//! What the tags mean, and which links count.

use std::rc::Rc;

use crate::model::is_invisible;
use crate::prose::{Weight, is_nothing};

/// What an element does.
#[derive(Debug, PartialEq)]
pub(super) enum Tag {
    Root,
    Inline(Inline),
    Paragraph,
    /// Bold: a `#` would become a part of the outline of rustdoc's page.
    Heading,
    List {
        ordered: bool,
    },
    Item,
    /// What is described: an item that begins with bold words.
    Term,
    /// What is said about the item before it.
    Description,
    Quote(&'static str),
    Verbatim,
    Table,
    Row,
    Cell,
    Break,
    Rule,
    /// Has no end and shows nothing.
    Nothing,
    /// Nothing of it is text.
    Hidden,
}

impl Tag {
    /// Whether all words in it are bold.
    pub(super) fn is_strong(&self) -> bool {
        matches!(self, Self::Heading | Self::Term)
    }
}

/// What an element within a paragraph does.
#[derive(Debug, PartialEq)]
pub(super) enum Inline {
    Plain,
    Code,
    Weight(Weight),
    Link,
}

/// What the tag called `name` means; nothing, if it is not one of HTML's or DocBook's that occur in prose.
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

/// The address of a link, if it is one that leads anywhere from everywhere, so that it can stand in
/// Markdown's parentheses.
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
            // Nothing in it may look like an entity.
            ';' if href.contains('&') => url.push_str("%3B"),
            c if is_invisible(c) || is_nothing(c) => {}
            c if c.is_whitespace() => {}
            c => url.push(c),
        }
    }
    Some(url.into())
}
