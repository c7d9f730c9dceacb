//! `docs-2.json`: the prose of a model, apart from its structure.
//!
//! The format is the one of `aws-sdk-go` and the AWS SDK for PHP: a text for the service, one for each
//! operation, and for each shape a `base` text and a text for each reference to it
//! (`Owner$member`). Here the texts are Markdown.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::text::{Node, is_invisible};
use super::{Position, Service, ShapeKind, Source};
use crate::error::Result;

/// The file's name.
pub const FILE: &str = "docs-2.json";

/// The prose of a service. Empty where the model has no `docs-2.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// What the service is.
    pub service: Option<String>,
    /// What each operation does.
    pub operations: BTreeMap<String, String>,
    /// What the shapes and their members are.
    pub shapes: BTreeMap<String, ShapeDocs>,
}

/// The prose about one shape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShapeDocs {
    /// About the shape itself.
    pub base: Option<String>,
    /// About what refers to it: `Owner$member` and the text.
    pub references: IndexMap<String, String>,
}

impl Docs {
    /// About a member (or list item, map key, map value) of `owner` whose shape is `shape`.
    pub fn member(&self, owner: &str, member: &str, shape: &str) -> Option<&str> {
        self.shapes
            .get(shape)?
            .references
            .get(&format!("{owner}${member}"))
            .map(String::as_str)
    }

    /// About a shape.
    pub fn shape(&self, name: &str) -> Option<&str> {
        self.shapes.get(name)?.base.as_deref()
    }

    /// What of the service has no text: operations, shapes and members, in the model's order.
    pub fn missing(&self, service: &Service) -> Vec<String> {
        let mut missing = Vec::new();
        if self.service.is_none() {
            missing.push("the service".to_owned());
        }
        for name in service.operations.keys() {
            if !self.operations.contains_key(name.as_str()) {
                missing.push(format!("operation {name}"));
            }
        }
        for (name, shape) in &service.shapes {
            if self.shape(name.as_str()).is_none() {
                missing.push(format!("shape {name}"));
            }
            if let ShapeKind::Structure(structure) = &shape.kind {
                for (member_name, member) in &structure.members {
                    let (owner, member_name) = (name.as_str(), member_name.as_str());
                    if self
                        .member(owner, member_name, member.shape.as_str())
                        .is_none()
                    {
                        missing.push(format!("member {owner}${member_name}"));
                    }
                }
            }
        }
        missing
    }
}

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    Operation(&'a str),
    Shape(&'a str),
    /// A reference (`Owner$member`) to a shape.
    Reference(&'a str, &'a str),
}

/// Reads a `docs-2.json` and checks that each entry is about something that `service` has.
pub(super) fn load(source: &Source, service: &Service) -> Result<Docs> {
    read(source, &|subject, at| {
        if subject.is_of(service) {
            Ok(())
        } else {
            Err(subject.about_nothing(source, at))
        }
    })
}

/// Reads a `docs-2.json`; `check` is asked about each entry, whose key is at that place.
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

impl Subject<'_> {
    /// Whether the service has it.
    pub(super) fn is_of(self, service: &Service) -> bool {
        match self {
            Self::Operation(name) => service.operations.contains_key(name),
            Self::Shape(name) => service.shapes.contains_key(name),
            Self::Reference(reference, target) => refers(service, reference) == Some(target),
        }
    }

    fn about_nothing(self, source: &Source, at: Position) -> crate::error::Error {
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

/// The shape that the reference (`Owner$member`) is to, if the model has that reference.
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

/// A text; null and blank count as none.
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
