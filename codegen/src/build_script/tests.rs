//! Tests of build scripts: output, directives for Cargo, and errors.

use std::fs;
use std::path::Path;

use super::*;

const MANIFEST: &str = "\
[[crate]]
name = \"clients\"
path = \"clients\"

[[crate.service]]
module = \"tiny\"
model = \"tiny\"

[[crate.service]]
module = \"again\"
model = \"tiny\"
";

/// Two of its operations have the same name in Rust, which requires a `names.lock`.
const MODEL: &str = r#"{
  "metadata": {
    "apiVersion": "2024-01-01", "endpointPrefix": "tiny", "jsonVersion": "1.1", "protocol": "json",
    "serviceFullName": "Tiny", "targetPrefix": "Tiny"
  },
  "operations": {
    "GetIt": {"name": "GetIt", "http": {"method": "POST", "requestUri": "/"}},
    "getIt": {"name": "getIt", "http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {}
}"#;

/// A package in a folder of its own, with one file changed.
fn package(changed: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("models/tiny")).unwrap();
    for (file, content) in [
        ("Cargo.toml", DEPENDENCIES),
        ("models/manifest.toml", MANIFEST),
        ("models/tiny/service-2.json", MODEL),
        (changed, text),
    ] {
        fs::write(folder.path().join(file), content).unwrap();
    }
    folder
}

/// Returns the directives for Cargo, or the error, without the path of the package's folder.
fn run_in(package: &Path) -> Result<String, String> {
    let out = package.join("out");
    fs::create_dir_all(&out).unwrap();
    let folder = format!("{}/", package.display());
    match run(&package.join("models/manifest.toml"), package, &out) {
        Ok(directives) => Ok(directives.replace(&folder, "")),
        Err(error) => Err(format!("{error:?}").replace(&folder, "")),
    }
}

#[test]
fn cargo_is_told_what_was_read_and_which_features_there_are() {
    let package = package("Cargo.toml", DEPENDENCIES);
    insta::assert_snapshot!(run_in(package.path()).unwrap(), @r#"
    cargo::rerun-if-changed=models/manifest.toml
    cargo::rerun-if-changed=models/tiny
    cargo::rustc-check-cfg=cfg(feature, values("default-https-client", "ring", "rt-tokio", "behavior-version-latest", "test-util"))
    "#);
}

#[test]
fn only_the_folder_of_the_output_is_written_to() {
    let package = package("Cargo.toml", DEPENDENCIES);
    for _ in 0..2 {
        run_in(package.path()).unwrap();
        let names = |folder: &str| -> Vec<String> {
            let entries = fs::read_dir(package.path().join(folder)).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = names.map(|it| it.into_string().unwrap()).collect();
            names.sort();
            names
        };
        assert_eq!(names("."), ["Cargo.toml", "models", "out"]);
        assert_eq!(names("models"), ["manifest.toml", "tiny"]);
        assert_eq!(names("models/tiny"), ["service-2.json"]);
        assert_eq!(names("out"), ["clients", "clients.rs"]);
    }
    let included = package.path().join("out/clients/src/all-modules.rs");
    let included = fs::read_to_string(included).unwrap();
    assert!(
        included.ends_with("\nmod support;\npub mod tiny;\npub mod again;\n"),
        "{included}"
    );
}

#[test]
fn missing_dependencies_are_named_at_once() {
    let text = "\
[dependencies]
aws-credential-types.workspace = true
aws-runtime = \"1\"
aws-smithy-runtime = \"1\"
aws-smithy-types = { version = \"1\" }
fastrand = \"2\"

[target.'cfg(unix)'.dependencies]
tracing = \"0.1\"

[dev-dependencies]
aws-types = \"1\"
";
    let package = package("Cargo.toml", text);
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    the package lacks dependencies of generated code
    --> Cargo.toml
     = help: add to its [dependencies]:
             aws-smithy-async = "1.3.1"
             aws-smithy-observability = "0.3.1"
             aws-smithy-runtime-api = { version = "1.20.0", features = ["client", "http-1x"] }
             aws-types = "1.7.0"
    "#);
}

/// A manifest with one service, which has the keys that count in a build script.
const AT_ROOT: &str = "\
[[crate]]
name = \"clients\"
path = \"clients\"
layout = \"root\"
without-features = [\"ring\"]
derives = [\"zeroize::Zeroize\"]
dependencies = { zeroize = { version = \"1\", features = [\"derive\"] } }
package.version = \"2.0.0\"

[[crate.service]]
module = \"tiny\"
model = \"tiny\"
";

#[test]
fn dependencies_of_the_manifest_are_needed_too() {
    let package = package("models/manifest.toml", AT_ROOT);
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    the package lacks dependencies of generated code
    --> Cargo.toml
     = help: add to its [dependencies]:
             zeroize = { features = ["derive"], version = "1" }
    "#);
}

#[test]
fn a_service_can_be_at_the_root() {
    let package = package("models/manifest.toml", AT_ROOT);
    let dependencies = format!("{DEPENDENCIES}zeroize = \"1\"\n");
    fs::write(package.path().join("Cargo.toml"), dependencies).unwrap();
    // Features are the package's own, so that code may check for all of them.
    let directives = run_in(package.path()).unwrap();
    assert!(directives.contains("\"ring\""), "{directives}");
    let included = package.path().join("out/clients/src/all-modules.rs");
    let included = fs::read_to_string(included).unwrap();
    insta::assert_snapshot!(included, @r#"
    // @generated by botosmith; do not edit.

    mod support;
    pub mod client;
    pub mod config;
    pub mod error;
    pub mod meta;
    pub mod operation;
    pub mod primitives;
    pub mod types;
    mod service_error;

    #[doc(inline)]
    pub use client::Client;
    #[doc(inline)]
    pub use config::Config;
    pub use service_error::Error;
    "#);
}

#[test]
fn a_second_crate_is_refused() {
    let text = format!("{MANIFEST}\n{}", MANIFEST.replace("clients", "others"));
    let package = package("models/manifest.toml", &text);
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    a build script generates one crate, and this is a second one
      --> models/manifest.toml:14:8
       |
    14 | name = "others"
       |        ^^^^^^^^
       |
       = help: move it to a manifest of its own, or its services into the first one
    "#);
}

#[test]
fn a_manifest_that_is_not_there_is_refused() {
    let package = package("Cargo.toml", DEPENDENCIES);
    fs::remove_file(package.path().join("models/manifest.toml")).unwrap();
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    there is no manifest
    --> models/manifest.toml
     = help: the path is relative to the package; README.md shows what a manifest looks like
    "#);
}

#[test]
fn a_manifest_without_crates_is_refused() {
    let package = package("models/manifest.toml", "crate = []");
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    there is no crate
    --> models/manifest.toml
     = help: README.md shows what a manifest looks like
    "#);
}

/// Rust prints `Error: ` before it where `main` returns it.
#[test]
fn a_bad_model_is_shown_with_its_place() {
    let text = MODEL.replace(
        "\"shapes\": {}",
        "\"shapes\": {\"A\": {\"type\": \"strin\"}}",
    );
    let package = package("models/tiny/service-2.json", &text);
    insta::assert_snapshot!(run_in(package.path()).unwrap_err(), @r#"
    unknown type `strin`
      --> models/tiny/service-2.json:10:28
       |
    10 |   "shapes": {"A": {"type": "strin"}}
       |                            ^^^^^^^ $.shapes.A.type
       |
       = help: the types are structure, list, map, string, boolean, integer, long, float, double, blob and timestamp
    "#);
}
