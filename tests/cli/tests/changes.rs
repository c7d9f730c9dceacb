//! `botosmith changes`: its arguments, and which states it compares.

use cli_tests::{Run, command, git};
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
        (&[OLD, NEW, "--date", "2024-13-45"], "there is no such day"),
        (&[OLD, NEW, "--date", "2023-02-29"], "there is no such day"),
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

const MODEL: &str = include_str!("../../generator/tests/bad_models/model.json");

/// A repository with a manifest and models outside of `models`.
struct Repository(Project);

impl Repository {
    fn new() -> Self {
        let it = Self(Project::new());
        git(&it.0, &["init", "--quiet"]);
        it.0.write("README", "");
        it.commit();
        git(&it.0, &["tag", "before"]);
        it
    }

    fn commit(&self) {
        git(&self.0, &["add", "--all"]);
        git(&self.0, &["commit", "--quiet", "--message", "a state"]);
    }

    /// Writes a manifest with the rest of an entry for the model.
    fn manifest(&self, path: &str, model: &str, rest: &str) {
        let manifest = MANIFEST.replace("\"model\"", &format!("\"{model}\"\n{rest}"));
        self.0
            .write(path, format!("models = \"models\"\n{manifest}"));
    }

    fn model(&self, path: &str) {
        let model: serde_json::Value = serde_json::from_str(MODEL).expect("JSON");
        let mut model = model;
        let operations = model["operations"].as_object_mut().expect("operations");
        let first = operations.values().next().expect("one").clone();
        for name in ["First", "Second"] {
            let mut operation = first.clone();
            operation["name"] = name.into();
            operations.insert(name.to_owned(), operation);
        }
        self.0.write(path, model.to_string());
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = command(PROGRAM, self.0.folder());
        let command = command.arg("changes").args(arguments);
        let output = command.envs(variables.iter().copied()).output();
        Run::new(&self.0, &output.expect("it starts"))
    }
}

/// What the entries of the manifest choose is compared: models anywhere, and some operations.
#[test]
fn the_choices_of_the_manifest_are_compared() {
    let repository = Repository::new();
    repository.model("other/tiny/1/service-2.json");
    let choose = |operations: &str| {
        let rest = format!("operations = [{operations}]");
        repository.manifest("botosmith.toml", "other/tiny/1", &rest);
    };
    choose("\"First\", \"Second\"");
    // Everything is new, compared with the time before the manifest.
    let page = repository.run(&["before", "--fail-on", "look"]).good();
    assert!(page.contains("2 new api methods"), "{page}");
    repository.commit();
    assert!(
        repository
            .run(&[])
            .good()
            .contains("\n\nVerdict: no change")
    );
    assert!(!repository.run(&[]).good().contains("\n\n\n"));
    choose("\"First\"");
    let removed = repository.run(&["--fail-on", "breaking"]);
    assert_eq!(removed.status, Some(1), "{removed:?}");
    assert!(removed.out.contains("Second (removed)"), "{}", removed.out);
    assert!(!removed.out.contains("First"), "{}", removed.out);
    for service in ["tiny", "Tiny"] {
        let page = repository.run(&["--service", service]).good();
        assert!(page.contains("Second (removed)"), "{page}");
    }
    // Hooks of git run with variables about the repository.
    let variables = [
        ("GIT_DIR", "/no/such"),
        ("GIT_INDEX_FILE", "/no/such/index"),
    ];
    let hook = repository.run_with(&[], &variables).good();
    assert!(hook.contains("Second (removed)"), "{hook}");
    // Without models, an entry is a mistake.
    repository.manifest("botosmith.toml", "other/none/1", "");
    let error = repository.run(&[]).bad(2);
    assert!(
        error.contains("there is no model in `other/none/1`"),
        "{error}"
    );
}

#[test]
fn a_manifest_may_move() {
    let repository = Repository::new();
    repository.model("models/tiny/1/service-2.json");
    repository.manifest("models/manifest.toml", "tiny/1", "operations = [\"First\"]");
    repository.commit();
    std::fs::remove_file(repository.0.path("models/manifest.toml")).expect("it is there");
    repository.manifest(
        "botosmith.toml",
        "models/tiny/1",
        "operations = [\"First\", \"Second\"]",
    );
    let page = repository.run(&[]).good();
    assert!(page.contains("1 new api methods"), "{page}");
}

/// Two entries of one service are told apart by their modules.
#[test]
fn two_entries_of_a_service_are_compared_each() {
    let repository = Repository::new();
    repository.model("tiny/1/service-2.json");
    repository.model("tiny/2/service-2.json");
    repository.manifest("botosmith.toml", "tiny/1", "operations = [\"First\"]");
    repository.commit();
    let manifest = repository.0.read("botosmith.toml");
    let second = "[[crate.service]]\nmodule = \"again\"\nmodel = \"tiny/2\"\n";
    repository.0.write(
        "botosmith.toml",
        format!("{manifest}\n{second}operations = [\"Second\"]\n"),
    );
    let page = repository.run(&[]).good();
    assert!(page.contains("1 new api methods"), "{page}");
    assert!(page.contains("Second (new)"), "{page}");
    assert!(!page.contains("First"), "{page}");
    let page = repository.run(&["--service", "again"]).good();
    assert!(page.contains("Second (new)"), "{page}");
}

/// A folder or file with the name of a revision does not hide it, and a tag comes before a release.
#[test]
fn revisions_are_found_beside_files_and_releases() {
    let repository = Repository::new();
    repository.model("models/tiny/1/service-2.json");
    repository.manifest("botosmith.toml", "models/tiny/1", "");
    repository.commit();
    git(&repository.0, &["tag", "1.2.0"]);
    git(&repository.0, &["branch", "topic"]);
    repository.0.write("HEAD/file", "");
    repository.0.write("topic", "not a model");
    for arguments in [&[][..], &["HEAD"], &["topic"], &["1.2.0"]] {
        let page = repository.run(arguments).good();
        assert!(page.contains("Verdict: no change"), "{arguments:?}: {page}");
    }
}

/// Messages about files of a revision name the revision, and no temporary folder.
#[test]
fn errors_in_models_of_a_revision_name_the_revision() {
    let repository = Repository::new();
    repository
        .0
        .write("models/tiny/1/service-2.json", "{\n  1}");
    repository.manifest("botosmith.toml", "models/tiny/1", "");
    repository.commit();
    repository.model("models/tiny/1/service-2.json");
    let error = repository.run(&[]).bad(2);
    assert!(
        error.contains("HEAD:models/tiny/1/service-2.json"),
        "{error}"
    );
    let json = repository.run(&["--format", "json"]).out;
    assert!(
        json.contains("\"file\":\"HEAD:models/tiny/1/service-2.json\""),
        "{json}"
    );
    repository.0.write("botosmith.toml", "[[crate]]\nnam = 1\n");
    repository.commit();
    repository.manifest("botosmith.toml", "models/tiny/1", "");
    let error = repository.run(&[]).bad(2);
    assert!(error.contains("HEAD:botosmith.toml"), "{error}");
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
