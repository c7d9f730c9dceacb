//! Checks rules of the source code. ARCHITECTURE.md has the reasons.

mod files;
mod pipeline;
mod runtime;
