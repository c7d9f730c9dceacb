//! Sources of models: a botocore wheel or sdist, a data folder, a single model file.
//!
//! A [`Catalog`] lists the services of such a source and reads their files: the latest version of
//! each, merged with botocore's additions in `*.sdk-extras.json` (botocore's `loaders.py`). Sources
//! are not trusted: an archive with paths that lead out of it, or that unpacks to more than any
//! model needs, is refused.

mod archive;
mod entries;
mod file;
mod folder;
mod kind;
mod listing;
mod names;
mod outline;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::input::{self, LARGEST_FILE};
use crate::manifest::Manifest;
use crate::model::Raw;
use crate::parallel;
use archive::{Archive, LARGEST_PACKED};
use file::{GZIP, damaged, limited, sha256, text, unzipped};
use listing::{Files, KINDS, Listing, add, version};
use names::Found;

pub use file::Document;
pub use kind::Kind;
pub use names::names_of;
pub use outline::{Depth, Outline, published_crate};

/// The models in a source.
#[derive(Debug)]
pub struct Catalog {
    origin: PathBuf,
    listing: Listing,
    store: Store,
    /// Unpacked folder of a revision, and the revision's name.
    revision: Option<(PathBuf, String)>,
    /// Names of all services, once they were read.
    names: OnceLock<Vec<Outline>>,
}

/// Storage of the files.
#[derive(Debug)]
enum Store {
    /// Keys are paths of files.
    Folder,
    /// Keys are names in the archive.
    Archive(Archive),
}

impl Catalog {
    /// Opens a source and lists what is in it.
    ///
    /// # Errors
    /// If there is no such file or folder, or if it is none of the supported sources.
    pub fn open(path: &Path) -> Result<Self> {
        let metadata = std::fs::metadata(path).map_err(|error| {
            Error::file(path, format!("cannot read the source: {error}")).hint(KINDS)
        })?;
        if metadata.is_dir() {
            return Ok(Self {
                listing: folder::list(path)?,
                ..Self::empty(path)
            });
        }
        let mut start = Vec::new();
        let file = input::open(path, LARGEST_PACKED);
        let file = file.and_then(|file| file.take(512).read_to_end(&mut start));
        file.map_err(|error| Error::file(path, format!("cannot read the source: {error}")))?;
        if start.starts_with(b"PK") {
            return Self::of_archive(path, archive::zip(path)?);
        }
        if start.starts_with(&GZIP) {
            // Only the contents tell a gzipped model from a gzipped tar archive.
            let mut unpacked = Vec::new();
            let read = input::open(path, LARGEST_PACKED).and_then(|file| {
                let reader = flate2::read::GzDecoder::new(file);
                reader.take(512).read_to_end(&mut unpacked)
            });
            if unpacked.get(257..262) == Some(b"ustar") {
                return Self::of_archive(path, archive::tar(path)?);
            }
            read.map_err(|error| damaged(path, &error))?;
            start = unpacked;
        }
        if start.trim_ascii_start().starts_with(b"{") {
            return Self::of_file(path);
        }
        Err(Error::file(path, "this is not a source of models").hint(KINDS))
    }

    /// Makes the catalog of what the entries of a manifest choose: their models, of which only the
    /// chosen operations are compared. Services have the names of their folders, and those in
    /// `repeated` the names of their modules: see [`repeated`](Self::repeated).
    ///
    /// `revision` has the folder into which a revision was unpacked, and its name: messages have
    /// `REVISION:PATH` for its files, and entries without a model are left out.
    ///
    /// # Errors
    /// If an entry has no model, or if a folder cannot be read.
    pub fn of_manifest(
        manifest: &Manifest,
        repeated: &BTreeSet<String>,
        revision: Option<(&Path, &str)>,
    ) -> Result<Self> {
        let mut catalog = Self {
            listing: entries::list(manifest, repeated, revision.is_none())?,
            revision: revision.map(|(folder, name)| (folder.to_owned(), name.to_owned())),
            ..Self::empty(&manifest.file)
        };
        catalog.origin = catalog.shown(&manifest.file);
        Ok(catalog)
    }

    /// Returns the folders of services of which a manifest has several entries. Two manifests that
    /// are compared have to agree on them.
    pub fn repeated(manifest: &Manifest) -> BTreeSet<String> {
        entries::repeated(manifest)
    }

    /// Makes a catalog without models, which stands for a state before there were any.
    pub fn empty(origin: &Path) -> Self {
        Self {
            origin: origin.to_owned(),
            listing: Listing::default(),
            store: Store::Folder,
            revision: None,
            names: OnceLock::new(),
        }
    }

    fn of_archive(path: &Path, archive: Archive) -> Result<Self> {
        let mut services: BTreeMap<String, Files> = BTreeMap::new();
        let mut init = None;
        for name in archive.names() {
            let parts: Vec<&str> = name.split('/').collect();
            match *parts.as_slice() {
                [.., "botocore", "data", service, api_version, file] => {
                    add(&mut services, (service, api_version, file), name);
                }
                ["botocore", "__init__.py"] | [_, "botocore", "__init__.py"] => {
                    init = Some(name.to_owned());
                }
                _ => {}
            }
        }
        services.retain(|_, files| files.contains_key(Kind::Service.file_name()));
        if services.is_empty() {
            return Err(Error::file(path, "this archive contains no models").hint(
                "a botocore wheel or sdist has them in botocore/data/SERVICE/VERSION/service-2.json",
            ));
        }
        let mut catalog = Self {
            listing: Listing {
                services,
                ..Listing::default()
            },
            store: Store::Archive(archive),
            ..Self::empty(path)
        };
        if let Some(init) = init {
            catalog.listing.version = version(&catalog.bytes(&init)?);
        }
        Ok(catalog)
    }

    /// Makes the catalog of one model, without companions.
    fn of_file(path: &Path) -> Result<Self> {
        let folder = |path: Option<&Path>| {
            let name = path.and_then(Path::file_name).and_then(|it| it.to_str());
            name.unwrap_or_default().to_owned()
        };
        let version_folder = path.parent();
        let files = [(folder(version_folder), path.display().to_string())];
        let service = folder(version_folder.and_then(Path::parent));
        Ok(Self {
            listing: Listing {
                services: [(
                    service,
                    [(Kind::Service.file_name().to_owned(), files.into())].into(),
                )]
                .into(),
                is_single: true,
                ..Listing::default()
            },
            ..Self::empty(path)
        })
    }

    /// Returns the path of the source.
    pub fn origin(&self) -> &Path {
        &self.origin
    }

    /// Returns the name of the source, as people know it: the release, or else the path.
    pub fn name(&self) -> String {
        match self.version() {
            Some(version) => format!("botocore {version}"),
            None => self.origin.display().to_string(),
        }
    }

    /// Returns the version of botocore, if the source contains it.
    pub fn version(&self) -> Option<&str> {
        self.listing.version.as_deref()
    }

    /// Returns `true` if the source has all files of its services. A single model comes without
    /// companions.
    pub(crate) fn is_whole(&self) -> bool {
        !self.listing.is_single
    }

    /// Returns `true` if the models are files on disk, and not in an archive.
    pub(crate) fn has_files(&self) -> bool {
        matches!(self.store, Store::Folder) && self.revision.is_none()
    }

    /// Lists the services, by the names of their folders in botocore.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.listing.services.keys().map(String::as_str)
    }

    /// Reads the latest version of a service's file. Returns `None` if the service has no such
    /// file.
    ///
    /// # Errors
    /// If there is no such service, or if the file is damaged or not UTF-8.
    pub fn read(&self, service: &str, kind: Kind) -> Result<Option<Document>> {
        let Some(files) = self.files(service) else {
            return Err(self.no_service(service));
        };
        let versions = files.get(kind.file_name());
        let Some((api_version, key)) = versions.and_then(BTreeMap::last_key_value) else {
            return Ok(None);
        };
        let place = self.place(key);
        let bytes = self.bytes(key)?;
        let sha256 = sha256(&bytes);
        let mut text = text(&place, bytes)?;
        let extras = kind.extras().and_then(|it| files.get(&it));
        if let Some(key) = extras.and_then(|versions| versions.get(api_version)) {
            let extras_place = self.place(key);
            let extras = self::text(&extras_place, self.bytes(key)?)?;
            let mut merged = Raw::parse(&place, &text)?;
            merged.merge_extras(Raw::parse(&extras_place, &extras)?);
            text = merged.to_text();
        }
        Ok(Some(Document {
            place,
            api_version: api_version.clone(),
            text,
            sha256,
        }))
    }

    /// Reads the latest version of a service's model.
    ///
    /// # Errors
    /// See [`read`](Self::read), and if the service has no model.
    pub(crate) fn model(&self, service: &str) -> Result<Document> {
        self.read(service, Kind::Service)?.ok_or_else(|| {
            let what = format!("`{}` has no service-2.json", service.escape_debug());
            Error::file(&self.origin, what).hint("choose another source")
        })
    }

    /// Returns `true` if an operation of a service belongs to the source. A manifest may choose
    /// some.
    pub(crate) fn chooses(&self, service: &str, operation: &str) -> bool {
        let entry = self.listing.chosen.get(service);
        entry.is_none_or(|it| it.chooses(operation))
    }

    /// Returns `true` if the source has chosen operations of the service, and not all of them.
    pub(crate) fn is_cut(&self, service: &str) -> bool {
        let entry = self.listing.chosen.get(service);
        entry.is_some_and(|it| it.operations.is_some() || !it.skip.is_empty())
    }

    /// Returns `true` if the source has the service. A single model has any name.
    pub fn has(&self, service: &str) -> bool {
        self.files(service).is_some()
    }

    /// Makes the error for an unknown service, with the most similar known one as a hint.
    pub(crate) fn no_service(&self, service: &str) -> Error {
        self.unknown(service, self.services())
    }

    fn unknown<'a>(&self, service: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
        let what = format!("there is no service `{}`", service.escape_debug());
        Error::file(&self.origin, what).hint(crate::nearest::hint(service, known))
    }

    /// Finds a service by any name that it goes by: its folder, its name in AWS's SDKs, its
    /// published crate, its full or short name, its endpoint prefix, its name for signing or its
    /// module in the manifest. Returns its folder.
    ///
    /// # Errors
    /// If there is no such service, or if several services share the name.
    pub fn find(&self, name: &str) -> Result<String> {
        if self.has(name) {
            return Ok(name.to_owned());
        }
        if let Some(service) = self.listing.modules.get(name) {
            return Ok(service.clone());
        }
        let outlines = self.names.get_or_init(|| self.outlines(Depth::Names));
        match names::find(outlines, name) {
            Found::One(it) => Ok(it.folder.clone()),
            Found::Several(them) => {
                let folders: Vec<&str> = them.iter().map(|it| it.folder.as_str()).collect();
                let (name, count) = (name.escape_debug(), folders.len());
                let what = format!("`{name}` is a name of {count} services");
                Err(Error::file(&self.origin, what)
                    .hint(format!("name one of them: {}", folders.join(", "))))
            }
            Found::None => {
                let names: Vec<String> = outlines.iter().flat_map(names::names_of).collect();
                let near = crate::nearest::similar(name, names.iter().map(String::as_str));
                // Without a similar name, folders are what there is to choose from.
                Err(match near {
                    Some(near) => self.unknown(name, [near]),
                    None => self.no_service(name),
                })
            }
        }
    }

    /// Reads the outlines of all services, on all cores.
    pub fn outlines(&self, depth: Depth) -> Vec<Outline> {
        let services: Vec<&str> = self.services().collect();
        parallel::map(&services, &|service| self.outline(service, depth))
    }

    /// Reads the names of a service. What cannot be read is empty in the outline: reading the whole
    /// model has the error.
    pub fn outline(&self, service: &str, depth: Depth) -> Outline {
        let files = self.files(service);
        let versions = files.and_then(|it| it.get(Kind::Service.file_name()));
        let Some((api_version, key)) = versions.and_then(BTreeMap::last_key_value) else {
            return Outline::read(service, "", depth, std::io::empty());
        };
        let extras = Kind::Service.extras().zip(files);
        let has_extras = extras.is_some_and(|(name, files)| files.contains_key(&name));
        if has_extras && let Ok(Some(whole)) = self.read(service, Kind::Service) {
            return Outline::read(service, api_version, depth, whole.text.as_bytes());
        }
        let mut outline = Outline::read(service, api_version, depth, std::io::empty());
        let _ = self.stream(key, &mut |reader| {
            outline = Outline::read(service, api_version, depth, reader);
        });
        outline
    }

    /// Passes a file to `read`, unzipped, and no more of it than `read` takes.
    fn stream(&self, key: &str, read: &mut dyn FnMut(&mut dyn Read)) -> Result<()> {
        let place = self.place(key);
        match &self.store {
            Store::Archive(archive) => {
                archive.stream(&place, key, &mut |packed| unzipped(packed, read))
            }
            Store::Folder => {
                let file = input::open(Path::new(key), LARGEST_FILE);
                unzipped(&mut file.map_err(|error| damaged(&place, &error))?, read);
                Ok(())
            }
        }
    }

    /// Returns the bytes from which [`read`](Self::read) makes a document. Equal bytes make equal
    /// documents.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub(crate) fn bytes_of(&self, service: &str, kind: Kind) -> Result<Vec<Vec<u8>>> {
        let names = [Some(kind.file_name().to_owned()), kind.extras()];
        let Some(files) = self.files(service) else {
            return Ok(Vec::new());
        };
        let latest = names
            .iter()
            .flatten()
            .filter_map(|it| files.get(it)?.last_key_value());
        latest.map(|(_, key)| self.bytes(key)).collect()
    }

    fn files(&self, service: &str) -> Option<&Files> {
        if self.listing.is_single {
            self.listing.services.values().next()
        } else {
            self.listing.services.get(service)
        }
    }

    /// Path of a file, for messages.
    fn place(&self, key: &str) -> PathBuf {
        match &self.store {
            Store::Folder => self.shown(Path::new(key)),
            Store::Archive(_) => self.origin.join(key),
        }
    }

    /// Replaces the folder of an unpacked revision by the revision's name.
    fn shown(&self, path: &Path) -> PathBuf {
        let Some((folder, name)) = &self.revision else {
            return path.to_owned();
        };
        match path.strip_prefix(folder) {
            Ok(path) => format!("{name}:{}", path.display()).into(),
            Err(_) => path.to_owned(),
        }
    }

    /// Returns the contents of a file, unzipped.
    fn bytes(&self, key: &str) -> Result<Vec<u8>> {
        let place = self.place(key);
        let bytes = match &self.store {
            Store::Archive(archive) => archive.read(&place, key)?,
            Store::Folder => {
                input::bytes(Path::new(key)).map_err(|error| damaged(&place, &error))?
            }
        };
        if bytes.starts_with(&GZIP) {
            limited(&place, flate2::read::MultiGzDecoder::new(bytes.as_slice()))
        } else {
            Ok(bytes)
        }
    }
}
