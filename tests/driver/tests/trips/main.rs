//! Round trips: what a generated client writes to a mock of AWS, boto3 reads, and the other way round.

mod scripts;
mod sides;

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use botosmith::source::Catalog;
use client_tests::python::Python;
use driver::compare::same;
use driver::project::{self, Chosen};
use generator_tests::botocore::published;
use serde_json::{Map, Value, json};

use scripts::{Script, Who};
use sides::{Boto3, Generated};

#[test]
fn what_one_side_writes_the_other_reads() {
    let test = "what_one_side_writes_the_other_reads";
    let (Some(sdist), Some(python)) = (published("botocore-1.44.5.tar.gz"), Python::find(test))
    else {
        return;
    };
    let catalog = Catalog::open(&sdist).unwrap_or_else(|error| panic!("{error}"));
    let scripts = scripts::read();
    let services: Vec<Chosen> = scripts.iter().map(|it| chosen(&catalog, it)).collect();
    let program = project::build("trips", &project::manifest("trips", &services))
        .unwrap_or_else(|error| panic!("{error}"));
    let mut boto3 = Boto3::start(&python);
    let mut generated = Generated::start(&program, boto3.endpoint_url());
    for script in &scripts {
        play(script, &mut generated, &mut boto3);
    }
}

fn play(script: &Script, generated: &mut Generated, boto3: &mut Boto3) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = u64::try_from(now.expect("a time after 1970").as_millis()).expect("this age");
    // What steps kept of outputs.
    let mut kept = Map::from_iter([("now".to_owned(), json!(now))]);
    for step in &script.steps {
        let call = json!({
            "service": step.service.as_ref().unwrap_or(&script.service),
            "operation": step.operation,
            "params": fill(step.params.clone(), &kept),
        });
        let result = match step.who {
            Who::Generated => generated.call(&call, &step.expect),
            Who::Boto3 => boto3.call(&call),
            Who::Both => {
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
            holds(&result, &expected),
            "{:?} {call}: {expected} is expected, this is {result}",
            step.who
        );
        for (name, pointer) in &step.keep {
            let value = result.pointer(pointer);
            let value = value.unwrap_or_else(|| panic!("{call}: {pointer} is not in {result}"));
            kept.insert(name.clone(), value.clone());
        }
    }
}

/// Puts what was kept in the place of texts like `$name`.
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

/// Whether a value has at least what is expected; lists as many items, too.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, it)| found.get(key).is_some_and(|found| holds(found, it))),
        (Value::Array(found), Value::Array(expected)) => {
            let mut pairs = found.iter().zip(expected);
            found.len() == expected.len() && pairs.all(|(found, it)| holds(found, it))
        }
        (found, expected) => same(found, expected),
    }
}

/// The service of a script, with what the generated client calls of it.
fn chosen(catalog: &Catalog, script: &Script) -> Chosen {
    let ours = script.steps.iter().filter(|it| it.who != Who::Boto3);
    let operations: BTreeSet<&String> = ours.map(|it| &it.operation).collect();
    let mut service = Chosen::from_catalog(catalog, &script.service).expect("a model");
    service.operations = operations.into_iter().cloned().collect();
    service
}
