//! Sets up the Python that tests run: a virtual environment in `target/python`.

use std::fs;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// Environment variable with the path of another Python to run.
pub(crate) const VARIABLE: &str = "BOTOSMITH_PYTHON";

/// Path of the interpreter in a virtual environment.
const INTERPRETER: &str = if cfg!(windows) {
    "Scripts/python.exe"
} else {
    "bin/python"
};

/// A copy of the requirements, which is written once all of them are installed. Tests check for it,
/// too (`tests/client/src/python.rs`).
const STAMP: &str = "installed.txt";

/// Finds the interpreter to run tests with, and sets it up if necessary; `None` if this machine has
/// no Python.
pub(crate) fn set_up(repository: &Path) -> Result<Option<PathBuf>> {
    if let Some(python) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        return Ok(Some(python.into()));
    }
    let environment = repository.join("target/python");
    let interpreter = environment.join(INTERPRETER);
    let requirements = repository.join("tests/python/requirements.txt");
    let wanted = fs::read_to_string(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let stamp = environment.join(STAMP);
    // The interpreter is a link to the machine's Python, which may have been removed since.
    let installed = fs::read_to_string(&stamp);
    let is_current = installed.is_ok_and(|text| packages(&text).eq(packages(&wanted)));
    if interpreter.exists() && is_current {
        return Ok(Some(interpreter));
    }
    let Some(base) = find_base() else {
        return Ok(None);
    };
    eprintln!(
        "installing the Python packages of {} into {} (once)",
        crate::shown(&requirements),
        crate::shown(&environment)
    );
    create(base, &environment)?;
    install(&interpreter, &requirements, &progress(&wanted))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(Some(interpreter))
}

/// The lines of requirements without comments, which are no reason to install again.
fn packages(requirements: &str) -> impl Iterator<Item = &str> {
    requirements.lines().filter(|line| !line.starts_with('#'))
}

/// Creates the virtual environment.
fn create(base: &str, environment: &Path) -> Result<()> {
    run(
        Command::new(base)
            .args(["-m", "venv", "--clear"])
            .arg(environment),
        &ProgressBar::hidden(),
        "on Debian and Ubuntu, `apt-get install python3-venv` installs what may be missing",
    )
}

/// Installs the required packages.
fn install(interpreter: &Path, requirements: &Path, bar: &ProgressBar) -> Result<()> {
    run(
        Command::new(interpreter)
            .args(["-m", "pip", "install", "--disable-pip-version-check"])
            .args(["--no-input", "--progress-bar", "off"])
            .args([
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--requirement",
            ])
            .arg(requirements),
        bar,
        "this needs the network, or a mirror in pip's configuration; \
         `cargo test --workspace` runs the tests that do not need these packages",
    )
}

/// Finds a Python that is new enough for the requirements.
fn find_base() -> Option<&'static str> {
    const CHECK: &str = "import sys; sys.exit(sys.version_info < (3, 11))";
    ["python3", "python"].into_iter().find(|name| {
        Command::new(name)
            .args(["-c", CHECK])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    })
}

/// A progress bar over the packages of `requirements`; hidden unless stderr is a terminal.
fn progress(requirements: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let packages = requirements.matches("==").count();
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")
        .expect("the template is well-formed");
    ProgressBar::new(packages as u64).with_style(style)
}

/// Runs a command that downloads something, and prints nothing unless it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let advice = "this needs the network, or a mirror in pip's configuration";
    run(command, &ProgressBar::hidden(), advice)
}

/// Runs `command` and prints nothing unless it fails; the error has its whole output, and `advice`.
fn run(command: &mut Command, bar: &ProgressBar, advice: &str) -> Result<()> {
    let (output, input) = std::io::pipe()?;
    command
        .stdin(Stdio::null())
        .stdout(input.try_clone()?)
        .stderr(input);
    let program = command.get_program().display().to_string();
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    // `command` holds the other end of the pipe, too, so that reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut printed = String::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some(package) = line.strip_prefix("Collecting ") {
            bar.set_message(package.split_whitespace().next().unwrap_or("").to_owned());
            bar.inc(1);
        } else if line.starts_with("Installing") {
            bar.set_message("unpacking");
        }
        printed.push_str(&line);
        printed.push('\n');
    }
    bar.finish_and_clear();
    if child.wait()?.success() {
        return Ok(());
    }
    let arguments: Vec<_> = command.get_args().map(|it| it.to_string_lossy()).collect();
    bail!(
        "`{program} {}` failed:\n{printed}note: {advice}",
        arguments.join(" ")
    );
}
