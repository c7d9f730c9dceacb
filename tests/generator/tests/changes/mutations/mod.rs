//! Proves with many mutations of a model that the comparison reports each change, and nothing else.

mod random;
mod steps;

use std::collections::BTreeMap;

use crate::models::{COMPANIONS, MODEL, State, StatePair, compare};
use botosmith::Result;
use botosmith::changes::{Comparison, Kind};
use serde_json::Value;
use steps::Step;

/// A model with everything that the loader knows. No client can be generated from it.
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

/// Steps without an effect on callers, by the start and the end of their text, with the reason.
const SILENT: [(&str, &str, &str); 29] = [
    ("service-2.json/version", "", "of the format"),
    ("waiters-2.json/version", "", "of the format"),
    ("docs-2.json/version", "", "of the format"),
    ("service-2.json/examples", "", "prose"),
    ("service-2.json/shapes/Lonely", "", "nothing reaches it"),
    // Documentation that no client has.
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
        "endpoint-rule-set-1.json/parameters/Region/type = \"string\"",
        "",
        SAME_ENDPOINTS,
    ),
    (
        "endpoint-rule-set-1.json/rules/0/conditions/0 taken out",
        "",
        SAME_ENDPOINTS,
    ),
    (
        "endpoint-rule-set-1.json/rules/0/endpoint/properties taken out",
        "",
        SAME_ENDPOINTS,
    ),
    (
        "endpoint-rule-set-1.json/rules/0/endpoint/headers taken out",
        "",
        SAME_ENDPOINTS,
    ),
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
    // `docs-2.json` takes precedence over texts in the model.
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
        "an empty list means the same as none",
    ),
    // Traits on both a shape and the reference to it.
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

/// Steps that change one of two equal traits, on a shape and on the reference to it.
const REDUNDANT: [&str; 11] = [
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

const PROSE: &str = "documentation that no client has";
const SAME_ENDPOINTS: &str = "the rules lead to the same endpoints";
const OTHER_TEXT: &str = "docs-2.json has a text that takes precedence";
const TWICE: &str =
    "the trait of the shape or the reference has the same meaning, or takes precedence";

fn everything() -> State {
    State::new(EVERYTHING)
        .with("paginators-1.json", PAGINATORS)
        .with("waiters-2.json", WAITERS)
        .with("endpoint-rule-set-1.json", RULES)
        .with("docs-2.json", DOCS)
}

/// A model from which a client can be generated, so that plans are compared, too.
fn plain() -> State {
    State::new(include_str!("../classes/base.json"))
}

fn is_silent(step: &Step) -> bool {
    let step = step.to_string();
    let mut silent = SILENT.iter();
    silent.any(|(start, end, _)| step.starts_with(start) && step.ends_with(end))
        || REDUNDANT.contains(&step.as_str())
}

/// True if the comparison reports anything.
fn reports_something(comparison: &Comparison) -> bool {
    let mut services = comparison.services.iter();
    services.any(|it| it.docs > 0 || it.changes().next().is_some())
}

/// Number of steps with each result, and errors.
#[derive(Default)]
struct Report {
    counts: BTreeMap<&'static str, usize>,
    wrong: Vec<String>,
}

/// Applies each step alone, and compares in both directions.
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
    let pair = StatePair::new(state, state);
    for step in steps {
        let mut count = |what| *report.counts.entry(what).or_default() += 1;
        let Some(mutated) = step.applied(state).filter(|it| it != state) else {
            count("as before");
            continue;
        };
        if !mutated.is_valid() {
            count("refused");
            continue;
        }
        pair.put(step.file, &mutated.0[step.file]);
        // The way back removes a key; steps that remove keys cover that already.
        let backward = |forward: &Comparison| {
            if step.is_added {
                Ok(forward.clone())
            } else {
                pair.backward()
            }
        };
        let found = pair
            .forward()
            .and_then(|forward| Ok((backward(&forward)?, forward)));
        pair.put(step.file, &state.0[step.file]);
        let (backward, forward) = match found {
            Ok(found) => found,
            Err(error) => {
                report.wrong.push(format!("{step}: {error}"));
                continue;
            }
        };
        let other = |it: &Comparison| it.changes().any(|it| it.kind == Kind::OtherTrait);
        if other(&forward) || other(&backward) {
            report.wrong.push(format!("{step}: a key without a kind"));
        }
        match (
            reports_something(&forward),
            reports_something(&backward),
            is_silent(step),
        ) {
            (true, true, false) => count("reported"),
            (false, false, true) => count("silent"),
            (forward, backward, silent) => {
                let what = format!(
                    "{step}: reported {forward}, backwards {backward}, expected to be silent {silent}"
                );
                report.wrong.push(what);
            }
        }
    }
    report
}

#[test]
fn every_step_is_reported() {
    // Keys are added to the model with everything only, since the other one allows the same keys.
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

/// Exceptions that match no step would hide errors.
#[test]
fn every_exception_matches_a_step() {
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
    for step in REDUNDANT {
        assert!(steps.iter().any(|it| it == step), "{step}");
    }
}

#[test]
fn equal_models_have_no_changes() -> Result<()> {
    for state in [everything(), plain()] {
        assert!(!reports_something(&compare(&state, &state)?));
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
            assert!(!reports_something(&comparison), "{lines:#?}");
        }
    }
    Ok(())
}

/// Reverses the order where it has no meaning.
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
fn the_model_has_known_files_only() {
    let files = everything().0.into_keys();
    assert!(
        files
            .into_iter()
            .all(|it| it == MODEL || COMPANIONS.contains(&it))
    );
}
