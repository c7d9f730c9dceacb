//! Wheels (zip) and sdists (gzipped tar).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path};
use std::sync::Arc;

use crate::error::{Error, Result};

/// The most that an archive may unpack to. botocore 1.44.5 unpacks to 0.2 GB.
const LARGEST_ARCHIVE: u64 = 2 << 30;

/// An archive in memory.
#[derive(Debug)]
pub(super) enum Archive {
    /// A zip is unpacked file by file, when one is asked for. Clones share the bytes.
    Zip {
        archive: zip::ZipArchive<Cursor<Arc<[u8]>>>,
        names: Vec<String>,
    },
    /// A tape archive can be read from the start only, so that its models are kept.
    Tar(BTreeMap<String, Vec<u8>>),
}

/// Opens a zip.
pub(super) fn zip(path: &Path) -> Result<Archive> {
    let bytes = std::fs::read(path)
        .map_err(|error| Error::file(path, format!("cannot read the archive: {error}")))?;
    let archive = zip::ZipArchive::new(Cursor::new(bytes.into()))
        .map_err(|error| broken(path, &error.to_string()))?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        let name = name.map_err(|error| broken(path, &error.to_string()))?;
        refuse_climbing(path, Path::new(&*name))?;
        names.push(name.into_owned());
    }
    Ok(Archive::Zip { archive, names })
}

/// Reads a gzipped tape archive: the files in its folders `botocore`.
pub(super) fn tar(path: &Path) -> Result<Archive> {
    let failed = |error: io::Error| broken(path, &error.to_string());
    let file = File::open(path).map_err(failed)?;
    // One byte too many tells an archive that is too large from one that is just large enough.
    let reader = flate2::read::MultiGzDecoder::new(file).take(LARGEST_ARCHIVE + 1);
    let mut archive = tar::Archive::new(reader);
    let mut files = BTreeMap::new();
    for entry in archive.entries().map_err(failed)? {
        let mut entry = entry.map_err(failed)?;
        let name = entry.path().map_err(failed)?.into_owned();
        refuse_climbing(path, &name)?;
        let Some(name) = name
            .to_str()
            .filter(|_| entry.header().entry_type().is_file())
        else {
            continue;
        };
        let parts: Vec<&str> = name.split('/').collect();
        if matches!(
            *parts.as_slice(),
            [_, "botocore", "data", _, _, _] | [_, "botocore", "__init__.py"]
        ) {
            let bytes = super::limited(&path.join(name), &mut entry)?;
            files.insert(name.to_owned(), bytes);
        }
    }
    if archive.into_inner().limit() == 0 {
        let what = format!("this unpacks to more than {} GiB", LARGEST_ARCHIVE >> 30);
        return Err(Error::file(path, what)
            .hint("no botocore is that large; fetch it from where it is published"));
    }
    Ok(Archive::Tar(files))
}

impl Archive {
    /// The names of the files.
    pub(super) fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Zip { names, .. } => Box::new(names.iter().map(String::as_str)),
            Self::Tar(files) => Box::new(files.keys().map(String::as_str)),
        }
    }

    /// The bytes of the file `name`, which errors call `place`.
    pub(super) fn read(&self, place: &Path, name: &str) -> Result<Vec<u8>> {
        match self {
            Self::Tar(files) => Ok(files[name].clone()),
            Self::Zip { archive, .. } => {
                let mut archive = archive.clone();
                let file = archive.by_name(name);
                super::limited(
                    place,
                    file.map_err(|error| broken(place, &error.to_string()))?,
                )
            }
        }
    }
}

/// Nothing is unpacked to disk here; but who packs such paths means no good.
fn refuse_climbing(archive: &Path, name: &Path) -> Result<()> {
    let climbs = |it: Component<'_>| !matches!(it, Component::Normal(_) | Component::CurDir);
    // Backslashes separate folders elsewhere.
    let shown = name.to_string_lossy();
    if name.components().any(climbs) || shown.split('\\').any(|part| part == "..") {
        let what = format!(
            "a path in this archive leads out of it: `{}`",
            shown.escape_debug()
        );
        return Err(Error::file(archive, what)
            .hint("do not trust it; fetch botocore from where it is published"));
    }
    Ok(())
}

fn broken(path: &Path, error: &str) -> Error {
    Error::file(path, format!("cannot read the archive: {error}"))
        .hint("it may have been cut short; fetch it again")
}
