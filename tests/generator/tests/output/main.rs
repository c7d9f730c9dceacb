//! Output on disk: crates change as a whole or not at all, and unchanged files are not written.

mod deterministic;
mod failing;
#[cfg(unix)]
mod killed;
mod models;
mod whole;
