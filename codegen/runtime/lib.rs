//! The hand-written part of generated crates, as a crate of its own.
//!
//! The generator copies files from here into every crate that it writes:
//!
//! | here | in a generated crate | |
//! |---|---|---|
//! | `support/…` | `src/support/…` | shared by all services of the crate |
//! | `service/…` | `src/SERVICE/…` | copied for each service, whose `Config` is a type of its own |
//!
//! Files that the generator emits, and that copied files refer to, have a small *stand-in* here:
//! `support.rs` and `service.rs` (the lists of modules), `support/partitions.rs`,
//! `service/meta.rs`, `service/operation.rs` and what is below `service/config/endpoint/`. Each
//! says so in its first line. Stand-ins are not copied.
//!
//! A paragraph of a copied file that begins with `// Part: NAME.` is copied into services that have
//! that part.
//!
//! The package is in `tests/runtime`, with tests of JSON, the codec and endpoint rules;
//! `tests/features` calls the rest. A `Cargo.toml` below `codegen/` would take this folder out of
//! the published generator.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod service;
pub mod support;
