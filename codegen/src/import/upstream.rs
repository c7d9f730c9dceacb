//! The model as the source has it.

use super::request::Request;
use crate::error::{Error, Result};
use crate::model::{self, OperationName, Raw, Service, Source};
use crate::nearest;
use crate::source::{Catalog, Document, Kind};

/// A service of a source, read and checked against the request.
pub(super) struct Upstream {
    pub(super) document: Document,
    pub(super) raw: Raw,
    pub(super) model: Service,
    pub(super) api_version: String,
}

impl Upstream {
    pub(super) fn read(request: &Request, catalog: &Catalog) -> Result<Self> {
        let document = read_service(request, catalog)?;
        let raw = Raw::parse(&document.place, &document.text)?;
        let model = model::parse(Source::new(&document.place, document.text.as_str()), None)?;
        for operation in &request.operations {
            if !model.operations.contains_key(operation.as_str()) {
                let known = model.operations.keys().map(OperationName::as_str);
                let name = operation.escape_debug();
                let what = format!("`{}` has no operation `{name}`", request.service);
                let hint = nearest::hint(operation, known);
                return Err(Error::file(&document.place, what).hint(hint));
            }
        }
        Ok(Self {
            api_version: api_version(catalog, &document, &raw)?,
            document,
            raw,
            model,
        })
    }
}

fn read_service(request: &Request, catalog: &Catalog) -> Result<Document> {
    let document = catalog.read(&request.service, Kind::Service)?;
    document.ok_or_else(|| {
        let what = format!("`{}` has no service-2.json", request.service);
        Error::file(catalog.origin(), what).hint("choose another source")
    })
}

/// Returns the version of the API, after which the model's folder is named. A single model contains
/// it; in other sources the folder is named after it.
fn api_version(catalog: &Catalog, document: &Document, raw: &Raw) -> Result<String> {
    let version = if catalog.is_whole() {
        document.api_version.as_str()
    } else {
        raw.metadata("apiVersion").unwrap_or_default()
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if version.starts_with(|c: char| c.is_ascii_alphanumeric()) && version.chars().all(is_plain) {
        Ok(version.to_owned())
    } else {
        let version = version.escape_debug();
        let what = format!("`{version}` is not a valid API version");
        Err(Error::file(&document.place, what).hint("API versions are dates such as 2014-11-13"))
    }
}
