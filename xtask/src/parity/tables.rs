//! What is known: why lines are missing, and how much of an API there was.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// `misses.toml`, or the rows of it that are about one service.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// Lines that do not count: they are there for something that callers have here in another way.
    #[serde(default)]
    pub(crate) left_out: Vec<Row>,
    /// Lines that are missing, or differ.
    #[serde(default, rename = "miss")]
    pub(crate) misses: Vec<Row>,
}

/// A reason, and the published lines that it is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// The modules of the services that it is about.
    services: Vec<String>,
    /// Why.
    pub(crate) reason: String,
    /// Lines of the published crates; `*` stands for any text.
    pub(crate) lines: Vec<String>,
}

impl Row {
    /// Whether it is about several services.
    pub(crate) fn is_shared(&self) -> bool {
        self.services.len() > 1
    }

    /// Whether the row is about a line.
    pub(crate) fn is_about(&self, line: &str) -> bool {
        self.lines.iter().any(|pattern| matches(pattern, line))
    }
}

/// A part of an API that was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    /// Lines that both have.
    pub(crate) matched: usize,
    /// Lines that are published and count.
    pub(crate) published: usize,
    /// Lines that are published and do not count.
    pub(crate) left_out: usize,
}

/// The rows of `misses.toml` about a service.
pub(crate) fn known(file: &Path, service: &str) -> Result<Known> {
    let mut known: Known = read(file)?;
    for row in known.left_out.iter().chain(&known.misses) {
        if row.reason.trim().is_empty() || row.lines.is_empty() || row.services.is_empty() {
            bail!(
                "{}: a row wants `services`, `lines` and a `reason`: {row:?}",
                crate::shown(file)
            );
        }
    }
    let is_meant = |row: &Row| row.services.iter().any(|it| it == service);
    known.left_out.retain(is_meant);
    known.misses.retain(is_meant);
    Ok(known)
}

/// The patterns of rows about several services: one of these has to have a line for each.
#[cfg(test)]
pub(crate) fn shared_patterns(file: &Path) -> Result<Vec<String>> {
    let known: Known = read(file)?;
    let rows = known.left_out.into_iter().chain(known.misses);
    let rows = rows.filter(Row::is_shared);
    Ok(rows.flat_map(|row| row.lines).collect())
}

/// The numbers of `parity.toml`, by the service's module.
pub(crate) fn records(file: &Path) -> Result<BTreeMap<String, Record>> {
    read(file)
}

/// Writes the number of a service into `parity.toml`.
pub(crate) fn write_record(file: &Path, service: &str, record: Record) -> Result<()> {
    let mut records = records(file)?;
    records.insert(service.to_owned(), record);
    let text = format!("{HEAD}\n{}", toml::to_string(&records)?);
    std::fs::write(file, text).with_context(|| format!("cannot write {}", crate::shown(file)))
}

const HEAD: &str = "\
# How many lines of the published crates' APIs the generated ones have: for the operations that models/manifest.toml
# chooses, and as `botocore/SERVICE` for all operations that can be generated from botocore 1.44.5.
# `cargo xtask parity SERVICE [--from SOURCE] --record` writes it; a fall is an error.
";

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T> {
    let shown = crate::shown(file);
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    toml::from_str(&text).with_context(|| format!("{shown} is not as it should be"))
}

/// Whether `text` is what `pattern` says, in which `*` stands for any text.
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
    /// Whether this is a smaller part than `before`, of what counts or of all.
    pub(crate) fn is_below(self, before: Self) -> bool {
        let all = |it: Self| it.published + it.left_out;
        self.matched * before.published < before.matched * self.published
            || self.matched * all(before) < before.matched * all(self)
    }

    /// Hundredths of a percent, rounded down, as text: only all of it is 100.
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
    fn patterns() {
        assert!(matches("impl Send for A", "impl Send for A"));
        assert!(!matches("impl Send for A", "impl Send for AB"));
        assert!(matches("impl * for *::B", "impl From<A> for x::B"));
        assert!(!matches("impl * for *::B", "impl From<A> for x::Bc"));
        assert!(matches("*", ""));
    }

    #[test]
    fn parts_are_compared_as_such() {
        let record = |matched, published| Record {
            matched,
            published,
            left_out: 100,
        };
        assert!(record(98, 100).is_below(record(99, 100)));
        assert!(!record(198, 200).is_below(record(99, 100)));
        assert!(record(198, 201).is_below(record(99, 100)));
        // What does not count any more was lost, too.
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

        let known = |text| {
            std::fs::write(&file, text).unwrap();
            known(&file, "ecs")
        };
        assert!(known("").unwrap().misses.is_empty());
        let found = known(
            "[[miss]]\nservices = [\"ecs\"]\nreason = \"a\"\nlines = [\"*\"]\n\
             [[miss]]\nservices = [\"sqs\"]\nreason = \"b\"\nlines = [\"*\"]\n\
             [[left_out]]\nservices = [\"ecs\", \"sqs\"]\nreason = \"c\"\nlines = [\"*\"]\n",
        )
        .unwrap();
        let rows = found.misses.iter().chain(&found.left_out);
        let reasons: Vec<_> = rows.map(|it| it.reason.as_str()).collect();
        assert_eq!(reasons, ["a", "c"]);
        let error = known("[[miss]]\nservices = [\"ecs\"]\nreason = \" \"\nlines = [\"*\"]\n");
        assert!(error.unwrap_err().to_string().contains("a row wants"));
    }
}
