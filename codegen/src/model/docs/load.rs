//! Reads a `docs-2.json`.

use super::subject::Subject;
use super::{Docs, ShapeDocs};
use crate::error::Result;
use crate::model::characters::is_invisible;
use crate::model::json::Node;
use crate::model::{Position, Service, Source};

/// Reads a `docs-2.json`. Every entry must have a subject in `service`.
pub(in crate::model) fn load(source: &Source, service: &Service) -> Result<Docs> {
    read(source, &|subject, at| {
        if subject.is_of(service) {
            Ok(())
        } else {
            Err(subject.about_nothing(source, at))
        }
    })
}

/// Reads a `docs-2.json`. `check` is called for each entry, with the position of its key.
pub(super) fn read(
    source: &Source,
    check: &dyn Fn(Subject<'_>, Position) -> Result<()>,
) -> Result<Docs> {
    let mut root = source.root()?.object()?;
    let _version = root.string("version")?;
    let mut docs = Docs::default();
    if let Some(node) = root.take("service") {
        docs.service = text(node)?;
    }
    if let Some(operations) = root.take("operations") {
        for field in operations.object()?.into_fields() {
            check(Subject::Operation(&field.key), field.at)?;
            if let Some(text) = text(field.value)? {
                docs.operations.insert(field.key.into_owned(), text);
            }
        }
    }
    if let Some(shapes) = root.take("shapes") {
        for field in shapes.object()?.into_fields() {
            check(Subject::Shape(&field.key), field.at)?;
            let mut shape = field.value.object()?;
            let mut shape_docs = ShapeDocs::default();
            if let Some(base) = shape.take("base") {
                shape_docs.base = text(base)?;
            }
            if let Some(references) = shape.take("refs") {
                for reference in references.object()?.into_fields() {
                    check(Subject::Reference(&reference.key, &field.key), reference.at)?;
                    if let Some(text) = text(reference.value)? {
                        shape_docs
                            .references
                            .insert(reference.key.into_owned(), text);
                    }
                }
            }
            shape.finish("the documentation of a shape")?;
            docs.shapes.insert(field.key.into_owned(), shape_docs);
        }
    }
    root.finish("a docs-2.json")?;
    Ok(docs)
}

/// Reads a text; null and blank texts count as missing.
fn text(node: Node<'_>) -> Result<Option<String>> {
    if node.is_null() {
        return Ok(None);
    }
    let text = node.string()?;
    let forbidden = |c: char| is_invisible(c) && c != '\n' && c != '\t';
    if let Some(c) = text.chars().find(|c| forbidden(*c)) {
        return Err(node
            .error(format!(
                "this text contains the character U+{:04X}",
                u32::from(c)
            ))
            .hint("control characters and direction overrides do not belong in documentation"));
    }
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}
