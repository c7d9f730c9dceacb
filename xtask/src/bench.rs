//! `cargo xtask bench`

mod cold_build;
mod compile;
mod generator;
mod record;
mod runtime;
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
use serde_json::{Value, json};

use table::Table;

/// Measure generated clients against the published crates.
///
/// Both do the same work in alternation. The table has the medians, their ratio, and the budget of
/// each row; the exit status is 1 if a budget is missed. All parts together take half an hour on
/// two cores, since the published crates are compiled several times. Intermediate files are in
/// target/bench.
///
/// Run nothing else on the machine in the meantime.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Measure only these parts [default: all]
    #[arg(value_name = "PART")]
    parts: Vec<Part>,
    /// Number of times that each crate is compiled
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
    /// Compare endpoint resolution with aws-sdk-s3 too, which takes six minutes to compile
    #[arg(long)]
    s3: bool,
    /// Write the numbers to tests/bench/results.json and the tables to README.md and
    /// docs/benchmarks.md; rows that are not measured now keep their numbers
    #[arg(long)]
    record: bool,
}

/// Parts of the benchmark that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Compiling the code of a service: cargo check, dev and release builds, sizes, lines
    Compile,
    /// Building a program with one call from nothing: time, crates, size
    Program,
    /// Calls with an HTTP client that answers at once; serializing and deserializing bodies
    Call,
    /// Calls per second against a server on this machine
    Loopback,
    /// Endpoint resolution
    Endpoints,
    /// The generator: time and memory
    Generator,
}

/// Paths and settings that all parts share.
struct Bench<'a> {
    repository: &'a Path,
    /// `target/bench`
    work: PathBuf,
    arguments: &'a Arguments,
    catalog: Catalog,
    progress: ProgressBar,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let repository = crate::repository();
    let botocore = crate::botocore::newest(&repository);
    if !botocore.is_file() {
        let file = crate::shown(&botocore);
        bail!("{file} is missing: `cargo xtask test` downloads it");
    }
    let bench = Bench {
        catalog: Catalog::open(&botocore)?,
        repository: &repository,
        work: repository.join("target/bench"),
        arguments,
        progress: progress(),
    };
    bench
        .generate_packages()
        .context("preparing the measurement failed")?;
    let mut table = Table::default();
    for part in Part::value_variants() {
        if arguments.parts.is_empty() || arguments.parts.contains(part) {
            let rows = bench.measure(*part);
            table.add(rows.with_context(|| format!("measuring {part:?} failed"))?);
        }
    }
    bench.progress.finish_and_clear();
    print!("{}", table.markdown());
    let is_met = table.is_met();
    if arguments.record {
        record::record(table, &repository)?;
    }
    Ok(if is_met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Bench<'_> {
    fn measure(&self, part: Part) -> Result<Vec<table::Row>> {
        match part {
            Part::Compile => compile::rows(self),
            Part::Program => cold_build::rows(self),
            Part::Call => runtime::rows(self, "calls"),
            Part::Loopback => runtime::rows(self, "loopback"),
            Part::Endpoints => runtime::rows(self, "endpoints"),
            Part::Generator => generator::rows(self),
        }
    }

    /// Generates all of ECS and of DynamoDB, and the endpoint rules of S3, as packages of their
    /// own.
    fn generate_packages(&self) -> Result<()> {
        self.show("generating the packages to measure");
        generate(
            &self.catalog,
            &["dynamodb", "ecs"],
            self.work.join("services"),
        )?;
        let model = self.s3_model()?;
        generate(&Catalog::open(&model)?, &["s3"], self.work.join("s3"))
    }

    /// Writes a model with S3's endpoint rules and one operation that names a bucket.
    ///
    /// The rest of S3 cannot be generated yet, and takes no part in endpoint resolution.
    fn s3_model(&self) -> Result<PathBuf> {
        let published: Value = serde_json::from_str(&self.read("s3", Kind::Service)?)?;
        let model = json!({
            "version": "2.0",
            "metadata": {
                "apiVersion": "2006-03-01", "endpointPrefix": "s3", "jsonVersion": "1.1", "protocol": "json",
                "serviceFullName": "Amazon S3", "serviceId": "S3 by JSON", "signatureVersion": "v4", "targetPrefix": "S3",
                "uid": "s3-2006-03-01",
            },
            "clientContextParams": published["clientContextParams"],
            "operations": {"HeadBucket": {
                "name": "HeadBucket",
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "HeadBucketRequest"},
            }},
            "shapes": {
                "BucketName": {"type": "string"},
                "HeadBucketRequest": {
                    "type": "structure",
                    "members": {"Bucket": {"shape": "BucketName", "contextParam": {"name": "Bucket"}}},
                },
            },
        });
        let models = self.work.join("s3-model");
        let folder = models.join("s3/2006-03-01");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(Kind::Service.file_name()), model.to_string())?;
        let rules = self.read("s3", Kind::EndpointRules)?;
        fs::write(folder.join(Kind::EndpointRules.file_name()), rules)?;
        Ok(models)
    }

    /// Reads a file of a service from botocore.
    fn read(&self, service: &str, kind: Kind) -> Result<String> {
        let document = self.catalog.read(service, kind)?;
        let document =
            document.with_context(|| format!("{service} has no {}", kind.file_name()))?;
        Ok(document.text)
    }

    /// A Cargo command in `tests/bench`.
    fn cargo(&self, arguments: &[&str]) -> Command {
        self.cargo_in("tests/bench", arguments)
    }

    fn cargo_in(&self, folder: &str, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(arguments)
            .current_dir(self.repository.join(folder))
            .env("CARGO_TARGET_DIR", self.work.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        command
    }

    /// Shows the step that runs now.
    fn show(&self, step: impl Into<String>) {
        self.progress.set_message(step.into());
    }
}

/// Generates services of a catalog, each as a package of its own.
fn generate(catalog: &Catalog, services: &[&str], folder: PathBuf) -> Result<()> {
    let request = Request {
        services: services.iter().map(|name| (*name).to_owned()).collect(),
        docs: false,
        folder,
    };
    let reports = corpus::generate(catalog, &request, &|_| {})?;
    match reports.iter().find(|report| report.generated.is_none()) {
        Some(report) => bail!("{} cannot be generated", report.service),
        None => Ok(()),
    }
}

/// Runs a command to its end and returns its output.
fn finish(mut command: Command) -> Result<String> {
    let output = command.output().context("it cannot be run")?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        bail!("{command:?} failed:\n{error}");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Returns the sample in the middle, or NaN if there are none.
fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Removes a folder if it exists.
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
    let style = ProgressStyle::with_template("{spinner} {elapsed} {msg}")
        .expect("the template is well-formed");
    let bar = ProgressBar::new_spinner().with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
