//! Finds the positions of values and entries in a JSON text, so that tests can change it there.

use std::ops::Range;

/// Positions in a JSON text.
#[derive(Debug, Default)]
pub struct Spans {
    /// All values, the outermost one last.
    pub values: Vec<Range<usize>>,
    /// All entries of objects (from the key's quote to the value's end) and items of lists.
    pub entries: Vec<Range<usize>>,
}

/// Finds the positions in `text`, which has to be JSON.
///
/// # Panics
/// If it is not JSON.
pub fn spans(text: &str) -> Spans {
    let mut spans = Spans::default();
    let end = value(text.as_bytes(), skip(text.as_bytes(), 0), &mut spans);
    assert_eq!(text[end..].trim(), "", "one value and no more");
    spans
}

/// Reads the value at `start`, and returns its end.
fn value(text: &[u8], start: usize, spans: &mut Spans) -> usize {
    let end = match text[start] {
        b'"' => string(text, start),
        b'{' | b'[' => items(text, start, spans),
        _ => {
            let is_end =
                |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
            let length = text[start..].iter().position(is_end);
            length.map_or(text.len(), |length| start + length)
        }
    };
    spans.values.push(start..end);
    end
}

fn string(text: &[u8], start: usize) -> usize {
    let mut index = start + 1;
    while text[index] != b'"' {
        index += if text[index] == b'\\' { 2 } else { 1 };
    }
    index + 1
}

fn items(text: &[u8], start: usize, spans: &mut Spans) -> usize {
    let mut index = skip(text, start + 1);
    while !matches!(text[index], b'}' | b']') {
        let entry = index;
        if text[start] == b'{' {
            index = skip(text, string(text, index));
            assert_eq!(text[index], b':', "a key has a value");
            index = skip(text, index + 1);
        }
        index = value(text, index, spans);
        spans.entries.push(entry..index);
        index = skip(text, index);
        if text[index] == b',' {
            index = skip(text, index + 1);
        }
    }
    index + 1
}

fn skip(text: &[u8], start: usize) -> usize {
    let blank = text[start..]
        .iter()
        .position(|it| !it.is_ascii_whitespace());
    blank.map_or(text.len(), |blank| start + blank)
}
