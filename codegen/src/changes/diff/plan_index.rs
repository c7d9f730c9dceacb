//! Index of a plan by the model's names, for comparing Rust.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::changes::rust_types::field_type;
use crate::plan::ir::Service;
use crate::plan::ir::field::Field;
use crate::plan::ir::operation::{ErrorCase, Operation};
use crate::plan::ir::types::{Enumeration, Structure, Type, Union};

/// Index of a plan by the model's names.
pub(super) struct PlanIndex<'a> {
    operations: HashMap<&'a str, &'a Operation>,
    structures: HashMap<&'a str, &'a Structure>,
    unions: HashMap<&'a str, &'a Union>,
    enumerations: HashMap<&'a str, &'a Enumeration>,
}

/// Identifies a planned structure: inputs and outputs are planned by operation, others by shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StructureId<'a> {
    /// The input of an operation.
    Input(&'a str),
    /// The output of an operation.
    Output(&'a str),
    /// A shape that others refer to.
    Shape(&'a str),
}

impl<'a> PlanIndex<'a> {
    pub(super) fn new(service: &'a Service) -> Self {
        let operations = service.operations.iter();
        let mut index = Self {
            operations: operations.map(|it| (it.operation.as_str(), it)).collect(),
            structures: HashMap::new(),
            unions: HashMap::new(),
            enumerations: HashMap::new(),
        };
        for ty in &service.types {
            match ty {
                Type::Structure(it) => drop(index.structures.insert(&it.header.shape, it)),
                Type::Union(it) => drop(index.unions.insert(&it.header.shape, it)),
                Type::Enumeration(it) => drop(index.enumerations.insert(&it.header.shape, it)),
            }
        }
        let errors = service.errors.iter();
        index
            .structures
            .extend(errors.map(|it| (it.header.shape.as_str(), it)));
        index
    }

    pub(super) fn operation(&self, name: &str) -> Option<&'a Operation> {
        self.operations.get(name).copied()
    }

    pub(super) fn structure(&self, owner: StructureId<'_>) -> Option<&'a Structure> {
        match owner {
            StructureId::Input(operation) => self.operation(operation).map(|it| &it.input),
            StructureId::Output(operation) => self.operation(operation).map(|it| &it.output),
            StructureId::Shape(shape) => self.structures.get(shape).copied(),
        }
    }

    /// Returns the union planned for a shape.
    pub(super) fn union(&self, shape: &str) -> Option<&'a Union> {
        self.unions.get(shape).copied()
    }

    /// Returns the field or variant planned for a member.
    pub(super) fn member(&self, owner: StructureId<'_>, member: &str) -> Option<&'a Field> {
        self.fields(owner).iter().find(|it| it.member == member)
    }

    /// Returns the fields of a structure, or the variants of a union.
    pub(super) fn fields(&self, owner: StructureId<'_>) -> &'a [Field] {
        match (owner, self.structure(owner)) {
            (_, Some(structure)) => &structure.fields,
            (StructureId::Shape(shape), None) => self.union(shape).map_or(&[], |it| &it.variants),
            _ => &[],
        }
    }

    /// Returns the name of the variant planned for an enum value.
    pub(super) fn value(&self, shape: &str, value: &str) -> Option<&'a str> {
        let variants = self.enumerations.get(shape)?.variants.iter();
        let variant = variants.into_iter().find(|it| it.value == value)?;
        Some(variant.name.as_str())
    }

    /// Returns `true` if an enum has a variant of this name.
    pub(super) fn has_variant(&self, shape: &str, name: &str) -> bool {
        let variants = self.enumerations.get(shape).map(|it| it.variants.iter());
        variants
            .into_iter()
            .flatten()
            .any(|it| it.name.as_str() == name)
    }

    /// Lists the shapes whose fields, variants or values differ between both plans.
    pub(super) fn differing(&self, other: &Self) -> HashSet<&'a str> {
        let owners = self.structures.keys().chain(self.unions.keys());
        let roots = self.operations.iter().flat_map(|(name, it)| {
            let (input, output) = (StructureId::Input(name), StructureId::Output(name));
            [
                (it.input.header.shape.as_str(), input),
                (it.output.header.shape.as_str(), output),
            ]
        });
        let owners = owners.map(|it| (*it, StructureId::Shape(it))).chain(roots);
        let fields = |index: &Self, owner| -> BTreeMap<String, (String, String)> {
            let fields = index.fields(owner).iter();
            let field = |it: &Field| (it.member.clone(), (it.name.to_string(), field_type(it)));
            fields.map(field).collect()
        };
        let values = |index: &Self, shape: &str| -> BTreeMap<String, String> {
            let values = index.enumerations.get(shape).map(|it| it.variants.iter());
            let values = values.into_iter().flatten();
            values
                .map(|it| (it.value.clone(), it.name.to_string()))
                .collect()
        };
        let owners = owners.filter(|(_, it)| fields(self, *it) != fields(other, *it));
        let enums = self.enumerations.keys().copied();
        let enums = enums.filter(|it| values(self, it) != values(other, it));
        owners.map(|(shape, _)| shape).chain(enums).collect()
    }

    pub(super) fn error(&self, operation: &str, shape: &str) -> Option<&'a ErrorCase> {
        let errors = self.operation(operation)?.errors.iter();
        errors.into_iter().find(|it| it.shape == shape)
    }
}
