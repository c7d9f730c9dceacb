//! Rules for the layers of the generator: the names that each of them may use.
//!
//! Modules with `#[cfg(test)]` and comments may use all names.

use generator_tests::sources::{SourceFile, files, idents};
use quote::ToTokens;
use syn::visit::Visit;

use super::code::code;

/// Asserts that none of the files below a folder mentions one of the names.
fn without(below: &str, names: &[&str]) {
    let files = files(below, ".rs");
    assert!(files.len() > 2, "the files of {below}");
    for file in files {
        let found = idents(code(&file));
        let found: Vec<&String> = found
            .iter()
            .filter(|it| names.contains(&it.as_str()))
            .collect();
        assert!(
            found.is_empty(),
            "{}: {found:?} must not be used here",
            file.path
        );
    }
}

#[test]
fn only_emit_and_output_make_tokens() {
    let tokens = [
        "TokenStream",
        "TokenTree",
        "quote",
        "proc_macro2",
        "prettyplease",
        "ToTokens",
    ];
    without("codegen/src/model", &tokens);
    without("codegen/src/plan", &tokens);
}

#[test]
fn only_the_model_reads_json() {
    let others = files("codegen/src", ".rs").into_iter();
    let others = others.filter(|file| !file.path.starts_with("codegen/src/model/"));
    for file in others {
        let names = idents(code(&file));
        let mut after = names
            .iter()
            .skip_while(|name| *name != "serde_json")
            .skip(1);
        // What programs read is written in one place.
        let writes = file.path == "codegen/src/shown.rs";
        let is_allowed = after
            .next()
            .is_none_or(|next| writes && next == "to_string")
            && !after.any(|name| name == "serde_json");
        assert!(is_allowed, "{}", file.path);
    }
}

/// A layer uses no later layer.
#[test]
fn no_layer_uses_a_later_one() {
    for (below, later) in [
        (
            "codegen/src/model",
            &["plan", "emit", "output", "Output", "manifest", "heck"][..],
        ),
        ("codegen/src/plan", &["emit", "output", "Output"][..]),
        (
            "codegen/src/emit",
            &["Output", "manifest", "Manifest", "fs"][..],
        ),
    ] {
        for file in files(below, ".rs") {
            let mut paths = UsedPaths::default();
            syn::visit::visit_file(&mut paths, &file.parse());
            let found: Vec<&String> = paths
                .0
                .iter()
                .filter(|it| later.contains(&it.as_str()))
                .collect();
            assert!(found.is_empty(), "{} uses {found:?}", file.path);
        }
    }
}

/// The first segment after `crate` of each path, and that of paths from other crates.
#[derive(Default)]
struct UsedPaths(Vec<String>);

impl<'ast> Visit<'ast> for UsedPaths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter().map(|it| it.ident.to_string());
        if path.segments.len() > 1 {
            self.0
                .extend(segments.find(|it| it != "crate" && it != "super"));
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        match path.ident.to_string().as_str() {
            "crate" | "super" => match &*path.tree {
                syn::UseTree::Path(next) => self.0.push(next.ident.to_string()),
                syn::UseTree::Name(next) => self.0.push(next.ident.to_string()),
                syn::UseTree::Group(group) => self.0.extend(idents(group.to_token_stream())),
                _ => {}
            },
            other => self.0.push(other.to_owned()),
        }
    }
}

/// There is one match on the protocol, which decides the axes on which all other code branches.
#[test]
fn one_file_matches_on_the_protocol() {
    #[derive(Default)]
    struct Variants(Vec<String>);
    impl<'ast> Visit<'ast> for Variants {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let segments: Vec<String> = path
                .segments
                .iter()
                .map(|it| it.ident.to_string())
                .collect();
            let variants = ["Json", "RestJson", "RestXml", "RpcV2Cbor", "Query", "Ec2"];
            if let [.., owner, variant] = segments.as_slice()
                && owner == "Protocol"
                && variants.contains(&variant.as_str())
            {
                self.0.push(variant.clone());
            }
        }
    }
    let mut matching = Vec::new();
    for file in files("codegen/src", ".rs") {
        let mut variants = Variants::default();
        syn::visit::visit_file(&mut variants, &file.parse());
        if !variants.0.is_empty() && !file.path.starts_with("codegen/src/model/") {
            matching.push(file.path);
        }
    }
    assert_eq!(matching, ["codegen/src/plan/protocol.rs"]);
    let file = files("codegen/src/plan", "protocol.rs");
    let file = file
        .iter()
        .find(|it| it.path == "codegen/src/plan/protocol.rs");
    let file = file.expect("it matches");
    let text = code(file).to_string();
    assert_eq!(
        text.matches("match protocol").count(),
        1,
        "and once: {text}"
    );
}

/// Passes know the intermediate representation and what several of them share, and no other pass.
#[test]
fn passes_do_not_import_each_other() {
    const PASSES: [&str; 10] = [
        "auth",
        "components",
        "customizations",
        "endpoint",
        "endpoint_rules",
        "http",
        "operations",
        "protocol",
        "select",
        "types",
    ];
    // Used by several passes, so that they may not know one.
    const SHARED: [&str; 4] = ["context", "naming", "path", "structure"];
    for pass in PASSES.into_iter().chain(SHARED) {
        let of_pass = |path: &str| {
            let path = &path["codegen/src/plan/".len()..];
            path == format!("{pass}.rs") || path.starts_with(&format!("{pass}/"))
        };
        let files = files("codegen/src/plan", ".rs").into_iter();
        let files: Vec<SourceFile> = files.filter(|file| of_pass(&file.path)).collect();
        assert!(!files.is_empty(), "there is no pass {pass} any more");
        for file in files {
            let is_root = file.path.ends_with(&format!("plan/{pass}.rs"))
                || file.path.ends_with(&format!("plan/{pass}/mod.rs"));
            for path in plan_imports(&file, is_root) {
                let is_other = PASSES.contains(&path.as_str()) && path != pass;
                assert!(!is_other, "{} imports the pass {path}", file.path);
            }
        }
    }
}

/// First segments of imports from `plan`, by `crate::plan::` or, in the root of a pass, by
/// `super::`.
fn plan_imports(file: &SourceFile, is_root: bool) -> Vec<String> {
    let mut found = Vec::new();
    for item in file.parse().items {
        let syn::Item::Use(item) = item else { continue };
        let text = item.tree.to_token_stream().to_string().replace(' ', "");
        let rest = text.strip_prefix("crate::plan::");
        let rest = rest.or_else(|| text.strip_prefix("super::").filter(|_| is_root));
        let Some(rest) = rest else { continue };
        let names = rest.trim_matches(['{', '}']).split(',');
        found.extend(names.filter_map(|it| it.split("::").next().map(str::to_owned)));
    }
    found
}
