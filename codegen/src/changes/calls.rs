//! Operations as their callers see them: boto3's way, which the seed's page has, and in Rust.

mod boto3;
mod rust;

use crate::model::{OperationName, ShapeKind, ShapeName, StructureKind};

use super::Options;
use super::state::State;

/// A value as boto3's documentation shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// A value by itself: `'string'`.
    Leaf(String),
    /// A structure.
    Object(Vec<(String, Syntax)>),
    /// A list.
    List(Box<Syntax>),
    /// A map.
    Map(Box<Syntax>, Box<Syntax>),
}

/// An operation as boto3 calls it.
#[derive(Debug, Clone, Default)]
pub struct Boto3Call {
    /// What the operation does, in paragraphs.
    pub about: Vec<String>,
    /// The call, in Python.
    pub request: String,
    /// What goes in.
    pub parameters: Vec<Parameter>,
    /// What comes out, in Python.
    pub response: String,
    /// The members of what comes out.
    pub members: Vec<Parameter>,
}

/// A parameter or member, and what is within it.
#[derive(Debug, Clone, Default)]
pub struct Parameter {
    /// Its name; empty for an item of a list.
    pub name: String,
    /// Its type, in Python's words.
    pub ty: &'static str,
    /// What it is, in paragraphs.
    pub about: Vec<String>,
    /// What is within.
    pub members: Vec<Parameter>,
}

/// An operation as Rust calls it.
#[derive(Debug, Clone, Default)]
pub struct RustCall {
    /// The call: statements of an async function that has a `client`.
    pub request: String,
    /// How to read what comes out: statements that follow.
    pub response: String,
}

/// An operation of a service as Rust calls it; `None`: there is no client that has it.
pub fn rust_call(state: &State, operation: &str) -> Option<RustCall> {
    rust::call(state.plan.as_ref().ok()?, operation)
}

/// The operation as boto3 calls it, if that is to be shown.
pub(super) fn boto3(state: &State, name: &OperationName, options: &Options) -> Option<Boto3Call> {
    options.boto3.then(|| boto3::call(state, name))
}

/// The operation as Rust calls it, if that is to be shown and there is a client.
pub(super) fn rust(state: &State, name: &OperationName, options: &Options) -> Option<RustCall> {
    options.rust.then(|| rust_call(state, name.as_str()))?
}

impl Syntax {
    /// What a value of the shape looks like.
    pub(super) fn of(state: &State, shape: &ShapeName) -> Self {
        of(state, shape, &mut Vec::new())
    }

    /// The lines of a page, in Python; lines but the first are indented.
    pub fn python(&self) -> String {
        let mut text = String::new();
        self.write(0, &mut text);
        text
    }

    /// The same on one line.
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

fn of<'a>(state: &'a State, name: &'a ShapeName, around: &mut Vec<&'a ShapeName>) -> Syntax {
    let leaf = |text: &str| Syntax::Leaf(text.to_owned());
    if around.contains(&name) {
        return leaf("{'... recursive ...'}");
    }
    around.push(name);
    let syntax = match &state.model.shape(name).kind {
        ShapeKind::Structure(structure) if structure.kind == StructureKind::Document => {
            leaf("{...}|[...]|123|123.4|'string'|True|None")
        }
        ShapeKind::Structure(structure) => {
            let members = structure.members.iter();
            let members =
                members.map(|(name, it)| (name.to_string(), of(state, &it.shape, around)));
            Syntax::Object(members.collect())
        }
        ShapeKind::List { member, .. } => Syntax::List(Box::new(of(state, &member.shape, around))),
        ShapeKind::Map { key, value, .. } => Syntax::Map(
            Box::new(of(state, &key.shape, around)),
            Box::new(of(state, &value.shape, around)),
        ),
        ShapeKind::String { values } if !values.is_empty() => {
            let values = values.iter().map(|(it, _)| format!("'{it}'"));
            Syntax::Leaf(values.collect::<Vec<_>>().join("|"))
        }
        ShapeKind::String { .. } => leaf("'string'"),
        ShapeKind::Boolean => leaf("True|False"),
        ShapeKind::Integer | ShapeKind::Long => leaf("123"),
        ShapeKind::Float | ShapeKind::Double => leaf("123.0"),
        ShapeKind::Blob => leaf("b'bytes'"),
        ShapeKind::Timestamp { .. } => leaf("datetime(2015, 1, 1)"),
    };
    around.pop();
    syntax
}
