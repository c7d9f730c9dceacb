//! The hand-written modules of generated crates, compiled on their own so that they can be tested.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

// The folder is the module, not `json.rs`: a file named by `path` looks for its own modules beside
// it, in `support/`, and not in `support/json/` as it does once it is copied.
/// The modules, where generated crates have them.
#[path = "../../../codegen/support"]
pub mod support {
    pub mod endpoint_rules;
    pub mod json;
}

pub use support::{endpoint_rules, json};
