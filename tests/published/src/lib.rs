//! Empty, since Cargo requires a target; this package exists for its dependencies.
