//! Checks the folders of a manifest's crates: a crate is replaced as a whole, so that nothing else
//! may be in its `src`, and no crate in the folder of another or of a model.

use std::path::{Path, PathBuf};

use crate::error::{Error, Errors, Result, TextPosition};
use crate::manifest::{Crate, Manifest};
use crate::paths;

/// Checks the folders of all crates.
///
/// # Errors
/// If a crate's folder is another's, the manifest's, or inside another crate's or a model's, or if
/// a model or the manifest is in the `src` of a crate.
pub(crate) fn check(manifest: &Manifest) -> Result<()> {
    let mut errors = Errors::default();
    let base = real(manifest.base());
    let folder = |path: &Path| real(&manifest.base().join(path));
    let crates: Vec<(&Crate, PathBuf)> = manifest
        .crates
        .iter()
        .map(|it| (it, folder(&it.path)))
        .collect();
    let services = manifest.crates.iter().flat_map(|it| &it.services);
    let models: Vec<(&TextPosition, PathBuf)> = services
        .map(|it| (&it.model_location, folder(&it.model)))
        .collect();
    for (index, (crate_, folder)) in crates.iter().enumerate() {
        let at = &crate_.path_location;
        let others = crates.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != index);
        if let Some((what, hint)) = others.find_map(|(other, (it, of_other))| {
            // Two crates in one folder are one mistake, of the second.
            let is_same = folder == of_other && other < index;
            nested(folder, of_other, is_same, &it.name)
        }) {
            errors.add(|| Error::at(at, what).hint(hint));
        } else if *folder == base {
            errors.add(|| {
                Error::at(at, "this is the folder of the manifest")
                    .hint("give the crate a folder of its own, such as \"clients\"")
            });
        } else if models.iter().any(|(_, model)| folder.starts_with(model)) {
            errors.add(|| {
                Error::at(
                    at,
                    "this is in the folder of a model, which `botosmith import` replaces",
                )
                .hint("give the crate a folder elsewhere, such as \"clients\"")
            });
        } else if base.starts_with(folder.join("src")) {
            errors.add(|| {
                Error::at(at, "the manifest is in the folder `src` of this crate")
                    .hint("move it: whatever is generated replaces all of `src`")
            });
        }
        for (at, model) in &models {
            if model.starts_with(folder.join("src")) {
                errors.add(|| {
                    let what =
                        format!("this is in the folder `src` of the crate `{}`", crate_.name);
                    Error::at(*at, what)
                        .hint("move the model: whatever is generated replaces all of `src`")
                });
            }
        }
    }
    errors.sort();
    errors.finish()
}

/// Returns what is wrong with a folder that is, or is in, the one of another crate, and a hint.
fn nested(
    folder: &Path,
    of_other: &Path,
    is_same: bool,
    other: &str,
) -> Option<(String, &'static str)> {
    if is_same {
        let what = "this folder is another crate's".to_owned();
        return Some((
            what,
            "give each crate a folder of its own: it is written as a whole",
        ));
    }
    if folder != of_other && folder.starts_with(of_other) {
        let what = format!("this is in the folder of the crate `{other}`");
        return Some((
            what,
            "put crates beside each other: each is written as a whole",
        ));
    }
    None
}

/// Resolves a path, and the case of letters, since two names that differ in nothing else are one
/// folder on some systems.
fn real(path: &Path) -> PathBuf {
    paths::real(path).to_string_lossy().to_lowercase().into()
}
