//! Makes small artificial releases of botocore, and finds published ones.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::sources::repository;

/// The files of a release of botocore: path in the wheel, and content.
#[derive(Debug, Clone)]
pub struct Botocore {
    version: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Botocore {
    /// A release without models.
    pub fn new(version: &str) -> Self {
        let init = format!("import os\n\n__version__ = '{version}'\n");
        Self {
            version: version.to_owned(),
            files: vec![
                ("botocore/__init__.py".to_owned(), init.into_bytes()),
                ("botocore/session.py".to_owned(), Vec::new()),
                ("botocore/data/endpoints.json".to_owned(), b"{}".into()),
            ],
        }
    }

    /// Adds a file of the data folder, such as `tiny/2024-01-01/service-2.json`.
    #[must_use]
    pub fn with(self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.with_file(&format!("botocore/data/{path}"), content)
    }

    /// Adds a file.
    #[must_use]
    pub fn with_file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), content.into()));
        self
    }

    /// Writes a wheel: a zip archive with gzipped models, as in current releases.
    pub fn wheel(&self, path: &Path) {
        let mut zip = zip::ZipWriter::new(File::create(path).expect("a file"));
        for (name, content) in &self.files {
            let is_model = name.starts_with("botocore/data/") && name.ends_with("service-2.json");
            let (name, content) = if is_model {
                (format!("{name}.gz"), gzip(content))
            } else {
                (name.clone(), content.clone())
            };
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).expect("an entry");
            zip.write_all(&content).expect("its content");
        }
        zip.finish().expect("a zip");
    }

    /// Writes an sdist: a gzipped tar archive.
    pub fn sdist(&self, path: &Path) {
        let file = GzEncoder::new(File::create(path).expect("a file"), Compression::fast());
        let mut tar = tar::Builder::new(file);
        for (name, content) in &self.files {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            let name = format!("botocore-{}/{name}", self.version);
            // Written directly, since `append_data` refuses names that tests need.
            let bytes = &mut header.as_old_mut().name;
            bytes[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, content.as_slice()).expect("an entry");
        }
        let file = tar.into_inner().expect("a tar");
        file.finish().expect("its end");
    }

    /// Writes the files as an unpacked wheel.
    pub fn folder(&self, path: &Path) {
        for (name, content) in &self.files {
            let file = path.join(name);
            fs::create_dir_all(file.parent().expect("a file in the folder")).expect("a folder");
            fs::write(file, content).expect("a file");
        }
    }
}

/// Compresses bytes with gzip.
pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(content)
        .expect("writing to memory cannot fail");
    gzip.finish().expect("writing to memory cannot fail")
}

/// Finds a published release of botocore, which `cargo xtask test` downloads into
/// `target/botocore`.
///
/// Without it, a note is printed to stderr, and the test has to return.
///
/// # Panics
/// In continuous integration (`CI=true`), where no test may be skipped.
pub fn published(file: &str) -> Option<PathBuf> {
    let path = repository().join("target/botocore").join(file);
    if path.exists() {
        return Some(path);
    }
    let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(
        !ci,
        "{} is missing; `cargo xtask test` downloads it",
        path.display()
    );
    // Not `eprintln!`, whose output is not shown for a test that passes.
    let _ = writeln!(
        std::io::stderr(),
        "skipped: {file} is missing; `cargo xtask test` downloads it if there is a Python"
    );
    None
}
