//! Models whose folders are beside each other, and models that several entries use.

use botosmith::import::{Request, ServiceRequest};
use generator_tests::botocore::Botocore;
use generator_tests::project::Project;

use crate::harness::{MODEL, botocore, import_all, import_botocore, project, request};

/// A release with the pantry and a bakery, in a folder.
fn release(version: &str, model: &str) -> Project {
    let source = Project::new();
    Botocore::new(version)
        .with("bakery/2024-01-01/service-2.json", model)
        .with("pantry/2024-01-01/service-2.json", model)
        .folder(source.folder());
    source
}

/// A request for services, each with its module.
fn modules(project: &Project, services: &[(&str, &str)]) -> Request {
    let services = services.iter().map(|(service, module)| ServiceRequest {
        module: Some((*module).to_owned()),
        ..ServiceRequest::new(service, &[])
    });
    Request {
        manifest: project.path("manifest.toml"),
        services: services.collect(),
        ..Request::default()
    }
}

/// The pantry has an entry for `Get` and one for `List`, with one model.
fn shared() -> Project {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let mut second = request(&project, &["List"]);
    second.services[0].module = Some("larder".to_owned());
    let import = import_botocore(&second, &botocore()).unwrap();
    assert!(import.is_update, "the model was there");
    project
}

/// Returns the newer model: a maximum is larger.
fn newer() -> String {
    MODEL.replacen("\"max\": 20", "\"max\": 30", 1)
}

#[test]
fn two_entries_with_one_model_are_updated_together() {
    let project = shared();
    let source = release("2", &newer());
    let both = modules(&project, &[("pantry", "pantry"), ("pantry", "larder")]);
    let imports = import_all(&both, source.folder()).unwrap();
    let files: Vec<_> = imports.files().into_iter().map(|(file, _)| file).collect();
    let model = project.path("pantry/2024-01-01/service-2.json");
    assert_eq!(files.iter().filter(|it| **it == model).count(), 1);
    let text = project.read("pantry/2024-01-01/service-2.json");
    assert!(text.contains("\"max\": 30"), "{text}");
    assert!(
        text.contains("\"Get\": {") && text.contains("\"List\": {"),
        "{text}"
    );
    project.generate().unwrap();
    let again = import_all(&both, source.folder()).unwrap();
    assert_eq!(again.files(), []);
}

#[test]
fn folders_beside_each_other_are_updated_together() {
    let project = project();
    let entries = ["pantry", "bakery"].map(|module| {
        format!("\n[[crate.service]]\nmodule = \"{module}\"\nmodel = \"models/{module}\"\n")
    });
    project.write(
        "manifest.toml",
        project.read("manifest.toml") + &entries.concat(),
    );
    let both = modules(&project, &[("pantry", "pantry"), ("bakery", "bakery")]);
    // What a killed run left there is removed, but not what this one makes.
    project.write("models/.botosmith-old/model/service-2.json", "{}");
    for (version, model) in [("1", MODEL), ("2", &newer())] {
        import_all(&both, release(version, model).folder()).unwrap();
        project.generate().unwrap();
    }
    assert!(!project.path("models/.botosmith-old").exists());
    for module in ["pantry", "bakery"] {
        let text = project.read(&format!("models/{module}/service-2.json"));
        assert!(text.contains("\"max\": 30"), "{text}");
    }
}

#[test]
fn each_entry_that_uses_a_model_has_its_source() {
    let project = shared();
    let only = modules(&project, &[("pantry", "larder")]);
    import_all(&only, release("2", &newer()).folder()).unwrap();
    let manifest = project.read("manifest.toml");
    assert_eq!(
        manifest.matches("botocore = \"2\"").count(),
        2,
        "{manifest}"
    );
    assert!(!manifest.contains("1.2.3"), "{manifest}");
}

#[test]
fn files_of_a_folder_stay_when_an_entry_for_it_is_new() {
    let docs = "{\"version\": \"2.0\", \"operations\": {\"Get\": \"Ours.\"}}\n";
    let lock = "version = 1\n\n[types]\nJar = \"JarOfJam\"\n";
    for has_model in [false, true] {
        let project = project();
        if has_model {
            project.write("pantry/2024-01-01/service-2.json", MODEL);
        }
        project.write("pantry/2024-01-01/docs-2.json", docs);
        project.write("pantry/2024-01-01/names.lock", lock);
        let mut request = request(&project, &["Get"]);
        request.docs = true;
        let import = import_botocore(&request, &botocore()).unwrap();
        assert_eq!(import.is_update, has_model);
        let text = project.read("pantry/2024-01-01/docs-2.json");
        assert!(
            text.contains("\"Get\": \"Ours.\"") && text.contains("Which jar."),
            "{text}"
        );
        let names = project.read("pantry/2024-01-01/names.lock");
        assert!(names.contains("Jar = \"JarOfJam\""), "{names}");
        project.generate().unwrap();
    }
}
