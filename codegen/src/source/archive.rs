//! Reads wheels (zip) and sdists (gzipped tar).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path};
use std::sync::Arc;

use super::file::limited;
use crate::error::{Error, Result};
use crate::input;

/// Maximum unpacked size of an archive. botocore 1.44.5 unpacks to 0.2 GB.
const LARGEST_ARCHIVE: u64 = 2 << 30;

/// Maximum size of an archive itself. botocore 1.44.5 has 15 MB.
pub(super) const LARGEST_PACKED: u64 = 512 << 20;

/// An archive in memory.
#[derive(Debug)]
pub(super) enum Archive {
    /// Each file of a zip is unpacked when it is read. Clones share the bytes.
    Zip {
        archive: zip::ZipArchive<Cursor<Arc<[u8]>>>,
        names: Vec<String>,
    },
    /// A tar archive can only be read from start to end, so that its models are kept in memory.
    Tar(BTreeMap<String, Vec<u8>>),
}

/// Opens a zip.
pub(super) fn zip(path: &Path) -> Result<Archive> {
    let bytes = input::bytes_up_to(path, LARGEST_PACKED)
        .map_err(|error| Error::file(path, format!("cannot read the archive: {error}")))?;
    let size = bytes.len();
    let archive = zip::ZipArchive::new(Cursor::new(bytes.into()))
        .map_err(|error| broken(path, &error.to_string()))?;
    refuse_more(path, &archive, size)?;
    let mut names = Vec::new();
    for name in archive.file_names() {
        let name = name.map_err(|error| broken(path, &error.to_string()))?;
        refuse_climbing(path, Path::new(&*name))?;
        names.push(name.into_owned());
    }
    Ok(Archive::Zip { archive, names })
}

/// Reads a gzipped tar archive: the files in its `botocore` folders.
pub(super) fn tar(path: &Path) -> Result<Archive> {
    let failed = |error: io::Error| broken(path, &error.to_string());
    let file = input::open(path, LARGEST_PACKED).map_err(failed)?;
    // One byte more than allowed tells an archive that is too large from one of exactly the maximum
    // size.
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
            let bytes = limited(&path.join(name), &mut entry)?;
            if bytes.len() as u64 != entry.size() {
                return Err(broken(
                    path,
                    &format!("`{}` is incomplete", name.escape_debug()),
                ));
            }
            files.insert(name.to_owned(), bytes);
        }
    }
    // The checksum is behind the end of the archive.
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(failed)?;
    if rest.limit() == 0 {
        let what = format!("this unpacks to more than {} GiB", LARGEST_ARCHIVE >> 30);
        return Err(Error::file(path, what)
            .hint("botocore is not that large; download it from its publisher"));
    }
    Ok(Archive::Tar(files))
}

impl Archive {
    /// Lists the names of the files.
    pub(super) fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Zip { names, .. } => Box::new(names.iter().map(String::as_str)),
            Self::Tar(files) => Box::new(files.keys().map(String::as_str)),
        }
    }

    /// Passes the file `name` to `read`, which may leave the rest of it unread.
    pub(super) fn stream(
        &self,
        place: &Path,
        name: &str,
        read: &mut dyn FnMut(&mut dyn Read),
    ) -> Result<()> {
        match self {
            Self::Tar(files) => read(&mut files[name].as_slice()),
            Self::Zip { archive, .. } => {
                let mut archive = archive.clone();
                let file = archive.by_name(name);
                read(&mut file.map_err(|error| broken(place, &error.to_string()))?);
            }
        }
        Ok(())
    }

    /// Returns the bytes of the file `name`; `place` is its path in errors.
    pub(super) fn read(&self, place: &Path, name: &str) -> Result<Vec<u8>> {
        match self {
            Self::Tar(files) => Ok(files[name].clone()),
            Self::Zip { archive, .. } => {
                let mut archive = archive.clone();
                let file = archive.by_name(name);
                limited(
                    place,
                    file.map_err(|error| broken(place, &error.to_string()))?,
                )
            }
        }
    }
}

/// Refuses a zip with something before or behind it: it is another file than its directory says.
fn refuse_more(
    path: &Path,
    archive: &zip::ZipArchive<Cursor<Arc<[u8]>>>,
    size: usize,
) -> Result<()> {
    // The last record, without its comment.
    const END: [u8; 4] = *b"PK\x05\x06";
    const END_SIZE: usize = 22;
    let bytes = archive.clone().into_inner().into_inner();
    let end = size.checked_sub(END_SIZE + archive.comment().len());
    let ends = end.is_some_and(|at| bytes[at..].starts_with(&END));
    if archive.offset() == 0 && ends {
        Ok(())
    } else {
        Err(broken(path, "there is something before or behind it"))
    }
}

/// Refuses paths that lead out of the archive. Nothing is unpacked to disk here, but such an
/// archive cannot be trusted.
fn refuse_climbing(archive: &Path, name: &Path) -> Result<()> {
    let climbs = |it: Component<'_>| !matches!(it, Component::Normal(_) | Component::CurDir);
    // Backslashes separate folders on Windows.
    let shown = name.to_string_lossy();
    if name.components().any(climbs) || shown.split('\\').any(|part| part == "..") {
        let what = format!(
            "a path in this archive leads out of it: `{}`",
            shown.escape_debug()
        );
        return Err(Error::file(archive, what)
            .hint("do not trust it; download botocore from its publisher"));
    }
    Ok(())
}

fn broken(path: &Path, error: &str) -> Error {
    Error::file(path, format!("cannot read the archive: {error}"))
        .hint("it may be truncated or damaged; download it again")
}
