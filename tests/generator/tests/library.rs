//! The library in a `build.rs` of another package: as documented, and as packaged.

use std::fs;
use std::io::Read;
use std::path::Path;

use botosmith::build_script::{DEPENDENCIES, FEATURES};
use generator_tests::elsewhere::{Files, cargo, work, write_folder};
use generator_tests::project::contents;
use generator_tests::sources::repository;

/// The example in the repository.
const EXAMPLE: &str = "tests/examples/build-script";

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect("a file of the repository")
}

/// Asserts that a file contains a text.
fn assert_has(path: &str, part: &str) {
    assert!(read(path).contains(part), "{path} does not have:\n{part}");
}

#[test]
fn the_example_is_what_the_documentation_shows() {
    for path in [
        "codegen/README.md",
        "tests/examples/build-script/Cargo.toml",
    ] {
        assert_has(path, FEATURES);
        assert_has(path, DEPENDENCIES);
    }
    for (path, from) in [
        ("build.rs", "fn main()"),
        ("src/lib.rs", "include!"),
        ("models/manifest.toml", "[[crate]]"),
    ] {
        let text = read(&format!("{EXAMPLE}/{path}"));
        let start = text.find(from).expect("what the documentation shows");
        assert_has("codegen/README.md", &format!("\n{}```\n", &text[start..]));
    }
}

/// Unpacks the crate that `cargo package` makes, and builds and tests the example with it.
///
/// The build stays in `target/packaged`, so that only the first run builds the runtime.
#[test]
fn the_packaged_library_works_elsewhere() {
    let work = work();
    let package = package(&work.join("target"));
    for (copy, original) in [
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("README.md", "codegen/README.md"),
    ] {
        let copy = package.get(Path::new(copy)).expect(copy);
        assert_eq!(String::from_utf8_lossy(copy), read(original), "{original}");
    }
    // Keys that a registry shows.
    let about = String::from_utf8_lossy(&package[Path::new("Cargo.toml")]);
    for key in ["description", "license", "readme", "keywords", "categories"] {
        assert!(about.contains(&format!("\n{key} = ")), "no {key}: {about}");
    }
    write_folder(&work.join("botosmith"), &package);

    let mut example = contents(&repository().join(EXAMPLE));
    let cargo_toml = example
        .get_mut(Path::new("Cargo.toml"))
        .expect("it is a package");
    let text = String::from_utf8(cargo_toml.clone()).expect("text");
    let elsewhere = text.replace("\"../../../codegen\"", "\"../botosmith\"");
    assert_ne!(text, elsewhere, "it depends on the library by path");
    *cargo_toml = format!("{elsewhere}\n[workspace]\n").into_bytes();
    // The versions of the workspace, since others may not be on this machine.
    example.insert("Cargo.lock".into(), read("Cargo.lock").into_bytes());
    write_folder(&work.join("example"), &example);

    let printed = cargo(
        &work.join("example"),
        &["test", "--offline", "--quiet", "--target-dir", "../target"],
    );
    assert!(printed.out.contains("ok. 2 passed"), "{}", printed.out);
}

/// Packages the library, and returns the files of the package by path.
fn package(target: &Path) -> Files {
    // An earlier package may have another version.
    let folder = target.join("package");
    let _ = fs::remove_dir_all(&folder);
    let target = target.to_str().expect("a path in UTF-8");
    // `--allow-dirty`, so that the test can be run before a commit.
    let arguments =
        "package --package botosmith --offline --no-verify --allow-dirty --quiet --target-dir";
    let arguments: Vec<&str> = arguments.split(' ').chain([target]).collect();
    cargo(&repository(), &arguments);

    let entries = fs::read_dir(&folder).expect("the package's folder");
    let mut files = entries.map(|entry| entry.expect("an entry").path());
    let file = files.find(|it| it.extension().is_some_and(|it| it == "crate"));
    let file = fs::File::open(file.expect("a package")).expect("the package");
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut unpacked = Files::new();
    for entry in archive.entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").into_owned();
        // The first part is the package's name and version.
        let path = path.components().skip(1).collect();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("a file");
        unpacked.insert(path, content);
    }
    unpacked
}
