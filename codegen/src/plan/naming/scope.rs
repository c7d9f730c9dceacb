//! Names of one scope, in which each can be given once.

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::names::{Ident, case, reserved};

use super::lock::{self, Lock, Table};

/// Kinds of items. Each has its own spelling and takes other names beside its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Structures, unions and enums.
    Type,
    /// Structures of errors, which are variants of operations' errors too.
    Error,
    /// Operations: a type, a module and a method of clients.
    Operation,
    /// Fields of structures, with their setters.
    Field,
    /// Variants of unions, with their methods.
    Variant,
    /// Variants of enums.
    Value,
}

impl Role {
    fn table(self) -> Table {
        match self {
            Self::Type | Self::Error => Table::Types,
            Self::Operation => Table::Operations,
            Self::Field | Self::Variant => Table::Members,
            Self::Value => Table::Values,
        }
    }

    /// Names that generated code has in every scope of this kind, as [`needs`](Self::needs) lists
    /// them.
    fn reserved(self) -> HashSet<String> {
        let (names, methods): (Vec<&[&str]>, Vec<&[&str]>) = match self {
            Self::Type | Self::Error => (vec![&reserved::TYPES], vec![]),
            Self::Operation => (
                // Their files name Rust's own types without a path.
                vec![
                    &reserved::OPERATIONS,
                    &reserved::PRELUDE,
                    &reserved::REST_OF_PRELUDE,
                ],
                vec![&reserved::CLIENT_METHODS, &reserved::FILES],
            ),
            Self::Field => (vec![&reserved::BUILDER_METHODS], vec![]),
            Self::Variant => (vec![&reserved::VARIANTS], vec![&reserved::VARIANT_METHODS]),
            Self::Value => (vec![&reserved::VARIANTS], vec![]),
        };
        let names = names.concat().into_iter().map(str::to_owned);
        names
            .chain(methods.concat().into_iter().map(method))
            .collect()
    }

    /// The names that an item takes if it is called `name`.
    fn needs(self, name: &Ident) -> Vec<String> {
        let own = name.unraw().to_owned();
        match self {
            Self::Type | Self::Value => vec![own],
            Self::Error | Self::Operation | Self::Variant => {
                vec![own, method(module(name).unraw())]
            }
            Self::Field => {
                let methods = ["set_", "get_"].map(|prefix| name.affixed(prefix, ""));
                let methods = methods.map(|it| it.unraw().to_owned());
                std::iter::once(own).chain(methods).collect()
            }
        }
    }

    /// The suffix of a name that has to differ, as rustc asks for it.
    fn suffix(self) -> &'static str {
        match self {
            Self::Field => "_value",
            Self::Type | Self::Error | Self::Operation | Self::Variant | Self::Value => "Value",
        }
    }

    /// Returns `true` if a name is spelled as this kind has to be. rustc warns of other spellings,
    /// and private fields begin with an underscore.
    fn is_spelled(self, name: &Ident) -> bool {
        let name = name.unraw();
        let is_digit = |c: char| c.is_ascii_digit();
        let start = match name.strip_prefix('_') {
            Some(rest) if rest.starts_with(is_digit) => rest,
            _ => name,
        };
        match self {
            Self::Field => {
                start.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
                    && !start.contains("__")
                    && !start.contains(|c: char| c.is_ascii_uppercase())
            }
            Self::Type | Self::Error | Self::Operation | Self::Variant | Self::Value => {
                let has_affixes = !matches!(self, Self::Variant | Self::Value);
                let word = match start.strip_suffix('_') {
                    Some(word) if !has_affixes => word,
                    _ => start,
                };
                word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
                    && !word.contains('_')
            }
        }
    }

    /// Describes the spelling of this kind, for hints.
    fn spelling(self) -> &'static str {
        match self {
            Self::Field => "fields are spelled in `snake_case`",
            Self::Type | Self::Error => "types are spelled in `PascalCase`",
            Self::Operation => "operations are spelled in `PascalCase`",
            Self::Variant | Self::Value => "variants are spelled in `PascalCase`",
        }
    }
}

/// The key of a method or module in a scope, where it does not clash with types.
fn method(name: &str) -> String {
    format!("fn {name}")
}

/// Name of the module or method for a type or variant.
pub(in crate::plan) fn module(name: &Ident) -> Ident {
    case::snake(name.unraw()).expect("a name has a letter or digit")
}

/// Names that are taken.
pub(super) struct Scope {
    role: Role,
    reserved: HashSet<String>,
    given: HashSet<String>,
    /// Keys of the same table of the lock whose items are in another scope.
    elsewhere: HashSet<String>,
}

impl Scope {
    pub(super) fn new(role: Role) -> Self {
        Self {
            role,
            reserved: role.reserved(),
            given: HashSet::new(),
            elsewhere: HashSet::new(),
        }
    }

    /// Leaves items of another scope, by their keys, out of what the lock takes here.
    pub(super) fn beside(mut self, keys: impl IntoIterator<Item = String>) -> Self {
        self.elsewhere.extend(keys);
        self
    }

    /// Takes further names for generated code.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.reserved.extend(names.iter().map(|&it| it.to_owned()));
        self
    }

    /// Names all items, pairs of a key and the first choice. `owner` is the shape of the lock's
    /// names, if those have one.
    ///
    /// # Errors
    /// If a name of the lock cannot be the name of its item.
    pub(super) fn name_all(
        &mut self,
        items: Vec<(String, Ident)>,
        (owner, published): (Option<&str>, &HashMap<String, Ident>),
        (named, lock): (&mut HashMap<String, Ident>, &mut Lock),
    ) -> Result<()> {
        let table = self.role.table();
        let mut later = Vec::new();
        self.take_locked(&items, owner, lock)?;
        for (key, choice) in items {
            let locked = lock.names(table).get(&key);
            match (locked, published.get(&key)) {
                (Some(name), _) => {
                    named.insert(key, name.clone());
                }
                (None, Some(name)) if self.is_free(name) => {
                    self.take(name);
                    if *name != choice {
                        lock.names_mut(table).insert(key.clone(), name.clone());
                    }
                    named.insert(key, name.clone());
                }
                _ => later.push((key, choice)),
            }
        }
        for (key, choice) in later {
            let name = self.claim(&choice);
            if name != choice {
                lock.names_mut(table).insert(key.clone(), name.clone());
            }
            named.insert(key, name);
        }
        Ok(())
    }

    /// Takes the names of the lock, also of items that the model no longer has.
    fn take_locked(
        &mut self,
        items: &[(String, Ident)],
        owner: Option<&str>,
        lock: &Lock,
    ) -> Result<()> {
        let table = self.role.table();
        let locked = lock.names_of(table, owner);
        let mut locked = locked
            .filter(|(key, _)| !self.elsewhere.contains(*key))
            .peekable();
        if locked.peek().is_none() {
            return Ok(());
        }
        let keys: HashSet<&String> = items.iter().map(|(key, _)| key).collect();
        let (own, others): (Vec<_>, Vec<_>) = locked.partition(|(key, _)| keys.contains(key));
        for (key, name) in own {
            self.check(key, name)
                .map_err(|(what, hint)| lock.error(table, key, &what).hint(hint))?;
            self.take(name);
        }
        for (_, name) in others {
            self.take(name);
        }
        Ok(())
    }

    /// Checks that an item can have a name of the lock. The error is a message and a hint.
    fn check(&self, key: &str, name: &Ident) -> Result<(), (String, &'static str)> {
        let item = lock::shown(key);
        let needs = self.role.needs(name);
        if !self.role.is_spelled(name) {
            let what = format!("`{name}` cannot be the name of `{item}`");
            return Err((what, self.role.spelling()));
        }
        if needs.iter().any(|it| self.reserved.contains(it)) {
            let what = format!("`{name}` cannot be the name of `{item}`: generated code has it");
            return Err((what, lock::RESTORE));
        }
        if needs.iter().any(|it| self.given.contains(it)) {
            let what = format!(
                "`{name}` cannot be the name of `{item}`: another item has it, or a method of it"
            );
            return Err((what, lock::RESTORE));
        }
        Ok(())
    }

    fn claim(&mut self, choice: &Ident) -> Ident {
        let suffix = self.role.suffix();
        let mut name = choice.clone();
        let mut number = 1;
        while !self.is_free(&name) {
            name = match number {
                1 => choice.affixed("", suffix),
                number => choice.affixed("", &format!("{suffix}{number}")),
            };
            number += 1;
        }
        self.take(&name);
        name
    }

    fn take(&mut self, name: &Ident) {
        self.given.extend(self.role.needs(name));
    }

    fn is_free(&self, name: &Ident) -> bool {
        let is_taken = |it: &String| self.reserved.contains(it) || self.given.contains(it);
        !self.role.needs(name).iter().any(is_taken)
    }
}
