//! The calls that change pages show of each operation: they compile, with warnings as errors but for what
//! nobody does with a page's values.

#![deny(warnings)]
#![allow(
    clippy::all,
    dead_code,
    deprecated,
    unused_imports,
    unused_variables,
    reason = "a page shows everything"
)]

use minis::*;

mod shown {
    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}

#[test]
fn they_compile() {}
