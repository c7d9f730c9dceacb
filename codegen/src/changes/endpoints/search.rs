//! Looks for parameters with which two rule sets have different answers, and words for what it
//! finds.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::domain::Domain;
use super::evaluate::{Answer, Value, answer};
use super::graph::{Arena, Target};
use super::walk::{Walk, Way};
use crate::plan::ir::rules::{Partition, Table};

/// Maximum number of endpoints that are listed.
const MOST: usize = 12;

/// Combinations of parameters to try for a way on which the rules differ, and if it is not known
/// where they do.
const TRIES: usize = 40;
const TRIES_ANYWHERE: usize = 4_000;

/// Something that differs between two rule sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub subject: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Finding {
    /// Makes a finding that is a sentence.
    pub(super) fn note(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            old: None,
            new: None,
        }
    }
}

/// Positions of the values of parameters, in the order of the domains.
type Combination = Vec<usize>;

/// A parameter, and conditions that its value has to satisfy.
type Wanted = (usize, Vec<(usize, bool)>);

/// Parameters that are set.
type Given = BTreeMap<String, Value>;

/// Looks for parameters with which two rule sets have different answers.
pub(super) struct Search<'a> {
    arena: &'a Arena,
    sides: [(Target, &'a Table); 2],
    domains: &'a [Domain],
    partitions: &'a [Partition],
    /// The values of each domain, and those that were made for ways.
    values: Vec<Vec<Option<Value>>>,
    /// Positions of values that were made, by parameter and the conditions that they satisfy.
    synthesized: HashMap<Wanted, Option<usize>>,
    /// The first combination for each pair of leaves, by its number of set parameters.
    found: BTreeMap<[Option<usize>; 2], Combination>,
    tried: BTreeSet<Combination>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        arena: &'a Arena,
        sides: [(Target, &'a Table); 2],
        domains: &'a [Domain],
        partitions: &'a [Partition],
    ) -> Self {
        Self {
            arena,
            sides,
            domains,
            partitions,
            values: domains.iter().map(|it| it.values.clone()).collect(),
            synthesized: HashMap::new(),
            found: BTreeMap::new(),
            tried: BTreeSet::new(),
        }
    }

    pub(super) fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// Returns the number of combinations that were tried.
    pub(super) fn tried(&self) -> usize {
        self.tried.len()
    }

    /// Tries combinations with which a way is taken.
    pub(super) fn try_way(&mut self, walk: &Walk<'_>, way: &Way) {
        let mut allowed = Vec::new();
        for (index, left) in way.left.iter().enumerate() {
            let bits = 0..self.domains[index].values.len();
            let mut positions: Vec<usize> = bits.filter(|bit| left & (1 << bit) != 0).collect();
            if positions.is_empty() {
                positions.extend(self.synthesized(walk, index, way));
            }
            if positions.is_empty() {
                return;
            }
            allowed.push(positions);
        }
        self.try_some(&allowed, TRIES);
    }

    /// Makes a value of a parameter for a way, and returns its position.
    fn synthesized(&mut self, walk: &Walk<'_>, index: usize, way: &Way) -> Option<usize> {
        let facts = walk.facts_on(index, way);
        let known = self.synthesized.get(&(index, facts.clone()));
        if let Some(known) = known {
            return *known;
        }
        let value = walk.synthesized(index, &facts);
        let position = value.map(|value| {
            self.values[index].push(Some(value));
            self.values[index].len() - 1
        });
        self.synthesized.insert((index, facts), position);
        position
    }

    /// Tries combinations of all values.
    pub(super) fn try_anywhere(&mut self) {
        let all = self.values.iter().map(|it| (0..it.len()).collect());
        let all: Vec<Vec<usize>> = all.collect();
        self.try_some(&all, TRIES_ANYWHERE);
    }

    /// Tries at most so many combinations: the first values, then all with one and with two
    /// others.
    fn try_some(&mut self, allowed: &[Vec<usize>], most: usize) {
        let first: Option<Combination> = allowed.iter().map(|it| it.first().copied()).collect();
        let Some(first) = first else { return };
        let others = |index: usize| allowed[index][1..].iter().map(move |it| (index, *it));
        let singles = (0..allowed.len()).flat_map(others);
        let pairs = singles.clone().flat_map(|one| {
            let second = (one.0 + 1..allowed.len()).flat_map(others);
            second.map(move |two| vec![one, two])
        });
        let all = std::iter::once(Vec::new());
        let all = all.chain(singles.clone().map(|one| vec![one])).chain(pairs);
        for changes in all.take(most) {
            let mut combination = first.clone();
            for (index, value) in changes {
                combination[index] = value;
            }
            self.attempt(combination);
        }
    }

    /// Evaluates both rule sets, and keeps the combination if it shows a new difference.
    fn attempt(&mut self, combination: Combination) {
        if self.tried.contains(&combination) {
            return;
        }
        let [(old, old_leaf), (new, new_leaf)] = self.answers(&self.given(&combination));
        if old != new {
            let pair = [old_leaf, new_leaf];
            self.found
                .entry(pair)
                .or_insert_with(|| combination.clone());
        }
        self.tried.insert(combination);
    }

    fn given(&self, combination: &Combination) -> Given {
        let values = self.values.iter().zip(combination);
        let values = self.domains.iter().zip(values);
        values
            .filter_map(|(domain, (values, position))| {
                Some((domain.name.clone(), values[*position].clone()?))
            })
            .collect()
    }

    fn answers(&self, given: &Given) -> [(Answer, Option<usize>); 2] {
        self.sides
            .map(|(root, table)| answer(self.arena, root, table, self.partitions, given))
    }

    /// Describes what was found, the combinations with the fewest parameters first.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<(usize, String, &Combination)> = self
            .found
            .values()
            .map(|combination| {
                let words = self.words(combination, false);
                (words.len(), words.join(", "), combination)
            })
            .collect();
        found.sort();
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        let mut findings: Vec<Finding> = found
            .into_iter()
            .map(|(_, _, combination)| {
                let [(old, _), (new, _)] = self.answers(&self.given(combination));
                let (old, new) = worded(&old, &new);
                let words = self.words(combination, true);
                Finding {
                    subject: if words.is_empty() {
                        "no parameter is set".to_owned()
                    } else {
                        words.join(", ")
                    },
                    old: Some(old),
                    new: Some(new),
                }
            })
            .collect();
        if more > 0 {
            findings.push(Finding::note(format!("… and {more} more endpoints differ")));
        }
        findings
    }

    /// Names the parameters of a combination that are not at their defaults: `Region=us-east-1 or
    /// 3 others`, `UseFIPS=true`.
    fn words(&self, combination: &Combination, with_others: bool) -> Vec<String> {
        let mut words = Vec::new();
        for (index, (domain, position)) in self.domains.iter().zip(combination).enumerate() {
            let Some(value) = &self.values[index][*position] else {
                continue;
            };
            if domain.default.as_ref() == Some(value) {
                continue;
            }
            let mut word = match value {
                Value::Boolean(value) => format!("{}={value}", domain.name),
                Value::Text(text) => format!("{}={text}", domain.name),
                Value::Texts(texts) => format!("{}=[{}]", domain.name, texts.join(", ")),
            };
            if let (Value::Text(text), true) = (value, with_others) {
                word += &self.others(combination, domain, text);
            }
            words.push(word);
        }
        words
    }

    /// Counts the other texts in the place of one for which the same rules decide.
    fn others(&self, combination: &Combination, domain: &Domain, text: &str) -> String {
        let mut given = self.given(combination);
        let leaves = |given: &Given| self.answers(given).map(|(_, leaf)| leaf);
        let expected = leaves(&given);
        let values = domain.values.iter().filter_map(|it| match it {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        });
        let others: BTreeSet<&String> = values.chain(&domain.alike).collect();
        let others = others.into_iter().filter(|it| *it != text);
        let (mut same, mut all) = (0, 0);
        for other in others {
            given.insert(domain.name.clone(), Value::Text(other.clone()));
            all += 1;
            same += usize::from(leaves(&given) == expected);
        }
        match same {
            0 => String::new(),
            same if same == all => " or any other".to_owned(),
            1 => " or 1 other".to_owned(),
            same => format!(" or {same} others"),
        }
    }
}

/// Writes two answers: URLs, with the properties and headers that differ.
fn worded(old: &Answer, new: &Answer) -> (String, String) {
    let empty = BTreeMap::new();
    let details = |answer: &'_ Answer| match answer {
        Answer::Endpoint(_, details) => details.clone(),
        _ => empty.clone(),
    };
    let all = [details(old), details(new)];
    let both = matches!((old, new), (Answer::Endpoint(..), Answer::Endpoint(..)));
    let names: BTreeSet<&String> = all.iter().flat_map(BTreeMap::keys).collect();
    let differing: Vec<&String> = names
        .into_iter()
        .filter(|name| both && all[0].get(*name) != all[1].get(*name))
        .collect();
    let write = |answer: &Answer, details: &BTreeMap<String, String>| match answer {
        Answer::NoRule => "no endpoint".to_owned(),
        Answer::Missing(name) => format!("error: `{name}` is not set"),
        Answer::Error(message) => format!("error: {message}"),
        Answer::Endpoint(url, _) => {
            let words = differing.iter().map(|name| {
                let short = name.strip_prefix("authSchemes[0].").unwrap_or(name);
                let value = details.get(*name).map_or("nothing", String::as_str);
                format!("{short} {value}")
            });
            let words: Vec<String> = words.collect();
            if words.is_empty() {
                url.clone()
            } else {
                format!("{url} ({})", words.join(", "))
            }
        }
    };
    (write(old, &all[0]), write(new, &all[1]))
}
