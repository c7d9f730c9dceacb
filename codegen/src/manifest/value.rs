//! Values of a manifest as TOML again, in one form: tables sorted by their keys, no character that
//! a reader would not see.

use std::fmt::Write;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::is_hidden;

/// Writes a value on one line.
pub(super) fn inline(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => quoted(text),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(items) => {
            let items = items.iter().map(|it| inline(it.get_ref()));
            format!("[{}]", Vec::from_iter(items).join(", "))
        }
        DeValue::Table(table) => {
            let entries = sorted(table).into_iter();
            let entries = entries.map(|(name, value)| format!("{} = {}", key(name), inline(value)));
            match Vec::from_iter(entries).as_slice() {
                [] => "{}".to_owned(),
                entries => format!("{{ {} }}", entries.join(", ")),
            }
        }
    }
}

/// Writes a table and those in it below headers of their own: `[package.metadata.docs.rs]`.
pub(super) fn tables(path: &str, table: &DeTable<'_>) -> String {
    let (inner, values): (Vec<_>, Vec<_>) = sorted(table)
        .into_iter()
        .partition(|(_, value)| value.is_table());
    let mut text = String::new();
    if !values.is_empty() || inner.is_empty() {
        writeln!(text, "[{path}]").expect("a string takes all");
    }
    for (name, value) in values {
        writeln!(text, "{} = {}", key(name), inline(value)).expect("a string takes all");
    }
    for (name, value) in inner {
        if !text.is_empty() {
            text.push('\n');
        }
        let path = format!("{path}.{}", key(name));
        text += &tables(&path, value.as_table().expect("it is a table"));
    }
    text
}

fn sorted<'a>(table: &'a DeTable<'_>) -> Vec<(&'a str, &'a DeValue<'a>)> {
    let entries = table.iter();
    let entries = entries.map(|(key, value): (_, &Spanned<_>)| (&**key.get_ref(), value.get_ref()));
    let mut entries: Vec<(&str, &DeValue<'_>)> = entries.collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_hidden(c) => {
                write!(quoted, "\\U{:08X}", u32::from(c)).expect("a string takes all");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
z = "a \"quoted\" \\ text\nof two lines\u202e"
list = [1, 0x1F, 1.5, true, 2024-01-01T00:00:00Z, { "b c" = 1, a = {} }]
[metadata.docs.rs]
all-features = true
[metadata.empty]
[metadata."a.b"]
c = "d"
"#;

    #[test]
    fn what_is_written_means_the_same() {
        let (table, errors) = DeTable::parse_recoverable(TEXT);
        assert!(errors.is_empty(), "{errors:?}");
        let table = table.into_inner();
        let written = tables("all", &table);
        assert_eq!(
            written,
            r#"[all]
list = [1, 0x1F, 1.5, true, 2024-01-01T00:00:00Z, { a = {}, "b c" = 1 }]
z = "a \"quoted\" \\ text\nof two lines\U0000202E"

[all.metadata."a.b"]
c = "d"

[all.metadata.docs.rs]
all-features = true

[all.metadata.empty]
"#
        );
        let read: toml::Table = written.parse().unwrap();
        let expected: toml::Table = TEXT.parse().unwrap();
        assert_eq!(read["all"], toml::Value::Table(expected.clone()));
        let inline: toml::Table = format!("all = {}", inline(&DeValue::Table(table)))
            .parse()
            .unwrap();
        assert_eq!(inline["all"], toml::Value::Table(expected));
    }
}
