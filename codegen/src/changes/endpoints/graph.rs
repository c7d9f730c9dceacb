//! Decision graphs over parameters, made from planned tables. Graphs in one arena that mean the
//! same are often the same node.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use super::expression::{Atom, Expression, Expressions, Id, Simplified};
use crate::plan::endpoint_rules::variables_of;
use crate::plan::ir::rules::{self as plan, Call, Condition, Index, Operand, Outcome, Table};

/// Limit for nodes of a graph, each with one set of its variables' values. Amazon S3 has 700.
const MAX_NODES: usize = 200_000;

/// Expressions, conditions and decision graphs, which share what they have in common.
#[derive(Debug, Default)]
pub(super) struct Arena {
    pub(super) expressions: Expressions,
    pub(super) atoms: IndexSet<Atom>,
    pub(super) nodes: IndexSet<Node>,
    pub(super) leaves: IndexSet<Leaf>,
}

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Node {
    /// Position of the condition.
    pub(super) atom: usize,
    pub(super) holds: Target,
    pub(super) otherwise: Target,
}

/// A node or leaf, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Target {
    Node(usize),
    Leaf(usize),
}

/// A result of rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Leaf {
    /// A URL, properties and headers.
    Endpoint(Id, BTreeMap<String, Data>, BTreeMap<String, Vec<Id>>),
    /// An error with this message.
    Error(Id),
    NoRule,
}

/// A property of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Data {
    Text(Id),
    Boolean(bool),
    List(Vec<Data>),
    Object(BTreeMap<String, Data>),
}

/// Variables that have a value, and the expressions assigned to them.
type Variables = BTreeMap<Index, Id>;

/// The values of variables with which a node is reached, and where each leads.
type Ways = IndexMap<Variables, Option<Target>>;

impl Arena {
    /// Adds the graph of a table, and returns its root; `None` if it is too large.
    pub(super) fn add(&mut self, table: &Table) -> Option<Target> {
        let live = live_variables(table);
        let mut ways = self.ways(table, &live)?;
        let (nodes, leaves) = ways.split_at_mut(table.nodes.len());
        for (outcome, ways) in table.outcomes.iter().zip(leaves) {
            for (variables, target) in ways {
                let leaf = self.leaf(table, *outcome, variables);
                *target = Some(Target::Leaf(self.leaves.insert_full(leaf).0));
            }
        }
        for index in (0..nodes.len()).rev() {
            let node = table.nodes[index];
            let (before, behind) = ways.split_at_mut(index + 1);
            for (variables, target) in &mut before[index] {
                let after = self.after(table, node.condition, variables);
                let next = |next: Index| {
                    let next = usize::from(next);
                    behind[next - index - 1][&kept(&after, &live[next])]
                };
                let targets = (next(node.holds)?, next(node.otherwise)?);
                *target = Some(self.node(table, node.condition, variables, targets));
            }
        }
        let root = ways.first()?.values().next().copied()?;
        root.filter(|_| !self.expressions.is_full())
    }

    /// For each node and outcome, the values of variables with which it is reached. Nodes lead
    /// forward, so that all ways to a node are known when it is reached.
    fn ways(&mut self, table: &Table, live: &[BTreeSet<Index>]) -> Option<Vec<Ways>> {
        let mut ways = vec![Ways::new(); live.len()];
        ways.first_mut()?.insert(Variables::new(), None);
        let mut total = 1;
        for (index, node) in table.nodes.iter().enumerate() {
            for position in 0..ways[index].len() {
                let (variables, _) = ways[index].get_index(position)?;
                let after = self.after(table, node.condition, variables);
                for target in [node.holds, node.otherwise].map(usize::from) {
                    ways[target].insert(kept(&after, &live[target]), None);
                    total += 1;
                }
            }
            if total > MAX_NODES || self.expressions.is_full() {
                return None;
            }
        }
        Some(ways)
    }

    /// Returns the variables after a condition was evaluated.
    fn after(&mut self, table: &Table, condition: Index, variables: &Variables) -> Variables {
        let mut variables = variables.clone();
        if let Condition::Assigns(call, variable) = table.conditions[usize::from(condition)] {
            let value = self.call(table, call, &variables);
            variables.insert(variable, value);
        }
        variables
    }

    fn node(
        &mut self,
        table: &Table,
        condition: Index,
        variables: &Variables,
        (holds, otherwise): (Target, Target),
    ) -> Target {
        let simplified = match table.conditions[usize::from(condition)] {
            Condition::IsSet(of) => {
                let of = self.operand(table, of, variables);
                self.expressions.is_set(of)
            }
            Condition::IsTrue(of) => {
                let of = self.operand(table, of, variables);
                self.expressions.is_true(of)
            }
            Condition::Holds(call) | Condition::Assigns(call, _) => {
                let of = self.call(table, call, variables);
                // By the function: its expression may have become a parameter, as that of
                // `booleanEquals` with `true`.
                if gives_boolean(table.calls[usize::from(call)]) {
                    self.expressions.is_true(of)
                } else {
                    self.expressions.holds(of)
                }
            }
        };
        let (atom, negated) = match simplified {
            Simplified::Constant(true) => return holds,
            Simplified::Constant(false) => return otherwise,
            Simplified::Atom(atom, negated) => (atom, negated),
        };
        if holds == otherwise {
            return holds;
        }
        let (holds, otherwise) = if negated {
            (otherwise, holds)
        } else {
            (holds, otherwise)
        };
        let node = Node {
            atom: self.atoms.insert_full(atom).0,
            holds,
            otherwise,
        };
        Target::Node(self.nodes.insert_full(node).0)
    }

    fn operand(&mut self, table: &Table, operand: Operand, variables: &Variables) -> Id {
        let expression = match operand {
            Operand::Parameter(index) => {
                Expression::Parameter(table.parameters[usize::from(index)].name.clone())
            }
            Operand::Variable(index) => match variables.get(&index) {
                Some(value) => return *value,
                // The plan refuses variables that are read before they are assigned.
                None => Expression::Text(String::new()),
            },
            Operand::Boolean(value) => Expression::Boolean(value),
            Operand::Text(index) => Expression::Text(table.texts[usize::from(index)].clone()),
            Operand::Call(index) => return self.call(table, index, variables),
        };
        self.expressions.intern(expression)
    }

    fn call(&mut self, table: &Table, call: Index, variables: &Variables) -> Id {
        use Expression as E;
        let mut of = |operand| self.operand(table, operand, variables);
        let expression = match table.calls[usize::from(call)] {
            Call::Template(parts) => {
                E::Template(run(&table.parts, parts).iter().map(|it| of(*it)).collect())
            }
            Call::IsSet(it) => E::IsSet(of(it)),
            Call::Not(it) => E::Not(of(it)),
            Call::BooleanEquals(a, b) => E::BooleanEquals(of(a), of(b)),
            Call::StringEquals(a, b) => E::StringEquals(of(a), of(b)),
            Call::Attribute(it, attribute) => E::Attribute(of(it), attribute),
            Call::Substring(it, span) => E::Substring(of(it), span),
            Call::UriEncode(it) => E::UriEncode(of(it)),
            Call::ParseUrl(it) => E::ParseUrl(of(it)),
            Call::Partition(it) => E::Partition(of(it)),
            Call::ParseArn(it) => E::ParseArn(of(it)),
            Call::IsHostLabel(it, dots) => E::IsHostLabel(of(it), dots),
            Call::IsBucketLabel(it, dots) => E::IsBucketLabel(of(it), dots),
        };
        self.expressions.intern(expression)
    }

    fn leaf(&mut self, table: &Table, outcome: Outcome, variables: &Variables) -> Leaf {
        let endpoint = match outcome {
            Outcome::NoRule => return Leaf::NoRule,
            Outcome::Error(message) => return Leaf::Error(self.operand(table, message, variables)),
            Outcome::Endpoint(index) => table.endpoints[usize::from(index)],
        };
        let mut properties = self.fields(table, endpoint.properties, variables);
        let schemes = run(&table.auth_schemes, endpoint.auth_schemes).iter();
        let schemes: Vec<Data> = schemes
            .map(|it| {
                let mut fields = self.fields(table, it.settings, variables);
                let name = table.texts[usize::from(it.name)].clone();
                let name = self.expressions.intern(Expression::Text(name));
                fields.insert("name".to_owned(), Data::Text(name));
                Data::Object(fields)
            })
            .collect();
        if !schemes.is_empty() {
            properties.insert("authSchemes".to_owned(), Data::List(schemes));
        }
        let mut headers: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for header in run(&table.headers, endpoint.headers) {
            let value = self.operand(table, header.value, variables);
            let name = table.texts[usize::from(header.name)].clone();
            headers.entry(name).or_default().push(value);
        }
        let url = self.operand(table, endpoint.url, variables);
        Leaf::Endpoint(url, properties, headers)
    }

    fn fields(
        &mut self,
        table: &Table,
        fields: plan::Run,
        variables: &Variables,
    ) -> BTreeMap<String, Data> {
        let fields = run(&table.fields, fields).iter();
        fields
            .map(|it| {
                let name = table.texts[usize::from(it.name)].clone();
                (name, self.data(table, it.value, variables))
            })
            .collect()
    }

    fn data(&mut self, table: &Table, data: plan::Data, variables: &Variables) -> Data {
        match data {
            plan::Data::Text(text) => Data::Text(self.operand(table, text, variables)),
            plan::Data::Boolean(value) => Data::Boolean(value),
            plan::Data::List(items) => {
                let items = run(&table.items, items).iter();
                Data::List(items.map(|it| self.data(table, *it, variables)).collect())
            }
            plan::Data::Object(fields) => Data::Object(self.fields(table, fields, variables)),
        }
    }
}

/// Returns the variables that are read later.
fn kept(variables: &Variables, live: &BTreeSet<Index>) -> Variables {
    let kept = variables.iter().filter(|(it, _)| live.contains(it));
    kept.map(|(variable, value)| (*variable, *value)).collect()
}

fn run<T>(pool: &[T], run: plan::Run) -> &[T] {
    let first = usize::from(run.first);
    &pool[first..first + usize::from(run.count)]
}

/// For each node and outcome, the variables whose values it or a later one reads.
fn live_variables(table: &Table) -> Vec<BTreeSet<Index>> {
    let count = table.nodes.len();
    let mut live = vec![BTreeSet::new(); count];
    for outcome in &table.outcomes {
        let mut read = BTreeSet::new();
        match outcome {
            Outcome::NoRule => {}
            Outcome::Error(message) => variables_of(table, *message, &mut read),
            Outcome::Endpoint(index) => {
                let endpoint = table.endpoints[usize::from(*index)];
                variables_of(table, endpoint.url, &mut read);
                for header in run(&table.headers, endpoint.headers) {
                    variables_of(table, header.value, &mut read);
                }
                data_reads(table, plan::Data::Object(endpoint.properties), &mut read);
                for scheme in run(&table.auth_schemes, endpoint.auth_schemes) {
                    data_reads(table, plan::Data::Object(scheme.settings), &mut read);
                }
            }
        }
        live.push(read);
    }
    for (index, node) in table.nodes.iter().enumerate().rev() {
        let mut needed = live[usize::from(node.holds)].clone();
        needed.extend(&live[usize::from(node.otherwise)]);
        match table.conditions[usize::from(node.condition)] {
            Condition::IsSet(of) | Condition::IsTrue(of) => variables_of(table, of, &mut needed),
            Condition::Holds(call) => variables_of(table, Operand::Call(call), &mut needed),
            Condition::Assigns(call, variable) => {
                needed.remove(&variable);
                variables_of(table, Operand::Call(call), &mut needed);
            }
        }
        live[index] = needed;
    }
    live
}

fn data_reads(table: &Table, data: plan::Data, found: &mut BTreeSet<Index>) {
    match data {
        plan::Data::Text(text) => variables_of(table, text, found),
        plan::Data::Boolean(_) => {}
        plan::Data::List(items) => {
            let items = run(&table.items, items).iter();
            items.for_each(|it| data_reads(table, *it, found));
        }
        plan::Data::Object(fields) => {
            let fields = run(&table.fields, fields).iter();
            fields.for_each(|it| data_reads(table, it.value, found));
        }
    }
}

/// Returns `true` for functions whose result is a boolean, and not a value that may be missing.
fn gives_boolean(call: Call) -> bool {
    matches!(
        call,
        Call::IsSet(_)
            | Call::Not(_)
            | Call::BooleanEquals(..)
            | Call::StringEquals(..)
            | Call::IsHostLabel(..)
            | Call::IsBucketLabel(..)
    )
}
