//! Values as boto3's documentation shows them.

use crate::model::{ShapeKind, ShapeName, StructureKind};

use super::super::revision::Revision;
use crate::shown::line;

/// A value as boto3's documentation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// A scalar: `'string'`.
    Leaf(String),
    /// A structure.
    Object(Vec<(String, Syntax)>),
    /// A list.
    List(Box<Syntax>),
    /// A map.
    Map(Box<Syntax>, Box<Syntax>),
}

impl Syntax {
    /// Makes the syntax of a shape's values.
    pub(crate) fn of(revision: &Revision, shape: &ShapeName) -> Self {
        of(revision, shape, &mut Vec::new())
    }

    /// Writes the value in Python, on several lines; all lines but the first are indented.
    pub fn python(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text
    }

    /// Writes the value in Python, on one line.
    pub fn line(&self) -> String {
        match self {
            Self::Leaf(text) => text.clone(),
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, it)| format!("'{name}': {}", it.line()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            }
            Self::List(item) => format!("[{}]", item.line()),
            Self::Map(key, value) => format!("{{{}: {}}}", key.line(), value.line()),
        }
    }

    fn write(&self, depth: usize, text: &mut String) {
        let inner = "    ".repeat(depth + 1);
        let outer = "    ".repeat(depth);
        match self {
            Self::Leaf(leaf) => text.push_str(leaf),
            Self::Object(members) if members.is_empty() => text.push_str("{}"),
            Self::Object(members) => {
                text.push_str("{\n");
                for (index, (name, value)) in members.iter().enumerate() {
                    *text += &format!("{inner}'{name}': ");
                    value.write(depth + 1, text);
                    text.push_str(if index + 1 < members.len() {
                        ",\n"
                    } else {
                        "\n"
                    });
                }
                *text += &format!("{outer}}}");
            }
            Self::List(item) => {
                *text += &format!("[\n{inner}");
                item.write(depth + 1, text);
                *text += &format!(",\n{outer}]");
            }
            Self::Map(key, value) => {
                *text += &format!("{{\n{inner}");
                key.write(depth + 1, text);
                text.push_str(": ");
                value.write(depth + 1, text);
                *text += &format!("\n{outer}}}");
            }
        }
    }
}

fn of<'a>(
    revision: &'a Revision,
    name: &'a ShapeName,
    enclosing: &mut Vec<&'a ShapeName>,
) -> Syntax {
    let leaf = |text: &str| Syntax::Leaf(text.to_owned());
    if enclosing.contains(&name) {
        return leaf("{'... recursive ...'}");
    }
    enclosing.push(name);
    let syntax = match &revision.model.shape(name).kind {
        ShapeKind::Structure(structure) if structure.kind == StructureKind::Document => {
            leaf("{...}|[...]|123|123.4|'string'|True|None")
        }
        ShapeKind::Structure(structure) => {
            let members = structure.members.iter();
            let members =
                members.map(|(name, it)| (line(name.as_str()), of(revision, &it.shape, enclosing)));
            Syntax::Object(members.collect())
        }
        ShapeKind::List { member, .. } => {
            Syntax::List(Box::new(of(revision, &member.shape, enclosing)))
        }
        ShapeKind::Map { key, value, .. } => Syntax::Map(
            Box::new(of(revision, &key.shape, enclosing)),
            Box::new(of(revision, &value.shape, enclosing)),
        ),
        ShapeKind::String { values } if !values.is_empty() => {
            let values = values.iter().map(|(it, _)| format!("'{}'", line(it)));
            Syntax::Leaf(values.collect::<Vec<_>>().join("|"))
        }
        ShapeKind::String { .. } => leaf("'string'"),
        ShapeKind::Boolean => leaf("True|False"),
        ShapeKind::Integer | ShapeKind::Long => leaf("123"),
        ShapeKind::Float | ShapeKind::Double => leaf("123.0"),
        ShapeKind::Blob => leaf("b'bytes'"),
        ShapeKind::Timestamp { .. } => leaf("datetime(2015, 1, 1)"),
    };
    enclosing.pop();
    syntax
}
