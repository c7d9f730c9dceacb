//! Walks two decision graphs side by side, and finds where they come to different leaves.

use std::collections::{BTreeMap, HashSet};

use super::domain::Domain;
use super::evaluate::{self, Answer, Evaluation, Set, Value};
use super::expression::{Atom, Expression, Id};
use super::graph::{Arena, Target};
use super::synthesis;
use crate::plan::ir::rules::Partition;

/// Limit for the number of states, and for that of pairs of leaves.
const MAX_STATES: usize = 20_000;
const MAX_PAIRS: usize = 500;

/// Limit for the bits that say which nodes lead to which conditions.
const MAX_BITS: usize = 1 << 28;

/// A set of the values of a domain, as bits.
pub(super) type Values = u128;

/// Two graphs and what is known of their conditions.
pub(super) struct Walk<'a> {
    arena: &'a Arena,
    domains: &'a [Domain],
    partitions: &'a [Partition],
    /// For each condition: the parameter that it depends on alone, and the values with which it
    /// holds.
    conditions: Vec<Option<(usize, Values)>>,
}

/// A position in both graphs, and what is known there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    targets: [Target; 2],
    /// Conditions that values of one parameter do not decide.
    facts: BTreeMap<usize, bool>,
    /// The values that are left of each parameter.
    left: Vec<Values>,
}

/// A way to two leaves.
#[derive(Debug)]
pub(super) struct Way {
    /// The values of each parameter with which it is taken.
    pub(super) left: Vec<Values>,
    /// The conditions that were decided on it.
    pub(super) facts: Vec<(usize, bool)>,
}

/// The walk's result.
#[derive(Debug, Default)]
pub(super) struct Difference {
    /// Ways to different leaves.
    pub(super) ways: Vec<Way>,
    /// True if there may be more.
    pub(super) is_partial: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        arena: &'a Arena,
        domains: &'a [Domain],
        partitions: &'a [Partition],
    ) -> Self {
        let mut walk = Self {
            arena,
            domains,
            partitions,
            conditions: Vec::new(),
        };
        let conditions = arena.atoms.iter().map(|atom| walk.condition(*atom));
        walk.conditions = conditions.collect();
        walk
    }

    /// Finds the values with which a condition on one parameter holds.
    fn condition(&self, atom: Atom) -> Option<(usize, Values)> {
        let parameters = self.arena.expressions.parameters(atom.expression());
        let mut parameters = parameters.into_iter();
        let (Some(name), None) = (parameters.next(), parameters.next()) else {
            return None;
        };
        let index = self.domains.iter().position(|it| it.name == name)?;
        let values = self.domains[index].values.iter().enumerate();
        let holds = values.filter(|(_, it)| {
            self.evaluated(index, it.as_ref(), |evaluation| evaluation.holds(atom))
        });
        Some((index, holds.fold(0, |all, (bit, _)| all | 1 << bit)))
    }

    /// Lists the conditions of a way that depend on one parameter alone.
    pub(super) fn facts_on(&self, index: usize, way: &Way) -> Vec<(usize, bool)> {
        let on_it = |atom: usize| self.conditions[atom].is_some_and(|(it, _)| it == index);
        let mut facts: Vec<(usize, bool)> = way.facts.clone();
        facts.retain(|(atom, _)| on_it(*atom));
        facts.sort_unstable();
        facts
    }

    /// Makes a value of a parameter that satisfies conditions on it.
    pub(super) fn synthesized(&self, index: usize, facts: &[(usize, bool)]) -> Option<Value> {
        let domain = &self.domains[index];
        let is_list = domain
            .values
            .iter()
            .any(|it| matches!(it, Some(Value::Texts(_))));
        let value = |text: &str| {
            let text = text.to_owned();
            if is_list {
                Value::Texts(vec![text])
            } else {
                Value::Text(text)
            }
        };
        let facts = facts
            .iter()
            .map(|(atom, holds)| (self.arena.atoms[*atom], *holds));
        let facts: Vec<(Atom, bool)> = facts.collect();
        let fits = |text: &str| {
            self.evaluated(index, Some(&value(text)), |evaluation| {
                facts
                    .iter()
                    .all(|(atom, holds)| evaluation.holds(*atom) == *holds)
            })
        };
        let text = synthesis::text(&self.arena.expressions, &domain.name, &facts, &fits);
        text.map(|text| value(&text))
    }

    /// Evaluates something with one value of one parameter.
    fn evaluated<T>(
        &self,
        index: usize,
        value: Option<&Value>,
        evaluate: impl FnOnce(&Evaluation<'_>) -> T,
    ) -> T {
        let domain = &self.domains[index];
        let set = value.map(|value| (domain.name.as_str(), value));
        let set: Set<'_> = set.into_iter().collect();
        evaluate(&Evaluation {
            expressions: &self.arena.expressions,
            partitions: self.partitions,
            set: &set,
        })
    }

    /// Walks from two roots.
    pub(super) fn run(&self, roots: [Target; 2]) -> Difference {
        let mut found = Difference::default();
        let Some(live) = self.live() else {
            found.is_partial = true;
            return found;
        };
        let all = |domain: &Domain| Values::MAX >> (128 - domain.values.len().max(1));
        let start = State {
            targets: roots,
            facts: BTreeMap::new(),
            left: self.domains.iter().map(all).collect(),
        };
        let mut states = vec![(start, Vec::new())];
        let mut seen = HashSet::new();
        while let Some((mut state, facts)) = states.pop() {
            state.targets = state.targets.map(|it| self.settled(it, &state));
            let atom = match state.targets {
                [old, new] if old == new => continue,
                [Target::Leaf(old), Target::Leaf(new)] => {
                    if !self.is_same(old, new, &state) {
                        let left = state.left;
                        found.ways.push(Way { left, facts });
                    }
                    continue;
                }
                [Target::Node(node), _] | [_, Target::Node(node)] => self.arena.nodes[node].atom,
            };
            let is_live = |atom: &usize| {
                let mut nodes = state.targets.iter();
                nodes.any(|it| matches!(it, Target::Node(node) if live[*node].has(*atom)))
            };
            state.facts.retain(|atom, _| is_live(atom));
            if !seen.insert(state.clone()) {
                continue;
            }
            if seen.len() > MAX_STATES || found.ways.len() > MAX_PAIRS {
                found.is_partial = true;
                break;
            }
            states.extend([false, true].map(|holds| {
                let mut facts = facts.clone();
                facts.push((atom, holds));
                (self.after(state.clone(), atom, holds), facts)
            }));
        }
        found
    }

    /// Follows a graph as far as is known.
    fn settled(&self, mut target: Target, state: &State) -> Target {
        while let Target::Node(index) = target {
            let node = self.arena.nodes[index];
            target = match self.known(node.atom, state) {
                None => break,
                Some(true) => node.holds,
                Some(false) => node.otherwise,
            };
        }
        target
    }

    fn known(&self, atom: usize, state: &State) -> Option<bool> {
        match self.conditions[atom] {
            Some((domain, holds)) if self.domains[domain].is_exhaustive => {
                let left = state.left[domain];
                if left & holds == 0 {
                    Some(false)
                } else if left & !holds == 0 {
                    Some(true)
                } else {
                    None
                }
            }
            _ => state.facts.get(&atom).copied(),
        }
    }

    fn after(&self, mut state: State, atom: usize, holds: bool) -> State {
        let condition = self.conditions[atom];
        if let Some((domain, values)) = condition {
            state.left[domain] &= if holds { values } else { !values };
        }
        if condition.is_none_or(|(domain, _)| !self.domains[domain].is_exhaustive) {
            state.facts.insert(atom, holds);
        }
        state
    }

    /// Returns `true` if two leaves are the same with the values that are left.
    fn is_same(&self, old: usize, new: usize, state: &State) -> bool {
        let [old, new] = [old, new].map(|leaf| self.written(leaf, state));
        old == new
    }

    /// Writes a leaf with the texts that are known, and numbers for those that are not.
    fn written(&self, leaf: usize, state: &State) -> Answer {
        evaluate::written(&self.arena.leaves[leaf], &|id| self.text(id, state))
    }

    fn text(&self, id: Id, state: &State) -> String {
        match self.arena.expressions.get(id) {
            Expression::Text(text) => text.clone(),
            Expression::Template(parts) => parts.iter().map(|it| self.text(*it, state)).collect(),
            _ => match self.constant(id, state) {
                Some(text) => text,
                None => format!("\0{id}\0"),
            },
        }
    }

    /// Returns the text of a parameter or of a part of its partition, if only one is left.
    fn constant(&self, id: Id, state: &State) -> Option<String> {
        let expressions = &self.arena.expressions;
        let (name, is_part) = match expressions.get(id) {
            Expression::Parameter(name) => (name, false),
            Expression::Attribute(of, _) => match expressions.get(*of) {
                Expression::Partition(of) => match expressions.get(*of) {
                    Expression::Parameter(name) => (name, true),
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        };
        let index = self.domains.iter().position(|it| it.name == *name)?;
        let domain = &self.domains[index];
        let values = domain.values.iter().enumerate();
        let left = values.filter(|(bit, _)| state.left[index] & (1 << bit) != 0);
        let mut texts = left
            .map(|(_, it)| self.evaluated(index, it.as_ref(), |evaluation| evaluation.text(id)));
        let text = texts.next().filter(|_| domain.is_exhaustive)?;
        let is_one = if is_part {
            texts.all(|it| it == text)
        } else {
            // Any other value stands for many.
            texts.next().is_none() && domain.literals.contains(&text)
        };
        is_one.then_some(text)
    }

    /// For each node, the conditions that it leads to; `None` if that is too much.
    fn live(&self) -> Option<Vec<Bits>> {
        let (nodes, atoms) = (&self.arena.nodes, self.arena.atoms.len());
        if nodes.len().saturating_mul(atoms) > MAX_BITS {
            return None;
        }
        // The targets of a node are stored before it.
        let mut live: Vec<Bits> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let mut bits = Bits(vec![0; atoms.div_ceil(64)]);
            bits.0[node.atom / 64] |= 1 << (node.atom % 64);
            for target in [node.holds, node.otherwise] {
                if let Target::Node(target) = target {
                    let words = bits.0.iter_mut().zip(&live[target].0);
                    words.for_each(|(word, other)| *word |= other);
                }
            }
            live.push(bits);
        }
        Some(live)
    }
}

/// A set of numbers.
struct Bits(Vec<u64>);

impl Bits {
    fn has(&self, number: usize) -> bool {
        self.0[number / 64] & (1 << (number % 64)) != 0
    }
}
