//! A byte order mark before a text, as some editors write it, changes nothing.

use botosmith::Manifest;
use generator_tests::project::{MANIFEST, Project, contents};

use crate::harness::{MODEL, refused_for};

const MARK: &str = "\u{feff}";

/// A project with every file that is read, with `mark` before the text of each.
fn project(mark: &str) -> Project {
    let project = Project::new();
    let partitions = include_str!("../../../../codegen/src/model/partitions.json");
    let files = [
        ("manifest.toml", MANIFEST),
        ("partitions.json", partitions),
        ("model/service-2.json", MODEL),
        (
            "model/docs-2.json",
            r#"{"version": "2.0", "service": "Puts."}"#,
        ),
        (
            "model/names.lock",
            "version = 1\n\n[types]\nColor = \"Colour\"\n",
        ),
        (
            "model/endpoint-rule-set-1.json",
            r#"{"version": "1.0", "parameters": {}, "rules": [
                {"conditions": [], "error": "None.", "type": "error"}]}"#,
        ),
    ];
    for (path, text) in files {
        project.write(path, format!("{mark}{text}"));
    }
    project
}

#[test]
fn a_mark_before_any_file_changes_nothing() {
    let [without, with] = ["", MARK].map(|mark| {
        let project = project(mark);
        project.generate().unwrap_or_else(|error| panic!("{error}"));
        contents(&project.path("out"))
    });
    assert!(without == with, "the same crate");
    let code = String::from_utf8_lossy(&with[std::path::Path::new("src/tiny/types.rs")]);
    assert!(code.contains("Colour"), "the lock is read: {code}");
}

#[test]
fn columns_do_not_count_it() {
    for path in [
        "model/service-2.json",
        "model/docs-2.json",
        "partitions.json",
    ] {
        let marked = format!("{MARK}{{§\"unknown\": 1}}");
        let what = match path {
            "partitions.json" => "the key `version` is missing",
            "model/docs-2.json" => "unknown key `unknown` on a docs-2.json",
            _ => "the key `metadata` is missing",
        };
        let marked = if what.starts_with("the key") {
            marked.replace('§', "").replacen('{', "§{", 1)
        } else {
            marked
        };
        refused_for(what, path, &marked);
    }
    let what = "unknown version of the lock file";
    refused_for(what, "model/names.lock", &format!("{MARK}version = §2\n"));
    let what = "the key `crate` of a manifest is missing";
    refused_for(what, "manifest.toml", &format!("{MARK}§# nothing\n"));
}

/// The text may also come from elsewhere than a file.
#[test]
fn a_text_may_have_it() {
    let file = std::path::Path::new("manifest.toml");
    let manifest = Manifest::parse(file, &format!("{MARK}{MANIFEST}"));
    assert_eq!(manifest.expect("a valid manifest").crates.len(), 1);
}
