//! Turns rules into a graph of decisions.
//!
//! Rules are tried one after the other, and many begin with the same conditions: those of Amazon S3 ask a hundred times
//! on the way to a bucket's URL, mostly what they know already. Here all ways through the rules are walked once. What
//! is known on a way is not asked again, and ways on which the same is still to be asked are one. What comes out is
//! shorter than the rules, and asks a third as often.

use std::collections::{BTreeSet, HashMap};

use super::pools::Pools;
use super::{Call, Condition, Index, Node, Operand, Outcome, Table};

/// A rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// What has to be.
    pub(super) tests: Vec<Test>,
    /// The next rule if something is not: the first one that is not within this one.
    pub(super) otherwise: usize,
    /// What if all is.
    pub(super) then: Then,
}

/// A condition that has to hold, or must not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    pub(super) condition: Index,
    pub(super) negated: bool,
}

/// What a rule gives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    /// The rules within it decide, which follow.
    Next,
    /// An answer.
    Endpoint(Index),
    /// No answer, and a text that says why.
    Error(Operand),
}

/// How many places may be looked at from. S3 has 5,000; rules in which everything depends on everything could have any
/// number, and are laid out as they are written.
const MOST_PLACES: usize = 100_000;

/// Fills the table's nodes and outcomes.
pub(super) fn lay_out(rules: &[Rule], pools: &mut Pools) {
    let conditions = Conditions::of(&pools.table);
    let graph = Graph::of(rules, &conditions, true)
        .or_else(|| Graph::of(rules, &conditions, false))
        .expect("each test of the rules is one place if nothing is known");
    let count = graph.nodes.len();
    // Nodes are made from the last one to the first one; read, they lead forward.
    let position = |target: Target| match target {
        Target::Node(node) => count - 1 - node,
        Target::Outcome(outcome) => count + outcome,
    };
    for (condition, holds, otherwise) in graph.nodes.iter().rev() {
        let [holds, otherwise] = [holds, otherwise].map(|it| pools.index(position(*it)));
        pools.table.nodes.push(Node {
            condition: *condition,
            holds,
            otherwise,
        });
    }
    pools.table.outcomes = graph.outcomes;
}

/// What the conditions of a table have to do with each other.
struct Conditions {
    /// What is no longer known of others once a condition has been asked, because it assigns a variable.
    forgets: Vec<Vec<usize>>,
    /// Whether it assigns a variable.
    assigns: Vec<bool>,
    /// Conditions that do not hold if this one does: a text equals one text only.
    excludes: Vec<Vec<usize>>,
}

impl Conditions {
    fn of(table: &Table) -> Self {
        let conditions = &table.conditions;
        let reads: Vec<BTreeSet<Index>> = conditions
            .iter()
            .map(|it| {
                let mut variables = BTreeSet::new();
                match *it {
                    Condition::IsSet(of) | Condition::IsTrue(of) => {
                        variables_of(table, of, &mut variables);
                    }
                    Condition::Holds(call) | Condition::Assigns(call, _) => {
                        variables_of(table, Operand::Call(call), &mut variables);
                    }
                }
                variables
            })
            .collect();
        let all = |fits: &dyn Fn(usize, usize) -> bool| -> Vec<Vec<usize>> {
            let others = |one| (0..conditions.len()).filter(move |it| *it != one && fits(one, *it));
            (0..conditions.len())
                .map(|one| others(one).collect())
                .collect()
        };
        let assigned = |index: usize| match conditions[index] {
            Condition::Assigns(_, variable) => Some(variable),
            _ => None,
        };
        let text = |index: usize| match conditions[index] {
            Condition::Holds(call) => match table.calls[usize::from(call)] {
                Call::StringEquals(of, Operand::Text(text)) => Some((of, text)),
                _ => None,
            },
            _ => None,
        };
        Self {
            forgets: all(&|one, other| {
                assigned(one)
                    .is_some_and(|it| reads[other].contains(&it) || assigned(other) == Some(it))
            }),
            assigns: (0..conditions.len())
                .map(|it| assigned(it).is_some())
                .collect(),
            excludes: all(&|one, other| match (text(one), text(other)) {
                (Some((a, one)), Some((b, other))) => a == b && one != other,
                _ => false,
            }),
        }
    }
}

/// The variables that an operand reads.
fn variables_of(table: &Table, operand: Operand, variables: &mut BTreeSet<Index>) {
    let call = match operand {
        Operand::Variable(variable) => {
            variables.insert(variable);
            return;
        }
        Operand::Parameter(_) | Operand::Boolean(_) | Operand::Text(_) => return,
        Operand::Call(call) => table.calls[usize::from(call)],
    };
    let mut visit = |operand| variables_of(table, operand, variables);
    match call {
        Call::Template(parts) => {
            let first = usize::from(parts.first);
            for part in &table.parts[first..first + usize::from(parts.count)] {
                visit(*part);
            }
        }
        Call::BooleanEquals(a, b) | Call::StringEquals(a, b) => {
            visit(a);
            visit(b);
        }
        Call::IsSet(of)
        | Call::Not(of)
        | Call::Attribute(of, _)
        | Call::Substring(of, _)
        | Call::UriEncode(of)
        | Call::ParseUrl(of)
        | Call::Partition(of)
        | Call::ParseArn(of)
        | Call::IsHostLabel(of, _)
        | Call::IsBucketLabel(of, _) => visit(of),
    }
}

/// What is known of each condition.
type Facts = Vec<Option<bool>>;

/// A place in the rules, and what is known there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place {
    rule: usize,
    test: usize,
    facts: Facts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Node(usize),
    Outcome(usize),
}

/// What is still to do. (A stack of its own: rules may be long.)
enum Step {
    Look(Place),
    /// The targets of both ways from a place are there.
    Join(Place, Test),
}

#[derive(Default)]
struct Graph {
    nodes: Vec<(Index, Target, Target)>,
    outcomes: Vec<Outcome>,
    /// Equal nodes are one.
    known: HashMap<(Index, Target, Target), usize>,
}

impl Graph {
    /// The graph of all ways through `rules`; `None` if there are too many places. With `learns`, what has been asked
    /// is known.
    fn of(rules: &[Rule], conditions: &Conditions, learns: bool) -> Option<Self> {
        // What is not asked any more is not worth knowing.
        let mut asked = vec![vec![false; conditions.assigns.len()]; rules.len() + 1];
        for (index, rule) in rules.iter().enumerate().rev() {
            asked[index] = asked[index + 1].clone();
            for test in &rule.tests {
                asked[index][usize::from(test.condition)] = true;
            }
        }
        let mut graph = Self::default();
        let mut seen: HashMap<Place, Target> = HashMap::new();
        let mut targets: Vec<Target> = Vec::new();
        let mut steps = vec![Step::Look(Place {
            rule: 0,
            test: 0,
            facts: vec![None; conditions.assigns.len()],
        })];
        while let Some(step) = steps.pop() {
            match step {
                Step::Look(place) => match next_test(rules, place) {
                    Err(outcome) => targets.push(graph.outcome(outcome)),
                    Ok((mut place, test)) => {
                        for (fact, is_asked) in place.facts.iter_mut().zip(&asked[place.rule]) {
                            fact.take_if(|_| !is_asked);
                        }
                        if let Some(target) = seen.get(&place) {
                            targets.push(*target);
                            continue;
                        }
                        let [holds, otherwise] = [true, false].map(|holds| {
                            let (rule, next) = if holds == test.negated {
                                (rules[place.rule].otherwise, 0)
                            } else {
                                (place.rule, place.test + 1)
                            };
                            let mut facts = place.facts.clone();
                            if learns {
                                learn(&mut facts, conditions, usize::from(test.condition), holds);
                            }
                            Step::Look(Place {
                                rule,
                                test: next,
                                facts,
                            })
                        });
                        steps.extend([Step::Join(place, test), otherwise, holds]);
                    }
                },
                Step::Join(place, test) => {
                    let (otherwise, holds) = (targets.pop()?, targets.pop()?);
                    let target = graph.node(conditions, test.condition, holds, otherwise);
                    seen.insert(place, target);
                    targets.push(target);
                    if seen.len() > MOST_PLACES && learns {
                        return None;
                    }
                }
            }
        }
        Some(graph)
    }

    fn node(
        &mut self,
        conditions: &Conditions,
        condition: Index,
        holds: Target,
        otherwise: Target,
    ) -> Target {
        if holds == otherwise && !conditions.assigns[usize::from(condition)] {
            return holds;
        }
        let node = (condition, holds, otherwise);
        Target::Node(*self.known.entry(node).or_insert_with(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        }))
    }

    fn outcome(&mut self, outcome: Outcome) -> Target {
        let known = self.outcomes.iter().position(|it| *it == outcome);
        Target::Outcome(known.unwrap_or_else(|| {
            self.outcomes.push(outcome);
            self.outcomes.len() - 1
        }))
    }
}

/// The next test from `place` on whose result is not known, or what it comes to without one.
fn next_test(rules: &[Rule], mut place: Place) -> Result<(Place, Test), Outcome> {
    while let Some(rule) = rules.get(place.rule) {
        match rule.tests.get(place.test) {
            Some(test) => match place.facts[usize::from(test.condition)] {
                None => return Ok((place, *test)),
                Some(holds) if holds != test.negated => place.test += 1,
                Some(_) => (place.rule, place.test) = (rule.otherwise, 0),
            },
            None => match rule.then {
                Then::Next => (place.rule, place.test) = (place.rule + 1, 0),
                Then::Endpoint(endpoint) => return Err(Outcome::Endpoint(endpoint)),
                Then::Error(message) => return Err(Outcome::Error(message)),
            },
        }
    }
    Err(Outcome::NoRule)
}

/// What is known after a condition has been asked.
fn learn(facts: &mut Facts, conditions: &Conditions, condition: usize, holds: bool) {
    for other in &conditions.forgets[condition] {
        facts[*other] = None;
    }
    facts[condition] = Some(holds);
    if holds {
        for other in &conditions.excludes[condition] {
            facts[*other] = Some(false);
        }
    }
}
