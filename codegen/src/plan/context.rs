//! What the passes look up: the model, and what was found out about it before.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, Result};
use crate::model::{self, At, MemberName, Shape, ShapeKind, ShapeName, StructureKind};

use super::cycles;
use super::names::{self, Ident, Names};
use super::protocol::Protocol;
use super::usage::Usage;

/// Names that a type cannot have: `Unhandled` is a variant beside errors, and the others are imported
/// into files that define types. None occurs in botocore's models.
const IMPORTED: [&str; 7] = [
    "BuildError",
    "ErrorMetadata",
    "ProvideErrorMetadata",
    "RequestId",
    "SetMembers",
    "Unhandled",
    "UnknownVariantError",
];

/// What the passes look up.
pub(super) struct Context<'a> {
    pub(super) service: &'a model::Service,
    pub(super) protocol: Protocol,
    pub(super) usage: HashMap<ShapeName, Usage>,
    /// Members that have to be boxed.
    pub(super) cycles: HashSet<(ShapeName, MemberName)>,
    /// Shapes that operations fail with.
    errors: HashSet<ShapeName>,
    type_names: HashMap<ShapeName, (Ident, Ident)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        service: &'a model::Service,
        protocol: Protocol,
        usage: HashMap<ShapeName, Usage>,
    ) -> Result<Self> {
        let mut context = Self {
            service,
            protocol,
            usage,
            cycles: cycles::cycles(service),
            errors: service
                .operations
                .values()
                .flat_map(|operation| operation.errors.iter().map(|error| error.shape.clone()))
                .collect(),
            type_names: HashMap::new(),
        };
        context.type_names = type_names(&context)?;
        Ok(context)
    }

    pub(super) fn shape(&self, name: &ShapeName) -> &'a Shape {
        self.service.shape(name)
    }

    pub(super) fn is_error(&self, name: &ShapeName) -> bool {
        self.errors.contains(name)
    }

    pub(super) fn type_name(&self, shape: &ShapeName) -> Ident {
        self.type_names[shape].0.clone()
    }

    /// The name of a type, and of the module that it is in.
    pub(super) fn type_and_module(&self, shape: &ShapeName) -> (Ident, Ident) {
        self.type_names[shape].clone()
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

    /// Makes an identifier, or says why that cannot be done.
    pub(super) fn ident(
        &self,
        at: At,
        name: &str,
        make: impl Fn(&str) -> Option<Ident>,
    ) -> Result<Ident> {
        make(name).ok_or_else(|| {
            self.service
                .source
                .error(
                    at,
                    format!("`{name}` has no letter or digit to make a name of"),
                )
                .hint("rename it in the model")
        })
    }

    pub(super) fn unsupported(&self, at: At, what: &str) -> Error {
        self.service
            .source
            .error(at, format!("{what} is not supported yet"))
            .hint("leave the operation that needs it out of the manifest")
    }
}

/// Name and module of each shape that becomes a type of its own.
fn type_names(context: &Context<'_>) -> Result<HashMap<ShapeName, (Ident, Ident)>> {
    let mut types = Names::without(&IMPORTED);
    let mut type_modules = Names::without(&["builders", "error"]);
    let mut errors = Names::without(&IMPORTED);
    let mut error_modules = Names::without(&["builders"]);
    let mut out = HashMap::new();
    for (name, shape) in &context.service.shapes {
        let is_type = match &shape.kind {
            ShapeKind::Structure(structure) => structure.kind != StructureKind::Document,
            ShapeKind::String { values } => !values.is_empty(),
            _ => false,
        };
        if !is_type || !context.usage.contains_key(name) {
            continue;
        }
        let (names, modules) = match context.is_error(name) {
            true => (&mut errors, &mut error_modules),
            false => (&mut types, &mut type_modules),
        };
        let rust_name = names.claim(context.ident(shape.at, name.as_str(), names::pascal)?);
        let module = context.ident(shape.at, rust_name.unraw(), names::snake)?;
        out.insert(name.clone(), (rust_name, modules.claim_module(module)));
    }
    Ok(out)
}
