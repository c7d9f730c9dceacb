//! Where models come from: a botocore wheel or sdist, a data folder, a single model file.
//!
//! A [`Catalog`] lists the services of such a source and reads their files: of each the latest version,
//! with what botocore adds to it in `*.sdk-extras.json` (botocore's `loaders.py`). A source is not
//! trusted: an archive whose paths climb out, or that unpacks to more than any model can be, is refused.

mod archive;
mod folder;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::Raw;
use archive::Archive;

/// The most that a file may hold when it is unpacked. The largest model of botocore has 8 MB.
const LARGEST_FILE: u64 = 64 << 20;

/// The kinds of files that describe a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Operations and shapes.
    Service,
    /// Which operations answer in pages.
    Paginators,
    /// What can be waited for.
    Waiters,
    /// How a region and settings become a URL.
    EndpointRules,
    /// Prose apart from structure. Not of botocore, but of folders that `import` wrote.
    Docs,
    /// Names that were changed; beside models that were generated from.
    Names,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Service,
        Self::Paginators,
        Self::Waiters,
        Self::EndpointRules,
        Self::Docs,
        Self::Names,
    ];

    /// Name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Service => "service-2.json",
            Self::Paginators => "paginators-1.json",
            Self::Waiters => "waiters-2.json",
            Self::EndpointRules => "endpoint-rule-set-1.json",
            Self::Docs => "docs-2.json",
            Self::Names => "names.lock",
        }
    }

    /// Name of the file with what botocore adds. What botocore does not have has none.
    fn extras(self) -> Option<String> {
        let name = self.file_name().strip_suffix(".json")?;
        Some(format!("{name}.sdk-extras.json"))
    }
}

/// The models in a source.
#[derive(Debug)]
pub struct Catalog {
    origin: PathBuf,
    version: Option<String>,
    services: BTreeMap<String, Files>,
    store: Store,
    /// Whether the source is one model, which goes by any name.
    is_single: bool,
}

/// For each file's name (`service-2.json`): for each version of the API, where the file is in the store.
type Files = BTreeMap<String, BTreeMap<String, String>>;

/// Where the bytes are.
#[derive(Debug)]
enum Store {
    /// Keys are paths of files.
    Folder,
    /// Keys are names in the archive.
    Archive(Archive),
}

/// A file of a source, unpacked.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is, to be shown: a path, in an archive continued with the name there.
    pub place: PathBuf,
    /// Version of the API: the name of its folder.
    pub api_version: String,
    /// The JSON, with extras merged in.
    pub text: String,
    /// Of the file as it is in the source, unzipped, without extras; hexadecimal.
    pub sha256: String,
}

impl Catalog {
    /// Opens a source and lists what is in it.
    ///
    /// # Errors
    /// If there is no such file or folder, or if it is none of the four kinds of sources.
    pub fn open(path: &Path) -> Result<Self> {
        let metadata = std::fs::metadata(path).map_err(|error| {
            Error::file(path, format!("cannot read the source: {error}")).hint(KINDS)
        })?;
        if metadata.is_dir() {
            return folder::open(path);
        }
        let mut start = Vec::new();
        let file = File::open(path).and_then(|file| file.take(512).read_to_end(&mut start));
        file.map_err(|error| Error::file(path, format!("cannot read the source: {error}")))?;
        if start.starts_with(b"PK") {
            return Self::of_archive(path, archive::zip(path)?);
        }
        if start.starts_with(&GZIP) {
            // A model and a tape archive are told apart by what is in them.
            let mut unpacked = Vec::new();
            let read = File::open(path).and_then(|file| {
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
        Err(Error::file(path, "this is no source of models").hint(KINDS))
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
            return Err(Error::file(path, "this archive holds no models").hint(
                "a botocore wheel or sdist has them in botocore/data/SERVICE/VERSION/service-2.json",
            ));
        }
        let mut catalog = Self {
            origin: path.to_owned(),
            version: None,
            services,
            store: Store::Archive(archive),
            is_single: false,
        };
        if let Some(init) = init {
            catalog.version = version(&catalog.bytes(&init)?);
        }
        Ok(catalog)
    }

    /// One model, without companions.
    fn of_file(path: &Path) -> Result<Self> {
        let folder = |path: Option<&Path>| {
            let name = path.and_then(Path::file_name).and_then(|it| it.to_str());
            name.unwrap_or_default().to_owned()
        };
        let version_folder = path.parent();
        let files = [(folder(version_folder), path.display().to_string())];
        let service = folder(version_folder.and_then(Path::parent));
        Ok(Self {
            origin: path.to_owned(),
            version: None,
            services: [(
                service,
                [(Kind::Service.file_name().to_owned(), files.into())].into(),
            )]
            .into(),
            store: Store::Folder,
            is_single: true,
        })
    }

    /// What was opened.
    pub fn origin(&self) -> &Path {
        &self.origin
    }

    /// The version of botocore, if the source says one.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Whether it holds all that there is about its services: a single model does not.
    pub fn is_whole(&self) -> bool {
        !self.is_single
    }

    /// The services, by the names of their folders in botocore.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str)
    }

    /// Reads the latest version of a service's file; `None` if the service has no such file.
    ///
    /// # Errors
    /// If there is no such service, or if the file is damaged or not text.
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
        let sha256 = hexadecimal(&Sha256::digest(&bytes));
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

    /// Whether there is such a service. A single model goes by any name.
    pub fn has(&self, service: &str) -> bool {
        self.files(service).is_some()
    }

    /// That there is no such service, with the nearest that there is.
    pub fn no_service(&self, service: &str) -> Error {
        let what = format!("there is no service `{}`", service.escape_debug());
        Error::file(&self.origin, what).hint(crate::nearest::hint(service, self.services()))
    }

    /// The bytes of which [`read`](Self::read) makes a document: equal ones make equal documents.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn bytes_of(&self, service: &str, kind: Kind) -> Result<Vec<Vec<u8>>> {
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
        if self.is_single {
            self.services.values().next()
        } else {
            self.services.get(service)
        }
    }

    fn place(&self, key: &str) -> PathBuf {
        match &self.store {
            Store::Folder => key.into(),
            Store::Archive(_) => self.origin.join(key),
        }
    }

    /// The content of a file, unzipped.
    fn bytes(&self, key: &str) -> Result<Vec<u8>> {
        let place = self.place(key);
        let bytes = match &self.store {
            Store::Archive(archive) => archive.read(&place, key)?,
            Store::Folder => {
                let file = File::open(&place);
                limited(&place, file.map_err(|error| damaged(&place, &error))?)?
            }
        };
        if bytes.starts_with(&GZIP) {
            limited(&place, flate2::read::MultiGzDecoder::new(bytes.as_slice()))
        } else {
            Ok(bytes)
        }
    }
}

/// What can be a source, for hints.
const KINDS: &str = "a source is a botocore wheel (.whl) or sdist (.tar.gz), a folder with models \
                     (SERVICE/VERSION/service-2.json), or one such file, gzipped or not";

/// What a gzipped file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Adds a file to the list if it can be of a model. (Older wheels have other files there too.)
fn add(
    services: &mut BTreeMap<String, Files>,
    (service, api_version, file): (&str, &str, &str),
    key: &str,
) {
    let file = file.strip_suffix(".gz").unwrap_or(file);
    if file.ends_with(".json") || file == Kind::Names.file_name() {
        let files = services.entry(service.to_owned()).or_default();
        let versions = files.entry(file.to_owned()).or_default();
        versions.insert(api_version.to_owned(), key.to_owned());
    }
}

/// The version that botocore's `__init__.py` says.
fn version(init: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(init);
    let line = text.lines().find(|line| line.starts_with("__version__"))?;
    let value = line.split_once('=')?.1.trim().trim_matches(['\'', '"']);
    let is_version = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    Some(value.to_owned()).filter(|it| !it.is_empty() && it.chars().all(is_version))
}

/// Reads all of `reader`, but no more than a file may have.
fn limited(place: &Path, reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|error| damaged(place, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        Err(Error::file(
            place,
            format!("this unpacks to more than {} MiB", LARGEST_FILE >> 20),
        )
        .hint("no model is that large; fetch the source from where it is published"))
    } else {
        Ok(bytes)
    }
}

fn damaged(place: &Path, error: &io::Error) -> Error {
    Error::file(place, format!("cannot read the file: {error}"))
        .hint("if it was cut short or damaged, fetch it again")
}

fn text(place: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Error::file(place, format!("this is not UTF-8 text: see byte {valid}"))
            .hint("a model is JSON, gzipped or not")
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("a string takes all");
        out
    })
}
