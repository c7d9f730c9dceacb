//! Published names stay the same when models change.

use generator_tests::botocore::Botocore;
use generator_tests::project::Project;

use crate::harness::{import_botocore, model, project, request};

/// Imports `model`, generates, and returns the emitted Rust of these files.
fn published(project: &Project, model: &str, files: &[&str]) -> String {
    let botocore = Botocore::new("1").with("pantry/2024-01-01/service-2.json", model);
    import_botocore(&request(project, &["Get"]), &botocore)
        .unwrap_or_else(|error| panic!("{error}"));
    project.generate().unwrap();
    let files = files.iter();
    files
        .map(|file| project.read(&format!("out/src/pantry/{file}.rs")))
        .collect()
}

/// Shapes of the first model.
const FIRST: &str = r#"
    "GetRequest": {"type": "structure", "members": {
        "b": {"shape": "boxOfJam"}, "fooBar": {"shape": "Text"}, "size": {"shape": "Size"},
        "which": {"shape": "Which"}}},
    "boxOfJam": {"type": "structure", "members": {"jam": {"shape": "Text"}}},
    "Size": {"type": "string", "enum": ["very-large", "small"]},
    "Which": {"type": "structure", "union": true, "members": {"oneThing": {"shape": "Text"}}},
    "Text": {"type": "string"}
"#;

/// Shapes of a later model: new ones come first, and would get the same names.
const LATER: &str = r#"
    "BoxOfJam": {"type": "structure", "members": {"other": {"shape": "Text"}}},
    "GetRequest": {"type": "structure", "members": {
        "foo_bar": {"shape": "Number"}, "a": {"shape": "BoxOfJam"},
        "b": {"shape": "boxOfJam"}, "fooBar": {"shape": "Text"}, "size": {"shape": "Size"},
        "which": {"shape": "Which"}}},
    "boxOfJam": {"type": "structure", "members": {"jam": {"shape": "Text"}}},
    "Size": {"type": "string", "enum": ["VERY_LARGE", "very-large", "small"]},
    "Which": {"type": "structure", "union": true, "members": {
        "one_thing": {"shape": "Number"}, "oneThing": {"shape": "Text"}}},
    "Number": {"type": "integer"},
    "Text": {"type": "string"}
"#;

#[test]
fn published_names_stay() {
    let project = project();
    let files = ["types/size", "types/which", "operation/get/input"];
    let first = published(&project, &model(FIRST), &files);
    assert!(!project.path("pantry/2024-01-01/names.lock").exists());
    let later = published(&project, &model(LATER), &files);
    for (text, pieces) in [
        (
            &first,
            &[
                "VeryLarge =>",
                "pub foo_bar: Option<String>",
                "types::BoxOfJam",
                "OneThing(String)",
            ][..],
        ),
        (
            &later,
            &[
                "pub foo_bar: Option<String>",
                "pub foo_bar_value: Option<i32>",
                "pub b: Option<types::BoxOfJam>",
                "pub a: Option<types::BoxOfJamValue>",
                "\"very-large\" => Self::VeryLarge,",
                "\"VERY_LARGE\" => Self::VeryLargeValue,",
                "OneThing(String)",
                "OneThingValue(i32)",
            ],
        ),
    ] {
        let text = text.replace("Self::VeryLarge => \"very-large\"", "VeryLarge =>");
        for piece in pieces {
            assert!(text.contains(piece), "{piece} in:\n{text}");
        }
    }
    insta::assert_snapshot!(project.read("pantry/2024-01-01/names.lock"), @r#"
    # Names that had to differ, since another item of the model had the one that they call for.
    # Written by `botosmith generate` and `botosmith import`. Names that were published stay: keep this file.
    version = 1

    [types]
    BoxOfJam = "BoxOfJamValue"

    [members]
    "GetRequest$foo_bar" = "foo_bar_value"
    "Which$one_thing" = "OneThingValue"

    [values]
    "Size$VERY_LARGE" = "VeryLargeValue"
    "#);

    // The first shapes and names are removed; later ones keep their names.
    let gone = LATER
        .replace(r#""fooBar": {"shape": "Text"}, "#, "")
        .replace(r#", "very-large""#, "");
    let third = published(&project, &model(&gone), &files);
    assert!(third.contains("pub foo_bar_value: Option<i32>"), "{third}");
    assert!(
        third.contains("\"VERY_LARGE\" => Self::VeryLargeValue,"),
        "{third}"
    );
}

#[test]
fn names_are_those_of_the_whole_model() {
    // Only one of both is chosen, and it is not the first.
    let shapes = r#"
        "OtherRequest": {"type": "structure", "members": {"a": {"shape": "BoxOfJam"}}},
        "BoxOfJam": {"type": "structure", "members": {}},
        "GetRequest": {"type": "structure", "members": {"b": {"shape": "boxOfJam"}}},
        "boxOfJam": {"type": "structure", "members": {}}
    "#;
    let other = r#""operations": {"Other": {"name": "Other", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "OtherRequest"}}, "#;
    let model = model(shapes).replacen("\"operations\": {", other, 1);
    let project = project();
    let input = ["operation/get/input"];
    let alone = published(&project, &model, &input);
    assert!(alone.contains("types::BoxOfJamValue"), "{alone}");
    let botocore = Botocore::new("1").with("pantry/2024-01-01/service-2.json", model);
    import_botocore(&request(&project, &["Other"]), &botocore).unwrap();
    project.generate().unwrap();
    assert_eq!(project.read("out/src/pantry/operation/get/input.rs"), alone);
}

#[test]
fn codegen_keeps_the_names_of_models_that_were_not_imported() {
    let project = Project::new();
    project.write("manifest.toml", generator_tests::project::MANIFEST);
    let shapes = LATER.replace("LATER", "");
    project.write("model/service-2.json", model(&shapes));
    let changed = project.generate().unwrap();
    assert!(changed.iter().any(|(file, _)| file.ends_with("names.lock")));
    assert_eq!(project.generate().unwrap(), []);
    // By the model's order, since there is no lock yet.
    let lock = project.read("model/names.lock");
    assert!(lock.contains("boxOfJam = \"BoxOfJamValue\""), "{lock}");
    project.write("model/names.lock", lock.replace("BoxOfJamValue", "JamBox"));
    project.generate().unwrap();
    let input = project.read("out/src/tiny/operation/get/input.rs");
    assert!(input.contains("types::JamBox"), "{input}");
}

#[test]
fn errors_about_a_damaged_lock_have_a_location() {
    for (text, place, what) in [
        ("version = 2\n", "1:11", "unknown version of the lock file"),
        (
            "version = 1\n[types]\nA = \"a b\"\n",
            "3:5",
            "`a b` is not an identifier of ASCII characters",
        ),
        (
            "version = 1\n[types]\nA = \"type\"\n",
            "3:5",
            "`type` is not an identifier of ASCII characters",
        ),
        (
            "version = 1\n[members]\n\"A$a\" = \"x\"\n\"A$b\" = \"x\"\n\"B$b\" = \"x\"\n",
            "4:9",
            "`x` is the name of `A$a`",
        ),
        ("version = 1\n[other]\n", "2:2", "unknown field"),
        ("version = 1\n[types\n", "2:7", "unclosed table"),
        ("", "1:1", "missing field `version`"),
    ] {
        let project = Project::new();
        project.write("manifest.toml", generator_tests::project::MANIFEST);
        project.write("model/service-2.json", model(FIRST));
        project.write("model/names.lock", text);
        let before = project.tree();
        let error = project.generate().unwrap_err();
        let shown = project.shown(&error);
        assert!(shown.contains(what), "{text}: {shown}");
        assert!(
            shown.contains(&format!("model/names.lock:{place}")),
            "{text}: {shown}"
        );
        assert_eq!(project.tree(), before);
    }
}
