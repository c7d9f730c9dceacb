//! Partitions: groups of regions that share DNS suffixes.

/// A group of regions.
#[derive(Debug)]
pub struct Partition {
    /// Its name.
    pub id: &'static str,
    /// What its regions look like: words with hyphens between.
    pub pattern: &'static [Word],
    /// Further regions: those that do not look so.
    pub regions: &'static [&'static str],
    /// What URLs end in.
    pub dns_suffix: &'static str,
    /// What URLs end in that are reachable by IPv6 too.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that requests to a global service are signed for.
    pub implicit_global_region: &'static str,
    /// Whether there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// Whether there are endpoints that are reachable by IPv6 too.
    pub supports_dual_stack: bool,
}

/// A word of a region's name.
#[derive(Debug)]
pub enum Word {
    /// One of these.
    OneOf(&'static [&'static str]),
    /// Letters, digits and `_`.
    Any,
    /// Digits.
    Digits,
}

/// The partition of a region: the first one that knows it, or else the first one of all.
pub fn of_region(partitions: &'static [Partition], region: &str) -> Option<&'static Partition> {
    let knows = |it: &&Partition| it.regions.contains(&region) || matches(it.pattern, region);
    partitions.iter().find(knows).or(partitions.first())
}

fn matches(pattern: &[Word], region: &str) -> bool {
    let mut words = region.as_bytes().split(|b| *b == b'-');
    let is_all = |word: &[u8], is_so: fn(&u8) -> bool| !word.is_empty() && word.iter().all(is_so);
    let fits = pattern.iter().all(|expected| {
        words.next().is_some_and(|word| match expected {
            Word::OneOf(names) => names.iter().any(|it| it.as_bytes() == word),
            Word::Any => is_all(word, |b| b.is_ascii_alphanumeric() || *b == b'_'),
            Word::Digits => is_all(word, u8::is_ascii_digit),
        })
    });
    fits && words.next().is_none()
}
