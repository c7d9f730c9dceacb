//! The rules of the code, held by reading it. ARCHITECTURE.md has the reasons.

mod files;
mod pipeline;
