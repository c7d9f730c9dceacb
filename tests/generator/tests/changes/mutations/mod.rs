//! Whatever is done to a model, a comparison says so; and what is no change, it does not say.

mod random;
mod steps;

use std::collections::BTreeMap;

use crate::models::{COMPANIONS, MODEL, Sides, State, compare};
use botosmith::Result;
use botosmith::changes::{Comparison, Kind};
use serde_json::Value;
use steps::Step;

/// A model with one of everything that the loader knows. No service has all of that, and no client is
/// generated from it.
const EVERYTHING: &str = include_str!("model.json");

const PAGINATORS: &str = r#"{"pagination": {"Put": {"input_token": "token", "output_token": ["a", "b"],
    "result_key": "table", "limit_key": "algorithm", "more_results": "status"}}}"#;

const WAITERS: &str = r#"{"version": 2, "waiters": {"Ready": {"operation": "Put", "delay": 5, "maxAttempts": 9,
    "description": "Waits.", "acceptors": [
        {"matcher": "path", "argument": "status", "expected": "READY", "state": "success", "description": "It is."},
        {"matcher": "error", "expected": "Gone", "state": "failure"}]}}}"#;

const RULES: &str = r#"{"version": "1.0", "parameters": {
    "Region": {"builtIn": "AWS::Region", "required": true, "type": "String", "documentation": "Where."}},
    "rules": [{"conditions": [{"fn": "isSet", "argv": [{"ref": "Region"}]}], "documentation": "One.",
        "endpoint": {"url": "https://tiny.example", "properties": {}, "headers": {}}, "type": "endpoint"}]}"#;

const DOCS: &str = r#"{"version": "2.0", "service": "Keeps things.", "operations": {"Put": "Puts."},
    "shapes": {"Text": {"base": "Text.", "refs": {"PutInput$token": "A token."}}}}"#;

/// Steps that change nothing which a caller could meet: how they begin and end, as they are shown, and why.
const SILENT: [(&str, &str, &str); 25] = [
    ("service-2.json/version", "", "of the format"),
    ("waiters-2.json/version", "", "of the format"),
    ("docs-2.json/version", "", "of the format"),
    ("service-2.json/examples", "", "prose"),
    ("service-2.json/shapes/Lonely", "", "nothing reaches it"),
    // Prose that no client has.
    ("waiters-2.json/waiters/Ready/description", "", PROSE),
    (
        "waiters-2.json/waiters/Ready/acceptors/0/description",
        "",
        PROSE,
    ),
    (
        "endpoint-rule-set-1.json/parameters/Region/documentation",
        "",
        PROSE,
    ),
    ("endpoint-rule-set-1.json/rules/0/documentation", "", PROSE),
    (
        "service-2.json/clientContextParams/Fast/documentation",
        "",
        PROSE,
    ),
    (
        "service-2.json/clientContextParams/documentation",
        "",
        PROSE,
    ),
    (
        "service-2.json/metadata/",
        "documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    (
        "service-2.json/operations/Put/",
        "ut/documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    (
        "service-2.json/operations/Get/",
        "ut/documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    (
        "service-2.json/operations/Put/errors/",
        "documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    (
        "service-2.json/operations/Put/requestcompression/documentation",
        "",
        PROSE,
    ),
    (
        "service-2.json/operations/Put/staticContextParams/",
        "documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    (
        "service-2.json/operations/Put/operationContextParams/",
        "documentation = \"<p>New.</p>\"",
        PROSE,
    ),
    // `docs-2.json` goes before what stands in the model.
    ("service-2.json/documentation", "", OTHER_TEXT),
    (
        "service-2.json/operations/Put/documentation",
        "",
        OTHER_TEXT,
    ),
    (
        "service-2.json/shapes/PutInput/members/token/documentation",
        "",
        OTHER_TEXT,
    ),
    ("service-2.json/shapes/Text/documentation", "", OTHER_TEXT),
    (
        "service-2.json/shapes/",
        "/required = []",
        "an empty list says what none says",
    ),
    // What stands on a shape and on the reference to it.
    (
        "service-2.json/operations/Put/errors/0/exception = true",
        "",
        TWICE,
    ),
    (
        "service-2.json/operations/Put/errors/0/fault = true",
        "",
        TWICE,
    ),
];

/// More of what stands on a shape and on the reference to it.
const SAID_TWICE: [&str; 11] = [
    "service-2.json/operations/Put/errors/1/exception taken out",
    "service-2.json/shapes/Full/exception = false",
    "service-2.json/shapes/Full/exception taken out",
    "service-2.json/shapes/Full/error = {\"code\":\"New\"}",
    "service-2.json/shapes/Full/fault = true",
    "service-2.json/shapes/PutInput/members/all/flattened = true",
    "service-2.json/shapes/PutOutput/members/status/box = true",
    "service-2.json/shapes/PutOutput/members/table/flattened = true",
    "service-2.json/shapes/GetInput/members/data/streaming taken out",
    "service-2.json/shapes/Body/members/count/box taken out",
    "service-2.json/shapes/Event/members/data/streaming = true",
];

const PROSE: &str = "prose that no client has";
const OTHER_TEXT: &str = "docs-2.json has a text about that, which is taken";
const TWICE: &str = "the other one of shape and reference says so, or goes before";

fn everything() -> State {
    State::new(EVERYTHING)
        .with("paginators-1.json", PAGINATORS)
        .with("waiters-2.json", WAITERS)
        .with("endpoint-rule-set-1.json", RULES)
        .with("docs-2.json", DOCS)
}

/// What a client can be generated from, so that plans are compared too.
fn plain() -> State {
    State::new(include_str!("../classes/base.json"))
}

fn is_silent(step: &Step) -> bool {
    let step = step.to_string();
    let mut silent = SILENT.iter();
    silent.any(|(start, end, _)| step.starts_with(start) && step.ends_with(end))
        || SAID_TWICE.contains(&step.as_str())
}

/// Whether anything is reported.
fn says_something(comparison: &Comparison) -> bool {
    let mut services = comparison.services.iter();
    services.any(|it| it.docs > 0 || it.changes().next().is_some())
}

/// What is found out about steps: how many ended in which way, and what is wrong.
#[derive(Default)]
struct Report {
    counts: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

/// Does each step alone, and asks for a change in both directions.
fn every_step(state: &State, steps: &[Step]) -> Report {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Report> = std::thread::scope(|scope| {
        let parts = steps.chunks(steps.len().div_ceil(threads));
        let parts: Vec<_> = parts
            .map(|it| scope.spawn(|| some_steps(state, it)))
            .collect();
        let parts = parts.into_iter();
        parts.map(|it| it.join().expect("no step panics")).collect()
    });
    let mut report = Report::default();
    for part in parts {
        report.wrong.extend(part.wrong);
        for (what, count) in part.counts {
            *report.counts.entry(what).or_default() += count;
        }
    }
    report
}

fn some_steps(state: &State, steps: &[Step]) -> Report {
    let mut report = Report::default();
    let sides = Sides::new(state, state);
    for step in steps {
        let mut count = |what| *report.counts.entry(what).or_default() += 1;
        let Some(mutated) = step.applied(state).filter(|it| it != state) else {
            count("as before");
            continue;
        };
        if !mutated.is_good() {
            count("refused");
            continue;
        }
        sides.put(step.file, &mutated.0[step.file]);
        // What is added comes back as what is taken out: the model has each key once.
        let back = |there: &Comparison| {
            if step.is_added {
                Ok(there.clone())
            } else {
                sides.back()
            }
        };
        let found = sides.there().and_then(|there| Ok((back(&there)?, there)));
        sides.put(step.file, &state.0[step.file]);
        let (back, there) = match found {
            Ok(found) => found,
            Err(error) => {
                report.wrong.push(format!("{step}: {error}"));
                continue;
            }
        };
        let other = |it: &Comparison| it.changes().any(|it| it.kind == Kind::OtherTrait);
        if other(&there) || other(&back) {
            report.wrong.push(format!("{step}: a key without a kind"));
        }
        match (
            says_something(&there),
            says_something(&back),
            is_silent(step),
        ) {
            (true, true, false) => count("reported"),
            (false, false, true) => count("silent"),
            (there, back, silent) => {
                let what = format!("{step}: there {there}, back {back}, to be silent {silent}");
                report.wrong.push(what);
            }
        }
    }
    report
}

#[test]
fn every_step_is_reported() {
    // What a plan is made of has no more keys than that with everything: nothing is added to it.
    let (everything, plain) = (everything(), plain());
    let of_everything = steps::steps(&everything);
    let mut of_plain = steps::steps(&plain);
    of_plain.retain(|it| !it.is_added);
    for (name, state, steps, least) in [
        ("everything", everything, of_everything, 1600),
        ("plain", plain, of_plain, 150),
    ] {
        let Report { counts, wrong } = every_step(&state, &steps);
        println!("{name}: {counts:?}");
        assert!(
            wrong.is_empty(),
            "{} wrong\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(counts["reported"] >= least, "{name}: {counts:?}");
        assert!(counts["refused"] > 0, "{name}: {counts:?}");
    }
}

/// A list of exceptions that has outlived what it is about hides things.
#[test]
fn every_exception_is_one() {
    let steps: Vec<String> = steps::steps(&everything())
        .iter()
        .map(Step::to_string)
        .collect();
    for (start, end, reason) in SILENT {
        assert!(reason.len() > 4, "{start} {end}: no reason");
        let mut steps = steps.iter();
        assert!(
            steps.any(|it| it.starts_with(start) && it.ends_with(end)),
            "{start} {end}"
        );
    }
    for step in SAID_TWICE {
        assert!(steps.iter().any(|it| it == step), "{step}");
    }
}

#[test]
fn nothing_is_reported_of_the_same() -> Result<()> {
    for state in [everything(), plain()] {
        assert!(!says_something(&compare(&state, &state)?));
        let mut other = state.clone();
        for value in other.0.values_mut() {
            reverse(value, "");
        }
        assert_ne!(
            format!("{other:?}"),
            format!("{state:?}"),
            "the order differs"
        );
        for comparison in [compare(&state, &other)?, compare(&other, &state)?] {
            let lines: Vec<String> = comparison.changes().map(crate::models::line).collect();
            assert!(!says_something(&comparison), "{lines:#?}");
        }
    }
    Ok(())
}

/// Turns the order around, where it means nothing.
fn reverse(value: &mut Value, key: &str) {
    match value {
        Value::Object(fields) => {
            let mut entries: Vec<_> = std::mem::take(fields).into_iter().collect();
            entries.reverse();
            for (key, value) in &mut entries {
                reverse(value, key);
            }
            fields.extend(entries);
        }
        Value::Array(items) => {
            if ["errors", "enum", "required"].contains(&key) {
                items.reverse();
            }
            items.iter_mut().for_each(|it| reverse(it, ""));
        }
        _ => {}
    }
}

#[test]
fn the_files_are_known() {
    let files = everything().0.into_keys();
    assert!(
        files
            .into_iter()
            .all(|it| it == MODEL || COMPANIONS.contains(&it))
    );
}
