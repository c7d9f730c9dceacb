//! The files of a source, by service, kind and version of the API.

use std::collections::BTreeMap;

use super::kind::Kind;
use crate::manifest::Service;

/// Contents of a source.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) services: BTreeMap<String, Files>,
    /// Version of botocore.
    pub(super) version: Option<String>,
    /// Set for a source that is one model, which has any name.
    pub(super) is_single: bool,
    /// Entries of a manifest by the names of their services, for a source that is a manifest.
    pub(super) chosen: BTreeMap<String, Service>,
    /// Names of the services by the modules of those entries.
    pub(super) modules: BTreeMap<String, String>,
}

/// Storage keys by file name (`service-2.json`), then by version of the API.
pub(super) type Files = BTreeMap<String, BTreeMap<String, String>>;

/// Adds a file if it can belong to a model. (Older wheels have other files in the same folders.)
pub(super) fn add(
    services: &mut BTreeMap<String, Files>,
    (service, api_version, file): (&str, &str, &str),
    key: &str,
) {
    let file = file.strip_suffix(".gz").unwrap_or(file);
    if file.ends_with(".json") || file == Kind::Names.file_name() {
        let files = services.entry(service.to_owned()).or_default();
        let versions = files.entry(file.to_owned()).or_default();
        versions.insert(api_version.to_owned(), key.to_owned());
    }
}

/// Returns the version in botocore's `__init__.py`.
pub(super) fn version(init: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(init);
    let line = text.lines().find(|line| line.starts_with("__version__"))?;
    let value = line.split_once('=')?.1.trim().trim_matches(['\'', '"']);
    let is_version = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    Some(value.to_owned()).filter(|it| !it.is_empty() && it.chars().all(is_version))
}

/// Hint that lists the supported sources.
pub(super) const KINDS: &str = "a source is a botocore wheel (.whl) or sdist (.tar.gz), a folder with models \
                     (SERVICE/VERSION/service-2.json), or one such file, gzipped or not";
