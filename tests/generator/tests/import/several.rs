//! Several services in one import: all of them or none, and what cannot be generated.

use botosmith::import::{Request, ServiceRequest};
use botosmith::{Manifest, Result};
use generator_tests::botocore::Botocore;
use generator_tests::project::Project;

use crate::harness::{MODEL, botocore, import_all, import_botocore, project, request, request_for};

/// A release with the pantry under several names: `cellar` has an operation that cannot be
/// generated, `attic` a protocol that is not supported.
fn release() -> Botocore {
    let streaming = MODEL.replacen("\"max\": 20", "\"streaming\": true", 1);
    let other = MODEL.replacen("\"json\"", "\"rest-xml\"", 1);
    let cellar = streaming.replace("\"Pantry\"", "\"Cellar Service\"");
    botocore()
        .with("bakery/2024-01-01/service-2.json", MODEL)
        .with("cellar/2024-01-01/service-2.json", cellar)
        .with("attic/2024-01-01/service-2.json", other)
}

fn requests(project: &Project, services: &[(&str, &[&str])]) -> Request {
    let services = services.iter();
    Request {
        manifest: project.path("manifest.toml"),
        services: services
            .map(|(service, operations)| ServiceRequest::new(service, operations))
            .collect(),
        ..Request::default()
    }
}

fn import(request: &Request) -> Result<botosmith::import::Imports> {
    let folder = tempfile::tempdir().expect("a folder");
    release().folder(folder.path());
    import_all(request, folder.path())
}

#[test]
fn several_services_are_imported_at_once() {
    let project = project();
    let all: [(&str, &[&str]); 3] = [("pantry", &["Get"]), ("bakery", &[]), ("pantry", &["List"])];
    let imports = import(&requests(&project, &all)).unwrap();
    let services: Vec<_> = imports.services.iter().map(|it| &it.service).collect();
    assert_eq!(services, ["pantry", "bakery"], "a service is one");
    insta::assert_snapshot!(project.read("manifest.toml"), @r#"
    # Clients of the pantry.
    [[crate]]
    name = "clients"   # the package
    path = "out"

    [[crate.service]]
    module = "pantry"
    model = "pantry/2024-01-01"
    operations = ["Get", "List"]
    source = { botocore = "1.2.3", sha256 = "151358e2937d137f55a993f21b6959bd34b6f34ab858c5394cb047deeade4cee" }

    [[crate.service]]
    module = "bakery"
    model = "bakery/2024-01-01"
    source = { botocore = "1.2.3", sha256 = "151358e2937d137f55a993f21b6959bd34b6f34ab858c5394cb047deeade4cee" }
    "#);
    project.generate().unwrap();
    let again = import(&requests(&project, &all)).unwrap();
    assert_eq!(again.files(), []);
}

#[test]
fn nothing_is_written_if_one_service_fails() {
    let project = project();
    let before = project.tree();
    let error = import(&requests(
        &project,
        &[
            ("pantry", &[]),
            ("cellar", &[]),
            ("attic", &["Get"]),
            ("bakery", &["Bake", "Get", "Eat"]),
            ("larder", &[]),
        ],
    ));
    let errors = error.unwrap_err().into_each();
    let messages: Vec<&str> = errors.iter().map(botosmith::Error::what).collect();
    insta::assert_snapshot!(messages.join("\n"), @r#"
    there is no service `larder`
    `List` of `cellar` cannot be made: `streaming` of a member that is not the payload of an input or output is not supported yet
    `Get` of `cellar` cannot be made: `streaming` of a member that is not the payload of an input or output is not supported yet
    `attic` cannot be made: the protocol rest-xml is not supported yet
    `bakery` has no operation `Bake`
    `bakery` has no operation `Eat`
    "#);
    assert_eq!(project.tree(), before);
}

#[test]
fn a_folder_that_cannot_be_written_undoes_the_others() {
    let project = project();
    project.write("bakery", "a file, not a folder");
    let before = project.tree();
    let error = import(&requests(&project, &[("pantry", &[]), ("bakery", &[])])).unwrap_err();
    assert!(
        error.what().starts_with("cannot write the model"),
        "{error}"
    );
    assert_eq!(project.tree(), before);
}

#[test]
fn what_cannot_be_generated_is_left_out_on_request() {
    let project = project();
    let services: [(&str, &[&str]); 3] = [("pantry", &["Get"]), ("cellar", &[]), ("attic", &[])];
    let mut request = requests(&project, &services);
    request.skip_unsupported = true;
    let imports = import(&request).unwrap();
    let [attic] = &imports.left_out[..] else {
        panic!("{:?}", imports.left_out)
    };
    assert_eq!(
        (attic.service.as_str(), attic.operation.as_deref()),
        ("attic", None)
    );
    let cellar = &imports.services[1];
    let left_out: Vec<_> = cellar
        .left_out
        .iter()
        .map(|it| it.operation.as_deref())
        .collect();
    assert_eq!(left_out, [Some("List"), Some("Get")]);
    assert_eq!(cellar.left_out[0].published, "aws-sdk-cellar");
    let manifest = project.read("manifest.toml");
    assert!(
        manifest.contains("skip = [\"List\", \"Get\"]") && !manifest.contains("attic"),
        "{manifest}"
    );
    project.generate().unwrap();
    // With nothing else to import, it is an error all the same.
    let project = crate::harness::project();
    let before = project.tree();
    for only in [("attic", &[][..]), ("cellar", &["Get"][..])] {
        let mut request = requests(&project, &[only]);
        request.skip_unsupported = true;
        let error = import(&request).unwrap_err();
        assert!(error.what().contains("cannot be made"), "{error}");
        assert_eq!(project.tree(), before);
    }
}

#[test]
fn an_operation_that_can_be_generated_leaves_the_list_when_it_is_asked_for() {
    let project = project();
    let entry = "\n[[crate.service]]\nmodule = \"pantry\"\nmodel = \"pantry/2024-01-01\"\n\
                 skip = [\n    \"Get\", # later\n    \"Gone\",\n]\n";
    project.write("manifest.toml", project.read("manifest.toml") + entry);
    let import = import_botocore(&request(&project, &[]), &botocore()).unwrap();
    assert_eq!(import.operations, ["Other", "List"]);
    assert_eq!(import.possible_now, ["Get"]);
    assert_eq!(import.skipped_nothing, ["Gone"]);
    project.generate().unwrap();
    let import = import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    assert_eq!(import.operations, ["Other", "List", "Get"]);
    assert_eq!(import.possible_now, [""; 0]);
    let manifest = Manifest::read(&project.path("manifest.toml")).unwrap();
    let skip = &manifest.crates[0].services[0].skip;
    assert_eq!(
        skip.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["Gone"]
    );
}

#[test]
fn operations_may_be_spelled_as_elsewhere() {
    let model = MODEL.replace("\"List\"", "\"ListJars\"");
    let botocore = Botocore::new("1").with("pantry/2024-01-01/service-2.json", model);
    for spelling in ["ListJars", "listjars", "list-jars", "list_jars", "LISTJARS"] {
        let project = project();
        let import = import_botocore(&request(&project, &[spelling]), &botocore).unwrap();
        assert_eq!(import.operations, ["ListJars"], "{spelling}");
        let manifest = project.read("manifest.toml");
        assert!(
            manifest.contains("operations = [\"ListJars\"]"),
            "{manifest}"
        );
    }
}

#[test]
fn the_module_has_the_name_that_was_asked_for() {
    let model = MODEL.replace("\"Pantry\"", "\"Jam Shelf\"");
    let botocore = Botocore::new("1").with("pantry/2024-01-01/service-2.json", model);
    for (name, module) in [
        ("pantry", "pantry"),
        ("jamshelf", "jamshelf"),
        ("Jam Shelf", "jam_shelf"),
        ("aws-sdk-jamshelf", "jamshelf"),
    ] {
        let project = project();
        let asked = request_for(&project, ServiceRequest::new(name, &["Get"]));
        let import = import_botocore(&asked, &botocore).unwrap();
        assert_eq!(
            (import.service.as_str(), import.module.as_str()),
            ("pantry", module)
        );
        assert_eq!(import.folder, project.path("pantry/2024-01-01"));
        // By whatever name, it is the same entry from then on.
        let again = import_botocore(&request(&project, &["List"]), &botocore).unwrap();
        assert_eq!(again.module, module);
        let manifest = project.read("manifest.toml");
        assert_eq!(manifest.matches("module").count(), 1, "{manifest}");
    }
}

#[test]
fn a_folder_of_an_older_version_is_moved() {
    let newer = MODEL.replace("2024-01-01", "2025-06-01");
    let newer = botocore().with("pantry/2025-06-01/service-2.json", newer);
    let text = r#"{"version": "2.0", "shapes": {"Jar": {"base": "A jar."}}}"#;
    let lock = "version = 1\n\n[types]\nJar = \"JarOfJam\"\n";
    for other_file in [false, true] {
        let project = project();
        import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
        project.write("pantry/2024-01-01/docs-2.json", text);
        project.write("pantry/2024-01-01/names.lock", lock);
        if other_file {
            project.write("pantry/2024-01-01/notes.txt", "mine");
        }
        let import = import_botocore(&request(&project, &[]), &newer).unwrap();
        assert_eq!(import.removes_old_folder, !other_file);
        assert_eq!(project.path("pantry/2024-01-01").exists(), other_file);
        assert_eq!(project.read("pantry/2025-06-01/docs-2.json"), text);
        assert!(
            project
                .read("pantry/2025-06-01/names.lock")
                .contains("Jar = \"JarOfJam\"")
        );
        project.generate().unwrap();
    }
}

#[test]
fn a_folder_that_another_service_uses_stays() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let mut second = request(&project, &["List"]);
    second.services[0].module = Some("larder".to_owned());
    import_botocore(&second, &botocore()).unwrap();
    let newer = MODEL.replace("2024-01-01", "2025-06-01");
    let newer = botocore().with("pantry/2025-06-01/service-2.json", newer);
    let import = import_botocore(&second, &newer).unwrap();
    assert!(!import.removes_old_folder);
    assert!(project.path("pantry/2024-01-01/service-2.json").exists());
    project.generate().unwrap();
}

/// An update names all operations that are gone, with their places.
#[test]
fn operations_that_are_gone_are_named_together() {
    let project = project();
    import_botocore(&request(&project, &["Get", "List"]), &botocore()).unwrap();
    let gone =
        MODEL
            .replacen("\"List\": {", "\"Fetch\": {", 1)
            .replacen("\"Get\": {", "\"Take\": {", 1);
    let newer = Botocore::new("2").with("pantry/2024-01-01/service-2.json", gone);
    let error = import_botocore(&request(&project, &[]), &newer).unwrap_err();
    insta::assert_snapshot!(project.shown(&error), @r#"
    error: `pantry` has no operation `Get` in botocore 2
     --> manifest.toml:9:15
      |
    9 | operations = ["Get", "List"]
      |               ^^^^^
      |
      = help: remove it from `operations`

    error: `pantry` has no operation `List` in botocore 2
     --> manifest.toml:9:22
      |
    9 | operations = ["Get", "List"]
      |                      ^^^^^^
      |
      = help: remove it from `operations`
    "#);
}
