//! Updates a `docs-2.json` to a newer model: texts move along with their subjects.

use serde_json::{Map, Value, json};

use super::subject::{Subject, refers};
use super::{Docs, ShapeDocs, load};
use crate::error::Result;
use crate::model::{About, Service, ShapeKind, Source};

impl Docs {
    /// Lists operations, shapes and members without documentation, in the model's order.
    pub(crate) fn missing(&self, service: &Service) -> Vec<String> {
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

    /// Parses a `docs-2.json`, even if the model lacks subjects of its texts.
    ///
    /// # Errors
    /// If the text is not a valid `docs-2.json`.
    pub fn parse(source: &Source) -> Result<Self> {
        load::read(source, &|_, _| Ok(()))
    }

    /// Moves texts about references to the shapes that these refer to now, where there is no text
    /// yet.
    ///
    /// Returns the references (`Owner$member`) whose texts were moved.
    pub(crate) fn follow(&mut self, service: &Service) -> Vec<String> {
        let mut moved = Vec::new();
        for shape in self.shapes.keys().cloned().collect::<Vec<_>>() {
            let references = self.shapes[&shape].references.keys();
            for reference in references.cloned().collect::<Vec<_>>() {
                let Some(target) = refers(service, &reference).filter(|it| **it != *shape) else {
                    continue;
                };
                let new = self.shapes.entry(target.to_owned()).or_default();
                if new.references.contains_key(&reference) {
                    continue;
                }
                let old = self.shapes.get_mut(&shape).expect("it is there");
                let text = old.references.shift_remove(&reference);
                let new = self.shapes.get_mut(target).expect("it is there");
                new.references
                    .insert(reference.clone(), text.expect("it is there"));
                moved.push(reference);
            }
        }
        // A shape that the model lacks, and whose last text was moved, is removed.
        self.shapes.retain(|name, shape| {
            *shape != ShapeDocs::default() || service.shapes.contains_key(name.as_str())
        });
        moved
    }

    /// Lists texts without a subject in the model: operations, shapes, and references
    /// (`Owner$member`).
    pub(crate) fn about_nothing(&self, service: &Service) -> Vec<String> {
        let operations = self.operations.keys();
        let mut out: Vec<String> = operations
            .filter(|name| !Subject::Operation(name).is_of(service))
            .map(|name| format!("operation {name}"))
            .collect();
        for (name, shape) in &self.shapes {
            if !Subject::Shape(name).is_of(service) {
                out.push(format!("shape {name}"));
            }
            let references = shape.references.keys();
            out.extend(
                references
                    .filter(|it| !Subject::Reference(it, name).is_of(service))
                    .map(|it| format!("member {it}")),
            );
        }
        out
    }

    /// Returns the texts that have a subject in the model.
    #[must_use]
    pub(crate) fn kept(&self, service: &Service) -> Self {
        let mut kept = self.clone();
        kept.operations
            .retain(|name, _| Subject::Operation(name).is_of(service));
        kept.shapes
            .retain(|name, _| Subject::Shape(name).is_of(service));
        for (name, shape) in &mut kept.shapes {
            shape
                .references
                .retain(|it, _| Subject::Reference(it, name).is_of(service));
        }
        kept
    }

    /// Adds a text where there is none yet.
    pub(crate) fn add(&mut self, about: About<'_>, text: String) {
        let text = Some(text).filter(|it| !it.trim().is_empty());
        let Some(text) = text else { return };
        match about {
            About::Service => {
                self.service.get_or_insert(text);
            }
            About::Operation(name) => {
                self.operations.entry(name.to_owned()).or_insert(text);
            }
            About::Shape(name) => {
                let shape = self.shapes.entry(name.to_owned()).or_default();
                shape.base.get_or_insert(text);
            }
            About::Member {
                owner,
                member,
                shape,
            } => {
                let shape = self.shapes.entry(shape.to_owned()).or_default();
                let key = format!("{owner}${member}");
                shape.references.entry(key).or_insert(text);
            }
        }
    }

    /// Returns the text of the file: operations and references in the model's order, shapes by
    /// name.
    pub fn to_text(&self, service: &Service) -> String {
        let position = |name: &str| {
            let (owner, member) = name.split_once('$').unwrap_or((name, ""));
            let owner_at = service.shapes.get_index_of(owner).unwrap_or(usize::MAX);
            let members = service.shapes.get(owner).and_then(|it| it.as_structure());
            let at = members.and_then(|it| it.members.get_index_of(member));
            (owner_at, at.unwrap_or(usize::MAX))
        };
        let mut operations: Vec<_> = self.operations.iter().collect();
        operations.sort_by_key(|(name, _)| {
            let at = service.operations.get_index_of(name.as_str());
            at.unwrap_or(usize::MAX)
        });
        let mut shapes = Map::new();
        for (name, shape) in &self.shapes {
            let mut references: Vec<_> = shape.references.iter().collect();
            references.sort_by_key(|(name, _)| position(name));
            let mut entry = Map::new();
            if let Some(base) = &shape.base {
                entry.insert("base".to_owned(), base.as_str().into());
            }
            entry.insert("refs".to_owned(), object(references));
            shapes.insert(name.clone(), entry.into());
        }
        let mut root = Map::new();
        root.insert("version".to_owned(), "2.0".into());
        if let Some(text) = &self.service {
            root.insert("service".to_owned(), text.as_str().into());
        }
        root.insert("operations".to_owned(), object(operations));
        root.insert("shapes".to_owned(), shapes.into());
        format!("{:#}\n", json!(root))
    }
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a String, &'a String)>) -> Value {
    let entries = entries
        .into_iter()
        .map(|(name, text)| (name.clone(), text.as_str().into()));
    Value::Object(entries.collect())
}
