//! Changes of an import to `docs-2.json`.

use generator_tests::botocore::Botocore;

use crate::harness::{MODEL, botocore, import_botocore, project, request};

#[test]
fn documentation_is_imported_on_request_where_there_is_none() {
    let project = project();
    let mut request = request(&project, &["Get"]);
    request.docs = true;
    project.write(
        "pantry/2024-01-01/docs-2.json",
        r#"{"version": "2.0", "operations": {"Get": "Ours."}}"#,
    );
    project.write("pantry/2024-01-01/service-2.json", MODEL);
    let entry = "\n[[crate.service]]\nmodule = \"pantry\"\nmodel = \"pantry/2024-01-01\"\noperations = [\"Get\"]\n";
    project.write("manifest.toml", project.read("manifest.toml") + entry);
    import_botocore(&request, &botocore()).unwrap();
    insta::assert_snapshot!(project.read("pantry/2024-01-01/docs-2.json"), @r#"
    {
      "version": "2.0",
      "service": "Keeps jars.",
      "operations": {
        "Get": "Ours."
      },
      "shapes": {
        "Empty": {
          "base": "Nothing there.",
          "refs": {}
        },
        "GetRequest": {
          "base": "Which jar.",
          "refs": {}
        },
        "Name": {
          "refs": {
            "GetRequest$name": "Its `name`.",
            "GetRequest$documentation": "A member that is called so.",
            "Labels$member": "A label.",
            "Notes$key": "Whose.",
            "Notes$value": "What."
          }
        },
        "Size": {
          "base": "How large.",
          "refs": {}
        }
      }
    }
    "#);
    // The deprecation message stays in the model, since `docs-2.json` cannot have it.
    let model = project.read("pantry/2024-01-01/service-2.json");
    assert!(model.contains("Weigh it."));
    project.generate().unwrap();
}

#[test]
fn texts_follow_their_members() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let docs = r#"{"version": "2.0", "shapes": {
        "Name": {"base": "A name.", "refs": {"Jar$name": "Its name.", "GetRequest$name": "Which."}},
        "Size": {"refs": {"Jar$size": "How large."}}}}"#;
    project.write("pantry/2024-01-01/docs-2.json", docs);
    // The name of a jar becomes a label, and its size is removed.
    let newer = MODEL
        .replacen("\"name\": {\"shape\": \"Name\"},\n        \"size\"", "\"name\": {\"shape\": \"Label\"},\n        \"size\"", 1)
        .replacen("\"size\": {\"shape\": \"Size\", \"deprecated\": true, \"deprecatedMessage\": \"Weigh it.\"},", "", 1)
        .replacen("\"Size\": {", "\"Label\": {\"type\": \"string\"}, \"Size\": {", 1);
    let botocore = Botocore::new("2").with("pantry/2024-01-01/service-2.json", newer);
    let import = import_botocore(&request(&project, &[]), &botocore).unwrap();
    assert_eq!(import.moved_texts, ["Jar$name"]);
    assert_eq!(
        import.texts_about_nothing,
        ["shape Size", "member Jar$size"]
    );
    insta::assert_snapshot!(project.read("pantry/2024-01-01/docs-2.json"), @r#"
    {
      "version": "2.0",
      "operations": {},
      "shapes": {
        "Label": {
          "refs": {
            "Jar$name": "Its name."
          }
        },
        "Name": {
          "base": "A name.",
          "refs": {
            "GetRequest$name": "Which."
          }
        },
        "Size": {
          "refs": {
            "Jar$size": "How large."
          }
        }
      }
    }
    "#);
    // Texts without a subject are kept, and reported as errors.
    let error = project.generate().unwrap_err();
    assert!(error.to_string().contains("the model has no shape `Size`"));
}

#[test]
fn a_file_without_changes_keeps_its_formatting() {
    let project = project();
    import_botocore(&request(&project, &["Get"]), &botocore()).unwrap();
    let docs = "{\"version\":\"2.0\",\n\n\"operations\":{\"Get\":\"Gets.\"}}";
    project.write("pantry/2024-01-01/docs-2.json", docs);
    import_botocore(&request(&project, &["List"]), &botocore()).unwrap();
    assert_eq!(project.read("pantry/2024-01-01/docs-2.json"), docs);
}
