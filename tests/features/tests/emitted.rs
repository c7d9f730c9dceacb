//! Snapshots of the emitted files that show each feature.
//!
//! (The other tests of this package call the same code.)

use std::path::Path;

/// The features, with the emitted files of their services that show them.
const FEATURES: &[(&str, &[&str])] = &[
    (
        "accounts",
        &[
            "config/endpoint/params",
            "meta",
            "operation/echo",
            "operation/describe",
        ],
    ),
    ("auth", &["meta", "operation/unsigned"]),
    (
        "bare",
        &[
            "operation/ping",
            "operation/ping/input",
            "operation/only_out/output",
        ],
    ),
    ("checksums", &["operation/echo", "operation/both"]),
    ("compression", &["meta", "operation/echo"]),
    (
        "deprecated",
        &["types/old_item", "types/choice", "operation/echo/error"],
    ),
    ("documents", &["operation/echo/input"]),
    ("empty", &["types/mark"]),
    (
        "endpoint_discovery",
        &["meta", "operation/describe_endpoints", "operation/echo"],
    ),
    (
        "endpoints",
        &[
            "config/endpoint/params",
            "config/endpoint/params/rules",
            "operation/echo",
            "operation/batch",
            "operation/transact",
        ],
    ),
    ("enums", &["types/awkward"]),
    (
        "error_messages",
        &["types/error/needed", "types/error/secret"],
    ),
    (
        "errors",
        &[
            "operation/echo/error",
            "types/error/renamed_fault",
            "types/error/silent",
            "service_error",
        ],
    ),
    ("flexible_checksums", &["operation/get", "operation/put"]),
    ("host_prefixes", &["operation/echo", "operation/fixed"]),
    ("idempotency", &["operation/echo"]),
    ("lists", &["operation/echo/input"]),
    ("maps", &["operation/echo/output"]),
    (
        "names",
        &["types/option", "types/string", "types/result", "types/box"],
    ),
    ("prose", &["operation/echo", "operation/echo/input"]),
    ("query_compatible", &["operation/echo"]),
    (
        "recursion",
        &["types/tree", "types/ring_c", "types/condition"],
    ),
    ("required", &["types/all"]),
    (
        "rest_bodies",
        &[
            "operation/bytes/input",
            "operation/members/input",
            "operation/object/input",
        ],
    ),
    (
        "rest_requests",
        &[
            "operation/label",
            "operation/label/input",
            "operation/query/input",
        ],
    ),
    (
        "rest_responses",
        &[
            "operation/members",
            "operation/members/output",
            "operation/head/output",
            "types/error/gone",
        ],
    ),
    (
        "rest_streams",
        &[
            "operation/get",
            "operation/get/output",
            "operation/put",
            "operation/put/input",
        ],
    ),
    ("scalars", &["types/all"]),
    ("sensitive", &["types/nested", "types/either", "types/kind"]),
    (
        "taken_names",
        &[
            "types/default",
            "types/infallible",
            "types/as_ref",
            "types/build_error_value",
        ],
    ),
    ("timestamps", &["operation/echo/output"]),
    ("unions", &["types/value"]),
    ("variants", &["types/direction", "types/value"]),
    ("wire_names", &["operation/echo/input"]),
];

#[test]
fn each_feature_is_emitted_as_reviewed() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/features/manifest.toml");
    let manifest = botosmith::Manifest::read(&manifest).unwrap();
    let modules = manifest.crates[0]
        .services
        .iter()
        // Models outside of this folder are models of AWS's, for other tests.
        .filter(|it| !it.model.starts_with(".."))
        .map(|it| it.module.to_string());
    let mut modules: Vec<String> = modules.collect();
    modules.sort();
    let features: Vec<&str> = FEATURES.iter().map(|(feature, _)| *feature).collect();
    assert_eq!(modules, features, "each feature model has a snapshot");

    let outputs = botosmith::generate(&manifest).unwrap();
    let files = outputs[0].files();
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        for &(feature, shown) in FEATURES {
            let mut text = String::new();
            for name in shown {
                let path = format!("src/{feature}/{name}.rs");
                let content = files.get(&path).unwrap_or_else(|| panic!("{path} is not emitted"));
                text += &format!("── {name}.rs\n{content}\n");
            }
            insta::assert_snapshot!(feature, text);
        }
    });
}
