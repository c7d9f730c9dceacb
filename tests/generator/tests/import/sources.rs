//! The kinds of sources, and the files that are imported from them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use botosmith::changes::page;
use generator_tests::botocore::{Botocore, gzip};
use generator_tests::project::{Project, contents};
use generator_tests::sources::feature_models;

use crate::harness::{MODEL, botocore, import_botocore, import_from, project, request};

/// The files of a project after an import of `Get` from a source.
fn imported(source: impl Fn(&Project) -> PathBuf) -> BTreeMap<PathBuf, Vec<u8>> {
    let elsewhere = Project::new();
    let source = source(&elsewhere);
    let project = project();
    import_from(&request(&project, &["Get"]), &source).unwrap_or_else(|error| panic!("{error}"));
    contents(project.folder())
}

#[test]
fn every_kind_of_source_gives_the_same_files() {
    let of_wheel = imported(|it| {
        botocore().wheel(&it.path("it.whl"));
        it.path("it.whl")
    });
    let names: Vec<_> = of_wheel.keys().map(|it| it.to_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "manifest.toml",
            "pantry/2024-01-01/endpoint-rule-set-1.json",
            "pantry/2024-01-01/service-2.json",
            "pantry/2024-01-01/waiters-2.json",
        ]
    );
    let of_sdist = imported(|it| {
        botocore().sdist(&it.path("it.tar.gz"));
        it.path("it.tar.gz")
    });
    assert_eq!(of_sdist, of_wheel);
    for folder in ["", "botocore", "botocore/data"] {
        let of_folder = imported(|it| {
            botocore().folder(it.folder());
            it.path(folder)
        });
        assert_eq!(of_folder, of_wheel, "{folder}");
    }
}

#[test]
fn a_single_model_is_imported() {
    let model = PathBuf::from("pantry/2024-01-01/service-2.json");
    let of_folder = imported(|it| {
        botocore().folder(it.folder());
        it.folder().to_owned()
    });
    for name in ["pantry/2024-01-01/service-2.json", "model.json", "it.gz"] {
        let of_file = imported(|it| {
            let gzipped = gzip(MODEL.as_bytes());
            if name.ends_with("gz") {
                it.write(name, gzipped)
            } else {
                it.write(name, MODEL)
            }
            it.path(name)
        });
        assert_eq!(of_file[&model], of_folder[&model], "{name}");
        let manifest = String::from_utf8(of_file[&PathBuf::from("manifest.toml")].clone()).unwrap();
        assert!(manifest.contains("source = { sha256 = "), "{manifest}");
    }
}

#[test]
fn written_files_have_only_the_chosen_operations_and_no_documentation() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots/import"}, {
        for name in ["service-2.json", "waiters-2.json", "endpoint-rule-set-1.json"] {
            let text = project.read(&format!("pantry/2024-01-01/{name}"));
            insta::assert_snapshot!(format!("cut_{name}"), text);
        }
        insta::assert_snapshot!("manifest_of_one_operation", project.read("manifest.toml"));
    });
    project.generate().unwrap();
}

#[test]
fn a_second_import_changes_nothing() {
    let project = project();
    for operations in [&["Get"][..], &[], &["Get"]] {
        import_botocore(&request(&project, operations), &botocore()).unwrap();
        let before = project.tree();
        let again = import_botocore(&request(&project, operations), &botocore()).unwrap();
        assert_eq!(project.tree(), before);
        assert_eq!(again.files(), []);
        assert!(again.is_update && again.changes.is_none());
    }
}

#[test]
fn operations_are_added_to_those_that_are_chosen() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let import = import_botocore(&request(&project, &["List"]), &botocore()).unwrap();
    // In the order of the model.
    assert_eq!(import.operations, ["List", "Get"]);
    let manifest = project.read("manifest.toml");
    assert!(
        manifest.contains(r#"operations = ["Get", "List"]"#),
        "{manifest}"
    );
    let paginators = project.read("pantry/2024-01-01/paginators-1.json");
    assert!(paginators.contains("List") && !paginators.contains("Other"));
    let changes = page::short(&import.changes.unwrap());
    assert_eq!(changes, ["List operation added"]);
}

#[test]
fn the_operation_of_endpoint_discovery_is_imported_too() {
    let project = project();
    let model = fs::read_to_string(feature_models().join("endpoint_discovery/service-2.json"));
    let botocore = Botocore::new("1.2.3").with("pantry/2018-11-01/service-2.json", model.unwrap());
    let import = import_botocore(&request(&project, &["Plain"]), &botocore).unwrap();
    assert_eq!(import.operations, ["Plain"]);
    let import = import_botocore(&request(&project, &["Echo"]), &botocore).unwrap();
    assert_eq!(import.operations, ["DescribeEndpoints", "Echo", "Plain"]);
    // The manifest has the requested operations only.
    let manifest = project.read("manifest.toml");
    assert!(
        manifest.contains(r#"operations = ["Plain", "Echo"]"#),
        "{manifest}"
    );
    project.generate().unwrap();
    let generated = project.tree();
    let generated = generated
        .keys()
        .any(|it| it.ends_with("operation/describe_endpoints.rs"));
    assert!(generated);
}

#[test]
fn all_operations_are_imported_if_none_is_named() {
    let project = project();
    let import = import_botocore(&request(&project, &[]), &botocore()).unwrap();
    assert_eq!(import.operations, ["Other", "List", "Get"]);
    assert!(!project.read("manifest.toml").contains("operations"));
}

#[test]
fn the_latest_version_of_each_file_is_imported() {
    let newer = MODEL.replace("2024-01-01", "2025-06-01");
    let botocore = botocore()
        .with("pantry/2025-06-01/service-2.json", newer)
        .with("pantry/2023-01-01/waiters-2.json", "not even JSON");
    let project = project();
    let import = import_botocore(&request(&project, &["Get"]), &botocore).unwrap();
    assert_eq!(import.api_version, "2025-06-01");
    assert!(project.path("pantry/2025-06-01/waiters-2.json").exists());
}

#[test]
fn texts_are_moved_to_a_newer_version_of_the_api() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let text = r#"{"version": "2.0", "shapes": {"Jar": {"base": "A jar."}}}"#;
    project.write("pantry/2024-01-01/docs-2.json", text);
    let newer = MODEL.replace("2024-01-01", "2025-06-01");
    let botocore = botocore().with("pantry/2025-06-01/service-2.json", newer);
    let import = import_botocore(&request(&project, &[]), &botocore).unwrap();
    assert_eq!(import.old_folder, Some(project.path("pantry/2024-01-01")));
    assert_eq!(project.read("pantry/2025-06-01/docs-2.json"), text);
    assert!(project.read("manifest.toml").contains("pantry/2025-06-01"));
    project.generate().unwrap();
}

#[test]
fn sdk_extras_are_merged_into_the_model() {
    let extras = r#"{"version": 1.0, "merge": {"metadata": {"serviceId": "Larder"},
        "shapes": {"Name": {"max": 30}, "Jar": {"members": {"lid": {"shape": "Name"}}}}}}"#;
    let botocore = botocore().with("pantry/2024-01-01/service-2.sdk-extras.json", extras);
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore).unwrap();
    let model = project.read("pantry/2024-01-01/service-2.json");
    for piece in [
        r#""serviceId": "Larder""#,
        r#""max": 30"#,
        r#""min": 1"#,
        r#""lid": {"#,
    ] {
        assert!(model.contains(piece), "{piece}: {model}");
    }
    // The checksum is that of the model's file, without the extras.
    let plain = crate::harness::project();
    import_botocore(&request(&plain, &["Get"]), &crate::harness::botocore()).unwrap();
    assert_eq!(project.read("manifest.toml"), plain.read("manifest.toml"));
}

#[test]
fn other_files_beside_the_model_stay() {
    let project = project();
    project.write("pantry/2024-01-01/notes.txt", "mine");
    project.write("pantry/2024-01-01/more/notes.txt", "mine");
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    assert_eq!(project.read("pantry/2024-01-01/notes.txt"), "mine");
    assert_eq!(project.read("pantry/2024-01-01/more/notes.txt"), "mine");
}
