//! Collects the lines of modules.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;

use super::resolve::{self, Target};
use super::text::{self, shown, signature};
use super::{Crate, Error, Kind, Line, Names, Result, child, join};

/// Collects lines, and the public paths of items.
struct Collector<'a> {
    krate: &'a Crate,
    root: &'a Names,
    /// Lines by their sort keys.
    lines: BTreeMap<(String, Kind, String), Origin>,
    /// Public paths of items, by the paths of their definitions.
    public: BTreeMap<Names, String>,
}

/// Origin of a line: the path of its item, and the definitions that it mentions.
struct Origin {
    item: String,
    mentions: BTreeSet<Names>,
}

/// The item whose lines are added.
struct Owner<'a> {
    /// The module of the code, in which paths are resolved.
    module: &'a Names,
    /// Public path of the item.
    own: &'a str,
}

/// The lines of the public API below the module `root`.
pub(super) fn lines(krate: &Crate, root: &Names) -> Result<Vec<Line>> {
    if !krate.modules.contains_key(root) {
        return Err(Error::NoModule(root.join("::")));
    }
    let mut collector = Collector {
        krate,
        root,
        lines: BTreeMap::new(),
        public: BTreeMap::new(),
    };
    collector.module(root, root)?;
    let public = collector.public;
    let lines = collector
        .lines
        .into_iter()
        .map(|((path, kind, text), origin)| {
            let mentions = origin.mentions.iter().filter_map(|it| public.get(it));
            let mentions = mentions.filter(|it| **it != origin.item).cloned().collect();
            Line {
                path,
                kind,
                text,
                item: origin.item,
                mentions,
            }
        });
    Ok(lines.collect())
}

impl Collector<'_> {
    /// Adds the lines of the module `module`, which is public as `public`.
    fn module(&mut self, module: &Names, public: &Names) -> Result<()> {
        let krate = self.krate;
        for item in &krate.modules[module] {
            let Some(syn::Visibility::Public(_)) = text::visibility(item) else {
                continue;
            };
            if let syn::Item::Use(item) = item {
                for (path, name) in resolve::leaves(item) {
                    self.reexport((module, &path), (public, &name))?;
                }
            } else if let Some(name) = text::name(item) {
                self.item(item, &child(module, &name), &child(public, &name))?;
            }
        }
        Ok(())
    }

    /// Adds the lines of an item that a `pub use` makes public as `name` (`*` for all of a module)
    /// in the module `public`.
    fn reexport(
        &mut self,
        (module, path): (&Names, &[String]),
        (public, name): (&Names, &str),
    ) -> Result<()> {
        let new = child(public, name);
        let own = join(self.root, &new);
        match self.krate.resolve(module, path) {
            Target::Local(target) if name == "*" && self.krate.modules.contains_key(&target) => {
                self.module(&target, public)?;
            }
            // The item has a public path already, with its lines.
            Target::Local(target) if self.is_public(&target) => {
                let line = format!("pub use {own} = {}", join(self.root, &target));
                self.add((&own, Kind::Item, line), &own, [target].into());
            }
            Target::Local(target) => {
                let item = self.krate.item(&target).ok_or_else(|| Error::NoItem {
                    module: module.join("::"),
                    path: path.join("::"),
                })?;
                self.item(item, &target, &new)?;
            }
            Target::External(path) => {
                let line = format!("pub use {own} = {path}");
                self.add((&own, Kind::Item, line), &own, BTreeSet::new());
            }
        }
        Ok(())
    }

    /// True if the item and all modules from the root to it are public.
    fn is_public(&self, path: &Names) -> bool {
        path.starts_with(self.root)
            && (self.root.len()..path.len()).all(|end| {
                let item = self.krate.item(&path[..=end]);
                let visibility = item.and_then(text::visibility);
                matches!(visibility, Some(syn::Visibility::Public(_)))
            })
    }

    /// Adds the lines of the item at `path`, which is public as `public`.
    fn item(&mut self, item: &syn::Item, path: &Names, public: &Names) -> Result<()> {
        let own = join(self.root, public);
        let (_, module) = path.split_last().expect("an item has a name");
        let owner = &Owner {
            module: &module.to_vec(),
            own: &own,
        };
        self.public.entry(path.clone()).or_insert(own.clone());
        let marks = text::marks(text::attributes(item));
        match item {
            syn::Item::Mod(_) => {
                let line = format!("{marks}pub mod {own}");
                self.add((&own, Kind::Module, line), &own, BTreeSet::new());
                self.module(path, public)?;
            }
            syn::Item::Struct(item) => {
                let line = format!("{marks}pub struct {own}{}", shown(&item.generics));
                self.own(owner, line, |it| it.visit_generics(&item.generics));
                self.fields(owner, &item.fields);
                self.impls(owner, &item.attrs, path)?;
            }
            syn::Item::Enum(item) => {
                let line = format!("{marks}pub enum {own}{}", shown(&item.generics));
                self.own(owner, line, |it| it.visit_generics(&item.generics));
                self.variants(owner, item);
                self.impls(owner, &item.attrs, path)?;
            }
            syn::Item::Trait(item) => self.trait_(owner, item, &marks),
            syn::Item::Fn(item) => {
                let line = format!("{marks}{}", signature(&own, &item.sig));
                self.own(owner, line, |it| it.visit_signature(&item.sig));
            }
            syn::Item::Const(item) => {
                let line = format!("{marks}pub const {own}: {}", shown(&item.ty));
                self.own(owner, line, |it| it.visit_type(&item.ty));
            }
            syn::Item::Static(item) => {
                let line = format!("{marks}pub static {own}: {}", shown(&item.ty));
                self.own(owner, line, |it| it.visit_type(&item.ty));
            }
            syn::Item::Type(item) => {
                let (generics, ty) = (shown(&item.generics), shown(&item.ty));
                let line = format!("{marks}pub type {own}{generics} = {ty}");
                self.own(owner, line, |it| {
                    it.visit_generics(&item.generics);
                    it.visit_type(&item.ty);
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn fields(&mut self, owner: &Owner, fields: &syn::Fields) {
        for (index, field) in fields.iter().enumerate() {
            if !matches!(field.vis, syn::Visibility::Public(_)) || text::is_left_out(&field.attrs) {
                continue;
            }
            let name = field.ident.as_ref().map_or(index.to_string(), text::unraw);
            let path = format!("{}::{name}", owner.own);
            let marks = text::marks(&field.attrs);
            let line = format!("{marks}pub {path}: {}", shown(&field.ty));
            self.member(owner, &path, line, |it| it.visit_type(&field.ty));
        }
    }

    fn variants(&mut self, owner: &Owner, item: &syn::ItemEnum) {
        let variants = item.variants.iter();
        for variant in variants.filter(|it| !text::is_left_out(&it.attrs)) {
            let path = format!("{}::{}", owner.own, text::unraw(&variant.ident));
            let marks = text::marks(&variant.attrs);
            let line = format!("{marks}{path}{}", shown(&variant.fields));
            self.member(owner, &path, line, |it| it.visit_fields(&variant.fields));
        }
    }

    fn trait_(&mut self, owner: &Owner, item: &syn::ItemTrait, marks: &str) {
        let own = owner.own;
        let (generics, bounds) = (shown(&item.generics), shown(&item.supertraits));
        let colon = if bounds.is_empty() { "" } else { ": " };
        let line = format!("{marks}pub trait {own}{generics}{colon}{bounds}");
        self.own(owner, line, |it| it.visit_generics(&item.generics));
        for inner in &item.items {
            match inner {
                syn::TraitItem::Fn(it) if !text::is_left_out(&it.attrs) => {
                    let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                    let default = if it.default.is_some() { " { … }" } else { "" };
                    let line = format!("{}{default}", signature(&path, &it.sig));
                    self.member(owner, &path, line, |visit| visit.visit_signature(&it.sig));
                }
                syn::TraitItem::Type(it) => {
                    let path = format!("{own}::{}", it.ident);
                    let line = format!("type {path}: {}", shown(&it.bounds));
                    self.member(owner, &path, line, |visit| visit.visit_trait_item_type(it));
                }
                _ => {}
            }
        }
    }

    /// Adds the traits and the methods of the type at `path`.
    fn impls(&mut self, owner: &Owner, attributes: &[syn::Attribute], path: &Names) -> Result<()> {
        let (krate, own) = (self.krate, owner.own);
        let derives = text::derives(attributes).map_err(|error| Error::Derive {
            module: owner.module.join("::"),
            what: error.to_string(),
        })?;
        for name in derives {
            let line = format!("impl {name} for {own}");
            self.add((own, Kind::Impl, line), own, BTreeSet::new());
        }
        for (module, block) in krate.impls.get(path).into_iter().flatten() {
            let owner = &Owner { module, own };
            if let Some((trait_, _)) = &block.trait_ {
                let line = format!("impl {} for {own}", shown(trait_));
                let mentions = self.mentions(owner, |it| it.visit_item_impl_head(block));
                self.add((own, Kind::Impl, line), own, mentions);
            } else {
                self.associated_items(owner, &block.items);
            }
        }
        Ok(())
    }

    /// Adds the public methods and constants of an `impl` block.
    fn associated_items(&mut self, owner: &Owner, items: &[syn::ImplItem]) {
        let own = owner.own;
        for item in items {
            match item {
                syn::ImplItem::Fn(it)
                    if matches!(it.vis, syn::Visibility::Public(_))
                        && !text::is_left_out(&it.attrs) =>
                {
                    let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                    let line = format!("{}{}", text::marks(&it.attrs), signature(&path, &it.sig));
                    self.member(owner, &path, line, |visit| visit.visit_signature(&it.sig));
                }
                syn::ImplItem::Const(it) if matches!(it.vis, syn::Visibility::Public(_)) => {
                    let path = format!("{own}::{}", it.ident);
                    let line = format!("pub const {path}: {}", shown(&it.ty));
                    self.member(owner, &path, line, |visit| visit.visit_type(&it.ty));
                }
                _ => {}
            }
        }
    }

    /// Adds the line of the item itself.
    fn own(&mut self, owner: &Owner, line: String, visit: impl FnOnce(&mut Mentions)) {
        self.member(owner, owner.own, line, visit);
    }

    /// Adds the line of something that belongs to the item.
    fn member(
        &mut self,
        owner: &Owner,
        path: &str,
        line: String,
        visit: impl FnOnce(&mut Mentions),
    ) {
        let mentions = self.mentions(owner, visit);
        self.add((path, Kind::Item, line), owner.own, mentions);
    }

    fn add(
        &mut self,
        (path, kind, line): (&str, Kind, String),
        item: &str,
        mentions: BTreeSet<Names>,
    ) {
        let origin = Origin {
            item: item.to_owned(),
            mentions,
        };
        self.lines.insert((path.to_owned(), kind, line), origin);
    }

    fn mentions(&self, owner: &Owner, visit: impl FnOnce(&mut Mentions)) -> BTreeSet<Names> {
        let mut mentions = Mentions {
            krate: self.krate,
            module: owner.module,
            found: BTreeSet::new(),
        };
        visit(&mut mentions);
        mentions.found
    }
}

/// Finds the definitions of the crate that code of a module names.
struct Mentions<'a> {
    krate: &'a Crate,
    module: &'a Names,
    found: BTreeSet<Names>,
}

impl Mentions<'_> {
    /// Visits an `impl` without the items in its braces.
    fn visit_item_impl_head(&mut self, block: &syn::ItemImpl) {
        self.visit_generics(&block.generics);
        if let Some((trait_, _)) = &block.trait_ {
            syn::visit::visit_path(self, trait_);
        }
    }
}

impl<'ast> Visit<'ast> for Mentions<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Target::Local(found) = self.krate.resolve_path(self.module, path) {
            self.found.insert(found);
        }
        syn::visit::visit_path(self, path);
    }
}
