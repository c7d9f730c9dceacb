//! Imported models: the decisions, and writing them.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::folder::{self, Folder};
use crate::atomic;
use crate::changes::ServiceChanges;
use crate::error::{Error, Result};
use crate::input;
use crate::lock;

/// Imported models that are not written yet.
#[derive(Debug)]
pub struct Imports {
    /// Version of botocore, if the source contains it.
    pub botocore: Option<String>,
    /// The services, in the request's order.
    pub services: Vec<Import>,
    /// Services that were left out since nothing of them can be generated.
    pub left_out: Vec<LeftOut>,
    pub(super) manifest_file: PathBuf,
    /// Text of the manifest when the import was decided.
    pub(super) manifest_before: String,
    /// The new text of the manifest, if it changes.
    pub(super) manifest: Option<String>,
}

/// An operation or service that was left out, since a client of it cannot be generated.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The service's name in botocore.
    pub service: String,
    /// The operation; `None` for the whole service.
    pub operation: Option<String>,
    /// The crate that AWS publishes for the service.
    pub published: String,
    /// The reason, with its location in the model.
    pub reason: Error,
}

impl LeftOut {
    /// Says what cannot be generated.
    pub(super) fn subject(&self) -> String {
        match &self.operation {
            Some(operation) => format!("`{operation}` of `{}` cannot be made", self.service),
            None => format!("`{}` cannot be made", self.service),
        }
    }
}

/// An imported model.
#[derive(Debug)]
pub struct Import {
    /// The service's name in botocore.
    pub service: String,
    /// Version of the service's API.
    pub api_version: String,
    /// Module of the service.
    pub module: String,
    /// Crate of the service.
    pub crate_name: String,
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
    /// Operations that were left out, since they cannot be generated.
    pub left_out: Vec<LeftOut>,
    /// Operations in `skip` that can be generated.
    pub possible_now: Vec<String>,
    /// Operations in `skip` that the service does not have.
    pub skipped_nothing: Vec<String>,
    /// Folder of the model.
    pub folder: PathBuf,
    /// Folder of the existing model, if it is another one.
    pub old_folder: Option<PathBuf>,
    /// Set if that folder is removed: nothing else is in it, and no other service uses it.
    pub removes_old_folder: bool,
    /// Names of files in `folder`, with their text; `None` removes the file. Contains only files
    /// that change.
    pub(super) files: BTreeMap<String, Option<String>>,
    /// Texts of the files when the import was decided.
    pub(super) before: BTreeMap<PathBuf, Option<String>>,
}

impl Import {
    /// Lists the files of the model that change, each with `true` if it is removed.
    pub fn files(&self) -> Vec<(PathBuf, bool)> {
        let files = self.files.iter();
        files
            .map(|(name, text)| (self.folder.join(name), text.is_none()))
            .collect()
    }
}

impl Imports {
    /// Lists the files that [`write`](Self::write) changes, each with `true` if it removes the
    /// file.
    pub fn files(&self) -> Vec<(PathBuf, bool)> {
        let mut files: Vec<_> = self.services.iter().flat_map(Import::files).collect();
        // Services with one model have the same files.
        let mut seen = HashSet::new();
        files.retain(|(file, _)| seen.insert(file.clone()));
        if self.manifest.is_some() {
            files.push((self.manifest_file.clone(), false));
        }
        files
    }

    /// Changes the text of the manifest that will be written.
    ///
    /// # Errors
    /// If `edit` fails.
    pub fn edit_manifest(&mut self, edit: impl FnOnce(&str) -> Result<String>) -> Result<()> {
        let text = self.manifest.as_ref().unwrap_or(&self.manifest_before);
        let edited = edit(text)?;
        self.manifest = (edited != self.manifest_before).then_some(edited);
        Ok(())
    }

    /// Writes all models, then the manifest, then removes the folders of models that moved. Waits
    /// for other runs with the same manifest.
    ///
    /// # Errors
    /// If a file cannot be written: each folder and the manifest are as they were before then.
    /// If the manifest or a model has changed since the import was decided; nothing is written
    /// then. ([`import_and_write`](super::import_and_write) lets no other run come between.)
    pub fn write(&self) -> Result<()> {
        if self.files().is_empty() {
            return Ok(());
        }
        let _alone = lock::exclusive(&self.manifest_file);
        self.refuse_changed()?;
        let folders = self.folders()?;
        let folders = folders.iter().map(|(path, files)| Folder { path, files });
        let written = folder::write(&folders.collect::<Vec<_>>())?;
        if let Some(text) = &self.manifest {
            let file = &self.manifest_file;
            if let Err(error) = atomic::replace(file, text) {
                written.undo();
                return Err(
                    Error::file(file, format!("cannot write the manifest: {error}"))
                        .hint("make it writable and import again; nothing was written"),
                );
            }
        }
        for it in self.services.iter().filter(|it| it.removes_old_folder) {
            // The models are complete without that; what is left of the folder is seen in git.
            if let Some(folder) = &it.old_folder {
                let _ = folder::remove(folder);
            }
        }
        Ok(())
    }

    /// Lists the folders to write with their files. Services with one model have one folder.
    fn folders(&self) -> Result<BTreeMap<&Path, BTreeMap<String, Option<String>>>> {
        let mut folders: BTreeMap<&Path, BTreeMap<_, _>> = BTreeMap::new();
        for it in self.services.iter().filter(|it| !it.files.is_empty()) {
            let files = folders.entry(it.folder.as_path()).or_default();
            for (name, text) in &it.files {
                let text = text.clone();
                let first = files.entry(name.clone()).or_insert_with(|| text.clone());
                if *first != text {
                    let file = it.folder.join(name);
                    let what = "several services would write different texts to this file";
                    return Err(Error::file(&file, what)
                        .hint("give them one folder in `model` first; nothing was written"));
                }
            }
        }
        Ok(folders)
    }

    /// Refuses to overwrite what another run or an editor wrote in the meantime.
    fn refuse_changed(&self) -> Result<()> {
        let models = self.services.iter().flat_map(|it| &it.before);
        let models = models.map(|(file, text)| (file.as_path(), text.as_ref()));
        let manifest: (&Path, _) = (&self.manifest_file, Some(&self.manifest_before));
        for (file, before) in models.chain([manifest]) {
            if input::text(file).ok().as_ref() != before {
                return Err(
                    Error::file(file, "this changed while the import was decided")
                        .hint("import again; nothing was written"),
                );
            }
        }
        Ok(())
    }
}
