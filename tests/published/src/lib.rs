//! Nothing: Cargo asks for a target, and this package is there for what it depends on.
