//! `botosmith generate`, on this repository's own models.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use cli_tests::{Run, command};
use generator_tests::project::{Project, contents, tree};
use generator_tests::sources::repository;

const PROGRAM: &str = env!("CARGO_BIN_EXE_botosmith-under-test");

fn generate(project: &Project, arguments: &[&str]) -> Run {
    cli_tests::run(PROGRAM, project, &[&["generate"], arguments].concat())
}

/// Makes a project with the models of this repository.
fn project() -> Project {
    let project = Project::new();
    for (path, content) in contents(&repository().join("models")) {
        project.write(&format!("models/{}", path.display()), content);
    }
    project
}

#[test]
fn check_names_the_different_files() {
    let project = project();
    let listed = generate(&project, &["--check", "--verbose"]).bad(1);
    assert!(
        listed.contains("missing: generated/src/ecs.rs\n"),
        "{listed}"
    );
    let listed = generate(&project, &["--check"]).bad(1);
    assert!(
        listed.contains(" more (--verbose lists them)\n"),
        "{listed}"
    );
    assert!(
        !project.path("generated").exists(),
        "a check writes nothing"
    );

    let printed = generate(&project, &["--verbose"]).good();
    assert!(printed.starts_with("ecs: 1 operation, "), "{printed}");
    assert!(
        printed.contains("\n  created generated/src/ecs.rs\n"),
        "{printed}"
    );
    assert_eq!(generate(&project, &["--check"]).good(), "");
    changed_files_are_named_and_mended(&project);
}

fn changed_files_are_named_and_mended(project: &Project) {
    let text = project.read("generated/src/ecs/types/resource.rs");
    project.write("generated/src/ecs/types/resource.rs", text + "\n");
    fs::remove_file(project.path("generated/src/ecs/meta.rs")).expect("it was there");
    let gone = "generated/src/ecs/types/gone.rs";
    project.write(gone, "//! Of an older model.\n");
    let before = tree(&project.path("generated"));
    let run = generate(project, &["--check"]);
    let expected = "missing: generated/src/ecs/meta.rs\n\
        orphaned: generated/src/ecs/types/gone.rs\n\
        stale: generated/src/ecs/types/resource.rs\n\
        3 files differ from what the models say; `botosmith generate` updates them\n";
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", expected));
    assert_eq!(run.status, Some(1));
    assert_eq!(
        tree(&project.path("generated")),
        before,
        "a check writes nothing"
    );

    let printed = generate(project, &[]).good();
    assert!(
        printed.ends_with(" files: 1 new, 1 changed, 1 removed\n"),
        "{printed}"
    );
    assert_eq!(generate(project, &["--check"]).good(), "");
    let printed = generate(project, &["--verbose"]).good();
    assert!(printed.ends_with(", unchanged\n"), "{printed}");
}

/// A run that has to wait says so, and goes on when the other one has ended.
#[test]
fn a_waiting_run_says_what_it_waits_for() {
    let project = project();
    let locked = botosmith::lock::exclusive(&project.path("models/manifest.toml"));
    let mut child = command(PROGRAM, project.folder())
        .arg("generate")
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let line = lines.next().expect("a line").expect("text");
    let expected = "waiting for another run of botosmith that uses models/manifest.toml";
    assert_eq!(project.relative(&line), expected);
    assert!(!project.path("generated").exists(), "it waits");
    drop(locked);
    assert!(child.wait().expect("it is our child").success());
    assert!(project.path("generated/src/lib.rs").exists());
}
