//! Releases of botocore: a cache of wheels, which pip fills.
//!
//! pip knows the index, mirrors and proxies that its user has configured, and checks what it
//! downloads. Nothing is downloaded twice.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
/// # Errors
/// If the release cannot be downloaded or read.
pub(crate) fn open_release(wanted: &Wanted, session: &Session) -> Result<Catalog> {
    let file = Cache::open()?.get(wanted, session)?;
    let _progress = session.progress("reading the models");
    Catalog::open(&file)
}

/// Returns the newest release from which a model of the manifest is, so that more models come from
/// the same one.
pub(crate) fn recorded(manifest: &Manifest) -> Option<Wanted> {
    let services = manifest.crates.iter().flat_map(|it| &it.services);
    let versions = services.filter_map(|it| it.botocore.as_deref());
    let newest = versions
        .filter(|it| is_version(it))
        .max_by_key(|it| numbers(it));
    newest.map(|it| Wanted::Version(it.to_owned()))
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

    /// Returns the file of a release. What is missing is downloaded; the newest release is looked
    /// for each time.
    ///
    /// # Errors
    /// If it cannot be downloaded.
    pub(crate) fn get(&self, wanted: &Wanted, session: &Session) -> Result<PathBuf> {
        if let Wanted::Version(version) = wanted
            && let Some(file) = self.find(version)
        {
            return Ok(file);
        }
        fs::create_dir_all(&self.folder).map_err(|error| self.failed("create", &error))?;
        let staging = tempfile::tempdir_in(&self.folder);
        let staging = staging.map_err(|error| self.failed("write to", &error))?;
        let file = download(wanted, staging.path(), session)?;
        self.keep(&file)
    }

    /// Adds a release that was downloaded by other means.
    ///
    /// # Errors
    /// If the file is not a release of botocore.
    pub(crate) fn add(&self, file: &Path) -> Result<PathBuf> {
        if Catalog::open(file)?.version().is_none() || file.is_dir() {
            return Err(
                Error::file(file, "this is not a wheel or sdist of botocore")
                    .hint("--from takes other sources as they are"),
            );
        }
        fs::create_dir_all(&self.folder).map_err(|error| self.failed("create", &error))?;
        let staging = tempfile::tempdir_in(&self.folder);
        let staging = staging.map_err(|error| self.failed("write to", &error))?;
        let copy = staging.path().join(file.file_name().unwrap_or_default());
        fs::copy(file, &copy).map_err(|error| self.failed("write to", &error))?;
        self.keep(&copy)
    }

    /// Finds the file of a version.
    fn find(&self, version: &str) -> Option<PathBuf> {
        let wheel = format!("botocore-{version}-");
        let sdist = format!("botocore-{version}.tar.gz");
        let entries = fs::read_dir(&self.folder).ok()?;
        let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
        files.sort();
        files.into_iter().find(|file| {
            let name = file.file_name().and_then(|it| it.to_str()).unwrap_or("");
            name == sdist || (name.starts_with(&wheel) && name.ends_with(".whl"))
        })
    }

    /// Moves a file into the cache, in one step.
    fn keep(&self, file: &Path) -> Result<PathBuf> {
        let kept = self.folder.join(file.file_name().unwrap_or_default());
        fs::rename(file, &kept).map_err(|error| self.failed("write to", &error))?;
        Ok(kept)
    }

    fn failed(&self, what: &str, error: &io::Error) -> Error {
        Error::file(&self.folder, format!("cannot {what} the cache: {error}")).hint(format!(
            "make it writable, or set {VARIABLE} to another folder"
        ))
    }
}

/// Commands that may be pip.
const PIPS: [&[&str]; 5] = [
    &["python3", "-m", "pip"],
    &["python", "-m", "pip"],
    &["py", "-m", "pip"],
    &["pip3"],
    &["pip"],
];

/// Downloads a release into an empty folder.
fn download(wanted: &Wanted, folder: &Path, session: &Session) -> Result<PathBuf> {
    let (name, requirement) = match wanted {
        Wanted::Newest => ("the newest botocore".to_owned(), "botocore".to_owned()),
        Wanted::Version(it) => (format!("botocore {it}"), format!("botocore=={it}")),
    };
    let Some(pip) = PIPS.into_iter().find(|it| works(it)) else {
        return Err(
            Error::new(format!("pip, which downloads {name}, was not found")).hint(
                "install Python with pip, or download a wheel of botocore and name it with --from",
            ),
        );
    };
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
    command.args(&words[1..]).stdin(Stdio::null());
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
