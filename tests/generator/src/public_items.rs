//! The public API of a crate as a list of lines, read from its sources.
//!
//! Modules are followed from a root, and `pub use` to what it names. Types are written by the last
//! segment of their paths (`Option<String>`, not `::std::option::Option<…>`) and parameters without their
//! names, so that lists of crates that spell the same API differently can be compared:
//!
//! ```text
//! #[non_exhaustive] pub struct types::Resource
//! impl Clone for types::Resource
//! pub types::Resource::name: Option<String>
//! pub fn types::Resource::name(&self) -> Option<&str>
//! ```
//!
//! What macros define is not seen, and what is `#[doc(hidden)]` or `#[cfg(test)]` is left out.

mod resolve;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use resolve::Target;
use text::{shown, signature};

/// The path of a module or an item in its crate.
type Names = Vec<String>;

/// A crate's modules, public or not.
#[derive(Debug)]
pub struct Crate {
    modules: BTreeMap<Names, Vec<syn::Item>>,
    /// The `impl` blocks by the type that they are for, each with its module.
    impls: BTreeMap<Names, Vec<syn::ItemImpl>>,
}

/// Lines with the path by which they are sorted; the traits of a type follow its definition.
type Lines = BTreeSet<(String, bool, String)>;

impl Crate {
    /// Reads a crate from its `lib.rs`.
    ///
    /// # Panics
    /// If a file is missing or is not Rust.
    pub fn read(library: &Path) -> Self {
        let mut krate = Self {
            modules: BTreeMap::new(),
            impls: BTreeMap::new(),
        };
        let folder = library.parent().expect("a file is in a folder");
        krate.read_module(Vec::new(), library, folder);
        let mut impls: BTreeMap<Names, Vec<syn::ItemImpl>> = BTreeMap::new();
        for (module, items) in &krate.modules {
            for item in items {
                if let syn::Item::Impl(block) = item
                    && let syn::Type::Path(ty) = &*block.self_ty
                    && let Target::Local(path) = krate.resolve_path(module, &ty.path)
                {
                    impls.entry(path).or_default().push(block.clone());
                }
            }
        }
        krate.impls = impls;
        krate
    }

    fn read_module(&mut self, path: Names, file: &Path, folder: &Path) {
        let text =
            fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.add_module(path, parsed.items, folder);
    }

    /// Adds a module and those in it; files of the latter are in `folder`.
    fn add_module(&mut self, path: Names, mut items: Vec<syn::Item>, folder: &Path) {
        items.retain(|item| !is_left_out(text::attributes(item)));
        for item in &mut items {
            let syn::Item::Mod(module) = item else {
                continue;
            };
            let name = text::unraw(&module.ident);
            let inner = child(&path, &name);
            match module.content.take() {
                Some((_, items)) => self.add_module(inner, items, &folder.join(&name)),
                None => {
                    let flat = folder.join(format!("{name}.rs"));
                    let file = match flat.exists() {
                        true => flat,
                        false => folder.join(&name).join("mod.rs"),
                    };
                    self.read_module(inner, &file, &folder.join(&name));
                }
            }
        }
        self.modules.insert(path, items);
    }

    /// The lines of the public API below the module `root` (`""`: the whole crate); paths begin there.
    pub fn public_items(&self, root: &str) -> Vec<String> {
        let root: Names = root
            .split("::")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        assert!(
            self.modules.contains_key(&root),
            "there is no module {root:?}"
        );
        let mut lines = Lines::new();
        self.module(&root, &root, &root, &mut lines);
        lines.into_iter().map(|(_, _, line)| line).collect()
    }

    /// Adds the lines of the module `module`, which is public as `public`.
    fn module(&self, root: &Names, module: &Names, public: &Names, lines: &mut Lines) {
        for item in &self.modules[module] {
            let Some(visibility) = text::visibility(item) else {
                continue;
            };
            if !matches!(visibility, syn::Visibility::Public(_)) {
                continue;
            }
            match item {
                syn::Item::Use(item) => {
                    for (path, name) in resolve::leaves(item) {
                        self.reexport(root, (module, &path), (public, &name), lines);
                    }
                }
                item => {
                    let name = text::name(item).expect("all but `use` and `impl` have one");
                    self.item(
                        root,
                        item,
                        &child(module, &name),
                        &child(public, &name),
                        lines,
                    );
                }
            }
        }
    }

    /// Adds what `pub use` makes public as `name` (`*`: all of a module) in the module `public`.
    fn reexport(
        &self,
        root: &Names,
        (module, path): (&Names, &[String]),
        (public, name): (&Names, &str),
        lines: &mut Lines,
    ) {
        let new = child(public, name);
        match self.resolve(module, path) {
            Target::Local(target) if name == "*" => self.module(root, &target, public, lines),
            // It has a public path of its own, where its lines stand.
            Target::Local(target) if self.is_public(root, &target) => {
                let line = format!("pub use {} = {}", join(root, &new), join(root, &target));
                lines.insert((join(root, &new), false, line));
            }
            Target::Local(target) => {
                let (name, parent) = target.split_last().expect("a name");
                let mut items = self.modules[parent].iter();
                let item = items.find(|item| text::name(item).as_ref() == Some(name));
                let item = item.unwrap_or_else(|| panic!("there is no {target:?}"));
                self.item(root, item, &target, &new, lines);
            }
            Target::External(path) => {
                let line = format!("pub use {} = {path}", join(root, &new));
                lines.insert((join(root, &new), false, line));
            }
        }
    }

    /// Whether all modules from the root to the item are public, and the item itself is.
    fn is_public(&self, root: &Names, path: &Names) -> bool {
        path.starts_with(root)
            && (root.len()..path.len()).all(|end| {
                let mut items = self.modules[&path[..end]].iter();
                let item = items.find(|item| text::name(item).as_ref() == Some(&path[end]));
                let visibility = item.and_then(text::visibility);
                matches!(visibility, Some(syn::Visibility::Public(_)))
            })
    }

    /// Adds the lines of the item at `path`, which is public as `public`.
    fn item(
        &self,
        root: &Names,
        item: &syn::Item,
        path: &Names,
        public: &Names,
        lines: &mut Lines,
    ) {
        let own = join(root, public);
        let marks = text::marks(text::attributes(item));
        let mut add = |path: String, line: String| {
            lines.insert((path, false, line));
        };
        let mut add_own = |line: String| add(own.clone(), format!("{marks}{line}"));
        match item {
            syn::Item::Mod(_) => {
                add_own(format!("pub mod {own}"));
                self.module(root, path, public, lines);
            }
            syn::Item::Struct(item) => {
                add_own(format!("pub struct {own}{}", shown(&item.generics)));
                for (index, field) in item.fields.iter().enumerate() {
                    if matches!(field.vis, syn::Visibility::Public(_)) && !is_left_out(&field.attrs)
                    {
                        let name = field.ident.as_ref().map_or(index.to_string(), text::unraw);
                        let path = format!("{own}::{name}");
                        let line = format!("pub {path}: {}", shown(&field.ty));
                        add(path, line);
                    }
                }
                self.impls(&item.attrs, path, &own, lines);
            }
            syn::Item::Enum(item) => {
                add_own(format!("pub enum {own}{}", shown(&item.generics)));
                for variant in item.variants.iter().filter(|it| !is_left_out(&it.attrs)) {
                    let path = format!("{own}::{}", text::unraw(&variant.ident));
                    let marks = text::marks(&variant.attrs);
                    let line = format!("{marks}{path}{}", shown(&variant.fields));
                    add(path, line);
                }
                self.impls(&item.attrs, path, &own, lines);
            }
            syn::Item::Trait(item) => {
                let bounds = shown(&item.supertraits);
                let colon = if bounds.is_empty() { "" } else { ": " };
                add_own(format!(
                    "pub trait {own}{}{colon}{bounds}",
                    shown(&item.generics)
                ));
                for inner in &item.items {
                    match inner {
                        syn::TraitItem::Fn(it) => {
                            let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                            let default = if it.default.is_some() { " { … }" } else { "" };
                            let line = format!("{}{default}", signature(&path, &it.sig));
                            add(path, line);
                        }
                        syn::TraitItem::Type(it) => {
                            let path = format!("{own}::{}", it.ident);
                            add(path.clone(), format!("type {path}: {}", shown(&it.bounds)));
                        }
                        _ => {}
                    }
                }
            }
            syn::Item::Fn(item) => add_own(signature(&own, &item.sig)),
            syn::Item::Const(item) => add_own(format!("pub const {own}: {}", shown(&item.ty))),
            syn::Item::Static(item) => add_own(format!("pub static {own}: {}", shown(&item.ty))),
            syn::Item::Type(item) => {
                let generics = shown(&item.generics);
                add_own(format!("pub type {own}{generics} = {}", shown(&item.ty)));
            }
            _ => {}
        }
    }

    /// Adds the traits and the methods of the type at `path`, which is public as `own`.
    fn impls(&self, attributes: &[syn::Attribute], path: &Names, own: &str, lines: &mut Lines) {
        for name in text::derives(attributes) {
            lines.insert((own.to_owned(), true, format!("impl {name} for {own}")));
        }
        for block in self.impls.get(path).into_iter().flatten() {
            if let Some((trait_, _)) = &block.trait_ {
                lines.insert((
                    own.to_owned(),
                    true,
                    format!("impl {} for {own}", shown(trait_)),
                ));
                continue;
            }
            for item in &block.items {
                match item {
                    syn::ImplItem::Fn(it)
                        if matches!(it.vis, syn::Visibility::Public(_))
                            && !is_left_out(&it.attrs) =>
                    {
                        let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                        let line =
                            format!("{}{}", text::marks(&it.attrs), signature(&path, &it.sig));
                        lines.insert((path, false, line));
                    }
                    syn::ImplItem::Const(it) if matches!(it.vis, syn::Visibility::Public(_)) => {
                        let path = format!("{own}::{}", it.ident);
                        let line = format!("pub const {path}: {}", shown(&it.ty));
                        lines.insert((path, false, line));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn child(parent: &[String], name: &str) -> Names {
    let mut path = parent.to_vec();
    path.push(name.to_owned());
    path
}

/// The path below the root.
fn join(root: &Names, path: &Names) -> String {
    path[root.len()..].join("::")
}

/// `#[doc(hidden)]` and `#[cfg(test)]`
fn is_left_out(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = shown(&attribute.meta);
        text == "doc(hidden)" || text == "cfg(test)"
    })
}
