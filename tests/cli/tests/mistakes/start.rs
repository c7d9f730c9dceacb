//! Mistakes at the start: no manifest, wrong commands, releases that cannot be had.

use cli_tests::{Run, command};
use generator_tests::project::Project;

use super::{Mistakes, PROGRAM, project};

#[test]
fn without_a_manifest() {
    let mut mistakes = Mistakes::new();
    let empty = Project::new();
    mistakes.make(&empty, &["generate"]);
    mistakes.make(&empty, &["import", "sqs"]);
    mistakes.make(&empty, &["update"]);
    mistakes.make(&empty, &["changes"]);
    mistakes.make(&empty, &["generate", "--manifest", "other.toml"]);
    empty.write("folder/x", "");
    mistakes.make(&empty, &["generate", "--manifest", "folder"]);
    mistakes.compare("without_a_manifest");
}

#[test]
fn init() {
    let mut mistakes = Mistakes::new();
    let project = project();
    mistakes.make(&project, &["init"]);
    mistakes.make(&project, &["init", "new", "--crate", "async"]);
    mistakes.make(&project, &["init", "new", "--path", "."]);
    mistakes.make(&project, &["init", "botosmith.toml"]);
    mistakes.compare("init");
}

#[test]
fn commands() {
    let mut mistakes = Mistakes::new();
    let project = project();
    mistakes.make(&project, &["generat"]);
    mistakes.make(&project, &["generate", "--chek"]);
    mistakes.make(&project, &["generate", "--format", "xml"]);
    mistakes.make(&project, &["import"]);
    mistakes.make(&project, &["completions", "csh"]);
    mistakes.compare("commands");
}

#[test]
fn fetch() {
    let mut mistakes = Mistakes::new();
    let project = project();
    mistakes.make(&project, &["fetch", "no-such.whl"]);
    mistakes.make(&project, &["fetch", "botosmith.toml"]);
    mistakes.make(&project, &["fetch", "latest"]);
    let without_pip = |arguments: &[&str]| {
        let mut command = command(PROGRAM, project.folder());
        let output = command.args(arguments).env("PATH", "").output();
        Run::new(&project, &output.expect("it starts"))
    };
    let arguments = ["fetch", "1.44.5"];
    mistakes.record(&without_pip(&arguments), &arguments);
    // pip finds no release: its settings are those of `cli_tests::command`.
    let mut command = command(PROGRAM, project.folder());
    let output = command
        .args(arguments)
        .env("BOTOSMITH_CACHE", "botosmith.toml")
        .output();
    mistakes.record(&Run::new(&project, &output.expect("it starts")), &arguments);
    mistakes.compare("fetch");
}
