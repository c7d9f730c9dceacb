//! Every service of a source, generated as far as it can be.
//!
//! A manifest names what somebody wants, and all of it has to work. A corpus is what there is: it shows what the
//! generator can do already, and what it makes of models that nobody chose. So nothing ends it. An operation that
//! cannot be generated is left out, and a service of which nothing is left; both are reported with their reasons.
//!
//! Each service becomes a package of its own in one workspace: the compiler can work on several at a time, needs
//! no more memory than the largest of them, and says which one it complains of.

mod refuse;
mod workspace;

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::emit;
use crate::error::{Error, Result};
use crate::model::{self, Docs, EndpointRules, Partitions, Protocol, Raw, Service, Source};
use crate::output::Output;
use crate::parallel;
use crate::plan::{self, Chosen, Ident, Lock, Naming, naming::naming};
use crate::source::{Catalog, Kind};

/// What to generate, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// The services, by the names of their folders in botocore.
    pub services: Vec<String>,
    /// Whether the models' prose becomes documentation.
    pub docs: bool,
    /// Folder of the workspace.
    pub folder: PathBuf,
}

/// What became of a service.
#[derive(Debug)]
pub struct Report {
    /// Its name in botocore.
    pub service: String,
    /// Its protocol, if its model can be read.
    pub protocol: Option<Protocol>,
    /// How many operations the model has.
    pub operations: usize,
    /// What was generated, if anything was.
    pub generated: Option<Generated>,
    /// What was left out, in the model's order.
    pub refused: Vec<Refusal>,
    /// A defect of the generator's: what it said when it gave up.
    pub panic: Option<String>,
    /// How long it took.
    pub time: Duration,
}

/// What was generated of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Name of the package.
    pub package: String,
    /// The service's module in it.
    pub module: String,
    /// What AWS's SDKs call the service.
    pub sdk_id: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes they reach.
    pub shapes: usize,
    /// Lines of Rust, with what each service has along.
    pub lines: usize,
}

/// What was left out, and why.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The operation; `None`: all of the service.
    pub operation: Option<String>,
    /// The reason, with its place.
    pub error: Error,
}

/// Generates services into a workspace, on all cores. `done` hears of each when it is.
///
/// Reports are in the request's order.
///
/// # Errors
/// If there is no such service, or if something cannot be written. What cannot be generated is none.
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

/// Generates a service in memory. Whatever happens, it is reported.
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
            report.panic = Some(said(payload.as_ref()));
            None
        }
    };
    report.time = start.elapsed();
    (report, output)
}

/// Generates what can be generated. An error concerns the whole service.
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
        naming: naming(&model, &lock, &Naming::default()),
        folder: PathBuf::new(),
        model,
    };
    let refused = refuse::refuse(&module, &mut chosen)?;
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
    let crate_ = plan::Crate::new(package.clone(), vec![service], partitions)?;
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

/// Reads a service and what lies beside its model.
fn read(catalog: &Catalog, name: &str, docs: bool) -> Result<Service> {
    let document = catalog.read(name, Kind::Service)?.ok_or_else(|| {
        let what = format!("`{}` has no service-2.json", name.escape_debug());
        Error::file(catalog.origin(), what).hint("name another source")
    })?;
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

/// The module that `import` would choose.
fn module(catalog: &Catalog, name: &str) -> Result<Ident> {
    plan::names::service_module(name).ok_or_else(|| {
        let what = format!("`{}` is no name for a module", name.escape_debug());
        Error::file(catalog.origin(), what).hint("name its folder otherwise")
    })
}

/// What a panic said.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a message").to_owned()
}
