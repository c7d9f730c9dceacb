//! Writes the folders of models, all of them or none.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::atomic;
use crate::error::{Error, Errors, Result};
use crate::lock::Lock;
use crate::source::Kind;

/// A folder to write.
pub(super) struct Folder<'a> {
    pub(super) path: &'a Path,
    /// Texts by name; a file without a text is removed. Other files in the folder stay.
    pub(super) files: &'a BTreeMap<String, Option<String>>,
}

/// A folder that is complete beside the one that it replaces.
struct Staged {
    staging: TempDir,
    path: PathBuf,
}

impl Staged {
    /// Path of the complete folder; once it is in its place, of the old one.
    fn model(&self) -> PathBuf {
        self.staging.path().join("model")
    }
}

/// Folders that were written. The old ones exist until this is dropped.
pub(super) struct Written {
    folders: Vec<(Staged, bool)>,
    /// Folders that did not exist before.
    made: Vec<PathBuf>,
    /// Locks of the folders above, which are given back last.
    locks: Vec<Lock>,
}

impl Written {
    /// Brings the old folders back.
    pub(super) fn undo(self) {
        let Self {
            folders,
            made,
            locks,
        } = self;
        for (staged, existed) in folders.into_iter().rev() {
            // If a folder cannot be exchanged a second time, the new one stays.
            let _ = if existed {
                atomic::put(&staged.model(), &staged.path)
            } else {
                fs::rename(&staged.path, staged.model())
            };
        }
        drop(locks);
        remove_empty(&made);
    }
}

/// Writes all folders, which have different paths: each is staged beside its place, and once all
/// are complete, they are put there.
///
/// # Errors
/// If one cannot be written: all are as they were before then.
pub(super) fn write(folders: &[Folder<'_>]) -> Result<Written> {
    let mut written = Written {
        folders: Vec::new(),
        made: folders.iter().flat_map(|it| missing(it.path)).collect(),
        locks: Vec::new(),
    };
    let mut staged = Vec::new();
    let mut errors = Errors::default();
    // All are entered before the first is staged: entering removes staging folders.
    let mut entered = HashSet::new();
    for folder in folders {
        let parent = parent(folder.path);
        if entered.insert(parent) {
            let lock = atomic::enter(parent).map_err(|error| failed(folder.path, &error));
            written.locks.extend(errors.value(lock));
        }
    }
    // Nothing is staged in a folder that cannot be entered.
    let enterable = if errors.is_empty() { folders } else { &[] };
    for folder in enterable {
        staged.extend(errors.value(stage(folder).map_err(|error| failed(folder.path, &error))));
    }
    let mut staged = staged.into_iter();
    while errors.is_empty()
        && let Some(next) = staged.next()
    {
        let existed = next.path.exists();
        match atomic::put(&next.model(), &next.path) {
            Ok(()) => written.folders.push((next, existed)),
            Err(error) => errors.add(|| failed(&next.path, &error)),
        }
    }
    // Staging folders are in the folders that may have to be removed.
    drop(staged);
    match errors.finish() {
        Ok(()) => Ok(written),
        Err(error) => {
            written.undo();
            Err(error)
        }
    }
}

/// Removes the folder of a model with the files that an import writes. A folder with other files
/// stays, without those.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    for kind in Kind::ALL {
        match fs::remove_file(folder.join(kind.file_name())) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::remove_dir(folder)
}

/// Returns `true` if a folder has no other files than those that an import writes.
pub(super) fn is_ours(folder: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(folder) else {
        return false;
    };
    let known = Kind::ALL.map(Kind::file_name);
    entries.all(|entry| {
        entry.is_ok_and(|it| {
            it.file_type().is_ok_and(|it| it.is_file())
                && known.iter().any(|name| it.file_name() == *name)
        })
    })
}

fn failed(folder: &Path, error: &io::Error) -> Error {
    Error::file(folder, format!("cannot write the model: {error}"))
        .hint("check that the folder is writable and the disk has space; then import again")
}

/// Lists the folders above a path that do not exist, the nearest first.
fn missing(path: &Path) -> Vec<PathBuf> {
    let above = path.ancestors().skip(1);
    let above = above.take_while(|it| *it != Path::new("") && !it.exists());
    above.map(Path::to_owned).collect()
}

/// Removes folders that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

fn parent(folder: &Path) -> &Path {
    match folder.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn stage(folder: &Folder<'_>) -> io::Result<Staged> {
    let staged = Staged {
        staging: atomic::staging(parent(folder.path))?,
        path: folder.path.to_owned(),
    };
    let new = staged.model();
    fs::create_dir(&new)?;
    if folder.path.exists() {
        // Other files in the folder belong to the user and stay.
        copy(folder.path, &new, &|name| folder.files.contains_key(name))?;
    }
    for (name, text) in folder.files {
        if let Some(text) = text {
            fs::write(new.join(name), text)?;
        }
    }
    Ok(staged)
}

/// Copies a folder, without the files at its top that `is_new` selects.
fn copy(old: &Path, new: &Path, is_new: &dyn Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let target = new.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target, &|_| false)?;
        } else if !is_new(&entry.file_name().to_string_lossy()) {
            fs::hard_link(entry.path(), &target)
                .or_else(|_| fs::copy(entry.path(), &target).map(drop))?;
        }
    }
    Ok(())
}
