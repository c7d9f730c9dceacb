//! The pairs of models, each a few edits of the base model.

mod general;
mod members;
mod shapes;
mod traits;

use botosmith::changes::{Class, Kind, Scope};

use crate::models::{Edit, State};

const BASE: &str = include_str!("../base.json");

/// Two states of a model, and a caller of the old one's client.
pub(crate) struct Pair {
    pub(crate) name: &'static str,
    old: &'static [Edit],
    new: &'static [Edit],
    is_reversed: bool,
    /// All changes that there are: where, what, and what that means on the wire.
    pub(crate) found: &'static [(Scope, &'static str, Kind, Class)],
    /// Statements of an async function that has a `client`; `c` is the client's module.
    pub(crate) caller: &'static str,
    pub(crate) outcome: Outcome,
}

/// What becomes of the caller with the new client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It compiles.
    Fits,
    /// It compiles, with a warning that this is deprecated.
    Warns,
    /// It does not, and this is the compiler's error.
    Fails(&'static str),
    /// There is no client, since the plan refuses this.
    NoClient(&'static str),
}

impl Pair {
    /// The edits of the base model that make the old state, and those of that which make the new one.
    const fn new(
        name: &'static str,
        (old, new): (&'static [Edit], &'static [Edit]),
        found: &'static [(Scope, &'static str, Kind, Class)],
        caller: &'static str,
        outcome: Outcome,
    ) -> Self {
        Self {
            name,
            old,
            new,
            is_reversed: false,
            found,
            caller,
            outcome,
        }
    }

    /// The other way round.
    const fn reversed(self) -> Self {
        Self {
            is_reversed: true,
            ..self
        }
    }

    /// Both states.
    pub(crate) fn states(&self) -> (State, State) {
        let old = State::new(BASE).edited(self.old);
        let new = old.edited(self.new);
        if self.is_reversed {
            (new, old)
        } else {
            (old, new)
        }
    }
}

/// All pairs.
pub(crate) fn all() -> Vec<&'static Pair> {
    let all = [general::PAIRS, members::PAIRS, shapes::PAIRS, traits::PAIRS];
    all.into_iter().flatten().collect()
}
