//! Rules for all files of the repository: first line, length, and forbidden contents.

use generator_tests::sources::{SourceFile, files, idents};
use quote::ToTokens;

/// Files that may be longer than the limit, each with the reason.
const TOO_LONG: [(&str, &str); 2] = [
    (
        "codegen/runtime/support/json/reader.rs",
        "one pull parser: its parts share the position and the depth, and nothing else does",
    ),
    (
        "codegen/runtime/service/config/builder.rs",
        "one setter and one `set_` for each setting that aws-sdk-rust's `config::Builder` has",
    ),
];

/// The maximum number of lines of all other files.
const LINES: usize = 450;

/// The hand-written Rust files.
fn hand_written() -> Vec<SourceFile> {
    let folders = ["cli", "codegen", "xtask", "tests"];
    folders
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .collect()
}

#[test]
fn every_file_begins_with_its_documentation() {
    for file in hand_written() {
        assert!(
            file.text.starts_with("//! "),
            "{} does not begin with `//! `",
            file.path
        );
    }
}

#[test]
fn no_file_is_too_long() {
    let files = hand_written();
    let is_excepted = |path: &str| TOO_LONG.iter().any(|(known, _)| *known == path);
    let mut wrong = Vec::new();
    for file in &files {
        let lines = file.text.lines().count();
        match (is_excepted(&file.path), lines > LINES) {
            (false, true) => wrong.push(format!("{} has {lines} lines: split it", file.path)),
            (true, false) => wrong.push(format!("{} needs no exception any more", file.path)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (path, reason) in TOO_LONG {
        assert!(
            files.iter().any(|file| file.path == path),
            "{path} does not exist; remove the exception"
        );
        assert!(reason.len() > 20, "{path}: the exception needs a reason");
    }
}

/// An installed command has no checkout: what it needs is found from the current folder.
#[test]
fn no_command_knows_where_it_was_built() {
    let name = concat!("env!(\"CARGO_", "MANIFEST_DIR\")");
    for file in ["cli", "xtask"].iter().flat_map(|it| files(it, ".rs")) {
        assert!(!file.text.contains(name), "{}", file.path);
    }
}

/// Code is at most so wide by rustfmt's default; rustfmt leaves comments alone.
#[test]
fn comments_are_as_wide_as_code() {
    for file in hand_written() {
        for (index, line) in file.text.lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            let width = line.chars().count();
            assert!(
                !is_comment || width <= 100,
                "{}:{}: {width} columns",
                file.path,
                index + 1
            );
        }
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let workspace = &files("", "Cargo.toml")
        .into_iter()
        .find(|file| file.path == "Cargo.toml");
    let workspace = workspace.as_ref().expect("the workspace");
    assert!(
        workspace
            .text
            .contains("[workspace.lints.rust]\nunsafe_code = \"forbid\"\n")
    );
    for package in [
        "cli",
        "codegen",
        "xtask",
        "tests/client",
        "tests/generator",
        "xtask/public-items",
    ] {
        let path = format!("{package}/Cargo.toml");
        let file = files(package, "Cargo.toml")
            .into_iter()
            .find(|file| file.path == path);
        let text = file.expect("a package").text;
        assert!(text.contains("[lints]\nworkspace = true\n"), "{path}");
    }
    let library = &files("generated/src", "lib.rs")[0];
    assert!(
        library.text.contains("\n#![forbid(unsafe_code)]\n"),
        "{}",
        library.path
    );
    for file in hand_written().iter().chain(&files("generated", ".rs")) {
        let names = idents(file.parse().into_token_stream());
        assert!(!names.contains(&"unsafe".to_owned()), "{}", file.path);
    }
}

/// Registries are part of Cargo's and pip's configuration: a file that names a host of one depends
/// on somebody's machine.
#[test]
fn no_host_of_a_registry_is_named() {
    // In parts, so that this file does not name them either.
    let hosts = [
        ["index", "crates.io"],
        ["static", "crates.io"],
        ["pypi", "org"],
        ["pythonhosted", "org"],
        ["npmjs", "org"],
        ["npmjs", "com"],
        ["proxy.golang", "org"],
        ["maven", "org"],
        ["jfrog", "io"],
        ["rubygems", "org"],
    ]
    .map(|parts| parts.join("."));
    let all = files("", "");
    assert!(all.len() > 100, "{} files", all.len());
    for file in all {
        for host in &hosts {
            let found = file.text.lines().find(|line| line.contains(host.as_str()));
            assert_eq!(found, None, "{} names {host}", file.path);
        }
        if file.path.ends_with("Cargo.lock") {
            let sources = file
                .text
                .lines()
                .filter(|line| line.starts_with("source = "));
            let public = concat!(
                "source = \"registry+https://github.com/rust-lang/",
                "crates.io-index\""
            );
            let other = sources.into_iter().find(|line| *line != public);
            assert_eq!(other, None, "{}", file.path);
        }
    }
}
