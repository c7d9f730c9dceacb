//! `docs-2.json`: the documentation of a model, apart from its structure.
//!
//! The format is the one of `aws-sdk-go` and the AWS SDK for PHP: a text for the service, one for
//! each operation, and for each shape a `base` text and a text for each reference to it
//! (`Owner$member`). Here the texts are Markdown.

pub(super) mod load;
mod subject;
#[cfg(feature = "import")]
mod update;

use std::collections::BTreeMap;

use indexmap::IndexMap;

/// Name of the file.
pub const FILE: &str = "docs-2.json";

/// Documentation of a service. Empty where the model has no `docs-2.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Text about the service.
    pub service: Option<String>,
    /// Texts about operations, by name.
    pub operations: BTreeMap<String, String>,
    /// Texts about shapes and their members, by the name of the shape.
    pub shapes: BTreeMap<String, ShapeDocs>,
}

/// Documentation of one shape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShapeDocs {
    /// Text about the shape itself.
    pub base: Option<String>,
    /// Texts about references to the shape, by `Owner$member`.
    pub references: IndexMap<String, String>,
}

impl Docs {
    /// Returns the text about a member (or list item, map key, map value) of `owner` whose shape is
    /// `shape`.
    pub fn member(&self, owner: &str, member: &str, shape: &str) -> Option<&str> {
        self.shapes
            .get(shape)?
            .references
            .get(&format!("{owner}${member}"))
            .map(String::as_str)
    }

    /// Returns the text about a shape.
    pub fn shape(&self, name: &str) -> Option<&str> {
        self.shapes.get(name)?.base.as_deref()
    }
}
