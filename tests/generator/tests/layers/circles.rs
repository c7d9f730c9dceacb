//! No two files of the generator import each other, whether directly or by way of others.

use std::collections::{BTreeMap, BTreeSet};

use generator_tests::sources::{SourceFile, files};
use syn::visit::Visit;

/// A module's path below the crate: `["plan", "http"]`.
type Module = Vec<String>;

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = files("codegen/src", ".rs");
    let graph = Graph::new(&files);
    assert!(
        graph.edges.len() > 50,
        "{} files with imports",
        graph.edges.len()
    );
    let circles = graph.circles();
    assert!(circles.is_empty(), "files import each other: {circles:#?}");
}

/// A graph as small as the one of a crate with a circle.
#[test]
fn a_circle_is_found() {
    let file = |path: &str, text: &str| SourceFile {
        path: format!("codegen/src/{path}"),
        text: text.to_owned(),
    };
    let circle = [
        file("lib.rs", "mod a; mod b;"),
        file(
            "a/mod.rs",
            "mod child; pub use child::parse; pub struct Shared;",
        ),
        file("a/child.rs", "use crate::b; pub fn parse() { b::run() }"),
        file("b.rs", "use crate::a::parse; pub fn run() {}"),
    ];
    let found = Graph::new(&circle).circles();
    let expected = BTreeSet::from(["a/child.rs".to_owned(), "b.rs".to_owned()]);
    assert_eq!(found, [expected], "by way of a re-export");
    let parent = [
        file("lib.rs", "mod a;"),
        file(
            "a.rs",
            "mod child; pub struct Shared; fn f() { child::g() }",
        ),
        file("a/child.rs", "use super::Shared; pub fn g() {}"),
    ];
    assert_eq!(
        Graph::new(&parent).circles().len(),
        1,
        "a parent and its child"
    );
}

/// Imports between files.
struct Graph {
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    fn new(files: &[SourceFile]) -> Self {
        let modules: BTreeMap<Module, &SourceFile> =
            files.iter().map(|file| (module(file), file)).collect();
        let exports: BTreeMap<&Module, Vec<(String, Module)>> = modules
            .iter()
            .map(|(module, file)| (module, exports(module, file)))
            .collect();
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (module, file) in &modules {
            let mut paths = Paths::default();
            paths.visit_file(&without_tests(file.parse()));
            for path in &paths.0 {
                let Some(path) = absolute(module, path, &modules) else {
                    continue;
                };
                let target = resolve(path, &modules, &exports);
                if let Some(target) = target
                    && target != *module
                {
                    let target = short(modules[&target]);
                    edges.entry(short(file)).or_default().insert(target);
                }
            }
        }
        Self { edges }
    }

    /// Groups of files that reach each other.
    fn circles(&self) -> Vec<BTreeSet<String>> {
        let reached = |from: &String| {
            let mut seen = BTreeSet::new();
            let mut queue: Vec<&String> = self.edges.get(from).into_iter().flatten().collect();
            while let Some(next) = queue.pop() {
                if seen.insert(next.clone()) {
                    queue.extend(self.edges.get(next).into_iter().flatten());
                }
            }
            seen
        };
        let all: BTreeMap<&String, BTreeSet<String>> = self
            .edges
            .keys()
            .map(|file| (file, reached(file)))
            .collect();
        let groups = all.iter().filter(|(file, seen)| seen.contains(**file));
        let groups: BTreeSet<BTreeSet<String>> = groups
            .map(|(file, seen)| {
                let back = |it: &&String| all.get(it).is_some_and(|seen| seen.contains(*file));
                seen.iter().filter(back).cloned().collect()
            })
            .collect();
        groups.into_iter().collect()
    }
}

fn short(file: &SourceFile) -> String {
    file.path["codegen/src/".len()..].to_owned()
}

fn module(file: &SourceFile) -> Module {
    let path = short(file);
    let path = path.strip_suffix(".rs").expect("a Rust file");
    let mut module: Module = path.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|it| it == "mod" || it == "lib") {
        module.pop();
    }
    module
}

/// Test modules may import whatever they test.
fn without_tests(mut file: syn::File) -> syn::File {
    file.items.retain(|item| match item {
        syn::Item::Mod(module) => !module.attrs.iter().any(|it| it.path().is_ident("cfg")),
        _ => true,
    });
    file
}

/// Paths of a file, as lists of segments: those of `use` items, and those in the code.
#[derive(Default)]
struct Paths(Vec<Vec<String>>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // A re-export imports nothing into the file itself.
        if matches!(item.vis, syn::Visibility::Inherited) {
            self.0
                .extend(leaves(&item.tree).into_iter().map(|(_, path)| path));
        }
    }

    // `pub(in crate::emit)` uses nothing of `emit`.
    fn visit_visibility(&mut self, _visibility: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|it| it.ident.to_string())
            .collect();
        if segments.len() > 1 {
            self.0.push(segments);
        }
        syn::visit::visit_path(self, path);
    }
}

/// Names and paths that a `use` tree brings into scope.
fn leaves(tree: &syn::UseTree) -> Vec<(String, Vec<String>)> {
    let below = |first: String, tree: &syn::UseTree| {
        let leaves = leaves(tree).into_iter();
        let leaves = leaves.map(move |(name, mut path)| {
            path.insert(0, first.clone());
            (name, path)
        });
        leaves.collect::<Vec<_>>()
    };
    match tree {
        syn::UseTree::Path(path) => below(path.ident.to_string(), &path.tree),
        syn::UseTree::Name(name) if name.ident == "self" => vec![(String::new(), Vec::new())],
        syn::UseTree::Name(name) => vec![(name.ident.to_string(), vec![name.ident.to_string()])],
        syn::UseTree::Rename(name) => {
            vec![(name.rename.to_string(), vec![name.ident.to_string()])]
        }
        syn::UseTree::Glob(_) => vec![("*".to_owned(), Vec::new())],
        syn::UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

/// Re-exports of a module: names, and what they stand for.
fn exports(module: &Module, file: &SourceFile) -> Vec<(String, Module)> {
    let mut exports = Vec::new();
    for item in file.parse().items {
        if let syn::Item::Use(item) = item
            && !matches!(item.vis, syn::Visibility::Inherited)
        {
            for (name, path) in leaves(&item.tree) {
                exports.push((name, from_crate(module, &path)));
            }
        }
    }
    exports
}

/// A path from the root of the crate, if it is taken relative to `module`.
fn from_crate(module: &Module, path: &[String]) -> Module {
    let mut start = module.clone();
    for (index, segment) in path.iter().enumerate() {
        match segment.as_str() {
            "crate" => start.clear(),
            "self" => {}
            "super" => drop(start.pop()),
            _ => {
                start.extend(path[index..].iter().cloned());
                return start;
            }
        }
    }
    start
}

/// The path from the root of the crate; `None` for one that leads into another crate.
fn absolute(
    module: &Module,
    path: &[String],
    modules: &BTreeMap<Module, &SourceFile>,
) -> Option<Module> {
    let first = path.first()?;
    let is_relative = ["crate", "self", "super"].contains(&first.as_str());
    let is_child = || {
        let child = from_crate(module, std::slice::from_ref(first));
        modules.contains_key(&child)
    };
    (is_relative || is_child()).then(|| from_crate(module, path))
}

/// The module in which the item at the end of a path is defined.
fn resolve(
    mut path: Module,
    modules: &BTreeMap<Module, &SourceFile>,
    exports: &BTreeMap<&Module, Vec<(String, Module)>>,
) -> Option<Module> {
    // Chains of re-exports are short.
    for _ in 0..8 {
        let length = (0..=path.len())
            .rev()
            .find(|it| modules.contains_key(&path[..*it].to_vec()))?;
        let (module, rest) = path.split_at(length);
        let module = module.to_vec();
        let found = rest.first().and_then(|name| {
            let mut exports = exports[&module].iter();
            exports.find(|(known, _)| known == name)
        });
        match found {
            Some((_, target)) => path = [target.as_slice(), &rest[1..]].concat(),
            // The root of the crate is its face to others: it declares modules only.
            None => return (!module.is_empty()).then_some(module),
        }
    }
    None
}
