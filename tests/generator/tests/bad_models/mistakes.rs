//! All mistakes of a manifest, and the first one of each service, are in one report.

use generator_tests::project::{MANIFEST, Project};

use crate::harness::{MODEL, edit, good_project, refused};

#[test]
fn all_mistakes_of_a_manifest() {
    let project = good_project();
    project.write(
        "manifest.toml",
        "\
title = \"Mine\"

[[crate]]
name = \"1st\"
path = \"out\"
license = 1

[[crate.service]]
module = \"Tiny\"
model = \"gone\"
operations = [\"Put\", \"Put\", 1]
source = { botocore = 1, sha = \"0\" }

[[crate.service]]
modul = \"tiny\"
model = [\"model\"]

[[crate]]
name = \"second\"
path = 2

[[crate]]
path = \"third\"
service = \"tiny\"

[[crate]]
name = \"fourth\"
path = \"fourth\"

[[crate.service]]
module = \"tiny\"
model = \"model\"
operations = []

[[crate.service]]
module = \"tiny\"
model = \"model\"
",
    );
    refused(
        "all_mistakes_of_a_manifest",
        &project,
        Some(("manifest.toml", 1, 1)),
    );
}

#[test]
fn all_mistakes_of_the_syntax() {
    let project = good_project();
    project.write(
        "manifest.toml",
        "[[crate]]\nname = \"a\"\nname = \"b\"\npath = out\n\n[[crate.service]\nmodule = \"tiny\n",
    );
    refused(
        "all_mistakes_of_the_syntax",
        &project,
        Some(("manifest.toml", 3, 1)),
    );
}

/// The services of two crates, in their order.
#[test]
fn the_first_mistake_of_each_service() {
    let project = good_project();
    let service = |module: &str, model: &str| {
        format!("\n[[crate.service]]\nmodule = \"{module}\"\nmodel = \"{model}\"\n")
    };
    let first = format!(
        "{MANIFEST}operations = [\"Put\", \"Gut\", \"Cut\"]\n{}{}",
        service("cut_short", "short"),
        service("good", "model")
    );
    let second = edit(MANIFEST, "\"out\"", "\"second\"").replace("\"model\"", "\"unknown\"");
    let second = format!("{second}{}", service("unplanned", "unplanned"));
    project.write("manifest.toml", format!("{first}\n{second}"));
    project.write("short/service-2.json", &MODEL[..300]);
    project.write(
        "unknown/service-2.json",
        edit(MODEL, "\"code\": ", "\"cod\": "),
    );
    project.write(
        "unplanned/service-2.json",
        edit(MODEL, "\"protocol\": \"json\"", "\"protocol\": \"smoke\""),
    );
    refused(
        "mistakes_of_several_services",
        &project,
        Some(("manifest.toml", 8, 22)),
    );
}

/// Each mistake can be had by itself, say to print it in another form.
#[test]
fn a_report_can_be_taken_apart() {
    let project = Project::new();
    let text = format!("{}\nextra = 1\n", MANIFEST.replace("\"tiny\"", "\"type\""));
    project.write("manifest.toml", text);
    let error = project.generate().expect_err("three mistakes");
    let whole = error.to_string();
    let each = error.clone().into_each();
    let whats: Vec<&str> = each.iter().map(|it| it.what()).collect();
    assert_eq!(
        whats,
        [
            "`type` cannot be the name of a module",
            "unknown key `extra` of a service",
        ]
    );
    let reports: Vec<String> = each.iter().map(ToString::to_string).collect();
    assert_eq!(reports.join("\n\n"), whole);
    // As Rust shows the error that `main` returns, with `Error: ` before it.
    assert_eq!(format!("error: {error:?}"), whole);
}
