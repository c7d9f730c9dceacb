//! Random combinations of several steps, the same ones in every run.

use std::collections::BTreeMap;

use botosmith::changes::{Comparison, Kind};

use super::steps::{self, Step};
use super::{everything, plain};
use crate::models::{State, compare, line};

/// Number of random states of each model.
const STATES: usize = 60;

/// Pseudo-random numbers (Knuth's MMIX), the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }
}

#[test]
fn what_is_added_forwards_is_removed_backwards() {
    for state in [everything(), plain()] {
        let steps = steps::steps(&state);
        let mut numbers = Numbers(2015);
        let (mut compared, mut wrong) = (0, Vec::new());
        for _ in 0..STATES {
            let (old, new) = (
                drawn(&state, &steps, &mut numbers),
                drawn(&state, &steps, &mut numbers),
            );
            let (Ok(forward), Ok(backward)) = (compare(&old.0, &new.0), compare(&new.0, &old.0))
            else {
                continue;
            };
            compared += 1;
            let (there, back) = (subjects(&forward, false), subjects(&backward, true));
            if there != back {
                let lines = |it: &Comparison| it.changes().map(line).collect::<Vec<_>>();
                wrong.push(format!(
                    "{:#?}",
                    (old.1, new.1, lines(&forward), lines(&backward))
                ));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {compared}, such as {}",
            wrong.len(),
            wrong[0]
        );
        println!("{compared} states compared");
        assert!(compared > STATES / 4, "only {compared} can be loaded");
    }
}

/// A valid state a few random steps away, and the steps.
fn drawn(state: &State, steps: &[Step], numbers: &mut Numbers) -> (State, Vec<String>) {
    let count = 2 + numbers.below(4);
    let (mut state, mut done) = (state.clone(), Vec::new());
    for _ in 0..40 {
        let step = &steps[numbers.below(steps.len())];
        // Steps that make the model invalid are left out.
        if let Some(next) = step.applied(&state).filter(State::is_valid) {
            (state, _) = (next, done.push(step.to_string()));
        }
        if done.len() == count {
            break;
        }
    }
    (state, done)
}

/// Number of added and removed things by path; exchanged if `is_back` is `true`.
fn subjects(comparison: &Comparison, is_back: bool) -> BTreeMap<(String, &'static str), usize> {
    let mut subjects = BTreeMap::new();
    for service in &comparison.services {
        let operations = service
            .operations
            .iter()
            .map(|it| (it.name.as_str(), &it.changes));
        for (operation, changes) in operations.chain([("", &service.general)]) {
            for change in changes {
                let Some((sort, is_added)) = sort(change.kind) else {
                    continue;
                };
                let key = if is_added != is_back { sort.0 } else { sort.1 };
                let place = format!("{operation} {} {}", change.scope.word(), change.path_text());
                *subjects.entry((place, key)).or_insert(0) += 1;
            }
        }
    }
    subjects
}

/// Names for the addition and the removal of a thing, and `true` if the kind is an addition.
fn sort(kind: Kind) -> Option<((&'static str, &'static str), bool)> {
    Some(match kind {
        Kind::OperationAdded => (("operation came", "operation went"), true),
        Kind::OperationRemoved => (("operation came", "operation went"), false),
        Kind::MemberAdded | Kind::RequiredMemberAdded => (("member came", "member went"), true),
        Kind::MemberRemoved => (("member came", "member went"), false),
        Kind::VariantAdded => (("variant came", "variant went"), true),
        Kind::VariantRemoved => (("variant came", "variant went"), false),
        Kind::ValueAdded => (("value came", "value went"), true),
        Kind::ValueRemoved | Kind::ReceivedValueRemoved => (("value came", "value went"), false),
        Kind::ErrorAdded => (("error came", "error went"), true),
        Kind::ErrorRemoved => (("error came", "error went"), false),
        Kind::BecameRequired | Kind::ReceivedRequired => (("required", "not required"), true),
        Kind::NoLongerRequired | Kind::ReceivedOptional => (("required", "not required"), false),
        Kind::BecameEnum => (("enum", "no enum"), true),
        Kind::NoLongerEnum => (("enum", "no enum"), false),
        Kind::TypeChanged => (("type", "type"), true),
        Kind::UnionChanged => (("union", "union"), true),
        _ => return None,
    })
}
