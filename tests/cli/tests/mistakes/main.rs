//! Mistakes that users make, and what the command says: a snapshot for each group.
//!
//! Every message says where the mistake is, what is wrong, and what to do. A mistake writes nothing
//! and ends with the status 2.

mod changes;
mod import;
mod manifest;
mod start;

use std::fmt::Write;

use cli_tests::{Run, command};
use generator_tests::botocore::Botocore;
use generator_tests::project::{Project, tree};

const PROGRAM: &str = env!("CARGO_BIN_EXE_botosmith-under-test");

/// A model of one operation, `Put`.
const MODEL: &str = include_str!("../../../generator/tests/bad_models/model.json");

/// A manifest of that model, beside the folder of the models.
const MANIFEST: &str = r#"models = "models"

[[crate]]
name = "clients"
path = "clients"

[[crate.service]]
module = "tiny"
model = "models/tiny/2024-01-01"
"#;

/// Mistakes, and what was printed about each.
struct Mistakes {
    printed: String,
}

impl Mistakes {
    fn new() -> Self {
        Self {
            printed: String::new(),
        }
    }

    /// Runs the command in a project, where it has to fail and to write nothing.
    #[track_caller]
    fn make(&mut self, project: &Project, arguments: &[&str]) {
        let before = tree(project.folder());
        let output = command(PROGRAM, project.folder()).args(arguments).output();
        self.record(&Run::new(project, &output.expect("it starts")), arguments);
        assert!(
            before == tree(project.folder()),
            "{arguments:?} writes something"
        );
    }

    #[track_caller]
    fn record(&mut self, run: &Run, arguments: &[&str]) {
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:#?}");
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.starts_with("error: "), "{arguments:?}: {}", run.err);
        let line = arguments.join(" ");
        writeln!(self.printed, "$ botosmith {line}\n{}", run.err).expect("a string takes all");
    }

    fn compare(self, name: &str) {
        insta::with_settings!({
            snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true
        }, {
            insta::assert_snapshot!(name, self.printed.trim_end());
        });
    }
}

/// A project with one service.
fn project() -> Project {
    with(MANIFEST)
}

/// A project with a manifest, and the model of [`MANIFEST`].
fn with(manifest: &str) -> Project {
    let project = Project::new();
    project.write("botosmith.toml", manifest);
    project.write("models/tiny/2024-01-01/service-2.json", MODEL);
    // The cache, which is no part of the project.
    project.write(".cache/kept", "");
    release().wheel(&project.path("botocore-2.0.0-py3-none-any.whl"));
    project
}

/// A release with the service, and with others that cannot be generated.
fn release() -> Botocore {
    let legacy = MODEL
        .replace(r#""protocol": "json""#, r#""protocol": "query""#)
        .replace(r#""serviceId": "Tiny""#, r#""serviceId": "Legacy""#);
    let stream = MODEL
        .replace(r#""serviceId": "Tiny""#, r#""serviceId": "Stream""#)
        .replace(
            r#""Choice": {"type": "structure", "union": true,"#,
            r#""Choice": {"type": "structure", "eventstream": true,"#,
        );
    Botocore::new("2.0.0")
        .with("tiny/2024-01-01/service-2.json", MODEL)
        .with("legacy/2024-01-01/service-2.json", legacy)
        .with("stream/2024-01-01/service-2.json", stream)
}
