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
use serde_json::{Value, json};

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
    Ok(if is_met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Bench<'_> {
    /// Generates what is measured: all of ECS and of DynamoDB, and S3's endpoints, as packages of their own.
    fn set_up(&self) -> Result<()> {
        self.bar.set_message("generating what is measured");
        generate(
            &self.catalog,
            &["dynamodb", "ecs"],
            self.work.join("services"),
        )?;
        let model = self.s3_model()?;
        generate(&Catalog::open(&model)?, &["s3"], self.work.join("s3"))
    }

    /// Writes a model with S3's endpoint rules and one operation that names a bucket. The rest of S3 cannot be
    /// generated yet, and takes no part in finding endpoints.
    fn s3_model(&self) -> Result<PathBuf> {
        let published: Value = serde_json::from_str(&self.read("s3", Kind::Service)?)?;
        let model = json!({
            "version": "2.0",
            "metadata": {
                "apiVersion": "2006-03-01", "endpointPrefix": "s3", "jsonVersion": "1.1", "protocol": "json",
                "serviceFullName": "Amazon S3", "serviceId": "S3", "signatureVersion": "v4", "targetPrefix": "S3",
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

    /// A file of botocore's.
    fn read(&self, service: &str, kind: Kind) -> Result<String> {
        let document = self.catalog.read(service, kind)?;
        let document = document.with_context(|| format!("{service} has no such file"))?;
        Ok(document.text)
    }

    /// A Cargo command in the package of the measurements.
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

    /// Says what is going on.
    fn say(&self, what: impl Into<String>) {
        self.bar.set_message(what.into());
    }
}

/// Generates services of a catalog, each as a package of its own.
fn generate(catalog: &Catalog, services: &[&str], folder: PathBuf) -> Result<()> {
    let request = Request {
        services: services.iter().map(|it| (*it).to_owned()).collect(),
        docs: false,
        folder,
    };
    let reports = corpus::generate(catalog, &request, &|_| {})?;
    match reports.iter().find(|it| it.generated.is_none()) {
        Some(report) => bail!("{} cannot be generated", report.service),
        None => Ok(()),
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
