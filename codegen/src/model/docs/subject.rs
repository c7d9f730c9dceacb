//! Subjects of documentation, and lookups of them in a model.

use crate::error::Error;
use crate::model::{Position, Service, ShapeKind, Source};

/// Subject of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    Operation(&'a str),
    Shape(&'a str),
    /// A reference (`Owner$member`) to a shape.
    Reference(&'a str, &'a str),
}

impl Subject<'_> {
    /// Returns `true` if the service has the subject.
    pub(super) fn is_of(self, service: &Service) -> bool {
        match self {
            Self::Operation(name) => service.operations.contains_key(name),
            Self::Shape(name) => service.shapes.contains_key(name),
            Self::Reference(reference, target) => refers(service, reference) == Some(target),
        }
    }

    pub(super) fn about_nothing(self, source: &Source, at: Position) -> Error {
        let (what, name) = match self {
            Self::Operation(name) => ("operation".to_owned(), name),
            Self::Shape(name) => ("shape".to_owned(), name),
            Self::Reference(reference, target) => (format!("reference to {target}"), reference),
        };
        let name = name.escape_debug();
        source
            .error(at, format!("the model has no {what} `{name}`"))
            .hint("remove this text, or move it to what the model has instead")
    }
}

/// Returns the shape of a reference (`Owner$member`), if the model has that reference.
pub(super) fn refers<'a>(service: &'a Service, reference: &str) -> Option<&'a str> {
    let (owner, member) = reference.split_once('$')?;
    let found = match &service.shapes.get(owner)?.kind {
        ShapeKind::Structure(structure) => structure.members.get(member)?,
        ShapeKind::List { member: item, .. } if member == "member" => item,
        ShapeKind::Map { key, .. } if member == "key" => key,
        ShapeKind::Map { value, .. } if member == "value" => value,
        _ => return None,
    };
    Some(found.shape.as_str())
}
