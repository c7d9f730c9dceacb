//! Bad models and manifests: each is refused with the place of what is wrong, and nothing is written.
//!
//! The error's whole text is a snapshot, one for each case. The place is asserted besides, by a mark in
//! the test's text (see [`harness`]).

mod discovery;
mod docs;
mod endpoints;
mod harmless;
mod harness;
mod http;
mod json;
mod manifest;
mod mutations;
mod names;
mod operations;
mod references;
mod shapes;
mod traits;
