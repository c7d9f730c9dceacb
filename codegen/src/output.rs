//! Formats files, compares them with those on disk, and writes them atomically.

#[cfg(test)]
mod tests;
mod union;

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::atomic;
use crate::emit::{self, Content, File};
use crate::error::{Error, Result};
use crate::input;
use crate::parallel;
use crate::summary::{Difference, Summary};

/// A crate as it should be on disk.
///
/// The generator owns `Cargo.toml` and the folder `src`; other files in the crate's folder are left
/// alone. The output includes the `names.lock` files, which stand beside the models.
#[derive(Debug)]
pub struct Output {
    /// Name of the package, for the summary.
    name: String,
    /// Modules of the services, each with the number of its operations, for the summary.
    services: Vec<(String, usize)>,
    folder: PathBuf,
    files: BTreeMap<String, String>,
    locks: BTreeMap<PathBuf, String>,
}

impl Output {
    /// Formats the files of a crate.
    pub fn new(folder: PathBuf, files: Vec<File<'_>>) -> Self {
        let texts = parallel::map(&files, &|file| render(&file.content));
        let paths = files.into_iter().map(|file| file.path);
        let files = paths.zip(texts).collect();
        Self {
            name: String::new(),
            services: Vec::new(),
            folder,
            files,
            locks: BTreeMap::new(),
        }
    }

    /// Sets what a summary says of the crate: its name, and its modules with the number of their
    /// operations.
    #[must_use]
    pub(crate) fn about(mut self, name: String, services: Vec<(String, usize)>) -> Self {
        (self.name, self.services) = (name, services);
        self
    }

    /// Makes the summary of the crate.
    pub(crate) fn summary(&self, differences: Vec<(PathBuf, Difference)>) -> Summary {
        Summary {
            name: self.name.clone(),
            folder: self.folder.clone(),
            services: self.services.clone(),
            files: self.files.len(),
            differences,
        }
    }

    /// Adds `names.lock` files: path and text.
    #[must_use]
    pub fn with_locks(mut self, locks: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        self.locks.extend(locks);
        self
    }

    /// Moves the output to another folder. That is only a copy, so that it has no `names.lock`
    /// files.
    #[must_use]
    pub fn at(mut self, folder: &Path) -> Self {
        self.folder = folder.to_owned();
        self.locks.clear();
        self
    }

    /// Returns the crate's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the files: path in the crate, with `/`, and contents.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// Lists the files that differ from those on disk, by path.
    ///
    /// # Errors
    /// If the folder cannot be read, or has a package that is not generated.
    pub fn differences(&self) -> Result<Vec<(PathBuf, Difference)>> {
        let mut found: BTreeMap<PathBuf, Difference> = BTreeMap::new();
        let files = self.files.iter();
        let files = files.map(|(path, content)| (self.folder.join(path), content));
        let locks = self.locks.iter();
        for (file, content) in files.chain(locks.map(|(file, text)| (file.clone(), text))) {
            match input::bytes(&file) {
                Ok(bytes) if bytes == content.as_bytes() => {}
                Ok(_) => {
                    found.insert(file, Difference::Stale);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    found.insert(file, Difference::Missing);
                }
                Err(error) => return Err(failed("read", &file, &error)),
            }
        }
        if !found.is_empty() {
            self.refuse_foreign()?;
        }
        let source = self.folder.join("src");
        for file in files_below(&source).map_err(|error| failed("read", &source, &error))? {
            let path = file.strip_prefix(&self.folder).expect("a file below it");
            let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            if !self.files.contains_key(&path.join("/")) {
                found.insert(file, Difference::Orphaned);
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Writes the crate, and removes files from `src` that are not part of it. Returns the
    /// differences.
    ///
    /// New files are written beside the old ones first; then `src` is exchanged as a whole. A
    /// failure before that leaves the old crate unchanged, and the next run removes what a killed
    /// one left behind.
    ///
    /// # Errors
    /// If a file cannot be written, or the folder has a package that is not generated.
    pub fn write(&self) -> Result<Vec<(PathBuf, Difference)>> {
        self.write_in_steps(&mut || ())
    }

    /// Writes the crate; `moment` is called between any two changes that others can see.
    fn write_in_steps(&self, moment: &mut dyn FnMut()) -> Result<Vec<(PathBuf, Difference)>> {
        let fail = |error: io::Error| failed("write", &self.folder, &error);
        let _alone = atomic::enter(&self.folder).map_err(fail)?;
        let differences = self.differences()?;
        if differences.is_empty() {
            return Ok(differences);
        }
        // As strings, since paths are slow to compare.
        let changed: HashSet<&OsStr> = differences.iter().map(|(it, _)| it.as_os_str()).collect();
        // In the same folder, so that it is on the same file system. Dropping it removes its
        // contents.
        let staging = atomic::staging(&self.folder).map_err(fail)?;
        for (path, content) in &self.files {
            let (new, old) = (staging.path().join(path), self.folder.join(path));
            let write = || -> io::Result<()> {
                fs::create_dir_all(new.parent().expect("it is below the staging folder"))?;
                let is_changed = changed.contains(old.as_os_str());
                // Unchanged files keep their time stamps, so that Cargo does not rebuild them.
                if is_changed || fs::hard_link(&old, &new).is_err() {
                    fs::write(&new, content)
                } else {
                    Ok(())
                }
            };
            write().map_err(|error| failed("write", &new, &error))?;
        }
        // Locks go first: a lock without its crate only reserves names, but a crate without its
        // lock may lose them.
        for (file, text) in &self.locks {
            if changed.contains(file.as_os_str()) {
                atomic::replace(file, text).map_err(|error| failed("write", file, &error))?;
            }
        }
        moment();
        self.commit(staging.path(), moment).map_err(fail)?;
        Ok(differences)
    }

    /// Moves the staged files in place. Two paths cannot be replaced at once, so that `Cargo.toml`
    /// has what the old and the new `src` need while these are exchanged.
    fn commit(&self, staging: &Path, moment: &mut dyn FnMut()) -> io::Result<()> {
        let manifest = self.folder.join("Cargo.toml");
        let (new, src) = (staging.join("Cargo.toml"), staging.join("src"));
        let old_text = input::text(&manifest).ok();
        let new_text = self.files.get("Cargo.toml").map_or("", String::as_str);
        let both = old_text.as_deref();
        let both = both.and_then(|old| union::union(old, new_text));
        let both = both.filter(|both| both != new_text);
        if let Some(both) = &both {
            atomic::replace(&manifest, both)?;
        } else {
            fs::rename(&new, &manifest)?;
        }
        moment();
        let exchanged = atomic::put(&src, &self.folder.join("src")).and_then(|()| {
            moment();
            if both.is_some() {
                fs::rename(&new, &manifest).or_else(|error| {
                    atomic::put(&src, &self.folder.join("src"))?;
                    Err(error)
                })?;
                moment();
            }
            Ok(())
        });
        exchanged.or_else(|error| {
            match old_text {
                Some(old) => atomic::replace(&manifest, &old)?,
                None => fs::remove_file(&manifest)?,
            }
            Err(error)
        })
    }

    /// Refuses to replace a crate that the generator did not write.
    fn refuse_foreign(&self) -> Result<()> {
        let manifest = self.folder.join("Cargo.toml");
        let (file, is_ours) = match input::text(&manifest) {
            Ok(text) => (manifest, emit::is_generated(&text)),
            Err(_) => (self.folder.join("src"), false),
        };
        if is_ours || !file.exists() {
            Ok(())
        } else {
            Err(Error::file(
                file,
                "botosmith did not write this, and does not replace it",
            )
            .hint("give the crate a folder of its own in the manifest, or move what is there away"))
        }
    }
}

fn failed(what: &str, file: &Path, error: &io::Error) -> Error {
    Error::file(file, format!("cannot {what} the file: {error}"))
        .hint("nothing was changed; check that the folder exists and is writable, and that the disk has space")
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path())
            } else {
                files.push(entry.path())
            }
        }
    }
    Ok(files)
}

/// Header of every Rust file, so that nobody edits it by mistake.
const HEADER: &str = "// @generated by botosmith; do not edit.\n";

fn render(content: &Content<'_>) -> String {
    match content {
        Content::Tokens(make) => format!("{HEADER}\n{}", format_rust(make.as_ref())),
        Content::Text(text) if text.starts_with("//!") => format!("{HEADER}\n{text}"),
        Content::Text(text) => text.clone(),
    }
}

/// Formats item by item, with the blank lines that prettyplease leaves out.
fn format_rust(make: &dyn Fn() -> TokenStream) -> String {
    let file: syn::File = match syn::parse2(make()) {
        Ok(file) => file,
        // Only a defect of an emitter can cause this, so that it is not an error for the user.
        Err(error) => panic!("emitted code is not Rust: {error}\n{}", make()),
    };
    let unparse = |attrs, items| {
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs,
            items,
        })
    };
    let mut out = unparse(file.attrs, Vec::new());
    let mut last = None;
    for item in file.items {
        let group = group(&item);
        if !out.is_empty() && (group.is_none() || group != last) {
            out.push('\n');
        }
        last = group;
        let mut lines = String::new();
        for line in unparse(Vec::new(), vec![item]).lines() {
            // Between the methods of an `impl`.
            let begins_member = line.starts_with("    ") && !line.starts_with("     ");
            if begins_member && line != "    }" && lines.ends_with("\n    }\n") {
                lines.push('\n');
            }
            lines += line;
            lines.push('\n');
        }
        out += &lines;
    }
    out
}

/// Returns the group of an item. Items of a group follow each other without blank lines.
fn group(item: &syn::Item) -> Option<&'static str> {
    match item {
        syn::Item::Use(it) if matches!(it.vis, syn::Visibility::Public(_)) => Some("pub use"),
        syn::Item::Use(it) => {
            let path = quote::ToTokens::to_token_stream(&it.tree).to_string();
            Some(match path.split(' ').next() {
                Some("std") => "use std",
                Some("crate" | "super") => "use crate",
                _ => "use",
            })
        }
        syn::Item::Mod(it) if it.attrs.is_empty() => Some("mod"),
        _ => None,
    }
}
