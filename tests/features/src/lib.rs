//! Clients of the models in `tests/models/features`: one for each feature of the generator.
//!
//! They are generated when this package is built, so that the code of each feature is compiled,
//! with warnings as errors. The tests call them.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
