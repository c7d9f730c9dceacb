//! `cargo xtask corpus`

mod compile;
mod sample;
mod table;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use botosmith::corpus::{self, Report, Request};
use botosmith::shown::{line, lines};
use botosmith::source::Catalog;
use indicatif::{ProgressBar, ProgressStyle};

use compile::Task;

/// Generate all services of a botocore release, as far as they are supported, and report.
///
/// Use it to test the generator on models that nobody picked, and to see the effect of a change on
/// all of them. Each service becomes a package of its own, in one workspace. The report lists what
/// was left out, with the reasons: single operations, or a service whose protocol is not supported.
///
/// The exit status is 1 if the generator panicked, or if a generated package does not compile.
/// Services and operations that were left out are not failures.
///
/// Generate, compile and document a whole release:
///
///     python3 -m pip download --no-deps botocore==1.44.5
///     cargo run --release --package xtask -- corpus --from botocore-1.44.5-*.whl --check --docs
///
/// Generate one service, for a look at its code:
///
///     cargo xtask corpus --from botocore-1.44.5-*.whl --service ecs --out /tmp/ecs
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// A botocore wheel or sdist, a folder with models, or one service-2.json, gzipped or not
    #[arg(long, value_name = "SOURCE")]
    from: PathBuf,
    /// Generate only these services, by their names in botocore
    #[arg(long = "service", value_name = "A,B", value_delimiter = ',')]
    services: Vec<String>,
    /// Generate only a few services, which together use every trait that is used; the tests compile
    /// them
    #[arg(long, conflicts_with = "services")]
    sample: bool,
    /// Compile the packages, with warnings as errors
    #[arg(long)]
    check: bool,
    /// Use the models' prose as documentation, and run rustdoc, with warnings as errors
    #[arg(long)]
    docs: bool,
    /// Folder of the workspace [default: target/corpus of this repository]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let catalog = Catalog::open(&arguments.from)?;
    let out = arguments.out.clone();
    let request = Request {
        services: match arguments.services.as_slice() {
            [] if arguments.sample => sample::SAMPLE.map(str::to_owned).to_vec(),
            [] => catalog.services().map(str::to_owned).collect(),
            chosen => chosen.to_vec(),
        },
        docs: arguments.docs,
        folder: out.unwrap_or_else(|| crate::repository().join("target/corpus")),
    };
    let bar = progress(request.services.len());
    let reports = corpus::generate(&catalog, &request, &|report| {
        bar.set_message(line(&report.service));
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    drop(catalog);
    let each = arguments.sample || !arguments.services.is_empty();
    crate::print(&table::services(&reports, each, start.elapsed()));
    crate::print(&table::refusals(&reports));
    println!("wrote {}", crate::shown(&request.folder));
    let panics = table::panics(&reports);
    eprint!("{}", lines(&panics));
    let mut is_good = panics.is_empty();
    compile::lock(&request.folder, &crate::repository())?;
    for (is_wanted, task) in [
        (arguments.check, Task::Check),
        (arguments.docs, Task::Document),
    ] {
        if is_wanted {
            is_good &= compile(&request, &reports, task)?;
        }
    }
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Compiles or documents the generated packages; returns true if there are no errors.
fn compile(request: &Request, reports: &[Report], task: Task) -> Result<bool> {
    let start = Instant::now();
    let packages: Vec<&str> = reports
        .iter()
        .filter_map(|it| Some(it.generated.as_ref()?.package.as_str()))
        .collect();
    let bar = progress(packages.len());
    let errors = compile::compile(&request.folder, &packages, task, &bar)?;
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    let (count, done) = (packages.len(), task.done());
    if errors.is_empty() {
        println!("{done} {count} packages without a warning in {seconds:.1} s");
        return Ok(true);
    }
    crate::print(&table::errors(&errors));
    println!(
        "{done} {count} packages in {seconds:.1} s; {} of them have errors",
        errors.len()
    );
    Ok(false)
}

/// A progress bar over services, hidden unless stderr is a terminal.
fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}")
        .expect("the template is well-formed");
    ProgressBar::new(count as u64).with_style(style)
}
