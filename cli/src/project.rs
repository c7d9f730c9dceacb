//! The user's project: where its manifest is, and what git knows of its models.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use botosmith::{Error, Result};
use tempfile::TempDir;

/// Name of the manifest that `init` makes.
pub(crate) const MANIFEST: &str = "botosmith.toml";

/// Places of a manifest in a folder, in the order in which they are looked for.
const PLACES: [&str; 3] = [MANIFEST, "models/manifest.toml", "manifest.toml"];

/// Finds the manifest of the current folder, or of the nearest folder above.
///
/// # Errors
/// If there is none.
pub(crate) fn find_manifest() -> Result<PathBuf> {
    let current = std::env::current_dir().map_err(|error| {
        Error::new(format!("cannot find the current folder: {error}"))
            .hint("name a manifest with --manifest")
    })?;
    find_above(&current).ok_or_else(|| {
        Error::file(&current, "there is no manifest in this folder or one above")
            .hint("`botosmith init` makes one here; --manifest names one elsewhere")
    })
}

/// Finds the manifest of a folder, or of the nearest folder above.
fn find_above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find_map(find_in)
}

/// Finds the manifest of a folder.
pub(crate) fn find_in(folder: &Path) -> Option<PathBuf> {
    let candidates = PLACES.map(|place| folder.join(place)).into_iter();
    let mut candidates = candidates.filter(|file| file.is_file());
    candidates.find(|file| file.ends_with(MANIFEST) || has_crates(file))
}

/// Tells a manifest of ours from other files with the same common name.
fn has_crates(file: &Path) -> bool {
    let text = fs::read_to_string(file).unwrap_or_default();
    let is_crate = |line: &str| line.replace(char::is_whitespace, "").starts_with("[[crate]]");
    text.lines().any(is_crate)
}

/// A folder as it was in a revision of git.
#[derive(Debug)]
pub(crate) struct Revision {
    folder: TempDir,
}

impl Revision {
    /// Unpacks `folder` as it was in a revision, into a temporary folder.
    ///
    /// # Errors
    /// If `folder` is not in a git repository, or if there is no such revision, or no such folder
    /// in it.
    pub(crate) fn unpack(name: &str, folder: &Path) -> Result<Self> {
        let git = Git::of(folder)?;
        let revision = format!("{name}^{{commit}}");
        if git.find(&revision)?.is_none() {
            return Err(no_revision(name, &git)?);
        }
        let path = git.path_of(folder)?;
        let Some(tree) = git.find(&format!("{name}:{path}"))? else {
            let what = format!("revision `{name}` of git has no folder `{path}`");
            return Err(Error::file(folder, what)
                .hint("name a later revision, or a folder, wheel or sdist to compare with"));
        };
        let unpacked = tempfile::tempdir()
            .map_err(|error| Error::new(format!("cannot make a temporary folder: {error}")))?;
        let archive = git.run(&["archive", "--format=tar", &tree])?;
        if !archive.status.success() {
            return Err(failed("git archive", &archive));
        }
        tar::Archive::new(archive.stdout.as_slice())
            .unpack(unpacked.path())
            .map_err(|error| Error::new(format!("cannot unpack the archive of git: {error}")))?;
        Ok(Self { folder: unpacked })
    }

    /// Returns the unpacked folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// A git repository, by the top of its working tree.
struct Git {
    top: PathBuf,
}

impl Git {
    /// Finds the repository that a folder is in.
    fn of(folder: &Path) -> Result<Self> {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let mut command = Command::new("git");
        command
            .current_dir(folder)
            .args(["rev-parse", "--show-toplevel"]);
        let output = run(command)?;
        if !output.status.success() {
            return Err(Error::file(folder, "this is not in a git repository")
                .hint("name both states to compare: folders, wheels, sdists or models"));
        }
        let top = String::from_utf8_lossy(&output.stdout);
        Ok(Self {
            top: top.trim_end_matches(['\r', '\n']).into(),
        })
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = Command::new("git");
        command.current_dir(&self.top).args(arguments);
        run(command)
    }

    /// Returns the hash of an object, if there is one of this name.
    fn find(&self, name: &str) -> Result<Option<String>> {
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
        let output = self.run(&arguments)?;
        let hash = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(output.status.success().then_some(hash))
    }

    /// Returns the path of a folder in the repository, with `/`; empty for the top.
    fn path_of(&self, folder: &Path) -> Result<String> {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (folder, top) = (real(folder), real(&self.top));
        let path = folder
            .strip_prefix(&top)
            .map_err(|_| Error::file(&folder, "this is not in the working tree of git"))?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Ok(parts.join("/"))
    }
}

fn no_revision(name: &str, git: &Git) -> Result<Error> {
    let is_empty = git.find("HEAD^{commit}")?.is_none();
    if is_empty {
        return Ok(Error::file(&git.top, "this repository has no commit yet")
            .hint("commit the models, or name both states to compare"));
    }
    let what = format!("`{name}` is neither a file or folder, nor a revision of git");
    Ok(Error::new(what)
        .hint("give a wheel, an sdist, a folder with models, a model, or a revision"))
}

fn run(mut command: Command) -> Result<Output> {
    command.output().map_err(|error| {
        Error::new(format!("cannot run git: {error}"))
            .hint("install git, or name both states to compare: folders, wheels, sdists or models")
    })
}

fn failed(what: &str, output: &Output) -> Error {
    let message = String::from_utf8_lossy(&output.stderr);
    Error::new(format!("{what} failed: {}", message.trim()))
}
