//! Who gets which name: no two items of a scope have the same, and what has a name keeps it.
//!
//! Each shape, member, value and operation wants the name that [`names`] makes of it. Where two want
//! the same one, one gets another: with the suffix `Value` or `_value`, as smithy-rs's renames have, and
//! after that a number. Such names stand in the [`Lock`] from then on. Names are given in this order:
//!
//! 1. as the lock says, also where the model has no such item any more;
//! 2. as they were published already, if that is known (see [`naming`]);
//! 3. in the model's order.
//!
//! The whole model takes part, not only the chosen operations: to choose more changes no name.

use std::collections::{HashMap, HashSet};

use crate::model::{self, MemberName, OperationName, Shape, ShapeKind, ShapeName, StructureKind};

use super::lock::{self, Lock};
use super::names::{self, Ident};

/// The names of a model in Rust.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    types: HashMap<String, Ident>,
    operations: HashMap<String, Ident>,
    members: HashMap<String, Ident>,
    values: HashMap<String, Ident>,
    errors: HashSet<String>,
    /// What names are taken already, and those that had to be changed here.
    lock: Lock,
}

/// Names that a type cannot have: `Unhandled` is a variant beside errors, and the others are imported
/// into files that define types. No type of botocore's models has one.
const IMPORTED: [&str; 7] = [
    "BuildError",
    "ErrorMetadata",
    "ProvideErrorMetadata",
    "RequestId",
    "SetMembers",
    "Unhandled",
    "UnknownVariantError",
];

/// Types that the files of operations import.
const IMPORTED_BY_OPERATIONS: [&str; 2] = ["Input", "Output"];

/// Methods that every client has.
const METHODS: [&str; 3] = ["new", "from_conf", "config"];

/// Names all of a model. `published` are the names of an earlier state of it, if there is one.
pub fn naming(model: &model::Service, lock: &Lock, published: &Naming) -> Naming {
    let mut naming = Naming {
        lock: lock.clone(),
        errors: errors(model),
        ..Naming::default()
    };
    let (of_types, of_errors): (Vec<_>, Vec<_>) = model
        .shapes
        .iter()
        .filter(|(_, shape)| is_type(shape))
        .filter_map(|(name, _)| Some((name.to_string(), names::pascal(name.as_str())?)))
        .partition(|(name, _)| !naming.errors.contains(name));
    for items in [of_types, of_errors] {
        let mut scope = Scope::without(&IMPORTED, &[]);
        scope.name_all(
            items,
            (lock.types.iter(), &published.types),
            (&mut naming.types, &mut naming.lock.types),
            |name| vec![name.unraw().to_owned()],
        );
    }
    let operations = model.operations.keys();
    let operations = operations
        .filter_map(|name| Some((name.to_string(), names::operation(name.as_str())?)))
        .collect();
    Scope::without(&IMPORTED_BY_OPERATIONS, &METHODS.map(method)).name_all(
        operations,
        (lock.operations.iter(), &published.operations),
        (&mut naming.operations, &mut naming.lock.operations),
        |name| vec![name.unraw().to_owned(), method(module_text(name))],
    );
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
    /// The name of the type that a shape becomes. `None` if it has nothing to make a name of.
    pub fn type_name(&self, shape: &ShapeName) -> Option<&Ident> {
        self.types.get(shape.as_str())
    }

    /// The name of an operation's type.
    pub fn operation(&self, operation: &OperationName) -> Option<&Ident> {
        self.operations.get(operation.as_str())
    }

    /// The name of a structure's field or a union's variant.
    pub fn member(&self, owner: &ShapeName, member: &MemberName) -> Option<&Ident> {
        self.members
            .get(&lock::key(owner.as_str(), member.as_str()))
    }

    /// The name of an enum's variant.
    pub fn value(&self, owner: &ShapeName, value: &str) -> Option<&Ident> {
        self.values.get(&lock::key(owner.as_str(), value))
    }

    /// Whether operations fail with the shape: types of errors are in a module of their own.
    pub fn is_error(&self, shape: &ShapeName) -> bool {
        self.errors.contains(shape.as_str())
    }

    /// The lock that keeps these names.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    fn name_members(
        &mut self,
        owner: &ShapeName,
        structure: &model::Structure,
        (lock, published): (&Lock, &Self),
    ) {
        let names = structure.members.keys();
        let items: Vec<_> = names
            .filter_map(|name| Some((name, names::member(name.as_str())?)))
            .map(|(name, wish)| (lock::key(owner.as_str(), name.as_str()), wish))
            .collect();
        // Every error has a message, even where the model forgets it (as in aws-sdk-rust).
        let adds_message =
            self.is_error(owner) && items.iter().all(|(_, wish)| wish.as_str() != "message");
        let taken = if adds_message {
            &["message", "set_message", "get_message"][..]
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
            .filter_map(|name| Some((name, names::variant(name.as_str())?)))
            .map(|(name, wish)| (lock::key(owner.as_str(), name.as_str()), wish))
            .collect();
        Scope::without(&["Unknown"], &[method("unknown")]).name_all(
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
            .map(|value| (lock::key(owner.as_str(), value), names::value(value)))
            .collect();
        Scope::without(&["Unknown"], &[]).name_all(
            items,
            (lock.values_of(owner.as_str()), &published.values),
            (&mut self.values, &mut self.lock.values),
            |name| vec![name.unraw().to_owned()],
        );
    }
}

/// What is marked as an error, or named as one by an operation.
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

/// Whether the shape becomes a type of its own.
pub(super) fn is_type(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Structure(structure) => structure.kind != StructureKind::Document,
        ShapeKind::String { values } => !values.is_empty(),
        _ => false,
    }
}

/// The module or method that goes with a type or variant.
pub(super) fn module(name: &Ident) -> Ident {
    names::snake(name.unraw()).expect("what has a name has a letter or digit")
}

fn module_text(name: &Ident) -> String {
    module(name).unraw().to_owned()
}

/// How a method or module stands among the types of a scope: it hides none of them.
fn method(name: impl AsRef<str>) -> String {
    format!("fn {}", name.as_ref())
}

/// Where each name can be had once.
struct Scope(HashSet<String>);

impl Scope {
    fn without(types: &[&str], methods: &[String]) -> Self {
        let types = types.iter().map(|&name| name.to_owned());
        Self(types.chain(methods.iter().cloned()).collect())
    }

    /// Gives each item, a key and the name that it wants, a name; `needs` says what has to be free for one.
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
        for (key, wish) in items {
            match (locked.get(&key), published.get(&key)) {
                (Some(name), _) => {
                    named.insert(key, (*name).clone());
                }
                (None, Some(name)) if self.is_free(&needs(name)) => {
                    self.0.extend(needs(name));
                    if *name != wish {
                        changed.insert(key.clone(), name.clone());
                    }
                    named.insert(key, name.clone());
                }
                _ => later.push((key, wish)),
            }
        }
        for (key, wish) in later {
            let name = self.claim(&wish, &needs);
            if name != wish {
                changed.insert(key.clone(), name.clone());
            }
            named.insert(key, name);
        }
    }

    fn claim(&mut self, wish: &Ident, needs: &impl Fn(&Ident) -> Vec<String>) -> Ident {
        let suffix = match wish.unraw().chars().next() {
            Some(first) if first.is_uppercase() => "Value",
            _ => "_value",
        };
        let mut name = wish.clone();
        let mut number = 1;
        while !self.is_free(&needs(&name)) {
            name = match number {
                1 => wish.affixed("", suffix),
                number => wish.affixed("", &format!("{suffix}{number}")),
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
