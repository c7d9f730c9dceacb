//! Imports a model, or a newer version of it, into a manifest's folder, cut to the chosen
//! operations.
//!
//! [`import`] reads and decides, in memory; [`Import::write`] writes. Everything that can be wrong
//! with a model is found before that: it is loaded and planned as `botosmith generate` would, so
//! that every model that is written can be generated from.

mod companions;
mod docs;
mod existing;
mod manifest_entry;
mod outcome;
mod request;
mod upstream;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::changes::{self, Revision, ServiceChanges};
use crate::error::{Error, Result};
use crate::folders;
use crate::input;
use crate::manifest::{self, Manifest};
use crate::model::{self, DOCS_FILE, OperationName, Partitions, Raw, Service, Source};
use crate::plan::naming::naming;
use crate::plan::{self, Lock, Naming, naming::lock};
use crate::source::{Catalog, Kind};
use docs::ImportedDocs;
use existing::Existing;
use manifest_entry::Target;
use upstream::Upstream;

pub use outcome::Import;
pub use request::Request;

/// Reads a service of `catalog`, decides what to write, and writes it.
///
/// Waits for other runs with the same manifest; see [`lock`](crate::lock).
///
/// # Errors
/// See [`import`] and [`Import::write`].
pub fn import_and_write(request: &Request, catalog: &Catalog) -> Result<Import> {
    let _alone = crate::lock::exclusive(&request.manifest);
    let import = import(request, catalog)?;
    import.write()?;
    Ok(import)
}

/// Reads a service of `catalog` and decides what to write.
///
/// # Errors
/// If the manifest cannot be parsed, if there is no such service or operation, or if a client
/// cannot be generated from the model.
pub fn import(request: &Request, catalog: &Catalog) -> Result<Import> {
    let base = request.manifest.parent().unwrap_or(Path::new(""));
    let edit = ManifestEdit::new(request, catalog)?;
    let (target, upstream) = (edit.target, edit.upstream);
    let entries = users(&edit.manifest, &target.model);
    let folder = base.join(&target.model);
    let old_folder = target.old_model.as_ref().map(|it| base.join(it));
    let existing = Existing::read(&request.service, old_folder.as_deref())?;

    let cut = Cut::new(&upstream, &entries, request.docs)?;
    let names = naming(&upstream.model, &existing.lock, &existing.naming)?;
    let lock = names.lock().of(&cut.model, &existing.lock);
    let docs = ImportedDocs::new(&existing, &cut.model, cut.prose.as_ref());
    // The whole model is planned, not the cut one, so that errors show locations in the source.
    let planned = Service {
        docs: docs.docs.kept(&cut.model),
        endpoint_rules: companions::endpoint_rules(catalog, request, &folder)?,
        ..upstream.model
    };
    check(
        &entries,
        &folder,
        &planned,
        &names,
        &Partitions::beside(&edit.manifest.models_folder())?,
    )?;

    let keep = |name: &str| cut.kept.contains(name);
    let companions = companions::companions(catalog, request, &keep)?;
    let mut files = files(&cut, &companions, &lock);
    if let Some(text) = docs.text(&existing, &cut.model) {
        files.insert(DOCS_FILE.to_owned(), Some(text));
    }
    let before = |name: &String| input::text(&folder.join(name)).ok();
    files.retain(|name, text| before(name) != *text);
    let before = files.keys().map(|name| (name.clone(), before(name)));
    let before = before.collect();
    Ok(Import {
        service: request.service.clone(),
        api_version: upstream.api_version,
        botocore: catalog.version().map(str::to_owned),
        operations: cut
            .model
            .operations
            .keys()
            .map(ToString::to_string)
            .collect(),
        shapes: cut.model.shapes.len(),
        is_update: existing.revision.is_some(),
        texts_about_nothing: docs.docs.about_nothing(&cut.model),
        missing_texts: docs.docs.kept(&cut.model).missing(&cut.model),
        changes: changes(&request.service, &existing, &cut, companions, &docs, names),
        moved_texts: docs.moved,
        renamed: lock.beyond(&existing.lock),
        old_folder: old_folder.filter(|it| *it != folder),
        folder,
        files,
        before,
        manifest_file: request.manifest.clone(),
        manifest_before: edit.text,
        manifest: edit.new_text,
    })
}

/// The manifest with the entry of the model.
struct ManifestEdit {
    upstream: Upstream,
    target: Target,
    manifest: Manifest,
    text: String,
    /// New text of the manifest, if it changes.
    new_text: Option<String>,
}

impl ManifestEdit {
    fn new(request: &Request, catalog: &Catalog) -> Result<Self> {
        let file = &request.manifest;
        let text = input::text(file).map_err(|error| {
            Error::file(file, format!("cannot read the manifest: {error}"))
                .hint("it needs at least the crate of the service: [[crate]] with name and path")
        })?;
        let manifest = Manifest::parse(file, &text)?;
        let upstream = Upstream::read(request, catalog)?;
        let target = manifest_entry::target(&manifest, request, &upstream.api_version)?;
        let origin = manifest_entry::Origin {
            botocore: catalog.version(),
            sha256: &upstream.document.sha256,
        };
        let new_text = manifest_entry::edited(file, &text, &target, &origin)?;
        let manifest = Manifest::parse(file, &new_text)?;
        folders::check(&manifest)?;
        Ok(Self {
            manifest,
            new_text: (new_text != text).then_some(new_text),
            text,
            upstream,
            target,
        })
    }
}

/// Lists the manifest's entries that use the folder of the model.
fn users<'a>(
    manifest: &'a Manifest,
    model: &Path,
) -> Vec<(&'a manifest::Crate, &'a manifest::Service)> {
    let crates = manifest.crates.iter();
    let services = crates.flat_map(|it| it.services.iter().map(move |service| (it, service)));
    services.filter(|(_, it)| it.model == model).collect()
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
    fn new(
        upstream: &Upstream,
        entries: &[(&manifest::Crate, &manifest::Service)],
        with_docs: bool,
    ) -> Result<Self> {
        let has_all = entries.iter().any(|(_, entry)| entry.operations.is_none());
        let chosen = entries.iter().flat_map(|(_, entry)| &entry.operations);
        let chosen: HashSet<&str> = chosen.flatten().map(|it| it.name.as_str()).collect();
        let kept = model::kept(&upstream.model, |name| {
            has_all || chosen.contains(name.as_str())
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
    service: &str,
    existing: &Existing,
    cut: &Cut,
    companions: HashMap<Kind, Option<Raw>>,
    docs: &ImportedDocs,
    names: Naming,
) -> Option<ServiceChanges> {
    let old = existing.revision.as_ref()?;
    let companions = companions.into_iter();
    let companions = companions.filter_map(|(kind, raw)| Some((kind, raw?)));
    let model = (cut.model.clone(), cut.raw.clone());
    let docs = docs.docs.kept(&cut.model);
    let new = Revision::new(service, model, companions.collect(), docs, names);
    changes::compare_revisions(service, old, &new)
}

/// Plans everything that uses the model, as `botosmith generate` will.
fn check(
    entries: &[(&manifest::Crate, &manifest::Service)],
    folder: &Path,
    model: &Service,
    names: &Naming,
    partitions: &Partitions,
) -> Result<()> {
    for (crate_, entry) in entries {
        let chosen = plan::choose(entry, folder.to_owned(), model.clone(), names.clone())?;
        let planned = plan::service(&entry.module, &chosen)
            .and_then(|it| plan::assemble(plan::package(crate_), vec![it], partitions));
        planned.map_err(|error| {
            // Metadata belongs to all operations, so that choosing some of them would not help.
            let path = error.location().map_or("", |it| it.path.as_str());
            if entry.operations.is_none() && !path.starts_with("$.metadata") {
                error.hint("choose the operations that you need with --operations")
            } else {
                error
            }
        })?;
    }
    Ok(())
}
