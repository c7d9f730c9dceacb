//! The lines that an error shows: without hidden characters, and little of what is long.

use std::ops::Range;

use crate::shown;

/// Number of characters of a line that are kept on each side of what is marked. Errors show as many
/// of them as fit.
const AROUND: usize = 160;

/// Number of characters of a line that are marked at most.
const MARKED: usize = 80;

/// Number of characters of lines that are shown beside each other.
const WIDE: usize = 100;

/// Number of lines that are shown at most. Of more, the first and the last one are.
const LINES: usize = 3;

/// A part of the lines around what is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Number of characters of the first line before the text.
    pub(super) skipped: usize,
    /// The text, with a sign in the place of each hidden character. Lines that are not shown are
    /// empty.
    pub(super) text: String,
    /// The marked part, in bytes of `text`.
    pub(super) range: Range<usize>,
}

/// Cuts lines to the part that shows the bytes `range`, which begin in the first and end in the
/// last of them.
pub(super) fn excerpt(lines: &str, range: Range<usize>) -> Excerpt {
    let all: Vec<&str> = lines.split('\n').collect();
    let first = all[0];
    if all.len() == 1 {
        return one(without_return(first, range.end), range);
    }
    several(&all, range.start, lines.len() - range.end).unwrap_or_else(|| {
        let line = without_return(first, range.start);
        one(line, range.start..line.len())
    })
}

/// Shows the first and the last line, with the one between them if there is one. `start` is the
/// first byte of what is marked in the first line, `rest` the number of bytes behind it in the last
/// one.
///
/// Lines that are too long to be shown beside each other give `None`.
fn several(all: &[&str], start: usize, rest: usize) -> Option<Excerpt> {
    let last = all.len() - 1;
    let is_shown = |index: usize| index == 0 || index == last || all.len() <= LINES;
    let mut text = String::new();
    let mut range = 0..0;
    for (index, line) in all.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        if !is_shown(index) {
            continue;
        }
        if line.chars().count() > WIDE {
            return None;
        }
        if index == 0 {
            range.start = signs(&line[..start]).len();
        }
        if index == last {
            range.end = text.len() + signs(&line[..line.len() - rest]).len();
        }
        text += &signs(without_return(line, 0));
    }
    Some(Excerpt {
        skipped: 0,
        text,
        range,
    })
}

fn one(line: &str, range: Range<usize>) -> Excerpt {
    let (before, marked) = (&line[..range.start], &line[range.clone()]);
    let start = before.char_indices().rev().nth(AROUND - 1);
    let start = start.map_or(0, |(start, _)| start);
    let mut text = signs(&line[start..range.start]);
    let begin = text.len();
    let is_cut = marked.chars().nth(MARKED).is_some();
    text.extend(marked.chars().take(MARKED).map(sign));
    if is_cut {
        text.push('…');
    }
    let range_shown = begin..text.len();
    if !is_cut {
        text.extend(line[range.end..].chars().take(AROUND).map(sign));
    }
    Excerpt {
        skipped: line[..start].chars().count(),
        text,
        range: range_shown,
    }
}

/// Returns a line without its carriage return, unless that is among the first `end` bytes.
fn without_return(line: &str, end: usize) -> &str {
    let length = line.trim_end_matches('\r').len();
    &line[..length.max(end)]
}

fn signs(text: &str) -> String {
    text.chars().map(sign).collect()
}

/// Returns a character, or a sign for it if it is hidden: columns stay the same.
fn sign(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '\u{2421}',
        c if shown::is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn hidden_characters_have_signs() {
        let found = excerpt("\u{1b}short", 1..2);
        assert_eq!(found.text, "␛short");
        assert_eq!(&found.text[found.range], "s");
        let found = excerpt("a\u{202e}b", 1..4);
        assert_eq!(&found.text[found.range], "\u{fffd}");
        assert_eq!(excerpt("end", 3..3).range, 3..3);
    }

    #[test]
    fn a_long_line_is_cut() {
        let long = "é".repeat(1000);
        let found = excerpt(&long, 1000..1002);
        assert_eq!((found.skipped, found.text.chars().count()), (340, 321));
        assert_eq!(&found.text[found.range], "é");
        // And what is marked with it.
        let found = excerpt(&long, 1000..1500);
        assert_eq!((found.skipped, found.text.chars().count()), (340, 241));
        let marked = &found.text[found.range];
        assert_eq!(marked, format!("{}…", "é".repeat(80)));
        assert!(found.text.ends_with(marked));
    }

    #[test]
    fn of_many_lines_two_are_shown() {
        let found = excerpt("a {\r\n\tb\r\n} c\r", 2..10);
        assert_eq!(found.text, "a {\n b\n} c");
        assert_eq!(&found.text[found.range], "{\n b\n}");
        let found = excerpt("a {\nb\nc\n} d", 2..9);
        assert_eq!(found.text, "a {\n\n\n} d");
        assert_eq!(&found.text[found.range], "{\n\n\n}");
    }

    #[test]
    fn long_lines_are_not_shown_beside_others() {
        let long = format!("a {{\r\nb\n{}}}", " ".repeat(100));
        let found = excerpt(&long, 2..long.len());
        assert_eq!(found.text, "a {");
        assert_eq!(&found.text[found.range], "{");
    }
}
