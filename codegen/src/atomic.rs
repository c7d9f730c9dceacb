//! Writing as a whole: new files are made beside the old ones, then put in their place in one step.

use std::fs;
use std::io;
use std::path::Path;

/// Writes a file as a whole: beside the old one first, then in its place.
pub(crate) fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new()
        .prefix(STAGING)
        .tempfile_in(folder)?;
    io::Write::write_all(&mut new, text.as_bytes())?;
    // A temporary file is its owner's alone; this one is to be read by whoever reads its neighbours.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(new.path(), fs::Permissions::from_mode(0o644))?;
    }
    new.persist(file)?;
    Ok(())
}

/// How the names of staging folders begin.
const STAGING: &str = ".botosmith-";

/// Makes the folder, waits until no other run writes to it, and removes what a killed run has left there.
///
/// Others wait for as long as the result is kept.
pub(crate) fn enter(folder: &Path) -> io::Result<Option<fs::File>> {
    fs::create_dir_all(folder)?;
    // Not every system can lock a folder. Without the lock all works but two runs at once.
    let alone = wait_for_others(folder).ok();
    if alone.is_some() {
        remove_staging(folder)?;
    }
    Ok(alone)
}

/// A folder for new files, on the same file system as `folder`. Dropping it removes what is left.
pub(crate) fn staging(folder: &Path) -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix(STAGING).tempdir_in(folder)
}

/// Puts the folder `new` in the place of `old`, which is then where `new` was, if it was there at all.
pub(crate) fn put(new: &Path, old: &Path) -> io::Result<()> {
    if old.exists() {
        swap(new, old)
    } else {
        fs::rename(new, old)
    }
}

/// Waits for other runs that write to the same folder; the lock ends with its value, or its process.
fn wait_for_others(folder: &Path) -> io::Result<fs::File> {
    let folder = fs::File::open(folder)?;
    folder.lock()?;
    Ok(folder)
}

/// Removes the staging folders of runs that were killed. Only who is alone may do that.
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

/// Exchanges two folders in one step.
#[cfg(target_os = "linux")]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some file systems cannot do that.
        Err(_) => swap_in_two_steps(new, old),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    swap_in_two_steps(new, old)
}

/// Moves `old` away and `new` in its place; moves `old` back if that fails.
fn swap_in_two_steps(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old).or_else(|error| {
        fs::rename(&aside, old)?;
        Err(error)
    })
}
