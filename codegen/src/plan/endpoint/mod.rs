//! Plans endpoints: their parameters, the values that operations give them, and endpoint discovery.

mod discovery;
mod operation;
mod parameters;

pub(super) use discovery::endpoint_discovery;
pub(super) use operation::of_operations;
pub(super) use parameters::endpoint;
