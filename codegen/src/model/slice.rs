//! The closure of chosen operations: what is left when all others are gone.

use std::collections::HashSet;

use super::{OperationName, Service, ShapeName};

/// Keeps the operations for which `keep` holds, and the shapes that they reach, in the model's order.
pub fn slice(service: &mut Service, keep: impl Fn(&OperationName) -> bool) {
    service.operations.retain(|name, _| keep(name));
    let mut reached: HashSet<ShapeName> = HashSet::new();
    let mut queue: Vec<ShapeName> = Vec::new();
    for operation in service.operations.values() {
        let (input, output) = (&operation.input, &operation.output);
        queue.extend(input.iter().chain(output).map(|it| it.shape.clone()));
        queue.extend(operation.errors.iter().map(|it| it.shape.clone()));
    }
    while let Some(name) = queue.pop() {
        if reached.insert(name.clone()) {
            let references = service.shape(&name).references();
            queue.extend(references.into_iter().map(|member| member.shape.clone()));
        }
    }
    service.shapes.retain(|name, _| reached.contains(name));
}
