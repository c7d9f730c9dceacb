//! Lets Cargo read what was generated, and says which package it complains of.

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

/// What Cargo shall do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Compile, without making machine code.
    Check,
    /// Let rustdoc read the documentation.
    Docs,
}

/// What is wrong with the packages, by name: what the compiler said.
pub(crate) type Faults = BTreeMap<String, Vec<String>>;

impl Kind {
    /// For reports.
    pub(crate) fn done(self) -> &'static str {
        match self {
            Self::Check => "compiled",
            Self::Docs => "documented",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Docs => &["doc", "--no-deps"],
        }
    }
}

/// Lets the workspace begin with the versions that this repository's tests ran with.
pub(crate) fn lock(folder: &Path, repository: &Path) -> Result<()> {
    let (ours, theirs) = (repository.join("Cargo.lock"), folder.join("Cargo.lock"));
    if ours.exists() && !theirs.exists() {
        fs::copy(&ours, &theirs).with_context(|| format!("cannot write {}", theirs.display()))?;
    }
    Ok(())
}

/// How many packages rustdoc may leave pages of: those of a whole botocore would be 10 GB that nobody reads.
const DOCUMENTED: usize = 16;

/// Compiles or documents packages of the workspace in `folder`, warnings denied.
///
/// The pages of a few packages are left in `target/doc`, those of many are not.
pub(crate) fn compile(
    folder: &Path,
    packages: &[&str],
    kind: Kind,
    bar: &ProgressBar,
) -> Result<Faults> {
    let pages = folder.join("target/doc");
    let mut faults = Faults::new();
    let parts = match kind {
        Kind::Check => packages.chunks(packages.len().max(1)),
        Kind::Docs => packages.chunks(DOCUMENTED),
    };
    for part in parts {
        if kind == Kind::Docs && pages.exists() {
            fs::remove_dir_all(&pages)
                .with_context(|| format!("cannot remove {}", pages.display()))?;
        }
        faults.append(&mut run(folder, part, kind, bar)?);
    }
    Ok(faults)
}

fn run(folder: &Path, packages: &[&str], kind: Kind, bar: &ProgressBar) -> Result<Faults> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (output, input) = std::io::pipe()?;
    let mut command = Command::new(cargo);
    command
        .current_dir(folder)
        .args(kind.arguments())
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
    // It still holds the pipe's other end, so that reading would never come to an end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut faults = Faults::new();
    let mut said = String::new();
    for message in Message::parse_stream(BufReader::new(output)) {
        match message? {
            Message::CompilerMessage(it) => {
                let is_error = it.message.level == DiagnosticLevel::Error;
                // The last one only counts the others.
                if let (true, Some(_)) = (is_error, it.message.spans.first()) {
                    let text = it.message.rendered.unwrap_or(it.message.message);
                    let package = it.target.name.replace('_', "-");
                    faults.entry(package).or_default().push(text);
                }
            }
            Message::TextLine(line) => {
                if let Some(package) = begun(&line) {
                    bar.set_message(package.to_owned());
                    bar.inc(1);
                }
                said.push_str(&line);
                said.push('\n');
            }
            _ => {}
        }
    }
    let status = child.wait()?;
    if !status.success() && faults.is_empty() {
        let command: Vec<OsString> = command.get_args().map(OsString::from).collect();
        bail!("cargo {}:\n{said}", command.join(" ".as_ref()).display());
    }
    Ok(faults)
}

/// The package that Cargo begins with: `Checking corpus-ecs v0.1.0 (/…)`.
fn begun(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (verb, package) = (words.next()?, words.next()?);
    let is_begin = matches!(verb, "Checking" | "Documenting");
    (is_begin && package.starts_with("corpus-")).then_some(package)
}
