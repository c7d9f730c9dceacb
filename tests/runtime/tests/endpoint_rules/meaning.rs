//! Comparison of rule sets by their meaning: the generator's evaluation agrees with botocore's
//! cases, rules that are written differently are the same, and a difference is a real one.

use std::collections::BTreeMap;

use botosmith::changes::endpoints::{Answer, Finding, RuleSet, Value, compare};
use botosmith::model::{EndpointRules, Partitions, Source};
use botosmith::plan::endpoint_rules::partitions;
use botosmith_runtime::support::endpoint_rules::{NoEndpoint, Value as RuntimeValue};
use serde_json::{Map, Value as Json, json};

use super::{corpus, tables};

const ECS: &str = include_str!("../../../../models/ecs/2014-11-13/endpoint-rule-set-1.json");

fn parse(name: &str, text: &str) -> EndpointRules {
    let rules = EndpointRules::parse(Source::new(name, text));
    rules.unwrap_or_else(|error| panic!("{error}"))
}

fn findings(old: &str, new: &str) -> Vec<Finding> {
    let findings = compare(&parse("old", old), &parse("new", new));
    findings.unwrap_or_else(|error| panic!("{error}"))
}

/// Findings as lines.
fn lines(old: &Json, new: &Json) -> Vec<String> {
    let findings = findings(&old.to_string(), &new.to_string()).into_iter();
    findings
        .map(|it| match (it.old, it.new) {
            (None, None) => it.subject,
            (old, new) => {
                let [old, new] = [old, new].map(|it| it.unwrap_or_else(|| "-".to_owned()));
                format!("{}: {old} → {new}", it.subject)
            }
        })
        .collect()
}

#[test]
fn the_evaluation_agrees_with_all_cases() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let model = Source::new("partitions.json", corpus.partitions.as_str());
    let partitions = partitions(&Partitions::parse(model).expect("JSON")).expect("partitions");
    let mut count = 0;
    for (service, cases) in &corpus.cases {
        let rules = RuleSet::new(&parse(service, &corpus.rules[service])).expect("rules");
        let rules = rules.unwrap_or_else(|| panic!("{service} is too large"));
        let cases: Json = serde_json::from_str(cases).expect("cases");
        for case in cases["testCases"].as_array().expect("a list") {
            let given = case["params"].as_object().map(given).unwrap_or_default();
            let found = rules.answer(&partitions, &given);
            assert_eq!(found, expected(&case["expect"]), "{service}: {given:?}");
            count += 1;
        }
    }
    assert_eq!(count, super::cases::CASES);
}

fn given(parameters: &Map<String, Json>) -> BTreeMap<String, Value> {
    let value = |value: &Json| match value {
        Json::Bool(value) => Value::Boolean(*value),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => {
            let items = items
                .iter()
                .map(|it| it.as_str().expect("a text").to_owned());
            Value::Texts(items.collect())
        }
        other => panic!("{other}"),
    };
    let parameters = parameters.iter();
    parameters
        .map(|(name, it)| (name.clone(), value(it)))
        .collect()
}

fn expected(expect: &Json) -> Answer {
    if let Some(message) = expect["error"].as_str() {
        return Answer::Error(message.to_owned());
    }
    let endpoint = &expect["endpoint"];
    let mut details = BTreeMap::new();
    for (name, value) in endpoint["properties"].as_object().into_iter().flatten() {
        flatten(name, value, &mut details);
    }
    for (name, values) in endpoint["headers"].as_object().into_iter().flatten() {
        flatten(&format!("header {name}"), values, &mut details);
    }
    Answer::Endpoint(endpoint["url"].as_str().expect("a URL").to_owned(), details)
}

fn flatten(path: &str, value: &Json, out: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                flatten(&format!("{path}.{name}"), value, out);
            }
        }
        Json::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                flatten(&format!("{path}[{index}]"), value, out);
            }
        }
        Json::String(text) => drop(out.insert(path.to_owned(), text.clone())),
        other => drop(out.insert(path.to_owned(), other.to_string())),
    }
}

/// Writes rules in another way: keys and parameters in another order, types in another case, other
/// names of variables, no documentation, literals on the other side of comparisons, and each rule
/// in a tree of its own that takes some of its conditions.
fn rewritten(rules: &Json) -> Json {
    let mut rules = rules.clone();
    for (_, parameter) in rules["parameters"].as_object_mut().expect("parameters") {
        let kind = parameter["type"].as_str().expect("a type");
        let kind = if kind.starts_with(char::is_uppercase) {
            kind.to_lowercase()
        } else {
            kind.to_uppercase()
        };
        parameter["type"] = kind.into();
    }
    let list = rules["rules"].as_array().expect("rules");
    rules["rules"] = list.iter().map(split).collect();
    let mut variables = Vec::new();
    collect_variables(&rules, &mut variables);
    reordered(&rules, &variables)
}

fn split(rule: &Json) -> Json {
    let mut inner = rule.clone();
    if let Some(rules) = rule["rules"].as_array() {
        inner["rules"] = rules.iter().map(split).collect();
    }
    let conditions = rule["conditions"].as_array().expect("conditions");
    let (outer, rest) = conditions.split_at(conditions.len() / 2);
    inner["conditions"] = rest.into();
    json!({"documentation": "split", "conditions": outer, "rules": [inner], "type": "tree"})
}

fn collect_variables(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::Object(fields) => {
            let assigned = fields.get("assign").and_then(Json::as_str);
            found.extend(assigned.map(str::to_owned));
            fields.values().for_each(|it| collect_variables(it, found));
        }
        Json::Array(items) => items.iter().for_each(|it| collect_variables(it, found)),
        _ => {}
    }
}

fn reordered(json: &Json, variables: &[String]) -> Json {
    let renamed = |name: &str| {
        if variables.iter().any(|it| it == name) {
            format!("renamed_{name}")
        } else {
            name.to_owned()
        }
    };
    match json {
        Json::Object(fields) => {
            let mut fields: Vec<(String, Json)> = fields
                .iter()
                .filter(|(key, _)| *key != "documentation")
                .map(|(key, value)| match (key.as_str(), value.as_str()) {
                    ("ref" | "assign", Some(name)) => (key.clone(), renamed(name).into()),
                    ("argv", _) if is_comparison(json) => {
                        let mut arguments = value.as_array().expect("a list").clone();
                        arguments.reverse();
                        (key.clone(), reordered(&arguments.into(), variables))
                    }
                    _ => (key.clone(), reordered(value, variables)),
                })
                .collect();
            fields.reverse();
            Json::Object(fields.into_iter().collect())
        }
        Json::Array(items) => items.iter().map(|it| reordered(it, variables)).collect(),
        Json::String(text) => {
            let mut text = text.clone();
            for name in variables {
                for end in ["}", "#"] {
                    text =
                        text.replace(&format!("{{{name}{end}"), &format!("{{renamed_{name}{end}"));
                }
            }
            text.into()
        }
        other => other.clone(),
    }
}

fn is_comparison(call: &Json) -> bool {
    matches!(call["fn"].as_str(), Some("stringEquals" | "booleanEquals"))
}

#[test]
fn rules_of_all_services_are_the_same_if_they_are_written_differently() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let mut count = 0;
    for (service, text) in &corpus.rules {
        let rules: Json = serde_json::from_str(text).expect("JSON");
        let new = rewritten(&rules).to_string();
        assert_ne!(new, rules.to_string());
        assert_eq!(findings(text, &new), [], "{service}");
        assert_eq!(findings(&new, text), [], "{service}");
        count += 1;
    }
    assert!(count > 400, "{count}");
}

/// Replaces the n-th text that `fits`, counted over the whole JSON.
fn edited(json: &Json, number: &mut usize, edit: &dyn Fn(&Json) -> Option<Json>) -> Json {
    if let Some(new) = edit(json) {
        if *number == 0 {
            *number = usize::MAX;
            return new;
        }
        *number -= usize::from(*number != usize::MAX);
    }
    match json {
        Json::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(key, it)| (key.clone(), edited(it, number, edit)));
            Json::Object(fields.collect())
        }
        Json::Array(items) => items.iter().map(|it| edited(it, number, edit)).collect(),
        other => other.clone(),
    }
}

/// Edits that change endpoints, if the edited place can be reached.
fn edit(json: &Json) -> Option<Json> {
    match json {
        Json::String(text) if text.starts_with("https://") => {
            Some(text.replace("https://", "https://other-").into())
        }
        // The condition is turned around.
        Json::Object(fields) if fields.get("fn")? == "booleanEquals" => {
            Some(json!({"fn": "not", "argv": [json]}))
        }
        _ => None,
    }
}

/// Every difference that is listed is one to the evaluation of generated clients.
#[test]
fn listed_differences_are_real() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let partitions = tables::partitions("partitions.json", super::hosts::PARTITIONS);
    let partitions = partitions.expect("partitions");
    let (mut edits, mut unseen, mut listed) = (0, Vec::new(), 0);
    for (position, (service, text)) in corpus.rules.iter().enumerate() {
        let is_large = ["s3", "dynamodb", "kinesis", "sts", "events"].contains(&service.as_str());
        if position % 12 != 0 && !is_large {
            continue;
        }
        let rules: Json = serde_json::from_str(text).expect("JSON");
        for number in (0..).step_by(if is_large { 5 } else { 1 }) {
            let mut left = number;
            let new = edited(&rules, &mut left, &edit).to_string();
            if left != usize::MAX {
                break;
            }
            edits += 1;
            let findings = findings(text, &new);
            let [old, new] = [text, &new].map(|it| tables::rules(service, it).expect("rules"));
            if findings.iter().all(|it| it.old.is_none()) {
                unseen.push(format!("{service} {number}: {findings:?}"));
            }
            for finding in findings.iter().filter(|it| it.old.is_some()) {
                let answers = [old, new].map(|rules| {
                    let given = values(&finding.subject);
                    let values: Vec<RuntimeValue<'_>> = rules
                        .parameters
                        .iter()
                        .map(|it| match given.get(it.name) {
                            Some(Value::Boolean(value)) => RuntimeValue::Boolean(*value),
                            Some(Value::Text(text)) => RuntimeValue::Text(text),
                            Some(Value::Texts(texts)) => RuntimeValue::Texts(texts),
                            None => RuntimeValue::Nothing,
                        })
                        .collect();
                    match tables::resolve(rules, partitions, &values) {
                        Ok(endpoint) => endpoint.url().to_owned(),
                        Err(NoEndpoint::Refused(message)) => format!("error: {message}"),
                        Err(NoEndpoint::NoRule) => "no endpoint".to_owned(),
                        Err(NoEndpoint::Missing(name)) => format!("error: `{name}` is not set"),
                        Err(NoEndpoint::NotUsable(_) | NoEndpoint::NotValid(_)) => String::new(),
                    }
                });
                for (answer, said) in answers.iter().zip([&finding.old, &finding.new]) {
                    let said = said.as_deref().expect("an answer");
                    assert!(said.starts_with(answer), "{service}: {finding:?}: {answer}");
                }
                listed += 1;
            }
        }
    }
    println!(
        "{edits} edits, {listed} differences, {} without: {unseen:#?}",
        unseen.len()
    );
    assert!(edits > 300, "{edits}");
    assert!(unseen.len() * 20 < edits, "{unseen:#?}");
}

/// Reads the parameters of a finding.
fn values(label: &str) -> BTreeMap<String, Value> {
    let words = label.split(", ").filter_map(|word| word.split_once('='));
    words
        .map(|(name, value)| {
            let (value, _) = value.split_once(" or ").unwrap_or((value, ""));
            let value = match value {
                "true" => Value::Boolean(true),
                "false" => Value::Boolean(false),
                list if list.starts_with('[') => {
                    let items = list.trim_matches(['[', ']']);
                    let items = items.split(", ").filter(|it| !it.is_empty());
                    Value::Texts(items.map(str::to_owned).collect())
                }
                text => Value::Text(text.to_owned()),
            };
            (name.to_owned(), value)
        })
        .collect()
}

#[test]
fn a_change_lists_parameters_and_both_endpoints() {
    let old: Json = serde_json::from_str(ECS).expect("JSON");
    let new = old.to_string().replace(
        "https://ecs-fips.{Region}.{PartitionResult#dualStackDnsSuffix}",
        "https://fips.ecs.{Region}.{PartitionResult#dualStackDnsSuffix}",
    );
    let new = serde_json::from_str(&new).expect("JSON");
    assert_eq!(
        lines(&old, &new),
        [
            "Region=us-east-1 or any other, UseDualStack=true, UseFIPS=true: \
             https://ecs-fips.us-east-1.api.aws → https://fips.ecs.us-east-1.api.aws"
        ]
    );
}

/// Rules with one text parameter `Region` and a flag `Flag`.
fn small(rules: &Json) -> Json {
    json!({"version": "1.0", "parameters": {
        "Region": {"type": "string", "required": true, "builtIn": "AWS::Region", "documentation": ""},
        "Flag": {"type": "boolean", "required": true, "default": false, "documentation": ""},
    }, "rules": rules})
}

fn endpoint(url: &str, conditions: &Json) -> Json {
    json!({"type": "endpoint", "conditions": conditions, "endpoint": {"url": url}})
}

fn region_is(region: &str) -> Json {
    json!({"fn": "stringEquals", "argv": [{"ref": "Region"}, region]})
}

fn flag_is(value: bool) -> Json {
    json!({"fn": "booleanEquals", "argv": [{"ref": "Flag"}, value]})
}

#[test]
fn exclusive_rules_may_be_reordered_and_merged() {
    let a = endpoint("https://a.example", &json!([region_is("a")]));
    let b = endpoint("https://b.example", &json!([region_is("b")]));
    let rest = endpoint("https://{Region}.example", &json!([]));
    let old = small(&json!([a, b, rest]));
    // The last rule says the same for `a` and `b`.
    for rules in [json!([b, a, rest]), json!([rest]), json!([b, rest])] {
        assert_eq!(lines(&old, &small(&rules)), [""; 0], "{rules}");
        assert_eq!(lines(&small(&rules), &old), [""; 0], "{rules}");
    }
    // Split by a flag that does not matter.
    let split = json!([
        endpoint("https://{Region}.example", &json!([flag_is(true)])),
        endpoint("https://{Region}.example", &json!([flag_is(false)])),
        endpoint("https://never.example", &json!([])),
    ]);
    assert_eq!(lines(&old, &small(&split)), [""; 0]);
}

#[test]
fn rules_that_are_no_longer_exclusive_differ() {
    let a = endpoint("https://a.example", &json!([region_is("a")]));
    let flag = endpoint("https://flag.example", &json!([flag_is(true)]));
    let old = small(&json!([a, flag]));
    let new = small(&json!([flag, a]));
    assert_eq!(
        lines(&old, &new),
        ["Flag=true, Region=a: https://a.example → https://flag.example"]
    );
}

#[test]
fn constants_of_a_partition_are_known() {
    let partition = json!({"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"});
    let name = json!({"fn": "getAttr", "argv": [{"ref": "P"}, "name"]});
    let is_china = json!({"fn": "stringEquals", "argv": [name, "aws-cn"]});
    let rules = |url: &str| {
        let conditions = json!([partition, is_china]);
        small(&json!([
            endpoint(url, &conditions),
            endpoint("https://else.example", &json!([]))
        ]))
    };
    let old = rules("https://{Region}.{P#dnsSuffix}");
    assert_eq!(
        lines(&old, &rules("https://{Region}.amazonaws.com.cn")),
        [""; 0]
    );
    assert_eq!(
        lines(&old, &rules("https://{Region}.amazonaws.com")),
        [
            "Region=cn-northwest-1 or 2 others: https://cn-northwest-1.amazonaws.com.cn → \
          https://cn-northwest-1.amazonaws.com"
        ]
    );
}

#[test]
fn properties_headers_errors_and_parameters_are_compared() {
    let with = |region: &str| {
        small(&json!([{"type": "endpoint", "conditions": [], "endpoint": {
            "url": "https://x.example",
            "properties": {"authSchemes": [{"name": "sigv4", "signingRegion": region, "signingName": "x"}]},
            "headers": {"x-a": [region]},
        }}]))
    };
    assert_eq!(
        lines(&with("us-east-1"), &with("us-west-2")),
        [
            "Region=us-east-1 or any other: https://x.example (signingRegion us-east-1, header x-a[0] us-east-1) → \
          https://x.example (signingRegion us-west-2, header x-a[0] us-west-2)"
        ]
    );
    let error = |text: &str| small(&json!([{"type": "error", "conditions": [], "error": text}]));
    assert_eq!(
        lines(&error("no"), &error("never")),
        ["Region=us-east-1 or any other: error: no → error: never"]
    );
    let mut new = error("no");
    new["parameters"]["Flag"]["default"] = true.into();
    new["parameters"]["More"] = json!({"type": "string", "documentation": ""});
    assert_eq!(
        lines(&error("no"), &new),
        [
            "parameter `Flag`: a required boolean, by default false → a required boolean, by default true",
            "parameter `More`: - → a string",
        ]
    );
}

#[test]
fn rules_whose_difference_no_try_shows_are_said_to_differ() {
    let label = |dots: bool| json!({"fn": "isValidHostLabel", "argv": [{"ref": "Region"}, dots]});
    let first =
        json!({"fn": "substring", "argv": [{"ref": "Region"}, 3, 9, false], "assign": "first"});
    let is_x = json!({"fn": "isValidHostLabel", "argv": [{"ref": "first"}, false]});
    let old = small(&json!([endpoint(
        "https://a.example",
        &json!([first, is_x, label(false)])
    )]));
    let new = small(&json!([endpoint(
        "https://a.example",
        &json!([label(false), first, is_x])
    )]));
    assert_eq!(lines(&old, &new), [""; 0], "conditions may be reordered");
    let text = |text: &str| json!({"fn": "stringEquals", "argv": [{"fn": "uriEncode", "argv": [{"ref": "Region"}]}, text]});
    let rules = |it: &str| small(&json!([endpoint("https://a.example", &json!([text(it)]))]));
    let [line] = lines(&rules("q%20q"), &rules("r%20r"))
        .try_into()
        .expect("one line");
    assert!(
        line.starts_with("the rules differ, but lead to the same endpoints for all ")
            && line.ends_with(" combinations of parameters tried"),
        "{line}"
    );
}

#[test]
fn a_long_list_ends_with_the_number_of_the_rest() {
    let rules = |domain: &str| {
        let names: Vec<String> = (0..40).map(|it| format!("region-{it:02}")).collect();
        let rules = names
            .iter()
            .map(|it| endpoint(&format!("https://{it}.{domain}"), &json!([region_is(it)])));
        small(&rules.collect())
    };
    let found = lines(&rules("old"), &rules("new"));
    assert_eq!(found.len(), 13);
    assert_eq!(
        found[0],
        "Region=region-00: https://region-00.old → https://region-00.new"
    );
    assert_eq!(found[12], "… and 28 more endpoints differ");
}

/// Hostile rules end in time: many conditions that depend on each other, and variables that grow.
#[test]
fn rules_of_any_size_are_compared_in_time() {
    let start = std::time::Instant::now();
    let chain = |last: &str| {
        let mut conditions = vec![
            json!({"fn": "booleanEquals", "argv": [{"ref": "Flag"}, {"ref": "Flag"}], "assign": "v0"}),
        ];
        for number in 1..200 {
            let before = json!({"ref": format!("v{}", number - 1)});
            let other =
                json!({"fn": "stringEquals", "argv": [{"ref": "Region"}, format!("{number}")]});
            conditions.push(json!({"fn": "booleanEquals", "argv": [
                {"fn": "booleanEquals", "argv": [before, other]}, before,
            ], "assign": format!("v{number}")}));
        }
        small(&json!([endpoint(last, &conditions.into())]))
    };
    let found = lines(&chain("https://a.example"), &chain("https://b.example"));
    assert_eq!(found, ["too many rules to compare their meaning"]);
    let wide = |seed: usize| {
        let rules = (0..3000).map(|it| {
            let region = format!("r{}", it * 7 % 3001 + seed);
            endpoint(
                &format!("https://{region}.example"),
                &json!([region_is(&region), flag_is(it % 2 == 0)]),
            )
        });
        small(&rules.collect())
    };
    assert!(!lines(&wide(0), &wide(1)).is_empty());
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
