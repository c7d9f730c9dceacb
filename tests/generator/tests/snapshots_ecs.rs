//! Snapshots of this repository's own service: its plan, and the public API of its client.
//!
//! The emitted Rust is not a snapshot, since `generated/` is committed; it is compared with what is
//! generated.

use botosmith::Manifest;
use generator_tests::plan_text;
use generator_tests::sources::repository;
use public_items::Crate;

fn manifest() -> Manifest {
    let file = repository().join("models/manifest.toml");
    Manifest::read(&file).unwrap_or_else(|error| panic!("{error}"))
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_plan_is_as_reviewed() {
    let manifest = manifest();
    let plan = botosmith::plan(&manifest, &manifest.crates[0]);
    let plan = plan.unwrap_or_else(|error| panic!("{error}"));
    let [service] = plan.services.as_slice() else {
        panic!("a service was added: add a snapshot for it");
    };
    snapshot("ecs_plan", &plan_text::service(service));
}

#[test]
fn the_public_api_is_as_reviewed() {
    let library = repository().join("generated/src/lib.rs");
    let items = Crate::read(&library).and_then(|krate| krate.public_items(""));
    let items = items.unwrap_or_else(|error| panic!("{error}"));
    snapshot("ecs_public_items", &items.join("\n"));
}

#[test]
fn the_committed_crate_is_what_is_generated() {
    for output in botosmith::generate(&manifest()).unwrap_or_else(|error| panic!("{error}")) {
        let differences = output.differences();
        let differences = differences.unwrap_or_else(|error| panic!("{error}"));
        assert!(
            differences.is_empty(),
            "`cargo xtask codegen` updates these: {differences:#?}"
        );
    }
}
