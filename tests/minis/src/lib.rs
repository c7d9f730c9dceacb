//! Clients of the mini-models in `tests/models/minis`: one for each feature of the generator.
//!
//! They are generated when this package is built, so that each feature is compiled, with warnings as
//! errors; the tests call them.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
