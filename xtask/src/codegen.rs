//! `cargo xtask codegen`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

/// Generate the crates of a manifest from their models.
///
/// All files of a crate are replaced in one step, or none; files that are up to date are not
/// touched. With --check nothing is written: the command lists each file that is stale, missing or
/// orphaned, and the exit status is 1 if there are any.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The manifest [default: models/manifest.toml of this repository]
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Write nothing, and fail if a file would change
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let file = match &arguments.manifest {
        Some(file) => file.clone(),
        None => crate::repository().join("models/manifest.toml"),
    };
    if arguments.check {
        return differences(&file);
    }
    for (file, difference) in botosmith::write(&file)? {
        let done = match difference {
            botosmith::Difference::Stale => "updated",
            botosmith::Difference::Missing => "created",
            botosmith::Difference::Orphaned => "removed",
        };
        println!("{done} {}", crate::shown(&normal(&file)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks that the generated crates of this repository are up to date.
pub(crate) fn check() -> Result<ExitCode> {
    run(&Arguments {
        manifest: None,
        check: true,
    })
}

fn differences(manifest: &Path) -> Result<ExitCode> {
    let differences = botosmith::differences(manifest)?;
    for (file, difference) in &differences {
        eprintln!("{difference}: {}", crate::shown(&normal(file)));
    }
    if differences.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let count = differences.len();
    eprintln!("{count} files differ from what the models say; `cargo xtask codegen` updates them");
    Ok(ExitCode::FAILURE)
}

/// Removes `models/..`, with which paths of a manifest begin.
fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            _ => normal.push(component),
        }
    }
    normal
}
