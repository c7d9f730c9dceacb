//! The request that brings the models of a manifest to another release.

use std::path::Path;

use super::request::{Request, ServiceRequest};
use crate::error::{Error, Errors, Result};
use crate::manifest::{self, Manifest};
use crate::source::{Catalog, Depth};

/// A request for the services of a manifest, and what is left alone.
#[derive(Debug)]
pub struct Update {
    /// The services to import again.
    pub request: Request,
    /// Modules of services whose models are not from a release.
    pub left_alone: Vec<String>,
    /// Releases that the models are from, without repetitions.
    pub releases: Vec<String>,
}

impl Update {
    /// Selects services of a manifest: those of `only`, by any of their names or their modules, or
    /// all that were imported from a release.
    ///
    /// # Errors
    /// If the manifest has none of the name, or if the release does not have a service any more.
    pub fn new(manifest: &Manifest, catalog: &Catalog, only: &[String]) -> Result<Self> {
        let mut update = Self {
            request: Request {
                manifest: manifest.file.clone(),
                ..Request::default()
            },
            left_alone: Vec::new(),
            releases: Vec::new(),
        };
        let mut errors = Errors::default();
        let mut used = vec![false; only.len()];
        for crate_ in &manifest.crates {
            for entry in &crate_.services {
                let service = service_of(manifest, entry, catalog);
                let is_selected = select(only, &mut used, entry, service.as_deref(), catalog);
                if !is_selected {
                    continue;
                }
                let module = entry.module.unraw().to_owned();
                let Some(release) = &entry.botocore else {
                    update.left_alone.push(module);
                    continue;
                };
                if !update.releases.contains(release) {
                    update.releases.push(release.clone());
                }
                match service {
                    Some(service) => update.request.services.push(ServiceRequest {
                        service,
                        module: Some(module),
                        crate_name: Some(crate_.name.clone()),
                        ..ServiceRequest::default()
                    }),
                    None => errors.add(|| gone(entry, catalog)),
                }
            }
        }
        for (name, _) in only.iter().zip(used).filter(|(_, used)| !used) {
            errors.add(|| unknown(name, manifest));
        }
        errors.finish()?;
        Ok(update)
    }
}

/// Returns `true` if an entry is one of `only`, or if there is no such list.
fn select(
    only: &[String],
    used: &mut [bool],
    entry: &manifest::Service,
    service: Option<&str>,
    catalog: &Catalog,
) -> bool {
    let mut is_selected = only.is_empty();
    for (name, used) in only.iter().zip(used) {
        let is_it = || {
            catalog
                .find(name)
                .is_ok_and(|it| Some(it.as_str()) == service)
        };
        if entry.module.unraw() == *name || is_it() {
            *used = true;
            is_selected = true;
        }
    }
    is_selected
}

/// Finds the service of an entry in a source: by the folder of its model, or else by the name in
/// that model. (A model may be in any folder.)
pub fn service_of(
    manifest: &Manifest,
    entry: &manifest::Service,
    catalog: &Catalog,
) -> Option<String> {
    let above = entry.model.parent().and_then(Path::file_name);
    let folder = above
        .and_then(|it| it.to_str())
        .filter(|it| catalog.has(it));
    folder.map(str::to_owned).or_else(|| {
        let model = Catalog::open(&manifest.base().join(&entry.model)).ok()?;
        let service = model.services().next()?.to_owned();
        let id = model.outline(&service, Depth::Names).service_id;
        catalog.find(&id).ok()
    })
}

fn gone(entry: &manifest::Service, catalog: &Catalog) -> Error {
    let source = match catalog.version() {
        Some(version) => format!("botocore {version}"),
        None => "the source".to_owned(),
    };
    let what = format!("{source} has no service with this model");
    Error::at(&entry.model_location, what)
        .hint("remove the service from the manifest, or update to another release with --from")
}

fn unknown(name: &str, manifest: &Manifest) -> Error {
    let services = manifest.crates.iter().flat_map(|it| &it.services);
    let modules: Vec<String> = services.map(|it| it.module.unraw().to_string()).collect();
    let hint = crate::nearest::hint(name, modules.iter().map(String::as_str));
    let what = format!("the manifest has no service `{}`", name.escape_debug());
    Error::file(&manifest.file, what).hint(hint)
}
