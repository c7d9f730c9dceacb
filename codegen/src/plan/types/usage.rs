//! Finds the shapes that requests, responses and errors contain: only those need a writer or
//! reader.

use std::collections::HashMap;

use crate::model::{Service, ShapeName};
use crate::plan::context::Usage;

/// Finds the usage of each shape that operations reach.
///
/// Inputs and outputs have types of their own; the usage of their shapes is where else they occur.
pub(in crate::plan) fn usage(service: &Service) -> HashMap<ShapeName, Usage> {
    let mut usage = HashMap::new();
    for operation in service.operations.values() {
        if let Some(input) = &operation.input {
            let parts = parts(service, &mut usage, &input.shape);
            mark(service, &mut usage, parts, |it| &mut it.in_requests);
        }
        if let Some(output) = &operation.output {
            let parts = parts(service, &mut usage, &output.shape);
            mark(service, &mut usage, parts, |it| &mut it.in_responses);
        }
        let errors = operation.errors.iter().map(|error| &error.shape);
        mark(service, &mut usage, errors.collect(), |it| {
            &mut it.in_responses
        });
    }
    usage
}

/// The targets of the members of an input or output.
fn parts<'a>(
    service: &'a Service,
    usage: &mut HashMap<ShapeName, Usage>,
    root: &ShapeName,
) -> Vec<&'a ShapeName> {
    usage.entry(root.clone()).or_default();
    let references = service.shape(root).references();
    references.into_iter().map(|member| &member.shape).collect()
}

fn mark<'a>(
    service: &'a Service,
    usage: &mut HashMap<ShapeName, Usage>,
    mut queue: Vec<&'a ShapeName>,
    flag: fn(&mut Usage) -> &mut bool,
) {
    while let Some(name) = queue.pop() {
        let seen = flag(usage.entry(name.clone()).or_default());
        if !std::mem::replace(seen, true) {
            let references = service.shape(name).references();
            queue.extend(references.into_iter().map(|member| &member.shape));
        }
    }
}
