//! The first commands of a project: `init`, finding the manifest, `generate`, `completions`.

use std::fs;

use cli_tests::{Run, command};
use generator_tests::botocore::Botocore;
use generator_tests::project::{MANIFEST, Project};

const PROGRAM: &str = env!("CARGO_BIN_EXE_botosmith-under-test");

fn run(project: &Project, arguments: &[&str]) -> Run {
    cli_tests::run(PROGRAM, project, arguments)
}

/// A model of one operation, as `tests/generator` has it.
fn model() -> &'static str {
    include_str!("../../generator/tests/bad_models/model.json")
}

#[test]
fn init_makes_a_manifest_and_ignores_files() {
    let project = Project::new();
    project.write(".gitignore", "/target");
    let printed = run(&project, &["init"]).good();
    assert!(
        printed.starts_with("created botosmith.toml and models/\n"),
        "{printed}"
    );
    assert_eq!(project.read(".gitignore"), "/target\n.botosmith*\n");
    assert_eq!(
        project.read(".gitattributes"),
        "/aws-clients/** linguist-generated\n"
    );
    let manifest = project.read("botosmith.toml");
    assert!(manifest.contains("name = \"aws-clients\""), "{manifest}");
    let error = run(&project, &["init"]).bad(2);
    assert!(
        error.starts_with("error: there is a manifest already"),
        "{error}"
    );
    assert_eq!(project.read("botosmith.toml"), manifest);
    // A manifest without services is not one to generate from.
    let error = run(&project, &["generate"]).bad(2);
    assert!(error.contains("`botosmith import` does that"), "{error}");
}

#[test]
fn init_takes_names() {
    let project = Project::new();
    let arguments = ["init", "a/b", "--crate", "my-aws", "--path", "crates/aws"];
    run(&project, &arguments).good();
    let manifest = project.read("a/b/botosmith.toml");
    assert!(
        manifest.ends_with("name = \"my-aws\"\npath = \"crates/aws\"\n"),
        "{manifest}"
    );
    let error = run(&project, &["init", "c", "--crate", "a b"]).bad(2);
    assert!(
        error.contains("`a b` cannot be the name of a package"),
        "{error}"
    );
    assert!(!project.path("c").exists());
    // A pattern with a space is quoted, and a crate elsewhere has none.
    run(&project, &["init", "d", "--path", "my crates/aws/"]).good();
    let attributes = project.read("d/.gitattributes");
    assert_eq!(attributes, "\"/my crates/aws/**\" linguist-generated\n");
    run(&project, &["init", "e", "--path", "../f"]).good();
    assert!(!project.path("e/.gitattributes").exists());
    // Nothing is written if a file is no text.
    project.write("g/.gitignore", b"\xff\n");
    let error = run(&project, &["init", "g"]).bad(2);
    assert!(error.contains("cannot read the file"), "{error}");
    assert!(!project.path("g/botosmith.toml").exists());
}

#[test]
fn the_manifest_is_found_from_below() {
    let project = Project::new();
    let error = run(&project, &["generate"]).bad(2);
    assert!(
        error.contains("there is no manifest in this folder or one above")
            && error.contains("`botosmith init` makes one here"),
        "{error}"
    );
    // Somebody else's file.
    project.write("deep/manifest.toml", "[package]\n");
    project.write("deep/er/x", "");
    project.write(
        "models/manifest.toml",
        MANIFEST.replace("\"out\"", "\"../out\""),
    );
    project.write("models/model/service-2.json", model());
    let output = command(PROGRAM, &project.path("deep/er"))
        .arg("generate")
        .output();
    let printed = Run::new(&project, &output.expect("it starts")).good();
    assert!(printed.starts_with("tiny: "), "{printed}");
    assert!(
        printed.contains("next: depend on it in Cargo.toml: tiny-clients = { path = "),
        "{printed}"
    );
    let printed = run(&project, &["generate"]).good();
    assert!(printed.ends_with(", unchanged\n"), "{printed}");
    assert_eq!(run(&project, &["generate", "--check"]).good(), "");
    fs::remove_file(project.path("out/src/lib.rs")).expect("it was there");
    let error = run(&project, &["generate", "--check"]).bad(1);
    assert!(
        error.starts_with("missing: out/src/lib.rs\n1 file differs"),
        "{error}"
    );
    let printed = run(&project, &["generate", "--verbose"]).good();
    assert!(
        printed.contains(": 1 new\n  created out/src/lib.rs\n"),
        "{printed}"
    );
}

#[test]
fn shells_complete_commands() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&project, &["completions", shell]).good();
        assert!(
            script.contains("botosmith") && script.contains("generate"),
            "{shell}"
        );
    }
}

#[test]
fn cargo_passes_the_name_of_the_command() {
    let project = Project::new();
    let help = run(&project, &["--help"]).good();
    for name in [
        "init",
        "import",
        "generate",
        "changes",
        "fetch",
        "completions",
    ] {
        assert!(help.contains(&format!("\n  {name} ")), "{name}: {help}");
    }
}

/// `botosmith list | head -1` ends quietly; a full disk is an error.
#[test]
fn a_reader_that_has_enough_ends_the_command() {
    let project = Project::new();
    let mut command = command(PROGRAM, project.folder());
    let child = command
        .args(["completions", "bash"])
        .stdout(std::process::Stdio::piped());
    let mut child = child
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &[][..])
    );
}

/// Releases are kept by their versions, and the newest one that is there serves without a network.
#[test]
fn releases_are_kept_and_found() {
    let project = Project::new();
    for version in ["1.9.0", "1.10.0"] {
        let release = Botocore::new(version).with("tiny/2024-01-01/service-2.json", model());
        release.wheel(&project.path("any-name.whl"));
        let kept = run(&project, &["fetch", "any-name.whl"]).good();
        assert_eq!(
            kept,
            format!(".cache/botocore-{version}-py3-none-any.whl\n")
        );
    }
    let kept = run(&project, &["fetch", "1.9.0"]).good();
    assert_eq!(kept, ".cache/botocore-1.9.0-py3-none-any.whl\n");
    run(&project, &["init"]).good();
    let imported = run(&project, &["import", "tiny"]);
    assert_eq!(imported.status, Some(0), "{imported:#?}");
    let note = "using botocore 1.10.0 of the cache: pip cannot download the newest botocore";
    assert!(imported.err.starts_with(note), "{}", imported.err);
    // A damaged file is downloaded again, which is not possible here.
    project.write(".cache/botocore-1.9.0-py3-none-any.whl", "PK");
    let error = run(&project, &["fetch", "1.9.0"]).bad(2);
    assert!(
        error.contains("pip cannot download botocore 1.9.0"),
        "{error}"
    );
}

/// `python -m pip` would run a `pip.py` of the current folder.
#[test]
fn no_code_of_the_current_folder_runs() {
    let project = Project::new();
    project.write("pip.py", "open('ran', 'w').close()\n");
    project.write("pip/__main__.py", "open('ran', 'w').close()\n");
    run(&project, &["fetch"]).bad(2);
    assert!(!project.path("ran").exists());
}
