//! Partitions: groups of regions that share DNS suffixes.

/// A group of regions.
#[derive(Debug)]
pub struct Partition {
    /// Name of the partition.
    pub id: &'static str,
    /// Pattern of region names: words separated by hyphens.
    pub pattern: &'static [Word],
    /// Regions that do not match the pattern.
    pub regions: &'static [&'static str],
    /// Suffix of host names.
    pub dns_suffix: &'static str,
    /// Suffix of host names of dual-stack endpoints, which IPv4 and IPv6 reach.
    pub dual_stack_dns_suffix: &'static str,
    /// Signing region of global services.
    pub implicit_global_region: &'static str,
    /// `true` if there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// `true` if there are dual-stack endpoints.
    pub supports_dual_stack: bool,
}

/// Pattern of a word in a region name.
#[derive(Debug)]
pub enum Word {
    /// One of these.
    OneOf(&'static [&'static str]),
    /// Letters, digits and `_`.
    Any,
    /// Digits.
    Digits,
}

/// Returns the first partition that has a region, or the first of all partitions if none has it.
pub fn of_region(partitions: &'static [Partition], region: &str) -> Option<&'static Partition> {
    let has_region = |it: &&Partition| it.regions.contains(&region) || matches(it.pattern, region);
    partitions.iter().find(has_region).or(partitions.first())
}

fn matches(pattern: &[Word], region: &str) -> bool {
    let mut words = region.as_bytes().split(|b| *b == b'-');
    let is_all =
        |word: &[u8], predicate: fn(&u8) -> bool| !word.is_empty() && word.iter().all(predicate);
    let fits = pattern.iter().all(|expected| {
        words.next().is_some_and(|word| match expected {
            Word::OneOf(names) => names.iter().any(|it| it.as_bytes() == word),
            Word::Any => is_all(word, |b| b.is_ascii_alphanumeric() || *b == b'_'),
            Word::Digits => is_all(word, u8::is_ascii_digit),
        })
    });
    fits && words.next().is_none()
}
