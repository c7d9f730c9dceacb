//! Partitions, with their patterns as what a small matcher can do.

use crate::error::Result;
use crate::model;

/// A group of regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Its name.
    pub id: String,
    /// What its regions look like: words with hyphens between.
    pub pattern: Vec<Word>,
    /// Further regions: those that do not look so.
    pub regions: Vec<String>,
    /// What URLs end in.
    pub dns_suffix: String,
    /// What URLs end in that are reachable by IPv6 too.
    pub dual_stack_dns_suffix: String,
    /// The region that requests to a global service are signed for.
    pub implicit_global_region: String,
    /// Whether there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// Whether there are endpoints that are reachable by IPv6 too.
    pub supports_dual_stack: bool,
}

/// A word of a region's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// One of these.
    OneOf(Vec<String>),
    /// Letters, digits and `_`: `\w+`.
    Any,
    /// Digits: `\d+`.
    Digits,
}

/// Works out what regions of each partition look like.
///
/// # Errors
/// If a pattern is of a kind that does not occur so far.
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

/// Takes patterns of one kind: `^(us|eu)\-\w+\-\d+$`.
fn pattern(
    partitions: &model::Partitions,
    partition: &model::partitions::Partition,
) -> Result<Vec<Word>> {
    let (regex, at) = &partition.region_regex;
    let words = regex.strip_prefix('^').and_then(|it| it.strip_suffix('$'));
    let words = words.and_then(|words| words.split(r"\-").map(word).collect());
    words.ok_or_else(|| {
        let what = format!("a pattern of an unknown kind: `{}`", regex.escape_debug());
        partitions.source.error(*at, what).hint(
            "known are words with `\\-` between, within `^` and `$`: names, `(one|or|another)`, \
             `\\w+` and `\\d+`; teach codegen/src/plan/endpoint_rules/partitions.rs",
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

/// Whether a region looks so. The interpreter in `codegen/runtime/support/endpoint_rules/partition.rs` asks the
/// same.
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
