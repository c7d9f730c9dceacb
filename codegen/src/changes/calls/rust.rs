//! Writes the call in Rust: code that compiles where `client` is a client, and `types`,
//! `primitives` and `HashMap` are in scope.

use crate::plan::ir::Service;
use crate::plan::ir::field::{Field, FieldType, Item};
use crate::plan::ir::operation::Operation;
use crate::plan::ir::types::{Structure, Type, Union};

use super::call::RustCall;
use crate::changes::revision::Revision;
use crate::changes::rust_types::value_type;

/// Maximum depth of nested structures; a recursive one would never end.
const DEEPEST: usize = 6;

/// Writes an operation of a service as Rust calls it. Returns `None` if no client has it.
pub fn rust_call(revision: &Revision, operation: &str) -> Option<RustCall> {
    call(revision.plan.as_ref().ok()?, operation)
}

fn call(service: &Service, name: &str) -> Option<RustCall> {
    let operation = service.operations.iter().find(|it| it.operation == name)?;
    let writer = Writer { service };
    Some(RustCall {
        request: writer.request(operation),
        response: writer.response(operation),
    })
}

struct Writer<'a> {
    service: &'a Service,
}

impl Writer<'_> {
    fn request(&self, operation: &Operation) -> String {
        let mut text = format!("let output = client\n    .{}()", operation.module);
        for field in &operation.input.fields {
            text += &self.setter(field, 1, &mut Vec::new());
        }
        text + "\n    .send()\n    .await?;\n"
    }

    /// Writes `.name(value)` on a line of its own.
    fn setter(&self, field: &Field, depth: usize, enclosing: &mut Vec<String>) -> String {
        let indent = "    ".repeat(depth);
        let argument = match &field.ty {
            FieldType::List(item) => sparse(item, self.value(&item.ty, depth, enclosing)),
            FieldType::Map(map) => {
                let value = sparse(&map.value, self.value(&map.value.ty, depth, enclosing));
                format!("{}, {value}", self.value(&map.key, depth, enclosing))
            }
            ty => self.value(ty, depth, enclosing),
        };
        format!("\n{indent}.{}({argument})", field.name)
    }

    /// Writes a value as an argument.
    fn value(&self, ty: &FieldType, depth: usize, enclosing: &mut Vec<String>) -> String {
        match ty {
            FieldType::Boolean => "true".to_owned(),
            FieldType::Integer | FieldType::Long => "123".to_owned(),
            FieldType::Float | FieldType::Double => "123.0".to_owned(),
            FieldType::String => "\"string\"".to_owned(),
            FieldType::Blob => "primitives::Blob::new(\"bytes\")".to_owned(),
            FieldType::ByteStream => "primitives::ByteStream::from_static(b\"bytes\")".to_owned(),
            FieldType::Timestamp(_) => "primitives::DateTime::from_secs(1_420_070_400)".to_owned(),
            FieldType::Document => "aws_smithy_types::Document::Null".to_owned(),
            FieldType::Enumeration(name) => match self.enumeration(name.as_str()) {
                Some(variant) => format!("types::{name}::{variant}"),
                None => format!("types::{name}::from(\"string\")"),
            },
            FieldType::List(item) => {
                let value = self.element(&item.ty, depth, enclosing);
                format!("vec![{}]", some_if(item.sparse, value))
            }
            FieldType::Map(map) => {
                let key = self.element(&map.key, depth, enclosing);
                let value = self.element(&map.value.ty, depth, enclosing);
                let value = some_if(map.value.sparse, value);
                format!("[({key}, {value})].into()")
            }
            FieldType::Union(name) => self.variant(name.as_str(), depth, enclosing),
            FieldType::Structure(name) => self.built("types", name.as_str(), depth, enclosing),
            FieldType::Error(name) => self.built("types::error", name.as_str(), depth, enclosing),
        }
    }

    /// Writes a value within a collection, where a string has to be owned.
    fn element(&self, ty: &FieldType, depth: usize, enclosing: &mut Vec<String>) -> String {
        let value = self.value(ty, depth, enclosing);
        match ty {
            FieldType::String => format!("{value}.into()"),
            _ => value,
        }
    }

    /// Writes the first variant of a union.
    fn variant(&self, name: &str, depth: usize, enclosing: &mut Vec<String>) -> String {
        let Some((union, variant)) = self.union(name) else {
            return format!("types::{name}::Unknown");
        };
        let value = self.element(&variant.ty, depth, enclosing);
        let value = if variant.boxed {
            format!("Box::new({value})")
        } else {
            value
        };
        format!("types::{}::{}({value})", union.header.name, variant.name)
    }

    /// Writes a structure, made by its builder.
    fn built(&self, module: &str, name: &str, depth: usize, enclosing: &mut Vec<String>) -> String {
        let indent = "    ".repeat(depth + 1);
        let outer = "    ".repeat(depth);
        let Some(structure) = self.structure(name, module) else {
            return format!("{module}::{name}::builder().build()");
        };
        let mut text = format!("\n{indent}{module}::{name}::builder()");
        let is_shown = !enclosing.iter().any(|it| it == name) && enclosing.len() < DEEPEST;
        enclosing.push(name.to_owned());
        for field in &structure.fields {
            if is_shown || field.mandatory {
                text += &self.setter(field, depth + 2, enclosing);
            }
        }
        enclosing.pop();
        let end = if structure.fallible {
            ".build()?"
        } else {
            ".build()"
        };
        text + &format!("\n{indent}    {end},\n{outer}")
    }

    fn response(&self, operation: &Operation) -> String {
        let mut text = String::new();
        self.read("output", &operation.output, 0, &mut Vec::new(), &mut text);
        text
    }

    /// Writes statements that read all members of a structure.
    fn read(
        &self,
        value: &str,
        structure: &Structure,
        depth: usize,
        enclosing: &mut Vec<String>,
        text: &mut String,
    ) {
        let indent = "    ".repeat(depth);
        let name = structure.header.name.as_str();
        if enclosing.iter().any(|it| it == name) || enclosing.len() >= DEEPEST {
            return;
        }
        enclosing.push(name.to_owned());
        for field in &structure.fields {
            let is_hidden = BEFORE_ACCESSORS.contains(&field.name.as_str());
            let accessor = if is_hidden {
                format!("{value}.{}.as_ref()", field.name)
            } else {
                format!("{value}.{}()", field.name)
            };
            let inner = match &field.ty {
                FieldType::List(item) => self.nested(&item.ty).filter(|_| !item.sparse),
                ty => self.nested(ty),
            };
            let variable = if field.name.unraw() == value {
                field.name.affixed("inner_", "")
            } else {
                field.name.clone()
            };
            match (inner, &field.ty) {
                (Some(inner), FieldType::List(_)) => {
                    *text += &format!("{indent}for {variable} in {accessor} {{\n");
                    self.read(variable.as_str(), inner, depth + 1, enclosing, text);
                    *text += &format!("{indent}}}\n");
                }
                (Some(inner), _) if field.optional => {
                    *text += &format!("{indent}if let Some({variable}) = {accessor} {{\n");
                    self.read(variable.as_str(), inner, depth + 1, enclosing, text);
                    *text += &format!("{indent}}}\n");
                }
                _ => {
                    *text += &format!(
                        "{indent}let {variable}: {} = {accessor};\n",
                        accessor_type(field)
                    )
                }
            }
        }
        enclosing.pop();
    }

    fn nested(&self, ty: &FieldType) -> Option<&Structure> {
        match ty {
            FieldType::Structure(name) => self.structure(name.as_str(), "types"),
            _ => None,
        }
    }

    fn structure(&self, name: &str, module: &str) -> Option<&Structure> {
        if module == "types::error" {
            return self
                .service
                .errors
                .iter()
                .find(|it| it.header.name.as_str() == name);
        }
        self.service.types.iter().find_map(|it| match it {
            Type::Structure(it) if it.header.name.as_str() == name => Some(it),
            _ => None,
        })
    }

    fn union(&self, name: &str) -> Option<(&Union, &Field)> {
        self.service.types.iter().find_map(|it| match it {
            Type::Union(it) if it.header.name.as_str() == name => Some((it, it.variants.first()?)),
            _ => None,
        })
    }

    /// Returns the first variant of an enum.
    fn enumeration(&self, name: &str) -> Option<String> {
        self.service.types.iter().find_map(|it| match it {
            Type::Enumeration(it) if it.header.name.as_str() == name => {
                Some(it.variants.first()?.name.to_string())
            }
            _ => None,
        })
    }
}

/// Wraps an item in `Some` where the list or map may contain nulls.
fn sparse(item: &Item, value: String) -> String {
    match (item.sparse, &item.ty) {
        (false, _) => value,
        (true, FieldType::String) => format!("Some({value}.into())"),
        (true, _) => format!("Some({value})"),
    }
}

fn some_if(is_optional: bool, value: String) -> String {
    if is_optional {
        format!("Some({value})")
    } else {
        value
    }
}

/// Methods of traits that take the value itself, and that the compiler finds before an accessor of
/// the same name.
const BEFORE_ACCESSORS: [&str; 2] = ["into", "try_into"];

/// Returns the return type of a field's accessor.
fn accessor_type(field: &Field) -> String {
    let ty = match (&field.ty, field.optional) {
        (FieldType::List(item), _) => {
            let value = value_type(&item.ty);
            let value = if item.sparse {
                format!("Option<{value}>")
            } else {
                value
            };
            return format!("&[{value}]");
        }
        (FieldType::String, _) => "&str".to_owned(),
        (ty, _) if ty.is_scalar() => value_type(ty),
        (FieldType::Document, _) => "&aws_smithy_types::Document".to_owned(),
        (ty, _) => format!("&{}", value_type(ty)),
    };
    if field.optional {
        format!("Option<{ty}>")
    } else {
        ty
    }
}
