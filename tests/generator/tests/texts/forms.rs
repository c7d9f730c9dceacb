//! The forms of an error for terminals, programs and GitHub.

use std::path::Path;

use botosmith::{Error, Manifest, Style};
use generator_tests::error_forms;
use generator_tests::project::Project;

/// Two mistakes of a manifest, one of them with several lines.
fn two() -> (Project, Error) {
    let project = Project::new();
    project.write(
        "models/manifest.toml",
        "[[crate]]\nname = [\n  \"100%\",\n]\npath = \"p\"\ntitle = 1\n",
    );
    let file = project.path("models/manifest.toml");
    let error = Manifest::read(&file).expect_err("two mistakes");
    error_forms::check(&error, project.folder(), error_forms::text_of);
    (project, error)
}

// On Windows they are others, as rustc's.
#[cfg(not(windows))]
#[test]
fn colours_are_those_of_rustc() {
    let (project, error) = two();
    let error = error.into_each().remove(1);
    let colored = project.relative(&error.render(Style::Colored));
    insta::assert_snapshot!(colored.replace('\u{1b}', "␛"), @r"
    ␛[1m␛[91merror␛[0m␛[1m: unknown key `title` of a crate␛[0m
     ␛[1m␛[94m--> ␛[0mmodels/manifest.toml:6:1
      ␛[1m␛[94m|␛[0m
    ␛[1m␛[94m6␛[0m ␛[1m␛[94m|␛[0m title = 1
      ␛[1m␛[94m|␛[0m ␛[1m␛[91m^^^^^␛[0m
      ␛[1m␛[94m|␛[0m
      ␛[1m␛[94m= ␛[0m␛[1mhelp␛[0m: there are 11, from name to derives
    ");
}

#[test]
fn json_has_all_fields_of_each_mistake() {
    let (project, error) = two();
    insta::assert_snapshot!(project.relative(&error.to_json()), @r#"{"errors":[{"message":"expected a string, found a list","file":"models/manifest.toml","line":2,"column":8,"end_line":4,"end_column":2,"path":null,"hint":"a manifest has [[crate]] with `name` and `path`, and in it [[crate.service]] with `module` and `model`; `botosmith init` makes one","rendered":"error: expected a string, found a list\n --> models/manifest.toml:2:8\n  |\n2 |   name = [\n  |  ________^\n3 | |   \"100%\",\n4 | | ]\n  | |_^\n  |\n  = help: a manifest has [[crate]] with `name` and `path`, and in it [[crate.service]] with `module` and `model`; `botosmith init` makes one"},{"message":"unknown key `title` of a crate","file":"models/manifest.toml","line":6,"column":1,"end_line":6,"end_column":6,"path":null,"hint":"there are 11, from name to derives","rendered":"error: unknown key `title` of a crate\n --> models/manifest.toml:6:1\n  |\n6 | title = 1\n  | ^^^^^\n  |\n  = help: there are 11, from name to derives"}],"left_out":0}"#);
    let error = Error::file("a\u{7f}b", "it cannot be read");
    insta::assert_snapshot!(error.to_json(), @r#"{"errors":[{"message":"it cannot be read","file":"a\u007fb","line":null,"column":null,"end_line":null,"end_column":null,"path":null,"hint":null,"rendered":"error: it cannot be read\n--> a\\u{7f}b"}],"left_out":0}"#);
}

#[test]
fn an_annotation_is_in_its_file() {
    let (project, error) = two();
    insta::assert_snapshot!(error.github(project.folder()), @r"
    ::error file=models/manifest.toml,line=2,endLine=4,title=botosmith::expected a string, found a list%0Ahelp: a manifest has [[crate]] with `name` and `path`, and in it [[crate.service]] with `module` and `model`; `botosmith init` makes one
    ::error file=models/manifest.toml,line=6,endLine=6,col=1,endColumn=6,title=botosmith::unknown key `title` of a crate%0Ahelp: there are 11, from name to derives
    ");
    insta::assert_snapshot!(Error::new("50%,\n so").hint("a: b").github(project.folder()), @r"::error title=botosmith::50%25,\n so%0Ahelp: a: b");
}

#[test]
fn mistakes_that_are_left_out_are_counted() {
    let keys: String = (0..60).map(|number| format!("key{number} = 1\n")).collect();
    let text = format!("{keys}[[crate]]\nname = \"a\"\npath = \"p\"\n");
    let error = Manifest::parse(Path::new("manifest.toml"), &text).expect_err("many mistakes");
    error_forms::check(&error, Path::new(""), |_| text.clone());
    let document: serde_json::Value = serde_json::from_str(&error.to_json()).expect("JSON");
    assert_eq!(document["errors"].as_array().map(Vec::len), Some(50));
    assert_eq!(document["left_out"], 10);
    let github = error.github(Path::new(""));
    let last = github.lines().last().expect("a line");
    assert_eq!(last, "::error title=botosmith::… and 10 more mistakes");
    assert!(
        error
            .render(Style::Colored)
            .ends_with("\n\n… and 10 more mistakes")
    );
}
