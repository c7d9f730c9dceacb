//! botocore's test cases of endpoint rules, for all services.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::Endpoint;
use botosmith::model::{Partitions, Source};
use botosmith::plan::endpoint_rules;
use botosmith_runtime::support::endpoint_rules::Value;
use botosmith_runtime::support::endpoint_rules::partition::Partition;
use botosmith_runtime::support::endpoint_rules::table::Rules;
use serde_json::{Value as Json, json};

use super::{corpus, tables};

/// Number of cases, and how many of them expect an error.
pub(crate) const CASES: usize = 14_589;
const ERRORS: usize = 1_715;
const SERVICES: usize = 439;

#[derive(Default)]
struct Counts {
    cases: AtomicUsize,
    errors: AtomicUsize,
    next: AtomicUsize,
}

#[test]
fn all_cases_of_all_services_pass() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let start = Instant::now();
    let partitions = tables::partitions("partitions.json", &corpus.partitions).expect("partitions");
    let services: Vec<_> = corpus.cases.iter().collect();
    let counts = Counts::default();
    let work = || {
        let mut failures = Vec::new();
        while let Some((service, cases)) = services.get(counts.next.fetch_add(1, Ordering::Relaxed))
        {
            let rules = match tables::rules(service, &corpus.rules[*service]) {
                Ok(rules) => rules,
                Err(error) => {
                    failures.push(error.to_string());
                    continue;
                }
            };
            failures.extend(self::service(service, rules, partitions, cases, &counts));
        }
        failures
    };
    let failures = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        let failures = threads.into_iter().map(|it| it.join().expect("no panic"));
        failures.flatten().collect::<Vec<String>>()
    });
    let first: Vec<_> = failures.iter().take(20).collect();
    assert!(
        failures.is_empty(),
        "{} failures: {first:#?}",
        failures.len()
    );
    let found = [&counts.cases, &counts.errors].map(|it| it.load(Ordering::Relaxed));
    assert_eq!(found, [CASES, ERRORS]);
    assert_eq!(services.len(), SERVICES);
    let seconds = start.elapsed().as_secs();
    assert!(seconds < 60, "{seconds} s");
}

fn service(
    service: &str,
    rules: &'static Rules,
    partitions: &'static [Partition],
    cases: &str,
    counts: &Counts,
) -> Vec<String> {
    let cases: Json = serde_json::from_str(cases).expect("cases");
    let cases = cases["testCases"].as_array().expect("a list");
    let mut failures = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        counts.cases.fetch_add(1, Ordering::Relaxed);
        let expected = &case["expect"];
        counts.errors.fetch_add(
            usize::from(expected["error"].is_string()),
            Ordering::Relaxed,
        );
        let found = found(rules, partitions, &case["params"]);
        let expected = match &expected["endpoint"] {
            Json::Null => expected.clone(),
            endpoint => json!({"endpoint": {
                "url": endpoint["url"],
                "properties": or_empty(&endpoint["properties"]),
                "headers": or_empty(&endpoint["headers"]),
            }}),
        };
        if found != expected {
            failures.push(format!(
                "{service} {number} {}\n  expected {expected}\n  found    {found}",
                case["params"]
            ));
        }
    }
    failures
}

fn or_empty(value: &Json) -> Json {
    match value {
        Json::Null => json!({}),
        value => value.clone(),
    }
}

/// Converts a result to the form of the cases.
fn found(rules: &'static Rules, partitions: &'static [Partition], parameters: &Json) -> Json {
    let lists: BTreeMap<&str, Vec<String>> = rules
        .parameters
        .iter()
        .filter_map(|it| {
            let items = parameters[it.name].as_array()?.iter();
            let texts = items.map(|it| it.as_str().expect("a text").to_owned());
            Some((it.name, texts.collect()))
        })
        .collect();
    let values: Vec<Value<'_>> = rules
        .parameters
        .iter()
        .map(|parameter| match &parameters[parameter.name] {
            Json::Bool(value) => Value::Boolean(*value),
            Json::String(text) => Value::Text(text),
            Json::Array(_) => Value::Texts(&lists[parameter.name]),
            _ => Value::Nothing,
        })
        .collect();
    if let Some(parameters) = parameters.as_object() {
        let known = |name: &String| rules.parameters.iter().any(|it| it.name == name);
        assert!(parameters.keys().all(known), "{parameters:?}");
    }
    match tables::resolve(rules, partitions, &values) {
        Ok(endpoint) => json!({"endpoint": shown(&endpoint)}),
        Err(error) => json!({"error": error.to_string()}),
    }
}

fn shown(endpoint: &Endpoint) -> Json {
    let properties = endpoint.properties().iter();
    let mut properties: BTreeMap<&str, Json> = properties
        .map(|(name, value)| (name.as_ref(), plain(value)))
        .collect();
    // The only property that is not a document.
    let schemes = endpoint.auth_schemes().iter();
    let schemes: Vec<Json> = schemes.map(|it| plain(&it.as_document())).collect();
    if !schemes.is_empty() {
        properties.insert("authSchemes", schemes.into());
    }
    let headers: BTreeMap<&str, Vec<&str>> = endpoint
        .headers()
        .map(|(name, values)| (name, values.collect()))
        .collect();
    json!({"url": endpoint.url(), "properties": properties, "headers": headers})
}

fn plain(document: &Document) -> Json {
    match document {
        Document::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        Document::Array(items) => items.iter().map(plain).collect(),
        Document::String(text) => json!(text),
        Document::Bool(value) => json!(value),
        other => panic!("not in rules: {other:?}"),
    }
}

#[test]
fn the_built_in_partitions_are_those_of_that_botocore() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let partitions = |text: &str| {
        let partitions = Partitions::parse(Source::new("partitions.json", text))?;
        endpoint_rules::partitions(&partitions)
    };
    let built_in = partitions(super::hosts::PARTITIONS).expect("partitions");
    assert_eq!(
        built_in,
        partitions(&corpus.partitions).expect("partitions")
    );
}
