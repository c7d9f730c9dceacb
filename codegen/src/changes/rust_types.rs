//! Rust types of planned fields, as text.

use crate::plan::ir::field::{Field, FieldType, Item};

/// Returns the type of a field in its structure.
pub(crate) fn field_type(field: &Field) -> String {
    let mut text = value_type(&field.ty);
    if field.boxed {
        text = format!("Box<{text}>");
    }
    if field.optional {
        text = format!("Option<{text}>");
    }
    text
}

/// Returns the type of a value, as callers write it.
pub(crate) fn value_type(ty: &FieldType) -> String {
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
        FieldType::List(item) => format!("Vec<{}>", item_type(item)),
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
