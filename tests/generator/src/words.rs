//! Extracts the words of a text, without its markup.

use std::collections::HashSet;

use html5gum::{Span, Token, Tokenizer, emitters::default::DefaultEmitter};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The options of rustdoc, except for curly quotes.
fn rustdoc() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Extracts the words of Markdown.
///
/// # Errors
/// With the parser's event, if the Markdown has something that no HTML is converted to.
pub fn of_markdown(markdown: &str) -> Result<Vec<String>, String> {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, rustdoc()) {
        match &event {
            Event::Text(part) | Event::Code(part) => text += part,
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => text.push(' '),
            _ => return Err(format!("{event:?}")),
        }
    }
    Ok(words(&text))
}

/// Extracts the words of HTML, with those that the conversion adds (`Note:`) and the tags that it
/// keeps as text.
pub fn of_html(html: &str) -> Vec<String> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let tokens: Vec<Token<usize>> = Tokenizer::new_with_emitter(html, emitter)
        .map(|token| match token {
            Ok(token) => token,
            Err(never) => match never {},
        })
        .collect();
    let ends = tokens.iter().filter_map(|token| match token {
        Token::EndTag(tag) => Some(tag.name.to_vec()),
        _ => None,
    });
    let ends: HashSet<Vec<u8>> = ends.collect();
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::String(part) => text += &shown(&String::from_utf8_lossy(&part.value)),
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                let Span { start, end } = tag.span;
                let has_end = ends.contains(name.as_bytes());
                start_tag(&name, &html[start..end], has_end, &mut text);
            }
            Token::EndTag(tag) => end_tag(&String::from_utf8_lossy(&tag.name), &mut text),
            _ => {}
        }
    }
    words(&text)
}

/// Adds the text of a start tag: a label, a space, or the tag itself if it is not markup.
fn start_tag(name: &str, tag: &str, has_end: bool, text: &mut String) {
    match name {
        "note" => *text += " Note: ",
        "important" => *text += " Important: ",
        name if INLINE.contains(&name) => {}
        name if is_block(name) => text.push(' '),
        _ if has_end => {}
        _ => *text += tag,
    }
}

/// Adds the text of an end tag.
fn end_tag(name: &str, text: &mut String) {
    // A note without words has no label.
    let label = [" Note: ", " Important: "].into_iter();
    let label = label
        .filter(|_| is_label(name))
        .find(|label| text.trim_end().ends_with(label.trim_end()));
    if let Some(label) = label {
        text.truncate(text.trim_end().len() + 1 - label.len());
    }
    if is_block(name) || is_label(name) {
        text.push(' ');
    }
}

/// True for blocks, headings among them.
fn is_block(name: &str) -> bool {
    BLOCK.contains(&name) || name.starts_with('h') && name.len() == 2
}

fn is_label(name: &str) -> bool {
    ["note", "important"].contains(&name)
}

const INLINE: [&str; 14] = [
    "a",
    "b",
    "code",
    "em",
    "filename",
    "function",
    "i",
    "emphasis",
    "link",
    "replaceable",
    "strong",
    "u",
    "ulink",
    "span",
];

const BLOCK: [&str; 16] = [
    "br", "dd", "div", "dl", "dt", "fullname", "li", "ol", "p", "para", "pre", "table", "tr", "td",
    "th", "ul",
];

fn words(text: &str) -> Vec<String> {
    shown(text).split_whitespace().map(str::to_owned).collect()
}

/// Removes invisible characters.
fn shown(text: &str) -> String {
    let is_hidden = |c: char| {
        matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        ) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || c.is_control() && !c.is_whitespace()
    };
    text.chars().filter(|c| !is_hidden(*c)).collect()
}
