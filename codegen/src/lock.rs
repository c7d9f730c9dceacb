//! Makes runs wait for each other: two imports into one manifest, or an import while code is
//! generated from the same models.
//!
//! A lock is on a folder. The system releases a lock when its process ends, in whatever way it
//! ends. Where a folder cannot be locked (on Windows), a file in it is, which stays there. Where
//! nothing can be locked, runs do not wait.

use std::cell::RefCell;
use std::fs::{self, File, TryLockError};
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// Name of the file that is locked where a folder cannot be.
const FILE: &str = ".botosmith.lock";

/// A lock, held until it is dropped.
#[derive(Debug)]
#[must_use = "dropping it ends the lock"]
pub struct Lock {
    /// The lock's folder, unless this thread had it already.
    folder: Option<PathBuf>,
    /// Set unless nothing could be locked.
    is_certain: bool,
    _file: Option<File>,
    /// The thread that has the lock has to drop it.
    not_send: PhantomData<Rc<()>>,
}

/// Waits until no other run reads or writes the manifest and what is generated from it.
///
/// A thread that has this lock may lock the same manifest again, and has to drop the first lock
/// last. A [`shared`] lock does not become an exclusive one: drop it before.
pub fn exclusive(manifest: &Path) -> Lock {
    lock(&folder_of(manifest), Kind::Exclusive, manifest)
}

/// Waits until no other run writes the manifest and what is generated from it. Other runs may read
/// at the same time.
pub fn shared(manifest: &Path) -> Lock {
    lock(&folder_of(manifest), Kind::Shared, manifest)
}

/// Sets what is called before a run begins to wait, with the path of the manifest or folder that it
/// waits for, such as a function that prints a line. Only the first call has an effect.
pub fn on_wait(notice: fn(&Path)) {
    let _ = NOTICE.set(notice);
}

static NOTICE: OnceLock<fn(&Path)> = OnceLock::new();

thread_local! {
    /// Folders that this thread has locked.
    static HELD: RefCell<Vec<(PathBuf, Kind)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exclusive,
    Shared,
}

impl Lock {
    /// Returns `true` if no other run has the folder, `false` if that cannot be known.
    pub(crate) fn is_certain(&self) -> bool {
        self.is_certain
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            HELD.with_borrow_mut(|held| held.retain(|(it, _)| it != folder));
        }
    }
}

/// Returns the folder in which a manifest is, wherever links to it are.
fn folder_of(manifest: &Path) -> PathBuf {
    let manifest = fs::canonicalize(manifest).unwrap_or_else(|_| manifest.to_owned());
    match manifest.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Waits until no other run writes to a folder.
pub(crate) fn of_folder(folder: &Path) -> Lock {
    lock(folder, Kind::Exclusive, folder)
}

/// Locks a folder; `shown` is what the user knows it by.
fn lock(folder: &Path, kind: Kind, shown: &Path) -> Lock {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let held = HELD.with_borrow(|held| {
        let held = held.iter().find(|(it, _)| *it == folder);
        held.map(|(_, kind)| *kind)
    });
    if let Some(held) = held {
        return Lock {
            folder: None,
            // Waiting for its own lock would have no end.
            is_certain: held == Kind::Exclusive || kind == Kind::Shared,
            _file: None,
            not_send: PhantomData,
        };
    }
    // Runs with manifests in each other's folders lock in different orders. Who has one lock does
    // not wait for another without end.
    let patience = HELD.with_borrow(|held| (!held.is_empty()).then_some(PATIENCE));
    let wait = |file| wait(file, kind, (patience, shown));
    let file = match File::open(&folder).and_then(wait) {
        Err(error) if error.kind() != io::ErrorKind::TimedOut => {
            open_file(&folder, kind).and_then(wait).ok()
        }
        waited => waited.ok(),
    };
    let is_certain = file.is_some();
    if is_certain {
        HELD.with_borrow_mut(|held| held.push((folder.clone(), kind)));
    }
    Lock {
        folder: is_certain.then_some(folder),
        is_certain,
        _file: file,
        not_send: PhantomData,
    }
}

/// Time that a run which has a lock waits for another one. It goes on without, as where nothing can
/// be locked.
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens the file in the folder that is locked instead of it.
fn open_file(folder: &Path, kind: Kind) -> io::Result<File> {
    let mut options = File::options();
    // Who only reads may not be allowed to write there.
    options.read(true);
    if kind == Kind::Exclusive {
        options.write(true).create(true).truncate(false);
    }
    options.open(folder.join(FILE))
}

fn wait(file: File, kind: Kind, (patience, shown): (Option<Duration>, &Path)) -> io::Result<File> {
    let is_locked = || {
        let tried = match kind {
            Kind::Exclusive => file.try_lock(),
            Kind::Shared => file.try_lock_shared(),
        };
        match tried {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    };
    if is_locked()? {
        return Ok(file);
    }
    if let Some(notice) = NOTICE.get() {
        notice(shown);
    }
    let Some(patience) = patience else {
        match kind {
            Kind::Exclusive => file.lock()?,
            Kind::Shared => file.lock_shared()?,
        }
        return Ok(file);
    };
    let started = Instant::now();
    while started.elapsed() < patience {
        if is_locked()? {
            return Ok(file);
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(io::ErrorKind::TimedOut.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_locked_where_a_folder_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let first = open_file(folder.path(), Kind::Exclusive).unwrap();
        first.lock().unwrap();
        let second = File::open(folder.path().join(FILE)).unwrap();
        assert!(matches!(
            second.try_lock_shared(),
            Err(TryLockError::WouldBlock)
        ));
        drop(first);
        second.try_lock().unwrap();
        // Who reads takes no part if nobody has written yet.
        let other = tempfile::tempdir().unwrap();
        assert!(open_file(other.path(), Kind::Shared).is_err());
    }

    #[test]
    fn a_thread_has_its_lock_once() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("manifest.toml");
        let first = exclusive(&manifest);
        let again = of_folder(&folder.path().join("."));
        assert!(first.is_certain() && again.is_certain());
        drop(again);
        let other = File::open(folder.path()).unwrap();
        assert!(other.try_lock().is_err(), "the first one still has it");
        drop(first);
        other.try_lock().unwrap();
    }

    #[test]
    fn waiting_with_a_lock_has_an_end() {
        let folder = tempfile::tempdir().unwrap();
        let other = File::open(folder.path()).unwrap();
        other.lock().unwrap();
        let waiting = File::open(folder.path()).unwrap();
        let patience = Some(Duration::from_millis(50));
        let waited = wait(waiting, Kind::Exclusive, (patience, folder.path()));
        assert_eq!(waited.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_shared_lock_does_not_become_exclusive() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("manifest.toml");
        let _first = shared(&manifest);
        assert!(shared(&manifest).is_certain());
        assert!(!exclusive(&manifest).is_certain());
    }
}
