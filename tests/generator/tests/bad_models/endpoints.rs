//! Endpoint rules that do not fit their model.

use crate::harness::{MODEL, edit, good_project, refused};

const RULES: &str = r#"{
  "version": "1.0",
  "parameters": {
    "Region": {"type": "string", "builtIn": "AWS::Region"},
    "Name": {"type": "string"},
    "Strict": {"type": "boolean"}
  },
  "rules": [{"type": "error", "conditions": [], "error": "there is none"}]
}
"#;

/// The good model beside `rules`, with pieces of both replaced: refused at (file, line, column).
fn case(name: &str, in_model: [&str; 2], in_rules: [&str; 2], place: (&str, usize, usize)) {
    let project = good_project();
    let edited = |text: &str, [piece, replacement]: [&str; 2]| match piece {
        "" => text.to_owned(),
        piece => edit(text, piece, replacement),
    };
    project.write("model/service-2.json", edited(MODEL, in_model));
    project.write("model/endpoint-rule-set-1.json", edited(RULES, in_rules));
    let (file, line, column) = place;
    refused(name, &project, Some((file, line, column)));
}

const MODEL_FILE: &str = "model/service-2.json";
const RULES_FILE: &str = "model/endpoint-rule-set-1.json";
const AS_IT_IS: [&str; 2] = ["", ""];

#[test]
fn operations_name_parameters_that_there_are() {
    let model = [
        r#""name": "Put","#,
        r#""name": "Put", "staticContextParams": {"Nam": {"value": "a"}},"#,
    ];
    case("context_unknown", model, AS_IT_IS, (MODEL_FILE, 15, 46));
    let model = [
        r#""name": "Put","#,
        r#""name": "Put", "staticContextParams": {"Strict": {"value": "a"}},"#,
    ];
    case(
        "context_of_another_type",
        model,
        AS_IT_IS,
        (MODEL_FILE, 15, 46),
    );
}

#[test]
fn required_parameters_can_be_set() {
    let rules = [
        r#""Name": {"type": "string"}"#,
        r#""Name": {"type": "string", "required": true}"#,
    ];
    case(
        "parameter_unreachable",
        AS_IT_IS,
        rules,
        (RULES_FILE, 5, 13),
    );
}

#[test]
fn parameters_can_be_named_in_rust() {
    let rules = [r#""Strict": {"#, r#""name": {"#];
    case(
        "parameter_named_twice",
        AS_IT_IS,
        rules,
        (RULES_FILE, 6, 13),
    );
    let rules = [r#""Strict": {"#, r#""Builder": {"#];
    case(
        "parameter_named_builder",
        AS_IT_IS,
        rules,
        (RULES_FILE, 6, 16),
    );
}

#[test]
fn built_ins_have_their_type() {
    let rules = [
        r#""type": "string", "builtIn""#,
        r#""type": "boolean", "builtIn""#,
    ];
    case(
        "built_in_of_another_type",
        AS_IT_IS,
        rules,
        (RULES_FILE, 4, 15),
    );
}
