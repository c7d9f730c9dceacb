//! Decides everything about a crate: names, types, placement. No tokens.
//!
//! The result is the intermediate representation in [`ir`]: plain data. It is complete, so that
//! emitters find everything there, and all errors occur while it is built. Passes read the model
//! and each other's results, by way of [`ir`] and `context`, and do not import each other;
//! [`service`](mod@service) calls them in this order:
//!
//! 1. [`select`] loads a model and cuts it to the chosen operations; [`naming`](mod@naming) gives
//!    everything in it a name, and keeps changed names in a lock file;
//! 2. `protocol` picks the axes of the protocol (the one match on it);
//! 3. `types` plans the structures, unions and enums that operations share;
//! 4. `endpoint_rules` lays rules out as tables, and `endpoint` plans endpoint parameters;
//! 5. `auth` finds auth schemes, and `operations` plans inputs, outputs, errors, checksums,
//!    compression and host prefixes;
//! 6. `http` finds the bindings of inputs, outputs and errors to HTTP messages;
//! 7. `endpoint` plans what operations give endpoint parameters, and endpoint discovery;
//! 8. `customizations` adds what services need beside their models;
//! 9. `serde` picks the types that have serde's traits, if the manifest asks for them;
//! 10. `components` decides which optional parts the crate needs;
//! 11. `package` decides what `Cargo.toml` has, and `derives` what
//!     types derive, as the manifest wishes.
//!
//! If several things are wrong with a model, the error of the earliest pass is returned.
//! `operations` leaves bindings, endpoints, customizations and components empty; the passes after
//! it fill them in.
//!
//! Several passes use `structure`, which turns a shape into a structure with fields, and `path`,
//! which resolves JMESPath.

mod auth;
mod components;
mod context;
pub mod customizations;
mod derives;
mod endpoint;
pub mod endpoint_rules;
mod http;
pub mod ir;
pub mod naming;
mod operations;
mod package;
mod path;
mod protocol;
pub mod select;
mod serde;
pub mod service;
mod structure;
mod types;

pub use derives::derives;
pub use ir::{Crate, Service};
pub use naming::Naming;
pub use naming::lock::Lock;
pub use package::{named, package};
pub use protocol::is_supported;
pub use select::{Chosen, choose, load};
pub use service::{assemble, offer_serde, service};
