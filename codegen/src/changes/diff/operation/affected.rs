//! Finds the shapes that a comparison has to descend into.

use std::collections::{HashMap, HashSet};

use crate::changes::revision::Revision;
use crate::model::ShapeName;

/// Lists the shapes that differ between both revisions, and those that reach one of them.
///
/// `replanned` are those that differ in Rust. They may be the same in the model: what operations
/// begin to fail with moves to another module, and which part of a ring is boxed depends on the
/// rest of it.
pub(super) fn affected<'a>(
    old: &'a Revision,
    new: &'a Revision,
    replanned: &HashSet<&'a str>,
) -> HashSet<&'a str> {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    for revision in [old, new] {
        for (name, shape) in &revision.model.shapes {
            for member in shape.references() {
                let users = users.entry(member.shape.as_str()).or_default();
                users.push(name.as_str());
            }
        }
    }
    let is_different =
        |name: &&str| !old.raw.is_same_shape(&new.raw, name) || replanned.contains(name);
    let all = old.model.shapes.keys().chain(new.model.shapes.keys());
    let mut queue: Vec<&str> = all.map(ShapeName::as_str).filter(is_different).collect();
    let mut affected = HashSet::new();
    while let Some(name) = queue.pop() {
        if affected.insert(name) {
            queue.extend(users.get(name).into_iter().flatten());
        }
    }
    affected
}
