//! Imports models, or newer versions of them, into a manifest's folder, cut to the chosen
//! operations.
//!
//! [`import`] reads and decides, in memory; [`Imports::write`] writes: all services, or none.
//! Everything that can be wrong with a model is found before that: it is loaded and planned as
//! `generate` would, so that every model that is written can be generated from.
//!
//! Each service is decided in two steps, on all cores: what its entry in the manifest will be
//! (`candidate`), and, once the manifest has the entries of all of them, the files of its model
//! (here).

mod candidate;
mod companions;
mod docs;
mod existing;
mod folder;
mod manifest_entry;
mod outcome;
mod possible;
mod request;
mod survey;
mod update;
mod upstream;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::changes::{self, Revision, ServiceChanges};
use crate::error::{Error, Errors, Result};
use crate::folders;
use crate::input;
use crate::manifest::{self, Manifest};
use crate::model::{self, DOCS_FILE, OperationName, Partitions, Raw, Service, Source};
use crate::parallel;
use crate::plan::{Lock, naming::lock};
use crate::source::{Catalog, Kind};
use candidate::{Candidate, Decision, Inputs, decide};
use docs::ImportedDocs;
use possible::{Whole, refusal};
use request::Wanted;
use upstream::{Upstream, is_folder_name};

pub use outcome::{Import, Imports, LeftOut};
pub use request::{Request, ServiceRequest};
pub use survey::{Survey, is_supported, survey};
pub use update::{Update, service_of};

/// Reads services of `catalog`, decides what to write, and writes it.
///
/// Waits for other runs with the same manifest; see [`lock`](crate::lock).
///
/// # Errors
/// See [`import`] and [`Imports::write`].
pub fn import_and_write(request: &Request, catalog: &Catalog) -> Result<Imports> {
    let _alone = crate::lock::exclusive(&request.manifest);
    let imports = import(request, catalog)?;
    imports.write()?;
    Ok(imports)
}

/// Reads services of `catalog` and decides what to write.
///
/// # Errors
/// If the manifest cannot be parsed, if there is no such service or operation, or if a client
/// cannot be generated from a model. The error is about all services that have one.
pub fn import(request: &Request, catalog: &Catalog) -> Result<Imports> {
    let file = &request.manifest;
    let text = input::text(file).map_err(|error| {
        Error::file(file, format!("cannot read the manifest: {error}"))
            .hint("it needs at least the crate of the service: [[crate]] with name and path")
    })?;
    let manifest = Manifest::parse(file, &text)?;
    let inputs = Inputs {
        request,
        catalog,
        manifest: &manifest,
        text: &text,
        partitions: &Partitions::beside(&manifest.models_folder())?,
    };
    let mut errors = Errors::default();
    let wanted = wanted(request, catalog, &mut errors);
    let decisions = parallel::map(&wanted, &|it| decide(it, &inputs));
    let (mut candidates, mut left_out) = (Vec::new(), Vec::new());
    for decision in decisions {
        match errors.value(decision) {
            Some(Decision::Import(it)) => candidates.push(*it),
            Some(Decision::LeaveOut(them)) => left_out.extend(them),
            None => {}
        }
    }
    errors.finish()?;
    if candidates.is_empty() && !left_out.is_empty() {
        return Err(refusal(left_out));
    }
    let mut new_text = text.clone();
    for candidate in &candidates {
        new_text = candidate.edited(&inputs, &new_text)?;
    }
    let manifest = Manifest::parse(file, &new_text)?;
    folders::check(&manifest)?;
    let services = parallel::map(&candidates, &|it| {
        finish(it, &candidates, &manifest, &inputs)
    });
    Ok(Imports {
        botocore: catalog.version().map(str::to_owned),
        services: all(services)?,
        left_out,
        manifest_file: file.clone(),
        manifest: (new_text != text).then_some(new_text),
        manifest_before: text,
    })
}

/// Returns all values, or one error about all errors.
fn all<T>(results: Vec<Result<T>>) -> Result<Vec<T>> {
    let mut errors = Errors::default();
    let values = results.into_iter().map(|it| errors.value(it));
    let values: Vec<Option<T>> = values.collect();
    errors.finish()?;
    Ok(values.into_iter().flatten().collect())
}

/// Finds the requested services. Those that are named twice are one.
fn wanted(request: &Request, catalog: &Catalog, errors: &mut Errors) -> Vec<Wanted> {
    let mut services: Vec<Wanted> = Vec::new();
    for asked in &request.services {
        let found = catalog.find(&asked.service).and_then(plain);
        let Some(service) = errors.value(found) else {
            continue;
        };
        let wanted = Wanted {
            service,
            asked: asked.clone(),
        };
        match services.iter_mut().find(|it| it.is_same(&wanted)) {
            Some(first) => first.asked.operations.extend(wanted.asked.operations),
            None => services.push(wanted),
        }
    }
    services
}

/// Refuses names that cannot be those of folders: a single model has any name.
fn plain(service: String) -> Result<String> {
    if is_folder_name(&service) {
        return Ok(service);
    }
    let name = service.escape_debug();
    Err(
        Error::new(format!("`{name}` cannot be the name of a folder"))
            .hint("name the service with letters, digits and `-`"),
    )
}

/// Decides on the files of a model. `manifest` has the entries of all candidates.
fn finish(
    candidate: &Candidate,
    candidates: &[Candidate],
    manifest: &Manifest,
    inputs: &Inputs<'_>,
) -> Result<Import> {
    let (catalog, request) = (inputs.catalog, inputs.request);
    let service = &candidate.wanted.service;
    let (upstream, target) = (&candidate.upstream, &candidate.target);
    let (existing, names) = (&candidate.existing, &candidate.names);
    let base = manifest.base();
    let folder = base.join(&target.model);
    let entries = users(manifest, &target.model);
    let cut = Cut::new(upstream, &entries, request.docs)?;
    let lock = names.lock().of(&cut.model, &existing.lock);
    let docs = ImportedDocs::new(existing, &cut.model, cut.prose.as_ref());
    check_others(candidate, candidates, &entries, inputs)?;

    let keep = |name: &str| cut.kept.contains(name);
    let companions = companions::companions(catalog, service, &keep)?;
    let mut files = files(&cut, &companions, &lock);
    if let Some(text) = docs.text(existing, &cut.model) {
        files.insert(DOCS_FILE.to_owned(), Some(text));
    }
    let text_of = |file: &PathBuf| input::text(file).ok();
    files.retain(|name, text| text_of(&folder.join(name)) != *text);
    let old_folder = target.old_model.as_ref().map(|it| base.join(it));
    let old_folder = old_folder.filter(|it| *it != folder && it.is_dir());
    let removed = old_folder.as_ref().filter(|it| {
        let is_used = target
            .old_model
            .as_ref()
            .is_some_and(|it| !users(manifest, it).is_empty());
        !is_used && folder::is_ours(it)
    });
    let old_files = Kind::ALL.map(Kind::file_name);
    let old_files = old_files.iter().map(|name| removed.map(|it| it.join(name)));
    let read = files.keys().map(|name| folder.join(name));
    let before = read.chain(old_files.flatten());
    let before = before.map(|file| (file.clone(), text_of(&file))).collect();
    let kept_docs = docs.docs.kept(&cut.model);
    Ok(Import {
        service: service.clone(),
        api_version: upstream.api_version.clone(),
        module: target.module.clone(),
        crate_name: manifest.crates[target.crate_].name.clone(),
        operations: names_of(&cut.model),
        shapes: cut.model.shapes.len(),
        is_update: existing.revision.is_some(),
        texts_about_nothing: docs.docs.about_nothing(&cut.model),
        missing_texts: kept_docs.missing(&cut.model),
        changes: changes(candidate, &cut, companions, &docs),
        moved_texts: docs.moved,
        renamed: lock.beyond(&existing.lock),
        left_out: candidate.left_out.clone(),
        possible_now: candidate.possible_now.clone(),
        skipped_nothing: candidate.skipped_nothing.clone(),
        removes_old_folder: removed.is_some(),
        old_folder,
        folder,
        files,
        before,
    })
}

fn names_of(model: &Service) -> Vec<String> {
    model.operations.keys().map(ToString::to_string).collect()
}

/// An entry of a manifest with its crate and the index of that.
type Entry<'a> = (usize, &'a manifest::Crate, &'a manifest::Service);

/// Lists the manifest's entries that use the folder of a model.
fn users<'a>(manifest: &'a Manifest, model: &Path) -> Vec<Entry<'a>> {
    let crates = manifest.crates.iter().enumerate();
    let services = crates.flat_map(|(index, crate_)| {
        let services = crate_.services.iter();
        services.map(move |service| (index, crate_, service))
    });
    services.filter(|(.., it)| it.model == model).collect()
}

/// Plans what else uses the model: entries that are not imported in this run.
fn check_others(
    candidate: &Candidate,
    candidates: &[Candidate],
    entries: &[Entry<'_>],
    inputs: &Inputs<'_>,
) -> Result<()> {
    let is_imported =
        |entry: &&Entry<'_>| candidates.iter().any(|it| it.is_entry(entry.0, entry.2));
    let whole = Whole {
        service: &candidate.wanted.service,
        model: &candidate.upstream.model,
        names: &candidate.names,
        partitions: inputs.partitions,
    };
    for (_, crate_, entry) in entries.iter().filter(|it| !is_imported(it)) {
        if let Some(it) = whole.check(crate_, entry)? {
            return Err(refusal(it.left_out));
        }
    }
    Ok(())
}

/// The model, cut to the operations that the manifest chooses.
struct Cut {
    kept: HashSet<OperationName>,
    raw: Raw,
    text: String,
    model: Service,
    /// The cut model with its documentation, if that is imported.
    prose: Option<Raw>,
}

impl Cut {
    fn new(upstream: &Upstream, entries: &[Entry<'_>], with_docs: bool) -> Result<Self> {
        let kept = model::kept(&upstream.model, |name| {
            entries.iter().any(|(.., it)| it.chooses(name.as_str()))
        });
        let mut raw = upstream.raw.clone();
        raw.cut_service(&|name| kept.contains(name));
        let prose = with_docs.then(|| raw.clone());
        raw.strip_service(with_docs);
        let text = raw.to_text();
        let file = &upstream.document.place;
        Ok(Self {
            model: model::parse(Source::new(file, text.as_str()), None)?,
            kept,
            raw,
            text,
            prose,
        })
    }
}

/// Lists the files to write, by name. A file that is to be removed has no text.
fn files(
    cut: &Cut,
    companions: &HashMap<Kind, Option<Raw>>,
    lock: &Lock,
) -> BTreeMap<String, Option<String>> {
    let companions = companions.iter().map(|(kind, raw)| {
        let text = raw.as_ref().map(Raw::to_text);
        (kind.file_name().to_owned(), text)
    });
    let mut files: BTreeMap<_, _> = companions.collect();
    files.insert(Kind::Service.file_name().to_owned(), Some(cut.text.clone()));
    if !lock.is_empty() {
        files.insert(lock::FILE.to_owned(), Some(lock.to_text()));
    }
    files
}

/// Compares the imported model with the existing one.
fn changes(
    candidate: &Candidate,
    cut: &Cut,
    companions: HashMap<Kind, Option<Raw>>,
    docs: &ImportedDocs,
) -> Option<ServiceChanges> {
    let service = &candidate.wanted.service;
    let old = candidate.existing.revision.as_ref()?;
    let companions = companions.into_iter();
    let companions = companions.filter_map(|(kind, raw)| Some((kind, raw?)));
    let model = Service {
        endpoint_rules: candidate.upstream.model.endpoint_rules.clone(),
        ..cut.model.clone()
    };
    let model = (model, cut.raw.clone());
    let docs = docs.docs.kept(&cut.model);
    let names = candidate.names.clone();
    let new = Revision::new(service, model, companions.collect(), docs, names);
    changes::compare_revisions(service, old, &new)
}
