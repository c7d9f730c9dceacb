//! The user's project: where its manifest is, and what git knows of its models.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use botosmith::manifest::Manifest;
use botosmith::paths::real;
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
    candidates.find(|file| {
        let text = || fs::read_to_string(file).unwrap_or_default();
        file.ends_with(MANIFEST) || has_crates(&text())
    })
}

/// Tells a manifest of ours from other files with the same common name.
fn has_crates(text: &str) -> bool {
    let is_crate = |line: &str| {
        line.replace(char::is_whitespace, "")
            .starts_with("[[crate]]")
    };
    text.lines().any(is_crate)
}

/// Lists the usual places of a manifest that is now at `file`: it may have moved since.
fn places(file: &Path) -> Vec<PathBuf> {
    let is_nested = file.ends_with(PLACES[1]);
    let above = file.ancestors().nth(if is_nested { 2 } else { 1 });
    let project = above.unwrap_or(Path::new(""));
    let others = PLACES.iter().map(|place| project.join(place));
    let others = others.filter(|it| it != file);
    std::iter::once(file.to_owned()).chain(others).collect()
}

/// A manifest as it was in a revision of git, and the models of its entries.
#[derive(Debug)]
pub(crate) struct Revision {
    /// The unpacked files, by their paths in the repository.
    folder: TempDir,
    /// `None` if the revision has none.
    manifest: Option<Manifest>,
}

impl Revision {
    /// Unpacks the manifest that is now at `file`, as it was in a revision, and the models that it
    /// names, into a temporary folder. Returns `None` if there is no such revision.
    ///
    /// # Errors
    /// If `file` is not in a git repository, or if the manifest of the revision has a mistake.
    pub(crate) fn unpack(name: &str, file: &Path) -> Result<Option<Self>> {
        let git = Git::of(file.parent().unwrap_or(Path::new("")))?;
        let Some(commit) = git.find(&format!("{name}^{{commit}}"))? else {
            return Ok(None);
        };
        let folder = tempfile::tempdir()
            .map_err(|error| Error::new(format!("cannot make a temporary folder: {error}")))?;
        let manifest = git.manifest(&commit, name, file, folder.path())?;
        if let Some(manifest) = &manifest {
            git.unpack_models(&commit, manifest, folder.path())?;
        }
        Ok(Some(Self { folder, manifest }))
    }

    /// Returns the folder with the files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the manifest, if the revision has one.
    pub(crate) fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
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
            let message = String::from_utf8_lossy(&output.stderr);
            let what = if message.contains("not a git repository") {
                "this is not in a git repository".to_owned()
            } else {
                format!(
                    "git cannot use the repository of this folder: {}",
                    message.trim()
                )
            };
            return Err(Error::file(folder, what)
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

    /// Reads the manifest of a commit. Its paths are those in `unpacked`.
    fn manifest(
        &self,
        commit: &str,
        name: &str,
        file: &Path,
        unpacked: &Path,
    ) -> Result<Option<Manifest>> {
        for (index, place) in places(file).into_iter().enumerate() {
            let folder = place.parent().unwrap_or(Path::new(""));
            let file_name = place.file_name().unwrap_or_default().to_string_lossy();
            let path = match self.path_of(folder)?.as_str() {
                "" => file_name.into_owned(),
                folder => format!("{folder}/{file_name}"),
            };
            let Some(blob) = self.find(&format!("{commit}:{path}"))? else {
                continue;
            };
            let output = self.run(&["cat-file", "blob", &blob])?;
            // It may be a folder.
            if !output.status.success() {
                continue;
            }
            let shown = PathBuf::from(format!("{name}:{path}"));
            let text = String::from_utf8(output.stdout)
                .map_err(|_| Error::file(&shown, "this is not UTF-8 text"))?;
            // Other files have the same common names.
            if index > 0 && !place.ends_with(MANIFEST) && !has_crates(&text) {
                continue;
            }
            let mut manifest = Manifest::parse(&shown, &text)?;
            manifest.file = unpacked.join(path);
            return Ok(Some(manifest));
        }
        Ok(None)
    }

    /// Unpacks the models of a manifest in `unpacked`, as far as the commit has them.
    fn unpack_models(&self, commit: &str, manifest: &Manifest, unpacked: &Path) -> Result<()> {
        let listed = self.run(&["ls-tree", "-r", "-d", "-z", "--name-only", commit])?;
        if !listed.status.success() {
            return Err(failed("git ls-tree", &listed));
        }
        let listed = String::from_utf8_lossy(&listed.stdout);
        let known: BTreeSet<&str> = listed.split('\0').collect();
        let base = manifest.file.parent().unwrap_or(unpacked);
        let services = manifest.crates.iter().flat_map(|it| &it.services);
        let paths: BTreeSet<String> = services
            .filter_map(|it| {
                let folder = normal(&base.join(&it.model));
                let path = slashed(folder.strip_prefix(unpacked).ok()?);
                known.contains(path.as_str()).then_some(path)
            })
            .collect();
        if paths.is_empty() {
            return Ok(());
        }
        let start = [
            "--literal-pathspecs",
            "archive",
            "--format=tar",
            commit,
            "--",
        ];
        let arguments: Vec<&str> = start
            .into_iter()
            .chain(paths.iter().map(String::as_str))
            .collect();
        let archive = self.run(&arguments)?;
        if !archive.status.success() {
            return Err(failed("git archive", &archive));
        }
        tar::Archive::new(archive.stdout.as_slice())
            .unpack(unpacked)
            .map_err(|error| Error::new(format!("cannot unpack the archive of git: {error}")))
    }

    /// Returns the path of a folder in the repository, with `/`; empty for the top.
    fn path_of(&self, folder: &Path) -> Result<String> {
        let (top, folder) = (real(&self.top), real(folder));
        let path = folder
            .strip_prefix(&top)
            .map_err(|_| Error::file(&folder, "this is not in the working tree of git"))?;
        Ok(slashed(path))
    }
}

/// Removes `folder/..` and `.` from a path, as paths of a manifest begin.
pub(crate) fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            (Component::CurDir, _) => {}
            _ => normal.push(component),
        }
    }
    normal
}

/// Writes a path as git does.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Returns `true` if the repository with the manifest `file` has a revision of this name.
pub(crate) fn is_revision(name: &str, file: &Path) -> bool {
    let git = Git::of(file.parent().unwrap_or(Path::new("")));
    git.is_ok_and(|git| matches!(git.find(&format!("{name}^{{commit}}")), Ok(Some(_))))
}

/// Makes the error for a name that is no revision of the repository with the manifest `file`.
///
/// # Errors
/// If git cannot be run.
pub(crate) fn no_revision(name: &str, file: &Path) -> Result<Error> {
    let git = Git::of(file.parent().unwrap_or(Path::new("")))?;
    let is_empty = git.find("HEAD^{commit}")?.is_none();
    if is_empty {
        return Ok(Error::file(&git.top, "this repository has no commit yet")
            .hint("commit the models, or name both states to compare"));
    }
    let what = format!("`{name}` is neither a file or folder, nor a revision of git");
    Ok(Error::new(what)
        .hint("give a wheel, an sdist, a folder with models, a model, or a revision"))
}

/// Variables that git sets for its hooks. They would be about another repository, or a part of it.
const VARIABLES: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
];

fn run(mut command: Command) -> Result<Output> {
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    // Messages are told apart by their words.
    command.env("LC_ALL", "C");
    command.output().map_err(|error| {
        Error::new(format!("cannot run git: {error}"))
            .hint("install git, or name both states to compare: folders, wheels, sdists or models")
    })
}

fn failed(what: &str, output: &Output) -> Error {
    let message = String::from_utf8_lossy(&output.stderr);
    Error::new(format!("{what} failed: {}", message.trim()))
}
