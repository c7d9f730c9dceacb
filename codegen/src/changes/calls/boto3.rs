//! Writes the call in Python, with its parameters, as boto3's documentation shows it.

use crate::model::{Docs, OperationName, ShapeKind, ShapeName, StructureKind};
use crate::names::case;
use crate::prose;
use crate::shown::line;

use super::call::{Boto3Call, Parameter};
use super::syntax::Syntax;
use crate::changes::revision::Revision;

pub(crate) fn call(revision: &Revision, name: &OperationName) -> Boto3Call {
    let operation = &revision.model.operations[name.as_str()];
    let input = operation.input.as_ref().map(|it| &it.shape);
    let output = operation.output.as_ref().map(|it| &it.shape);
    let within = |shape: Option<&ShapeName>| {
        shape.map_or_else(Vec::new, |it| members(revision, it, &mut Vec::new()))
    };
    let docs = |docs: &Docs| docs.operations.get(name.as_str()).cloned();
    Boto3Call {
        about: text(revision, &docs),
        request: request(revision, name, input),
        parameters: within(input),
        response: output.map_or_else(|| "None".to_owned(), |it| Syntax::of(revision, it).python()),
        members: within(output),
    }
}

/// Returns documentation in paragraphs. `docs-2.json` takes precedence over the model's own.
fn text(revision: &Revision, find: &dyn Fn(&Docs) -> Option<String>) -> Vec<String> {
    match find(&revision.docs) {
        Some(markdown) => markdown
            .split("\n\n")
            .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect(),
        None => find(&revision.prose).map_or_else(Vec::new, |html| prose::plain(&html)),
    }
}

fn request(revision: &Revision, name: &OperationName, input: Option<&ShapeName>) -> String {
    let method = case::snake(name.as_str());
    let method = method.as_ref().map_or(name.as_str(), |it| it.unraw());
    let method = line(method);
    let mut arguments = Vec::new();
    if let Some(Syntax::Object(members)) = input.map(|it| Syntax::of(revision, it)) {
        for (name, value) in members {
            let value = value.python().replace('\n', "\n    ");
            arguments.push(format!("    {name}={value}"));
        }
    }
    if arguments.is_empty() {
        format!("client.{method}()")
    } else {
        format!("client.{method}(\n{}\n)", arguments.join(",\n"))
    }
}

/// Lists the contents of a shape.
fn members<'a>(
    revision: &'a Revision,
    name: &'a ShapeName,
    enclosing: &mut Vec<&'a ShapeName>,
) -> Vec<Parameter> {
    if enclosing.contains(&name) {
        return Vec::new();
    }
    enclosing.push(name);
    let mut parameter = |member: &str, shape: &'a ShapeName| {
        let docs = |docs: &Docs| {
            let own = docs.member(name.as_str(), member, shape.as_str());
            own.or_else(|| docs.shape(shape.as_str()))
                .map(str::to_owned)
        };
        Parameter {
            name: member.to_owned(),
            ty: python_type(revision, shape),
            about: text(revision, &docs),
            members: members(revision, shape, enclosing),
        }
    };
    let within = match &revision.model.shape(name).kind {
        ShapeKind::Structure(structure) if structure.kind != StructureKind::Document => {
            let members = structure.members.iter();
            members
                .map(|(name, it)| parameter(name.as_str(), &it.shape))
                .collect()
        }
        ShapeKind::List { member, .. } => vec![Parameter {
            name: String::new(),
            ..parameter("member", &member.shape)
        }],
        ShapeKind::Map { key, value, .. } => {
            let mut key = Parameter {
                name: String::new(),
                ..parameter("key", &key.shape)
            };
            key.members = vec![Parameter {
                name: String::new(),
                ..parameter("value", &value.shape)
            }];
            vec![key]
        }
        _ => Vec::new(),
    };
    enclosing.pop();
    within
}

fn python_type(revision: &Revision, shape: &ShapeName) -> &'static str {
    match &revision.model.shape(shape).kind {
        ShapeKind::Structure(it) if it.kind == StructureKind::Document => "document",
        ShapeKind::Structure(_) | ShapeKind::Map { .. } => "dict",
        ShapeKind::List { .. } => "list",
        ShapeKind::String { .. } => "string",
        ShapeKind::Boolean => "boolean",
        ShapeKind::Integer | ShapeKind::Long => "integer",
        ShapeKind::Float | ShapeKind::Double => "float",
        ShapeKind::Blob => "bytes",
        ShapeKind::Timestamp { .. } => "datetime",
    }
}
