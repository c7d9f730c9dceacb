//! `cargo xtask bench`

mod compile;
mod generator;
mod program;
mod programs;
mod table;

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use botosmith::corpus::{self, Request};
use botosmith::source::{Catalog, Kind};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use table::Table;

/// Measure this against the published crates, side by side.
///
/// Both sides do the same in turn, and what is printed are medians, their ratio, and the budget that is set for it.
/// The published crates are compiled for that, which takes long: all parts together take half an hour on two cores.
/// What they need lies in `target/bench`.
///
/// The machine should have nothing else to do.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Measure these parts only
    #[arg(value_name = "PART")]
    parts: Vec<Part>,
    /// How often each crate is compiled
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// Compare endpoints with aws-sdk-s3 as well, which takes six minutes to compile
    #[arg(long)]
    s3: bool,
    /// Keep the numbers in tests/bench, and the table in the README; what was not measured stays
    #[arg(long)]
    record: bool,
}

/// What can be measured alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Compiling the code of a service: check, dev, release; sizes and lines
    Compile,
    /// Building a program from nothing: time, crates, size
    Program,
    /// A call, and bodies to write and to read, with an HTTP client that answers at once
    Call,
    /// Calls per second against a server on this machine
    Loopback,
    /// Finding endpoints
    Endpoints,
    /// The generator: time and memory
    Generator,
}

/// Where things are, and what everything is measured with.
struct Bench<'a> {
    repository: &'a Path,
    /// `target/bench`
    work: PathBuf,
    arguments: &'a Arguments,
    catalog: Catalog,
    bar: ProgressBar,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let repository = crate::repository();
    let botocore = crate::botocore::newest(&repository);
    if !botocore.is_file() {
        let file = crate::shown(&botocore);
        bail!("{file} is missing: `cargo xtask test` fetches it");
    }
    let bench = Bench {
        catalog: Catalog::open(&botocore)?,
        repository: &repository,
        work: repository.join("target/bench"),
        arguments,
        bar: progress(),
    };
    bench.set_up().context("preparing the measurement failed")?;
    let mut table = Table::default();
    for part in Part::value_variants() {
        if !arguments.parts.is_empty() && !arguments.parts.contains(part) {
            continue;
        }
        let rows = match part {
            Part::Compile => compile::rows(&bench),
            Part::Program => program::rows(&bench),
            Part::Call => programs::rows(&bench, "calls", &[]),
            Part::Loopback => programs::rows(&bench, "loopback", &[]),
            Part::Endpoints => programs::rows(&bench, "endpoints", &[]),
            Part::Generator => generator::rows(&bench),
        };
        table.add(rows.with_context(|| format!("measuring {part:?} failed"))?);
    }
    bench.bar.finish_and_clear();
    print!("{}", table.text());
    let is_met = table.is_met();
    if arguments.record {
        table.record(&repository)?;
    }
    Ok(match is_met {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

impl Bench<'_> {
    /// Generates what is measured: all of ECS and of DynamoDB, as packages of their own.
    fn set_up(&self) -> Result<()> {
        self.bar.set_message("generating what is measured");
        let request = Request {
            services: vec!["dynamodb".to_owned(), "ecs".to_owned()],
            docs: false,
            folder: self.work.join("services"),
        };
        let reports = corpus::generate(&self.catalog, &request, &|_| {})?;
        if let Some(report) = reports.iter().find(|it| it.generated.is_none()) {
            bail!("{} cannot be generated", report.service);
        }
        // S3's client cannot be generated yet, but its endpoints can be found.
        self.unpack("s3", Kind::EndpointRules, &self.work.join("s3-rules.json"))?;
        let partitions = self.repository.join("codegen/src/model/partitions.json");
        fs::copy(partitions, self.work.join("partitions.json"))?;
        Ok(())
    }

    /// Writes a file of botocore's.
    fn unpack(&self, service: &str, kind: Kind, to: &Path) -> Result<()> {
        let document = self.catalog.read(service, kind)?;
        let document = document.with_context(|| format!("{service} has no such file"))?;
        fs::write(to, document.text).with_context(|| format!("cannot write {}", to.display()))
    }

    /// A Cargo command in the package of the measurements.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(arguments)
            .current_dir(self.repository.join("tests/bench"))
            .env("CARGO_TARGET_DIR", self.work.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        command
    }

    /// Says what is going on.
    fn say(&self, what: impl Into<String>) {
        self.bar.set_message(what.into());
    }
}

/// Runs a command to its end.
fn finish(mut command: Command) -> Result<String> {
    let output = command.output().context("it cannot be run")?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        bail!("{command:?} failed:\n{error}");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The middle one.
fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Removes a folder that may not be there.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{spinner} {elapsed} {msg}").expect("the template is right");
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
