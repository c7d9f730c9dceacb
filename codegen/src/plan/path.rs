//! Paths through an input: JMESPath, resolved against the model.
//!
//! A path is walked without making the lists that JMESPath makes on the way: what it leads to is met value
//! by value, and flattening has nothing left to do. Of JMESPath, what models need is supported: members,
//! projections of lists (`[*]`, `[]`), lists of several paths (`[a, b]`) and `keys()`.

use jmespath::ast::Ast;

use crate::model::{MemberName, ShapeKind, ShapeName, StructureKind};

use super::context::Context;
use super::members::{self, Field};
use super::names::Ident;
use super::types::Role;

/// A way through an input to texts, or to a boolean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Each begins where the one before leads to.
    pub steps: Vec<Step>,
    /// What is at the end.
    pub end: End,
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To a field of a structure.
    Field {
        /// The field.
        name: Ident,
        /// Whether it is an `Option`.
        optional: bool,
    },
    /// To each item of a list.
    Items {
        /// Whether they are `Option`s.
        sparse: bool,
    },
    /// To each key of a map.
    Keys,
    /// To what each of several ways leads to, one after the other.
    Fork(Vec<Vec<Step>>),
}

/// What is at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A `String`.
    Text,
    /// An enum of texts.
    Enumeration,
    /// A `bool`.
    Boolean,
}

impl Path {
    /// Whether it may lead to several values.
    pub fn is_many(&self) -> bool {
        self.steps
            .iter()
            .any(|step| !matches!(step, Step::Field { .. }))
    }
}

/// Longest expression: parsing recurses, and nobody writes longer ones.
const LONGEST: usize = 1000;

/// Resolves `expression` in the input whose shape and fields these are.
///
/// # Errors
/// Why it leads nowhere, in words that go with the place of the expression.
pub(super) fn path(
    context: &Context<'_>,
    (shape, fields): (&ShapeName, &[Field]),
    expression: &str,
) -> Result<Path, String> {
    if expression.len() > LONGEST {
        return Err(format!("the path is longer than {LONGEST} bytes"));
    }
    let ast = jmespath::parse(expression).map_err(|error| {
        let reason = error.reason.to_string();
        format!("the path is no JMESPath: {}", reason.escape_debug())
    })?;
    let start = Reached {
        steps: Vec::new(),
        what: What::Input,
    };
    let walk = Walk {
        context,
        shape,
        fields,
    };
    let Reached { steps, what } = walk.follow(&ast, start)?;
    let end = match what {
        What::Many(inner) => walk.end(&inner)?,
        what => walk.end(&what)?,
    };
    Ok(Path { steps, end })
}

/// What a part of an expression leads to.
#[derive(Debug, Clone)]
enum What {
    /// The input itself.
    Input,
    /// A value of the shape.
    Shape(ShapeName),
    /// Values that are met one after the other.
    Many(Box<What>),
}

struct Reached {
    steps: Vec<Step>,
    what: What,
}

impl Reached {
    fn then(mut self, step: Step, what: What) -> Self {
        self.steps.push(step);
        Self { what, ..self }
    }

    /// The same values, as those of a list.
    fn many(self) -> Self {
        let what = What::Many(Box::new(self.what));
        Self { what, ..self }
    }
}

struct Walk<'a> {
    context: &'a Context<'a>,
    /// Shape and fields of the input.
    shape: &'a ShapeName,
    fields: &'a [Field],
}

impl Walk<'_> {
    fn follow(&self, ast: &Ast, from: Reached) -> Result<Reached, String> {
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
                let flat = if self.is_list(&each.what) {
                    self.each(each)?
                } else {
                    each
                };
                Ok(flat.many())
            }
            Ast::MultiList { elements, .. } => self.fork(elements, from),
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

    fn field(&self, name: &str, from: Reached) -> Result<Reached, String> {
        let (owner, is_input) = match &from.what {
            What::Input => (self.shape, true),
            What::Shape(shape) => (shape, false),
            What::Many(_) => return Err("a list has no members: project it with `[*]`".into()),
        };
        let structure = self.context.shape(owner).as_structure();
        let plain = structure
            .filter(|it| matches!(it.kind, StructureKind::Plain | StructureKind::Error(_)));
        let Some(structure) = plain else {
            return Err(format!("`{owner}` is no structure, so it has no members"));
        };
        let Some(member) = structure.members.get(name) else {
            let known = structure.members.keys().map(MemberName::as_str);
            let hint = crate::nearest::hint(name, known);
            return Err(format!(
                "`{owner}` has no member `{}`: {hint}",
                name.escape_debug()
            ));
        };
        let of_nested;
        let fields = if is_input {
            self.fields
        } else {
            let role = if self.context.is_error(owner) {
                Role::Error
            } else {
                Role::Nested
            };
            of_nested = members::fields(self.context, owner, structure, role, true)
                .map_err(|error| error.what().to_owned())?;
            &of_nested
        };
        let field = fields.iter().find(|it| it.member == name);
        let field = field.ok_or("the member has no field")?;
        let step = Step::Field {
            name: field.name.clone(),
            optional: field.optional,
        };
        Ok(from.then(step, What::Shape(member.shape.clone())))
    }

    /// Each item of what was reached.
    fn each(&self, from: Reached) -> Result<Reached, String> {
        let shape = match from.what {
            What::Many(inner) => {
                return Ok(Reached {
                    what: *inner,
                    ..from
                });
            }
            What::Shape(ref shape) => shape,
            What::Input => self.shape,
        };
        match &self.context.shape(shape).kind {
            ShapeKind::List { member, sparse, .. } => {
                let what = What::Shape(member.shape.clone());
                Ok(from.then(Step::Items { sparse: *sparse }, what))
            }
            other => Err(format!("`{shape}` is no list but a {}", other.name())),
        }
    }

    fn is_list(&self, what: &What) -> bool {
        match what {
            What::Input => false,
            What::Shape(shape) => matches!(self.context.shape(shape).kind, ShapeKind::List { .. }),
            What::Many(_) => true,
        }
    }

    fn keys(&self, from: Reached) -> Result<Reached, String> {
        let What::Shape(shape) = &from.what else {
            return Err("only a map has keys".to_owned());
        };
        match &self.context.shape(shape).kind {
            ShapeKind::Map { key, .. } => {
                let key = What::Shape(key.shape.clone());
                Ok(from.then(Step::Keys, key).many())
            }
            other => Err(format!("`{shape}` is no map but a {}", other.name())),
        }
    }

    fn fork(&self, ways: &[Ast], from: Reached) -> Result<Reached, String> {
        let mut forks = Vec::new();
        let mut ends = Vec::new();
        for way in ways {
            // From here on: the steps before are taken once.
            let start = Reached {
                steps: Vec::new(),
                what: from.what.clone(),
            };
            let Reached { steps, what } = self.follow(way, start)?;
            ends.push((self.end(&what)?, what));
            forks.push(steps);
        }
        let (first, what) = ends.first().cloned().ok_or("a list of no paths")?;
        if ends.iter().all(|(end, _)| *end == first) {
            Ok(from.then(Step::Fork(forks), what).many())
        } else {
            Err("the paths of a list have to lead to values of one type".to_owned())
        }
    }

    fn end(&self, what: &What) -> Result<End, String> {
        let kind = match what {
            What::Input => "structure",
            What::Many(_) => "list of lists",
            What::Shape(shape) => match &self.context.shape(shape).kind {
                ShapeKind::String { values } if values.is_empty() => return Ok(End::Text),
                ShapeKind::String { .. } => return Ok(End::Enumeration),
                ShapeKind::Boolean => return Ok(End::Boolean),
                other => other.name(),
            },
        };
        Err(format!(
            "the path leads to a value of the type {kind}, not to texts or a boolean"
        ))
    }
}
