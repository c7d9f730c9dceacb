//! Tests that boto3 reads what a generated client wrote to a mock of AWS, and the other way round.

mod peers;
mod scripts;

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use botosmith::source::Catalog;
use client_tests::python::Python;
use conformance::compare::same;
use conformance::project::{self, SelectedService};
use generator_tests::botocore::published;
use serde_json::{Map, Value, json};

use peers::{Boto3, Generated};
use scripts::{Caller, Script};

#[test]
fn what_one_client_writes_the_other_reads() {
    let test = "what_one_client_writes_the_other_reads";
    let (Some(sdist), Some(python)) = (published("botocore-1.44.5.tar.gz"), Python::find(test))
    else {
        return;
    };
    let catalog = Catalog::open(&sdist).unwrap_or_else(|error| panic!("{error}"));
    let scripts = scripts::read();
    let services: Vec<SelectedService> = scripts.iter().map(|it| selected(&catalog, it)).collect();
    let program = project::build(
        "round_trips",
        &project::write_models("round_trips", &services),
    )
    .unwrap_or_else(|error| panic!("{error}"));
    let mut boto3 = Boto3::start(&python);
    let mut generated = Generated::start(&program, boto3.endpoint_url());
    for script in &scripts {
        run(script, &mut generated, &mut boto3);
    }
}

/// Makes the calls of a script and checks their results.
fn run(script: &Script, generated: &mut Generated, boto3: &mut Boto3) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.expect("a time after 1970").as_millis();
    let now = u64::try_from(now).expect("the milliseconds fit");
    // Values that steps keep for later ones.
    let mut kept = Map::from_iter([("now".to_owned(), json!(now))]);
    for step in &script.steps {
        let call = json!({
            "service": step.service.as_ref().unwrap_or(&script.service),
            "operation": step.operation,
            "params": fill(step.params.clone(), &kept),
        });
        let result = match step.caller {
            Caller::Generated => generated.call(&call, &step.expect),
            Caller::Boto3 => boto3.call(&call),
            Caller::Both => {
                let theirs = boto3.call(&call);
                let ours = generated.call(&call, &theirs);
                assert!(
                    same(&ours, &theirs),
                    "{call}:\n  generated: {ours}\n  boto3: {theirs}"
                );
                ours
            }
        };
        let expected = fill(step.expect.clone(), &kept);
        assert!(
            contains(&result, &expected),
            "{:?} {call}: {expected} is expected, the result is {result}",
            step.caller
        );
        for (name, pointer) in &step.keep {
            let value = result.pointer(pointer);
            let value = value.unwrap_or_else(|| panic!("{call}: {pointer} is not in {result}"));
            kept.insert(name.clone(), value.clone());
        }
    }
}

/// Replaces texts like `$name` by the values that were kept.
fn fill(value: Value, kept: &Map<String, Value>) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$').and_then(|name| kept.get(name)) {
            Some(value) => value.clone(),
            None => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(|it| fill(it, kept)).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(members.map(|(key, it)| (key, fill(it, kept))).collect())
        }
        value => value,
    }
}

/// True if a value has all members that are expected; lists must have as many items as expected.
fn contains(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, it)| found.get(key).is_some_and(|found| contains(found, it))),
        (Value::Array(found), Value::Array(expected)) => {
            let mut pairs = found.iter().zip(expected);
            found.len() == expected.len() && pairs.all(|(found, it)| contains(found, it))
        }
        (found, expected) => same(found, expected),
    }
}

/// The service of a script, with the operations that the generated client calls.
fn selected(catalog: &Catalog, script: &Script) -> SelectedService {
    let ours = script.steps.iter().filter(|it| it.caller != Caller::Boto3);
    let operations: BTreeSet<&String> = ours.map(|it| &it.operation).collect();
    let mut service = SelectedService::from_catalog(catalog, &script.service).expect("a model");
    service.operations = operations.into_iter().cloned().collect();
    service
}
