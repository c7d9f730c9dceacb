//! `cargo xtask test`

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use botosmith_cli::generate;
use botosmith_cli::session::{Global, Session};

use crate::{botocore, python};

/// Run the tests of all packages, and check that the generated crate is up to date.
///
/// Before that, it sets up what the tests need: a virtual environment with botocore and moto in
/// `target/python`, and releases of botocore in `target/botocore`. tests/README.md lists the test
/// packages.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only tests whose names contain one of these
    #[arg(value_name = "FILTER")]
    filters: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let repository = crate::repository();
    let python = python::set_up(&repository).context("setting up Python failed")?;
    if python.is_none() {
        eprintln!(
            "no Python 3.11 or later was found: the comparisons with botocore (requests, signatures, models) \
             and the calls to moto are skipped"
        );
    }
    if let Some(python) = &python {
        botocore::set_up(&repository, python).context("downloading botocore failed")?;
    }
    test(&repository, arguments, python.as_deref())?;
    let check = generate::Arguments {
        check: true,
        ..Default::default()
    };
    let session = Session::new(&Global {
        manifest: Some(crate::manifest()),
        ..Default::default()
    });
    if generate::run(&check, &session)? != ExitCode::SUCCESS {
        bail!("`cargo xtask codegen --check` found the differences above");
    }
    Ok(ExitCode::SUCCESS)
}

fn test(repository: &Path, arguments: &Arguments, python: Option<&Path>) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(repository)
        .args(["test", "--workspace"]);
    if let Some(python) = python {
        command.env(python::VARIABLE, python);
    }
    if !arguments.filters.is_empty() {
        command.arg("--").args(&arguments.filters);
    }
    let status = command.status().context("cannot run cargo")?;
    if !status.success() {
        bail!("the tests failed (`cargo test --workspace`: {status})");
    }
    Ok(())
}
