//! Test that all files agree on the oldest supported Rust, which the workspace's `Cargo.toml` sets.

use std::fs;

fn read(file: &str) -> String {
    fs::read_to_string(crate::repository().join(file))
        .unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Packages inherit the version, or repeat it: generated crates and examples stand alone.
#[test]
fn all_files_agree_on_the_rust_version() {
    let workspace: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let version = &workspace["workspace"]["package"]["rust-version"];
    let members = workspace["workspace"]["members"].as_array();
    let (mut inherited, mut repeated) = (0, 0);
    for member in members.expect("a list of members") {
        let file = format!("{}/Cargo.toml", member.as_str().expect("a path"));
        let package: toml::Table = read(&file).parse().expect("a manifest is TOML");
        let found = package["package"]
            .get("rust-version")
            .unwrap_or_else(|| panic!("{file} has no rust-version"));
        if found.is_str() {
            assert_eq!(found, version, "{file}");
            repeated += 1;
        } else {
            assert_eq!(found["workspace"].as_bool(), Some(true), "{file}");
            inherited += 1;
        }
    }
    assert!(
        inherited > 5 && repeated > 0,
        "{inherited} inherit, {repeated} repeat the version"
    );
    let version = version.as_str().expect("a version");
    let readme = read("codegen/README.md");
    assert!(
        readme.contains(&format!("Rust {version},")),
        "codegen/README.md names another version than {version}"
    );
}
