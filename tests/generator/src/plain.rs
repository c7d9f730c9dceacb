//! The words of a text, however it is marked up.

use std::collections::HashSet;

use html5gum::{Span, Token, Tokenizer, emitters::default::DefaultEmitter};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What rustdoc turns on, without the curly quotes.
fn rustdoc() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// The words of Markdown.
///
/// # Errors
/// With the event, if something was read that HTML cannot have meant.
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

/// The words of HTML, with those that the conversion adds (`Note:`) and the tags that it keeps as text.
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
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let Span { start, end } = tag.span;
                match name.as_str() {
                    "note" => text += " Note: ",
                    "important" => text += " Important: ",
                    name if INLINE.contains(&name) => {}
                    name if BLOCK.contains(&name) || name.starts_with('h') && name.len() == 2 => {
                        text.push(' ');
                    }
                    _ if ends.contains(name.as_bytes()) => {}
                    _ => text += &html[start..end],
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let is_block = BLOCK.contains(&name.as_str())
                    || is_label(&name)
                    || name.starts_with('h') && name.len() == 2;
                // A note without words is none.
                let label = [" Note: ", " Important: "].into_iter();
                let label = label
                    .filter(|_| is_label(&name))
                    .find(|it| text.trim_end().ends_with(it.trim_end()));
                if let Some(label) = label {
                    text.truncate(text.trim_end().len() + 1 - label.len());
                }
                if is_block {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    words(&text)
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

/// The text without what is invisible.
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
