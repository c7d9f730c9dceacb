//! Paths in a manifest.

use std::path::{Component, PathBuf};

use super::table::{At, Reader, Value};
use crate::error::Error;

/// Reads the folder of the models, which is in the manifest's folder or below it.
pub(super) fn models_folder(value: Value<'_>, reader: &mut Reader) -> Option<PathBuf> {
    let text = reader.string(value)?;
    let at = At::from(value.span());
    check_path(Some((text, at)), reader);
    let path = PathBuf::from(text);
    let is_below = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir);
    if path.components().all(is_below) {
        return Some(path);
    }
    reader.refuse(at, |place| {
        Error::at(
            place,
            "the folder of the models has to be in the manifest's folder",
        )
        .hint("use a relative path without `..`, such as \"models\"")
    });
    None
}

/// Refuses control characters, which would be instructions in the lines that Cargo reads.
pub(super) fn check_path(path: Option<(&str, At)>, reader: &mut Reader) {
    if let Some((_, at)) = path.filter(|(path, _)| path.contains(char::is_control)) {
        reader.refuse(at, |place| {
            Error::at(place, "this path contains a control character").hint("rename the folder")
        });
    }
}
