//! Summaries of generated crates: how much there is, and which files on disk differ.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::annotation;
use crate::shown::{self, counted};

/// Difference of a file on disk from the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The file has other contents.
    Stale,
    /// The file does not exist.
    Missing,
    /// The file is not part of the output.
    Orphaned,
}

impl Difference {
    /// Writes the line of a GitHub workflow that shows the difference as an error; `root` is the
    /// folder of the repository.
    pub fn github(self, file: &Path, root: &Path) -> String {
        let message = match self {
            Self::Stale => "this file is stale: run `botosmith generate`",
            Self::Missing => "this file is missing: run `botosmith generate`",
            Self::Orphaned => {
                "this file is not generated any more: run `botosmith generate`, which removes it"
            }
        };
        let file = annotation::path(file, root);
        let title = annotation::TITLE;
        annotation::annotation(annotation::Level::Error, Some(&file), None, title, message)
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned => "orphaned",
        })
    }
}

/// A generated crate, compared with the files that were there before.
///
/// `Display` prints one line: `ecs: 88 operations, 612 files, unchanged`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Name of the package.
    pub name: String,
    /// Folder of the package.
    pub folder: PathBuf,
    /// Modules of the services, each with the number of its operations.
    pub services: Vec<(String, usize)>,
    /// Number of files, without those beside the models.
    pub files: usize,
    /// The files that differ, `names.lock` beside the models among them, by path.
    pub differences: Vec<(PathBuf, Difference)>,
}

impl Summary {
    /// Returns `true` if no file of the package was there before.
    pub fn is_new(&self) -> bool {
        let count = |it: &&(PathBuf, Difference)| {
            it.1 == Difference::Missing && it.0.starts_with(&self.folder)
        };
        self.differences.iter().filter(count).count() == self.files
    }

    fn count(&self, wanted: Difference) -> usize {
        let differences = self.differences.iter();
        differences.filter(|(_, it)| *it == wanted).count()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.services.iter().map(|(_, count)| count).sum();
        match self.services.as_slice() {
            [(module, _)] => write!(f, "{}", shown::line(module))?,
            several => write!(f, "{}: {} services", shown::line(&self.name), several.len())?,
        }
        let separator = if self.services.len() == 1 { ":" } else { "," };
        let operations = counted(operations, "operation");
        write!(
            f,
            "{separator} {operations}, {}",
            counted(self.files, "file")
        )?;
        if self.differences.is_empty() {
            return f.write_str(", unchanged");
        }
        let counts = [
            (Difference::Missing, "new"),
            (Difference::Stale, "changed"),
            (Difference::Orphaned, "removed"),
        ];
        let counts = counts.map(|(difference, word)| (self.count(difference), word));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        write!(f, ": {}", counts.join(", "))
    }
}
