//! The pairs of models, each by a few edits of the base model.

mod general;
mod members;
mod shapes;
mod traits;

use botosmith::changes::{Class, Kind, Scope};

use crate::models::{Edit, State};

const BASE: &str = include_str!("../base.json");

/// Two states of a model, and a caller for the old client.
pub(crate) struct Pair {
    pub(crate) name: &'static str,
    old: &'static [Edit],
    new: &'static [Edit],
    is_reversed: bool,
    /// All changes: scope, path, kind, and class on the wire.
    pub(crate) found: &'static [(Scope, &'static str, Kind, Class)],
    /// Statements of an async function with a `client`; `c` is the client's module.
    pub(crate) caller: &'static str,
    pub(crate) outcome: Outcome,
}

/// The result of compiling the caller with the new client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It compiles.
    Fits,
    /// It compiles with a deprecation warning.
    Warns,
    /// It does not compile, with this error code.
    Fails(&'static str),
    /// There is no new client, since the plan fails with this error.
    NoClient(&'static str),
}

impl Pair {
    /// A pair by the edits that make the old state of the base model, and those that make the new
    /// state of the old.
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

    /// The same pair with old and new exchanged.
    const fn reversed(self) -> Self {
        Self {
            is_reversed: true,
            ..self
        }
    }

    /// The old and the new state.
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
