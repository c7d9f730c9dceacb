//! Validates the table of classes with the comparison and with the compiler.
//!
//! Each kind of change has a pair of models. The comparison has to find exactly the changes of the
//! pair, and a caller written for the old model's client has to compile with the new client if and
//! only if the table says so.

mod compiler;
mod pairs;

use std::collections::BTreeSet;

use botosmith::changes::classes::Rust;
use botosmith::changes::{Class, Kind};

use crate::models::{compare, line};
use pairs::{Outcome, Pair};

/// Kinds without a pair, each with the reason.
const WITHOUT_PAIR: [(Kind, &str); 2] = [
    (
        Kind::OtherTrait,
        "for keys that the loader may know in the future; `mutations` tests that there are none",
    ),
    (
        Kind::Documentation,
        "texts are counted instead of listed as changes; see the pair `documentation`",
    ),
];

#[test]
fn every_kind_has_a_pair() {
    let pairs = pairs::all();
    let found = |pair: &&Pair| pair.found.iter().map(|it| it.2);
    let kinds: BTreeSet<Kind> = pairs.iter().flat_map(found).collect();
    for kind in Kind::ALL {
        let reason = WITHOUT_PAIR.iter().find(|(it, _)| it == kind);
        match (kinds.contains(kind), reason) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => panic!("{kind:?} has a pair now"),
            (false, None) => panic!("{kind:?} has no pair"),
        }
        // A kind that depends on the plan needs pairs with both classes.
        if kind.row().rust == Rust::ByPlan && kinds.contains(kind) {
            let outcomes = pairs
                .iter()
                .filter(|it| it.found.iter().any(|it| it.2 == *kind));
            let outcomes: Vec<Outcome> = outcomes.map(|it| it.outcome).collect();
            let is_refused = outcomes.iter().all(|it| matches!(it, Outcome::NoClient(_)));
            assert!(
                is_refused
                    || outcomes.iter().any(|it| matches!(it, Outcome::Fits))
                        && outcomes.iter().any(|it| matches!(it, Outcome::Fails(_))),
                "{kind:?}: {outcomes:?}"
            );
        }
    }
    let names: BTreeSet<&str> = pairs.iter().map(|it| it.name).collect();
    assert_eq!(names.len(), pairs.len(), "a name occurs twice");
}

#[test]
fn the_comparison_finds_the_changes_of_the_pairs() {
    let mut wrong = Vec::new();
    for pair in pairs::all() {
        if let Err(what) = check(pair) {
            wrong.push(format!("{}: {what}", pair.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(pair: &Pair) -> Result<(), String> {
    let (old, new) = pair.states();
    let comparison = compare(&old, &new).map_err(|error| error.to_string())?;
    let changes: Vec<_> = comparison.changes().collect();
    let lines = || changes.iter().map(|it| format!("\n    {}", line(it)));
    let places: Vec<String> = changes.iter().map(|it| it.path_text()).collect();
    let found = changes.iter().zip(&places);
    let found: BTreeSet<_> = found
        .map(|(it, place)| (it.scope, place.as_str(), it.kind, it.wire))
        .collect();
    let expected: BTreeSet<_> = pair.found.iter().copied().collect();
    if found != expected || changes.len() != pair.found.len() {
        let lines: String = lines().collect();
        return Err(format!("{expected:?} expected, this found:{lines}"));
    }
    for change in &changes {
        let row = change.kind.row();
        if change.wire != row.wire {
            return Err(format!("{} on the wire: {}", line(change), change.wire));
        }
        if let (Rust::Is(class), Some(found)) = (row.rust, change.rust)
            && class != found
        {
            return Err(format!("{} in Rust: {found}", line(change)));
        }
    }
    let rust: Option<Vec<Class>> = changes.iter().map(|it| it.rust).collect();
    let worst = rust.map(|it| it.into_iter().max().unwrap_or(Class::Compatible));
    let expected = match pair.outcome {
        Outcome::Fits => Some(Class::Compatible),
        Outcome::Warns => Some(Class::Look),
        Outcome::Fails(_) => Some(Class::Breaking),
        Outcome::NoClient(what) => {
            let unknown = comparison
                .services
                .iter()
                .find_map(|it| it.rust_unknown.as_ref());
            if unknown.is_none_or(|it| !it.contains(what)) {
                return Err(format!("{what} is refused as {unknown:?}"));
            }
            None
        }
    };
    if worst == expected {
        Ok(())
    } else {
        Err(format!(
            "{worst:?} in Rust: {}",
            lines().collect::<String>()
        ))
    }
}

#[test]
fn texts_are_counted_and_are_not_changes() {
    let pairs = pairs::all();
    let pair = pairs
        .iter()
        .find(|it| it.name == "documentation")
        .expect("a pair");
    let (old, new) = pair.states();
    let comparison = compare(&old, &new).expect("good models");
    let service = &comparison.services[0];
    assert_eq!(service.docs, 1);
    assert_eq!(service.operations[0].docs, 1);
    assert_eq!(service.changes().count(), 0);
}
