//! Endpoint rules that do not match their model.

use crate::harness::{MODEL, edit, good_project, refused};

const RULES: &str = r#"{
  "version": "1.0",
  "parameters": {
    "Region": {"type": "string", "builtIn": "AWS::Region"},
    "Name": {"type": "string"},
    "Strict": {"type": "boolean"},
    "Names": {"type": "stringArray"}
  },
  "rules": [{"type": "error", "conditions": [], "error": "there is none"}]
}
"#;

/// Asserts that the good model with `rules`, with pieces of both replaced, is refused at (file,
/// line, column).
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

/// Asserts that a path for a parameter of the operation is refused, with the location of the path.
fn path(name: &str, parameter: &str, path: &str) {
    let params = format!(r#""operationContextParams": {{"{parameter}": {{"path": "{path}"}}}}"#);
    let replacement = format!(r#""name": "Put", {params},"#);
    let column = replacement.rfind(&format!(r#""{path}""#)).unwrap() + 7;
    let model = [r#""name": "Put","#, &replacement];
    case(name, model, AS_IT_IS, (MODEL_FILE, 15, column));
}

#[test]
fn paths_lead_somewhere() {
    path("path_without_end", "Names", "keys(");
    path("path_to_nothing", "Name", "nam");
    path("path_through_a_text", "Name", "name.x");
    path("path_through_a_list", "Names", "table.x");
    path("path_of_many_for_one", "Name", "keys(table)");
    path("path_of_one_for_many", "Names", "name");
    path("path_to_a_number", "Name", "count");
    path("path_to_the_input", "Name", "@");
    path("path_of_two_types", "Names", "[name, count]");
    path("path_of_no_list", "Names", "name[*]");
    path("path_with_a_filter", "Names", "table[?x]");
    path("path_with_an_unknown_function", "Names", "values(table)");
    path("path_with_keys_of_a_text", "Names", "keys(name)");
    path("path_to_lists", "Names", "[[name], [name]]");
    path("path_that_is_long", "Names", &"(".repeat(2000));
}

#[test]
fn settings_are_parameters_and_no_other_settings() {
    let with = |settings: &'static str| [r#""operations": {"#, settings];
    let model = with(r#""clientContextParams": {"Nam": {"type": "string"}}, "operations": {"#);
    case("setting_unknown", model, AS_IT_IS, (MODEL_FILE, 13, 27));
    let model = with(r#""clientContextParams": {"Name": {"type": "boolean"}}, "operations": {"#);
    case(
        "setting_of_another_type",
        model,
        AS_IT_IS,
        (MODEL_FILE, 13, 27),
    );
    let rules = [r#""Name": {"#, r#""AppName": {"#];
    let model = with(r#""clientContextParams": {"AppName": {"type": "string"}}, "operations": {"#);
    case(
        "setting_named_as_another",
        model,
        rules,
        (MODEL_FILE, 13, 27),
    );
    let rules = [r#""Name": {"#, r#""BearerToken": {"#];
    let model =
        with(r#""clientContextParams": {"BearerToken": {"type": "string"}}, "operations": {"#);
    case(
        "setting_named_as_an_optional_one",
        model,
        rules,
        (MODEL_FILE, 13, 27),
    );
}
