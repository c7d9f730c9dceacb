//! Compares random calls of generated clients with botocore's, for services that a seed picks: the
//! same parameters have to give the same request, and the same response the same values.
//!
//! `BOTOSMITH_SEED` sets another seed; `BOTOSMITH_SERVICES`, `BOTOSMITH_OPERATIONS` and
//! `BOTOSMITH_CALLS` set the number of services, of operations of each, and of calls of each
//! operation.

mod comparison;
mod error_answers;
mod selection;

use client_tests::python::{self, Python};
use conformance::project::{self, SelectedService};
use generator_tests::botocore::published;
use serde_json::{Value, json};

/// Number of wrong calls that are shown.
const SHOWN: usize = 60;

/// A number that the environment may set.
fn setting<T: std::str::FromStr>(name: &str, default: T) -> T {
    let text = std::env::var(name);
    text.map_or(default, |it| {
        it.parse()
            .ok()
            .unwrap_or_else(|| panic!("{name} is a number, not {it:?}"))
    })
}

#[test]
fn calls_are_the_same_as_botocores() {
    let (Some(sdist), Some(python)) = (
        published("botocore-1.44.5.tar.gz"),
        Python::find("calls_are_the_same_as_botocores"),
    ) else {
        return;
    };
    let seed: u64 = setting("BOTOSMITH_SEED", 20);
    let size = selection::Size {
        services: setting("BOTOSMITH_SERVICES", 20),
        operations: setting("BOTOSMITH_OPERATIONS", 5),
    };
    let calls: usize = setting("BOTOSMITH_CALLS", 12);
    let mut services = selection::services(&sdist, seed, &size);
    selection::add_unsigned(&mut services, &sdist);
    services.push(selection::own_service("mini-checksums"));
    selection::add_customized(&sdist, &mut services);
    let program = project::build(
        "differential",
        &project::write_models("differential", &services),
    )
    .unwrap_or_else(|error| panic!("{error}"));
    let arguments = [seed.to_string(), calls.to_string()];
    let lines = botocore(&python, "random_calls.py", &arguments, &services);
    let all: Vec<Value> = lines.iter().map(|it| it["call"].clone()).collect();
    let results = program.run(&all);
    let wrong: Vec<String> = lines
        .iter()
        .zip(&results)
        .filter_map(|(line, result)| {
            let error = comparison::compare(line, result).err()?;
            let call = &line["call"];
            let params = &call["params"];
            let (service, operation) = (&call["service"], &call["operation"]);
            Some(format!(
                "{service} {operation}: {error}\n  parameters: {params}\n  response: {}",
                call["response"]
            ))
        })
        .collect();
    let expected: usize = services.iter().map(|it| it.operations.len() * calls).sum();
    assert_eq!(lines.len(), expected, "each call has a line");
    assert!(
        wrong.is_empty(),
        "seed {seed}: {} of {} calls:\n{}",
        wrong.len(),
        lines.len(),
        wrong[..wrong.len().min(SHOWN)].join("\n")
    );
    // If botocore refused many of the calls, the test would prove little.
    let sent = lines.iter().filter(|it| it.get("failed").is_none()).count();
    assert!(
        sent * 10 >= lines.len() * 9,
        "botocore makes {sent} of {} calls",
        lines.len()
    );
}

/// Runs a script that makes calls with botocore; a line for each.
fn botocore(
    python: &Python,
    script: &str,
    arguments: &[String],
    services: &[SelectedService],
) -> Vec<Value> {
    let input: Vec<Value> = services
        .iter()
        .map(|it| json!({"service": it.name, "module": it.module, "operations": it.operations}))
        .collect();
    let mut command = python.script(script).into_std();
    command
        // A folder in which botocore looks for models besides its own.
        .env("AWS_DATA_PATH", selection::own_models())
        .args(arguments);
    python::lines(command, &Value::Array(input))
}
