//! Reads the files of a crate as modules.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::resolve::Target;
use super::{Crate, Error, Names, Result, child, text};

impl Crate {
    /// Reads a crate from its `lib.rs`.
    ///
    /// # Errors
    /// If a file is missing or is not Rust.
    pub fn read(library: &Path) -> Result<Self> {
        let mut krate = Self {
            modules: BTreeMap::new(),
            impls: BTreeMap::new(),
        };
        let folder = library.parent().unwrap_or(Path::new(""));
        krate.read_module(Vec::new(), library, folder)?;
        let mut impls: BTreeMap<Names, Vec<(Names, syn::ItemImpl)>> = BTreeMap::new();
        for (module, items) in &krate.modules {
            for item in items {
                if let syn::Item::Impl(block) = item
                    && let syn::Type::Path(ty) = &*block.self_ty
                    && let Target::Local(path) = krate.resolve_path(module, &ty.path)
                {
                    let block = (module.clone(), block.clone());
                    impls.entry(path).or_default().push(block);
                }
            }
        }
        krate.impls = impls;
        Ok(krate)
    }

    fn read_module(&mut self, path: Names, file: &Path, folder: &Path) -> Result<()> {
        let text = fs::read_to_string(file).map_err(|error| Error::File {
            file: file.to_owned(),
            error,
        })?;
        let parsed = syn::parse_file(&text).map_err(|error| {
            let start = error.span().start();
            Error::Syntax {
                file: file.to_owned(),
                line: start.line,
                column: start.column + 1,
                what: error.to_string(),
            }
        })?;
        self.add_module(path, parsed.items, folder)
    }

    /// Adds a module and its child modules, whose files are in `folder`.
    fn add_module(&mut self, path: Names, mut items: Vec<syn::Item>, folder: &Path) -> Result<()> {
        items.retain(|item| !text::is_left_out(text::attributes(item)));
        for item in &mut items {
            let syn::Item::Mod(module) = item else {
                continue;
            };
            let name = text::unraw(&module.ident);
            let inner = child(&path, &name);
            match module.content.take() {
                Some((_, items)) => self.add_module(inner, items, &folder.join(&name))?,
                None => {
                    let flat = folder.join(format!("{name}.rs"));
                    let file = if flat.exists() {
                        flat
                    } else {
                        folder.join(&name).join("mod.rs")
                    };
                    self.read_module(inner, &file, &folder.join(&name))?;
                }
            }
        }
        self.modules.insert(path, items);
        Ok(())
    }
}
