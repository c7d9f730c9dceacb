//! Picks the types that have serde's traits, and the members without which they cannot be read.

use super::ir::Service;
use super::ir::types::{Structure, Type};

/// Marks the types of a service.
pub(super) fn offer(service: &mut Service) {
    service.serde = true;
    for operation in &mut service.operations {
        structure(&mut operation.input);
        structure(&mut operation.output);
    }
    for ty in &mut service.types {
        match ty {
            Type::Structure(it) => structure(it),
            Type::Union(it) => it.header.serde = true,
            Type::Enumeration(it) => it.header.serde = true,
        }
    }
    service.errors.iter_mut().for_each(structure);
}

/// A stream can be read once only, so that a structure with one has no such traits.
///
/// What is sent has to be complete. What is received is read as the client reads it: services omit
/// members that their model calls required, and those get defaults.
fn structure(structure: &mut Structure) {
    structure.header.serde = structure.stream().is_none();
    let is_sent = structure.in_requests;
    for field in &mut structure.fields {
        field.demanded = is_sent && field.mandatory;
    }
}
