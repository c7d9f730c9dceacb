//! Tests the printer of plans, with models that have each kind of shape and each HTTP location.

use botosmith::Manifest;
use generator_tests::plan_text;
use generator_tests::project::{MANIFEST, Project};

#[test]
fn every_kind_of_shape_is_printed() {
    assert_plan("plan_of_every_kind", include_str!("bad_models/model.json"));
}

#[test]
fn every_http_location_is_printed() {
    let requests = include_str!("../../models/features/rest_requests/service-2.json");
    assert_plan("plan_of_rest_requests", requests);
    let bodies = include_str!("../../models/features/rest_bodies/service-2.json");
    assert_plan("plan_of_rest_bodies", bodies);
    let responses = include_str!("../../models/features/rest_responses/service-2.json");
    assert_plan("plan_of_rest_responses", responses);
}

/// Asserts that the plan of a model is the snapshot `name`.
fn assert_plan(name: &str, model: &str) {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write("model/service-2.json", model);
    let manifest = Manifest::read(&project.path("manifest.toml"));
    let manifest = manifest.unwrap_or_else(|error| panic!("{error}"));
    let plan = botosmith::plan(&manifest, &manifest.crates[0]);
    let plan = plan.unwrap_or_else(|error| panic!("{error}"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let text = plan_text::service(&plan.services[0]);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
