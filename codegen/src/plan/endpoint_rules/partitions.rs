//! Partitions: turns regular expressions of regions into patterns that a small matcher evaluates.

use crate::error::Result;
use crate::model;
use crate::plan::ir::rules::{Partition, Word};

/// Plans the partitions.
///
/// # Errors
/// If a regular expression is of a form that AWS's partitions do not use so far.
pub fn partitions(partitions: &model::Partitions) -> Result<Vec<Partition>> {
    let all = partitions.partitions.iter();
    all.map(|it| {
        let pattern = pattern(partitions, it)?;
        let unlike = |region: &&String| !matches(&pattern, region);
        Ok(Partition {
            id: it.id.clone(),
            regions: it.regions.iter().filter(unlike).cloned().collect(),
            pattern,
            dns_suffix: it.dns_suffix.clone(),
            dual_stack_dns_suffix: it.dual_stack_dns_suffix.clone(),
            implicit_global_region: it.implicit_global_region.clone(),
            supports_fips: it.supports_fips,
            supports_dual_stack: it.supports_dual_stack,
        })
    })
    .collect()
}

/// Reads a regular expression of the one supported form: `^(us|eu)\-\w+\-\d+$`.
fn pattern(
    partitions: &model::Partitions,
    partition: &model::partitions::Partition,
) -> Result<Vec<Word>> {
    let (regex, at) = &partition.region_regex;
    let words = regex.strip_prefix('^').and_then(|it| it.strip_suffix('$'));
    let words = words.and_then(|words| words.split(r"\-").map(word).collect());
    words.ok_or_else(|| {
        let what = format!("unsupported pattern of regions: `{}`", regex.escape_debug());
        partitions.source.error(*at, what).hint(
            "supported are words with `\\-` between, within `^` and `$`: names, \
             `(one|or|another)`, `\\w+` and `\\d+` (codegen/src/plan/endpoint_rules/partitions.rs)",
        )
    })
}

fn word(text: &str) -> Option<Word> {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let alternatives = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let names: Vec<&str> = alternatives.unwrap_or(text).split('|').collect();
    match text {
        r"\w+" => Some(Word::Any),
        r"\d+" => Some(Word::Digits),
        _ if names.iter().all(|name| is_name(name)) => {
            if alternatives.is_none() && names.len() > 1 {
                return None;
            }
            Some(Word::OneOf(names.into_iter().map(str::to_owned).collect()))
        }
        _ => None,
    }
}

/// Returns the first partition that has a region, or the first of all, as
/// `codegen/runtime/support/endpoint_rules/partition.rs` does in generated crates.
pub fn partition_of<'a>(partitions: &'a [Partition], region: &str) -> Option<&'a Partition> {
    let has_region = |it: &&Partition| {
        it.regions.iter().any(|known| known == region) || matches(&it.pattern, region)
    };
    partitions.iter().find(has_region).or(partitions.first())
}

/// Returns `true` if a region matches the pattern, as
/// `codegen/runtime/support/endpoint_rules/partition.rs` does in generated crates.
fn matches(pattern: &[Word], region: &str) -> bool {
    let mut words = region.split('-');
    let fits = pattern.iter().all(|expected| {
        words.next().is_some_and(|word| match expected {
            Word::OneOf(names) => names.iter().any(|name| name == word),
            Word::Any => {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            }
            Word::Digits => !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()),
        })
    });
    fits && words.next().is_none()
}
