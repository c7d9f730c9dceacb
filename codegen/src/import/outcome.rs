//! An imported model: the decisions, and writing them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::atomic;
use crate::changes::ServiceChanges;
use crate::error::{Error, Result};
use crate::input;
use crate::lock;

/// An imported model that is not written yet.
#[derive(Debug)]
pub struct Import {
    /// The service's name in botocore.
    pub service: String,
    /// Version of the service's API.
    pub api_version: String,
    /// Version of botocore, if the source contains it.
    pub botocore: Option<String>,
    /// Operations of the imported model.
    pub operations: Vec<String>,
    /// Number of shapes in the imported model.
    pub shapes: usize,
    /// `true` if the manifest's folder had the model already.
    pub is_update: bool,
    /// Differences from the existing model.
    pub changes: Option<ServiceChanges>,
    /// References (`Owner$member`) whose texts moved to another shape along with them.
    pub moved_texts: Vec<String>,
    /// Documentation without a subject in the model: `botosmith generate` refuses it.
    pub texts_about_nothing: Vec<String>,
    /// Subjects without documentation.
    pub missing_texts: Vec<String>,
    /// Items (`Shape`, `Shape$member`, …) that got another name than their own, and that name.
    pub renamed: Vec<(String, String)>,
    /// Folder of the model.
    pub folder: PathBuf,
    /// Folder of the existing model, if it is another one.
    pub old_folder: Option<PathBuf>,
    /// Names of files in `folder`, with their text; `None` removes the file. Contains only files
    /// that change.
    pub(super) files: BTreeMap<String, Option<String>>,
    /// Texts of these files when the import was decided.
    pub(super) before: BTreeMap<String, Option<String>>,
    pub(super) manifest_file: PathBuf,
    /// Text of the manifest when the import was decided.
    pub(super) manifest_before: String,
    /// The new text of the manifest, if it changes.
    pub(super) manifest: Option<String>,
}

impl Import {
    /// Lists the files that [`write`](Self::write) changes, each with `true` if it removes the
    /// file.
    pub fn files(&self) -> Vec<(PathBuf, bool)> {
        let files = self.files.iter();
        let mut files: Vec<_> = files
            .map(|(name, text)| (self.folder.join(name), text.is_none()))
            .collect();
        files.extend(
            self.manifest
                .iter()
                .map(|_| (self.manifest_file.clone(), false)),
        );
        files
    }

    /// Writes the model atomically, then the manifest. Waits for other runs with the same manifest.
    ///
    /// # Errors
    /// If a file cannot be written: the folder has the complete old or the complete new model then.
    /// If the manifest or the model has changed since the import was decided; nothing is written
    /// then. ([`import_and_write`](super::import_and_write) lets no other run come between.)
    pub fn write(&self) -> Result<()> {
        if self.files.is_empty() && self.manifest.is_none() {
            return Ok(());
        }
        let _alone = lock::exclusive(&self.manifest_file);
        self.refuse_changed()?;
        let fail = |error: io::Error| {
            Error::file(&self.folder, format!("cannot write the model: {error}"))
                .hint("check that the folder is writable and the disk has space; then import again")
        };
        if !self.files.is_empty() {
            self.write_folder().map_err(fail)?;
        }
        if let Some(text) = &self.manifest {
            let file = &self.manifest_file;
            atomic::replace(file, text).map_err(|error| {
                Error::file(file, format!("cannot write the manifest: {error}"))
                    .hint("the model was written; make the manifest writable and import again")
            })?;
        }
        Ok(())
    }

    /// Refuses to overwrite what another run or an editor wrote in the meantime.
    fn refuse_changed(&self) -> Result<()> {
        let models = self.before.iter();
        let models = models.map(|(name, text)| (self.folder.join(name), text.as_ref()));
        let manifest = (self.manifest_file.clone(), Some(&self.manifest_before));
        for (file, before) in models.chain([manifest]) {
            if input::text(&file).ok().as_ref() != before {
                return Err(
                    Error::file(file, "this changed while the import was decided")
                        .hint("import again; nothing was written"),
                );
            }
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
            // Other files in the folder belong to the user and stay.
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

/// Copies a folder, without the files at its top that `is_new` selects.
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
