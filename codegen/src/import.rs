//! Brings a model, or a newer one, into a manifest's folder, cut to the chosen operations.
//!
//! [`import`] reads and decides, in memory; [`Import::write`] writes. In between stands everything that
//! can go wrong with what was brought: it is loaded and planned as `codegen` would, so that a model which
//! is written can be generated from.

mod edit;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::changes::{self, Revision, ServiceChanges};
use crate::error::{Error, Result};
use crate::manifest::{self, Manifest};
use crate::model::{self, DOCS_FILE, Docs, EndpointRules, Partitions, Raw, Service, Source};
use crate::plan::naming::naming;
use crate::plan::{self, Lock, Naming, lock};
use crate::source::{Catalog, Document, Kind};

/// What to bring.
#[derive(Debug, Clone)]
pub struct Request {
    /// The manifest, with the crate that the service is for.
    pub manifest: PathBuf,
    /// The service's name in botocore.
    pub service: String,
    /// Operations to choose beside those that are chosen already. None at all: those, or else all.
    pub operations: Vec<String>,
    /// Whether the models' prose is brought along, where there is no text yet.
    pub docs: bool,
    /// The module of a new service; `None`: named like the service.
    pub module: Option<String>,
    /// The crate of a new service; `None`: the only one.
    pub crate_name: Option<String>,
}

/// A model that was brought, not yet written.
#[derive(Debug)]
pub struct Import {
    /// The service's name in botocore.
    pub service: String,
    /// Version of the service's API.
    pub api_version: String,
    /// Version of the botocore that the source is of, if it says so.
    pub botocore: Option<String>,
    /// The operations of the model as it will be.
    pub operations: Vec<String>,
    /// How many shapes they reach.
    pub shapes: usize,
    /// Whether there was a model before.
    pub is_update: bool,
    /// What differs from that.
    pub changes: Option<ServiceChanges>,
    /// References (`Owner$member`) whose texts follow them to another shape.
    pub moved_texts: Vec<String>,
    /// Texts about what the model does not have any more: `codegen` refuses them.
    pub texts_about_nothing: Vec<String>,
    /// What has no text.
    pub missing_texts: Vec<String>,
    /// Items (`Shape`, `Shape$member`, …) that got another name than theirs, and that name.
    pub renamed: Vec<(String, String)>,
    /// The folder of the model.
    pub folder: PathBuf,
    /// The folder of the model before, if that is another one.
    pub old_folder: Option<PathBuf>,
    /// Names in `folder`, and the texts that they get; `None` removes the file. Only what changes.
    files: BTreeMap<String, Option<String>>,
    /// The manifest and its new text, if that changes.
    manifest: Option<(PathBuf, String)>,
}

/// Reads a service of `catalog` and decides what to write.
///
/// # Errors
/// If the manifest cannot be understood, if there is no such service or operation, or if a client cannot
/// be generated from the model.
pub fn import(request: &Request, catalog: &Catalog) -> Result<Import> {
    let file = &request.manifest;
    let text = fs::read_to_string(file).map_err(|error| {
        Error::file(file, format!("cannot read the manifest: {error}")).hint(
            "it names the crate that the service is for, at least: [[crate]] with name and path",
        )
    })?;
    let manifest = Manifest::parse(file, &text)?;
    let base = file.parent().unwrap_or(Path::new(""));
    let document = read_service(request, catalog)?;
    let raw = Raw::parse(&document.place, &document.text)?;
    let upstream = model::parse(Source::new(&document.place, document.text.as_str()), None)?;
    for operation in &request.operations {
        if !upstream.operations.contains_key(operation.as_str()) {
            let known = upstream.operations.keys().map(model::OperationName::as_str);
            let name = operation.escape_debug();
            let what = format!("`{}` has no operation `{name}`", request.service);
            return Err(
                Error::file(&document.place, what).hint(crate::nearest::hint(operation, known))
            );
        }
    }

    let api_version = api_version(catalog, &document, &raw)?;
    let target = edit::target(&manifest, request, &api_version)?;
    let origin = edit::Origin {
        botocore: catalog.version(),
        sha256: &document.sha256,
    };
    let new_text = edit::edited(file, &text, &target, &origin)?;
    let new_manifest = Manifest::parse(file, &new_text)?;
    let folder = base.join(&target.model);
    let old_folder = target.old_model.as_ref().map(|it| base.join(it));
    let old = Old::read(&request.service, old_folder.as_deref())?;

    // Everything that uses this folder has to find its operations in it.
    let entries: Vec<(&manifest::Crate, &manifest::Service)> = new_manifest
        .crates
        .iter()
        .flat_map(|it| it.services.iter().map(move |service| (it, service)))
        .filter(|(_, it)| it.model == target.model)
        .collect();
    let kept = model::kept(&upstream, |name| {
        entries.iter().any(|(_, entry)| match &entry.operations {
            None => true,
            Some(chosen) => chosen.iter().any(|it| it.name == name.as_str()),
        })
    });
    let keep = |name: &str| kept.contains(name);
    let mut cut = raw;
    cut.cut_service(&keep);
    let prose = request.docs.then(|| cut.clone());
    cut.strip_service(request.docs);
    let cut_text = cut.to_text();
    let model = model::parse(Source::new(&document.place, cut_text.as_str()), None)?;

    let all_names = naming(&upstream, &old.lock, &old.naming);
    let lock = all_names.lock().of(&model, &old.lock);

    let texts = texts(&old, &model, prose.as_ref());
    // Planned as it stands in the source, so that errors name a place that is there to look at.
    let planned = Service {
        docs: texts.docs.kept(&model),
        endpoint_rules: endpoint_rules(catalog, request, &folder)?,
        ..upstream
    };
    let partitions = Partitions::beside(base)?;
    check(&entries, &folder, &planned, &all_names, &partitions)?;

    let mut companions = HashMap::new();
    let mut wanted = BTreeMap::new();
    wanted.insert(Kind::Service.file_name().to_owned(), Some(cut_text));
    for kind in [Kind::Paginators, Kind::Waiters, Kind::EndpointRules] {
        if let Some(raw) = companion(catalog, request, kind, &keep)? {
            wanted.insert(kind.file_name().to_owned(), raw.as_ref().map(Raw::to_text));
            companions.extend(raw.map(|raw| (kind, raw)));
        }
    }
    let changes = old.state.as_ref().and_then(|old| {
        let new = (model.clone(), cut.clone());
        let docs = texts.docs.kept(&model);
        let new = Revision::new(&request.service, new, companions, docs, all_names.clone());
        changes::compare_revisions(&request.service, old, &new)
    });
    if let Some(text) = texts.text(&old, &model) {
        wanted.insert(DOCS_FILE.to_owned(), Some(text));
    }
    if !lock.is_empty() {
        wanted.insert(lock::FILE.to_owned(), Some(lock.to_text()));
    }
    wanted.retain(|name, text| fs::read_to_string(folder.join(name)).ok() != *text);
    Ok(Import {
        service: request.service.clone(),
        api_version,
        botocore: catalog.version().map(str::to_owned),
        operations: model.operations.keys().map(ToString::to_string).collect(),
        shapes: model.shapes.len(),
        is_update: old.state.is_some(),
        changes,
        texts_about_nothing: texts.docs.about_nothing(&model),
        missing_texts: texts.docs.kept(&model).missing(&model),
        moved_texts: texts.moved,
        renamed: lock.beyond(&old.lock),
        old_folder: old_folder.filter(|it| *it != folder),
        folder,
        files: wanted,
        manifest: (new_text != text).then(|| (file.clone(), new_text)),
    })
}

/// The endpoint rules as they will be: those of the source, or those that are there.
fn endpoint_rules(
    catalog: &Catalog,
    request: &Request,
    folder: &Path,
) -> Result<Option<EndpointRules>> {
    match catalog.read(&request.service, Kind::EndpointRules)? {
        Some(it) => EndpointRules::parse(Source::new(&it.place, it.text)).map(Some),
        None if catalog.is_whole() => Ok(None),
        None => EndpointRules::read(folder),
    }
}

/// The documentation as it will be.
struct Texts {
    docs: Docs,
    /// References whose texts follow them to another shape.
    moved: Vec<String>,
}

/// Lets the texts follow the model. What `prose` says, which is the model with its own texts, is added where
/// there is none.
fn texts(old: &Old, model: &Service, prose: Option<&Raw>) -> Texts {
    let mut docs = old.docs.clone().unwrap_or_default();
    let moved = docs.follow(model);
    if let Some(raw) = prose {
        raw.prose(&mut |about, html| docs.add(about, crate::prose::markdown(html)));
    }
    Texts { docs, moved }
}

impl Texts {
    /// The text of the file. As long as nothing moves, it looks as its author left it.
    fn text(&self, old: &Old, model: &Service) -> Option<String> {
        match &old.docs_text {
            Some(text) if old.docs.as_ref() == Some(&self.docs) => Some(text.clone()),
            None if self.docs == Docs::default() => None,
            _ => Some(self.docs.to_text(model)),
        }
    }
}

/// Plans everything that uses the model, as `codegen` will.
fn check(
    entries: &[(&manifest::Crate, &manifest::Service)],
    folder: &Path,
    model: &Service,
    names: &Naming,
    partitions: &Partitions,
) -> Result<()> {
    for (crate_, entry) in entries {
        let chosen = plan::choose(entry, folder.to_owned(), model.clone(), names.clone())?;
        let alone = manifest::Crate {
            services: vec![(*entry).clone()],
            ..(*crate_).clone()
        };
        plan::plan(&alone, vec![chosen], partitions).map_err(|error| {
            // What is in the metadata concerns all operations.
            let path = error.location().map_or("", |it| it.path.as_str());
            if entry.operations.is_none() && !path.starts_with("$.metadata") {
                error.hint("bring what you need of the service with --operations")
            } else {
                error
            }
        })?;
    }
    Ok(())
}

/// The model that is there already, and what lies beside it.
#[derive(Default)]
struct Old {
    state: Option<Revision>,
    docs: Option<Docs>,
    docs_text: Option<String>,
    lock: Lock,
    naming: Naming,
}

impl Old {
    fn read(service: &str, folder: Option<&Path>) -> Result<Self> {
        let Some(folder) = folder.filter(|it| it.join(Kind::Service.file_name()).exists()) else {
            return Ok(Self::default());
        };
        let state = Revision::read(&Catalog::open(folder)?, service, &|_| true, None)?;
        let docs_file = folder.join(DOCS_FILE);
        let docs = if docs_file.exists() {
            Some(Source::read(&docs_file)?)
        } else {
            None
        };
        Ok(Self {
            naming: state
                .as_ref()
                .map_or_else(Naming::default, |it| it.naming.clone()),
            state,
            lock: Lock::read(folder)?,
            docs_text: docs.as_ref().map(|it| it.text().to_owned()),
            docs: docs.as_ref().map(Docs::parse).transpose()?,
        })
    }
}

fn read_service(request: &Request, catalog: &Catalog) -> Result<Document> {
    let document = catalog.read(&request.service, Kind::Service)?;
    document.ok_or_else(|| {
        let what = format!("`{}` has no service-2.json", request.service);
        Error::file(catalog.origin(), what).hint("name another source")
    })
}

/// The version of the API, for which the model's folder is named. A single model says it itself.
fn api_version(catalog: &Catalog, document: &Document, raw: &Raw) -> Result<String> {
    let version = if catalog.is_whole() {
        document.api_version.as_str()
    } else {
        raw.metadata("apiVersion").unwrap_or_default()
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if version.starts_with(|c: char| c.is_ascii_alphanumeric()) && version.chars().all(is_plain) {
        Ok(version.to_owned())
    } else {
        let version = version.escape_debug();
        let what = format!("`{version}` cannot be the version of an API");
        Err(Error::file(&document.place, what).hint("it is a date: 2014-11-13"))
    }
}

/// What a companion file becomes: `None`, it stays as it is; `Some(None)`, it is removed.
fn companion(
    catalog: &Catalog,
    request: &Request,
    kind: Kind,
    keep: &dyn Fn(&str) -> bool,
) -> Result<Option<Option<Raw>>> {
    let Some(document) = catalog.read(&request.service, kind)? else {
        // A single model says nothing about what may lie beside it elsewhere.
        return Ok(catalog.is_whole().then_some(None));
    };
    let mut raw = Raw::parse(&document.place, &document.text)?;
    let is_left = match kind {
        Kind::Paginators => raw.cut_paginators(keep),
        Kind::Waiters => {
            raw.strip_waiters();
            raw.cut_waiters(keep)
        }
        Kind::EndpointRules => {
            raw.strip_endpoint_rules();
            true
        }
        Kind::Service | Kind::Docs | Kind::Names => unreachable!("botocore has no such companion"),
    };
    Ok(Some(is_left.then_some(raw)))
}

impl Import {
    /// The files that [`write`](Self::write) changes, and whether it removes them.
    pub fn files(&self) -> Vec<(PathBuf, bool)> {
        let files = self.files.iter();
        let mut files: Vec<_> = files
            .map(|(name, text)| (self.folder.join(name), text.is_none()))
            .collect();
        files.extend(self.manifest.iter().map(|(file, _)| (file.clone(), false)));
        files
    }

    /// Writes the model as a whole, then the manifest.
    ///
    /// # Errors
    /// If something cannot be written. The old model is whole then, or the new one is.
    pub fn write(&self) -> Result<()> {
        let fail = |error: io::Error| {
            Error::file(&self.folder, format!("cannot write the model: {error}"))
                .hint("see that the folder is yours and has room; then import again")
        };
        if !self.files.is_empty() {
            self.write_folder().map_err(fail)?;
        }
        if let Some((file, text)) = &self.manifest {
            atomic::replace(file, text).map_err(|error| {
                Error::file(file, format!("cannot write the manifest: {error}"))
                    .hint("the model was written; import again once the manifest can be, too")
            })?;
        }
        Ok(())
    }

    fn write_folder(&self) -> io::Result<()> {
        let parent = self.folder.parent().unwrap_or(Path::new("."));
        let _alone = atomic::enter(parent)?;
        let staging = atomic::staging(parent)?;
        let new = staging.path().join("model");
        fs::create_dir(&new)?;
        if self.folder.exists() {
            // Whatever else lies there is somebody's, and stays.
            copy(&self.folder, &new, &|name| self.files.contains_key(name))?;
        }
        for (name, text) in &self.files {
            if let Some(text) = text {
                fs::write(new.join(name), text)?;
            }
        }
        atomic::put(&new, &self.folder)
    }
}

/// Copies what is in a folder, but for files of it that `is_new` names.
fn copy(old: &Path, new: &Path, is_new: &dyn Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let target = new.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target, &|_| false)?;
        } else if !is_new(&entry.file_name().to_string_lossy()) {
            fs::hard_link(entry.path(), &target)
                .or_else(|_| fs::copy(entry.path(), &target).map(drop))?;
        }
    }
    Ok(())
}
