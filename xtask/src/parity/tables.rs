//! Reads and writes the tables: explanations of missing lines, and recorded numbers.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// The explanations of `misses.toml`, or those of one service.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Explanations {
    /// Lines that are left out of the comparison: callers have the same in another way.
    #[serde(default)]
    pub(crate) left_out: Vec<Explanation>,
    /// Lines that are missing or different.
    #[serde(default, rename = "miss")]
    pub(crate) misses: Vec<Explanation>,
}

/// A row: published lines, and the reason why they are not ours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Explanation {
    /// The services with such lines, as the tables have them.
    services: Vec<String>,
    /// The reason.
    pub(crate) reason: String,
    /// Patterns of lines of the published crates; `*` stands for any text.
    pub(crate) lines: Vec<String>,
}

impl Explanation {
    /// True if the row is about several services.
    pub(crate) fn is_shared(&self) -> bool {
        self.services.len() > 1
    }

    /// True if one of the patterns matches a line.
    pub(crate) fn matches(&self, line: &str) -> bool {
        self.lines.iter().any(|pattern| matches(pattern, line))
    }
}

/// The numbers of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    /// Lines that both have.
    pub(crate) matched: usize,
    /// Published lines that are compared.
    pub(crate) published: usize,
    /// Published lines that are left out.
    pub(crate) left_out: usize,
}

/// Reads the rows of `misses.toml` about a service.
pub(crate) fn explanations(file: &Path, service: &str) -> Result<Explanations> {
    let mut all: Explanations = read(file)?;
    for row in all.left_out.iter().chain(&all.misses) {
        if row.reason.trim().is_empty() || row.lines.is_empty() || row.services.is_empty() {
            bail!(
                "{}: a row needs `services`, `lines` and a `reason`: {row:?}",
                crate::shown(file)
            );
        }
    }
    let is_of_service = |row: &Explanation| row.services.iter().any(|it| it == service);
    all.left_out.retain(is_of_service);
    all.misses.retain(is_of_service);
    Ok(all)
}

/// The patterns of rows about several services; each has to match a line of at least one of these.
#[cfg(test)]
pub(crate) fn shared_patterns(file: &Path) -> Result<Vec<String>> {
    let all: Explanations = read(file)?;
    let rows = all.left_out.into_iter().chain(all.misses);
    let rows = rows.filter(Explanation::is_shared);
    Ok(rows.flat_map(|row| row.lines).collect())
}

/// Reads the numbers of `parity.toml`, by service.
pub(crate) fn records(file: &Path) -> Result<BTreeMap<String, Record>> {
    read(file)
}

/// Writes the numbers of a service into `parity.toml`.
pub(crate) fn write_record(file: &Path, service: &str, record: Record) -> Result<()> {
    let mut records = records(file)?;
    records.insert(service.to_owned(), record);
    let text = format!("{HEAD}\n{}", toml::to_string(&records)?);
    std::fs::write(file, text).with_context(|| format!("cannot write {}", crate::shown(file)))
}

const HEAD: &str = "\
# Number of lines of the published crates' APIs that the generated ones have: for the operations that
# models/manifest.toml chooses, and as `botocore/SERVICE` for all operations that can be generated from botocore 1.44.5.
# `cargo xtask parity SERVICE [--from SOURCE] --record` writes it; fewer lines than recorded are an error.
";

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T> {
    let shown = crate::shown(file);
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    toml::from_str(&text).with_context(|| format!("{shown} is malformed"))
}

/// True if `pattern`, in which `*` stands for any text, matches all of `text`.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let Some((before, pattern)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(text) = text.strip_prefix(before) else {
        return false;
    };
    let starts = text.char_indices().map(|(start, _)| start);
    let mut starts = starts.chain([text.len()]);
    starts.any(|start| matches(pattern, &text[start..]))
}

impl Record {
    /// True if the matched part is smaller than `before`, either of the compared lines or of all.
    pub(crate) fn is_below(self, before: Self) -> bool {
        let all = |it: Self| it.published + it.left_out;
        self.matched * before.published < before.matched * self.published
            || self.matched * all(before) < before.matched * all(self)
    }

    /// The percentage with two decimals, rounded down, so that only all lines are 100 %.
    pub(crate) fn percent(self) -> String {
        let hundredths = match self.published {
            0 => 10_000,
            published => self.matched * 10_000 / published,
        };
        format!("{}.{:02} %", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_lines() {
        assert!(matches("impl Send for A", "impl Send for A"));
        assert!(!matches("impl Send for A", "impl Send for AB"));
        assert!(matches("impl * for *::B", "impl From<A> for x::B"));
        assert!(!matches("impl * for *::B", "impl From<A> for x::Bc"));
        assert!(matches("*", ""));
    }

    #[test]
    fn a_fall_is_found_by_proportion() {
        let record = |matched, published| Record {
            matched,
            published,
            left_out: 100,
        };
        assert!(record(98, 100).is_below(record(99, 100)));
        assert!(!record(198, 200).is_below(record(99, 100)));
        assert!(record(198, 201).is_below(record(99, 100)));
        // Lines that are newly left out are lost, too.
        let left_out = Record {
            left_out: 110,
            ..record(89, 89)
        };
        assert!(left_out.is_below(record(99, 99)));
        assert_eq!(record(19_999, 20_000).percent(), "99.99 %");
        assert_eq!(record(2, 2).percent(), "100.00 %");
        assert_eq!(record(0, 0).percent(), "100.00 %");
    }

    #[test]
    fn records_and_rows_are_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("parity.toml");
        std::fs::write(&file, "[sqs]\nmatched = 1\npublished = 2\nleft_out = 0\n").unwrap();
        let record = Record {
            matched: 3,
            published: 4,
            left_out: 5,
        };
        write_record(&file, "ecs", record).unwrap();
        let records = records(&file).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records["ecs"], record);

        let read_back = |text| {
            std::fs::write(&file, text).unwrap();
            explanations(&file, "ecs")
        };
        assert!(read_back("").unwrap().misses.is_empty());
        let found = read_back(
            "[[miss]]\nservices = [\"ecs\"]\nreason = \"a\"\nlines = [\"*\"]\n\
             [[miss]]\nservices = [\"sqs\"]\nreason = \"b\"\nlines = [\"*\"]\n\
             [[left_out]]\nservices = [\"ecs\", \"sqs\"]\nreason = \"c\"\nlines = [\"*\"]\n",
        )
        .unwrap();
        let rows = found.misses.iter().chain(&found.left_out);
        let reasons: Vec<_> = rows.map(|it| it.reason.as_str()).collect();
        assert_eq!(reasons, ["a", "c"]);
        let error = read_back("[[miss]]\nservices = [\"ecs\"]\nreason = \" \"\nlines = [\"*\"]\n");
        assert!(error.unwrap_err().to_string().contains("a row needs"));
    }
}
