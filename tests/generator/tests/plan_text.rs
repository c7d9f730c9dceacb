//! The printer of plans, on models with one of each kind of shape, and with members at all places.

use botosmith::Manifest;
use generator_tests::plan_text;
use generator_tests::project::{MANIFEST, Project};

#[test]
fn every_kind_of_shape() {
    matches("plan_of_every_kind", include_str!("bad_models/model.json"));
}

#[test]
fn every_place_in_http_messages() {
    let requests = include_str!("../../models/minis/rest_requests/service-2.json");
    matches("plan_of_rest_requests", requests);
    let bodies = include_str!("../../models/minis/rest_bodies/service-2.json");
    matches("plan_of_rest_bodies", bodies);
    let responses = include_str!("../../models/minis/rest_responses/service-2.json");
    matches("plan_of_rest_responses", responses);
}

/// The plan of a model is the snapshot `name`.
fn matches(name: &str, model: &str) {
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
