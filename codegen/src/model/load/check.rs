//! Checks references, which requires that everything was read.

use super::super::{Position, Service, ShapeKind, ShapeName, StructureKind};
use crate::error::Result;

/// Checks that each reference has a shape of the right kind.
pub(super) fn check_references(service: &Service) -> Result<()> {
    let find = |shape: &ShapeName, at: Position| {
        service.shapes.get(shape).ok_or_else(|| {
            let names = service.shapes.keys().map(ShapeName::as_str);
            service
                .source
                .error(
                    service.source.value_at(at, "shape"),
                    format!("unknown shape `{}`", shape.as_str().escape_debug()),
                )
                .hint(crate::nearest::hint(shape.as_str(), names))
        })
    };
    let structure = |shape: &ShapeName, at: Position, what: &str| {
        let found = find(shape, at)?;
        let kind = match found.as_structure().map(|it| &it.kind) {
            Some(StructureKind::Plain | StructureKind::Error(_)) => return Ok(()),
            Some(StructureKind::Union) => "union",
            Some(StructureKind::Document) => "document",
            Some(StructureKind::EventStream(_)) => "event stream",
            None => found.kind.name(),
        };
        Err(service
            .source
            .error(
                service.source.value_at(at, "shape"),
                format!("{what} has to be a structure; the type of `{shape}` is {kind}"),
            )
            .hint("wrap the value in a structure"))
    };
    for operation in service.operations.values() {
        for reference in operation.input.iter().chain(&operation.output) {
            structure(&reference.shape, reference.at, "an input or output")?;
        }
        for reference in &operation.errors {
            structure(&reference.shape, reference.at, "an error")?;
        }
    }
    for shape in service.shapes.values() {
        for member in shape.references() {
            find(&member.shape, member.at)?;
        }
        if let ShapeKind::Map { key, .. } = &shape.kind {
            let found = find(&key.shape, key.at)?;
            if !matches!(found.kind, ShapeKind::String { .. }) {
                let (shape, kind) = (&key.shape, found.kind.name());
                let what =
                    format!("a map's key has to be a string; the type of `{shape}` is {kind}");
                return Err(service
                    .source
                    .error(service.source.value_at(key.at, "shape"), what)
                    .hint("JSON objects have no other keys"));
            }
        }
    }
    Ok(())
}

/// Maximum depth of nested lists and maps without a structure between.
const DEEPEST: usize = 32;

/// Refuses lists and maps that contain themselves without a structure between: only empty ones have
/// a value, and there is no Rust type for them. Nesting that is too deep makes types that neither
/// people nor compilers can handle.
pub(super) fn check_lists(service: &Service) -> Result<()> {
    for (name, shape) in &service.shapes {
        let (mut outer, mut current) = (vec![name], shape);
        while let ShapeKind::List { member: inner, .. } | ShapeKind::Map { value: inner, .. } =
            &current.kind
        {
            let name = &inner.shape;
            let what = if outer.contains(&name) {
                format!("`{name}` is a list or map of itself")
            } else if outer.len() > DEEPEST {
                format!("lists and maps are nested more than {DEEPEST} deep")
            } else {
                outer.push(name);
                current = service.shape(name);
                continue;
            };
            let at = service.source.value_at(inner.at, "shape");
            return Err(service
                .source
                .error(at, what)
                .hint("put a structure between: only that can end the recursion"));
        }
    }
    Ok(())
}
