//! Temporary projects: a manifest with models.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use botosmith::Difference;
use botosmith::{Manifest, Output, Result};

/// A temporary folder with a manifest, which is removed when this is dropped.
#[derive(Debug)]
pub struct Project {
    folder: tempfile::TempDir,
}

/// A manifest of the service `tiny`, with all operations of `model/`, whose crate is written to
/// `out/`.
pub const MANIFEST: &str = r#"[[crate]]
name = "tiny-clients"
path = "out"

[[crate.service]]
module = "tiny"
model = "model"
"#;

/// The files below a folder by path, with content and modification time; folders have neither.
pub type Tree = BTreeMap<PathBuf, Option<(Vec<u8>, SystemTime)>>;

impl Default for Project {
    fn default() -> Self {
        Self::new()
    }
}

impl Project {
    /// Creates a project with an empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// Path of the folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Path of a file in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file in the folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    /// Generates the crates of `manifest.toml` in memory.
    pub fn outputs(&self) -> Result<Vec<Output>> {
        botosmith::generate(&Manifest::read(&self.path("manifest.toml"))?)
    }

    /// Generates the crates of `manifest.toml` and writes them to disk.
    pub fn generate(&self) -> Result<Vec<(PathBuf, Difference)>> {
        let mut changed = Vec::new();
        for output in self.outputs()? {
            changed.extend(output.write()?);
        }
        Ok(changed)
    }

    /// The text of an error, with paths relative to the folder.
    pub fn shown(&self, error: &botosmith::Error) -> String {
        self.relative(&error.to_string())
    }

    /// Makes the paths in `text` relative to the folder.
    pub fn relative(&self, text: &str) -> String {
        let folder = self.folder().display().to_string();
        text.replace(&format!("{folder}/"), "")
            .replace(&folder, ".")
    }

    /// Reads all files and folders below the folder.
    pub fn tree(&self) -> Tree {
        tree(self.folder())
    }
}

/// Reads all files and folders below a folder.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).expect("a folder") {
            let path = entry.expect("an entry").path();
            let short = path.strip_prefix(folder).expect("below it").to_owned();
            if path.is_dir() {
                tree.insert(short, None);
                folders.push(path);
            } else {
                let time = fs::metadata(&path).and_then(|it| it.modified());
                let content = fs::read(&path).expect("a file");
                tree.insert(short, Some((content, time.expect("a time of change"))));
            }
        }
    }
    tree
}

/// Reads the files below a folder, without their times.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = tree(folder).into_iter();
    files
        .filter_map(|(path, file)| Some((path, file?.0)))
        .collect()
}
