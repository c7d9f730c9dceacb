//! Compares the errors of an operation.

use super::comparer::{ChangeLocation, Comparer, Cursor, Delta, overlaid};
use crate::changes::comparison::{Scope, Segment};
use crate::changes::diff::plan_index::StructureId;
use crate::classes::Kind;
use crate::model::{ErrorReference, ShapeName};

pub(super) fn compare<'a>(
    comparer: &mut Comparer<'a>,
    operation: &str,
    old: &'a [ErrorReference],
    new: &'a [ErrorReference],
) {
    let has = |list: &[ErrorReference], shape: &ShapeName| list.iter().any(|it| it.shape == *shape);
    for error in new {
        if has(old, &error.shape) {
            kept(comparer, operation, &error.shape);
        } else {
            let shape = error.shape.as_str();
            comparer.report(&location(shape), Kind::ErrorAdded, shape, (None, None));
        }
    }
    for error in old.iter().filter(|it| !has(new, &it.shape)) {
        let shape = error.shape.as_str();
        comparer.report(&location(shape), Kind::ErrorRemoved, shape, (None, None));
    }
}

/// Compares an error that both revisions of the operation have.
fn kept<'a>(comparer: &mut Comparer<'a>, operation: &str, name: &'a ShapeName) {
    let shape = name.as_str();
    let mut delta = comparer.plans.as_ref().and_then(|(old, new)| {
        let [old, new] = [old, new].map(|it| it.error(operation, shape));
        let (old, new) = (old?.name.to_string(), new?.name.to_string());
        (old != new).then(|| Delta::new(Kind::RustName, old, new))
    });
    let traits = [comparer.old, comparer.new].map(|it| {
        let own = it.raw.error_traits(operation, shape);
        overlaid(it.raw.shape_traits(shape), own)
    });
    let cursor = Cursor {
        location: location(shape),
        owners: (StructureId::Shape(shape), StructureId::Shape(shape)),
    };
    comparer.value(&cursor, (name, name), traits, true, &mut delta);
    comparer.report_unexplained(&cursor.location, shape, delta);
}

fn location(shape: &str) -> ChangeLocation {
    ChangeLocation {
        scope: Scope::Error,
        path: vec![Segment::Member(shape.to_owned())],
    }
}
