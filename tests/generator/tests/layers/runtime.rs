//! The hand-written part of generated crates: every file is compiled here, and either copied or a
//! stand-in.

use std::collections::BTreeSet;

use botosmith::build_script::{DEPENDENCIES, FEATURES};
use generator_tests::sources::{SourceFile, files};

const FOLDER: &str = "codegen/runtime/";

/// Paths of the files of the modules that a file declares, those of inline modules included.
fn declared(file: &SourceFile) -> Vec<String> {
    let path = file.path.strip_suffix(".rs").expect("a Rust file");
    let folder = match path.strip_suffix("/lib") {
        Some(folder) => folder,
        None => path,
    };
    modules(folder, &file.parse().items)
}

fn modules(folder: &str, items: &[syn::Item]) -> Vec<String> {
    let declarations = items.iter().filter_map(|item| match item {
        syn::Item::Mod(item) => Some(item),
        _ => None,
    });
    let paths = declarations.map(|item| {
        let path = format!("{folder}/{}", item.ident);
        match &item.content {
            Some((_, items)) => modules(&path, items),
            None => vec![format!("{path}.rs")],
        }
    });
    paths.flatten().collect()
}

/// Paths of the files that the generator includes.
fn copied() -> BTreeSet<String> {
    let sources = files("codegen/src", ".rs");
    let included = sources.iter().flat_map(|file| {
        let starts = file.text.match_indices("runtime!(");
        starts.filter_map(|(start, found)| {
            // `runtime!("support", "json/reader")`
            let rest = &file.text[start + found.len()..];
            let (arguments, _) = rest.split_once(')')?;
            let mut texts = arguments.split('"').skip(1).step_by(2);
            Some(format!("{FOLDER}{}/{}.rs", texts.next()?, texts.next()?))
        })
    });
    included.collect()
}

#[test]
fn every_file_of_the_runtime_is_compiled() {
    let all = files(FOLDER, ".rs");
    let root = format!("{FOLDER}lib.rs");
    let reached: BTreeSet<String> = all.iter().flat_map(declared).chain([root]).collect();
    let present: BTreeSet<String> = all.into_iter().map(|file| file.path).collect();
    assert_eq!(reached, present);
}

#[test]
fn every_file_of_the_runtime_is_copied_or_a_stand_in() {
    let root = format!("{FOLDER}lib.rs");
    let all = files(FOLDER, ".rs");
    let stand_ins = all
        .iter()
        .filter(|file| file.text.starts_with("//! Stand-in for "))
        .map(|file| file.path.clone());
    let stand_ins: BTreeSet<String> = stand_ins.chain([root]).collect();
    let copied = copied();
    let both: Vec<&String> = stand_ins.intersection(&copied).collect();
    assert!(both.is_empty(), "copied although stand-ins: {both:?}");
    let present: BTreeSet<String> = all.iter().map(|file| file.path.clone()).collect();
    let accounted: BTreeSet<String> = stand_ins.union(&copied).cloned().collect();
    assert_eq!(accounted, present);
}

/// A copied file may refer to modules that generated crates have, under their names there.
#[test]
fn copied_files_name_no_stand_in_by_its_place_here() {
    let copied = copied();
    for file in files(FOLDER, ".rs") {
        if copied.contains(&file.path) {
            assert!(
                !file.text.contains("crate::service"),
                "{}: a service's module has another name in generated crates",
                file.path
            );
        }
    }
}

#[test]
fn the_runtime_is_compiled_with_what_generated_crates_are() {
    let package = files("tests/runtime", "Cargo.toml").pop();
    let package = package.expect("its package").text;
    let lines = FEATURES.lines().chain(DEPENDENCIES.lines());
    for line in lines.filter(|line| !line.starts_with('#')) {
        assert!(package.contains(&format!("{line}\n")), "no {line}");
    }
}
