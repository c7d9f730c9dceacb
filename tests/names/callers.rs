//! Callers of the clients: functions that name each member, variant and error, and some operations.
//! They find out whether each name means what it is for.

use std::fmt::Write;
use std::path::Path;

use botosmith::Result;
use botosmith::plan::ir::Service;
use botosmith::plan::ir::field::{Field, FieldType};
use botosmith::plan::ir::types::{Structure, Type};
use botosmith::{Manifest, plan};

/// Each so many operations one is called.
const STEP: usize = 8;

/// Writes the callers of the services of a manifest.
pub(crate) fn callers(manifest: &Path) -> Result<String> {
    let manifest = Manifest::read(manifest)?;
    let mut text = String::new();
    for entry in &manifest.crates[0].services {
        let service = plan::service(&entry.module, &plan::load(entry, &manifest.file)?)?;
        text += &match entry.module.as_str() {
            "members" => members(&service),
            "errors" => errors(&service),
            "enums" | "structures" | "unions" => types(&service),
            "operations" => operations(&service),
            "hidden" => hidden(&service),
            "parameters" => parameters(&service),
            _ => continue,
        };
    }
    Ok(text)
}

/// Items of a list, joined.
fn joined<T>(items: &[T], item: &dyn Fn(&T) -> String) -> String {
    items.iter().map(item).collect()
}

/// Calls that set all texts of a builder to their names on the wire.
fn setters(structure: &Structure) -> String {
    let texts: Vec<_> = structure.fields.iter().filter(is_text).collect();
    joined(&texts, &|it| format!(".{}({:?})", it.name, it.key))
}

fn is_text(field: &&Field) -> bool {
    field.ty == FieldType::String
}

/// Assertions that all texts of a structure are their names on the wire.
fn accessors(structure: &Structure) -> String {
    let texts: Vec<_> = structure.fields.iter().filter(is_text).collect();
    joined(&texts, &|it| {
        format!("assert_eq!(it.{}(), Some({:?}));", it.name, it.key)
    })
}

fn members(service: &Service) -> String {
    let operation = &service.operations[0];
    let mut text = format!(
        "/// Sets all members.\n\
         fn set_members(it: names::members::operation::echo::builders::EchoFluentBuilder)\n\
         -> names::members::operation::echo::builders::EchoFluentBuilder {{ it{} }}\n\
         /// Checks all members.\n\
         fn check_members(it: &names::members::operation::echo::EchoOutput) {{ {} }}\n",
        setters(&operation.input),
        accessors(&operation.output),
    );
    let error = &service.errors[0];
    write!(
        text,
        "/// Checks all members of the error.\n\
         fn check_error(it: &names::members::types::error::{}) {{ {} }}\n",
        error.header.name,
        accessors(error),
    )
    .expect("a string takes all");
    for it in &service.types {
        let name = &it.header().name;
        let more = match it {
            Type::Structure(it) => format!(
                "/// Sets all members of the structure.\n\
                 fn structure() -> names::members::types::{name} {{ names::members::types::{name}::builder(){}.build() }}\n\
                 /// Checks all members of the structure.\n\
                 fn check_structure(it: &names::members::types::{name}) {{ {} }}\n",
                setters(it),
                accessors(it),
            ),
            Type::Union(it) => {
                let variants = it.variants.iter().zip(&it.methods).collect::<Vec<_>>();
                format!(
                    "/// All variants: name on the wire, value, `as_…`, `is_…`.\n\
                     fn variants() -> Vec<Variant> {{ vec![{}] }}\n",
                    joined(&variants, &|(it, method)| format!(
                        "({0:?}, names::members::types::{name}::{1}({0:?}.to_owned()),\
                         |it| it.{2}().ok().cloned(), |it| it.{3}()),",
                        it.key,
                        it.name,
                        method.affixed("as_", ""),
                        method.affixed("is_", ""),
                    ))
                )
            }
            Type::Enumeration(it) => format!(
                "/// All values: on the wire, and in Rust.\n\
                 fn enum_values() -> Vec<(&'static str, names::members::types::{name})> {{ vec![{}] }}\n",
                joined(&it.variants, &|it| format!(
                    "({:?}, names::members::types::{name}::{}),",
                    it.value, it.name
                ))
            ),
        };
        text += &more;
    }
    text
}

fn errors(service: &Service) -> String {
    let cases = &service.operations[0].errors;
    format!(
        "/// All errors: code, and `is_…`.\n\
         fn errors() -> Codes<names::errors::operation::echo::EchoError> {{ vec![{}] }}\n",
        joined(cases, &|it| format!(
            "({:?}, |it| it.{}() && matches!(it, names::errors::operation::echo::EchoError::{}(_))),",
            it.code,
            it.method.affixed("is_", ""),
            it.name,
        ))
    )
}

/// A function that names all types.
fn types(service: &Service) -> String {
    let module = &service.module;
    format!(
        "/// Names all types, and returns how many there are.\n\
         fn {module}() -> usize {{ [{}].len() }}\n",
        joined(&service.types, &|it| format!(
            "std::mem::size_of::<names::{module}::types::{}>(),",
            it.header().name
        ))
    )
}

fn operations(service: &Service) -> String {
    let mut text = "/// Calls some operations: the name on the wire, and the result.\n\
        async fn call_operations(client: &names::operations::Client) -> Vec<(&'static str, String)> {\n\
        let mut done = Vec::new();\n"
        .to_owned();
    for it in service.operations.iter().step_by(STEP) {
        writeln!(
            text,
            "done.push(({:?}, {{ let output: names::operations::operation::{}::{} = \
             client.{}().text(\"t\").send().await.unwrap(); \
             format!(\"{{:?}} {{:?}}\", output.text(), names::operations::operation::{}::{}::new()) }}));",
            it.wire_name, it.module, it.output.header.name, it.module, it.module, it.name,
        )
        .expect("a string takes all");
    }
    text + "done }\n"
}

fn hidden(service: &Service) -> String {
    let operation = &service.operations[0];
    format!(
        "/// Sets all members.\n\
         #[allow(deprecated, reason = \"the messages of deprecated items are tested\")]\n\
         fn set_hidden(it: names::hidden::operation::echo::builders::EchoFluentBuilder)\n\
         -> names::hidden::operation::echo::builders::EchoFluentBuilder {{ it{} }}\n\
         /// Checks all members.\n\
         #[allow(deprecated, reason = \"the messages of deprecated items are tested\")]\n\
         fn check_hidden(it: &names::hidden::operation::echo::EchoOutput) {{ {} }}\n\
         /// The codes of errors, and `is_…`.\n\
         fn codes() -> Codes<names::hidden::operation::echo::EchoError> {{ vec![{}] }}\n",
        setters(&operation.input),
        accessors(&operation.output),
        joined(&operation.errors, &|it| format!(
            "({:?}, |it| it.{}()),",
            it.code,
            it.method.affixed("is_", ""),
        )),
    )
}

fn parameters(service: &Service) -> String {
    let parameters = &service.endpoint.parameters;
    format!(
        "/// Sets all parameters of endpoints.\n\
         fn set_parameters() -> names::parameters::config::endpoint::Params {{\n\
         names::parameters::config::endpoint::Params::builder(){}.build().unwrap() }}\n\
         /// Checks all parameters of endpoints.\n\
         fn check_parameters(it: &names::parameters::config::endpoint::Params) {{ {} }}\n",
        joined(parameters, &|it| format!(
            ".{}({:?})",
            it.name, it.rule_name
        )),
        joined(parameters, &|it| format!(
            "assert_eq!(it.{}(), Some({:?}));",
            it.name, it.rule_name
        )),
    )
}
