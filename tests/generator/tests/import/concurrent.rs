//! Imports at the same time, and imports while code is generated: nothing is lost.

use std::fs;
use std::path::Path;
use std::thread;

use botosmith::Manifest;
use botosmith::import::{Request, ServiceRequest, import, import_and_write};
use botosmith::source::Catalog;
use generator_tests::botocore::Botocore;
use generator_tests::project::Project;

use crate::harness::{self, MODEL, botocore, import_botocore, project, request};

const SERVICES: usize = 8;

/// A release with several services, in a folder.
fn release() -> Project {
    let names = 0..SERVICES;
    let release = names.fold(Botocore::new("1"), |release, name| {
        release.with(&format!("pantry{name}/2024-01-01/service-2.json"), MODEL)
    });
    let source = Project::new();
    release.folder(source.folder());
    source
}

fn request_for(project: &Project, service: usize, operation: &str) -> Request {
    let service = ServiceRequest::new(&format!("pantry{service}"), &[operation]);
    harness::request_for(project, service)
}

/// Imports an operation of a service, as a command would.
fn imports(request: &Request, source: &Path) {
    let catalog = Catalog::open(source).expect("a source");
    import_and_write(request, &catalog).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn simultaneous_imports_lose_nothing() {
    let (project, source) = (project(), release());
    thread::scope(|scope| {
        for service in 0..SERVICES {
            for operation in ["Get", "List"] {
                let request = request_for(&project, service, operation);
                let source = source.folder();
                scope.spawn(move || imports(&request, source));
            }
        }
    });
    let manifest = Manifest::read(&project.path("manifest.toml")).expect("a manifest");
    let services = &manifest.crates[0].services;
    assert_eq!(services.len(), SERVICES);
    for service in services {
        let mut names: Vec<&str> = service
            .operations
            .iter()
            .flatten()
            .map(|it| it.name.as_str())
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["Get", "List"], "{}", service.module);
        let file = project.path("").join(&service.model).join("service-2.json");
        let model = fs::read_to_string(file).expect("a model");
        assert!(
            names.iter().all(|it| model.contains(&format!("\"{it}\""))),
            "{model}"
        );
    }
    project.generate().expect("all of them can be generated");
}

/// While imports come and go, each run of the generator sees a manifest and models that belong
/// together.
#[test]
fn code_is_generated_from_a_whole_import() {
    let (project, source) = (project(), release());
    imports(&request_for(&project, 0, "Get"), source.folder());
    let manifest = project.path("manifest.toml");
    thread::scope(|scope| {
        scope.spawn(|| {
            for service in 0..SERVICES {
                for operation in ["Get", "List"] {
                    imports(&request_for(&project, service, operation), source.folder());
                }
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..4 {
                    botosmith::write(&manifest).unwrap_or_else(|error| panic!("{error}"));
                    botosmith::differences(&manifest).unwrap_or_else(|error| panic!("{error}"));
                }
            });
        }
    });
    botosmith::write(&manifest).expect("a manifest");
    let summaries = botosmith::differences(&manifest).expect("a manifest");
    assert!(summaries.iter().all(|it| it.differences.is_empty()));
}

/// An import that was decided before another one was written refuses to overwrite it.
#[test]
fn an_outdated_decision_is_not_written() {
    let project = project();
    let source = Project::new();
    botocore().folder(source.folder());
    let catalog = Catalog::open(source.folder()).expect("a source");
    let decided = import(&request(&project, &["Get"]), &catalog).expect("an import");
    import_botocore(&request(&project, &["List"]), &botocore()).expect("another import");
    let before = project.tree();
    let error = decided.write().expect_err("it is outdated");
    assert!(error.what().starts_with("this changed while"), "{error}");
    assert_eq!(project.tree(), before);

    // The manifest is the same, but not the model.
    let decided = import(&request(&project, &["Get"]), &catalog).expect("an import");
    project.write("pantry/2024-01-01/service-2.json", "{}");
    let before = project.tree();
    let error = decided.write().expect_err("it is outdated");
    assert!(error.to_string().contains("service-2.json"), "{error}");
    assert_eq!(project.tree(), before);
}

/// A link to a manifest elsewhere stays a link, and waits for those who use the file itself.
#[cfg(unix)]
#[test]
fn a_link_to_a_manifest_stays_one() {
    let (project, source) = (project(), Project::new());
    botocore().folder(source.folder());
    fs::create_dir(project.path("there")).expect("a folder");
    fs::rename(
        project.path("manifest.toml"),
        project.path("there/manifest.toml"),
    )
    .expect("moved");
    let link = project.path("manifest.toml");
    std::os::unix::fs::symlink(project.path("there/manifest.toml"), &link).expect("a link");
    let locked = botosmith::lock::exclusive(&link);
    let folder = fs::File::open(project.path("there")).expect("a folder");
    assert!(
        folder.try_lock().is_err(),
        "the folder of the file is locked"
    );
    drop(locked);
    imports(&request(&project, &["Get"]), source.folder());
    assert!(link.is_symlink());
    assert!(
        project
            .read("there/manifest.toml")
            .contains("crate.service")
    );
}
