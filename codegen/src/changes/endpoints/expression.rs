//! Expressions over the parameters of rules. Equal ones are stored once, so that equal ids mean
//! equal expressions.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::plan::ir::rules::{Attribute, Span};

/// Identifies an expression in its [`Expressions`].
pub(super) type Id = usize;

/// An expression. Variables are replaced by what was assigned to them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Expression {
    Parameter(String),
    Boolean(bool),
    Text(String),
    Template(Vec<Id>),
    IsSet(Id),
    Not(Id),
    BooleanEquals(Id, Id),
    StringEquals(Id, Id),
    Attribute(Id, Attribute),
    Substring(Id, Span),
    UriEncode(Id),
    ParseUrl(Id),
    Partition(Id),
    ParseArn(Id),
    IsHostLabel(Id, bool),
    IsBucketLabel(Id, bool),
}

/// A condition: an expression has a value, or its value is `true`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Atom {
    IsSet(Id),
    IsTrue(Id),
}

/// A condition in its simplest form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Simplified {
    /// The condition, and `true` if it is negated.
    Atom(Atom, bool),
    /// A condition that always holds, or never does.
    Constant(bool),
}

/// Expressions, each stored once.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    pool: IndexSet<Expression>,
    /// The number of expressions within each, with repetitions.
    sizes: Vec<usize>,
    /// Parameters that always have a value, since they are required or have a default.
    always_set: BTreeSet<String>,
    /// True if an expression is too large to evaluate.
    is_full: bool,
}

/// Limit for the number of expressions within one. Variables that are assigned from each other can
/// make them grow exponentially; AWS's rules need 30.
const LARGEST: usize = 1000;

impl Expressions {
    pub(super) fn new(always_set: BTreeSet<String>) -> Self {
        Self {
            always_set,
            ..Self::default()
        }
    }

    /// Returns `true` if an expression is too large to evaluate.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    pub(super) fn get(&self, id: Id) -> &Expression {
        &self.pool[id]
    }

    /// Stores an expression in the form that all expressions of its meaning have, as far as that is
    /// known from the expression alone.
    pub(super) fn intern(&mut self, expression: Expression) -> Id {
        use Expression::{Boolean, BooleanEquals, Not, StringEquals, Text};
        let is_text = |id| matches!(self.get(id), Text(_));
        let simple = match expression {
            BooleanEquals(a, b) => match (self.get(a), self.get(b)) {
                (Boolean(true), _) => return b,
                (_, Boolean(true)) => return a,
                (Boolean(false), _) => Not(b),
                (_, Boolean(false)) => Not(a),
                _ => BooleanEquals(a.min(b), a.max(b)),
            },
            // A literal is the second one.
            StringEquals(a, b) if is_text(a) != is_text(b) => {
                if is_text(a) {
                    StringEquals(b, a)
                } else {
                    StringEquals(a, b)
                }
            }
            StringEquals(a, b) => StringEquals(a.min(b), a.max(b)),
            Expression::Template(parts) => return self.template(parts),
            other => other,
        };
        if let Not(of) = simple
            && let Not(inner) = self.get(of)
        {
            return *inner;
        }
        self.store(simple)
    }

    fn store(&mut self, expression: Expression) -> Id {
        let (id, is_new) = self.pool.insert_full(expression);
        if is_new {
            let within = self.arguments(id).into_iter().map(|it| self.sizes[it]);
            let size = within.fold(1, usize::saturating_add);
            self.sizes.push(size);
            self.is_full |= size > LARGEST;
        }
        id
    }

    /// Stores a text of several parts, with adjacent literals as one.
    fn template(&mut self, parts: Vec<Id>) -> Id {
        let mut flat: Vec<Expression> = Vec::new();
        for part in parts {
            let inner = match self.get(part).clone() {
                Expression::Template(inner) => {
                    inner.iter().map(|it| self.get(*it).clone()).collect()
                }
                other => vec![other],
            };
            for part in inner {
                match (flat.last_mut(), part) {
                    (Some(Expression::Text(text)), Expression::Text(more)) => text.push_str(&more),
                    (_, part) => flat.push(part),
                }
            }
        }
        let mut ids: Vec<Id> = flat.into_iter().map(|it| self.store(it)).collect();
        match ids.as_slice() {
            [_] => ids.remove(0),
            _ => self.store(Expression::Template(ids)),
        }
    }

    /// Makes the condition that an expression's value is `true`, or is a value at all if it is no
    /// boolean.
    pub(super) fn holds(&self, id: Id) -> Simplified {
        if self.is_boolean(id) {
            self.is_true(id)
        } else {
            self.is_set(id)
        }
    }

    pub(super) fn is_true(&self, mut id: Id) -> Simplified {
        let mut negated = false;
        while let Expression::Not(of) = self.get(id) {
            (id, negated) = (*of, !negated);
        }
        let simplified = match self.get(id) {
            Expression::Boolean(value) => Simplified::Constant(*value),
            Expression::IsSet(of) => self.is_set(*of),
            _ => Simplified::Atom(Atom::IsTrue(id), false),
        };
        match simplified {
            Simplified::Atom(atom, it) => Simplified::Atom(atom, it != negated),
            Simplified::Constant(value) => Simplified::Constant(value != negated),
        }
    }

    pub(super) fn is_set(&self, mut id: Id) -> Simplified {
        loop {
            match self.get(id) {
                Expression::Parameter(name) if self.always_set.contains(name) => {
                    return Simplified::Constant(true);
                }
                // Every region has a partition, and every record its parts.
                Expression::Partition(of) | Expression::UriEncode(of) => id = *of,
                Expression::Attribute(of, part) if !is_optional(*part) => id = *of,
                Expression::Attribute(..)
                | Expression::Parameter(_)
                | Expression::Substring(..)
                | Expression::ParseUrl(_)
                | Expression::ParseArn(_) => return Simplified::Atom(Atom::IsSet(id), false),
                _ => return Simplified::Constant(true),
            }
        }
    }

    fn is_boolean(&self, id: Id) -> bool {
        use Attribute::{IsIp, SupportsDualStack, SupportsFips};
        matches!(
            self.get(id),
            Expression::Boolean(_)
                | Expression::IsSet(_)
                | Expression::Not(_)
                | Expression::BooleanEquals(..)
                | Expression::StringEquals(..)
                | Expression::IsHostLabel(..)
                | Expression::IsBucketLabel(..)
                | Expression::Attribute(_, SupportsFips | SupportsDualStack | IsIp)
        )
    }

    /// Lists the expressions that an expression is made of, from the inside out, itself included.
    pub(super) fn within(&self, id: Id) -> Vec<Id> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(id) = found.get(next) {
            found.extend(self.arguments(*id));
            next += 1;
        }
        found.reverse();
        found
    }

    pub(super) fn arguments(&self, id: Id) -> Vec<Id> {
        use Expression as E;
        match self.get(id) {
            E::Parameter(_) | E::Boolean(_) | E::Text(_) => Vec::new(),
            E::Template(parts) => parts.clone(),
            E::BooleanEquals(a, b) | E::StringEquals(a, b) => vec![*a, *b],
            E::IsSet(of)
            | E::Not(of)
            | E::Attribute(of, _)
            | E::Substring(of, _)
            | E::UriEncode(of)
            | E::ParseUrl(of)
            | E::Partition(of)
            | E::ParseArn(of)
            | E::IsHostLabel(of, _)
            | E::IsBucketLabel(of, _) => vec![*of],
        }
    }

    /// Returns `true` for a parameter, or the first item of one that is a list.
    pub(super) fn is_parameter(&self, id: Id, name: &str) -> bool {
        match self.get(id) {
            Expression::Parameter(it) => it == name,
            Expression::Attribute(of, Attribute::Item(0)) => {
                matches!(self.get(*of), Expression::Parameter(it) if it == name)
            }
            _ => false,
        }
    }

    /// Names the parameters that an expression reads.
    pub(super) fn parameters(&self, id: Id) -> BTreeSet<&str> {
        let within = self.within(id).into_iter();
        within
            .filter_map(|it| match self.get(it) {
                Expression::Parameter(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }
}

impl Atom {
    pub(super) fn expression(self) -> Id {
        match self {
            Self::IsSet(id) | Self::IsTrue(id) => id,
        }
    }
}

/// Returns `true` for parts that a value of their record may lack.
fn is_optional(part: Attribute) -> bool {
    matches!(part, Attribute::ResourceId(_) | Attribute::Item(_))
}
