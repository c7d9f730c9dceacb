//! Plans the variants of operations' errors, and the error codes that select them.

use std::collections::HashSet;

use crate::model::{self, ErrorReference};
use crate::plan::context::Context;
use crate::plan::ir::operation::{ErrorCase, Operation};
use crate::plan::naming;

/// Plans the variants of an operation's error, sorted by name as in aws-sdk-rust.
pub(super) fn cases(context: &Context<'_>, references: &[ErrorReference]) -> Vec<ErrorCase> {
    let cases = references.iter().map(|error| error_case(context, error));
    let mut cases: Vec<ErrorCase> = cases.collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assign_codes(&mut cases, context.protocol.query_compatible);
    cases
}

/// Collects the variants of all operations, each once and sorted by name: those of the service's
/// own error.
pub(in crate::plan) fn all_cases(operations: &[Operation]) -> Vec<ErrorCase> {
    let mut all: Vec<ErrorCase> = Vec::new();
    for case in operations.iter().flat_map(|it| &it.errors) {
        if all.iter().all(|known| known.name != case.name) {
            all.push(case.clone());
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn error_case(context: &Context<'_>, error: &ErrorReference) -> ErrorCase {
    let name = context.type_name(&error.shape);
    let shape = context.shape(&error.shape);
    let trait_ = match shape.as_structure().map(|it| &it.kind) {
        Some(model::StructureKind::Error(error)) => error.clone(),
        _ => model::ErrorTrait::default(),
    };
    ErrorCase {
        method: naming::module(&name),
        shape: error.shape.to_string(),
        name,
        code: trait_.code.unwrap_or_else(|| error.shape.to_string()),
        codes: Vec::new(),
        retryable: trait_.retryable,
        deprecated: shape.deprecated.clone(),
        docs: context.docs(&error.shape),
    }
}

/// Assigns each error code to one case only, the first that has it.
///
/// A service that once spoke the query protocol sends the shape's name in the body and the code of
/// the query protocol in a header. Several shapes may have the same code there.
fn assign_codes(errors: &mut [ErrorCase], query_compatible: bool) {
    let mut taken = HashSet::new();
    let by_shape: fn(&ErrorCase) -> &String = |it| &it.shape;
    let by_code: fn(&ErrorCase) -> &String = |it| &it.code;
    let passes = [query_compatible.then_some(by_shape), Some(by_code)];
    for code in passes.into_iter().flatten() {
        for error in &mut *errors {
            let code = code(error).clone();
            if taken.insert(code.clone()) {
                error.codes.push(code);
            }
        }
    }
}
