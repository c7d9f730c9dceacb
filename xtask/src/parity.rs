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
use botosmith::manifest::Crate;
use botosmith::source::Catalog;
use public_items::Line;

use lines::{Comparison, Miss};
use published::Published;
use tables::{Explanation, Explanations, Record};

/// Compare a generated module's public API with the published crate's.
///
/// Cargo downloads the sources of `aws-sdk-SERVICE` (tests/published pins its version), which are
/// read and never compiled. Compared are the API lines (items, fields, signatures, derives and
/// other traits) of the chosen operations, of the types that they reach, and of everything that
/// belongs to no particular operation. A published line that the generated module does not have in
/// the same form is a miss. tests/published/misses.toml explains known misses. The exit status is 1
/// if a miss has no explanation, if an explanation has no miss, or if fewer lines match than
/// tests/published/parity.toml records.
///
/// With --from, all operations of a service that can be generated from a botocore are compared, so
/// that the service need not be in the manifest. The tables have it as `botocore/SERVICE`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The service's module in the manifest, such as `ecs`; with --from, its name in botocore
    #[arg(value_name = "SERVICE")]
    service: String,
    /// Generate the whole service from a botocore wheel, an sdist or a folder with models, and
    /// compare that
    #[arg(long, value_name = "SOURCE", conflicts_with_all = ["operations", "manifest"])]
    from: Option<PathBuf>,
    /// Compare these operations only, as the model names them [default: all that are generated]
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    operations: Vec<String>,
    /// The manifest [default: models/manifest.toml of this repository]; with another one, the
    /// recorded numbers and explanations without a miss are not checked
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Also list the generated lines that are not published
    #[arg(long)]
    extra: bool,
    /// Write the numbers into tests/published/parity.toml
    #[arg(long, conflicts_with_all = ["operations", "manifest"])]
    record: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let generated = match &arguments.from {
        Some(source) => from_source(source, &arguments.service)?,
        None => from_manifest(
            &arguments.service,
            arguments.manifest.as_deref(),
            &arguments.operations,
        )?,
    };
    let report = compare(generated)?;
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
            println!("these numbers are not the recorded ones; --record records them");
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

/// A comparison, with the explanations of its misses.
struct Report {
    service: String,
    published: Published,
    /// The comparison of all lines that are not left out.
    comparison: Comparison,
    /// The published lines that are left out.
    left_out: Vec<String>,
    /// Generated operations that the published crate does not have.
    unpublished: Vec<String>,
    explanations: Explanations,
}

/// A generated service.
struct Generated {
    /// Its key in the tables.
    service: String,
    /// Its name in AWS's SDKs.
    sdk_id: String,
    /// The crate's `lib.rs`.
    library: PathBuf,
    /// The service's module in it.
    module: String,
    /// The modules of the compared operations; `None` for all.
    operations: Option<BTreeSet<String>>,
}

/// Generates all operations of a service that can be generated from a source, into `target/parity`.
fn from_source(source: &Path, service: &str) -> Result<Generated> {
    let catalog = Catalog::open(source)?;
    let request = Request {
        services: vec![service.to_owned()],
        docs: false,
        folder: crate::repository().join("target/parity").join(service),
    };
    let mut reports = corpus::generate(&catalog, &request, &|_| {})?;
    let generated = reports.pop().and_then(|report| report.generated);
    let generated = generated
        .with_context(|| format!("{service} cannot be generated; `cargo xtask corpus` says why"))?;
    Ok(Generated {
        service: format!("botocore/{service}"),
        sdk_id: generated.sdk_id,
        library: request.folder.join(generated.package).join("src/lib.rs"),
        module: generated.module,
        operations: None,
    })
}

/// Finds a generated service of a manifest (`None`: this repository's); without operations, it has
/// all that are generated.
fn from_manifest(
    service: &str,
    manifest: Option<&Path>,
    operations: &[String],
) -> Result<Generated> {
    let default = crate::repository().join("models/manifest.toml");
    let manifest = Manifest::read(manifest.unwrap_or(&default))?;
    let crate_ = crate_with_module(&manifest, service)?;
    let plan = botosmith::plan(&manifest, crate_)?;
    let plan = plan
        .services
        .iter()
        .find(|it| it.module.as_str() == service);
    let plan = plan.expect("a service of the manifest is planned");
    let chosen = chosen_modules(plan, operations)?;
    let library = manifest.folder(crate_).join("src/lib.rs");
    if !library.exists() {
        bail!(
            "there is no {}: `cargo xtask codegen` writes it",
            crate::shown(&library)
        );
    }
    Ok(Generated {
        service: service.to_owned(),
        sdk_id: plan.sdk_id.clone(),
        library,
        module: service.to_owned(),
        operations: Some(chosen),
    })
}

/// Finds the only crate of a manifest with a service's module.
fn crate_with_module<'a>(manifest: &'a Manifest, service: &str) -> Result<&'a Crate> {
    let has_module = |crate_: &&Crate| {
        let mut services = crate_.services.iter();
        services.any(|it| it.module.as_str() == service)
    };
    let crates: Vec<_> = manifest.crates.iter().filter(has_module).collect();
    match crates.as_slice() {
        [only] => Ok(only),
        [] => {
            let services = manifest.crates.iter().flat_map(|it| &it.services);
            let known: BTreeSet<&str> = services.map(|it| it.module.as_str()).collect();
            let known: Vec<&str> = known.into_iter().collect();
            bail!(
                "there is no module `{service}` in {}; there is: {}",
                crate::shown(&manifest.file),
                known.join(", ")
            )
        }
        _ => bail!(
            "several crates of {} have a module `{service}`: name a manifest with one of them by --manifest",
            crate::shown(&manifest.file)
        ),
    }
}

/// Compares a generated service with the published crate.
fn compare(generated: Generated) -> Result<Report> {
    let published = published::find(&pins_file(), &published::crate_name(&generated.sdk_id))?;
    let theirs = read(&published.library, "")?;
    let ours = read(&generated.library, &generated.module)?;
    let chosen = generated.operations.unwrap_or_else(|| {
        let all = lines::operations(&ours).into_iter();
        all.map(str::to_owned).collect()
    });
    let published_operations = lines::operations(&theirs);
    let unpublished = chosen
        .iter()
        .filter(|operation| !published_operations.contains(operation.as_str()));
    let unpublished = unpublished.map(|it| format!("pub mod operation::{it}"));
    let unpublished: Vec<String> = unpublished.collect();
    let theirs = lines::closure(theirs, &chosen);
    let ours = lines::closure(ours, &chosen);
    let explanations = tables::explanations(&misses_file(), &generated.service)?;
    let counts = |line: &Line| {
        let mut rows = explanations.left_out.iter();
        !rows.any(|row| row.matches(&line.text))
    };
    let (theirs, left_out): (Vec<Line>, Vec<Line>) = theirs.into_iter().partition(counts);
    let ours: Vec<Line> = ours.into_iter().filter(counts).collect();
    Ok(Report {
        service: generated.service,
        published,
        comparison: lines::compare(&theirs, &ours),
        left_out: left_out.into_iter().map(|line| line.text).collect(),
        unpublished,
        explanations,
    })
}

/// The modules of the chosen operations.
fn chosen_modules(
    plan: &botosmith::plan::Service,
    operations: &[String],
) -> Result<BTreeSet<String>> {
    let module = |it: &botosmith::plan::ir::operation::Operation| it.module.as_str().to_owned();
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
    public_items::Crate::read(library)
        .and_then(|api| api.lines(root))
        .with_context(|| format!("cannot read the API of {}", crate::shown(library)))
}

/// Path of a file of `tests/published`.
fn published_file(name: &str) -> PathBuf {
    crate::repository().join("tests/published").join(name)
}

fn pins_file() -> PathBuf {
    published_file("Cargo.toml")
}

fn misses_file() -> PathBuf {
    published_file("misses.toml")
}

fn records_file() -> PathBuf {
    published_file("parity.toml")
}

impl Report {
    fn numbers(&self) -> Record {
        Record {
            matched: self.comparison.matched,
            published: self.comparison.published(),
            left_out: self.left_out.len(),
        }
    }

    /// The misses without an explanation.
    fn unexplained(&self) -> Vec<&Miss> {
        let misses = self.comparison.misses.iter();
        misses
            .filter(|miss| !self.is_explained(&miss.published))
            .collect()
    }

    fn is_explained(&self, line: &str) -> bool {
        let mut rows = self.explanations.misses.iter();
        rows.any(|row| row.matches(line))
    }

    /// The two tables of explanations with their titles, each with the lines that it may match.
    fn rows(&self) -> [(&'static str, &[Explanation], Vec<&str>); 2] {
        let misses = self.comparison.misses.iter();
        let misses = misses.map(|miss| &miss.published).chain(&self.unpublished);
        let misses = misses.map(String::as_str).collect();
        let left_out = self.left_out.iter().map(String::as_str).collect();
        [
            ("left out", &self.explanations.left_out, left_out),
            ("explained misses", &self.explanations.misses, misses),
        ]
    }

    /// The reasons for the command to fail. `whole` is `true` if everything that this repository
    /// generates of the service was compared.
    fn problems(&self, whole: bool) -> Vec<String> {
        let mut problems = Vec::new();
        let table = crate::shown(&misses_file());
        let count = self.unexplained().len();
        if count > 0 {
            problems.push(format!(
                "misses without an explanation: {count}; fix them, or explain them in {table}"
            ));
        }
        let unpublished = self.unpublished.iter();
        for operation in unpublished.filter(|it| !self.is_explained(it)) {
            problems.push(format!(
                "{} {} has no `{operation}`: pin a newer version in {}, or explain it in {table}",
                self.published.name,
                self.published.version,
                crate::shown(&pins_file())
            ));
        }
        for (_, rows, lines) in self.rows() {
            // Rows of several services need a line in one of them only, so that a test checks them
            // with all.
            let own = rows.iter().filter(|row| whole && !row.is_shared());
            for pattern in own.flat_map(|row| &row.lines) {
                if !lines.iter().any(|line| tables::matches(pattern, line)) {
                    problems.push(format!(
                        "{table}: {pattern:?} matches no line of `{}`; remove it",
                        self.service
                    ));
                }
            }
        }
        problems
    }

    /// The error if fewer lines match than were recorded.
    fn fall(&self, record: Option<Record>) -> Option<String> {
        let (record, now) = (record?, self.numbers());
        now.is_below(record).then(|| {
            format!(
                "the recorded number is {} ({} of {}, {} left out); if the fall is intended, record it with --record",
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
            "{}: {} ({} of {} lines of {} {}; {} more are left out; {} of ours are not published)",
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
            let count = |row: &Explanation| lines.iter().filter(|line| row.matches(line)).count();
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
        list(
            "missing",
            missing.iter().map(|miss| miss.published.as_str()),
        );
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
