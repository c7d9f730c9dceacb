//! Clients of models in `tests/models/features` whose types have serde's traits, with warnings as
//! errors.

#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
