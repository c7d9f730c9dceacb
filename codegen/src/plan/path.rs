//! Resolves JMESPath expressions against planned types.
//!
//! A path is walked without making the lists that JMESPath makes on the way: its values are visited
//! one by one, so that flattening has nothing left to do. The parts of JMESPath that models use are
//! supported: members, projections of lists (`[*]`, `[]`), lists of several paths (`[a, b]`) and
//! `keys()`.

use jmespath::ast::Ast;

use super::ir::field::{FieldType, Item};
use super::ir::path::{Path, Step, Target};
use super::ir::types::{Structure, Type};
use crate::names::Ident;

/// Longest expression. The parser recurses, and no model has longer ones.
const MAX_LENGTH: usize = 1000;

/// Structures that paths can lead through, by name.
pub(super) struct Structures<'a> {
    types: &'a [Type],
    errors: &'a [Structure],
}

impl<'a> Structures<'a> {
    pub(super) fn new(types: &'a [Type], errors: &'a [Structure]) -> Self {
        Self { types, errors }
    }

    /// Finds a structure that is not an error.
    pub(super) fn shared(&self, name: &Ident) -> Option<&'a Structure> {
        self.types.iter().find_map(|it| match it {
            Type::Structure(structure) if structure.header.name == *name => Some(structure),
            _ => None,
        })
    }

    fn error(&self, name: &Ident) -> Option<&'a Structure> {
        self.errors.iter().find(|it| it.header.name == *name)
    }
}

/// Resolves `expression` in an input.
///
/// # Errors
/// The reason if it cannot be resolved, without its place in the model.
pub(super) fn path(
    structures: &Structures<'_>,
    input: &Structure,
    expression: &str,
) -> Result<Path, String> {
    if expression.len() > MAX_LENGTH {
        return Err(format!("the path is longer than {MAX_LENGTH} bytes"));
    }
    let ast = jmespath::parse(expression).map_err(|error| {
        let reason = error.reason.to_string();
        format!("the path is not JMESPath: {}", reason.escape_debug())
    })?;
    let start = Position {
        steps: Vec::new(),
        value: Value::Structure(input),
        name: "the input".to_owned(),
    };
    let end = Resolver { structures }.follow(&ast, start)?;
    let value = match &end.value {
        Value::Many(each) => each,
        value => value,
    };
    let target = target(value)?;
    Ok(Path {
        steps: end.steps,
        target,
    })
}

/// A value that a part of an expression leads to.
#[derive(Debug, Clone)]
enum Value<'a> {
    Structure(&'a Structure),
    /// A value of another type.
    Other(&'a FieldType),
    /// Values that are visited one after the other.
    Many(Box<Value<'a>>),
}

/// The end of a part of an expression.
#[derive(Clone)]
struct Position<'a> {
    /// The steps to it.
    steps: Vec<Step>,
    value: Value<'a>,
    /// Name of the value for errors.
    name: String,
}

impl<'a> Position<'a> {
    fn then(mut self, step: Step, value: Value<'a>) -> Self {
        self.steps.push(step);
        Self { value, ..self }
    }

    /// The same values, as those of a list.
    fn many(self) -> Self {
        let value = Value::Many(Box::new(self.value));
        Self { value, ..self }
    }
}

struct Resolver<'s, 'a> {
    structures: &'s Structures<'a>,
}

impl<'a> Resolver<'_, 'a> {
    fn follow(&self, ast: &Ast, from: Position<'a>) -> Result<Position<'a>, String> {
        match ast {
            Ast::Identity { .. } => Ok(from),
            Ast::Field { name, .. } => self.field(name, from),
            Ast::Subexpr { lhs, rhs, .. } => self.follow(rhs, self.follow(lhs, from)?),
            Ast::Projection { lhs, rhs, .. } => {
                let each = self.each(self.follow(lhs, from)?)?;
                Ok(self.follow(rhs, each)?.many())
            }
            Ast::Flatten { node, .. } => {
                let each = self.each(self.follow(node, from)?)?;
                let is_list = matches!(
                    each.value,
                    Value::Many(_) | Value::Other(FieldType::List(_))
                );
                let flat = if is_list { self.each(each)? } else { each };
                Ok(flat.many())
            }
            Ast::MultiList { elements, .. } => self.fork(elements, &from),
            Ast::Function { name, args, .. } => match (name.as_str(), args.as_slice()) {
                ("keys", [map]) => self.keys(self.follow(map, from)?),
                _ => Err(format!(
                    "the function `{}` is not supported in paths",
                    name.escape_debug()
                )),
            },
            _ => Err("paths with filters, indexes, literals or operators are not supported".into()),
        }
    }

    fn field(&self, name: &str, from: Position<'a>) -> Result<Position<'a>, String> {
        let structure = match &from.value {
            Value::Structure(structure) => *structure,
            Value::Other(other) => {
                let what = format!("{} has no members: its type is {}", from.name, other.kind());
                return Err(what);
            }
            Value::Many(_) => return Err("a list has no members: project it with `[*]`".into()),
        };
        let mut fields = structure.fields.iter().filter(|it| it.modeled);
        let field = fields.find(|it| it.member == name);
        let field = field.ok_or_else(|| {
            let known = structure.fields.iter().map(|it| it.member.as_str());
            let hint = crate::nearest::hint(name, known);
            let (shape, name) = (&structure.header.shape, name.escape_debug());
            format!("`{shape}` has no member `{name}`: {hint}")
        })?;
        let step = Step::Field {
            name: field.name.clone(),
            optional: field.optional,
        };
        let position = from.then(step, self.value(&field.ty));
        Ok(Position {
            name: format!("`{name}`"),
            ..position
        })
    }

    fn value(&self, ty: &'a FieldType) -> Value<'a> {
        let structure = match ty {
            FieldType::Structure(name) => self.structures.shared(name),
            FieldType::Error(name) => self.structures.error(name),
            _ => None,
        };
        structure.map_or(Value::Other(ty), Value::Structure)
    }

    /// Leads to each item of a list.
    fn each(&self, from: Position<'a>) -> Result<Position<'a>, String> {
        match from.value {
            Value::Many(ref each) => {
                let value = (**each).clone();
                Ok(Position { value, ..from })
            }
            Value::Other(FieldType::List(item)) => {
                let Item { ty, sparse } = &**item;
                let position = from.then(Step::Items { sparse: *sparse }, self.value(ty));
                Ok(Position {
                    name: format!("an item of {}", position.name),
                    ..position
                })
            }
            ref other => Err(format!(
                "{} is not a list: its type is {}",
                from.name,
                kind(other)
            )),
        }
    }

    /// Leads to each key of a map.
    fn keys(&self, from: Position<'a>) -> Result<Position<'a>, String> {
        match from.value {
            Value::Other(FieldType::Map(map)) => {
                Ok(from.then(Step::Keys, self.value(&map.key)).many())
            }
            ref other => Err(format!(
                "{} is not a map: its type is {}",
                from.name,
                kind(other)
            )),
        }
    }

    /// Leads to the values of several paths, one path after the other.
    fn fork(&self, paths: &[Ast], from: &Position<'a>) -> Result<Position<'a>, String> {
        let mut forks = Vec::new();
        let mut values = Vec::new();
        for path in paths {
            // The steps up to here are taken once, not for each path.
            let start = Position {
                steps: Vec::new(),
                ..from.clone()
            };
            let end = self.follow(path, start)?;
            values.push((target(&end.value)?, end.value));
            forks.push(end.steps);
        }
        let (first, value) = values.first().cloned().ok_or("a list of no paths")?;
        if values.iter().all(|(target, _)| *target == first) {
            Ok(from.clone().then(Step::Fork(forks), value).many())
        } else {
            Err("the paths of a list must lead to values of one type".to_owned())
        }
    }
}

/// The type at the end of a path.
fn target(value: &Value<'_>) -> Result<Target, String> {
    match value {
        Value::Other(FieldType::String) => Ok(Target::Text),
        Value::Other(FieldType::Enumeration(_)) => Ok(Target::Enumeration),
        Value::Other(FieldType::Boolean) => Ok(Target::Boolean),
        other => Err(format!(
            "the path leads to a value of type {}, not to texts or a boolean",
            kind(other)
        )),
    }
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::Structure(_) => "structure",
        Value::Other(ty) => ty.kind(),
        Value::Many(_) => "list of lists",
    }
}
