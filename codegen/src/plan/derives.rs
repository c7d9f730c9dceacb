//! Decides which macros types derive beside the usual ones, as the manifest wishes.
//!
//! A trait of Rust is derived by every type that can have it, or by the listed types and what they
//! contain. Macros of other crates are derived by the types of `types`, or by the listed ones.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::error::{Error, Errors, Result};
use crate::manifest::{ChosenType, Derive, Derived, StdTrait};
use crate::names::Ident;
use crate::nearest;

use super::ir::Service;
use super::ir::field::{Field, FieldType};
use super::ir::types::{Role, Structure, Type, TypeHeader, Union};

/// Adds what types derive.
///
/// # Errors
/// If a listed type does not exist, or cannot have a trait.
pub fn derives(wishes: &[Derive], services: &mut [Service]) -> Result<()> {
    let mut errors = Errors::default();
    for wish in wishes {
        for chosen in wish.types.iter().flatten() {
            let mut types = services.iter().flat_map(types);
            if types.all(|(header, _)| header.name.unraw() != chosen.name) {
                errors.add(|| unknown(chosen, services));
            }
        }
        for service in &mut *services {
            let indices = match &wish.derived {
                Derived::Std(wished) => std_trait(service, *wished, wish, &mut errors),
                Derived::Path(_) => of_others(service, wish),
            };
            let names = names(&wish.derived);
            for (index, header) in headers(service).into_iter().enumerate() {
                if indices.contains(&index) {
                    let new = names.iter().filter(|it| !header.derives.contains(it));
                    let new: Vec<String> = new.cloned().collect();
                    header.derives.extend(new);
                }
            }
        }
    }
    errors.finish()
}

/// Lists the names in `#[derive]` for a macro: `Ord` needs two others.
fn names(derived: &Derived) -> Vec<String> {
    let names: &[&str] = match derived {
        Derived::Std(StdTrait::Ord) => &["Eq", "PartialOrd", "Ord"],
        Derived::Std(other) => &[other.name()],
        Derived::Path(path) => return vec![format!("::{path}")],
    };
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Makes the error about a listed type that is in none of the services.
fn unknown(chosen: &ChosenType, services: &[Service]) -> Error {
    let types = services.iter().flat_map(types);
    // An output can have the name of a type that others contain.
    let known: BTreeSet<&str> = types.map(|(header, _)| header.name.unraw()).collect();
    let what = format!("there is no type `{}`", chosen.name.escape_debug());
    Error::at(&chosen.location, what).hint(nearest::hint(&chosen.name, known))
}

/// Parts of a type by which it can have a trait, or not.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Structure(&'a Structure),
    Union(&'a Union),
    Enumeration,
}

/// All types of a service.
fn types(service: &Service) -> Vec<(&TypeHeader, Kind<'_>)> {
    let shared = service.types.iter().map(|it| match it {
        Type::Structure(it) => (&it.header, Kind::Structure(it)),
        Type::Union(it) => (&it.header, Kind::Union(it)),
        Type::Enumeration(it) => (&it.header, Kind::Enumeration),
    });
    let messages = service.operations.iter();
    let messages = messages.flat_map(|it| [&it.input, &it.output]);
    let others = service.errors.iter().chain(messages);
    let others = others.map(|it| (&it.header, Kind::Structure(it)));
    shared.chain(others).collect()
}

/// The headers of [`types`], in the same order.
fn headers(service: &mut Service) -> Vec<&mut TypeHeader> {
    let shared = service.types.iter_mut().map(|it| match it {
        Type::Structure(it) => &mut it.header,
        Type::Union(it) => &mut it.header,
        Type::Enumeration(it) => &mut it.header,
    });
    let messages = service.operations.iter_mut();
    let messages = messages.flat_map(|it| [&mut it.input, &mut it.output]);
    let others = service.errors.iter_mut().chain(messages);
    shared.chain(others.map(|it| &mut it.header)).collect()
}

/// Finds the types that derive a macro of another crate, by their place in [`types`].
fn of_others(service: &Service, wish: &Derive) -> HashSet<usize> {
    let types = types(service).into_iter().enumerate();
    let wished = types.filter(|(index, (header, _))| match &wish.types {
        Some(list) => listed(list, header).is_some(),
        None => *index < service.types.len(),
    });
    wished.map(|(index, _)| index).collect()
}

/// Finds the types that derive a trait of Rust, by their place in [`types`].
fn std_trait(
    service: &Service,
    wished: StdTrait,
    wish: &Derive,
    errors: &mut Errors,
) -> HashSet<usize> {
    let types = types(service);
    let able = Able::new(wished, &types);
    let Some(list) = &wish.types else {
        return able.indices();
    };
    let mut found = HashSet::new();
    let mut queue = Vec::new();
    for (index, (header, kind)) in types.iter().enumerate() {
        let Some(chosen) = listed(list, header) else {
            continue;
        };
        queue.push(index);
        if let Err(reason) = able.check(*kind) {
            let (name, wished) = (&chosen.name, wished.name());
            let what = format!("`{name}` cannot be `{wished}`: {reason}");
            errors.add(|| Error::at(&chosen.location, what).hint("remove it from the list"));
        }
    }
    // What a type contains has to have the trait too.
    while let Some(index) = queue.pop() {
        if found.insert(index) {
            let fields = fields(types[index].1).iter();
            let inner = fields.filter(|it| !able.has_default(it));
            queue.extend(inner.filter_map(|it| able.index(&it.ty)));
        }
    }
    found.intersection(&able.indices()).copied().collect()
}

fn listed<'a>(list: &'a [ChosenType], header: &TypeHeader) -> Option<&'a ChosenType> {
    list.iter().find(|it| it.name == header.name.unraw())
}

fn fields(kind: Kind<'_>) -> &[Field] {
    match kind {
        Kind::Structure(it) => &it.fields,
        Kind::Union(it) => &it.variants,
        Kind::Enumeration => &[],
    }
}

/// The types that can have a trait.
struct Able<'a> {
    wished: StdTrait,
    types: &'a [(&'a TypeHeader, Kind<'a>)],
    /// Places of the types that others can contain, by their names and whether they are errors.
    places: HashMap<(&'a Ident, bool), usize>,
    able: Vec<bool>,
}

impl<'a> Able<'a> {
    fn new(wished: StdTrait, types: &'a [(&'a TypeHeader, Kind<'a>)]) -> Self {
        // A type that contains itself has the trait if all else in it has. But the default of such
        // a type would have no end: there, only what is known to have one counts.
        let first = wished != StdTrait::Default;
        let mut places = HashMap::new();
        for (index, (header, kind)) in types.iter().enumerate() {
            let role = match kind {
                Kind::Structure(it) => it.role,
                Kind::Union(_) | Kind::Enumeration => Role::Nested,
            };
            if matches!(role, Role::Nested | Role::Error) {
                let key = (&header.name, role == Role::Error);
                places.entry(key).or_insert(index);
            }
        }
        let mut it = Self {
            wished,
            types,
            places,
            able: vec![first; types.len()],
        };
        loop {
            let next = types.iter().map(|(_, kind)| it.check(*kind).is_ok());
            let next: Vec<bool> = next.collect();
            if next == it.able {
                return it;
            }
            it.able = next;
        }
    }

    /// The types to which the trait is added: enums of texts have all but `Default` already.
    fn indices(&self) -> HashSet<usize> {
        let able = self.types.iter().zip(&self.able).enumerate();
        able.filter(|(_, ((_, kind), able))| **able && !matches!(kind, Kind::Enumeration))
            .map(|(index, _)| index)
            .collect()
    }

    /// Finds the type of a field, or of what is in its lists and maps.
    fn index(&self, ty: &FieldType) -> Option<usize> {
        match ty {
            FieldType::List(item) => self.index(&item.ty),
            FieldType::Map(map) => self.index(&map.value.ty),
            FieldType::Structure(name) | FieldType::Union(name) | FieldType::Error(name) => {
                let is_error = matches!(ty, FieldType::Error(_));
                self.places.get(&(name, is_error)).copied()
            }
            _ => None,
        }
    }

    /// Checks a type; the error is the reason why it cannot have the trait.
    fn check(&self, kind: Kind<'_>) -> Result<(), String> {
        match kind {
            Kind::Enumeration if self.wished == StdTrait::Default => {
                return Err("an enum has no default".to_owned());
            }
            Kind::Union(_) if self.wished == StdTrait::Default => {
                return Err("a union has no default".to_owned());
            }
            Kind::Structure(it) if it.role == Role::Error => match self.wished {
                StdTrait::Eq | StdTrait::Default => {}
                _ => return Err("errors have metadata, which is a map".to_owned()),
            },
            _ => {}
        }
        for field in fields(kind) {
            if self.has_default(field) {
                continue;
            }
            self.check_value(&field.ty).map_err(|reason| {
                let name = field.name.unraw();
                format!("its member `{name}` has {reason}")
            })?;
        }
        Ok(())
    }

    /// Returns `true` if the trait is `Default` and the field has one, whatever its type contains.
    fn has_default(&self, field: &Field) -> bool {
        let is_empty = matches!(
            field.ty,
            FieldType::List(_)
                | FieldType::Map(_)
                | FieldType::String
                | FieldType::Blob
                | FieldType::ByteStream
                | FieldType::Document
        );
        let has_default = field.optional || field.ty.is_scalar() || is_empty;
        self.wished == StdTrait::Default && has_default
    }

    /// Checks a value; the error names what it has that cannot have the trait.
    fn check_value(&self, ty: &FieldType) -> Result<(), String> {
        let wished = self.wished;
        let is_ordered = matches!(wished, StdTrait::PartialOrd | StdTrait::Ord);
        let (is_able, what) = match ty {
            FieldType::Boolean | FieldType::Integer | FieldType::Long | FieldType::String => {
                (true, "")
            }
            FieldType::Float | FieldType::Double => (wished == StdTrait::PartialOrd, "a float"),
            FieldType::Blob => (!is_ordered, "a blob"),
            FieldType::ByteStream => (false, "a stream"),
            FieldType::Timestamp(_) => (wished != StdTrait::Default, "a timestamp"),
            FieldType::Document => (false, "a document"),
            FieldType::Enumeration(_) => (wished != StdTrait::Default, "an enum"),
            FieldType::List(item) => return self.check_value(&item.ty),
            FieldType::Map(map) if wished == StdTrait::Eq => {
                return self.check_value(&map.value.ty);
            }
            FieldType::Map(_) => (false, "a map"),
            FieldType::Structure(name) | FieldType::Union(name) | FieldType::Error(name) => {
                if self.index(ty).is_some_and(|index| self.able[index]) {
                    return Ok(());
                }
                return Err(format!("a `{}`, which cannot", name.unraw()));
            }
        };
        if is_able {
            Ok(())
        } else {
            Err(what.to_owned())
        }
    }
}
