//! Runs `cargo xtask codegen`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use generator_tests::project::{Project, contents, tree};
use generator_tests::sources::repository;

/// Runs `cargo xtask codegen` on the manifest of the project.
fn codegen(project: &Project, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["--offline", "xtask", "codegen", "--manifest"])
        .arg(project.path("models/manifest.toml"))
        .args(arguments)
        .output()
        .expect("cargo starts")
}

fn lines(project: &Project, bytes: &[u8]) -> Vec<String> {
    let text = project.relative(&String::from_utf8_lossy(bytes));
    text.lines().map(str::to_owned).collect()
}

#[test]
fn check_names_the_different_files() {
    let project = Project::new();
    for (path, content) in contents(&repository().join("models")) {
        project.write(&format!("models/{}", path.display()), content);
    }
    let output = codegen(&project, &["--check"]);
    let stderr = lines(&project, &output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr:#?}");
    assert!(
        stderr.contains(&"missing: generated/src/ecs.rs".to_owned()),
        "{stderr:#?}"
    );
    assert!(
        !project.path("generated").exists(),
        "a check writes nothing"
    );

    let output = codegen(&project, &[]);
    let stdout = lines(&project, &output.stdout);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{:#?}",
        lines(&project, &output.stderr)
    );
    assert!(
        stdout.contains(&"created generated/src/ecs.rs".to_owned()),
        "{stdout:#?}"
    );

    let output = codegen(&project, &["--check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        (output.stdout.as_slice(), output.stderr.as_slice()),
        (&[][..], &[][..])
    );
    changed_files_are_named_and_mended(&project);
}

fn changed_files_are_named_and_mended(project: &Project) {
    let text = project.read("generated/src/ecs/types/resource.rs");
    project.write("generated/src/ecs/types/resource.rs", text + "\n");
    fs::remove_file(project.path("generated/src/ecs/meta.rs")).expect("it was there");
    project.write(
        "generated/src/ecs/types/gone.rs",
        "//! Of an older model.\n",
    );
    let before = tree(&project.path("generated"));
    let output = codegen(project, &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = [
        "missing: generated/src/ecs/meta.rs",
        "orphaned: generated/src/ecs/types/gone.rs",
        "stale: generated/src/ecs/types/resource.rs",
        "3 files differ from what the models say; `cargo xtask codegen` updates them",
    ];
    assert_eq!(lines(project, &output.stderr), expected);
    assert_eq!(lines(project, &output.stdout), [""; 0]);
    assert_eq!(
        tree(&project.path("generated")),
        before,
        "a check writes nothing"
    );

    let output = codegen(project, &[]);
    assert_eq!(output.status.code(), Some(0));
    let expected = [
        "created generated/src/ecs/meta.rs",
        "removed generated/src/ecs/types/gone.rs",
        "updated generated/src/ecs/types/resource.rs",
    ];
    assert_eq!(lines(project, &output.stdout), expected);
    assert_eq!(codegen(project, &["--check"]).status.code(), Some(0));
}

/// A run that has to wait says so, and goes on when the other one has ended.
#[test]
fn a_waiting_run_says_what_it_waits_for() {
    let project = Project::new();
    for (path, content) in contents(&repository().join("models")) {
        project.write(&format!("models/{}", path.display()), content);
    }
    let locked = botosmith::lock::exclusive(&project.path("models/manifest.toml"));
    let mut child = Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["--offline", "xtask", "codegen", "--manifest"])
        .arg(project.path("models/manifest.toml"))
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("cargo starts");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let line = lines.next().expect("a line").expect("text");
    let expected = "waiting for another run of botosmith that uses models/manifest.toml";
    assert_eq!(project.relative(&line), expected);
    assert!(!project.path("generated").exists(), "it waits");
    drop(locked);
    assert!(child.wait().expect("it is our child").success());
    assert!(project.path("generated/src/lib.rs").exists());
}

/// An error is printed once and unchanged, and the exit status is 1.
#[test]
fn errors_are_printed() {
    let project = Project::new();
    project.write(
        "models/manifest.toml",
        "[[crate]]\nname = \"a b\"\npath = \"x\"\nservice = []\n",
    );
    for arguments in [&[][..], &["--check"][..]] {
        let output = codegen(&project, arguments);
        assert_eq!(output.status.code(), Some(1));
        let stderr = lines(&project, &output.stderr);
        let expected = [
            "error: `a b` cannot be the name of a package",
            " --> models/manifest.toml:2:8",
            "  |",
            "2 | name = \"a b\"",
            "  |        ^",
            "  |",
            "  = help: letters, digits, `-` and `_`, beginning with a letter",
            "",
            "error: `a b` has no services",
            " --> models/manifest.toml:2:8",
            "  |",
            "2 | name = \"a b\"",
            "  |        ^",
            "  |",
            "  = help: add a [[crate.service]]; `cargo xtask import` does that",
        ];
        assert_eq!(stderr, expected);
    }
}
