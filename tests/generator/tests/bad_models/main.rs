//! Bad models and manifests: each is refused with the location of the error, and nothing is
//! written.
//!
//! The whole text of each error is a snapshot. The location is also asserted, by a mark in the text
//! of the test (see [`harness`]).

mod byte_order_marks;
mod crate_keys;
mod discovery;
mod docs;
mod endpoints;
mod folders;
mod harmless;
mod harness;
mod http;
mod json;
mod lock;
mod manifest;
mod memory;
mod mistakes;
mod mutations;
mod names;
#[cfg(unix)]
mod not_files;
mod operations;
mod references;
mod shapes;
mod traits;
