//! Crates whose folders are in the way of other crates, of models, or of the manifest.

use std::fs;

use generator_tests::project::{MANIFEST, Project};

use crate::harness::{edit, good_project, refused, refused_file};

/// The manifest with a second crate. The mark is at the path of the first or the second one.
fn two(first: &str, second: &str) -> String {
    let crate_ = |name: &str, path: &str| {
        let start = if path.starts_with('§') { "§" } else { "" };
        let path = format!("path = {start}\"{}\"", path.trim_start_matches('§'));
        edit(
            &edit(MANIFEST, "path = \"out\"", &path),
            "tiny-clients",
            name,
        )
    };
    format!("{}\n{}", crate_("one", first), crate_("two", second))
}

/// Asserts that a good project with two crates is refused, without a snapshot.
fn refused_two(project: &Project, first: &str, second: &str, what: &str) {
    let marked = two(first, second);
    let (before, _) = marked.split_once('§').expect("a mark");
    let line = before.split('\n').count();
    project.write("manifest.toml", marked.replace('§', ""));
    let tree = project.tree();
    let error = project.generate().expect_err(&marked);
    assert_eq!(project.tree(), tree, "nothing is written");
    assert!(error.what().contains(what), "{error}");
    let place = error.location().expect("a location");
    assert_eq!((place.line, place.column), (line, 8), "{error}");
}

#[test]
fn crates_in_each_other() {
    refused_file("crate_in_another", "manifest.toml", &two("out", "§out/src"));
    let inside = "in the folder of the crate";
    let project = good_project();
    for (first, second) in [
        ("out", "§out/other"),
        ("out", "§./out/deep/down"),
        ("out", "§model/../out/other"),
        ("§out/other", "out"),
        ("out", "§OUT/Other"),
        ("../out-of-it", "§../out-of-it/src"),
    ] {
        refused_two(&project, first, second, inside);
    }
    let same = "is another crate's";
    for second in ["§Out", "§out/../OUT"] {
        refused_two(&project, "out", second, same);
    }
    // Names that only begin alike are others.
    project.write("manifest.toml", two("out", "out-2").replace('§', ""));
    project.generate().expect("two crates beside each other");
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    use std::os::unix::fs::symlink;
    let project = good_project();
    fs::create_dir_all(project.path("real/inner")).expect("a folder");
    symlink(project.path("real"), project.path("link")).expect("a link");
    symlink(project.path("model"), project.path("to-model")).expect("a link");
    refused_two(&project, "real", "§link", "is another crate's");
    refused_two(&project, "real", "§link/src", "in the folder of the crate");
    refused_two(
        &project,
        "real",
        "§link/inner/../src",
        "in the folder of the crate",
    );
    refused_two(
        &project,
        "out",
        "§to-model/clients",
        "in the folder of a model",
    );
}

#[test]
fn crates_and_models_in_each_other() {
    let at = |path: &str| edit(MANIFEST, "path = \"out\"", &format!("path = §\"{path}\""));
    for (name, path) in [
        ("crate_in_a_model", "model/clients"),
        ("crate_is_a_model", "model"),
        ("crate_is_the_manifests_folder", "."),
        ("crate_is_the_manifests_folder_by_a_detour", "model/.."),
    ] {
        refused_file(name, "manifest.toml", &at(path));
    }
    // A model in a crate's `src` would be removed as an orphan.
    let project = good_project();
    let manifest = edit(MANIFEST, "\"model\"", "\"out/src/model\"");
    project.write("manifest.toml", &manifest);
    project.write(
        "out/src/model/service-2.json",
        project.read("model/service-2.json"),
    );
    let error = project.generate().expect_err("a model in `src`");
    assert!(
        error.what().starts_with("this is in the folder `src`"),
        "{error}"
    );
    // Elsewhere in the crate's folder, it stays.
    let manifest = edit(MANIFEST, "\"model\"", "\"out/model\"");
    project.write("manifest.toml", &manifest);
    fs::remove_dir_all(project.path("out")).expect("it was there");
    project.write(
        "out/model/service-2.json",
        project.read("model/service-2.json"),
    );
    project.generate().expect("nothing is in the way");
}

#[test]
fn a_manifest_in_a_crate() {
    let project = Project::new();
    let inner = |text: &str| edit(MANIFEST, "\"out\"", &format!("\"{text}\""));
    let model = good_project().read("model/service-2.json");
    for (folder, path, is_good) in [("src/models", "../..", false), ("models", "..", true)] {
        project.write(&format!("{folder}/manifest.toml"), inner(path));
        project.write(&format!("{folder}/model/service-2.json"), &model);
        let written = botosmith::write(&project.path(&format!("{folder}/manifest.toml")));
        match written {
            Ok(_) => assert!(is_good, "{folder}"),
            Err(error) => {
                assert!(!is_good, "{error}");
                assert!(
                    error.to_string().contains("in the folder `src` of"),
                    "{error}"
                );
            }
        }
        let _ = fs::remove_dir_all(project.path("src"));
    }
}

/// A package that somebody wrote is refused in a check, too.
#[test]
fn the_folder_of_another_package() {
    let project = good_project();
    project.write("out/Cargo.toml", "[package]\nname = \"mine\"\n");
    let manifest = project.path("manifest.toml");
    for found in [
        botosmith::differences(&manifest),
        botosmith::write(&manifest),
    ] {
        let error = found.expect_err("it is not ours");
        assert!(
            error.what().starts_with("botosmith did not write this"),
            "{error}"
        );
    }
    // Not even the other crates are written then.
    project.write("manifest.toml", two("first", "out").replace('§', ""));
    let before = project.tree();
    botosmith::write(&manifest).expect_err("one of two is not ours");
    assert_eq!(project.tree(), before);
}

/// Import refuses what could not be generated.
#[test]
fn an_import_into_such_a_manifest() {
    let project = good_project();
    let manifest = two("out", "out/src");
    project.write("manifest.toml", &manifest);
    project.write("source.json", project.read("model/service-2.json"));
    let request = botosmith::import::Request {
        manifest: project.path("manifest.toml"),
        services: vec![botosmith::import::ServiceRequest {
            crate_name: Some("one".to_owned()),
            ..botosmith::import::ServiceRequest::new("other", &[])
        }],
        docs: false,
        skip_unsupported: false,
    };
    let catalog = botosmith::source::Catalog::open(&project.path("source.json"));
    let before = project.tree();
    let imported = botosmith::import::import_and_write(&request, &catalog.expect("a model"));
    let error = imported.expect_err("a crate is in another");
    assert!(
        error.what().contains("in the folder of the crate"),
        "{error}"
    );
    assert_eq!(project.tree(), before);
}

#[test]
fn models_without_a_folder_are_all_named() {
    let project = good_project();
    let gone = MANIFEST.replace("\"model\"", "\"gone\"");
    let second = gone
        .replace("tiny-clients", "two")
        .replace("\"out\"", "\"two\"");
    project.write("manifest.toml", format!("{gone}\n{second}"));
    refused(
        "model_folders_missing",
        &project,
        Some(("manifest.toml", 7, 9)),
    );
}
