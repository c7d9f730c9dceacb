//! What is on disk: whole or not at all, and no more touched than needed.

mod cli;
mod deterministic;
mod failing;
#[cfg(unix)]
mod killed;
mod models;
mod whole;
