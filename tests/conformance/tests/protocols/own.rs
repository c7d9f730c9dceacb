//! Our own cases: what Smithy's protocol tests have and botocore's suites lack, and what the two
//! see differently.
//!
//! `tests/models/protocols` has a model for each protocol, and beside it `cases.json`: cases as the
//! suites have them, with blobs in base64. They follow Smithy's rules. botocore makes the same
//! calls; a case says under `botocore` what botocore does otherwise.

use std::fs;
use std::path::PathBuf;

use botosmith::Manifest;
use client_tests::python::{self, Python};
use conformance::project::{self, SelectedService, repository};
use serde_json::{Value, json};

use crate::expectation;
use crate::suites::Case;

/// The services, which are folders of `tests/models/protocols`.
const SERVICES: [&str; 3] = ["mini-logbook", "mini-port", "mini-signals"];

#[test]
fn our_cases_pass() {
    let cases = cases();
    let calls: Vec<_> = cases.iter().map(|(_, case)| case.call()).collect();
    let program = project::build("own_protocols", &manifest());
    let results = program
        .unwrap_or_else(|error| panic!("{error}"))
        .run(&calls);
    assert_eq!(results.len(), calls.len(), "each call has an outcome");
    let results = cases.iter().zip(&results);
    report(results.filter_map(|((_, case), result)| {
        let error = expectation::check(case, result).err()?;
        Some(format!("{}: {error}", case.name))
    }));
}

#[test]
fn botocore_agrees_with_our_cases_unless_they_say_otherwise() {
    let Some(python) = Python::find("botocore_agrees_with_our_cases_unless_they_say_otherwise")
    else {
        return;
    };
    let cases = cases();
    let results = botocore(&python, &cases);
    assert_eq!(results.len(), cases.len(), "each call has an outcome");
    let results = cases.iter().zip(&results);
    report(results.filter_map(|((_, case), result)| {
        match (expectation::check(case, result), case.json.get("botocore")) {
            (Ok(()), None) | (Err(_), Some(_)) => None,
            (Ok(()), Some(_)) => Some(format!("{}: botocore agrees with it", case.name)),
            (Err(error), None) => Some(format!("{}: by botocore, {error}", case.name)),
        }
    }));
}

/// Fails if there are errors.
fn report(errors: impl Iterator<Item = String>) {
    let errors: Vec<_> = errors.collect();
    assert!(
        errors.is_empty(),
        "{} cases:\n{}",
        errors.len(),
        errors.join("\n")
    );
}

fn folder() -> PathBuf {
    repository().join("tests/models/protocols")
}

fn manifest() -> Manifest {
    let services = SERVICES.map(|name| {
        let file = folder().join(name).join("2015-07-09/service-2.json");
        let model = fs::read_to_string(&file);
        let model = model.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let json: Value = serde_json::from_str(&model).expect("JSON");
        let operations = json["operations"].as_object().expect("operations by name");
        SelectedService {
            name: name.to_owned(),
            module: module(name),
            operations: operations.keys().cloned().collect(),
            model,
            rules: None,
        }
    });
    project::write_models("own_protocols", &services)
}

fn module(service: &str) -> String {
    service.replace('-', "_")
}

/// All cases, with their services.
fn cases() -> Vec<(&'static str, Case)> {
    let of_service = |service: &'static str| {
        let file = folder().join(service).join("cases.json");
        let text = fs::read_to_string(&file);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let list: Vec<Value> = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        list.into_iter().map(move |json| {
            let name = json["name"].as_str().expect("a name");
            let case = Case {
                name: format!("{service}: {name}"),
                module: module(service),
                operation: json["operation"].as_str().expect("a name").to_owned(),
                endpoint: json["endpoint"].as_str().map(str::to_owned),
                blobs: "base64",
                json,
            };
            (service, case)
        })
    };
    SERVICES.into_iter().flat_map(of_service).collect()
}

/// The outcome of each call by botocore.
fn botocore(python: &Python, cases: &[(&str, Case)]) -> Vec<Value> {
    let input: Vec<Value> = cases
        .iter()
        .map(|(service, case)| {
            json!({"service": service, "endpoint": case.endpoint, "case": case.json})
        })
        .collect();
    let mut command = python.script("protocol_cases.py").into_std();
    // A folder in which botocore looks for models besides its own.
    command.env("AWS_DATA_PATH", folder());
    python::lines(command, &Value::Array(input))
}
