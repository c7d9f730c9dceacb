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

/// Limit for the number of facts in all states, four bytes each, for the same reason.
const MAX_FACTS: usize = 10_000_000;

/// Fills the table's nodes and outcomes.
pub(super) fn lay_out(rules: &[Rule], pools: &mut Pools) {
    let conditions = Conditions::of(&pools.table, rules);
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

/// Relations between the conditions of a table, by position. They are lists of what conditions have
/// in common, since a list of pairs would grow with the square of their number.
struct Conditions {
    /// The variable that a condition assigns.
    assigns: Vec<Option<Index>>,
    /// Conditions that assign or read a variable. Their values are no longer known after it is
    /// assigned.
    touching: HashMap<Index, BTreeSet<Index>>,
    /// The group of a condition that compares with a literal.
    groups: Vec<Option<Operand>>,
    /// Conditions that compare the same operand with literals, in ascending order. A text equals
    /// only one literal, so that one of them holds at most.
    members: HashMap<Operand, Vec<Index>>,
    /// One more than the last rule that evaluates the condition.
    evaluated_before: Vec<usize>,
}

impl Conditions {
    fn of(table: &Table, rules: &[Rule]) -> Self {
        let mut all = Self {
            assigns: Vec::new(),
            touching: HashMap::new(),
            groups: Vec::new(),
            members: HashMap::new(),
            evaluated_before: vec![0; table.conditions.len()],
        };
        for (index, condition) in table.conditions.iter().enumerate() {
            // A table with more conditions is refused.
            let Ok(index) = Index::try_from(index) else {
                break;
            };
            let mut variables = BTreeSet::new();
            let (mut assigned, mut group) = (None, None);
            match *condition {
                Condition::IsSet(of) | Condition::IsTrue(of) => {
                    variables_of(table, of, &mut variables);
                }
                Condition::Holds(call) => {
                    variables_of(table, Operand::Call(call), &mut variables);
                    group = match table.calls[usize::from(call)] {
                        Call::StringEquals(of, Operand::Text(_)) => Some(of),
                        _ => None,
                    };
                }
                Condition::Assigns(call, variable) => {
                    variables_of(table, Operand::Call(call), &mut variables);
                    assigned = Some(variable);
                }
            }
            for variable in variables.into_iter().chain(assigned) {
                all.touching.entry(variable).or_default().insert(index);
            }
            if let Some(of) = group {
                all.members.entry(of).or_default().push(index);
            }
            all.assigns.push(assigned);
            all.groups.push(group);
        }
        for (index, rule) in rules.iter().enumerate() {
            for test in &rule.tests {
                all.evaluated_before[usize::from(test.condition)] = index + 1;
            }
        }
        all
    }

    /// Returns `true` if the rule or a later one evaluates the condition.
    fn is_evaluated_from(&self, rule: usize, condition: Index) -> bool {
        rule < self.evaluated_before[usize::from(condition)]
    }
}

/// The variables that an operand reads.
pub fn variables_of(table: &Table, operand: Operand, variables: &mut BTreeSet<Index>) {
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

/// The known values of conditions, in ascending order of the conditions: few are known at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Facts(Vec<(Index, bool)>);

impl Facts {
    fn get(&self, condition: Index) -> Option<bool> {
        let found = self.0.binary_search_by_key(&condition, |it| it.0);
        found.ok().map(|position| self.0[position].1)
    }

    fn set(&mut self, condition: Index, holds: bool) {
        match self.0.binary_search_by_key(&condition, |it| it.0) {
            Ok(position) => self.0[position].1 = holds,
            Err(position) => self.0.insert(position, (condition, holds)),
        }
    }

    /// Updates the facts after a condition was evaluated.
    fn learn(&mut self, conditions: &Conditions, condition: Index, holds: bool) {
        if let Some(variable) = conditions.assigns[usize::from(condition)] {
            let touching = &conditions.touching[&variable];
            self.0.retain(|(other, _)| !touching.contains(other));
        }
        if let (Some(group), true) = (conditions.groups[usize::from(condition)], holds) {
            self.0
                .retain(|(other, _)| conditions.groups[usize::from(*other)] != Some(group));
            let members = conditions.members[&group].iter();
            self.0.extend(members.map(|other| (*other, false)));
            // Two ascending runs, which this sort merges in one pass.
            self.0.sort_by_key(|it| it.0);
        }
        self.set(condition, holds);
    }
}

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
    fn forget_unneeded(&mut self, conditions: &Conditions) {
        let rule = self.rule;
        self.facts
            .0
            .retain(|(condition, _)| conditions.is_evaluated_from(rule, *condition));
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
        let mut graph = Self::default();
        let mut seen: HashMap<State, Target> = HashMap::new();
        let mut targets: Vec<Target> = Vec::new();
        let mut facts = 0;
        let mut steps = vec![Step::Visit(State {
            rule: 0,
            test: 0,
            facts: Facts::default(),
        })];
        while let Some(step) = steps.pop() {
            match step {
                Step::Visit(state) => match next_test(rules, state) {
                    Err(outcome) => targets.push(graph.outcome(outcome)),
                    Ok((mut state, test)) => {
                        state.forget_unneeded(conditions);
                        if let Some(target) = seen.get(&state) {
                            targets.push(*target);
                            continue;
                        }
                        let [holds, otherwise] = [true, false].map(|holds| {
                            let mut next = state.after(test, holds, rules);
                            if learns {
                                next.facts.learn(conditions, test.condition, holds);
                            }
                            Step::Visit(next)
                        });
                        facts += state.facts.0.len();
                        if learns && facts > MAX_FACTS {
                            return None;
                        }
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
        if holds == otherwise && conditions.assigns[usize::from(condition)].is_none() {
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

/// Finds the next test from `state` on whose result is not known, or the outcome if there is none.
fn next_test(rules: &[Rule], mut state: State) -> Result<(State, Test), Outcome> {
    while let Some(rule) = rules.get(state.rule) {
        match rule.tests.get(state.test) {
            Some(test) => match state.facts.get(test.condition) {
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
