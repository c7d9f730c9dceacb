//! The output depends on nothing but the input: neither on the folder nor on the environment.

use std::fs;
use std::process::Command;

use generator_tests::project::{Project, contents};
use generator_tests::sources::{botocore_models, feature_models, repository};

/// A project with copies of this repository's own manifest and of the feature models.
fn project() -> Project {
    let project = Project::new();
    // The manifest of the feature models names these, too.
    let customized = feature_models().with_file_name("customizations");
    for (folder, name) in [
        (botocore_models("1.1.1"), "botocore-1.1.1"),
        (customized, "customizations"),
    ] {
        for (file, content) in contents(&folder) {
            project.write(&format!("{name}/{}", file.display()), content);
        }
    }
    for (folder, name) in [
        (repository().join("models"), "own"),
        (feature_models(), "features"),
    ] {
        for (path, content) in contents(&folder) {
            project.write(&format!("{name}/{}", path.display()), content);
        }
        let manifest = project.read(&format!("{name}/manifest.toml"));
        let (before, rest) = manifest
            .split_once("\npath = ")
            .expect("a crate has a path");
        let (_, after) = rest.split_once('\n').expect("it is not the last line");
        let manifest = format!("{before}\npath = \"../out-{name}\"\n{after}");
        project.write(&format!("{name}/manifest.toml"), manifest);
    }
    project
}

#[test]
fn two_generations_are_equal() {
    let project = project();
    for name in ["own", "features"] {
        let file = project.path(&format!("{name}/manifest.toml"));
        let manifest = botosmith::Manifest::read(&file).expect("a valid manifest");
        let [first, second] = [0, 1].map(|_| {
            let outputs = botosmith::generate(&manifest).expect("a valid manifest");
            let files = outputs.iter().flat_map(|output| output.files().clone());
            files.collect::<Vec<_>>()
        });
        assert!(first.len() > 20);
        assert_eq!(first, second);
    }
}

#[test]
fn the_output_depends_neither_on_folder_nor_environment() {
    let mut outputs = Vec::new();
    for other in [false, true] {
        let project = project();
        for name in ["own", "features"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_generate"));
            if other {
                let home = project.path("home");
                fs::create_dir_all(&home).expect("a folder");
                command
                    .arg("manifest.toml")
                    .current_dir(project.path(name))
                    .env_clear()
                    .env("HOME", &home)
                    .env("USER", "somebody")
                    .env("LANG", "tr_TR.UTF-8")
                    .env("TZ", "Pacific/Kiritimati")
                    .env("SOURCE_DATE_EPOCH", "1");
            } else {
                command.arg(project.path(&format!("{name}/manifest.toml")));
            }
            assert!(command.status().expect("the generator starts").success());
            outputs.push((other, name, contents(&project.path(&format!("out-{name}")))));
        }
    }
    let [own, features, other_own, other_features] = outputs.as_slice() else {
        unreachable!("two crates, twice");
    };
    assert!(own.2.len() > 20 && features.2.len() > 20);
    assert_eq!((own.1, &own.2), (other_own.1, &other_own.2));
    assert_eq!(
        (features.1, &features.2),
        (other_features.1, &other_features.2)
    );
    for (path, content) in own.2.iter().chain(&features.2) {
        let text = String::from_utf8_lossy(content);
        assert!(
            !text.contains("/tmp/"),
            "a path of this machine in {}",
            path.display()
        );
    }
}
