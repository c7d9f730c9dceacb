//! Compiles and documents the generated packages, and collects the errors by package.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;
use indicatif::ProgressBar;

/// Task of Cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// `cargo check`
    Check,
    /// `cargo doc`
    Document,
}

/// Errors of the compiler, by package.
pub(crate) type Errors = BTreeMap<String, Vec<String>>;

impl Task {
    /// Past participle, for reports.
    pub(crate) fn done(self) -> &'static str {
        match self {
            Self::Check => "compiled",
            Self::Document => "documented",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Document => &["doc", "--no-deps"],
        }
    }
}

/// Gives a new workspace the `Cargo.lock` of this repository, whose versions are tested.
pub(crate) fn lock(folder: &Path, repository: &Path) -> Result<()> {
    let (ours, theirs) = (repository.join("Cargo.lock"), folder.join("Cargo.lock"));
    if ours.exists() && !theirs.exists() {
        fs::copy(&ours, &theirs).with_context(|| format!("cannot write {}", theirs.display()))?;
    }
    Ok(())
}

/// Number of packages whose pages are on disk at a time: those of a whole botocore take 10 GB.
const DOCUMENTED: usize = 16;

/// Compiles or documents packages of the workspace in `folder`, with warnings as errors.
///
/// At most the pages of the last [`DOCUMENTED`] packages are left in `target/doc`.
pub(crate) fn compile(
    folder: &Path,
    packages: &[&str],
    task: Task,
    bar: &ProgressBar,
) -> Result<Errors> {
    let pages = folder.join("target/doc");
    let mut errors = Errors::new();
    let parts = match task {
        Task::Check => packages.chunks(packages.len().max(1)),
        Task::Document => packages.chunks(DOCUMENTED),
    };
    for part in parts {
        if task == Task::Document && pages.exists() {
            fs::remove_dir_all(&pages)
                .with_context(|| format!("cannot remove {}", pages.display()))?;
        }
        errors.append(&mut run(folder, part, task, bar)?);
    }
    Ok(errors)
}

fn run(folder: &Path, packages: &[&str], task: Task, bar: &ProgressBar) -> Result<Errors> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (output, input) = std::io::pipe()?;
    let mut command = Command::new(cargo);
    command
        .current_dir(folder)
        .args(task.arguments())
        .args(packages.iter().flat_map(|it| ["--package", it]))
        .args(["--keep-going", "--color=never"])
        .arg("--message-format=json")
        .args(["--target-dir", "target"])
        .env("RUSTFLAGS", "--deny=warnings")
        .env("RUSTDOCFLAGS", "--deny=warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTDOCFLAGS")
        .stdin(Stdio::null())
        .stdout(input.try_clone()?)
        .stderr(input);
    let mut child = command.spawn().context("cannot run cargo")?;
    // The command holds the write end of the pipe: without this, reading would not end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut errors = Errors::new();
    let mut log = String::new();
    for message in Message::parse_stream(BufReader::new(output)) {
        match message? {
            Message::CompilerMessage(compiler) => {
                let is_error = compiler.message.level == DiagnosticLevel::Error;
                // The last error counts the others, and has no span.
                if let (true, Some(_)) = (is_error, compiler.message.spans.first()) {
                    let text = compiler
                        .message
                        .rendered
                        .unwrap_or(compiler.message.message);
                    let package = compiler.target.name.replace('_', "-");
                    errors.entry(package).or_default().push(text);
                }
            }
            Message::TextLine(line) => {
                if let Some(package) = started(&line) {
                    bar.set_message(package.to_owned());
                    bar.inc(1);
                }
                log.push_str(&line);
                log.push('\n');
            }
            _ => {}
        }
    }
    let status = child.wait()?;
    if !status.success() && errors.is_empty() {
        let command: Vec<OsString> = command.get_args().map(OsString::from).collect();
        bail!("cargo {}:\n{log}", command.join(" ".as_ref()).display());
    }
    Ok(errors)
}

/// Returns the package of a line such as `Checking corpus-ecs v0.1.0 (/…)`.
fn started(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (verb, package) = (words.next()?, words.next()?);
    let is_start = matches!(verb, "Checking" | "Documenting");
    (is_start && package.starts_with("corpus-")).then_some(package)
}
