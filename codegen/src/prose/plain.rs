//! Converts the documentation in models to plain text.

use html5gum::{Token, Tokenizer};

/// Elements that end a paragraph.
const BLOCKS: [&[u8]; 22] = [
    b"p",
    b"div",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"dt",
    b"dd",
    b"br",
    b"note",
    b"important",
    b"caution",
    b"warning",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"tr",
    b"table",
    b"pre",
    b"fullname",
    b"simpletable",
];

/// Converts HTML to paragraphs of text. A note begins with a paragraph `Note`.
pub(crate) fn plain(html: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                if BLOCKS.contains(&tag.name.as_slice()) {
                    paragraphs.push(String::new());
                }
                if *tag.name == b"note" {
                    paragraphs.push("Note".to_owned());
                    paragraphs.push(String::new());
                }
            }
            Token::EndTag(tag) if BLOCKS.contains(&tag.name.as_slice()) => {
                paragraphs.push(String::new());
            }
            Token::String(text) => {
                let last = paragraphs.last_mut().expect("there is one from the start");
                last.push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    let words = paragraphs
        .iter()
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|it| !it.is_empty()).collect()
}
