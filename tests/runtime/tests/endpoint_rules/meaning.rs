//! Comparison of rule sets by their meaning: the generator's evaluation agrees with botocore's
//! cases, rules that are written differently are the same, and a difference is a real one.

use std::collections::BTreeMap;

use botosmith::changes::endpoints::{Answer, Finding, RuleSet, Value, compare};
use botosmith::model::{EndpointRules, Partitions, Source};
use botosmith::plan::endpoint_rules::partitions;
use botosmith_runtime::support::endpoint_rules::{NoEndpoint, Value as RuntimeValue};
use serde_json::{Map, Value as Json, json};

use super::{corpus, tables};

fn parse(name: &str, text: &str) -> EndpointRules {
    let rules = EndpointRules::parse(Source::new(name, text));
    rules.unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn findings(old: &str, new: &str) -> Vec<Finding> {
    let findings = compare(&parse("old", old), &parse("new", new));
    findings.unwrap_or_else(|error| panic!("{error}"))
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
    let (mut edits, mut unseen, mut listed, mut unusable) = (0, Vec::new(), 0, 0);
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
                        Ok(endpoint) => Some(endpoint.url().to_owned()),
                        Err(NoEndpoint::Refused(message)) => Some(format!("error: {message}")),
                        Err(NoEndpoint::NoRule) => Some("no endpoint".to_owned()),
                        Err(NoEndpoint::Missing(name)) => {
                            Some(format!("error: `{name}` is not set"))
                        }
                        Err(NoEndpoint::NotUsable(_) | NoEndpoint::NotValid(..)) => None,
                    }
                });
                for (answer, said) in answers.iter().zip([&finding.old, &finding.new]) {
                    let said = said.as_deref().expect("an answer");
                    // Clients check the parts of the URL, the comparison does not.
                    let Some(answer) = answer else {
                        unusable += 1;
                        continue;
                    };
                    let rest = said.strip_prefix(answer.as_str());
                    let is_same = rest.is_some_and(|it| it.is_empty() || it.starts_with(" ("));
                    assert!(is_same, "{service}: {finding:?}: {answer}");
                }
                listed += 1;
            }
        }
    }
    println!(
        "{edits} edits, {listed} differences, {} without: {unseen:#?}",
        unseen.len()
    );
    assert!(edits > 300 && listed > edits, "{edits} {listed}");
    assert!(unusable * 10 < listed, "{unusable} of {listed}");
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
