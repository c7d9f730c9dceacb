//! JMESPath expressions, resolved against planned types.

use crate::names::Ident;

/// A way through an input to texts, or to a boolean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The steps; each begins where the one before it ends.
    pub steps: Vec<Step>,
    /// The type of the values that the path leads to.
    pub target: Target,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To a field of a structure.
    Field {
        /// The field.
        name: Ident,
        /// True if it is an `Option`.
        optional: bool,
    },
    /// To each item of a list.
    Items {
        /// True if items are `Option`s.
        sparse: bool,
    },
    /// To each key of a map.
    Keys,
    /// To the values of several paths, one path after the other.
    Fork(Vec<Vec<Step>>),
}

/// The type of the values that a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// `String`
    Text,
    /// An enum of strings.
    Enumeration,
    /// `bool`
    Boolean,
}

impl Path {
    /// Returns `true` if the path may lead to several values.
    pub fn is_many(&self) -> bool {
        self.steps
            .iter()
            .any(|step| !matches!(step, Step::Field { .. }))
    }
}
