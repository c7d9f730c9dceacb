//! Reads the folder of a model. Unknown keys are refused.

mod check;
mod keys;
mod metadata;
mod operation;
mod shape;
mod values;
mod without_effect;

use std::path::Path;

use indexmap::IndexMap;

use super::endpoint_rules::ParameterKind;
use super::json::{Field, Node};
use super::{
    Docs, EndpointRules, EndpointSetting, OperationName, Service, ShapeName, Source, docs,
};
use crate::error::Result;
use keys::{drop_documentation, drop_keys, named};
use metadata::metadata;
use operation::operation;
use shape::shape;

pub use without_effect::WITHOUT_EFFECT;

/// Reads `service-2.json` in `folder`, and the files beside it: `docs-2.json` and endpoint rules.
///
/// # Errors
/// If a file cannot be read or parsed.
pub fn load(folder: &Path) -> Result<Service> {
    let source = Source::read(&folder.join("service-2.json"))?;
    let docs_file = folder.join(docs::FILE);
    let mut service = if docs_file.exists() {
        parse(source, Some(&Source::read(&docs_file)?))?
    } else {
        parse(source, None)?
    };
    service.endpoint_rules = EndpointRules::read(folder)?;
    Ok(service)
}

/// Parses the text of a `service-2.json`, and of a `docs-2.json` if there is one.
///
/// # Errors
/// If a text cannot be parsed, or if documentation has no subject in the model.
pub fn parse(source: Source, docs: Option<&Source>) -> Result<Service> {
    let mut service = service(source)?;
    if let Some(source) = docs {
        service.docs = docs::load::load(source, &service)?;
    }
    Ok(service)
}

fn service(source: Source) -> Result<Service> {
    let mut root = source.root()?.object()?;
    let _version = root.string("version")?;
    let (metadata, timestamp_format) = metadata(root.require("metadata")?)?;
    let shapes_node = root.require("shapes")?;
    let operations_node = root.require("operations")?;
    let shapes = named(shapes_node, "a shape", ShapeName, shape)?;
    let operations = named(operations_node, "an operation", OperationName, operation)?;
    drop_documentation(&mut root);
    root.take("examples");
    drop_keys(&mut root, "service");
    let endpoint_settings = root
        .take("clientContextParams")
        .map_or(Ok(IndexMap::new()), endpoint_settings)?;
    root.finish("a service model")?;
    let service = Service {
        source: source.clone(),
        endpoint_settings,
        unsupported: timestamp_format.into_iter().collect(),
        metadata,
        operations,
        shapes,
        docs: Docs::default(),
        endpoint_rules: None,
    };
    check::check_references(&service)?;
    check::check_lists(&service)?;
    Ok(service)
}

/// Reads `clientContextParams`.
fn endpoint_settings(node: Node<'_>) -> Result<IndexMap<String, EndpointSetting>> {
    let fields = node.object()?.into_fields().into_iter();
    fields
        .map(|Field { key, at, value }| {
            let mut object = value.object()?;
            let node = object.require("type")?;
            let kind = match node.string()?.to_ascii_lowercase().as_str() {
                "string" => ParameterKind::Text,
                "boolean" => ParameterKind::Boolean,
                unknown => {
                    let shown = unknown.escape_debug();
                    return Err(node
                        .error(format!("a setting cannot be a `{shown}`"))
                        .hint("it can be a `string` or a `boolean`"));
                }
            };
            drop_documentation(&mut object);
            object.finish("a value of `clientContextParams`")?;
            Ok((key.into_owned(), EndpointSetting { at, kind }))
        })
        .collect()
}
