//! Number of crates to compile, and size of the compiled library.
//!
//! Compile times depend on the load of the machine; these numbers do not, and grow with the times.
//! As in `budget.rs`, a change has to record new numbers.

use std::process::Command;

use generator_tests::sources::repository;

/// Bytes of the committed crate's library in the dev profile, without debug information. They
/// depend on the compiler, too, so that a larger difference is allowed than for emitted code.
const RLIB: usize = 5_552_718;
/// Allowed difference in percent.
const TOLERANCE: usize = 4;

/// Crates that a program with the committed crate compiles, the crate included, on Linux.
const CRATES: usize = 106;
/// The same with the feature `ring` instead of aws-lc.
const CRATES_WITH_RING: usize = 101;

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(repository())
        .env("CARGO_INCREMENTAL", "0")
        .output();
    let output = output.expect("cargo can be run");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}:\n{error}",
        arguments.join(" ")
    );
    String::from_utf8(output.stdout).expect("cargo prints text")
}

#[test]
fn the_library_has_the_recorded_size() {
    let messages = cargo(&[
        "build",
        "--quiet",
        "--package=aws-clients",
        "--config=profile.dev.package.aws-clients.debug=0",
        "--message-format=json",
    ]);
    let mut messages = messages
        .lines()
        .map(|it| serde_json::from_str::<serde_json::Value>(it).expect("JSON"));
    let built = messages
        .find(|it| it["reason"] == "compiler-artifact" && it["target"]["name"] == "aws_clients");
    let built = built.expect("the crate is built");
    let files = built["filenames"].as_array().expect("its files");
    let library = files
        .iter()
        .filter_map(|it| it.as_str())
        .find(|it| it.ends_with(".rlib"));
    let library = library.expect("a library");
    let bytes = std::fs::metadata(library).expect("it is there").len() as usize;
    assert!(
        bytes.abs_diff(RLIB) * 100 <= RLIB * TOLERANCE,
        "the library has {bytes} bytes, which is not within {TOLERANCE} % of {RLIB}. If the change is intended, \
         record it in tests/generator/tests/compiled.rs."
    );
}

#[test]
fn the_dependency_tree_has_the_recorded_size() {
    let count = |features: &[&str]| {
        let arguments = [
            "tree",
            "--package=aws-clients",
            "--edges=normal,build",
            "--prefix=none",
            "--no-dedupe",
            "--target=x86_64-unknown-linux-gnu",
        ];
        let text = cargo(&[&arguments[..], features].concat());
        let mut names: Vec<&str> = text
            .lines()
            .map(|it| it.split_once(" (").map_or(it, |(name, _)| name))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let ring = ["--no-default-features", "--features=ecs,ring,rt-tokio"];
    assert_eq!(
        (count(&[]), count(&ring)),
        (CRATES, CRATES_WITH_RING),
        "crates to compile, by default and with ring. If the change is intended, record them in \
         tests/generator/tests/compiled.rs."
    );
}
