//! Reads unpacked sources: a folder with botocore, its data folder, the folder of one service or
//! one model.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::listing::{Files, KINDS, Listing, add, version};
use crate::error::{Error, Result};
use crate::input;

/// Lists the models of a folder.
pub(super) fn list(path: &Path) -> Result<Listing> {
    let candidates = [
        path.join("botocore/data"),
        path.join("data"),
        path.to_owned(),
    ];
    let failed = |error: io::Error| Error::file(path, format!("cannot read the folder: {error}"));
    for data in candidates {
        let mut services = BTreeMap::new();
        for folder in folders(&data).map_err(failed)? {
            list_service(&mut services, &folder).map_err(failed)?;
        }
        services.retain(|_, files: &mut Files| files.contains_key(Kind::Service.file_name()));
        if !services.is_empty() {
            let init = data.parent().map(|botocore| botocore.join("__init__.py"));
            let init = init.and_then(|init| input::bytes(&init).ok());
            return Ok(Listing {
                services,
                version: init.and_then(|it| version(&it)),
                ..Listing::default()
            });
        }
    }
    // The path may be the folder of one service, or of one version of a service.
    let mut services = BTreeMap::new();
    list_service(&mut services, path).map_err(failed)?;
    if let (Some(service), Some(api_version)) = (name(path.parent()), name(Some(path))) {
        list_version(&mut services, (service, api_version), path).map_err(failed)?;
    }
    services.retain(|_, files: &mut Files| files.contains_key(Kind::Service.file_name()));
    if services.is_empty() {
        Err(Error::file(path, "there are no models in this folder").hint(KINDS))
    } else {
        Ok(Listing {
            services,
            is_single: true,
            ..Listing::default()
        })
    }
}

/// Adds all versions of the service in `folder`.
fn list_service(services: &mut BTreeMap<String, Files>, folder: &Path) -> io::Result<()> {
    let Some(service) = name(Some(folder)) else {
        return Ok(());
    };
    for version in folders(folder)? {
        if let Some(api_version) = name(Some(&version)) {
            list_version(services, (service, api_version), &version)?;
        }
    }
    Ok(())
}

/// Adds the files of one version.
pub(super) fn list_version(
    services: &mut BTreeMap<String, Files>,
    (service, api_version): (&str, &str),
    folder: &Path,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // A pipe or a broken link is refused when it is read, and not left out silently.
        if let (Some(file), Some(key), false) = (name(Some(&path)), path.to_str(), path.is_dir()) {
            add(services, (service, api_version, file), key);
        }
    }
    Ok(())
}

/// Lists the folders in `folder`; none if `folder` does not exist.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| Ok(entry?.path()));
    let mut folders: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}

/// Returns the last part of a path, if it is UTF-8.
fn name(path: Option<&Path>) -> Option<&str> {
    path?.file_name()?.to_str()
}
