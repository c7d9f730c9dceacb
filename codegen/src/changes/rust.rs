//! What a plan says about each item of a model: the Rust side of a comparison.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::plan::{
    Enumeration, ErrorCase, Field, FieldType, Item, Operation, Service, Structure, Type, Union,
};

/// A plan, by the model's names.
pub(super) struct Index<'a> {
    operations: HashMap<&'a str, &'a Operation>,
    structures: HashMap<&'a str, &'a Structure>,
    unions: HashMap<&'a str, &'a Union>,
    enumerations: HashMap<&'a str, &'a Enumeration>,
}

/// A structure, as it is planned for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner<'a> {
    /// The input of an operation.
    Input(&'a str),
    /// Its output.
    Output(&'a str),
    /// A shape that others refer to.
    Shape(&'a str),
}

impl<'a> Index<'a> {
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
                Type::Structure(it) => drop(index.structures.insert(&it.shape, it)),
                Type::Union(it) => drop(index.unions.insert(&it.shape, it)),
                Type::Enumeration(it) => drop(index.enumerations.insert(&it.shape, it)),
            }
        }
        let errors = service.errors.iter();
        index
            .structures
            .extend(errors.map(|it| (it.shape.as_str(), it)));
        index
    }

    pub(super) fn operation(&self, name: &str) -> Option<&'a Operation> {
        self.operations.get(name).copied()
    }

    pub(super) fn structure(&self, owner: Owner<'_>) -> Option<&'a Structure> {
        match owner {
            Owner::Input(operation) => self.operation(operation).map(|it| &it.input),
            Owner::Output(operation) => self.operation(operation).map(|it| &it.output),
            Owner::Shape(shape) => self.structures.get(shape).copied(),
        }
    }

    /// The union that a shape became.
    pub(super) fn union(&self, shape: &str) -> Option<&'a Union> {
        self.unions.get(shape).copied()
    }

    /// The field or variant that a member became.
    pub(super) fn member(&self, owner: Owner<'_>, member: &str) -> Option<&'a Field> {
        self.fields(owner).iter().find(|it| it.member == member)
    }

    /// The fields of a structure, or the variants of a union.
    pub(super) fn fields(&self, owner: Owner<'_>) -> &'a [Field] {
        match (owner, self.structure(owner)) {
            (_, Some(structure)) => &structure.fields,
            (Owner::Shape(shape), None) => self.union(shape).map_or(&[], |it| &it.variants),
            _ => &[],
        }
    }

    /// The name of the variant that a value became.
    pub(super) fn value(&self, shape: &str, value: &str) -> Option<&'a str> {
        let variants = self.enumerations.get(shape)?.variants.iter();
        let variant = variants.into_iter().find(|it| it.value == value)?;
        Some(variant.name.as_str())
    }

    /// Whether an enum has a variant of this name.
    pub(super) fn has_variant(&self, shape: &str, name: &str) -> bool {
        let variants = self.enumerations.get(shape).map(|it| it.variants.iter());
        variants
            .into_iter()
            .flatten()
            .any(|it| it.name.as_str() == name)
    }

    /// The shapes whose fields, variants or values are not the same in both plans.
    pub(super) fn differing(&self, other: &Self) -> HashSet<&'a str> {
        let owners = self.structures.keys().chain(self.unions.keys());
        let roots = self.operations.iter().flat_map(|(name, it)| {
            let (input, output) = (Owner::Input(name), Owner::Output(name));
            [
                (it.input.shape.as_str(), input),
                (it.output.shape.as_str(), output),
            ]
        });
        let owners = owners.map(|it| (*it, Owner::Shape(it))).chain(roots);
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

/// The type of a field, as it stands in its structure.
pub(super) fn field_type(field: &Field) -> String {
    let mut text = value_type(&field.ty);
    if field.boxed {
        text = format!("Box<{text}>");
    }
    if field.optional {
        text = format!("Option<{text}>");
    }
    text
}

/// A type, as callers write it.
pub(super) fn value_type(ty: &FieldType) -> String {
    match ty {
        FieldType::Boolean => "bool".to_owned(),
        FieldType::Integer => "i32".to_owned(),
        FieldType::Long => "i64".to_owned(),
        FieldType::Float => "f32".to_owned(),
        FieldType::Double => "f64".to_owned(),
        FieldType::String => "String".to_owned(),
        FieldType::Blob => "primitives::Blob".to_owned(),
        FieldType::ByteStream => "primitives::ByteStream".to_owned(),
        FieldType::Timestamp(_) => "primitives::DateTime".to_owned(),
        FieldType::Document => "aws_smithy_types::Document".to_owned(),
        FieldType::Enumeration(name) | FieldType::Structure(name) | FieldType::Union(name) => {
            format!("types::{name}")
        }
        FieldType::Error(name) => format!("types::error::{name}"),
        FieldType::List(list) => format!("Vec<{}>", item_type(&list.item)),
        FieldType::Map(map) => {
            let (key, value) = (value_type(&map.key), item_type(&map.value));
            format!("HashMap<{key}, {value}>")
        }
    }
}

fn item_type(item: &Item) -> String {
    if item.sparse {
        format!("Option<{}>", value_type(&item.ty))
    } else {
        value_type(&item.ty)
    }
}
