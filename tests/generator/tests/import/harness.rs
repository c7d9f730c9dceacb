//! A project to import into, and a small release of botocore to import from.

use std::path::Path;

use botosmith::Result;
use botosmith::import::{Import, Imports, Request, ServiceRequest, import};
use botosmith::source::Catalog;
use generator_tests::botocore::Botocore;
use generator_tests::project::Project;

/// A manifest without services.
pub(crate) const MANIFEST: &str = "\
# Clients of the pantry.
[[crate]]
name = \"clients\"   # the package
path = \"out\"
";

/// A service with documentation in every place that may have some.
pub(crate) const MODEL: &str = include_str!("model.json");

/// Paginators of the service.
pub(crate) const PAGINATORS: &str = r#"{"pagination": {
    "List": {"input_token": "next", "output_token": "next", "result_key": "names"},
    "Other": {"input_token": "next", "output_token": "next", "result_key": "names"}
}}"#;

/// Waiters of the service.
pub(crate) const WAITERS: &str = r#"{"version": 2, "waiters": {
    "Ready": {"delay": 1, "maxAttempts": 9, "operation": "Get", "description": "Waits.", "acceptors": [
        {"matcher": "status", "expected": 200, "state": "success", "description": "It is."}]},
    "Gone": {"delay": 1, "maxAttempts": 9, "operation": "Other", "acceptors": []}
}}"#;

/// Endpoint rules of the service.
pub(crate) const RULES: &str = r#"{"version": "1.0", "parameters": {
    "Region": {"type": "String", "documentation": "Where."}}, "rules": [
    {"conditions": [], "documentation": "All.", "type": "tree", "rules": [
        {"conditions": [], "documentation": "One.", "type": "error", "error": "None."}]}]}"#;

/// A release of botocore with the service.
pub(crate) fn botocore() -> Botocore {
    Botocore::new("1.2.3")
        .with("pantry/2024-01-01/service-2.json", MODEL)
        .with("pantry/2024-01-01/paginators-1.json", PAGINATORS)
        .with("pantry/2024-01-01/waiters-2.json", WAITERS)
        .with("pantry/2024-01-01/endpoint-rule-set-1.json", RULES)
}

/// A new project.
pub(crate) fn project() -> Project {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project
}

/// A request for the service with these operations.
pub(crate) fn request(project: &Project, operations: &[&str]) -> Request {
    request_for(project, ServiceRequest::new("pantry", operations))
}

/// A request for a service.
pub(crate) fn request_for(project: &Project, service: ServiceRequest) -> Request {
    Request {
        manifest: project.path("manifest.toml"),
        services: vec![service],
        ..Request::default()
    }
}

/// Imports services from a source, and writes the files.
pub(crate) fn import_all(request: &Request, source: &Path) -> Result<Imports> {
    let imports = import(request, &Catalog::open(source)?)?;
    imports.write()?;
    Ok(imports)
}

/// Imports a service from a source, and writes the files.
pub(crate) fn import_from(request: &Request, source: &Path) -> Result<Import> {
    let mut imports = import_all(request, source)?;
    Ok(imports.services.remove(0))
}

/// Imports from a release of botocore in a folder.
pub(crate) fn import_botocore(request: &Request, botocore: &Botocore) -> Result<Import> {
    let folder = tempfile::tempdir().expect("a folder");
    botocore.folder(folder.path());
    import_from(request, folder.path())
}

/// A model of a service with these shapes, whose one operation `Get` takes a `GetRequest`.
pub(crate) fn model(shapes: &str) -> String {
    format!(
        r#"{{"version": "2.0", "metadata": {{"apiVersion": "2024-01-01", "endpointPrefix": "pantry",
        "jsonVersion": "1.1", "protocol": "json", "serviceFullName": "Pantry", "serviceId": "Pantry",
        "signatureVersion": "v4", "targetPrefix": "Pantry"}},
        "operations": {{"Get": {{"name": "Get", "http": {{"method": "POST", "requestUri": "/"}},
        "input": {{"shape": "GetRequest"}}}}}},
        "shapes": {{{shapes}}}}}"#
    )
}
