//! The model that a folder has already, and the files beside it, which may be there without it.

use std::path::Path;

use crate::changes::Revision;
use crate::error::Result;
use crate::model::{DOCS_FILE, Docs, Source};
use crate::plan::{Lock, Naming};
use crate::source::{Catalog, Kind};

/// The existing model and the files beside it.
#[derive(Default)]
pub(super) struct Existing {
    pub(super) revision: Option<Revision>,
    pub(super) docs: Option<Docs>,
    pub(super) docs_text: Option<String>,
    pub(super) lock: Lock,
    pub(super) naming: Naming,
}

impl Existing {
    pub(super) fn read(service: &str, folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Ok(Self::default());
        }
        let revision = if folder.join(Kind::Service.file_name()).exists() {
            Revision::read(&Catalog::open(folder)?, service, &|_| true, None)?
        } else {
            None
        };
        let docs_file = folder.join(DOCS_FILE);
        let docs = if docs_file.exists() {
            Some(Source::read(&docs_file)?)
        } else {
            None
        };
        Ok(Self {
            naming: revision
                .as_ref()
                .map_or_else(Naming::default, |it| it.naming.clone()),
            revision,
            lock: Lock::read(folder)?,
            docs_text: docs.as_ref().map(|it| it.text().to_owned()),
            docs: docs.as_ref().map(Docs::parse).transpose()?,
        })
    }
}
