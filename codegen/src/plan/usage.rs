//! What is reached from requests, from responses and from errors: only that needs a writer or reader.

use std::collections::HashMap;

use crate::model::{Service, ShapeName};

/// Where a shape is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// In requests: it is written.
    pub request: bool,
    /// In responses or errors: it is read.
    pub response: bool,
}

/// The usage of each shape that operations reach.
///
/// Inputs and outputs are written and read as such; what counts for their shapes is where else those are used.
pub(super) fn usage(service: &Service) -> HashMap<ShapeName, Usage> {
    let mut usage = HashMap::new();
    for operation in service.operations.values() {
        if let Some(input) = &operation.input {
            let parts = parts(service, &mut usage, &input.shape);
            mark(service, &mut usage, parts, |it| &mut it.request);
        }
        if let Some(output) = &operation.output {
            let parts = parts(service, &mut usage, &output.shape);
            mark(service, &mut usage, parts, |it| &mut it.response);
        }
        let errors = operation.errors.iter().map(|error| &error.shape);
        mark(service, &mut usage, errors.collect(), |it| &mut it.response);
    }
    usage
}

/// What the shape of an input or output consists of.
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
