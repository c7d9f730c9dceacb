//! Releases of botocore: a cache of wheels, which pip fills.
//!
//! pip knows the index, mirrors and proxies that its user has configured, and checks what it
//! downloads. A version is downloaded once.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use botosmith::manifest::Manifest;
use botosmith::source::Catalog;
use botosmith::{Error, Result};
use etcetera::BaseStrategy;

use crate::session::Session;

/// Environment variable with the folder of the cache.
const VARIABLE: &str = "BOTOSMITH_CACHE";

/// A release to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The newest one that pip finds.
    Newest,
    /// The one of this version.
    Version(String),
}

/// Opens the source that `--from` names: a path, or the version of a release.
///
/// # Errors
/// If there is no such file or release, or if it cannot be downloaded.
pub(crate) fn open(from: &Path, session: &Session) -> Result<Catalog> {
    match from.to_str().filter(|it| !from.exists() && is_version(it)) {
        Some(version) => open_release(&Wanted::Version(version.to_owned()), session),
        None => {
            let _progress = session.progress("reading the models");
            Catalog::open(from)
        }
    }
}

/// Opens a release, and downloads it if the cache does not have it.
///
/// Where the newest release cannot be looked for, such as without a network, the newest one of the
/// cache is taken.
///
/// # Errors
/// If the release cannot be downloaded or read.
pub(crate) fn open_release(wanted: &Wanted, session: &Session) -> Result<Catalog> {
    let cache = Cache::open()?;
    match cache.get(wanted, session) {
        Err(error) if *wanted == Wanted::Newest => {
            let Some(version) = cache.newest() else {
                return Err(error);
            };
            eprintln!("using botocore {version} of the cache: {}", error.what());
            let (_, catalog) = cache.get(&Wanted::Version(version), session)?;
            Ok(catalog)
        }
        opened => opened.map(|(_, catalog)| catalog),
    }
}

/// Opens the newest release from which a model of the manifest is, so that more models come from
/// the same one, or else the newest of all.
///
/// # Errors
/// See [`open_release`].
pub(crate) fn open_recorded(manifest: Option<&Manifest>, session: &Session) -> Result<Catalog> {
    let crates = manifest.iter().flat_map(|it| &it.crates);
    let versions = crates
        .flat_map(|it| &it.services)
        .filter_map(|it| it.botocore.as_deref());
    let newest = versions
        .filter(|it| is_version(it))
        .max_by_key(|it| numbers(it));
    let wanted = newest.map_or(Wanted::Newest, |it| Wanted::Version(it.to_owned()));
    open_release(&wanted, session)
}

/// Returns `true` for `1.44.5` and the like.
pub(crate) fn is_version(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    text.contains('.') && text.split('.').all(is_number)
}

fn numbers(version: &str) -> Vec<u64> {
    let parts = version.split('.');
    parts.map(|it| it.parse().unwrap_or(u64::MAX)).collect()
}

/// Downloaded releases, in a folder.
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Finds the folder: that of `BOTOSMITH_CACHE`, or one in the user's cache folder.
    ///
    /// # Errors
    /// If the user has no home folder.
    pub(crate) fn open() -> Result<Self> {
        if let Some(folder) = std::env::var_os(VARIABLE).filter(|it| !it.is_empty()) {
            return Ok(Self {
                folder: folder.into(),
            });
        }
        let strategy = etcetera::choose_base_strategy().map_err(|error| {
            Error::new(format!("cannot find your cache folder: {error}")).hint(format!(
                "set {VARIABLE} to a folder for releases of botocore"
            ))
        })?;
        Ok(Self {
            folder: strategy.cache_dir().join("botosmith"),
        })
    }

    /// Returns the file of a release, and the models in it. What is missing or damaged is
    /// downloaded; the newest release is looked for each time.
    ///
    /// # Errors
    /// If it cannot be downloaded.
    pub(crate) fn get(&self, wanted: &Wanted, session: &Session) -> Result<(PathBuf, Catalog)> {
        if let Wanted::Version(version) = wanted
            && let Some(file) = self.find(version)
        {
            let _progress = session.progress("reading the models");
            if let Ok(catalog) = Catalog::open(&file) {
                return Ok((file, catalog));
            }
        }
        let pip = find_pip(wanted)?;
        let staging = self.staging()?;
        let file = download(pip, wanted, staging.path(), session)?;
        let version = Catalog::open(&file)?
            .version()
            .unwrap_or("unknown")
            .to_owned();
        let kept = self.keep(&file, &version)?;
        // Places in errors are those of the file that stays.
        let catalog = Catalog::open(&kept)?;
        Ok((kept, catalog))
    }

    /// Adds a release that was downloaded by other means.
    ///
    /// # Errors
    /// If the file is not a release of botocore.
    pub(crate) fn add(&self, file: &Path) -> Result<PathBuf> {
        let catalog = Catalog::open(file)?;
        let Some(version) = catalog.version().filter(|_| !file.is_dir()) else {
            return Err(
                Error::file(file, "this is not a wheel or sdist of botocore")
                    .hint("--from takes other sources as they are"),
            );
        };
        let staging = self.staging()?;
        let copy = staging.path().join("release");
        fs::copy(file, &copy).map_err(|error| self.failed("write to", &error))?;
        self.keep(&copy, version)
    }

    /// Finds the newest version that the cache has.
    fn newest(&self) -> Option<String> {
        let versions = self.files().into_iter();
        let versions = versions.filter_map(|file| Some(version_of(&file)?.to_owned()));
        versions.max_by_key(|it| numbers(it))
    }

    /// Finds the file of a version.
    fn find(&self, version: &str) -> Option<PathBuf> {
        let mut files = self.files().into_iter();
        files.find(|file| version_of(file) == Some(version))
    }

    /// Lists the files, by name.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
        files.sort();
        files
    }

    /// Makes a folder for a file that is not complete yet, and removes those of killed runs.
    fn staging(&self) -> Result<tempfile::TempDir> {
        fs::create_dir_all(&self.folder).map_err(|error| self.failed("create", &error))?;
        for folder in self.files().iter().filter(|it| is_abandoned(it)) {
            // Another run may be removing it, too.
            let _ = fs::remove_dir_all(folder);
        }
        let staging = tempfile::Builder::new()
            .prefix(STAGING)
            .tempdir_in(&self.folder);
        staging.map_err(|error| self.failed("write to", &error))
    }

    /// Moves a file into the cache, in one step, with the name of its version.
    fn keep(&self, file: &Path, version: &str) -> Result<PathBuf> {
        let mut start = [0; 2];
        let read = fs::File::open(file).and_then(|mut it| it.read_exact(&mut start));
        read.map_err(|error| self.failed("read", &error))?;
        let kept = self.folder.join(if start == *b"PK" {
            format!("botocore-{version}-py3-none-any.whl")
        } else {
            format!("botocore-{version}.tar.gz")
        });
        fs::rename(file, &kept).map_err(|error| self.failed("write to", &error))?;
        Ok(kept)
    }

    fn failed(&self, what: &str, error: &io::Error) -> Error {
        Error::file(&self.folder, format!("cannot {what} the cache: {error}")).hint(format!(
            "make it writable, or set {VARIABLE} to another folder"
        ))
    }
}

/// Returns the version of a wheel or sdist, by its name.
fn version_of(file: &Path) -> Option<&str> {
    let name = file.file_name()?.to_str()?.strip_prefix("botocore-")?;
    let version = match name.strip_suffix(".whl") {
        Some(wheel) => wheel.split('-').next()?,
        None => name.strip_suffix(".tar.gz")?,
    };
    is_version(version).then_some(version)
}

/// Prefix of the names of staging folders.
const STAGING: &str = ".botosmith-";

/// Returns `true` for a staging folder that no run uses any more: no download takes a day.
fn is_abandoned(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|it| it.to_str());
    let age = fs::metadata(folder).and_then(|it| it.modified());
    let age = age.ok().and_then(|it| it.elapsed().ok());
    name.is_some_and(|it| it.starts_with(STAGING))
        && age.is_some_and(|it| it > Duration::from_secs(24 * 60 * 60))
}

/// Commands that may be pip. A program comes first: `-m` looks for modules in the current folder,
/// which may be anybody's, unless Python is 3.11 or later and told not to.
const PIPS: [&[&str]; 5] = [
    &["pip3"],
    &["pip"],
    &["python3", "-m", "pip"],
    &["python", "-m", "pip"],
    &["py", "-m", "pip"],
];

/// Finds pip.
fn find_pip(wanted: &Wanted) -> Result<&'static [&'static str]> {
    PIPS.into_iter().find(|it| works(it)).ok_or_else(|| {
        let (name, _) = names(wanted);
        Error::new(format!("pip, which downloads {name}, was not found")).hint(
            "install Python with pip, or download a wheel of botocore elsewhere: `botosmith fetch FILE` takes it",
        )
    })
}

/// Returns a release as messages name it, and as pip does.
fn names(wanted: &Wanted) -> (String, String) {
    match wanted {
        Wanted::Newest => ("the newest botocore".to_owned(), "botocore".to_owned()),
        Wanted::Version(it) => (format!("botocore {it}"), format!("botocore=={it}")),
    }
}

/// Downloads a release into an empty folder.
fn download(pip: &[&str], wanted: &Wanted, folder: &Path, session: &Session) -> Result<PathBuf> {
    let (name, requirement) = names(wanted);
    let _progress = session.progress(&format!("downloading {name}"));
    let output = command(pip)
        .args(["download", "--disable-pip-version-check", "--no-input"])
        .args(["--progress-bar", "off", "--no-deps"])
        // A wheel for any Python, whichever runs pip. Building an sdist would run its code.
        .args(["--only-binary", ":all:", "--python-version", "3.13"])
        .arg("--dest")
        .arg(folder)
        .arg(&requirement)
        .output();
    let output = output.map_err(|error| Error::new(format!("cannot run pip: {error}")))?;
    let files = fs::read_dir(folder).into_iter().flatten();
    let file = files.filter_map(|it| Some(it.ok()?.path())).next();
    match file {
        Some(file) if output.status.success() => Ok(file),
        _ => Err(refusal(&name, &String::from_utf8_lossy(&output.stderr))),
    }
}

/// Makes the error of a download from what pip printed.
fn refusal(name: &str, printed: &str) -> Error {
    let errors = printed
        .lines()
        .filter_map(|line| line.strip_prefix("ERROR: "));
    // The versions that there are would be hundreds.
    let mut reason = errors.map(|line| line.split(" (from versions:").next().unwrap_or(line));
    let reason = reason.next_back().unwrap_or("it printed no error");
    Error::new(format!("pip cannot download {name}: {reason}")).hint(
        "check the version, and the network or the index in pip's configuration; \
         `botosmith fetch FILE` takes a wheel that you downloaded elsewhere",
    )
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command
        .args(&words[1..])
        .env("PYTHONSAFEPATH", "1")
        .stdin(Stdio::null());
    command
}

fn works(pip: &[&str]) -> bool {
    let status = command(pip)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|it| it.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert!(is_version("1.44.5") && is_version("1.9"));
        for other in ["ecs", "1", "1.", "1.x", "", "v1.2", "1.2-rc1"] {
            assert!(!is_version(other), "{other}");
        }
        assert!(numbers("1.9.2") < numbers("1.10"));
    }

    #[test]
    fn the_last_error_of_pip_is_shown_without_its_list_of_versions() {
        let printed = "WARNING: x\n\
            ERROR: Could not find a version that satisfies the requirement botocore==9 (from versions: 0.4.1, 0.4.2)\n\
            ERROR: No matching distribution found for botocore==9\n";
        let error = refusal("botocore 9", printed);
        let expected =
            "pip cannot download botocore 9: No matching distribution found for botocore==9";
        assert_eq!(error.what(), expected);
    }
}
