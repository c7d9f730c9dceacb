//! Finds the Python with botocore that `cargo xtask test` sets up.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

/// Root folder of the repository.
pub fn repository() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .ancestors()
        .nth(2)
        .expect("the package lies in tests/")
        .to_owned()
}

/// A Python that has the packages of `tests/python/requirements.txt`.
#[derive(Clone, Debug)]
pub struct Python(PathBuf);

impl Python {
    /// Finds the Python that `BOTOSMITH_PYTHON` names, or else the one in `target/python`.
    ///
    /// Without either, `test` cannot run: a note is printed to stderr, and the test has to return.
    ///
    /// # Panics
    /// If the test must not be skipped, that is in continuous integration (`CI=true`); and if the
    /// Python that `BOTOSMITH_PYTHON` names does not exist.
    pub fn find(test: &str) -> Option<Self> {
        let wish = std::env::var_os("BOTOSMITH_PYTHON").filter(|value| !value.is_empty());
        let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
        match choose(wish, &repository().join("target/python"), ci) {
            Ok(Some(python)) => Some(Self(python)),
            Ok(None) => {
                // Not `eprintln!`, whose output is not shown for a test that passes.
                let mut stderr = std::io::stderr();
                let _ = writeln!(stderr, "skipped: {test}: {MISSING}");
                None
            }
            Err(message) => panic!("{test}: {message}"),
        }
    }

    /// A command that runs a script of `tests/python`.
    pub fn script(&self, name: &str) -> tokio::process::Command {
        let mut command = self.command();
        command.arg(repository().join("tests/python").join(name));
        command
    }

    /// A command that runs Python, without environment variables that change its behaviour. Its
    /// process is killed when the command is dropped.
    pub fn command(&self) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(&self.0);
        command.args(["-X", "utf8", "-B"]).kill_on_drop(true);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("PYTHON") || text.starts_with("AWS_") || text.starts_with("MOTO_") {
                command.env_remove(&name);
            }
        }
        command
    }
}

/// Runs a script that takes JSON and answers with a line of JSON for each item.
///
/// # Panics
/// If the script fails, or a line is not JSON.
pub fn lines(mut command: std::process::Command, input: &Value) -> Vec<Value> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut stdin = child.stdin.take().expect("the input is piped");
    let written = stdin.write_all(input.to_string().as_bytes());
    written.expect("Python reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "the script failed");
    let text = String::from_utf8(output.stdout).expect("JSON");
    let lines = text.lines();
    lines
        .map(|it| serde_json::from_str(it).expect("JSON"))
        .collect()
}

const MISSING: &str = "python with botocore is not set up; run cargo xtask test";

/// Chooses the Python to run, if any: `wish` by the environment variable, or else the one in
/// `environment` if that is set up.
fn choose(wish: Option<OsString>, environment: &Path, ci: bool) -> Result<Option<PathBuf>, String> {
    if let Some(wish) = wish {
        let python = PathBuf::from(wish);
        return if python.exists() {
            Ok(Some(python))
        } else {
            Err(format!(
                "BOTOSMITH_PYTHON is {}, which does not exist",
                python.display()
            ))
        };
    }
    let interpreter = if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    };
    let python = environment.join(interpreter);
    // `cargo xtask test` writes this file last; without it, packages are missing.
    if python.exists() && environment.join("installed.txt").exists() {
        Ok(Some(python))
    } else if ci {
        Err(MISSING.to_owned())
    } else {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_python_that_is_named_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("python").into_os_string();
        assert!(choose(Some(missing), folder.path(), false).is_err());
        let present = folder.path().as_os_str().to_owned();
        let chosen = choose(Some(present), folder.path(), true);
        assert_eq!(chosen, Ok(Some(folder.path().to_owned())));
    }

    #[test]
    fn only_continuous_integration_requires_python() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(choose(None, folder.path(), false), Ok(None));
        assert_eq!(choose(None, folder.path(), true), Err(MISSING.to_owned()));
    }

    #[cfg(not(windows))]
    #[test]
    fn an_environment_is_used_once_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let python = folder.path().join("bin/python");
        std::fs::create_dir(folder.path().join("bin")).unwrap();
        std::fs::write(&python, "").unwrap();
        assert_eq!(choose(None, folder.path(), false), Ok(None));
        std::fs::write(folder.path().join("installed.txt"), "").unwrap();
        assert_eq!(choose(None, folder.path(), false), Ok(Some(python)));
    }
}
