//! Packages with all that a manifest can say about a crate: what Cargo makes of them, and programs
//! that use them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use generator_tests::elsewhere::{Files, cargo, work, write_folder};
use generator_tests::project::contents;
use generator_tests::sources::repository;
use serde_json::{Value, json};

const MANIFEST: &str = include_str!("manifest.toml");

/// The workspace around the generated packages.
const WORKSPACE: &str = r#"
[workspace]
resolver = "3"
members = ["clients", "pantry", "program", "script"]

[workspace.package]
version = "2.0.0"
authors = ["B"]
license = "MIT"
publish = false
"#;

/// A program that uses the generated crates.
const PROGRAM: &str = r#"
[package]
name = "program"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
aws-credential-types = "1.3"
aws-sdk-pantry = { path = "../pantry" }
aws-smithy-http-client = { version = "1.5", features = ["test-util"] }
aws-smithy-types = "1.9"
clients = { path = "../clients" }
http = "1"
tokio = { version = "1", features = ["macros", "rt"] }
zeroize = "1"
"#;

/// A package that generates its client when it is built.
fn script() -> String {
    let library = repository().join("codegen");
    let dependencies = botosmith::build_script::DEPENDENCIES;
    let features = botosmith::build_script::FEATURES;
    format!(
        "[package]\nname = \"script\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         publish = false\n\n[lib]\ndoctest = false\n\n[features]\n{features}\n{dependencies}\
         zeroize = {{ version = \"1\", features = [\"derive\"] }}\n\n\
         [build-dependencies]\nbotosmith = {{ path = {library:?} }}\n"
    )
}

const BUILD: &str = "fn main() -> botosmith::Result<()> { botosmith::build(\"../script.toml\") }\n";

const SCRIPT_LIBRARY: &str = r#"//! A client at the root of a package.
#![deny(missing_docs, warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

#[test]
fn the_service_is_at_the_root() {
    use zeroize::Zeroize;
    let mut tag = crate::types::Tag::builder().key("k").build();
    tag.zeroize();
    assert_eq!(tag.key(), None);
    let name = std::any::type_name::<Client>();
    assert_eq!(name, "script::client::Client");
}
"#;

/// Writes the workspace and generates its packages. Returns its folder.
fn workspace() -> PathBuf {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(written);
    FOLDER.clone()
}

fn written() -> PathBuf {
    let folder = work().join("packages");
    let lock = std::fs::read_to_string(repository().join("Cargo.lock")).expect("a lock file");
    let files: Vec<(&str, String)> = vec![
        ("Cargo.toml", WORKSPACE.to_owned()),
        // The versions of this workspace, since others may not be on this machine.
        ("Cargo.lock", lock),
        ("manifest.toml", MANIFEST.to_owned()),
        ("script.toml", include_str!("script.toml").to_owned()),
        (
            "model/service-2.json",
            include_str!("model.json").to_owned(),
        ),
        ("pantry/LICENSE.txt", "Ours.\n".to_owned()),
        ("pantry/NOTES.md", "Notes.\n".to_owned()),
        ("program/Cargo.toml", PROGRAM.to_owned()),
        ("program/src/lib.rs", "//! Nothing.\n".to_owned()),
        (
            "program/tests/calls.rs",
            include_str!("calls.rs").to_owned(),
        ),
        ("script/Cargo.toml", script()),
        ("script/build.rs", BUILD.to_owned()),
        ("script/src/lib.rs", SCRIPT_LIBRARY.to_owned()),
    ];
    let files = files.into_iter();
    let mut files: Files = files
        .map(|(path, text)| (path.into(), text.into_bytes()))
        .collect();
    // What an earlier run generated stays, so that Cargo does not rebuild it.
    let is_generated = |path: &Path| path.starts_with("pantry") || path.starts_with("clients");
    if folder.exists() {
        let known = contents(&folder).into_iter();
        files.extend(known.filter(|(path, _)| is_generated(path) && !path.ends_with("NOTES.md")));
    }
    write_folder(&folder, &files);
    botosmith::write(&folder.join("manifest.toml")).expect("it can be generated");
    folder
}

/// Runs Cargo in the workspace, and asserts that it has no warnings.
fn run(folder: &Path, command: &str) -> String {
    let target = work().join("target");
    let target = ["--offline", "--target-dir", target.to_str().expect("UTF-8")];
    let arguments: Vec<&str> = command.split(' ').chain(target).collect();
    let output = cargo(folder, &arguments);
    assert!(!output.err.contains("warning"), "{}", output.err);
    output.out
}

#[test]
fn cargo_reads_what_the_manifest_says() {
    let folder = workspace();
    let cargo_toml = std::fs::read_to_string(folder.join("pantry/Cargo.toml"));
    insta::assert_snapshot!("pantry", cargo_toml.expect("a file"));
    let cargo_toml = std::fs::read_to_string(folder.join("clients/Cargo.toml"));
    insta::assert_snapshot!("clients", cargo_toml.expect("a file"));

    let text = cargo(
        &folder,
        &["metadata", "--no-deps", "--offline", "--format-version=1"],
    );
    let metadata: Value = serde_json::from_str(&text.out).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = |name: &str| packages.iter().find(|it| it["name"] == name).expect(name);
    let pantry = package("aws-sdk-pantry");
    let expected = json!({
        "version": "1.2.3-rc.1",
        "authors": ["A <a@example.org>"],
        "description": "A client of \"the pantry\".\nIt has two lines.",
        "documentation": "https://example.org/docs",
        "homepage": "https://example.org",
        "repository": "https://example.org/git",
        "readme": "NOTES.md",
        "keywords": ["aws", "pantry"],
        "categories": ["api-bindings"],
        "edition": "2024",
        "rust_version": "1.94.1",
        "license": null,
        "license_file": "LICENSE.txt",
        "publish": ["ours"],
        "metadata": {"docs": {"rs": {"all-features": true}}},
        "features": {
            "default": ["rt-tokio", "behavior-version-latest"],
            "rt-tokio": ["aws-smithy-async/rt-tokio", "aws-smithy-types/rt-tokio"],
            "behavior-version-latest": [],
            "test-util": [
                "aws-credential-types/test-util", "aws-runtime/test-util",
                "aws-smithy-async/test-util"
            ],
        },
    });
    for (key, value) in expected.as_object().expect("an object") {
        assert_eq!(pantry[key], *value, "{key}");
    }
    assert_eq!(pantry["targets"][0]["name"], "pantry");

    let clients = package("clients");
    for (key, value) in [
        ("version", json!("2.0.0")),
        ("authors", json!(["B"])),
        ("license", json!("MIT")),
        ("publish", json!([])),
        ("readme", json!(null)),
        (
            "features",
            json!({"default": ["pantry", "cellar"], "pantry": [], "cellar": []}),
        ),
    ] {
        assert_eq!(clients[key], value, "{key}");
    }
    for package in [pantry, clients] {
        let dependencies = package["dependencies"].as_array().expect("a list");
        let names = dependencies.iter().map(|it| it["name"].as_str());
        assert!(names.flatten().all(|it| it != "aws-smithy-http-client"));
    }
}

#[test]
fn a_package_can_be_published() {
    let folder = workspace();
    let files = run(
        &folder,
        "package --list --allow-dirty --package aws-sdk-pantry",
    );
    for file in [
        "LICENSE.txt",
        "NOTES.md",
        "src/client.rs",
        "src/types/jar.rs",
    ] {
        assert!(files.lines().any(|line| line == file), "no {file}: {files}");
    }
    run(
        &folder,
        "package --quiet --no-verify --allow-dirty --package aws-sdk-pantry",
    );
}

#[test]
fn programs_use_the_packages_without_warnings() {
    let folder = workspace();
    let tests = run(&folder, "test --quiet --package program --package script");
    assert_eq!(tests.matches("3 passed").count(), 1, "{tests}");
    assert_eq!(tests.matches("1 passed").count(), 1, "{tests}");
    // Without any feature there is nothing to call, and with all there is no service twice.
    for features in ["--no-default-features", "--all-features"] {
        let command =
            format!("check --quiet --package aws-sdk-pantry --package clients {features}");
        run(&folder, &command);
    }
    let fmt = cargo(&folder, &["fmt", "--package", "aws-sdk-pantry", "--check"]);
    assert_eq!(fmt.out, "");
}

/// Items of a service at the root have pages where those of the published crates have them.
#[test]
fn documentation_is_at_the_root_too() {
    let folder = workspace();
    run(&folder, "doc --quiet --no-deps --package aws-sdk-pantry");
    let docs = work().join("target/doc/pantry");
    for page in [
        "client/struct.Client.html",
        "config/struct.Config.html",
        "enum.Error.html",
        "operation/store/struct.StoreInput.html",
        "struct.Client.html",
        "struct.Config.html",
        "types/struct.Jar.html",
        "types/error/struct.Full.html",
    ] {
        assert!(docs.join(page).is_file(), "no {page}");
    }
    let index = std::fs::read_to_string(docs.join("index.html")).expect("a page");
    let expected = BTreeMap::from([
        ("Pantry (2024-01-01).", true),
        ("use pantry::Client;", true),
        ("href=\"types/index.html\"", true),
        ("support/index.html", false),
        ("pantry::pantry", false),
    ]);
    for (text, is_there) in expected {
        assert_eq!(index.contains(text), is_there, "{text}");
    }
}
