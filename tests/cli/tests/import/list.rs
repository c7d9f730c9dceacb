//! `list`.

use generator_tests::botocore::Botocore;
use generator_tests::project::Project;
use serde_json::Value;

use super::{MODEL, import, project, release, run};

#[test]
fn services_and_operations_are_listed() {
    let project = project();
    let list = |arguments: &[&str]| {
        let arguments = [&["list", "--from", "old.whl"], arguments].concat();
        run(&project, &arguments)
    };
    insta::assert_snapshot!(list(&[]).good(), @r#"
    SERVICE  ID            CRATE                PROTOCOL                  OPERATIONS  CHOSEN
    attic    Pantry        aws-sdk-pantry       rest-xml (not supported)  3           -
    bakery   Bread Basket  aws-sdk-breadbasket  json                      3           -
    pantry   Pantry        aws-sdk-pantry       json                      3           -
    "#);
    run(&project, &import(&["pantry:Get"])).good();
    insta::assert_snapshot!(list(&["pantry"]).good(), @r#"
    pantry (Pantry)
      names        pantry, Pantry
      crate        aws-sdk-pantry
      protocol     json
      API version  2024-01-01
      source       botocore 1.2.3
    3 operations, 1 chosen (*):
      Other
      List
    * Get
    "#);
    let chosen = list(&["pantry", "--chosen"]).good();
    assert!(
        chosen.contains("\n1 of 3 operations, 1 chosen (*):\n* Get\n"),
        "{chosen}"
    );
    let none = list(&["pantry", "--unsupported"]).good();
    assert!(
        none.ends_with("\n0 of 3 operations, 0 chosen (*)\n"),
        "{none}"
    );
    assert_eq!(list(&["basket", "--unsupported"]).good(), "no services\n");
    let searched = list(&["basket"]).good();
    assert!(
        searched.contains("\nbakery ") && !searched.contains("pantry "),
        "{searched}"
    );
    assert!(
        list(&["--unsupported"])
            .good()
            .contains("rest-xml (not supported)")
    );
    let error = list(&["nothing-like-it"]).bad(2);
    assert!(error.contains("there is no service"), "{error}");
    let json = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
    let all = json(&list(&["--format", "json"]).good());
    assert_eq!(all["services"][2]["chosen"], 1);
    assert_eq!(all["services"][0]["supported"], false);
    let one = json(&list(&["attic", "--format", "json"]).good());
    assert_eq!(one["refused"], "the protocol rest-xml is not supported yet");
    let chosen = json(&list(&["pantry", "--chosen", "--format", "json"]).good());
    assert_eq!(chosen["operations"].as_array().map(Vec::len), Some(1));
    assert_eq!(chosen["operations"][0]["name"], "Get");
}

#[test]
fn a_list_needs_no_manifest() {
    let project = Project::new();
    release("1", "2024-01-01", MODEL).wheel(&project.path("it.whl"));
    let listed = run(&project, &["list", "--from", "it.whl"]).good();
    assert_eq!(listed.lines().count(), 4, "{listed}");
}

#[test]
fn texts_of_models_are_escaped() {
    let project = Project::new();
    let model = MODEL.replacen(
        "\"serviceFullName\": \"Pantry\"",
        "\"serviceFullName\": \"\\u001b[31m\\nred \\u202e\"",
        1,
    );
    assert_ne!(model, MODEL);
    let release = Botocore::new("1").with("pantry/2024-01-01/service-2.json", model);
    release.wheel(&project.path("it.whl"));
    for format in ["text", "json"] {
        let arguments = ["list", "pantry", "--from", "it.whl", "--format", format];
        let listed = run(&project, &arguments).good();
        assert!(
            listed.contains("u{1b}") && !listed.contains('\u{202e}'),
            "{listed}"
        );
    }
}
