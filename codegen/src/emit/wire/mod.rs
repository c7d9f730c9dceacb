//! Emits readers and writers: one emitter for all body formats.
//!
//! Emitted are calls; loops, escapes and errors are in the runtime. Its modules for body formats
//! have the same methods, so that only a module's name and the keys of fields differ.
//!
//! - [`mod@structure`] and [`mod@union`]: the methods of a type;
//! - `write` and `read`: statements for values;
//! - `http`: fields outside of bodies, written and read by the same statements.

mod http;
mod read;
mod structure;
mod timestamp;
mod union;
mod write;

pub(super) use read::callback;
pub(super) use structure::structure;
pub(super) use union::union;
