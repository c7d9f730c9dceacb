//! Turns endpoint rules into tables that generated clients evaluate.
//!
//! A rule set is a tree of rules, conditions and calls. It is type-checked and laid out as the flat
//! pools of a [`Table`](super::ir::rules::Table):
//!
//! - `lower` walks the rules;
//! - `scope` is the state of that walk: variables in scope, and the pools so far;
//! - `types` has the types of values; `checks` compares them, and resolves the parts of values that
//!   `getAttr` takes;
//! - `calls` checks calls, and `templates` texts with references;
//! - `decisions` turns rules into a graph of decisions, in which no condition is evaluated twice;
//! - `pools` gives what is laid out its position;
//! - `partitions` turns regular expressions of regions into patterns.

mod calls;
mod checks;
mod decisions;
mod lower;
mod partitions;
mod pools;
mod scope;
mod templates;
mod types;

pub use decisions::variables_of;
pub use lower::lower;
pub use partitions::{partition_of, partitions};
