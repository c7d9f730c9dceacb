//! `botosmith update`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use botosmith::Result;
use botosmith::changes::{Comparison, Step};
use botosmith::import::{Import, Imports, Update, import};
use botosmith::lock;
use botosmith::manifest::{Manifest, set_version};
use botosmith::shown::{self, counted};
use semver::Version;

use crate::changes::{FailOn, Format, Report};
use crate::import_report;
use crate::releases::{self, Wanted};
use crate::session::{ErrorFormat, Session};

/// Bring all models to a newer release of botocore, and show what that means.
///
/// Every service that was imported from a release is imported again: from the newest release, which
/// pip downloads, or from the one of --from. Either all are updated, or, if anything is wrong with
/// one, none. One page shows the changes of all services with the verdict; the last lines say which
/// step the version of each crate needs, and --bump makes it in the manifest.
///
/// With --fail-on the exit status is 1 if a change is of that class or a worse one; the models are
/// updated all the same, unless --dry-run writes nothing.
///
///     botosmith update
///     botosmith update sqs dynamodb --from 1.44.5 --bump
///     botosmith update --dry-run --fail-on breaking
///     botosmith update --format html --out changes.html
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Services, by any of their names or by their modules [default: all]
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// A version of botocore, or a wheel, sdist or folder with models [default: the newest release]
    #[arg(long, value_name = "SOURCE|VERSION")]
    from: Option<PathBuf>,
    /// Leave out operations that cannot be generated, and name them
    #[arg(long)]
    skip_unsupported: bool,
    /// Write the next version of each crate into its [crate.package]
    #[arg(long)]
    bump: bool,
    /// Write nothing
    #[arg(long)]
    dry_run: bool,
    /// Format of the page
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the page to a file
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Fail if a change is of this class or a worse one
    #[arg(long, value_enum, value_name = "CLASS")]
    fail_on: Option<FailOn>,
}

impl Arguments {
    pub(crate) fn error_format(&self) -> ErrorFormat {
        self.format.of_errors()
    }
}

pub(crate) fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let file = session.manifest()?;
    // A mistake in the manifest is found before a release is downloaded.
    Manifest::open(&file)?;
    let catalog = match &arguments.from {
        Some(from) => releases::open(from, session)?,
        None => releases::open_release(&Wanted::Newest, session)?,
    };
    let progress = session.progress("updating");
    // The services are read and written under one lock.
    let alone = lock::exclusive(&file);
    let manifest = Manifest::open(&file)?;
    let update = Update::new(&manifest, &catalog, &arguments.services)?;
    let mut request = update.request.clone();
    request.skip_unsupported = arguments.skip_unsupported;
    let mut imports = import(&request, &catalog)?;
    let crates = crates(&manifest, &update, &imports);
    if arguments.bump {
        imports.edit_manifest(|text| bumped(text, &file, &crates))?;
    }
    let report = Report {
        format: arguments.format,
        out: arguments.out.as_deref(),
        date: None,
    };
    report.check()?;
    if !arguments.dry_run {
        imports.write()?;
    }
    drop(alone);
    drop(progress);

    let mut comparison = comparison(&update, &imports, |_| true);
    comparison.apply(&manifest.exceptions);
    // A page for programs or a browser stands alone on the standard output.
    let is_text = arguments.format == Format::Text || arguments.out.is_some();
    if !comparison.services.is_empty() || !is_text {
        report.write(&comparison)?;
    }
    let lines = summary(&update, &imports, &crates, arguments, session.verbose);
    if is_text {
        session.print(&lines);
    } else {
        eprint!("{}", shown::lines(&lines));
    }
    Ok(FailOn::status(arguments.fail_on, &comparison))
}

/// A crate with updated services.
struct Updated {
    name: String,
    /// Number of services that differ.
    changed: usize,
    step: Step,
    /// The version in the manifest, and the one that the step leads to; `None` if the crate
    /// inherits its version from a workspace.
    versions: Option<(Version, Version)>,
}

/// Lists the crates of the updated services.
fn crates(manifest: &Manifest, update: &Update, imports: &Imports) -> Vec<Updated> {
    let mut crates = Vec::new();
    for crate_ in &manifest.crates {
        let is_in = |it: &Import| it.crate_name == crate_.name;
        if !imports.services.iter().any(is_in) {
            continue;
        }
        let comparison = comparison(update, imports, is_in);
        let step = comparison.step();
        let versions = match crate_.version() {
            Some(version) => {
                let version = Version::parse(version).expect("the manifest checks versions");
                let next = step.apply(&version);
                Some((version, next))
            }
            None => None,
        };
        crates.push(Updated {
            name: crate_.name.clone(),
            changed: comparison.services.len(),
            step,
            versions,
        });
    }
    crates
}

/// Returns the manifest's text with the next versions of the crates.
fn bumped(text: &str, file: &Path, crates: &[Updated]) -> Result<String> {
    let mut text = text.to_owned();
    for it in crates {
        if let Some((version, next)) = it.versions.as_ref().filter(|(old, new)| old != new) {
            debug_assert!(next > version, "versions only go up");
            text = set_version(&text, file, &it.name, &next.to_string())?;
        }
    }
    Ok(text)
}

/// Makes the comparison of the services for which `is_in` holds.
fn comparison(update: &Update, imports: &Imports, is_in: impl Fn(&Import) -> bool) -> Comparison {
    let services = imports.services.iter().filter(|it| is_in(it));
    let mut services: Vec<&Import> = services.collect();
    services.sort_by_key(|it| &it.service);
    let mut seen = BTreeSet::new();
    // Two modules of one model have the same changes.
    services.retain(|it| seen.insert(&it.folder));
    let new = imports.botocore.as_ref();
    let old = match update.releases.as_slice() {
        [] => "no release".to_owned(),
        releases => format!("botocore {}", releases.join(", ")),
    };
    let new = new.map_or("the new source".to_owned(), |it| format!("botocore {it}"));
    let changed = services.iter().filter_map(|it| it.changes.clone());
    Comparison::of_services(old, new, changed.collect(), services.len())
}

/// Formats a line for each service and each crate.
fn summary(
    update: &Update,
    imports: &Imports,
    crates: &[Updated],
    arguments: &Arguments,
    verbose: bool,
) -> String {
    let mut text = String::new();
    if !imports.services.is_empty() || !imports.left_out.is_empty() {
        text += &import_report::updated(imports, verbose);
    }
    for module in &update.left_alone {
        text += &format!(
            "{module}: left alone, since its model is not from a release of botocore; \
             `botosmith import` updates it from a file\n"
        );
    }
    for it in crates {
        text += &it.line(arguments);
    }
    if arguments.dry_run {
        text += "nothing was written, as --dry-run says\n";
    } else if !imports.files().is_empty() {
        text += "next: `botosmith generate`\n";
    }
    text
}

impl Updated {
    /// Says which step the version needs, and what became of it.
    fn line(&self, arguments: &Arguments) -> String {
        let services = counted(self.changed, "service");
        let step = self.step.word();
        let version = match &self.versions {
            Some((old, new)) if old == new => String::new(),
            Some((old, new)) if arguments.bump => format!(": {old} → {new}"),
            Some((old, new)) if arguments.dry_run => {
                format!(": {old} → {new} (--bump writes it)")
            }
            // A second run with --bump would find no change.
            Some((old, new)) => format!(": {old} → {new} (set `version` in [crate.package])"),
            None => ", which the workspace has to make".to_owned(),
        };
        let name = &self.name;
        format!("crate {name}: {services} changed; its version needs the step {step}{version}\n")
    }
}
