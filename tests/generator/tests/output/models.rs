//! An older and a newer model of one service.

use std::process::Command;

use generator_tests::project::{MANIFEST, Project};

/// A model with an operation for each of the names.
pub(crate) fn model(names: &[&str]) -> String {
    let operation = |name: &&str| {
        format!(
            r#"    "{name}": {{
      "name": "{name}",
      "http": {{"method": "POST", "requestUri": "/"}},
      "input": {{"shape": "{name}Input"}}
    }}"#
        )
    };
    let shape = |name: &&str| {
        format!(
            r#"    "{name}Input": {{"type": "structure", "members": {{"color": {{"shape": "{name}Color"}}}}}},
    "{name}Color": {{"type": "string", "enum": ["RED", "BLUE"]}}"#
        )
    };
    let operations: Vec<String> = names.iter().map(operation).collect();
    let shapes: Vec<String> = names.iter().map(shape).collect();
    format!(
        r#"{{
  "metadata": {{
    "apiVersion": "2024-01-01",
    "endpointPrefix": "tiny",
    "jsonVersion": "1.1",
    "protocol": "json",
    "serviceFullName": "Tiny Service",
    "targetPrefix": "Tiny"
  }},
  "operations": {{
{}
  }},
  "shapes": {{
{}
  }}
}}
"#,
        operations.join(",\n"),
        shapes.join(",\n"),
    )
}

/// The operations of the older model.
pub(crate) const OLD: &[&str] = &["Get", "Put"];

/// The operations of the newer model: one is gone, one stays, some are new.
pub(crate) const NEW: &[&str] = &["Put", "List", "Describe", "Delete"];

/// A project whose output is that of the older model and whose model is the newer one.
pub(crate) fn outdated() -> Project {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write("model/service-2.json", model(OLD));
    project.generate().expect("the older model is valid");
    project.write("model/service-2.json", model(NEW));
    project
}

/// A process that generates the crates of the project's manifest.
pub(crate) fn generator(project: &Project) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_generate"));
    command.arg(project.path("manifest.toml"));
    command
}
