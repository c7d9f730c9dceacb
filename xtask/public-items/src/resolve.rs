//! Resolves paths in modules.

use super::{Crate, Names, child, text};

/// The item that a path names.
pub(super) enum Target {
    /// An item or module of the crate.
    Local(Names),
    /// Something of another crate, by its path.
    External(String),
}

impl Crate {
    /// Resolves a path of the code in `module`.
    pub(super) fn resolve_path(&self, module: &Names, path: &syn::Path) -> Target {
        let segments = path.segments.iter().map(|it| text::unraw(&it.ident));
        let leading = path.leading_colon.map(|_| String::new());
        let segments: Vec<String> = leading.into_iter().chain(segments).collect();
        self.resolve(module, &segments)
    }

    /// As [`resolve_path`](Self::resolve_path); an empty first segment stands for a leading `::`.
    pub(super) fn resolve(&self, module: &Names, path: &[String]) -> Target {
        let (first, rest) = path.split_first().expect("a path has a segment");
        let start = match first.as_str() {
            "" => return Target::External(rest.join("::")),
            "crate" => Names::new(),
            "self" => module.clone(),
            "super" => match module.split_last() {
                Some((_, parent)) => parent.to_vec(),
                None => return Target::External(path.join("::")),
            },
            name => match self.in_module(module, name) {
                Some(Target::Local(found)) => found,
                Some(Target::External(found)) => {
                    let path: Vec<&str> = [found.as_str()]
                        .into_iter()
                        .chain(rest.iter().map(String::as_str))
                        .collect();
                    return Target::External(path.join("::"));
                }
                None => return Target::External(path.join("::")),
            },
        };
        match rest {
            [] => Target::Local(start),
            // An item of a module; variants and associated items of a type are not resolved.
            rest if self.modules.contains_key(&start) => {
                let is_relative = matches!(rest[0].as_str(), "super" | "self");
                match (is_relative, self.in_module(&start, &rest[0])) {
                    (true, _) => self.resolve(&start, rest),
                    (false, Some(Target::Local(found))) if rest.len() > 1 => {
                        let inner: Vec<String> = ["self".to_owned()]
                            .into_iter()
                            .chain(rest[1..].to_vec())
                            .collect();
                        self.resolve(&found, &inner)
                    }
                    (false, Some(found)) => found,
                    (false, None) => Target::External(path.join("::")),
                }
            }
            _ => Target::Local(start),
        }
    }

    /// Finds the item at a path.
    pub(super) fn item(&self, path: &[String]) -> Option<&syn::Item> {
        let (name, parent) = path.split_last()?;
        let mut items = self.modules.get(parent)?.iter();
        items.find(|item| text::name(item).as_ref() == Some(name))
    }

    /// Resolves `name` in a module: one of its items, or an import.
    fn in_module(&self, module: &Names, name: &str) -> Option<Target> {
        let items = &self.modules[module];
        if items
            .iter()
            .any(|item| text::name(item).as_deref() == Some(name))
        {
            return Some(Target::Local(child(module, name)));
        }
        let uses = items.iter().filter_map(|item| match item {
            syn::Item::Use(item) => Some(leaves(item)),
            _ => None,
        });
        let (path, _) = uses.flatten().find(|(_, known)| known == name)?;
        // `use name::…` of a crate `name` would resolve to itself without end.
        if path.first().is_some_and(|first| first == name) {
            Some(Target::External(path.join("::")))
        } else {
            Some(self.resolve(module, &path))
        }
    }
}

/// The paths that a `use` imports, and the names that they get; a glob's name is `*`.
pub(super) fn leaves(item: &syn::ItemUse) -> Vec<(Vec<String>, String)> {
    fn collect(tree: &syn::UseTree, path: &[String], out: &mut Vec<(Vec<String>, String)>) {
        match tree {
            syn::UseTree::Path(it) => collect(&it.tree, &child(path, &text::unraw(&it.ident)), out),
            syn::UseTree::Group(it) => it.items.iter().for_each(|tree| collect(tree, path, out)),
            syn::UseTree::Glob(_) => out.push((path.to_vec(), "*".to_owned())),
            syn::UseTree::Name(it) if it.ident == "self" => {
                let name = path.last().expect("`self` follows a path").clone();
                out.push((path.to_vec(), name));
            }
            syn::UseTree::Name(it) => {
                let name = text::unraw(&it.ident);
                out.push((child(path, &name), name));
            }
            syn::UseTree::Rename(it) => {
                out.push((
                    child(path, &text::unraw(&it.ident)),
                    text::unraw(&it.rename),
                ));
            }
        }
    }
    let leading = item.leading_colon.map(|_| String::new());
    let mut out = Vec::new();
    collect(
        &item.tree,
        &leading.into_iter().collect::<Vec<_>>(),
        &mut out,
    );
    out
}
