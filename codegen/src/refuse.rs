//! Finds the operations of a service that cannot be generated.

use std::collections::HashSet;
use std::ops::Range;

use crate::error::{Error, Result};
use crate::model::{self, OperationName, Service};
use crate::names::Ident;
use crate::plan::{self, Chosen};

/// Cuts the model to the operations that can be generated. Returns the others, each with the
/// reason.
///
/// # Errors
/// If even a client without operations cannot be generated.
pub(crate) fn refuse(module: &Ident, chosen: &mut Chosen) -> Result<Vec<(OperationName, Error)>> {
    if plan::service(module, chosen).is_ok() {
        return Ok(Vec::new());
    }
    let whole = chosen.model.clone();
    // An error of the whole service must not be reported for each operation.
    chosen.model = sliced(&whole, &|_| false);
    plan::service(module, chosen)?;
    let mut refused = Vec::new();
    let all = 0..whole.operations.len();
    halve(module, chosen, (&whole, all), &mut refused);
    let names: HashSet<&OperationName> = refused.iter().map(|(name, _)| name).collect();
    chosen.model = sliced(&whole, &|name| !names.contains(name));
    Ok(refused)
}

/// Finds the operations that cannot be generated, in a range that contains at least one.
///
/// Most services have few or none, so that halves are tried, and halves of those that fail.
fn halve(
    module: &Ident,
    chosen: &mut Chosen,
    (model, range): (&Service, Range<usize>),
    refused: &mut Vec<(OperationName, Error)>,
) {
    let middle = range.start + range.len().div_ceil(2);
    for half in [range.start..middle, middle..range.end] {
        chosen.model = sliced(model, &|name| {
            let index = model.operations.get_index_of(name);
            index.is_some_and(|it| half.contains(&it))
        });
        let Err(error) = plan::service(module, chosen) else {
            continue;
        };
        match model.operations.get_index(half.start) {
            Some((name, _)) if half.len() == 1 => refused.push((name.clone(), error)),
            _ => halve(module, chosen, (model, half), refused),
        }
    }
}

fn sliced(model: &Service, keep: &dyn Fn(&OperationName) -> bool) -> Service {
    let mut part = model.clone();
    model::slice(&mut part, keep);
    part
}
