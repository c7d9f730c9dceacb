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
use botosmith::source::Catalog;
use indicatif::{ProgressBar, ProgressStyle};

use compile::Kind;

/// Generate every service of a botocore, as far as it can be, and report.
///
/// This is how to find out what the generator makes of models that nobody chose, and what a change to it does
/// to all of them. Each service becomes a package of its own, in one workspace. What cannot be generated is
/// left out and listed with its reason: an operation by itself, or a service whose protocol is not supported.
///
/// The exit status is 1 if the generator panicked, or if something that was generated does not compile.
/// What was left out is no failure.
///
/// All that a release of botocore has, compiled and documented:
///
///     python3 -m pip download --no-deps botocore==1.44.5
///     cargo run --release --package xtask -- corpus --from botocore-1.44.5-*.whl --check --docs
///
/// One service, to look at:
///
///     cargo xtask corpus --from botocore-1.44.5-*.whl --service ecs --out /tmp/ecs
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// A botocore wheel or sdist, a folder with models, or one service-2.json, gzipped or not
    #[arg(long, value_name = "SOURCE")]
    from: PathBuf,
    /// Generate these services only, as botocore calls them
    #[arg(long = "service", value_name = "A,B", value_delimiter = ',')]
    services: Vec<String>,
    /// Generate some services only, which together have each trait that others have; the tests compile them
    #[arg(long, conflicts_with = "services")]
    sample: bool,
    /// Compile what was generated; a warning counts as an error
    #[arg(long)]
    check: bool,
    /// Let the models' prose become documentation, and let rustdoc read it; a warning counts as an error
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
        bar.set_message(report.service.clone());
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    drop(catalog);
    let each = arguments.sample || !arguments.services.is_empty();
    print!("{}", table::services(&reports, each, start.elapsed()));
    print!("{}", table::refusals(&reports));
    println!("wrote {}", crate::shown(&request.folder));
    let panics = table::panics(&reports);
    eprint!("{panics}");
    let mut is_good = panics.is_empty();
    compile::lock(&request.folder, &crate::repository())?;
    for (wanted, kind) in [(arguments.check, Kind::Check), (arguments.docs, Kind::Docs)] {
        if wanted {
            is_good &= compile(&request, &reports, kind)?;
        }
    }
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Compiles or documents what was generated; whether all of it is without fault.
fn compile(request: &Request, reports: &[Report], kind: Kind) -> Result<bool> {
    let start = Instant::now();
    let packages: Vec<&str> = reports
        .iter()
        .filter_map(|it| Some(it.generated.as_ref()?.package.as_str()))
        .collect();
    let bar = progress(packages.len());
    let faults = compile::compile(&request.folder, &packages, kind, &bar)?;
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    let (count, what) = (packages.len(), kind.done());
    if faults.is_empty() {
        println!("{what} {count} packages without a warning in {seconds:.1} s");
        return Ok(true);
    }
    print!("{}", table::faults(&faults));
    println!(
        "{what} {count} packages in {seconds:.1} s; {} of them have faults",
        faults.len()
    );
    Ok(false)
}

/// A bar over services; nobody sees it unless stderr is a terminal.
fn progress(count: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}")
        .expect("the template is well-formed");
    ProgressBar::new(count as u64).with_style(style)
}
