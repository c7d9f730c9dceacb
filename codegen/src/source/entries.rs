//! Lists the models that the entries of a manifest choose.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::folder::list_version;
use super::kind::Kind;
use super::listing::{Files, Listing};
use crate::error::{Error, Result};
use crate::manifest::{Crate, Manifest, Service};

/// Lists the models and the choices of a manifest. A service is named after its folder; services
/// in `repeated`, of which there are several entries, after their modules. With `needs_all`, each
/// entry has to have a model.
pub(super) fn list(
    manifest: &Manifest,
    repeated: &BTreeSet<String>,
    needs_all: bool,
) -> Result<Listing> {
    let mut modules = BTreeMap::new();
    for (_, service) in entries(manifest) {
        *modules.entry(service.module.as_str()).or_insert(0) += 1;
    }
    let mut listing = Listing::default();
    for (crate_, service) in entries(manifest) {
        let module = service.module.as_str();
        let name = match service.service_folder() {
            folder if !repeated.contains(folder) => folder.to_owned(),
            _ if modules[module] > 1 => service.name_in(&crate_.name),
            _ => module.to_owned(),
        };
        let folder = manifest.base().join(&service.model);
        let Some(files) = files(&name, &folder)? else {
            if needs_all {
                let what = format!("there is no model in `{}`", service.model.display());
                return Err(Error::at(&service.model_location, what)
                    .hint("paths are relative to the manifest; `botosmith import` brings models"));
            }
            continue;
        };
        listing.services.insert(name.clone(), files);
        listing
            .modules
            .entry(module.to_owned())
            .or_insert_with(|| name.clone());
        listing.chosen.insert(name, service.clone());
    }
    Ok(listing)
}

/// Lists the files of a model; `None` if there is none.
fn files(name: &str, folder: &Path) -> Result<Option<Files>> {
    let version = folder.file_name().and_then(|it| it.to_str());
    let (Some(version), true) = (version, folder.is_dir()) else {
        return Ok(None);
    };
    let mut services = BTreeMap::new();
    list_version(&mut services, (name, version), folder)
        .map_err(|error| Error::file(folder, format!("cannot read the folder: {error}")))?;
    let files = services.remove(name);
    Ok(files.filter(|it| it.contains_key(Kind::Service.file_name())))
}

/// Returns the folders of services of which a manifest has several entries.
pub(super) fn repeated(manifest: &Manifest) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let folders = entries(manifest).map(|(_, it)| it.service_folder());
    let repeated = folders.filter(|it| !seen.insert(*it));
    repeated.map(str::to_owned).collect()
}

fn entries(manifest: &Manifest) -> impl Iterator<Item = (&Crate, &Service)> {
    let crates = manifest.crates.iter();
    crates.flat_map(|it| it.services.iter().map(move |service| (it, service)))
}
