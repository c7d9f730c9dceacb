//! Gives each shape, member, value and operation of a model its name in Rust.
//!
//! An item's first choice is the name that [`case`] makes of its wire name. Where two items of a
//! scope map to the same one, one of them gets the suffix `Value` or `_value`, as in smithy-rs's
//! renames, and after that a number. Changed names are kept in the [`Lock`] from then on. Names are
//! given in this order:
//!
//! 1. those of the lock, also of items that the model no longer has;
//! 2. those that were published before, if they are known (see [`naming`]);
//! 3. in the model's order.
//!
//! The whole model takes part, not only the chosen operations, so that choosing more of them
//! changes no name.

pub mod lock;
mod scope;

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::model::{
    self, MemberName, OperationName, Position, Shape, ShapeKind, ShapeName, StructureKind,
};
use crate::names::{Ident, case, reserved};

use self::lock::Lock;
use self::scope::{Role, Scope};

pub(super) use self::scope::module;

/// The names of a model in Rust.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    types: HashMap<String, Ident>,
    operations: HashMap<String, Ident>,
    members: HashMap<String, Ident>,
    values: HashMap<String, Ident>,
    errors: HashSet<String>,
    /// The names of the lock that was given, and those that had to be changed.
    lock: Lock,
}

/// Names everything in a model. `published` has the names of an earlier revision, if there is one.
///
/// # Errors
/// If a name of the lock cannot be the name of its item.
pub fn naming(model: &model::Service, lock: &Lock, published: &Naming) -> Result<Naming> {
    let mut naming = Naming {
        lock: lock.clone(),
        errors: errors(model),
        ..Naming::default()
    };
    naming.name_types(model, published)?;
    naming.name_operations(model, published)?;
    for (owner, shape) in &model.shapes {
        match &shape.kind {
            ShapeKind::Structure(it) if it.kind == StructureKind::Union => {
                naming.name_variants(owner, it, published)?;
            }
            ShapeKind::Structure(it) => {
                naming.name_members(owner, it, published)?;
            }
            ShapeKind::String { values } if !values.is_empty() => {
                naming.name_values(owner, values, published)?;
            }
            _ => {}
        }
    }
    Ok(naming)
}

impl Naming {
    /// Name of the type for a shape. `None` if the shape's name has no letter or digit.
    pub fn type_name(&self, shape: &ShapeName) -> Option<&Ident> {
        self.types.get(shape.as_str())
    }

    /// Name of the type for an operation.
    pub fn operation(&self, operation: &OperationName) -> Option<&Ident> {
        self.operations.get(operation.as_str())
    }

    /// Name of a structure's field or a union's variant.
    pub fn member(&self, owner: &ShapeName, member: &MemberName) -> Option<&Ident> {
        self.members
            .get(&lock::key(owner.as_str(), member.as_str()))
    }

    /// Name of an enum's variant.
    pub fn value(&self, owner: &ShapeName, value: &str) -> Option<&Ident> {
        self.values.get(&lock::key(owner.as_str(), value))
    }

    /// Returns `true` if the shape is an error: those are types of the module `types::error`.
    pub fn is_error(&self, shape: &ShapeName) -> bool {
        self.errors.contains(shape.as_str())
    }

    /// The lock that keeps these names.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    fn name_types(&mut self, model: &model::Service, published: &Self) -> Result<()> {
        let (of_types, of_errors): (Vec<_>, Vec<_>) = model
            .shapes
            .iter()
            .filter(|(_, shape)| is_type(shape))
            .filter_map(|(name, _)| Some((name.to_string(), case::pascal(name.as_str())?)))
            .partition(|(name, _)| !self.errors.contains(name));
        // Errors are types of another module, so that they may have the same names.
        let keys = |items: &[(String, Ident)]| -> Vec<String> {
            items.iter().map(|(key, _)| key.clone()).collect()
        };
        let others = [keys(&of_errors), keys(&of_types)];
        let roles = [(Role::Type, of_types), (Role::Error, of_errors)];
        for ((role, items), others) in roles.into_iter().zip(others) {
            Scope::new(role).beside(others).name_all(
                items,
                (None, &published.types),
                (&mut self.types, &mut self.lock),
            )?;
        }
        Ok(())
    }

    fn name_operations(&mut self, model: &model::Service, published: &Self) -> Result<()> {
        let operations = model.operations.keys();
        let operations = operations
            .filter_map(|name| Some((name.to_string(), case::operation(name.as_str())?)))
            .collect();
        Scope::new(Role::Operation).name_all(
            operations,
            (None, &published.operations),
            (&mut self.operations, &mut self.lock),
        )
    }

    fn name_members(
        &mut self,
        owner: &ShapeName,
        structure: &model::Structure,
        published: &Self,
    ) -> Result<()> {
        let items = keyed(owner, structure, case::member);
        let mut scope = Scope::new(Role::Field);
        if self.is_error(owner) {
            scope = scope.without(&reserved::ERROR_METHODS);
            // Every error has a message, even where the model forgets it (as in aws-sdk-rust).
            if items.iter().all(|(_, choice)| choice.as_str() != "message") {
                scope = scope.without(&reserved::MESSAGE_METHODS);
            }
        }
        scope.name_all(
            items,
            (Some(owner.as_str()), &published.members),
            (&mut self.members, &mut self.lock),
        )
    }

    fn name_variants(
        &mut self,
        owner: &ShapeName,
        union: &model::Structure,
        published: &Self,
    ) -> Result<()> {
        Scope::new(Role::Variant).name_all(
            keyed(owner, union, case::variant),
            (Some(owner.as_str()), &published.members),
            (&mut self.members, &mut self.lock),
        )
    }

    fn name_values(
        &mut self,
        owner: &ShapeName,
        values: &[(String, Position)],
        published: &Self,
    ) -> Result<()> {
        let items = values
            .iter()
            .map(|(value, _)| (lock::key(owner.as_str(), value), case::value(value)))
            .collect();
        Scope::new(Role::Value).name_all(
            items,
            (Some(owner.as_str()), &published.values),
            (&mut self.values, &mut self.lock),
        )
    }
}

/// The members of a structure with their keys and first choices.
fn keyed(
    owner: &ShapeName,
    structure: &model::Structure,
    choice: fn(&str) -> Option<Ident>,
) -> Vec<(String, Ident)> {
    let names = structure.members.keys().map(MemberName::as_str);
    names
        .filter_map(|name| Some((lock::key(owner.as_str(), name), choice(name)?)))
        .collect()
}

/// Shapes that are marked as errors, or that operations name as theirs.
fn errors(model: &model::Service) -> HashSet<String> {
    let is_error = |shape: &Shape| {
        let kind = shape.as_structure().map(|it| &it.kind);
        matches!(kind, Some(StructureKind::Error(_)))
    };
    let marked = model.shapes.iter().filter(|(_, shape)| is_error(shape));
    let operations = model.operations.values();
    let named = operations.flat_map(|it| it.errors.iter().map(|error| &error.shape));
    let all = named.chain(marked.map(|(name, _)| name));
    all.map(ShapeName::to_string).collect()
}

/// Returns `true` if the shape becomes a type of its own.
pub(super) fn is_type(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Structure(structure) => structure.kind != StructureKind::Document,
        ShapeKind::String { values } => !values.is_empty(),
        _ => false,
    }
}
