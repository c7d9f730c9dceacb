//! Runs `cargo xtask changes`.

use std::process::{Command, Output};

use generator_tests::project::Project;
use generator_tests::sources::repository;

const OLD: &str = "tests/models/botocore-1.1.0";
const NEW: &str = "tests/models/botocore-1.1.1";

fn changes(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .current_dir(repository())
        .args(["--offline", "xtask", "changes"])
        .args(arguments)
        .output()
        .expect("cargo starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn fail_on_sets_the_exit_status() {
    for (arguments, code) in [
        (&[OLD, NEW][..], 0),
        (&[OLD, NEW, "--fail-on", "look"], 0),
        (&[NEW, OLD], 0),
        (&[NEW, OLD, "--fail-on", "breaking"], 1),
        (&[NEW, OLD, "--fail-on", "look"], 1),
        (&[OLD, OLD, "--fail-on", "look"], 0),
    ] {
        let output = changes(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(stdout(&output).contains("Verdict: "), "{arguments:?}");
    }
}

#[test]
fn out_writes_the_page_to_a_file() {
    let project = Project::new();
    let file = project.path("page.md");
    let path = file.to_str().expect("text");
    let output = changes(&[OLD, NEW, "--format", "markdown", "--out", path]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    assert!(project.read("page.md").starts_with("**🟢 compatible**"));
}

#[test]
fn a_revision_can_be_compared() {
    if !repository().join(".git").exists() {
        return;
    }
    let output = changes(&["HEAD", "HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Verdict: no change"));
}

#[test]
fn errors_name_the_bad_input() {
    for (arguments, part) in [
        (
            &["no-such-thing", NEW][..],
            "`no-such-thing` is neither a file or folder, nor a revision",
        ),
        (&["--upload-pack=x", NEW], "unexpected argument"),
        (&[OLD, "README.md"], "this is not a source of models"),
        (&[OLD, "tests/python"], "there are no models in this folder"),
        (&[OLD, NEW, "--service", "esc"], "there are: ecs"),
        (
            &[OLD, NEW, "--operations", "Nothing"],
            "neither source has an operation `Nothing`",
        ),
        (
            &[OLD, NEW, "--date", "9.7.2015"],
            "a date looks like 2015-07-09",
        ),
        (
            &[OLD, NEW, "--out", "no/such/folder/page"],
            "cannot write no/such/folder/page",
        ),
    ] {
        let output = changes(arguments);
        let printed = stderr(&output);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(printed.contains(part), "{arguments:?}: {printed}");
        assert_eq!(stdout(&output), "", "{arguments:?}");
    }
}
