//! Packages that are built outside of this workspace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::project::contents;
use crate::sources::repository;

/// Files by path.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The folder of such packages. Builds stay in its `target`, so that only the first run builds the
/// runtime.
pub fn work() -> PathBuf {
    repository().join("target/packaged")
}

/// Makes the files of a folder the given ones. Unchanged files are not written, so that Cargo does
/// not rebuild them.
pub fn write_folder(folder: &Path, files: &Files) {
    fs::create_dir_all(folder).expect("a folder");
    for path in contents(folder)
        .into_keys()
        .filter(|path| !files.contains_key(path))
    {
        fs::remove_file(folder.join(path)).expect("a file");
    }
    for (path, content) in files {
        let file = folder.join(path);
        if fs::read(&file).ok().as_ref() != Some(content) {
            fs::create_dir_all(file.parent().expect("it is below the folder")).expect("a folder");
            fs::write(file, content).expect("a file");
        }
    }
}

/// What a command printed.
#[derive(Debug)]
pub struct Printed {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs Cargo, which has to succeed.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Printed {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(folder)
        // Smaller builds: nobody debugs them.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_TARGET_DIR")
        .stdin(Stdio::null())
        .output()
        .expect("Cargo runs");
    let [out, err] =
        [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    assert!(output.status.success(), "cargo {arguments:?}:\n{out}{err}");
    Printed { out, err }
}
