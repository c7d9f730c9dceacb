//! What was measured, as a table.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::median;

/// Something that was measured on one side or both.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) unit: Unit,
    pub(super) ours: Vec<f64>,
    /// Empty: there is nothing to compare with.
    pub(super) theirs: Vec<f64>,
    pub(super) budget: Budget,
}

/// Units, as samples have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum Unit {
    Nanoseconds,
    Seconds,
    Bytes,
    PerSecond,
    Count,
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
pub(super) enum Budget {
    /// Ours by theirs, at most.
    Ratio(f64),
    /// Ours, at most.
    AtMost(f64),
    /// Only told.
    None,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        (!self.theirs.is_empty()).then(|| median(&self.ours) / median(&self.theirs))
    }

    /// Nothing, if there is no budget.
    fn is_met(&self) -> Option<bool> {
        match self.budget {
            Budget::Ratio(most) => self.ratio().map(|it| it <= most),
            Budget::AtMost(most) => Some(median(&self.ours) <= most),
            Budget::None => None,
        }
    }

    fn cells(&self) -> [String; 6] {
        let shown = |samples: &[f64]| match samples {
            [] => String::new(),
            samples => self.unit.shown(median(samples)),
        };
        let ratio = self.ratio().map_or(String::new(), |it| match it {
            0.0 => "0".to_owned(),
            it if it < 0.1 => format!("1/{:.0}", 1.0 / it),
            it => format!("{it:.2}"),
        });
        let budget = match self.budget {
            Budget::Ratio(most) if most < 0.2 => format!("1/{:.0}", 1.0 / most),
            Budget::Ratio(most) => format!("{most}"),
            Budget::AtMost(most) => self.unit.shown(most),
            Budget::None => String::new(),
        };
        let met = match self.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        [
            self.name.clone(),
            shown(&self.ours),
            shown(&self.theirs),
            ratio,
            budget,
            met.to_owned(),
        ]
    }
}

impl Unit {
    fn shown(self, value: f64) -> String {
        match self {
            Self::Nanoseconds if value < 1e3 => format!("{value:.0} ns"),
            Self::Nanoseconds if value < 1e6 => format!("{:.1} µs", value / 1e3),
            Self::Nanoseconds => format!("{:.2} ms", value / 1e6),
            Self::Seconds if value < 1.0 => format!("{:.0} ms", value * 1e3),
            Self::Seconds => format!("{value:.1} s"),
            Self::Bytes if value < 1e5 => format!("{:.1} kB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
            Self::PerSecond => format!("{value:.0}/s"),
            Self::Count => format!("{value:.0}"),
        }
    }
}

const HEAD: [&str; 6] = ["", "here", "aws-sdk-rust", "ratio", "budget", ""];

/// Rows in the order in which they were measured.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Table {
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Whether all budgets are met.
    pub(super) fn is_met(&self) -> bool {
        self.rows.iter().all(|it| it.is_met() != Some(false))
    }

    /// In Markdown, with columns that are aligned where it is read as it is.
    pub(super) fn text(&self) -> String {
        let mut lines = vec![HEAD.map(str::to_owned)];
        lines.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| lines.iter().map(|it| it[column].chars().count()).max();
        let widths: Vec<usize> = (0..HEAD.len()).map(|it| width(it).unwrap_or(0)).collect();
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate() {
            for (cell, width) in line.iter().zip(&widths) {
                write!(text, "| {cell:width$} ").expect("a string takes all");
            }
            text += "|\n";
            if index == 0 {
                for width in &widths {
                    write!(text, "|{}", "-".repeat(width + 2)).expect("a string takes all");
                }
                text += "|\n";
            }
        }
        text
    }

    /// Keeps the numbers and the table. What was recorded before and not measured now stays.
    pub(super) fn record(self, repository: &Path) -> Result<()> {
        let file = repository.join("tests/bench/results.json");
        let recorded = match fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text)
                .with_context(|| format!("{} is not as it should be", file.display()))?,
            Err(_) => Self::default(),
        };
        self.over(recorded).write(repository, &file)
    }

    /// These rows in the places of those of the same names, and then the others.
    fn over(self, recorded: Self) -> Self {
        let mut rows = recorded.rows;
        for row in self.rows {
            match rows.iter_mut().find(|it| it.name == row.name) {
                Some(known) => *known = row,
                None => rows.push(row),
            }
        }
        Self { rows }
    }

    fn write(&self, repository: &Path, file: &Path) -> Result<()> {
        let mut json = serde_json::to_string(self)?.replace("{\"name\"", "\n{\"name\"");
        json.push('\n');
        fs::write(file, json).with_context(|| format!("cannot write {}", file.display()))?;
        let file = repository.join("README.md");
        let text = fs::read_to_string(&file)?;
        fs::write(&file, with_table(&text, &self.text())?)
            .with_context(|| format!("cannot write {}", file.display()))
    }
}

const BEGIN: &str = "<!-- The table of `cargo xtask bench --record`: -->\n";
const END: &str = "<!-- Its end. -->\n";

/// Puts a table into the place that a text has for it.
fn with_table(text: &str, table: &str) -> Result<String> {
    let place = || {
        let (before, rest) = text.split_once(BEGIN)?;
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    };
    let (before, after) = place().context("README.md has no place for the table")?;
    Ok(format!("{before}{BEGIN}{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, (ours, theirs): (f64, f64), budget: Budget) -> Row {
        Row {
            name: name.to_owned(),
            unit: Unit::Nanoseconds,
            ours: vec![ours * 9.0, ours, ours / 9.0],
            theirs: vec![theirs],
            budget,
        }
    }

    #[test]
    fn ratios_of_medians_are_held_against_budgets() {
        let mut table = Table::default();
        table.add(vec![
            row("fast", (500.0, 2000.0), Budget::Ratio(0.25)),
            row(
                "slow",
                (2_500_000.0, 5_000_000.0),
                Budget::Ratio(1.0 / 12.0),
            ),
            row("told", (40.0, 2000.0), Budget::None),
            row("nothing", (0.0, 40.0), Budget::None),
        ]);
        assert_eq!(
            table.text(),
            "\
|         | here    | aws-sdk-rust | ratio | budget |            |
|---------|---------|--------------|-------|--------|------------|
| fast    | 500 ns  | 2.0 µs       | 0.25  | 0.25   | met        |
| slow    | 2.50 ms | 5.00 ms      | 0.50  | 1/12   | **missed** |
| told    | 40 ns   | 2.0 µs       | 1/50  |        |            |
| nothing | 0 ns    | 40 ns        | 0     |        |            |
"
        );
        assert!(!table.is_met());
    }

    #[test]
    fn what_is_measured_again_replaces_what_was_recorded() {
        let table = |rows: Vec<Row>| Table { rows };
        let old = table(vec![
            row("a", (1.0, 2.0), Budget::None),
            row("b", (1.0, 2.0), Budget::None),
        ]);
        let new = table(vec![
            row("c", (3.0, 2.0), Budget::None),
            row("a", (3.0, 2.0), Budget::None),
        ]);
        let rows = new.over(old).rows;
        let found: Vec<_> = rows
            .iter()
            .map(|it| (it.name.as_str(), it.ours[1]))
            .collect();
        assert_eq!(found, [("a", 3.0), ("b", 1.0), ("c", 3.0)]);
    }

    #[test]
    fn the_table_takes_its_place() {
        let text = format!("a\n{BEGIN}old\n{END}b\n");
        let expected = format!("a\n{BEGIN}new\n{END}b\n");
        assert_eq!(with_table(&text, "new\n").unwrap(), expected);
        assert!(with_table("a\n", "new\n").is_err());
    }
}
