//! The workspace around the packages.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::Report;
use crate::atomic;
use crate::emit::MANIFEST_HEADER;
use crate::error::{Error, Result};

/// Writes the workspace's `Cargo.toml`: the packages that were generated are its members, and no others that
/// may lie there from an earlier time.
pub(super) fn write(folder: &Path, reports: &[Report]) -> Result<()> {
    let file = folder.join("Cargo.toml");
    let fail = |error: io::Error| {
        Error::file(&file, format!("cannot write the workspace: {error}"))
            .hint("see that the folder is yours and has room")
    };
    let old = match fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(fail(error)),
    };
    if old
        .as_ref()
        .is_some_and(|it| !it.starts_with(MANIFEST_HEADER))
    {
        return Err(Error::file(&file, "this is not the generator's to replace")
            .hint("write into a folder of its own"));
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
    // It is compiled as a whole and not to be run: what helps to debug or to build again is not needed.
    text += "]\n\n[profile.dev]\ndebug = false\nincremental = false\n";
    text
}
