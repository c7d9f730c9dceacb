//! Compiles the calls that change pages show of each operation, with warnings as errors except for
//! those about values that are not used.

#![deny(warnings)]
#![allow(
    clippy::all,
    dead_code,
    deprecated,
    unused_imports,
    unused_variables,
    reason = "calls on pages have all members and use no values"
)]

use features::*;

mod shown {
    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}

#[test]
fn the_calls_on_change_pages_compile() {}
