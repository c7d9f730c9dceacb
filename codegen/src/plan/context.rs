//! What the passes look up: the model, and what was found out about it before.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::{self, MemberName, Position, Shape, ShapeKind, ShapeName};

use super::cycles;
use super::names::Ident;
use super::naming::{self, Naming};
use super::protocol::Protocol;
use super::usage::Usage;

/// What the passes look up.
pub(super) struct Context<'a> {
    pub(super) service: &'a model::Service,
    pub(super) protocol: Protocol,
    pub(super) usage: HashMap<ShapeName, Usage>,
    /// Members that have to be boxed.
    pub(super) cycles: HashSet<(ShapeName, MemberName)>,
    pub(super) naming: &'a Naming,
    types: HashMap<ShapeName, (Ident, Ident)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        service: &'a model::Service,
        protocol: Protocol,
        usage: HashMap<ShapeName, Usage>,
        naming: &'a Naming,
    ) -> Result<Self> {
        let mut context = Self {
            service,
            protocol,
            usage,
            cycles: cycles::cycles(service),
            naming,
            types: HashMap::new(),
        };
        context.types = types(&context)?;
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

    /// The name of a type, and of the module that it is in.
    pub(super) fn type_and_module(&self, shape: &ShapeName) -> (Ident, Ident) {
        self.types[shape].clone()
    }

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

    /// The name that was found for an item of the model, or why there is none.
    pub(super) fn named(&self, at: Position, wire: &str, name: Option<&Ident>) -> Result<Ident> {
        name.cloned().ok_or_else(|| {
            self.service
                .source
                .error(
                    at,
                    format!("`{wire}` has no letter or digit to make a name of"),
                )
                .hint("rename it in the model")
        })
    }

    pub(super) fn unsupported(&self, at: Position, what: &str) -> Error {
        self.service
            .source
            .error(at, format!("{what} is not supported yet"))
            .hint("leave the operation that needs it out of the manifest")
    }
}

/// Name and file of each shape that becomes a type. Names that differ by case only would share a file.
fn types(context: &Context<'_>) -> Result<HashMap<ShapeName, (Ident, Ident)>> {
    let mut of_types: HashSet<String> = ["builders", "error"].map(str::to_owned).into();
    let mut of_errors: HashSet<String> = ["builders"].map(str::to_owned).into();
    let mut types = HashMap::new();
    for (shape_name, shape) in &context.service.shapes {
        if !naming::is_type(shape) || !context.usage.contains_key(shape_name) {
            continue;
        }
        let name = context.naming.type_name(shape_name);
        let name = context.named(shape.at, shape_name.as_str(), name)?;
        let taken = if context.is_error(shape_name) {
            &mut of_errors
        } else {
            &mut of_types
        };
        let wish = naming::module(&name);
        let mut file = wish.clone();
        let mut number = 2;
        while !taken.insert(file.unraw().to_lowercase()) {
            file = wish.affixed("", &format!("_{number}"));
            number += 1;
        }
        types.insert(shape_name.clone(), (name, file));
    }
    Ok(types)
}
