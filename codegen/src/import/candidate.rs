//! A service to import, decided as far as that is possible without the others: the model, and the
//! operations that the manifest will choose of it.

use std::path::Path;

use super::companions;
use super::existing::Existing;
use super::manifest_entry::{self, Origin, Target};
use super::outcome::LeftOut;
use super::possible::{Whole, refusal};
use super::request::{Request, Wanted};
use super::upstream::Upstream;
use crate::error::{Error, Errors, Result};
use crate::manifest::{self, Manifest};
use crate::model::{OperationName, Partitions, Service};
use crate::plan::{Naming, naming::naming};
use crate::source::{Catalog, Depth};

/// Data that a candidate is decided from.
pub(super) struct Inputs<'a> {
    pub(super) request: &'a Request,
    pub(super) catalog: &'a Catalog,
    pub(super) manifest: &'a Manifest,
    /// Text of the manifest.
    pub(super) text: &'a str,
    pub(super) partitions: &'a Partitions,
}

/// A service that can be imported.
pub(super) struct Candidate {
    pub(super) wanted: Wanted,
    pub(super) upstream: Upstream,
    pub(super) target: Target,
    pub(super) existing: Existing,
    pub(super) names: Naming,
    /// Operations that are left out since they cannot be generated.
    pub(super) left_out: Vec<LeftOut>,
    /// Operations in `skip` that can be generated.
    pub(super) possible_now: Vec<String>,
    /// Operations in `skip` that the service does not have.
    pub(super) skipped_nothing: Vec<String>,
}

/// A decision about one service.
pub(super) enum Decision {
    Import(Box<Candidate>),
    /// Nothing of the service can be generated.
    LeaveOut(Vec<LeftOut>),
}

/// Reads a service and decides on its entry in the manifest.
pub(super) fn decide(wanted: &Wanted, inputs: &Inputs<'_>) -> Result<Decision> {
    let (catalog, manifest) = (inputs.catalog, inputs.manifest);
    let mut upstream = match Upstream::read(catalog, &wanted.service)? {
        Ok(upstream) => upstream,
        Err(error) if inputs.request.skip_unsupported => {
            let names = catalog.outline(&wanted.service, Depth::Names);
            return Ok(Decision::LeaveOut(vec![LeftOut {
                service: wanted.service.clone(),
                operation: None,
                published: names.published_crate(),
                reason: error,
            }]));
        }
        Err(error) => return Err(error),
    };
    let requested = upstream.requested(wanted)?;
    let target = manifest_entry::target(manifest, wanted, &requested, &upstream.api_version)?;
    let old_entry = target
        .service
        .map(|it| &manifest.crates[target.crate_].services[it]);
    refuse_gone(old_entry, &wanted.service, &upstream.model, catalog)?;
    let base = manifest.base();
    // A new service may get the folder of another one with the same model, or one that is there.
    let old_model = target.old_model.as_ref().unwrap_or(&target.model);
    let existing = Existing::read(&wanted.service, &base.join(old_model))?;
    let names = naming(&upstream.model, &existing.lock, &existing.naming)?;
    // The model has no rules of its own: they are in a file beside it.
    upstream.model.endpoint_rules =
        companions::endpoint_rules(catalog, &wanted.service, &base.join(&target.model))?;
    let candidate = Candidate {
        wanted: wanted.clone(),
        upstream,
        target,
        existing,
        names,
        left_out: Vec::new(),
        possible_now: Vec::new(),
        skipped_nothing: Vec::new(),
    };
    candidate.restrict(inputs)
}

impl Candidate {
    /// Leaves out operations that cannot be generated, if that is requested.
    fn restrict(mut self, inputs: &Inputs<'_>) -> Result<Decision> {
        let edited = self.edited(inputs, inputs.text)?;
        let edited = Manifest::parse(&inputs.manifest.file, &edited)?;
        let (crate_, entry) = self.entry(&edited);
        let model = &self.upstream.model;
        let whole = Whole {
            service: &self.wanted.service,
            model,
            names: &self.names,
            partitions: inputs.partitions,
        };
        self.possible_now = whole.possible_now(entry);
        let skipped = entry.skip.iter().map(|it| it.name.clone());
        let unknown = skipped.filter(|it| !model.operations.contains_key(it.as_str()));
        self.skipped_nothing = unknown.collect();
        let is_lenient = inputs.request.skip_unsupported;
        match whole.check(crate_, entry)? {
            None => {}
            Some(it) if !is_lenient => return Err(refusal(it.left_out)),
            Some(it) if it.is_all => return Ok(Decision::LeaveOut(it.left_out)),
            Some(it) => {
                self.target.leave_out(&it.left_out);
                self.left_out = it.left_out;
            }
        }
        Ok(Decision::Import(Box::new(self)))
    }

    /// Returns the manifest's text with the entry.
    pub(super) fn edited(&self, inputs: &Inputs<'_>, text: &str) -> Result<String> {
        let origin = Origin {
            botocore: inputs.catalog.version(),
            sha256: &self.upstream.document.sha256,
        };
        manifest_entry::edited(&inputs.manifest.file, text, &self.target, &origin)
    }

    /// Finds the entry in a manifest that has it.
    pub(super) fn entry<'a>(
        &self,
        manifest: &'a Manifest,
    ) -> (&'a manifest::Crate, &'a manifest::Service) {
        let crate_ = &manifest.crates[self.target.crate_];
        let mut services = crate_.services.iter();
        let entry = services.find(|it| self.is_entry(self.target.crate_, it));
        (crate_, entry.expect("the entry was added"))
    }

    /// Returns `true` for the entry of this service.
    pub(super) fn is_entry(&self, crate_: usize, entry: &manifest::Service) -> bool {
        crate_ == self.target.crate_ && *entry.module.unraw() == *self.target.module
    }
}

/// Refuses operations that were chosen earlier and that the service does not have any more. The
/// error is about all of them.
fn refuse_gone(
    entry: Option<&manifest::Service>,
    service: &str,
    model: &Service,
    catalog: &Catalog,
) -> Result<()> {
    let mut errors = Errors::default();
    let chosen = entry.and_then(|it| it.operations.as_deref());
    for operation in chosen.unwrap_or_default() {
        if !model.operations.contains_key(operation.name.as_str()) {
            errors.add(|| {
                let from = match catalog.version() {
                    Some(version) => format!("in botocore {version}"),
                    None => format!("in {}", file_name(catalog.origin())),
                };
                let name = operation.name.escape_debug();
                let what = format!("`{service}` has no operation `{name}` {from}");
                let names = model.operations.keys().map(OperationName::as_str);
                let hint = match crate::nearest::similar(&operation.name, names) {
                    Some(near) => format!(
                        "remove it from `operations`, or replace it: the most similar one is `{near}`"
                    ),
                    None => "remove it from `operations`".to_owned(),
                };
                Error::at(&operation.location, what).hint(hint)
            });
        }
    }
    errors.finish()
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
