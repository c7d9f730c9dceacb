//! Chosen operations that do not exist, or that have unsupported traits.

use botosmith::Manifest;
use generator_tests::project::MANIFEST;

use crate::harness::{edit, good_project, refused_edits, refused_manifest, refused_model};

#[test]
fn chosen_but_not_there() {
    let cases = [
        ("operation_near_miss", r#"operations = ["Put", §"Putt"]"#),
        ("operation_of_other_case", r#"operations = [§"put"]"#),
        (
            "operation_far_off",
            "operations = [\n  \"Put\",\n  §\"DescribeEverything\",\n]",
        ),
        ("operation_empty_name", r#"operations = [§""]"#),
        (
            "operation_with_control_characters",
            r#"operations = [§"P\u001b[31mut\n"]"#,
        ),
    ];
    for (name, operations) in cases {
        let replacement = format!("model = \"model\"\n{operations}\n");
        refused_manifest(name, "model = \"model\"\n", &replacement);
    }
}

/// Only chosen operations have to be supported.
#[test]
fn what_is_not_chosen_may_be_unsupported() {
    let project = good_project();
    let unsupported = r#""Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/"}, "auth": ["none"]},
    "Put": {"#;
    project.write(
        "model/service-2.json",
        edit(crate::harness::MODEL, r#""Put": {"#, unsupported),
    );
    project.outputs().expect_err("all operations are chosen");
    let chosen = format!("{MANIFEST}operations = [\"Put\"]\n");
    project.write("manifest.toml", &chosen);
    project.outputs().expect("the other one is left out");
    let manifest = Manifest::read(&project.path("manifest.toml")).expect("it is good");
    let plan = botosmith::plan(&manifest, &manifest.crates[0]).expect("it is good");
    let operations = &plan.services[0].operations;
    assert_eq!(operations.len(), 1);
    assert_eq!(operations[0].name.as_str(), "Put");
}

/// Unsupported traits that change messages. For some of these the location is the object with the
/// trait.
#[test]
fn unsupported_traits() {
    let cases = [
        (
            "unsupported_streaming_member",
            r#""data": {"shape": "Data"}"#,
            r#""data": §{"shape": "Data", "streaming": true}"#,
        ),
        (
            "unsupported_event_payload",
            r#""data": {"shape": "Data"}"#,
            r#""data": §{"shape": "Data", "eventpayload": true}"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
    let streaming = (
        r#"{"type": "blob","#,
        r#"{"type": "blob", "streaming": true,"#,
    );
    let member = (r#"{"shape": "Data"}"#, r#"§{"shape": "Data"}"#);
    refused_edits("unsupported_streaming_shape", &[streaming, member]);
    let stream = (r#""union": true"#, r#""eventstream": true"#);
    let member = (r#"{"shape": "Choice"}"#, r#"§{"shape": "Choice"}"#);
    refused_edits("unsupported_event_stream", &[stream, member]);
    let event = (r#""union": true"#, r#""event": true"#);
    refused_edits("unsupported_event", &[event, member]);
}

#[test]
fn prefixes_of_hosts() {
    let endpoint = |prefix: &str| {
        format!(
            "\"Put\": {{\n      \"endpoint\": {{\"hostPrefix\": §\"{prefix}\"}}, \"name\": \"Put\","
        )
    };
    let put = "\"Put\": {\n      \"name\": \"Put\",";
    let name = r#""name": {"shape": "Text"}"#;
    let label = r#""name": {"shape": "Text", "hostLabel": true}"#;
    let cases = [
        ("host_prefix_empty", "", label),
        ("host_prefix_with_slash", "evil.example/", label),
        ("host_prefix_with_at", "user@{name}.", label),
        ("host_prefix_with_newline", "{name}.\\r\\n", label),
        ("host_prefix_with_umlaut", "ä.", label),
        ("host_prefix_unclosed", "{name", label),
        ("host_prefix_closed_only", "name}.", label),
        ("host_prefix_of_nothing", "{}.", label),
        ("host_prefix_of_no_member", "{nam}.", label),
        ("host_prefix_of_a_member_twice_braced", "{{name}}.", label),
        ("host_prefix_of_a_member_not_marked", "{name}.", name),
    ];
    for (case, prefix, member) in cases {
        refused_edits(case, &[(put, &endpoint(prefix)), (name, member)]);
    }
    let count = r#""count": {"shape": "Count", "box": true}"#;
    let label = r#""count": {"shape": "Count", "box": true, "hostLabel": true}"#;
    let edits = [(put, &*endpoint("{count}.")), (count, label)];
    refused_edits("host_prefix_of_a_number", &edits);
    let color = r#""color": {"shape": "Color"}"#;
    let label = r#""color": {"shape": "Color", "hostLabel": true}"#;
    let edits = [(put, &*endpoint("{color}.")), (color, label)];
    refused_edits("host_prefix_of_an_enum", &edits);
    // An operation without input has no members.
    let input = "\"input\": {\"shape\": \"PutInput\"},\n      ";
    refused_edits(
        "host_prefix_without_input",
        &[(put, &endpoint("{name}.")), (input, "")],
    );
}

/// Edits that make the good model one of a service which needs more than a model says.
fn service(id: &str, old: &str, new: &str) -> [(String, String); 2] {
    let id = format!("\"serviceId\": {id:?}");
    [
        (r#""serviceId": "Tiny""#.to_owned(), id),
        (old.to_owned(), new.to_owned()),
    ]
}

#[test]
fn customizations() {
    let put = "\"Put\": {\n      \"name\": \"Put\",";
    let renamed = |name: &str| format!("\"{name}\": §{{\n      \"name\": \"Put\",");
    let cases = [
        ("customization_unsupported", "S3", "Put"),
        (
            "customization_without_member",
            "Machine Learning",
            "Predict",
        ),
        ("customization_without_stream", "Glacier", "UploadArchive"),
        ("customization_without_get", "CloudSearch Domain", "Search"),
    ];
    for (name, id, operation) in cases {
        let edits = service(id, put, &renamed(operation));
        let edits = edits
            .each_ref()
            .map(|(old, new)| (old.as_str(), new.as_str()));
        refused_edits(name, &edits);
    }
}
