//! Compares what clients and botocore make of odd error answers: each combination of a status,
//! headers and a body in `tests/python/error_answers.py`.
//!
//! An answer never loses its code, its message and its type, so clients have to find them also
//! where botocore breaks. Where it does not, both have to agree.

use client_tests::python::Python;
use conformance::project;
use serde_json::{Value, json};

use crate::{SHOWN, botocore, comparison, selection};

const SERVICES: [&str; 3] = ["mini-errors-json", "mini-errors-query", "mini-errors-rest"];

#[test]
fn errors_keep_their_codes() {
    let Some(python) = Python::find("errors_keep_their_codes") else {
        return;
    };
    let services = SERVICES.map(selection::own_service);
    let manifest = project::write_models("error-answers", &services);
    let program = project::build("error-answers", &manifest);
    let program = program.unwrap_or_else(|error| panic!("{error}"));
    let lines = botocore(&python, "error_answers.py", &[], &services);
    let calls: Vec<Value> = lines.iter().map(|it| it["call"].clone()).collect();
    let results = program.run(&calls);
    let wrong: Vec<String> = lines
        .iter()
        .zip(&results)
        .filter_map(|(line, result)| {
            let error = compare(line, &result["failure"]).err()?;
            let (call, body) = (&line["call"], &line["body"]);
            let (status, headers) = (&call["response"]["status"], &call["response"]["headers"]);
            let service = &call["service"];
            Some(format!("{service}: {error}\n  {status} {headers} {body}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} answers:\n{}",
        wrong.len(),
        lines.len(),
        wrong[..wrong.len().min(SHOWN)].join("\n")
    );
    let by_botocore = lines.iter().filter(|it| it["error"].is_object()).count();
    assert!(
        by_botocore > 3000,
        "botocore reads {by_botocore} of {}",
        lines.len()
    );
}

fn compare(line: &Value, failure: &Value) -> Result<(), String> {
    if failure.get("code").is_none() {
        return Err(format!(
            "an error of the service is expected, not {failure}"
        ));
    }
    let (code, codes) = (&failure["code"], line["codes"].as_array().expect("codes"));
    let is_there = codes.is_empty() && code.is_null() || codes.contains(code);
    if !is_there {
        return Err(format!("the code is {code}"));
    }
    comparison::equal("message", &failure["message"], &message(line, code))?;
    let is_modeled = ["Refused", "Shouting", "Empty"].iter().any(|it| code == it);
    if is_modeled && failure["shape"] != *code {
        return Err(format!("it is a {}", failure["shape"]));
    }
    let Some(expected) = line.get("error") else {
        return Ok(());
    };
    // botocore does not look everywhere.
    if codes.contains(&expected["code"]) {
        comparison::equal("code", code, &expected["code"])?;
        if line["readable"] == true && !expected["members"].is_null() {
            comparison::members(failure, &expected["members"])?;
        }
    }
    // It is empty if botocore does not find one.
    let has_message = expected["message"]
        .as_str()
        .is_some_and(|it| !it.is_empty());
    if has_message && line["readable"] == true {
        comparison::equal("message", &failure["message"], &expected["message"])?;
    }
    Ok(())
}

/// The message, or what stands for it.
fn message(line: &Value, code: &Value) -> Value {
    let body = line["body"].as_str().expect("a body");
    let words = body.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let status = &line["call"]["response"]["status"];
    match (&line["message"], code, words) {
        (Value::String(message), ..) => json!(message),
        (_, Value::Null, "") => {
            json!(format!(
                "HTTP status {status} without an error code or a body"
            ))
        }
        (_, Value::Null, _) => json!(format!(
            "HTTP status {status} without an error code: {words}"
        )),
        (_, _, "") => Value::Null,
        _ if line["readable"] == true => Value::Null,
        _ => json!(words),
    }
}
