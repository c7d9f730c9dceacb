//! `botosmith changes`: its arguments, and which states it compares.

use std::process::Command;

use cli_tests::{Run, command};
use generator_tests::botocore::published;
use generator_tests::project::{MANIFEST, Project, contents};
use generator_tests::sources::repository;

const PROGRAM: &str = env!("CARGO_BIN_EXE_botosmith-under-test");
const OLD: &str = "tests/models/botocore-1.1.0";
const NEW: &str = "tests/models/botocore-1.1.1";

/// Runs the command in this repository.
fn changes(arguments: &[&str]) -> Run {
    let output = command(PROGRAM, &repository())
        .arg("changes")
        .args(arguments)
        .output();
    Run::new(&Project::new(), &output.expect("it starts"))
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
        let run = changes(arguments);
        assert_eq!(
            (run.status, run.err.as_str()),
            (Some(code), ""),
            "{arguments:?}"
        );
        assert!(run.out.contains("Verdict: "), "{arguments:?}");
    }
}

#[test]
fn out_writes_the_page_to_a_file() {
    let project = Project::new();
    let file = project.path("page.md");
    let path = file.to_str().expect("text");
    let printed = changes(&[OLD, NEW, "--format", "markdown", "--out", path]).good();
    assert_eq!(printed, "");
    assert!(project.read("page.md").starts_with("**🟢 compatible**"));
}

/// Runs git in a project.
fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(project.folder())
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(arguments)
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{output:?}");
}

/// The models of the manifest are compared, wherever they are in the repository, and not those of
/// another repository.
#[test]
fn the_models_of_the_manifest_are_compared_with_a_revision() {
    let project = Project::new();
    let model = include_str!("../../generator/tests/bad_models/model.json");
    let manifest = MANIFEST.replace("\"model\"", "\"models/tiny/1\"");
    project.write(
        "sub/botosmith.toml",
        format!("models = \"models\"\n{manifest}"),
    );
    project.write("sub/models/tiny/1/service-2.json", model);
    let run = |folder: &str, arguments: &[&str]| {
        let mut command = command(PROGRAM, &project.path(folder));
        let output = command.arg("changes").args(arguments).output();
        Run::new(&project, &output.expect("it starts"))
    };
    let error = run("sub", &[]).bad(2);
    assert!(error.contains("this is not in a git repository"), "{error}");
    git(&project, &["init", "--quiet"]);
    let error = run("sub", &[]).bad(2);
    assert!(
        error.contains("this repository has no commit yet"),
        "{error}"
    );
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "first"]);
    assert!(run("sub", &[]).good().contains("Verdict: no change"));
    // An operation less.
    let mut value: serde_json::Value = serde_json::from_str(model).expect("JSON");
    let operations = value["operations"].as_object_mut().expect("operations");
    let removed = operations.keys().next().expect("one").clone();
    operations.remove(&removed);
    project.write("sub/models/tiny/1/service-2.json", value.to_string());
    for folder in ["sub", "sub/models/tiny"] {
        let failed = run(folder, &["--fail-on", "breaking"]);
        assert_eq!((failed.status, failed.err.as_str()), (Some(1), ""));
        assert!(
            failed.out.contains(&format!("{removed} (removed)")),
            "{}",
            failed.out
        );
    }
    let named = run("sub", &["HEAD", "HEAD"]).good();
    assert!(named.contains("Verdict: no change"), "{named}");
    let error = run("sub", &["no-such-thing"]).bad(2);
    assert!(
        error.contains("`no-such-thing` is neither a file or folder, nor a revision"),
        "{error}"
    );
    // Without a manifest, both states have to be named.
    let error = run(".", &[]).bad(2);
    assert!(error.contains("or name both states to compare"), "{error}");
    let both = run(".", &["sub/models", "sub/models"]).good();
    assert!(both.contains("Verdict: no change"), "{both}");
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
            &[OLD, NEW, "--out", "README.md/page"],
            "cannot write the report",
        ),
    ] {
        let run = changes(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert!(run.err.contains(part), "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
    }
}

/// `update` compares what it imports with what was there; `changes` reads both from files.
#[test]
fn an_update_and_changes_show_the_same() {
    let wheels = ["1.35.0", "1.44.5"].map(|it| format!("botocore-{it}-py3-none-any.whl"));
    let [Some(old), Some(new)] = wheels.each_ref().map(|it| published(it)) else {
        return;
    };
    let [old, new] = [&old, &new].map(|it| it.to_str().expect("text"));
    let project = Project::new();
    let run = |arguments: &[&str]| cli_tests::run(PROGRAM, &project, arguments).good();
    run(&["init"]);
    run(&[
        "import",
        "dynamodb:GetItem",
        "ecs:CreateService",
        "--from",
        old,
    ]);
    for (path, content) in contents(&project.path("models")) {
        project.write(&format!("old/{}", path.display()), content);
    }
    // What was imported is said on the standard error output then.
    let arguments = ["update", "--from", new, "--format", "json"];
    let updated = cli_tests::run(PROGRAM, &project, &arguments);
    assert_eq!(updated.status, Some(0), "{updated:#?}");
    let updated = updated.out;
    let compared = run(&["changes", "old", "models", "--format", "json"]);
    let [updated, compared] = [updated, compared].map(|it| {
        let json: serde_json::Value = serde_json::from_str(&it).expect("JSON");
        json["services"].clone()
    });
    assert_eq!(updated.as_array().map(Vec::len), Some(2));
    assert_eq!(updated, compared);
}
