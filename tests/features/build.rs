//! Generates the clients of the feature models, and the calls of their operations that change pages
//! show.

use std::fmt::Write;
use std::path::Path;

use botosmith::changes::{Revision, rust_call};
use botosmith::source::Catalog;
use botosmith::{Manifest, Result};

/// Manifest of the feature models.
const MANIFEST: &str = "../models/features/manifest.toml";

fn main() -> Result<()> {
    botosmith::build(MANIFEST)?;
    let folder = std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR");
    let file = Path::new(&folder).join("calls.rs");
    std::fs::write(&file, calls()?)
        .map_err(|error| botosmith::Error::file(&file, format!("cannot write the file: {error}")))
}

/// A function for each operation, with the call that a change page shows.
fn calls() -> Result<String> {
    let manifest = Manifest::read(Path::new(MANIFEST))?;
    let base = Path::new(MANIFEST)
        .parent()
        .expect("the manifest is in a folder");
    let mut text = String::new();
    for service in &manifest.crates[0].services {
        let module = &service.module;
        let catalog = Catalog::open(&base.join(&service.model))?;
        let revision =
            Revision::read(&catalog, module.as_str(), &|_| true, None)?.expect("a model");
        writeln!(
            text,
            "mod {module} {{ use std::collections::HashMap; use crate::{module}::{{Client, Error, primitives, types}};"
        )
        .expect("a string takes all");
        for (index, operation) in revision.model.operations.keys().enumerate() {
            let call =
                rust_call(&revision, operation.as_str()).expect("all models can be generated");
            writeln!(
                text,
                "pub async fn call_{index}(client: &Client) -> Result<(), Error> {{\n{}{}Ok(()) }}",
                call.request, call.response
            )
            .expect("a string takes all");
        }
        text.push_str("}\n");
    }
    Ok(text)
}
