//! Cuts a model to chosen operations and what they need.

use std::collections::HashSet;

use super::{OperationName, Service, ShapeName};

/// Returns the operations that remain if those for which `keep` holds are chosen: these, and the
/// one that returns endpoints if any of them requires endpoint discovery.
pub fn kept(service: &Service, keep: impl Fn(&OperationName) -> bool) -> HashSet<OperationName> {
    let mut operations = service.operations.iter();
    let asks = operations.any(|(name, it)| it.endpoint_discovery.is_some() && keep(name));
    let operations = service.operations.iter();
    operations
        .filter(|(name, it)| keep(name) || (asks && it.returns_endpoints))
        .map(|(name, _)| name.clone())
        .collect()
}

/// Keeps the operations for which `keep` holds, and what they need, in the model's order.
pub fn slice(service: &mut Service, keep: impl Fn(&OperationName) -> bool) {
    let kept = kept(service, keep);
    service.operations.retain(|name, _| kept.contains(name));
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
