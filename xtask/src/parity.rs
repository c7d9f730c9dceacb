//! `cargo xtask parity`

mod lines;
mod published;
mod tables;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use botosmith::Manifest;
use botosmith::corpus::{self, Request};
use botosmith::source::Catalog;
use public_items::{Crate, Line};

use lines::{Comparison, Miss};
use published::Published;
use tables::{Known, Record, Row};

/// Compare a generated module's public API with the published crate's.
///
/// The sources of `aws-sdk-SERVICE` (tests/published pins its version) are fetched by Cargo and read, never
/// compiled. What counts there are the chosen operations, the types that they reach, and all that is about no
/// operation in particular: items, fields, signatures, derives and other traits. What of that is not ours in
/// the same words is a miss. tests/published/misses.toml says why known ones are; the exit status is 1 if
/// there are others, if the table has rows without a miss, or if the part that is ours fell below the one
/// that tests/published/parity.toml records.
///
/// With --from it compares a service that this repository does not have: all operations of it that can be generated
/// from a botocore. Tables call it `botocore/SERVICE`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The service's module in the manifest, such as `ecs`; with --from its name in botocore
    #[arg(value_name = "SERVICE")]
    service: String,
    /// Generate all of the service from a botocore wheel, sdist or folder with models, and compare that
    #[arg(long, value_name = "SOURCE", conflicts_with_all = ["operations", "manifest"])]
    from: Option<PathBuf>,
    /// Compare these operations only, as the model names them [default: all that are generated]
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// The manifest [default: models/manifest.toml of this repository]; with another one the record and
    /// the table's rows without a miss do not count
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// List what is ours and not published, too
    #[arg(long)]
    extra: bool,
    /// Write the numbers into tests/published/parity.toml
    #[arg(long, conflicts_with_all = ["operations", "manifest"])]
    record: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let side = match &arguments.from {
        Some(source) => of_source(source, &arguments.service)?,
        None => of_manifest(
            &arguments.service,
            arguments.manifest.as_deref(),
            &arguments.operations,
        )?,
    };
    let report = examine(side)?;
    let service = &report.service;
    report.print(arguments.extra);
    let whole = arguments.manifest.is_none() && arguments.operations.is_empty();
    let mut problems = report.problems(whole);
    if arguments.record && problems.is_empty() {
        tables::write_record(&records_file(), service, report.numbers())?;
    } else if whole && !arguments.record {
        let record = tables::records(&records_file())?.get(service).copied();
        problems.extend(report.fall(record));
        if problems.is_empty() && record != Some(report.numbers()) {
            println!("not what is recorded: the same with --record records it");
        }
    }
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A comparison, with what is known about its misses.
struct Report {
    service: String,
    published: Published,
    /// Without the lines that are left out.
    comparison: Comparison,
    /// The published lines that are left out.
    left_out: Vec<String>,
    /// The modules of operations that the published crate does not have.
    unpublished: Vec<String>,
    known: Known,
}

/// What was generated of a service.
struct Side {
    /// What tables call it.
    service: String,
    /// What AWS's SDKs call it.
    sdk_id: String,
    /// The crate's `lib.rs`.
    library: PathBuf,
    /// The service's module in it.
    module: String,
    /// The modules of the operations that count; `None`: of all.
    operations: Option<BTreeSet<String>>,
}

/// All of a service that can be generated from a source. Its crate lies in `target/parity`.
fn of_source(source: &Path, service: &str) -> Result<Side> {
    let catalog = Catalog::open(source)?;
    let request = Request {
        services: vec![service.to_owned()],
        docs: false,
        folder: crate::repository().join("target/parity").join(service),
    };
    let mut reports = corpus::generate(&catalog, &request, &|_| {})?;
    let generated = reports.pop().and_then(|it| it.generated);
    let generated = generated
        .with_context(|| format!("{service} cannot be generated; `cargo xtask corpus` says why"))?;
    Ok(Side {
        service: format!("botocore/{service}"),
        sdk_id: generated.sdk_id,
        library: request.folder.join(generated.package).join("src/lib.rs"),
        module: generated.module,
        operations: None,
    })
}

/// A service of a manifest (`None`: this repository's); no operations: all that are generated.
fn of_manifest(service: &str, manifest: Option<&Path>, operations: &[String]) -> Result<Side> {
    let default = crate::repository().join("models/manifest.toml");
    let manifest = Manifest::read(manifest.unwrap_or(&default))?;
    let holds = |it: &&botosmith::manifest::Crate| {
        let mut services = it.services.iter();
        services.any(|it| it.module.as_str() == service)
    };
    let crates: Vec<_> = manifest.crates.iter().filter(holds).collect();
    let crate_ = match crates.as_slice() {
        [only] => *only,
        [] => {
            let services = manifest.crates.iter().flat_map(|it| &it.services);
            let known: BTreeSet<&str> = services.map(|it| it.module.as_str()).collect();
            let known: Vec<&str> = known.into_iter().collect();
            bail!(
                "there is no module `{service}` in {}; there is: {}",
                crate::shown(&manifest.file),
                known.join(", ")
            );
        }
        _ => bail!(
            "several crates of {} have a module `{service}`: name a manifest with one of them by --manifest",
            crate::shown(&manifest.file)
        ),
    };
    let plan = botosmith::plan(&manifest, crate_)?;
    let plan = plan
        .services
        .iter()
        .find(|it| it.module.as_str() == service);
    let plan = plan.expect("a service of the manifest is planned");
    let chosen = chosen(plan, operations)?;
    let library = manifest.folder(crate_).join("src/lib.rs");
    if !library.exists() {
        bail!(
            "there is no {}: `cargo xtask codegen` writes it",
            crate::shown(&library)
        );
    }
    Ok(Side {
        service: service.to_owned(),
        sdk_id: plan.sdk_id.clone(),
        library,
        module: service.to_owned(),
        operations: Some(chosen),
    })
}

/// Compares a side with what is published.
fn examine(side: Side) -> Result<Report> {
    let published = published::find(&pins_file(), &published::crate_name(&side.sdk_id))?;
    let theirs = read(&published.library, "")?;
    let ours = read(&side.library, &side.module)?;
    let chosen = side.operations.unwrap_or_else(|| {
        let all = lines::operations(&ours).into_iter();
        all.map(str::to_owned).collect()
    });
    let known = lines::operations(&theirs);
    let unpublished = chosen.iter().filter(|it| !known.contains(it.as_str()));
    let unpublished = unpublished.map(|it| format!("pub mod operation::{it}"));
    let unpublished: Vec<String> = unpublished.collect();
    let theirs = lines::closure(theirs, &chosen);
    let ours = lines::closure(ours, &chosen);
    let known = tables::known(&misses_file(), &side.service)?;
    let counts = |line: &Line| !known.left_out.iter().any(|row| row.is_about(&line.text));
    let (theirs, left_out): (Vec<Line>, Vec<Line>) = theirs.into_iter().partition(counts);
    let ours: Vec<Line> = ours.into_iter().filter(counts).collect();
    Ok(Report {
        service: side.service,
        published,
        comparison: lines::compare(&theirs, &ours),
        left_out: left_out.into_iter().map(|line| line.text).collect(),
        unpublished,
        known,
    })
}

/// The modules of the chosen operations.
fn chosen(plan: &botosmith::plan::Service, operations: &[String]) -> Result<BTreeSet<String>> {
    let module = |it: &botosmith::plan::Operation| it.module.as_str().to_owned();
    if operations.is_empty() {
        return Ok(plan.operations.iter().map(module).collect());
    }
    let modules = operations.iter().map(|name| {
        let mut planned = plan.operations.iter();
        let found = planned.find(|it| it.wire_name == *name || it.name.as_str() == name);
        found.map(module).with_context(|| {
            format!(
                "the manifest chooses no operation `{name}` of `{}`; it chooses {} operations, such as {}",
                plan.module,
                plan.operations.len(),
                plan.operations.first().map_or("", |it| it.name.as_str())
            )
        })
    });
    modules.collect()
}

fn read(library: &Path, root: &str) -> Result<Vec<Line>> {
    Crate::read(library)
        .and_then(|it| it.lines(root))
        .with_context(|| format!("cannot read the API of {}", crate::shown(library)))
}

fn pins_file() -> PathBuf {
    crate::repository().join("tests/published/Cargo.toml")
}

fn misses_file() -> PathBuf {
    crate::repository().join("tests/published/misses.toml")
}

fn records_file() -> PathBuf {
    crate::repository().join("tests/published/parity.toml")
}

impl Report {
    fn numbers(&self) -> Record {
        Record {
            matched: self.comparison.matched,
            published: self.comparison.published(),
            left_out: self.left_out.len(),
        }
    }

    /// The misses that no row explains.
    fn unexplained(&self) -> Vec<&Miss> {
        let misses = self.comparison.misses.iter();
        misses
            .filter(|miss| !self.is_explained(&miss.published))
            .collect()
    }

    fn is_explained(&self, line: &str) -> bool {
        self.known.misses.iter().any(|row| row.is_about(line))
    }

    /// The rows in order, each with the lines that it may be about.
    fn rows(&self) -> [(&'static str, &[Row], Vec<&str>); 2] {
        let misses = self.comparison.misses.iter();
        let misses = misses.map(|miss| &miss.published).chain(&self.unpublished);
        let misses = misses.map(String::as_str).collect();
        let left_out = self.left_out.iter().map(String::as_str).collect();
        [
            ("not counted", &self.known.left_out, left_out),
            ("explained misses", &self.known.misses, misses),
        ]
    }

    /// What makes the command fail; `whole`: whether all of what this repository generates was compared.
    fn problems(&self, whole: bool) -> Vec<String> {
        let mut problems = Vec::new();
        let table = crate::shown(&misses_file());
        let count = self.unexplained().len();
        if count > 0 {
            problems.push(format!(
                "misses that nothing explains: {count}; mend them, or say why in {table}"
            ));
        }
        let unpublished = self.unpublished.iter();
        for operation in unpublished.filter(|it| !self.is_explained(it)) {
            problems.push(format!(
                "{} {} has no `{operation}`: pin a newer one in {}, or say why in {table}",
                self.published.name,
                self.published.version,
                crate::shown(&pins_file())
            ));
        }
        for (_, rows, lines) in self.rows() {
            // Rows about several services are looked at with all of these.
            let own = rows.iter().filter(|row| whole && !row.is_shared());
            for pattern in own.flat_map(|row| &row.lines) {
                if !lines.iter().any(|line| tables::matches(pattern, line)) {
                    problems.push(format!(
                        "{table}: {pattern:?} is about no line of `{}` any more; remove it",
                        self.service
                    ));
                }
            }
        }
        problems
    }

    /// Whether less is ours than was recorded.
    fn fall(&self, record: Option<Record>) -> Option<String> {
        let (record, now) = (record?, self.numbers());
        now.is_below(record).then(|| {
            format!(
                "it was {} ({} of {}, {} not counted); if the fall is meant, the same command with --record records it",
                record.percent(),
                record.matched,
                record.published,
                record.left_out
            )
        })
    }

    fn print(&self, with_extra: bool) {
        let (numbers, published) = (self.numbers(), &self.published);
        let comparison = &self.comparison;
        println!(
            "{}: {} ({} of {} lines of {} {}; {} more are not counted; {} of ours are not published)",
            self.service,
            numbers.percent(),
            numbers.matched,
            numbers.published,
            published.name,
            published.version,
            numbers.left_out,
            comparison.extra.len()
        );
        for (title, rows, lines) in self.rows() {
            let count = |row: &Row| lines.iter().filter(|line| row.is_about(line)).count();
            let rows = rows.iter().map(|row| (count(row), row));
            let rows: Vec<_> = rows.filter(|(count, _)| *count > 0).collect();
            if !rows.is_empty() {
                println!("{title}:");
            }
            for (count, row) in rows {
                println!("{count:>6}  {}", row.reason.trim());
            }
        }
        let unexplained = self.unexplained();
        let (differing, missing): (Vec<&Miss>, Vec<&Miss>) = unexplained
            .into_iter()
            .partition(|miss| miss.ours.is_some());
        list("missing", missing.iter().map(|it| it.published.as_str()));
        if !differing.is_empty() {
            println!("different ({}):", differing.len());
        }
        for miss in differing {
            println!("  published: {}", miss.published);
            println!("  ours:      {}", miss.ours.as_deref().unwrap_or_default());
        }
        if with_extra {
            list("not published", comparison.extra.iter().map(String::as_str));
        }
    }
}

fn list<'a>(title: &str, lines: impl ExactSizeIterator<Item = &'a str>) {
    if lines.len() > 0 {
        println!("{title} ({}):", lines.len());
    }
    for line in lines {
        println!("  {line}");
    }
}

#[cfg(test)]
mod tests;
