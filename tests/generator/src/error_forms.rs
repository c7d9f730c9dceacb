//! The forms of an error: text, coloured text, JSON, and annotations of GitHub.

use std::fs;
use std::path::Path;

use botosmith::shown::is_hidden;
use botosmith::{Error, SourceLocation, Style};
use serde_json::Value;

/// Reads a file as errors count its lines and columns: a byte order mark takes none.
///
/// # Panics
/// If it is not a text.
pub fn text_of(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("it was read before");
    without_mark(&text).to_owned()
}

/// Returns a text without a byte order mark.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Asserts that all forms of an error say the same, without a character that has no shape, and that
/// its places are in the files' texts, which `text` returns (see [`text_of`]).
///
/// # Panics
/// If they do not.
pub fn check(error: &Error, root: &Path, text: impl Fn(&Path) -> String) {
    let mistakes = error.clone().into_each();
    for mistake in &mistakes {
        if let Some(place) = mistake.location() {
            check_place(place, &text(&place.file));
        }
    }
    check_colors(error);
    check_json(error, &mistakes);
    check_annotations(error, &mistakes, root);
}

/// Asserts that a place is in its file's text, and does not end before it begins.
fn check_place(place: &SourceLocation, text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    for (line, column) in [
        (place.line, place.column),
        (place.end_line, place.end_column),
    ] {
        let content = lines.get(line.checked_sub(1).expect("lines begin with 1"));
        let content = content.unwrap_or_else(|| panic!("line {line} of\n{text}"));
        let columns = 1..=content.chars().count() + 1;
        assert!(columns.contains(&column), "column {column} of {content:?}");
    }
    assert!(
        (place.line, place.column) <= (place.end_line, place.end_column),
        "{place:?}"
    );
}

/// Asserts that the coloured text is the plain one with sequences that set colours.
fn check_colors(error: &Error) {
    let plain = error.render(Style::Plain);
    assert_eq!(plain, error.to_string());
    assert!(!plain.contains(|c| c != '\n' && is_hidden(c)), "{plain:?}");
    let colored = error.render(Style::Colored);
    let mut parts = colored.split("\u{1b}[");
    let mut without = parts.next().expect("there is one").to_owned();
    assert!(colored.len() > plain.len());
    for part in parts {
        let end = part.find(|c: char| !matches!(c, '0'..='9' | ';'));
        let (_, rest) = part.split_at(end.expect("the sequence ends"));
        without += rest.strip_prefix('m').expect("a colour");
    }
    assert_eq!(without, plain);
}

fn check_json(error: &Error, mistakes: &[Error]) {
    let json = error.to_json();
    assert!(!json.contains(is_hidden), "{json}");
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let records = document["errors"].as_array().expect("a list");
    assert_eq!(records.len(), mistakes.len());
    assert!(document["left_out"].is_u64(), "{json}");
    for (record, mistake) in records.iter().zip(mistakes) {
        let fields: Vec<&str> = record
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        // In any order, which depends on serde_json's features.
        for field in ["message", "file", "hint", "rendered"] {
            assert!(fields.contains(&field), "{field} in {json}");
        }
        assert_eq!(record["message"], mistake.what());
        let Some(place) = mistake.location() else {
            assert!(record["line"].is_null() && record["path"].is_null());
            continue;
        };
        assert_eq!(record["file"], *place.file.to_string_lossy());
        assert_eq!(record["line"], place.line);
        assert_eq!(record["column"], place.column);
        assert_eq!(record["end_line"], place.end_line);
        assert_eq!(record["end_column"], place.end_column);
        let path = Some(&place.path).filter(|path| !path.is_empty());
        assert_eq!(record["path"].as_str(), path.map(String::as_str));
        let rendered = record["rendered"].as_str().expect("a text");
        assert!(error.to_string().contains(rendered), "{rendered}");
    }
}

fn check_annotations(error: &Error, mistakes: &[Error], root: &Path) {
    let printed = error.github(root);
    assert!(
        !printed.contains(|c| c != '\n' && is_hidden(c)),
        "{printed:?}"
    );
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.len() == mistakes.len() || lines.len() == mistakes.len() + 1);
    for (line, mistake) in lines.iter().zip(mistakes) {
        // As GitHub's runner reads a line.
        let rest = line.strip_prefix("::error ").expect("a command");
        let (properties, message) = rest.split_once("::").expect("a message");
        let message = unescaped(message);
        assert!(message.starts_with(mistake.what()), "{line}");
        let property = |key: &str| {
            let mut all = properties.split(',').map(|it| it.split_once('='));
            let found = all.find_map(|it| it.filter(|(name, _)| *name == key));
            found.map(|(_, value)| unescaped(value))
        };
        assert_eq!(property("title").as_deref(), Some("botosmith"));
        let Some(place) = mistake.location() else {
            assert_eq!(property("line"), None);
            continue;
        };
        assert!(property("file").is_some_and(|file| !file.is_empty()));
        assert_eq!(property("line"), Some(place.line.to_string()));
        assert_eq!(property("endLine"), Some(place.end_line.to_string()));
        let columns = [("col", place.column), ("endColumn", place.end_column)];
        for (key, column) in columns {
            let expected = (place.line == place.end_line).then(|| column.to_string());
            assert_eq!(property(key), expected, "{line}");
        }
    }
}

/// Reads the escapes of a workflow command.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, c) in [
        ("%3A", ":"),
        ("%2C", ","),
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%25", "%"),
    ] {
        text = text.replace(escape, c);
    }
    text
}
