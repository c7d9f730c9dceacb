//! Measurements as a table.

use std::fmt::Write as _;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::median;

/// A measurement of the generated code, and of the published crate if there is something to compare
/// with.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) unit: Unit,
    /// Samples of the generated code.
    pub(super) generated: Vec<f64>,
    /// Samples of the published crate; empty if there is nothing to compare with.
    pub(super) published: Vec<f64>,
    pub(super) budget: Budget,
}

/// Unit of a row's samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub(super) enum Unit {
    Nanoseconds,
    Seconds,
    Bytes,
    PerSecond,
    Count,
}

/// Upper limit of a row.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
pub(super) enum Budget {
    /// Limit of the median of the generated code, divided by that of the published crate.
    Ratio(f64),
    /// Limit of the median of the generated code.
    AtMost(f64),
    /// The row is informative.
    None,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        (!self.published.is_empty()).then(|| median(&self.generated) / median(&self.published))
    }

    /// `None` without a budget.
    fn is_met(&self) -> Option<bool> {
        match self.budget {
            Budget::Ratio(limit) => self.ratio().map(|ratio| ratio <= limit),
            Budget::AtMost(limit) => Some(median(&self.generated) <= limit),
            Budget::None => None,
        }
    }

    fn cells(&self) -> [String; 6] {
        let met = match self.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        [
            self.name.clone(),
            self.median_of(&self.generated),
            self.median_of(&self.published),
            self.ratio().map_or(String::new(), ratio),
            self.limit(),
            met.to_owned(),
        ]
    }

    fn median_of(&self, samples: &[f64]) -> String {
        if samples.is_empty() {
            return String::new();
        }
        self.unit.format(median(samples))
    }

    /// The budget as text.
    fn limit(&self) -> String {
        match self.budget {
            Budget::Ratio(limit) if limit < 0.2 => format!("1/{:.0}", 1.0 / limit),
            Budget::Ratio(limit) => format!("{limit}"),
            Budget::AtMost(limit) => self.unit.format(limit),
            Budget::None => String::new(),
        }
    }

    /// A line of a list of missed budgets.
    pub(super) fn missed(&self) -> String {
        let measured = match self.ratio() {
            Some(measured) => ratio(measured),
            None => self.median_of(&self.generated),
        };
        format!("- {}: {measured}, budget {}\n", self.name, self.limit())
    }
}

/// Formats a ratio; small ones as a fraction.
fn ratio(ratio: f64) -> String {
    match ratio {
        0.0 => "0".to_owned(),
        ratio if ratio < 0.1 => format!("1/{:.0}", 1.0 / ratio),
        ratio => format!("{ratio:.2}"),
    }
}

impl Unit {
    fn format(self, value: f64) -> String {
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

const HEAD: [&str; 6] = ["", "generated", "aws-sdk-rust", "ratio", "budget", ""];

/// Rows in the order in which they were measured.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Table {
    rows: Vec<Row>,
}

impl Table {
    pub(super) fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// True if no budget is missed.
    pub(super) fn is_met(&self) -> bool {
        self.budgets().0.is_empty()
    }

    /// Rows that miss their budget, and the number of rows that have one.
    pub(super) fn budgets(&self) -> (Vec<&Row>, usize) {
        let is_missed = |row: &&Row| row.is_met() == Some(false);
        let missed = self.rows.iter().filter(is_missed).collect();
        let with_budget = |row: &&Row| row.is_met().is_some();
        (missed, self.rows.iter().filter(with_budget).count())
    }

    /// Returns the rows with these names, in the order of the names.
    pub(super) fn selected(&self, names: &[&str]) -> Self {
        let named = |name: &&str| self.rows.iter().find(|row| row.name == *name).cloned();
        Self {
            rows: names.iter().filter_map(named).collect(),
        }
    }

    /// Formats the rows as Markdown, with columns aligned in the source text too.
    pub(super) fn markdown(&self) -> String {
        let mut lines = vec![HEAD.map(str::to_owned)];
        lines.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
        let widths: Vec<usize> = (0..HEAD.len())
            .map(|column| width(column).unwrap_or(0))
            .collect();
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate() {
            for (cell, width) in line.iter().zip(&widths) {
                write!(text, "| {cell:width$} ").expect("writing to a string cannot fail");
            }
            text += "|\n";
            if index == 0 {
                for width in &widths {
                    write!(text, "|{}", "-".repeat(width + 2))
                        .expect("writing to a string cannot fail");
                }
                text += "|\n";
            }
        }
        text
    }

    pub(super) fn from_json(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    /// Formats all samples as JSON, a line for each row.
    pub(super) fn json(&self) -> Result<String> {
        let json = serde_json::to_string(self)?.replace("{\"name\"", "\n{\"name\"");
        Ok(json + "\n")
    }

    /// Replaces rows that were measured again, in place, and appends new ones.
    pub(super) fn merged(mut self, measured: Self) -> Self {
        for row in measured.rows {
            match self.rows.iter_mut().find(|known| known.name == row.name) {
                Some(known) => *known = row,
                None => self.rows.push(row),
            }
        }
        self
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, (generated, published): (f64, f64), budget: Budget) -> Row {
        Row {
            name: name.to_owned(),
            unit: Unit::Nanoseconds,
            generated: vec![generated * 9.0, generated, generated / 9.0],
            published: vec![published],
            budget,
        }
    }

    #[test]
    fn ratios_of_medians_are_compared_with_budgets() {
        let mut table = Table::default();
        table.add(vec![
            row("fast", (500.0, 2000.0), Budget::Ratio(0.25)),
            row(
                "slow",
                (2_500_000.0, 5_000_000.0),
                Budget::Ratio(1.0 / 12.0),
            ),
            row("info", (40.0, 2000.0), Budget::None),
            row("nothing", (0.0, 40.0), Budget::None),
        ]);
        assert_eq!(
            table.markdown(),
            "\
|         | generated | aws-sdk-rust | ratio | budget |            |
|---------|-----------|--------------|-------|--------|------------|
| fast    | 500 ns    | 2.0 µs       | 0.25  | 0.25   | met        |
| slow    | 2.50 ms   | 5.00 ms      | 0.50  | 1/12   | **missed** |
| info    | 40 ns     | 2.0 µs       | 1/50  |        |            |
| nothing | 0 ns      | 40 ns        | 0     |        |            |
"
        );
        assert!(!table.is_met());
        let (missed, budgets) = table.budgets();
        let lines: String = missed.into_iter().map(Row::missed).collect();
        assert_eq!(
            (lines.as_str(), budgets),
            ("- slow: 0.50, budget 1/12\n", 2)
        );
    }

    #[test]
    fn measured_rows_replace_recorded_ones() {
        let table = |rows: Vec<Row>| Table { rows };
        let old = table(vec![
            row("a", (1.0, 2.0), Budget::None),
            row("b", (1.0, 2.0), Budget::None),
        ]);
        let new = table(vec![
            row("c", (3.0, 2.0), Budget::None),
            row("a", (3.0, 2.0), Budget::None),
        ]);
        let rows = old.merged(new).rows;
        let found: Vec<_> = rows
            .iter()
            .map(|it| (it.name.as_str(), it.generated[1]))
            .collect();
        assert_eq!(found, [("a", 3.0), ("b", 1.0), ("c", 3.0)]);
    }
}
