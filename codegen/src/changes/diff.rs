//! Finds what differs between two sources, or between two revisions of one service.

mod docs;
mod operation;
mod plan_index;
mod service;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::parallel;
use crate::source::Catalog;

use super::comparison::{Comparison, Options, ServiceChanges};
use super::revision::Revision;

/// Compares two sources.
///
/// # Errors
/// If a model cannot be read or parsed, or if a requested service or operation is in neither
/// source.
pub fn compare(old: &Catalog, new: &Catalog, options: &Options) -> Result<Comparison> {
    let requested = requested(old, new, options)?;
    let names: BTreeSet<&str> = match requested.as_slice() {
        [] => old.services().chain(new.services()).collect(),
        names => names.iter().map(String::as_str).collect(),
    };
    let pairs = service::pairs(old, new, names, options)?;
    let results = parallel::map(&pairs, &|pair| service::service(old, new, pair, options));
    let (mut services, mut failed) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for (pair, result) in pairs.iter().zip(results) {
        let (changes, operations) = match result {
            Ok(it) => it,
            // One invalid model among hundreds must not hide the changes of the others.
            Err(error) if pairs.len() > 1 => {
                failed.push((pair.name.clone(), error));
                continue;
            }
            Err(error) => return Err(error),
        };
        services.extend(changes);
        for operation in operations {
            *seen.entry(operation).or_insert(0) += 1;
        }
    }
    service::refuse_unknown_operations(options, &seen, new)?;
    Ok(Comparison {
        failed,
        ..Comparison::of_services(old.name(), new.name(), services, pairs.len())
    })
}

/// Finds the requested services, by any name that they go by. A single model has any name, so that
/// the other source knows better.
fn requested(old: &Catalog, new: &Catalog, options: &Options) -> Result<Vec<String>> {
    let (first, second) = if new.is_whole() {
        (new, old)
    } else {
        (old, new)
    };
    let find = |name: &String| {
        let found = first.find(name);
        found.or_else(|error| second.find(name).map_err(|_| error))
    };
    options.services.iter().map(find).collect()
}

/// Compares two revisions of a service. Returns `None` if nothing differs.
pub fn compare_revisions(service: &str, old: &Revision, new: &Revision) -> Option<ServiceChanges> {
    service::updated(service, old, new, &Options::default())
}
