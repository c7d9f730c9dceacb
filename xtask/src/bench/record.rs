//! Recording of measurements: the raw numbers, and the tables in the documentation.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::table::Table;

/// Raw numbers of all rows.
const RESULTS: &str = "tests/bench/results.json";

/// Document with the table of all rows.
const DOCUMENT: &str = "docs/benchmarks.md";

/// Document with the table of [`SUMMARY`].
const README: &str = "README.md";

/// Rows that stand in the README: a call, an endpoint, the generator, and compiling in three ways.
const SUMMARY: [&str; 6] = [
    "call, small bodies (1 kB out, 2 kB in)",
    "endpoint resolution, cache miss",
    "generate all of ECS",
    "compile RegisterContainerInstance, dev build",
    "compile all of ECS, release build",
    "program with one call, default features: cold build",
];

const BEGIN: &str = "<!-- begin: written by `cargo xtask bench --record` -->\n";
const END: &str = "<!-- end: written by `cargo xtask bench --record` -->\n";

/// Writes the numbers and the tables. Rows that were recorded before and not measured now stay.
pub(super) fn record(measured: Table, repository: &Path) -> Result<()> {
    let table = read(repository)?.merged(measured);
    write(repository, RESULTS, &table.json()?)?;
    for file in [README, DOCUMENT] {
        let text = read_file(repository, file)?;
        write(repository, file, &updated(file, &text, &table)?)?;
    }
    Ok(())
}

/// Reads what is recorded; nothing if the file does not exist.
fn read(repository: &Path) -> Result<Table> {
    match fs::read_to_string(repository.join(RESULTS)) {
        Ok(text) => Table::from_json(&text).with_context(|| format!("{RESULTS} cannot be parsed")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Table::default()),
        Err(error) => Err(error).with_context(|| format!("cannot read {RESULTS}")),
    }
}

fn read_file(repository: &Path, file: &str) -> Result<String> {
    fs::read_to_string(repository.join(file)).with_context(|| format!("cannot read {file}"))
}

fn write(repository: &Path, file: &str, text: &str) -> Result<()> {
    fs::write(repository.join(file), text).with_context(|| format!("cannot write {file}"))
}

/// Returns a document with its current section.
fn updated(file: &str, text: &str, table: &Table) -> Result<String> {
    let section = if file == README {
        summary(table)
    } else {
        details(table)
    };
    with_section(text, &section).with_context(|| {
        format!("{file} has no section for the table: add the lines\n{BEGIN}{END}")
    })
}

/// The table of the README, with the names of all missed budgets.
fn summary(table: &Table) -> String {
    let rows = table.selected(&SUMMARY).markdown();
    let (missed, budgets) = table.budgets();
    let names: Vec<&str> = missed.iter().map(|row| row.name.as_str()).collect();
    let list = match names.as_slice() {
        [] => format!("All {budgets} budgets are met."),
        names => format!(
            "{} of {budgets} budgets are missed:\n\n- {}",
            names.len(),
            names.join("\n- ")
        ),
    };
    format!("{rows}\n{list}\n")
}

/// The table of all rows, with a list of missed budgets.
fn details(table: &Table) -> String {
    let (missed, budgets) = table.budgets();
    let mut text = format!(
        "{}\n{} of {budgets} budgets are missed",
        table.markdown(),
        missed.len()
    );
    text.push_str(if missed.is_empty() { ".\n" } else { ":\n\n" });
    for row in missed {
        text.push_str(&row.missed());
    }
    text
}

/// Replaces what is between the markers of a text.
fn with_section(text: &str, section: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{section}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_replaced() {
        let text = format!("a\n{BEGIN}old\n{END}b\n");
        let expected = format!("a\n{BEGIN}new\n{END}b\n");
        assert_eq!(with_section(&text, "new\n"), Some(expected));
        assert_eq!(with_section("a\n", "new\n"), None);
        assert_eq!(with_section(&format!("a\n{BEGIN}"), "new\n"), None);
    }

    #[test]
    fn documents_have_the_recorded_numbers() {
        let repository = crate::repository();
        let table = read(&repository).unwrap();
        assert_eq!(
            table.selected(&SUMMARY).len(),
            SUMMARY.len(),
            "a row was renamed"
        );
        for file in [README, DOCUMENT] {
            let text = read_file(&repository, file).unwrap();
            assert_eq!(updated(file, &text, &table).unwrap(), text, "{file}");
        }
    }

    #[test]
    fn a_missing_section_is_reported() {
        let error = updated(README, "no markers", &Table::default()).unwrap_err();
        let report = error.to_string();
        assert!(
            report.contains("README.md has no section for the table"),
            "{report}"
        );
    }
}
