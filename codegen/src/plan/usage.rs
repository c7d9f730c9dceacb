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

/// The usage of each shape that operations reach, themselves included.
pub(super) fn usage(service: &Service) -> HashMap<ShapeName, Usage> {
    let mut usage = HashMap::new();
    for operation in service.operations.values() {
        if let Some(input) = &operation.input {
            mark(service, &mut usage, &input.shape, |it| &mut it.request);
        }
        let errors = operation.errors.iter().map(|error| &error.shape);
        let output = operation.output.iter().map(|output| &output.shape);
        for shape in output.chain(errors) {
            mark(service, &mut usage, shape, |it| &mut it.response);
        }
    }
    usage
}

fn mark(
    service: &Service,
    usage: &mut HashMap<ShapeName, Usage>,
    root: &ShapeName,
    flag: impl Fn(&mut Usage) -> &mut bool,
) {
    let mut queue = vec![root];
    while let Some(name) = queue.pop() {
        let seen = flag(usage.entry(name.clone()).or_default());
        if !std::mem::replace(seen, true) {
            let references = service.shape(name).references();
            queue.extend(references.into_iter().map(|member| &member.shape));
        }
    }
}
