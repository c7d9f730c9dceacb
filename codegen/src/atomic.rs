//! Atomic writes: new files are written beside the old ones, then exchanged in one step.

use std::fs;
use std::io;
use std::path::Path;

use crate::lock::{self, Lock};

/// Replaces a file atomically: writes a temporary file beside it, then renames that. A link to a
/// file stays one.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(file);
    let file = target.as_deref().unwrap_or(file);
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new()
        .prefix(STAGING)
        .tempfile_in(folder)?;
    io::Write::write_all(&mut new, text.as_bytes())?;
    // A temporary file is readable by its owner only; the new one has to be as readable as its
    // neighbours.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(new.path(), fs::Permissions::from_mode(0o644))?;
    }
    new.persist(file)?;
    Ok(())
}

/// Prefix of the names of staging folders.
const STAGING: &str = ".botosmith-";

/// Creates the folder, waits until no other run writes to it, and removes what a killed run left
/// there.
///
/// Other runs wait as long as the returned value exists.
pub(crate) fn enter(folder: &Path) -> io::Result<Lock> {
    fs::create_dir_all(folder)?;
    let alone = lock::of_folder(folder);
    // Without a lock, another run may be using its staging folder.
    if alone.is_certain() {
        remove_staging(folder)?;
    }
    Ok(alone)
}

/// Makes a folder for new files, on the same file system as `folder`. Dropping it removes its
/// contents.
pub(crate) fn staging(folder: &Path) -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix(STAGING).tempdir_in(folder)
}

/// Puts the folder `new` in the place of `old`. An existing `old` is moved to the path of `new`.
pub(crate) fn put(new: &Path, old: &Path) -> io::Result<()> {
    if old.exists() {
        swap(new, old)
    } else {
        fs::rename(new, old)
    }
}

/// Removes the staging folders of killed runs. Requires the lock, since other runs may use theirs.
fn remove_staging(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_staging = entry.file_name().to_string_lossy().starts_with(STAGING);
        if is_staging && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Exchanges two folders atomically.
#[cfg(target_os = "linux")]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some file systems do not support that.
        Err(_) => swap_in_two_steps(new, old),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    swap_in_two_steps(new, old)
}

/// Moves `old` away and `new` in its place. Moves `old` back if that fails.
fn swap_in_two_steps(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old).or_else(|error| {
        fs::rename(&aside, old)?;
        Err(error)
    })
}
