//! The same input gives the same bytes, whoever runs the generator, and wherever.

use std::fs;
use std::process::Command;

use generator_tests::project::{Project, contents};
use generator_tests::sources::repository;

/// This repository's own manifest and the mini-models, to folders of the project.
fn project() -> Project {
    let project = Project::new();
    // One of the minis is not among them.
    let other = "botocore-1.1.1";
    for (file, content) in contents(&repository().join("tests/models").join(other)) {
        project.write(&format!("{other}/{}", file.display()), content);
    }
    let root = repository();
    for (folder, name) in [("models", "own"), ("tests/models/minis", "minis")] {
        for (path, content) in contents(&root.join(folder)) {
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
    for name in ["own", "minis"] {
        let file = project.path(&format!("{name}/manifest.toml"));
        let manifest = botosmith::Manifest::read(&file).expect("it is good");
        let [first, second] = [0, 1].map(|_| {
            let outputs = botosmith::generate(&manifest).expect("it is good");
            let files = outputs.iter().flat_map(|output| output.files().clone());
            files.collect::<Vec<_>>()
        });
        assert!(first.len() > 20);
        assert_eq!(first, second);
    }
}

#[test]
fn neither_folder_nor_environment_matters() {
    let mut outputs = Vec::new();
    for other in [false, true] {
        let project = project();
        for name in ["own", "minis"] {
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
    let [own, minis, other_own, other_minis] = outputs.as_slice() else {
        unreachable!("two crates, twice");
    };
    assert!(own.2.len() > 20 && minis.2.len() > 20);
    assert_eq!((own.1, &own.2), (other_own.1, &other_own.2));
    assert_eq!((minis.1, &minis.2), (other_minis.1, &other_minis.2));
    for (path, content) in own.2.iter().chain(&minis.2) {
        let text = String::from_utf8_lossy(content);
        assert!(
            !text.contains("/tmp/"),
            "a path of this machine in {}",
            path.display()
        );
    }
}
