//! Compares paths by the files that they lead to.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Makes a path absolute, and resolves links and `..` as far as it exists.
pub fn real(path: &Path) -> PathBuf {
    // The current folder, for which there is no absolute path.
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            other => {
                real.push(other);
                if let Ok(target) = fs::canonicalize(&real) {
                    real = target;
                }
            }
        }
    }
    real
}
