//! The printer of plans, on a model with one of each kind of shape.

use botosmith::Manifest;
use generator_tests::plan_text;
use generator_tests::project::{MANIFEST, Project};

#[test]
fn every_kind_of_shape() {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write(
        "model/service-2.json",
        include_str!("bad_models/model.json"),
    );
    let manifest = Manifest::read(&project.path("manifest.toml"));
    let manifest = manifest.unwrap_or_else(|error| panic!("{error}"));
    let plan = botosmith::plan(&manifest, &manifest.crates[0]);
    let plan = plan.unwrap_or_else(|error| panic!("{error}"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let text = plan_text::service(&plan.services[0]);
    settings.bind(|| insta::assert_snapshot!("plan_of_every_kind", text));
}
