//! Turns rules into a graph of decisions.
//!
//! Rules are tried one after the other, and many begin with the same conditions: on the way to a
//! bucket's URL the rules of Amazon S3 evaluate a hundred conditions, most of which are known by
//! then. Here all paths through the rules are walked once. A condition that is known on a path is
//! not evaluated again, and paths are merged where the rest of the rules sees the same facts. The
//! graph is smaller than the rules and evaluates a third as many conditions.

use std::collections::{BTreeSet, HashMap};

use crate::plan::ir::rules::{Call, Condition, Index, Node, Operand, Outcome, Table};

use super::pools::Pools;

/// A rule, in a list where it is followed by the rules within it.
#[derive(Debug)]
pub(super) struct Rule {
    /// The tests, all of which have to succeed.
    pub(super) tests: Vec<Test>,
    /// The next rule if a test fails: the first one that is not within this one.
    pub(super) otherwise: usize,
    /// The result if all succeed.
    pub(super) then: RuleResult,
}

/// A condition that has to hold, or must not hold if it is negated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    pub(super) condition: Index,
    pub(super) negated: bool,
}

/// The result of a rule whose tests succeeded.
#[derive(Debug, Clone, Copy)]
pub(super) enum RuleResult {
    /// The rules within it decide; they follow.
    Next,
    /// An endpoint.
    Endpoint(Index),
    /// An error with this message.
    Error(Operand),
}

/// Limit for the number of states. S3 has 5,000; rules in which each condition depends on all
/// others could have any number, and are laid out as they are written.
const MAX_STATES: usize = 100_000;

/// Fills the table's nodes and outcomes.
pub(super) fn lay_out(rules: &[Rule], pools: &mut Pools) {
    let conditions = Conditions::of(&pools.table);
    let graph = Graph::of(rules, &conditions, true)
        .or_else(|| Graph::of(rules, &conditions, false))
        .expect("without facts there is one state for each test");
    let count = graph.nodes.len();
    // Nodes were added from the last to the first; in the table they lead forward.
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

/// Relations between the conditions of a table, by position.
struct Conditions {
    /// Conditions whose value is no longer known after this one, since it assigns a variable that
    /// they read.
    forgets: Vec<Vec<usize>>,
    /// True for conditions that assign a variable.
    assigns: Vec<bool>,
    /// Conditions that do not hold if this one does: a text equals only one literal.
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

/// The known values of conditions, by position.
type Facts = Vec<Option<bool>>;

/// A position in the rules, and the facts known there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    rule: usize,
    test: usize,
    facts: Facts,
}

impl State {
    /// The position after a test on whose condition the outcome is known.
    fn after(&self, test: Test, holds: bool, rules: &[Rule]) -> Self {
        let (rule, next) = if holds == test.negated {
            (rules[self.rule].otherwise, 0)
        } else {
            (self.rule, self.test + 1)
        };
        Self {
            rule,
            test: next,
            facts: self.facts.clone(),
        }
    }

    /// Forgets facts about conditions that are not evaluated any more: they would only keep states
    /// apart that are the same to the rest of the rules.
    fn forget_unless(&mut self, is_evaluated: &[bool]) {
        for (fact, is_evaluated) in self.facts.iter_mut().zip(is_evaluated) {
            fact.take_if(|_| !is_evaluated);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Node(usize),
    Outcome(usize),
}

/// A pending step of the walk. (An explicit stack: rules may be nested deeply.)
enum Step {
    /// Walks on from a state.
    Visit(State),
    /// Adds the node of a state, once the targets of both branches are known.
    Join(State, Test),
}

#[derive(Default)]
struct Graph {
    nodes: Vec<(Index, Target, Target)>,
    outcomes: Vec<Outcome>,
    /// Equal nodes are one.
    known: HashMap<(Index, Target, Target), usize>,
}

impl Graph {
    /// The graph of all paths through `rules`; `None` if there are too many states. With `learns`,
    /// conditions that were evaluated on a path are known on it.
    fn of(rules: &[Rule], conditions: &Conditions, learns: bool) -> Option<Self> {
        let evaluated = evaluated_from(rules, conditions.assigns.len());
        let mut graph = Self::default();
        let mut seen: HashMap<State, Target> = HashMap::new();
        let mut targets: Vec<Target> = Vec::new();
        let mut steps = vec![Step::Visit(State {
            rule: 0,
            test: 0,
            facts: vec![None; conditions.assigns.len()],
        })];
        while let Some(step) = steps.pop() {
            match step {
                Step::Visit(state) => match next_test(rules, state) {
                    Err(outcome) => targets.push(graph.outcome(outcome)),
                    Ok((mut state, test)) => {
                        state.forget_unless(&evaluated[state.rule]);
                        if let Some(target) = seen.get(&state) {
                            targets.push(*target);
                            continue;
                        }
                        let [holds, otherwise] = [true, false].map(|holds| {
                            let mut next = state.after(test, holds, rules);
                            if learns {
                                let condition = usize::from(test.condition);
                                learn(&mut next.facts, conditions, condition, holds);
                            }
                            Step::Visit(next)
                        });
                        steps.extend([Step::Join(state, test), otherwise, holds]);
                    }
                },
                Step::Join(state, test) => {
                    let (otherwise, holds) = (targets.pop()?, targets.pop()?);
                    let target = graph.node(conditions, test.condition, holds, otherwise);
                    seen.insert(state, target);
                    targets.push(target);
                    if seen.len() > MAX_STATES && learns {
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

/// For each rule, the conditions that it or a later rule evaluates.
fn evaluated_from(rules: &[Rule], conditions: usize) -> Vec<Vec<bool>> {
    let mut evaluated = vec![vec![false; conditions]; rules.len() + 1];
    for (index, rule) in rules.iter().enumerate().rev() {
        evaluated[index] = evaluated[index + 1].clone();
        for test in &rule.tests {
            evaluated[index][usize::from(test.condition)] = true;
        }
    }
    evaluated
}

/// Finds the next test from `state` on whose result is not known, or the outcome if there is none.
fn next_test(rules: &[Rule], mut state: State) -> Result<(State, Test), Outcome> {
    while let Some(rule) = rules.get(state.rule) {
        match rule.tests.get(state.test) {
            Some(test) => match state.facts[usize::from(test.condition)] {
                None => return Ok((state, *test)),
                Some(holds) if holds != test.negated => state.test += 1,
                Some(_) => (state.rule, state.test) = (rule.otherwise, 0),
            },
            None => match rule.then {
                RuleResult::Next => (state.rule, state.test) = (state.rule + 1, 0),
                RuleResult::Endpoint(endpoint) => return Err(Outcome::Endpoint(endpoint)),
                RuleResult::Error(message) => return Err(Outcome::Error(message)),
            },
        }
    }
    Err(Outcome::NoRule)
}

/// Updates the facts after a condition was evaluated.
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
