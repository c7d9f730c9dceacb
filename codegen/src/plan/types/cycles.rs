//! Finds the members that have to be boxed, since their structure would contain itself.

use std::collections::{HashMap, HashSet};

use crate::model::{self, MemberName, ShapeName};

/// Finds the members that have to be boxed.
///
/// Edges between structures are added one by one in the model's order; one that closes a cycle is
/// boxed. Lists and maps keep their items on the heap and need no box. Only shapes of the same
/// cycle matter, and those are chosen together, so that choosing more operations changes nothing
/// here.
pub(in crate::plan) fn cycles(service: &model::Service) -> HashSet<(ShapeName, MemberName)> {
    let mut boxed = HashSet::new();
    let mut inside: HashMap<&ShapeName, Vec<&ShapeName>> = HashMap::new();
    for (owner, shape) in &service.shapes {
        let Some(structure) = shape.as_structure() else {
            continue;
        };
        for (name, member) in &structure.members {
            if service.shape(&member.shape).as_structure().is_none() {
                continue;
            }
            if reaches(&inside, &member.shape, owner) {
                boxed.insert((owner.clone(), name.clone()));
            } else {
                inside.entry(owner).or_default().push(&member.shape);
            }
        }
    }
    boxed
}

fn reaches(
    inside: &HashMap<&ShapeName, Vec<&ShapeName>>,
    from: &ShapeName,
    target: &ShapeName,
) -> bool {
    let mut seen = HashSet::new();
    let mut queue = vec![from];
    while let Some(name) = queue.pop() {
        if name == target {
            return true;
        }
        if seen.insert(name) {
            queue.extend(inside.get(name).into_iter().flatten());
        }
    }
    false
}
