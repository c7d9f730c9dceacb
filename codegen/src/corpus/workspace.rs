//! Writes the workspace of the generated packages.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::report::Report;
use crate::atomic;
use crate::emit::{self, MANIFEST_HEADER};
use crate::error::{Error, Result};

/// Writes the workspace's `Cargo.toml`. Its members are the packages of this run, without those
/// that an earlier run left in the folder.
pub(super) fn write(folder: &Path, reports: &[Report]) -> Result<()> {
    let file = folder.join("Cargo.toml");
    let fail = |error: io::Error| {
        Error::file(&file, format!("cannot write the workspace: {error}"))
            .hint("check that the folder is writable and the disk has space")
    };
    let old = match fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(fail(error)),
    };
    if old.as_ref().is_some_and(|it| !emit::is_generated(it)) {
        return Err(Error::file(
            &file,
            "botosmith did not write this, and does not replace it",
        )
        .hint("choose a folder of its own"));
    }
    let text = text(reports);
    if old.as_ref() == Some(&text) {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(fail)?;
    atomic::replace(&file, &text).map_err(fail)
}

fn text(reports: &[Report]) -> String {
    let mut text = format!("{MANIFEST_HEADER}[workspace]\nresolver = \"3\"\nmembers = [\n");
    for generated in reports.iter().filter_map(|it| it.generated.as_ref()) {
        writeln!(text, "    {:?},", generated.package).expect("a string takes all");
    }
    // The packages are only compiled, once and as a whole: neither debug information nor
    // incremental builds are needed.
    text += "]\n\n[profile.dev]\ndebug = false\nincremental = false\n";
    text
}
