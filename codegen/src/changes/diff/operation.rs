//! Compares an operation: the request, the response, the errors, and its paginators and waiters.

mod affected;
mod companions;
mod comparer;
mod errors;
mod members;
mod values;

use crate::model::{OperationName, OperationReference, ShapeName};

use super::plan_index::StructureId;
use crate::changes::by_trait;
use crate::changes::comparison::{Change, Scope};
use crate::classes::Kind;
use comparer::{ChangeLocation, Cursor};

pub(super) use comparer::Comparer;

/// Lists what differs in an operation that both revisions have.
pub(super) fn compare<'a>(comparer: &mut Comparer<'a>, name: &'a OperationName) -> Vec<Change> {
    comparer.begin_operation();
    let name = name.as_str();
    let [old, new] = [comparer.old, comparer.new].map(|it| &it.model.operations[name]);
    traits(comparer, name);
    rust_name(comparer, name);
    let shape = |it: &'a Option<OperationReference>| it.as_ref().map(|it| &it.shape);
    let request = Cursor::at_root(Scope::Request, StructureId::Input(name));
    root(comparer, &request, shape(&old.input), shape(&new.input));
    let response = Cursor::at_root(Scope::Response, StructureId::Output(name));
    root(comparer, &response, shape(&old.output), shape(&new.output));
    errors::compare(comparer, name, &old.errors, &new.errors);
    companions::compare(comparer, name);
    comparer.take_changes()
}

fn traits(comparer: &mut Comparer<'_>, name: &str) {
    let [old, new] = [comparer.old, comparer.new].map(|it| it.raw.operation_traits(name));
    for it in by_trait::differences(by_trait::Owner::Operation, &old, &new) {
        comparer.report(
            &ChangeLocation::general(),
            it.kind,
            &it.key,
            (it.old, it.new),
        );
    }
}

/// Compares the operation's own name in Rust.
fn rust_name(comparer: &mut Comparer<'_>, name: &str) {
    let Some((old, new)) = &comparer.plans else {
        return;
    };
    let names = [old, new].map(|it| it.operation(name).map(|it| it.name.to_string()));
    if let [Some(old), Some(new)] = names
        && old != new
    {
        let values = (Some(old), Some(new));
        comparer.report(&ChangeLocation::general(), Kind::RustName, name, values);
    }
}

/// Compares an input or output, which either revision may lack.
fn root<'a>(
    comparer: &mut Comparer<'a>,
    cursor: &Cursor<'a>,
    old: Option<&'a ShapeName>,
    new: Option<&'a ShapeName>,
) {
    match (old, new) {
        (Some(old), Some(new)) => {
            let traits = [(comparer.old, old), (comparer.new, new)]
                .map(|(revision, shape)| revision.raw.shape_traits(shape.as_str()));
            // Neither callers nor messages see the name of an input's or output's shape.
            comparer.value(cursor, (old, new), traits, true, &mut None);
        }
        (None, Some(new)) => {
            if let Some(structure) = comparer.new.model.shape(new).as_structure() {
                for (name, member) in &structure.members {
                    comparer.added(cursor, structure, (name, member), &mut None);
                }
            }
        }
        (Some(old), None) => {
            if let Some(structure) = comparer.old.model.shape(old).as_structure() {
                for (name, member) in &structure.members {
                    comparer.removed(cursor, (name, member));
                }
            }
        }
        (None, None) => {}
    }
}
