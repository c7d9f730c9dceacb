//! Loads a model and cuts it to the chosen operations, before anything is planned.

use std::path::{Path, PathBuf};

use crate::error::{Error, Errors, Result};
use crate::manifest;
use crate::model::{self, OperationName};

use super::naming::lock::Lock;
use super::naming::{self, Naming};

/// A model cut to the chosen operations, and the names of the whole model.
#[derive(Debug)]
pub struct Chosen {
    /// The chosen operations, and the shapes that they reach.
    pub model: model::Service,
    /// Names of everything in the uncut model.
    pub naming: Naming,
    /// Folder of the model.
    pub folder: PathBuf,
}

/// Loads the model of a service of the manifest, cut to the chosen operations.
///
/// # Errors
/// If the model or its lock file cannot be read, or an operation does not exist.
pub fn load(entry: &manifest::Service, manifest: &Path) -> Result<Chosen> {
    let folder = manifest
        .parent()
        .unwrap_or(Path::new(""))
        .join(&entry.model);
    let model = model::load(&folder)?;
    let naming = naming::naming(&model, &Lock::read(&folder)?, &Naming::default())?;
    choose(entry, folder, model, naming)
}

/// Cuts a model to the operations that the manifest chooses.
///
/// # Errors
/// If operations do not exist.
pub fn choose(
    entry: &manifest::Service,
    folder: PathBuf,
    mut model: model::Service,
    naming: Naming,
) -> Result<Chosen> {
    if let Some(chosen) = &entry.operations {
        let mut errors = Errors::default();
        for operation in chosen {
            if !model.operations.contains_key(operation.name.as_str()) {
                errors.add(|| no_operation(operation, &model));
            }
        }
        errors.finish()?;
    }
    // An operation in `skip` that the model does not have is left out already: an import cuts it.
    if entry.operations.is_some() || !entry.skip.is_empty() {
        model::slice(&mut model, |name| entry.chooses(name.as_str()));
    }
    Ok(Chosen {
        model,
        naming,
        folder,
    })
}

/// Makes the error for an unknown operation.
fn no_operation(operation: &manifest::ChosenOperation, model: &model::Service) -> Error {
    let known = model.operations.keys().map(OperationName::as_str);
    let file = model.source.file().display();
    let name = operation.name.escape_debug();
    Error::at(
        &operation.location,
        format!("{file} has no operation `{name}`"),
    )
    .hint(crate::nearest::hint(&operation.name, known))
}
