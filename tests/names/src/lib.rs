//! Clients whose models have hundreds of awkward names in every role, generated when this package
//! is built, so that the compiler, clippy and rustdoc see all of them, with warnings as errors.
//!
//! `build.rs` writes the models, and a caller of all that they name, which the tests run.

#![deny(warnings)]
#![allow(
    clippy::large_enum_variant,
    reason = "an error has hundreds of members"
)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
