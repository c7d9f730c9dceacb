//! The model as the source has it.

use super::request::Wanted;
use crate::error::{Error, Errors, Result};
use crate::model::{self, OperationName, Raw, Service, Source};
use crate::nearest;
use crate::source::{Catalog, Document};

/// A service of a source, read.
pub(super) struct Upstream {
    pub(super) document: Document,
    pub(super) raw: Raw,
    pub(super) model: Service,
    pub(super) api_version: String,
}

impl Upstream {
    /// Reads the model. The inner error is that of a model which the generator does not understand.
    pub(super) fn read(catalog: &Catalog, service: &str) -> Result<Result<Self>> {
        let document = catalog.model(service)?;
        let raw = Raw::parse(&document.place, &document.text)?;
        let api_version = api_version(catalog, &document, &raw)?;
        let model = model::parse(Source::new(&document.place, document.text.as_str()), None);
        Ok(model.map(|model| Self {
            document,
            raw,
            model,
            api_version,
        }))
    }

    /// Returns the requested operations as the model spells them.
    ///
    /// # Errors
    /// If the model lacks some of them; the error is about all of them.
    pub(super) fn requested(&self, wanted: &Wanted) -> Result<Vec<String>> {
        let mut errors = Errors::default();
        let mut names: Vec<String> = Vec::new();
        for asked in &wanted.asked.operations {
            match self.operation(asked) {
                Some(name) if names.iter().any(|it| it == name) => {}
                Some(name) => names.push(name.to_owned()),
                None => errors.add(|| self.no_operation(&wanted.service, asked)),
            }
        }
        errors.finish()?;
        Ok(names)
    }

    /// Finds an operation by its name, or by the one spelling of it in other words, such as
    /// `get-object` and `get_object`.
    fn operation(&self, asked: &str) -> Option<&str> {
        let mut names = self.model.operations.keys().map(OperationName::as_str);
        if self.model.operations.contains_key(asked) {
            return names.find(|it| *it == asked);
        }
        let wanted = plain(asked);
        let found: Vec<&str> = names.filter(|it| plain(it) == wanted).collect();
        match *found.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    fn no_operation(&self, service: &str, asked: &str) -> Error {
        let known = self.model.operations.keys().map(OperationName::as_str);
        let name = asked.escape_debug();
        let what = format!("`{service}` has no operation `{name}`");
        Error::file(&self.document.place, what).hint(nearest::hint(asked, known))
    }
}

/// Returns the letters of an operation's name as they are compared.
fn plain(name: &str) -> String {
    name.replace(['-', '_'], "").to_lowercase()
}

/// Returns the version of the API, after which the model's folder is named. A single model contains
/// it; in other sources the folder is named after it.
fn api_version(catalog: &Catalog, document: &Document, raw: &Raw) -> Result<String> {
    let version = if catalog.is_whole() {
        document.api_version.as_str()
    } else {
        raw.metadata("apiVersion").unwrap_or_default()
    };
    if is_folder_name(version) {
        Ok(version.to_owned())
    } else {
        let version = version.escape_debug();
        let what = format!("`{version}` is not a valid API version");
        Err(Error::file(&document.place, what).hint("API versions are dates such as 2014-11-13"))
    }
}

/// Returns `true` for a text that can be the name of a folder on every system.
pub(super) fn is_folder_name(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(is_plain)
}
