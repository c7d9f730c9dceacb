//! Look-ups that the passes share: the model, and results of the passes before.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::{self, Member, MemberName, Position, Shape, ShapeKind, ShapeName};
use crate::names::{Ident, reserved};

use super::ir::protocol::Protocol;
use super::ir::types::TypeHeader;
use super::naming::{self, Naming};

/// Messages that contain a shape: only those need a writer or a reader of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Usage {
    /// Requests: it is written.
    pub(super) in_requests: bool,
    /// Responses or errors: it is read.
    pub(super) in_responses: bool,
}

/// The model of a service, and results of the first passes.
pub(super) struct Context<'a> {
    pub(super) service: &'a model::Service,
    pub(super) protocol: Protocol,
    /// Usage of each shape that operations reach.
    pub(super) usage: HashMap<ShapeName, Usage>,
    /// Members that have to be boxed.
    pub(super) boxed: HashSet<(ShapeName, MemberName)>,
    pub(super) naming: &'a Naming,
    /// Name and module of each shape that becomes a type.
    types: HashMap<ShapeName, (Ident, Ident)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        service: &'a model::Service,
        protocol: Protocol,
        naming: &'a Naming,
        usage: HashMap<ShapeName, Usage>,
        boxed: HashSet<(ShapeName, MemberName)>,
    ) -> Result<Self> {
        let mut context = Self {
            service,
            protocol,
            usage,
            boxed,
            naming,
            types: HashMap::new(),
        };
        context.types = context.name_modules()?;
        Ok(context)
    }

    pub(super) fn shape(&self, name: &ShapeName) -> &'a Shape {
        self.service.shape(name)
    }

    pub(super) fn is_error(&self, name: &ShapeName) -> bool {
        self.naming.is_error(name)
    }

    pub(super) fn type_name(&self, shape: &ShapeName) -> Ident {
        self.types[shape].0.clone()
    }

    /// The header of the type that a shape becomes.
    pub(super) fn header(&self, shape_name: &ShapeName) -> TypeHeader {
        let (name, module) = self.types[shape_name].clone();
        let title = format!("The shape `{shape_name}`.");
        self.header_of(shape_name, name, module, title)
    }

    /// The header of a type with a name of its own, such as an input's.
    pub(super) fn header_of(
        &self,
        shape_name: &ShapeName,
        name: Ident,
        module: Ident,
        title: String,
    ) -> TypeHeader {
        let shape = self.shape(shape_name);
        TypeHeader {
            hides_prelude: reserved::PRELUDE.contains(&name.as_str()),
            name,
            module,
            shape: shape_name.to_string(),
            touches_deprecated: self.touches_deprecated(shape),
            serde: false,
            deprecated: shape.deprecated.clone(),
            title,
            docs: self.docs(shape_name),
            derives: Vec::new(),
        }
    }

    /// Markdown about a shape.
    pub(super) fn docs(&self, shape: &ShapeName) -> Option<String> {
        let docs = self.service.docs.shape(shape.as_str());
        docs.map(str::to_owned)
    }

    /// Returns `true` if the shape, a member or a member's target is deprecated: the code of the
    /// type names all of them.
    pub(super) fn touches_deprecated(&self, shape: &Shape) -> bool {
        let mut references = shape.references().into_iter();
        shape.deprecated.is_some() || references.any(|it| self.refers_to_deprecated(it))
    }

    fn refers_to_deprecated(&self, member: &Member) -> bool {
        let shape = self.shape(&member.shape);
        let is_list = matches!(shape.kind, ShapeKind::List { .. } | ShapeKind::Map { .. });
        let mut items = shape.references().into_iter();
        member.deprecated.is_some()
            || shape.deprecated.is_some()
            || is_list && items.any(|it| self.refers_to_deprecated(it))
    }

    /// Returns `true` if values of the shape, or what its lists and maps hold, are sensitive.
    pub(super) fn is_sensitive(&self, shape: &Shape) -> bool {
        shape.sensitive
            || match &shape.kind {
                ShapeKind::List { member, .. } => self.is_sensitive(self.shape(&member.shape)),
                ShapeKind::Map { key, value, .. } => {
                    self.is_sensitive(self.shape(&key.shape))
                        || self.is_sensitive(self.shape(&value.shape))
                }
                _ => false,
            }
    }

    /// The name of an item of the model, or the error that its wire name has no letter or digit.
    pub(super) fn named(&self, at: Position, wire: &str, name: Option<&Ident>) -> Result<Ident> {
        name.cloned().ok_or_else(|| {
            self.service
                .source
                .error(
                    at,
                    format!("`{wire}` has no letter or digit, so it cannot be named in Rust"),
                )
                .hint("rename it in the model")
        })
    }

    /// The error that an operation needs something unsupported.
    pub(super) fn unsupported(&self, at: Position, what: &str) -> Error {
        self.service
            .source
            .error(at, format!("{what} is not supported yet"))
            .hint("leave the operation that needs it out of the manifest")
    }

    /// Gives each type its name and module. Names that differ by case only would share a file on
    /// some systems.
    fn name_modules(&self) -> Result<HashMap<ShapeName, (Ident, Ident)>> {
        let taken = |names: &[&str]| -> HashSet<String> {
            names.iter().map(|&name| name.to_owned()).collect()
        };
        let mut of_types = taken(&[&reserved::TYPE_MODULES, reserved::FILES.as_slice()].concat());
        let mut of_errors = taken(&[&reserved::ERROR_MODULES, reserved::FILES.as_slice()].concat());
        let mut types = HashMap::new();
        for (shape_name, shape) in &self.service.shapes {
            if !naming::is_type(shape) || !self.usage.contains_key(shape_name) {
                continue;
            }
            let name = self.naming.type_name(shape_name);
            let name = self.named(shape.at, shape_name.as_str(), name)?;
            let taken = if self.is_error(shape_name) {
                &mut of_errors
            } else {
                &mut of_types
            };
            let choice = naming::module(&name);
            let mut module = choice.clone();
            let mut number = 2;
            // A type whose name begins with a digit is spelled like its module, and both are in one
            // scope.
            while module == name || !taken.insert(module.unraw().to_lowercase()) {
                module = choice.affixed("", &format!("_{number}"));
                number += 1;
            }
            types.insert(shape_name.clone(), (name, module));
        }
        Ok(types)
    }
}
