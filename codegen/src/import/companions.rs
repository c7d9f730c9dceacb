//! Companion files of an imported model: paginators, waiters and endpoint rules.

use std::collections::HashMap;
use std::path::Path;

use crate::error::Result;
use crate::model::{EndpointRules, Raw, Source};
use crate::source::{Catalog, Kind};

/// Reads the companion files, cut to the operations for which `keep` holds. A file to remove is
/// `None`; one that stays unchanged has no entry.
pub(super) fn companions(
    catalog: &Catalog,
    service: &str,
    keep: &dyn Fn(&str) -> bool,
) -> Result<HashMap<Kind, Option<Raw>>> {
    let mut companions = HashMap::new();
    for kind in [Kind::Paginators, Kind::Waiters, Kind::EndpointRules] {
        if let Some(raw) = companion(catalog, service, kind, keep)? {
            companions.insert(kind, raw);
        }
    }
    Ok(companions)
}

/// Reads the endpoint rules as they will be written: those of the source, or the existing ones.
pub(super) fn endpoint_rules(
    catalog: &Catalog,
    service: &str,
    folder: &Path,
) -> Result<Option<EndpointRules>> {
    match catalog.read(service, Kind::EndpointRules)? {
        Some(it) => EndpointRules::parse(Source::new(&it.place, it.text)).map(Some),
        None if catalog.is_whole() => Ok(None),
        None => EndpointRules::read(folder),
    }
}

/// Reads a companion file. Returns `None` if it stays unchanged, and `Some(None)` if it is to be
/// removed.
fn companion(
    catalog: &Catalog,
    service: &str,
    kind: Kind,
    keep: &dyn Fn(&str) -> bool,
) -> Result<Option<Option<Raw>>> {
    let Some(document) = catalog.read(service, kind)? else {
        // A single model comes without companions, so that their absence means nothing.
        return Ok(catalog.is_whole().then_some(None));
    };
    let mut raw = Raw::parse(&document.place, &document.text)?;
    let is_left = match kind {
        Kind::Paginators => raw.cut_paginators(keep),
        Kind::Waiters => {
            raw.strip_waiters();
            raw.cut_waiters(keep)
        }
        Kind::EndpointRules => {
            raw.strip_endpoint_rules();
            true
        }
        Kind::Service | Kind::Docs | Kind::Names => unreachable!("botocore has no such companion"),
    };
    Ok(Some(is_left.then_some(raw)))
}
