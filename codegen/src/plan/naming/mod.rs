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

use std::collections::{HashMap, HashSet};

use crate::model::{self, MemberName, OperationName, Shape, ShapeKind, ShapeName, StructureKind};
use crate::names::{Ident, case, reserved};

use self::lock::Lock;

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
pub fn naming(model: &model::Service, lock: &Lock, published: &Naming) -> Naming {
    let mut naming = Naming {
        lock: lock.clone(),
        errors: errors(model),
        ..Naming::default()
    };
    naming.name_types(model, (lock, published));
    naming.name_operations(model, (lock, published));
    for (owner, shape) in &model.shapes {
        match &shape.kind {
            ShapeKind::Structure(it) if it.kind == StructureKind::Union => {
                naming.name_variants(owner, it, (lock, published));
            }
            ShapeKind::Structure(it) => {
                naming.name_members(owner, it, (lock, published));
            }
            ShapeKind::String { values } if !values.is_empty() => {
                let texts = values.iter().map(|(text, _)| text.as_str());
                naming.name_values(owner, texts, (lock, published));
            }
            _ => {}
        }
    }
    naming
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

    fn name_types(&mut self, model: &model::Service, (lock, published): (&Lock, &Self)) {
        let (of_types, of_errors): (Vec<_>, Vec<_>) = model
            .shapes
            .iter()
            .filter(|(_, shape)| is_type(shape))
            .filter_map(|(name, _)| Some((name.to_string(), case::pascal(name.as_str())?)))
            .partition(|(name, _)| !self.errors.contains(name));
        for items in [of_types, of_errors] {
            let mut scope = Scope::without(&reserved::TYPES, &[]);
            scope.name_all(
                items,
                (lock.types.iter(), &published.types),
                (&mut self.types, &mut self.lock.types),
                |name| vec![name.unraw().to_owned()],
            );
        }
    }

    fn name_operations(&mut self, model: &model::Service, (lock, published): (&Lock, &Self)) {
        let operations = model.operations.keys();
        let operations = operations
            .filter_map(|name| Some((name.to_string(), case::operation(name.as_str())?)))
            .collect();
        // Their files name Rust's own types without a path.
        let types = [reserved::OPERATIONS.as_slice(), &reserved::PRELUDE].concat();
        Scope::without(&types, &reserved::CLIENT_METHODS.map(method)).name_all(
            operations,
            (lock.operations.iter(), &published.operations),
            (&mut self.operations, &mut self.lock.operations),
            |name| vec![name.unraw().to_owned(), method(module_text(name))],
        );
    }

    fn name_members(
        &mut self,
        owner: &ShapeName,
        structure: &model::Structure,
        (lock, published): (&Lock, &Self),
    ) {
        let names = structure.members.keys();
        let items: Vec<_> = names
            .filter_map(|name| Some((name, case::member(name.as_str())?)))
            .map(|(name, choice)| (lock::key(owner.as_str(), name.as_str()), choice))
            .collect();
        // Every error has a message, even where the model forgets it (as in aws-sdk-rust).
        let adds_message =
            self.is_error(owner) && items.iter().all(|(_, choice)| choice.as_str() != "message");
        let taken = if adds_message {
            reserved::MESSAGE_METHODS.as_slice()
        } else {
            &[]
        };
        Scope::without(taken, &[]).name_all(
            items,
            (lock.members_of(owner.as_str()), &published.members),
            (&mut self.members, &mut self.lock.members),
            |name| {
                let name = name.unraw();
                vec![
                    name.to_owned(),
                    format!("set_{name}"),
                    format!("get_{name}"),
                ]
            },
        );
    }

    fn name_variants(
        &mut self,
        owner: &ShapeName,
        union: &model::Structure,
        (lock, published): (&Lock, &Self),
    ) {
        let names = union.members.keys();
        let items = names
            .filter_map(|name| Some((name, case::variant(name.as_str())?)))
            .map(|(name, choice)| (lock::key(owner.as_str(), name.as_str()), choice))
            .collect();
        Scope::without(&reserved::VARIANTS, &reserved::VARIANT_METHODS.map(method)).name_all(
            items,
            (lock.members_of(owner.as_str()), &published.members),
            (&mut self.members, &mut self.lock.members),
            |name| vec![name.unraw().to_owned(), method(module_text(name))],
        );
    }

    fn name_values<'a>(
        &mut self,
        owner: &ShapeName,
        values: impl Iterator<Item = &'a str>,
        (lock, published): (&Lock, &Self),
    ) {
        let items = values
            .map(|value| (lock::key(owner.as_str(), value), case::value(value)))
            .collect();
        Scope::without(&reserved::VARIANTS, &[]).name_all(
            items,
            (lock.values_of(owner.as_str()), &published.values),
            (&mut self.values, &mut self.lock.values),
            |name| vec![name.unraw().to_owned()],
        );
    }
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

/// Name of the module or method for a type or variant.
pub(super) fn module(name: &Ident) -> Ident {
    case::snake(name.unraw()).expect("a name has a letter or digit")
}

fn module_text(name: &Ident) -> String {
    module(name).unraw().to_owned()
}

/// The key of a method or module in a [`Scope`], where it does not clash with types.
fn method(name: impl AsRef<str>) -> String {
    format!("fn {}", name.as_ref())
}

/// Names that are taken. In it each name can be given once.
struct Scope(HashSet<String>);

impl Scope {
    fn without(types: &[&str], methods: &[String]) -> Self {
        let types = types.iter().map(|&name| name.to_owned());
        Self(types.chain(methods.iter().cloned()).collect())
    }

    /// Names all items, pairs of a key and the first choice. `needs` lists the keys of the scope
    /// that a name takes.
    fn name_all<'a>(
        &mut self,
        items: Vec<(String, Ident)>,
        (locked, published): (
            impl Iterator<Item = (&'a String, &'a Ident)>,
            &HashMap<String, Ident>,
        ),
        (named, changed): (&mut HashMap<String, Ident>, &mut lock::Names),
        needs: impl Fn(&Ident) -> Vec<String>,
    ) {
        let locked: HashMap<&String, &Ident> = locked.collect();
        for name in locked.values() {
            self.0.extend(needs(name));
        }
        let mut later = Vec::new();
        for (key, choice) in items {
            match (locked.get(&key), published.get(&key)) {
                (Some(name), _) => {
                    named.insert(key, (*name).clone());
                }
                (None, Some(name)) if self.is_free(&needs(name)) => {
                    self.0.extend(needs(name));
                    if *name != choice {
                        changed.insert(key.clone(), name.clone());
                    }
                    named.insert(key, name.clone());
                }
                _ => later.push((key, choice)),
            }
        }
        for (key, choice) in later {
            let name = self.claim(&choice, &needs);
            if name != choice {
                changed.insert(key.clone(), name.clone());
            }
            named.insert(key, name);
        }
    }

    fn claim(&mut self, choice: &Ident, needs: &impl Fn(&Ident) -> Vec<String>) -> Ident {
        let suffix = match choice.unraw().chars().next() {
            Some(first) if first.is_uppercase() => "Value",
            _ => "_value",
        };
        let mut name = choice.clone();
        let mut number = 1;
        while !self.is_free(&needs(&name)) {
            name = match number {
                1 => choice.affixed("", suffix),
                number => choice.affixed("", &format!("{suffix}{number}")),
            };
            number += 1;
        }
        self.0.extend(needs(&name));
        name
    }

    fn is_free(&self, needed: &[String]) -> bool {
        needed.iter().all(|name| !self.0.contains(name))
    }
}
