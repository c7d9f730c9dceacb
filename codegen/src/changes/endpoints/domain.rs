//! The values of a parameter that rules can tell apart.

use std::collections::BTreeSet;

use super::evaluate::Value;
use super::expression::{Expression, Expressions, Id};
use super::graph::Arena;
use crate::model::endpoint_rules::{BuiltIn, ParameterKind};
use crate::plan::ir::rules::{Partition, Word};

/// Maximum number of values: a set of them is the bits of a number.
const MOST: usize = 128;

/// A parameter, as the old and the new rules declare it.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub(super) kind: ParameterKind,
    pub(super) built_in: Option<BuiltIn>,
    /// The default, if old and new rules have the same.
    pub(super) default: Option<Value>,
    /// True if the rules are evaluated without a value.
    pub(super) may_be_missing: bool,
}

/// Values of a parameter.
#[derive(Debug)]
pub(super) struct Domain {
    pub(super) name: String,
    /// The values, simple ones first. `None`: not set.
    pub(super) values: Vec<Option<Value>>,
    /// True if any other value satisfies the same conditions as one of these.
    pub(super) is_exhaustive: bool,
    /// The values that conditions name. Each of the others stands for many.
    pub(super) literals: BTreeSet<String>,
    pub(super) default: Option<Value>,
    /// Further values, each of which satisfies the conditions of a listed one.
    pub(super) alike: Vec<String>,
}

/// Finds the values of a parameter that the conditions in an arena can tell apart.
pub(super) fn domain(
    arena: &Arena,
    name: &str,
    declared: &Declared,
    partitions: &[(Partition, Vec<String>)],
) -> Domain {
    let uses = Uses::of(arena, name);
    let mut values: Vec<Option<Value>> = Vec::new();
    if declared.may_be_missing {
        values.push(None);
    }
    let mut is_exhaustive = true;
    match declared.kind {
        ParameterKind::Boolean => values.extend([false, true].map(|it| Some(Value::Boolean(it)))),
        ParameterKind::Text => {
            let texts = uses.texts(declared.built_in, partitions);
            values.extend(texts.into_iter().map(|it| Some(Value::Text(it))));
            is_exhaustive = uses.are_known;
        }
        ParameterKind::Texts => {
            let texts = uses.texts(None, partitions).into_iter();
            values.push(Some(Value::Texts(Vec::new())));
            values.extend(texts.map(|it| Some(Value::Texts(vec![it]))));
            is_exhaustive = false;
        }
    }
    if let Some(position) = values.iter().position(|it| *it == declared.default) {
        values.swap(0, position);
    }
    if values.len() > MOST {
        values.truncate(MOST);
        is_exhaustive = false;
    }
    Domain {
        name: name.to_owned(),
        values,
        is_exhaustive,
        literals: uses.literals.clone(),
        default: declared.default.clone(),
        alike: if uses.is_region {
            let regions = partitions.iter().flat_map(|(_, regions)| regions);
            regions.cloned().collect()
        } else {
            Vec::new()
        },
    }
}

/// The ways in which conditions use a parameter.
#[derive(Default)]
struct Uses {
    /// Texts that it is compared with.
    literals: BTreeSet<String>,
    /// True if conditions only compare it, look up its partition, or test if it is set.
    are_known: bool,
    is_region: bool,
    is_url: bool,
    is_tested: bool,
}

impl Uses {
    fn of(arena: &Arena, name: &str) -> Self {
        let mut uses = Self {
            are_known: true,
            ..Self::default()
        };
        let expressions = &arena.expressions;
        let seen: BTreeSet<Id> = arena
            .atoms
            .iter()
            .flat_map(|atom| expressions.within(atom.expression()))
            .collect();
        for id in seen {
            uses.add(expressions, id, name);
        }
        uses
    }

    fn add(&mut self, expressions: &Expressions, id: Id, name: &str) {
        let get = |id: Id| expressions.get(id);
        // A list is tried with one item.
        let is_it = |id: Id| expressions.is_parameter(id, name);
        match get(id) {
            Expression::StringEquals(a, b) => match (get(*a), get(*b)) {
                (_, Expression::Text(text)) if is_it(*a) => {
                    self.literals.insert(text.clone());
                }
                _ => self.are_known &= !is_it(*a) && !is_it(*b),
            },
            Expression::IsSet(_) => {}
            Expression::Partition(of) if is_it(*of) => self.is_region = true,
            Expression::ParseUrl(of) if is_it(*of) => {
                (self.is_url, self.are_known) = (true, false);
            }
            Expression::IsHostLabel(of, _) | Expression::IsBucketLabel(of, _) if is_it(*of) => {
                (self.is_tested, self.are_known) = (true, false);
            }
            _ => self.are_known &= !expressions.arguments(id).into_iter().any(is_it),
        }
    }

    /// Lists texts that satisfy different conditions.
    fn texts(
        &self,
        built_in: Option<BuiltIn>,
        partitions: &[(Partition, Vec<String>)],
    ) -> Vec<String> {
        let is_region = self.is_region || built_in == Some(BuiltIn::Region);
        let mut texts: Vec<String> = Vec::new();
        if is_region {
            let regions = partitions.iter();
            texts.extend(regions.map(|(partition, listed)| self.region(partition, listed)));
        } else if self.is_url || built_in == Some(BuiltIn::Endpoint) {
            texts.push("https://example.com".to_owned());
        } else if built_in == Some(BuiltIn::AccountId) {
            texts.push("123456789012".to_owned());
        } else {
            texts.push("example".to_owned());
        }
        // One that no condition names.
        if texts.iter().all(|it| self.literals.contains(it)) {
            texts.push("another-example".to_owned());
        }
        texts.extend(self.literals.iter().cloned());
        if self.is_url {
            texts.push("http://127.0.0.1:8000/path".to_owned());
            texts.push("example.com".to_owned());
        }
        if self.is_tested {
            texts.extend(["an.example", "An_Example!"].map(str::to_owned));
        }
        let mut seen = BTreeSet::new();
        texts.retain(|it| seen.insert(it.clone()));
        texts
    }

    /// Returns a region of a partition that no condition names.
    fn region(&self, partition: &Partition, listed: &[String]) -> String {
        let preferred = [&partition.implicit_global_region]
            .into_iter()
            .chain(listed);
        let words = partition.pattern.iter().map(|word| match word {
            Word::OneOf(names) => names.first().map_or("", String::as_str),
            Word::Any => "another",
            Word::Digits => "9",
        });
        let unlisted = words.collect::<Vec<_>>().join("-");
        let mut free = preferred.filter(|it| !self.literals.contains(*it));
        free.next().cloned().unwrap_or(unlisted)
    }
}
