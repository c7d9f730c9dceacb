//! Texts from outside, in the form in which they are printed.
//!
//! Models, documentation, manifests, archives and names of files can contain anything. A terminal
//! obeys control characters, a line break begins a line of somebody else's words, and characters
//! that change the direction of text, or that have no width, make it look different from what it
//! is. All of them are printed as escapes (`\u{1b}`); letters and signs of all scripts stay.
//!
//! A line that begins with `::`, or one with `##[`, is a command for a runner of workflows that
//! prints it. One of these characters is an escape then.
//!
//! Messages of [`Error`](crate::Error) and pages of [`changes`](crate::changes) pass through here
//! as a whole, so that a new message cannot forget it.

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

/// Number of characters above which a word is shortened, and of those that are left.
const LONG_WORD: usize = 200;
const SHORT_WORD: usize = 120;

/// Number of characters above which a line is cut.
const LONG_LINE: usize = 4000;

/// Number of marks that may follow a letter; more of them run over other lines.
const MARKS: usize = 4;

/// Formats a text as one line: hidden characters and line breaks are escaped, very long words
/// shortened.
pub fn line(text: &str) -> String {
    shortened(&without_commands(escaped(text, false)))
}

/// Formats a text of several lines: hidden characters are escaped, line breaks stay.
pub fn lines(text: &str) -> Cow<'_, str> {
    without_commands(escaped(text, true))
}

/// Escapes a character of what runners of workflows obey. They trim lines.
fn without_commands(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_command = |line: &str| line.trim_start_matches(' ').starts_with("::");
    if !text.contains("##[") && !text.lines().any(is_command) {
        return text;
    }
    let lines = text.split('\n').map(|line| {
        let line = line.replace("##[", "#\\u{23}[");
        if is_command(&line) {
            line.replacen(':', "\\u{3a}", 1)
        } else {
            line
        }
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Writes a value as JSON in one line. Hidden characters are escaped, in strings, so that they are
/// still there for who reads it.
pub(crate) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("there is no reason to fail");
    if !text.contains(is_hidden) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a string takes all");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Returns `true` for characters that have an effect instead of a shape: they control a terminal,
/// change the direction of text, or have no width.
pub fn is_hidden(c: char) -> bool {
    kind(c) == Kind::Hidden
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Visible,
    /// Combines with the character before it.
    Mark,
    Hidden,
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_control() {
            Kind::Hidden
        } else {
            Kind::Visible
        };
    }
    // Fillers and selectors, which Unicode counts among letters and marks.
    let is_blank = matches!(
        c,
        '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    );
    if is_blank {
        Kind::Hidden
    } else if c.escape_debug().len() == 1 {
        Kind::Visible
    } else {
        // The standard library escapes a mark at the start of a text only.
        let text: String = ['a', c].into_iter().collect();
        if text.escape_debug().count() == 2 {
            Kind::Mark
        } else {
            Kind::Hidden
        }
    }
}

fn escaped(text: &str, keeps_lines: bool) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|b| matches!(b, b' '..=b'~') || (keeps_lines && b == b'\n'))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    // The number of marks that may come.
    let mut marks = 0;
    for c in text.chars() {
        match kind(c) {
            Kind::Hidden if keeps_lines && c == '\n' => {
                marks = 0;
                out.push(c);
            }
            Kind::Hidden => {
                marks = 0;
                match c {
                    '\n' | '\r' | '\t' => out.extend(c.escape_default()),
                    c => out.extend(c.escape_unicode()),
                }
            }
            Kind::Mark if marks == 0 => out.extend(c.escape_unicode()),
            Kind::Mark => {
                marks -= 1;
                out.push(c);
            }
            Kind::Visible => {
                let carries = !c.is_whitespace() && !c.is_ascii_punctuation();
                marks = if carries { MARKS } else { 0 };
                out.push(c);
            }
        }
    }
    Cow::Owned(out)
}

/// Shortens very long words, such as a name of 100,000 letters, and then the whole.
fn shortened(text: &str) -> String {
    if text.len() <= LONG_WORD {
        return text.to_owned();
    }
    let mut out = String::new();
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let count = word.chars().count();
        if count > LONG_WORD {
            out.extend(word.chars().take(SHORT_WORD));
            out += &format!("…({count} characters)");
        } else {
            out += word;
        }
    }
    let count = out.chars().count();
    if count > LONG_LINE {
        let start: String = out.chars().take(LONG_LINE / 2).collect();
        out = format!("{start}… ({count} characters)");
    }
    out
}

/// Formats a number of things: `1 file`, `2 files`.
pub fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, json, line, lines};

    #[test]
    fn what_has_no_shape_is_escaped() {
        for (text, expected) in [
            (
                "plain `text`: \\ \"quoted\" 'it'",
                "plain `text`: \\ \"quoted\" 'it'",
            ),
            (
                "\u{1b}[31m\u{7}\u{7f}\u{9b}",
                "\\u{1b}[31m\\u{7}\\u{7f}\\u{9b}",
            ),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            (
                "\u{202e}\u{2066}\u{200f}\u{61c}",
                "\\u{202e}\\u{2066}\\u{200f}\\u{61c}",
            ),
            (
                "\u{200b}\u{feff}\u{2028}\u{ad}",
                "\\u{200b}\\u{feff}\\u{2028}\\u{ad}",
            ),
            ("\u{e0041}\u{fe0f}\u{3164}", "\\u{e0041}\\u{fe0f}\\u{3164}"),
            ("\u{a0}\u{3000}\u{e000}", "\\u{a0}\\u{3000}\\u{e000}"),
        ] {
            assert_eq!(line(text), expected);
            assert_eq!(line(expected), expected, "escapes stay");
        }
        assert_eq!(lines("a\n\u{1b}b\n"), "a\n\\u{1b}b\n");
    }

    #[test]
    fn commands_of_workflows_are_escaped() {
        for (text, expected) in [
            ("a\n::error::b", "a\n\\u{3a}:error::b"),
            ("  ::set-env::", "  \\u{3a}:set-env::"),
            ("a ##[group]b", "a #\\u{23}[group]b"),
            ("###[a]\n", "##\\u{23}[a]\n"),
            ("a ::b\n", "a ::b\n"),
            ("東\n ::a", "東\n \\u{3a}:a"),
        ] {
            assert_eq!(lines(text), expected);
            assert_eq!(lines(expected), expected, "escapes stay");
        }
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        for text in [
            "Zürich",
            "東京",
            "हिन्दी",
            "e\u{301}",
            "العربية",
            "→ … ¶ •",
            "ไทย",
            "🟢",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn marks_need_a_letter() {
        assert_eq!(line("\u{301}a"), "\\u{301}a");
        assert_eq!(line("`\u{338}"), "`\\u{338}");
        let tower = format!("e{}", "\u{301}".repeat(6));
        assert_eq!(
            line(&tower),
            "e\u{301}\u{301}\u{301}\u{301}\\u{301}\\u{301}"
        );
    }

    #[test]
    fn long_texts_are_shortened() {
        let long = format!("`{}` is unknown", "x".repeat(100_000));
        let expected = format!("`{}…(100002 characters) is unknown", "x".repeat(119));
        assert_eq!(line(&long), expected);
        assert_eq!(line(&expected), expected);
        assert!(line(&"word ".repeat(10_000)).len() < 3000);
    }

    #[test]
    fn json_has_escapes_that_are_read_back() {
        let text = "a\"\\\n\u{7f}\u{202e}\u{e0041}東🟢e\u{301}";
        let json = json(&text);
        assert!(!json.contains(is_hidden), "{json}");
        assert!(json.contains("\\u202e\\udb40\\udc41東🟢"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
