//! Generates every service of a source, as far as possible.
//!
//! All services of a manifest have to be generated, since its author chose them. A corpus contains
//! every service that exists: it shows what the generator supports already, and how it handles
//! models that nobody chose. So no error ends the run. Operations that cannot be generated are left
//! out, and services without any operation left; both are reported with the reason.
//!
//! Each service becomes a package of its own in one workspace: the compiler can build several at a
//! time, needs no more memory than the largest package does, and names the package of each error.

mod report;
mod workspace;

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::emit;
use crate::error::{Error, Result};
use crate::model::{self, Docs, EndpointRules, Partitions, Raw, Service, Source};
use crate::names::{Ident, case};
use crate::output::Output;
use crate::parallel;
use crate::plan::{self, Chosen, Lock, Naming, naming::naming};
use crate::refuse::refuse;
use crate::source::{Catalog, Kind};

pub use report::{Generated, Refusal, Report, Request};

/// Generates services into a workspace, on all cores. `done` is called with each report as soon as
/// it exists.
///
/// Reports are in the request's order.
///
/// # Errors
/// If there is no such service, or if a file cannot be written. A service that cannot be generated
/// is not an error.
pub fn generate(
    catalog: &Catalog,
    request: &Request,
    done: &(dyn Fn(&Report) + Sync),
) -> Result<Vec<Report>> {
    if let Some(unknown) = request.services.iter().find(|it| !catalog.has(it)) {
        return Err(catalog.no_service(unknown));
    }
    let partitions = Partitions::beside(Path::new(""))?;
    let reports = parallel::map(&request.services, &|name| {
        let (report, output) = attempt(catalog, name, request, &partitions);
        if let Some(output) = output {
            output.write()?;
        }
        done(&report);
        Ok(report)
    });
    let reports: Vec<Report> = reports.into_iter().collect::<Result<_>>()?;
    workspace::write(&request.folder, &reports)?;
    Ok(reports)
}

/// Generates a service in memory. Errors and panics are reported.
fn attempt(
    catalog: &Catalog,
    name: &str,
    request: &Request,
    partitions: &Partitions,
) -> (Report, Option<Output>) {
    let start = Instant::now();
    let mut report = Report {
        service: name.to_owned(),
        protocol: None,
        operations: 0,
        generated: None,
        refused: Vec::new(),
        panic: None,
        time: Duration::ZERO,
    };
    let work = AssertUnwindSafe(|| service(catalog, name, request, partitions, &mut report));
    let output = match panic::catch_unwind(work) {
        Ok(Ok(output)) => output,
        Ok(Err(error)) => {
            report.refused = vec![Refusal {
                operation: None,
                error,
            }];
            None
        }
        Err(payload) => {
            report.panic = Some(panic_message(payload.as_ref()));
            None
        }
    };
    report.time = start.elapsed();
    (report, output)
}

/// Generates a service as far as possible. An error concerns the whole service.
fn service(
    catalog: &Catalog,
    name: &str,
    request: &Request,
    partitions: &Partitions,
    report: &mut Report,
) -> Result<Option<Output>> {
    let model = read(catalog, name, request.docs)?;
    report.protocol = Some(model.metadata.protocol.0);
    report.operations = model.operations.len();
    let module = module(catalog, name)?;
    let lock = match catalog.read(name, Kind::Names)? {
        Some(lock) => Lock::parse(&lock.place, &lock.text)?,
        None => Lock::default(),
    };
    let mut chosen = Chosen {
        naming: naming(&model, &lock, &Naming::default())?,
        folder: PathBuf::new(),
        model,
    };
    let refused = refuse(&module, &mut chosen)?;
    let refused = refused.into_iter().map(|(name, error)| Refusal {
        operation: Some(name.to_string()),
        error,
    });
    report.refused = refused.collect();
    if chosen.model.operations.is_empty() {
        return Ok(None);
    }
    let package = format!("corpus-{}", name.replace('.', "-"));
    let service = plan::service(&module, &chosen)?;
    let crate_ = plan::assemble(plan::named(&package), vec![service], partitions)?;
    let folder = request.folder.join(&package);
    let output = Output::new(folder, emit::files(&crate_));
    let sources = output.files().iter();
    let sources = sources.filter(|(path, _)| path.ends_with(".rs"));
    let planned = &crate_.services[0];
    report.generated = Some(Generated {
        package,
        module: planned.module.unraw().to_owned(),
        sdk_id: planned.sdk_id.clone(),
        operations: chosen.model.operations.len(),
        shapes: chosen.model.shapes.len(),
        lines: sources.map(|(_, text)| text.lines().count()).sum(),
    });
    Ok(Some(output))
}

/// Reads the model of a service and the files beside it.
fn read(catalog: &Catalog, name: &str, docs: bool) -> Result<Service> {
    let document = catalog.model(name)?;
    let prose = if docs {
        Some(Raw::parse(&document.place, &document.text)?)
    } else {
        None
    };
    let mut model = model::parse(Source::new(&document.place, document.text), None)?;
    if let Some(raw) = prose {
        let mut docs = match catalog.read(name, Kind::Docs)? {
            Some(it) => Docs::parse(&Source::new(&it.place, it.text))?.kept(&model),
            None => Docs::default(),
        };
        raw.prose(&mut |about, html| docs.add(about, crate::prose::markdown(html)));
        model.docs = docs;
    }
    if let Some(rules) = catalog.read(name, Kind::EndpointRules)? {
        model.endpoint_rules = Some(EndpointRules::parse(Source::new(&rules.place, rules.text))?);
    }
    Ok(model)
}

/// Returns the module that `botosmith import` would choose.
fn module(catalog: &Catalog, name: &str) -> Result<Ident> {
    case::service_module(name).ok_or_else(|| {
        let what = format!("`{}` is not a valid module name", name.escape_debug());
        Error::file(catalog.origin(), what).hint("rename its folder")
    })
}

/// Returns the message of a panic.
fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a message").to_owned()
}
