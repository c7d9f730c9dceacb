//! `botosmith update`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use botosmith::Result;
use botosmith::changes::Comparison;
use botosmith::import::{Import, Imports, Update, import};
use botosmith::lock;
use botosmith::manifest::Manifest;

use crate::changes::{FailOn, Format, Report};
use crate::import_report::{self, counted};
use crate::releases::{self, Wanted};
use crate::session::{ErrorFormat, Session};

/// Bring all models to a newer release of botocore, and show what that means.
///
/// Every service that was imported from a release is imported again: from the newest release, which
/// pip downloads, or from the one of --from. Either all are updated, or, if anything is wrong with
/// one, none. One page shows the changes of all services with the verdict; the last lines say which
/// step the version of each crate needs.
///
/// With --fail-on the exit status is 1 if a change is of that class or a worse one; the models are
/// updated all the same, unless --dry-run writes nothing.
///
///     botosmith update
///     botosmith update sqs dynamodb --from 1.44.5
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
    /// Write no models
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
    let manifest = session.manifest()?;
    // Who has no service to update needs no release.
    Manifest::open(&manifest)?;
    let catalog = match &arguments.from {
        Some(from) => releases::open(from, session)?,
        None => releases::open_release(&Wanted::Newest, session)?,
    };
    let progress = session.progress("updating");
    // The services are read and written under one lock.
    let alone = lock::exclusive(&manifest);
    let update = Update::new(&Manifest::open(&manifest)?, &catalog, &arguments.services)?;
    let mut request = update.request.clone();
    request.skip_unsupported = arguments.skip_unsupported;
    let imports = import(&request, &catalog)?;
    if !arguments.dry_run {
        imports.write()?;
    }
    drop(alone);
    drop(progress);

    let comparison = comparison(&update, &imports, |_| true);
    let report = Report {
        format: arguments.format,
        out: arguments.out.as_deref(),
        date: None,
    };
    // A page for programs or a browser stands alone on the standard output.
    let is_text = arguments.format == Format::Text || arguments.out.is_some();
    if !comparison.services.is_empty() || !is_text {
        report.write(&comparison)?;
    }
    let summary = summary(&update, &imports, session.verbose, arguments.dry_run);
    if is_text {
        session.print(&summary);
    } else {
        eprint!("{}", botosmith::shown::lines(&summary));
    }
    let is_over = arguments
        .fail_on
        .is_some_and(|it| it.is_reached(&comparison));
    Ok(if is_over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Makes the comparison of the services for which `is_in` holds.
fn comparison(update: &Update, imports: &Imports, is_in: impl Fn(&Import) -> bool) -> Comparison {
    let services = imports.services.iter().filter(|it| is_in(it));
    let mut services: Vec<&Import> = services.collect();
    services.sort_by_key(|it| &it.service);
    let mut seen = BTreeSet::new();
    // Two modules of one model have the same changes.
    let changed = services.iter().filter(|it| seen.insert(&it.folder));
    let new = imports.botocore.as_ref();
    Comparison {
        old: match update.releases.as_slice() {
            [] => "no release".to_owned(),
            releases => format!("botocore {}", releases.join(", ")),
        },
        new: new.map_or("the new source".to_owned(), |it| format!("botocore {it}")),
        compared: services.len(),
        services: changed.filter_map(|it| it.changes.clone()).collect(),
        ..Comparison::default()
    }
}

/// Formats a line for each service and each crate.
fn summary(update: &Update, imports: &Imports, verbose: bool, is_dry: bool) -> String {
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
    let crates: BTreeSet<&str> = imports
        .services
        .iter()
        .map(|it| it.crate_name.as_str())
        .collect();
    for name in crates {
        let of_crate = comparison(update, imports, |it| it.crate_name == name);
        let step = of_crate.step().word();
        let services = counted(of_crate.services.len(), "service");
        text += &format!("crate {name}: {services} changed; its version needs the step: {step}\n");
    }
    if is_dry {
        text += "nothing was written, as --dry-run says\n";
    } else if !imports.files().is_empty() {
        text += "next: botosmith generate\n";
    }
    text
}
