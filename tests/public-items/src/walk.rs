//! From modules to lines.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::Visit;

use super::resolve::{self, Target};
use super::text::{self, shown, signature};
use super::{Crate, Error, Kind, Line, Names, Result, child, join};

/// What is found on the way.
struct Walk<'a> {
    krate: &'a Crate,
    root: &'a Names,
    /// Lines by what sorts them.
    lines: BTreeMap<(String, Kind, String), Origin>,
    /// Where an item is public, by where it is defined.
    public: BTreeMap<Names, String>,
}

/// Where a line comes from: the path of its item, and the definitions that it mentions.
struct Origin {
    item: String,
    mentions: BTreeSet<Names>,
}

/// The type, or other item, whose lines are added.
struct Place<'a> {
    /// The module that the code stands in, where its paths start.
    module: &'a Names,
    /// Its public path.
    own: &'a str,
}

/// The lines of the public API below the module `root`.
pub(super) fn lines(krate: &Crate, root: &Names) -> Result<Vec<Line>> {
    if !krate.modules.contains_key(root) {
        return Err(Error::NoModule(root.join("::")));
    }
    let mut walk = Walk {
        krate,
        root,
        lines: BTreeMap::new(),
        public: BTreeMap::new(),
    };
    walk.module(root, root)?;
    let public = walk.public;
    let lines = walk.lines.into_iter().map(|((path, kind, text), origin)| {
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

impl Walk<'_> {
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

    /// Adds what `pub use` makes public as `name` (`*`: all of a module) in the module `public`.
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
            // It has a public path of its own, where its lines stand.
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

    /// Whether all modules from the root to the item are public, and the item itself is.
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
        let place = &Place {
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
                self.own(place, line, |it| it.visit_generics(&item.generics));
                self.fields(place, &item.fields);
                self.impls(place, &item.attrs, path)?;
            }
            syn::Item::Enum(item) => {
                let line = format!("{marks}pub enum {own}{}", shown(&item.generics));
                self.own(place, line, |it| it.visit_generics(&item.generics));
                self.variants(place, item);
                self.impls(place, &item.attrs, path)?;
            }
            syn::Item::Trait(item) => self.trait_(place, item, &marks),
            syn::Item::Fn(item) => {
                let line = format!("{marks}{}", signature(&own, &item.sig));
                self.own(place, line, |it| it.visit_signature(&item.sig));
            }
            syn::Item::Const(item) => {
                let line = format!("{marks}pub const {own}: {}", shown(&item.ty));
                self.own(place, line, |it| it.visit_type(&item.ty));
            }
            syn::Item::Static(item) => {
                let line = format!("{marks}pub static {own}: {}", shown(&item.ty));
                self.own(place, line, |it| it.visit_type(&item.ty));
            }
            syn::Item::Type(item) => {
                let (generics, ty) = (shown(&item.generics), shown(&item.ty));
                let line = format!("{marks}pub type {own}{generics} = {ty}");
                self.own(place, line, |it| {
                    it.visit_generics(&item.generics);
                    it.visit_type(&item.ty);
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn fields(&mut self, place: &Place, fields: &syn::Fields) {
        for (index, field) in fields.iter().enumerate() {
            if !matches!(field.vis, syn::Visibility::Public(_)) || text::is_left_out(&field.attrs) {
                continue;
            }
            let name = field.ident.as_ref().map_or(index.to_string(), text::unraw);
            let path = format!("{}::{name}", place.own);
            let marks = text::marks(&field.attrs);
            let line = format!("{marks}pub {path}: {}", shown(&field.ty));
            self.member(place, &path, line, |it| it.visit_type(&field.ty));
        }
    }

    fn variants(&mut self, place: &Place, item: &syn::ItemEnum) {
        let variants = item.variants.iter();
        for variant in variants.filter(|it| !text::is_left_out(&it.attrs)) {
            let path = format!("{}::{}", place.own, text::unraw(&variant.ident));
            let marks = text::marks(&variant.attrs);
            let line = format!("{marks}{path}{}", shown(&variant.fields));
            self.member(place, &path, line, |it| it.visit_fields(&variant.fields));
        }
    }

    fn trait_(&mut self, place: &Place, item: &syn::ItemTrait, marks: &str) {
        let own = place.own;
        let (generics, bounds) = (shown(&item.generics), shown(&item.supertraits));
        let colon = if bounds.is_empty() { "" } else { ": " };
        let line = format!("{marks}pub trait {own}{generics}{colon}{bounds}");
        self.own(place, line, |it| it.visit_generics(&item.generics));
        for inner in &item.items {
            match inner {
                syn::TraitItem::Fn(it) if !text::is_left_out(&it.attrs) => {
                    let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                    let default = if it.default.is_some() { " { … }" } else { "" };
                    let line = format!("{}{default}", signature(&path, &it.sig));
                    self.member(place, &path, line, |visit| visit.visit_signature(&it.sig));
                }
                syn::TraitItem::Type(it) => {
                    let path = format!("{own}::{}", it.ident);
                    let line = format!("type {path}: {}", shown(&it.bounds));
                    self.member(place, &path, line, |visit| visit.visit_trait_item_type(it));
                }
                _ => {}
            }
        }
    }

    /// Adds the traits and the methods of the type at `path`.
    fn impls(&mut self, place: &Place, attributes: &[syn::Attribute], path: &Names) -> Result<()> {
        let (krate, own) = (self.krate, place.own);
        let derives = text::derives(attributes).map_err(|error| Error::Derive {
            module: place.module.join("::"),
            what: error.to_string(),
        })?;
        for name in derives {
            let line = format!("impl {name} for {own}");
            self.add((own, Kind::Impl, line), own, BTreeSet::new());
        }
        for (module, block) in krate.impls.get(path).into_iter().flatten() {
            let place = &Place { module, own };
            if let Some((trait_, _)) = &block.trait_ {
                let line = format!("impl {} for {own}", shown(trait_));
                let mentions = self.mentions(place, |it| it.visit_item_impl_head(block));
                self.add((own, Kind::Impl, line), own, mentions);
                continue;
            }
            for item in &block.items {
                match item {
                    syn::ImplItem::Fn(it)
                        if matches!(it.vis, syn::Visibility::Public(_))
                            && !text::is_left_out(&it.attrs) =>
                    {
                        let path = format!("{own}::{}", text::unraw(&it.sig.ident));
                        let line =
                            format!("{}{}", text::marks(&it.attrs), signature(&path, &it.sig));
                        self.member(place, &path, line, |visit| visit.visit_signature(&it.sig));
                    }
                    syn::ImplItem::Const(it) if matches!(it.vis, syn::Visibility::Public(_)) => {
                        let path = format!("{own}::{}", it.ident);
                        let line = format!("pub const {path}: {}", shown(&it.ty));
                        self.member(place, &path, line, |visit| visit.visit_type(&it.ty));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Adds the line of the item itself.
    fn own(&mut self, place: &Place, line: String, visit: impl FnOnce(&mut Mentions)) {
        self.member(place, place.own, line, visit);
    }

    /// Adds the line of something that belongs to the item.
    fn member(
        &mut self,
        place: &Place,
        path: &str,
        line: String,
        visit: impl FnOnce(&mut Mentions),
    ) {
        let mentions = self.mentions(place, visit);
        self.add((path, Kind::Item, line), place.own, mentions);
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

    fn mentions(&self, place: &Place, visit: impl FnOnce(&mut Mentions)) -> BTreeSet<Names> {
        let mut mentions = Mentions {
            krate: self.krate,
            module: place.module,
            found: BTreeSet::new(),
        };
        visit(&mut mentions);
        mentions.found
    }
}

/// The definitions of the crate that code of a module names.
struct Mentions<'a> {
    krate: &'a Crate,
    module: &'a Names,
    found: BTreeSet<Names>,
}

impl Mentions<'_> {
    /// An `impl` without what stands in its braces.
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
