//! Reads the files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Folder with the models of `tests/features`, one for each feature of the generator.
pub fn feature_models() -> PathBuf {
    repository().join("tests/models/features")
}

/// Folder with the model of ECS as a release of botocore has it, for the comparison of two
/// releases.
pub fn botocore_models(version: &str) -> PathBuf {
    repository().join(format!("tests/models/botocore-{version}"))
}

/// Root folder of the repository.
pub fn repository() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder
        .expect("tests/generator is below the root")
        .to_owned()
}

/// A file of the repository.
#[derive(Debug)]
pub struct SourceFile {
    /// Path in the repository, with `/`.
    pub path: String,
    /// The text.
    pub text: String,
}

impl SourceFile {
    /// Parses a Rust file.
    ///
    /// # Panics
    /// If it is not Rust.
    pub fn parse(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }
}

/// Reads the text files below a folder of the repository whose paths end with `suffix`, sorted by
/// path.
///
/// `.git` and the files that `.gitignore` names are left out.
pub fn files(below: &str, suffix: &str) -> Vec<SourceFile> {
    let root = repository();
    let ignored = fs::read_to_string(root.join(".gitignore")).expect(".gitignore");
    let ignored: Vec<&str> = ignored
        .lines()
        .map(|line| line.trim_matches('/'))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let is_ignored = |name: &str| {
        name == ".git"
            || ignored
                .iter()
                .any(|pattern| match pattern.strip_prefix('*') {
                    Some(end) => name.ends_with(end),
                    None => name == *pattern,
                })
    };
    let mut found = Vec::new();
    let mut folders = vec![root.join(below)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let entry = entry.expect("an entry");
            let (path, name) = (entry.path(), entry.file_name());
            if is_ignored(&name.to_string_lossy()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let short = path.strip_prefix(&root).expect("below the repository");
            let short = short.to_string_lossy().replace('\\', "/");
            if short.ends_with(suffix)
                && let Ok(text) = String::from_utf8(fs::read(&path).expect("a file"))
            {
                found.push(SourceFile { path: short, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Collects all identifiers of tokens, including those in arguments of macros.
pub fn idents(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(idents(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}
