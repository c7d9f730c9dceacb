//! Checks rules of the source code. ARCHITECTURE.md has the reasons.

mod circles;
mod code;
mod emitters;
mod files;
mod names;
mod pipeline;
mod runtime;
