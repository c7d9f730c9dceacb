//! Finds documentation that differs.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::model::{Docs, OperationName, ShapeName};

use crate::changes::revision::Revision;

/// Documentation by its subject: `operation X`, `shape X`, `member X$y`, `service`.
type Texts = BTreeMap<String, String>;

/// Lists the subjects whose documentation differs, of those that both revisions have.
pub(super) fn differing(old: &Revision, new: &Revision) -> BTreeSet<String> {
    let [old_texts, new_texts] = [old, new].map(texts);
    let all = old_texts.keys().chain(new_texts.keys());
    let differing = all.filter(|key| old_texts.get(*key) != new_texts.get(*key));
    differing
        .filter(|key| is_there(old, key) && is_there(new, key))
        .cloned()
        .collect()
}

/// Counts the subjects that are the operation or something that it reaches.
pub(super) fn of_operation(
    revision: &Revision,
    operation: &OperationName,
    texts: &BTreeSet<String>,
) -> usize {
    if texts.is_empty() {
        return 0;
    }
    let shapes = reached(revision, operation);
    let is_about = |key: &String| match key.split_once(' ') {
        Some(("operation", name)) => name == operation.as_str(),
        Some((_, name)) => shapes.contains(name.split('$').next().unwrap_or(name)),
        None => false,
    };
    texts.iter().filter(|it| is_about(it)).count()
}

fn texts(revision: &Revision) -> Texts {
    let mut texts = Texts::new();
    // `docs-2.json` takes precedence over the model's own documentation.
    for docs in [&revision.prose, &revision.docs] {
        add(docs, &mut texts);
    }
    texts
}

fn add(docs: &Docs, texts: &mut Texts) {
    if let Some(text) = &docs.service {
        texts.insert("service".to_owned(), text.clone());
    }
    for (name, text) in &docs.operations {
        texts.insert(format!("operation {name}"), text.clone());
    }
    for (name, shape) in &docs.shapes {
        if let Some(text) = &shape.base {
            texts.insert(format!("shape {name}"), text.clone());
        }
        for (reference, text) in &shape.references {
            texts.insert(format!("member {reference}"), text.clone());
        }
    }
}

/// Returns `true` if the revision has the subject: documentation of something new is not a change
/// of its own.
fn is_there(revision: &Revision, key: &str) -> bool {
    let model = &revision.model;
    match key.split_once(' ') {
        Some(("operation", name)) => model.operations.contains_key(name),
        Some(("shape", name)) => model.shapes.contains_key(name),
        Some((_, reference)) => {
            let (owner, member) = reference.split_once('$').unwrap_or((reference, ""));
            model
                .shapes
                .get(owner)
                .is_some_and(|shape| match shape.as_structure() {
                    Some(structure) => structure.members.contains_key(member),
                    None => true,
                })
        }
        None => true,
    }
}

/// Lists the shapes that an operation reaches.
pub(super) fn reached<'a>(revision: &'a Revision, operation: &OperationName) -> HashSet<&'a str> {
    let operation = &revision.model.operations[operation.as_str()];
    let sides = operation.input.iter().chain(&operation.output);
    let errors = operation.errors.iter().map(|it| &it.shape);
    let mut queue: Vec<&ShapeName> = sides.map(|it| &it.shape).chain(errors).collect();
    let mut reached = HashSet::new();
    while let Some(name) = queue.pop() {
        if reached.insert(name.as_str()) {
            let references = revision.model.shape(name).references();
            queue.extend(references.into_iter().map(|it| &it.shape));
        }
    }
    reached
}
