//! Endpoint discovery by an operation that does not return endpoints.

use crate::harness::refused_edits;

const OUTPUT: &str = r#"{"type": "structure", "required": ["Endpoints"], "members": {"Endpoints": {"shape": "Endpoints"}}}"#;
const ENDPOINTS: &str = r#"{"type": "list", "member": {"shape": "Endpoint"}}"#;
const ENDPOINT: &str = r#"{"type": "structure", "required": ["Address", "CachePeriodInMinutes"], "members": {"Address": {"shape": "Text"}, "CachePeriodInMinutes": {"shape": "Minutes"}}}"#;
const MINUTES: &str = r#"{"type": "long"}"#;

/// The good model with other operations, one of which discovers the endpoints.
fn case(name: &str, operations: &str, replaced: [&str; 2]) {
    let shapes = format!(
        r#""shapes": {{"TellOutput": {OUTPUT}, "Endpoints": {ENDPOINTS}, "Endpoint": {ENDPOINT}, "Minutes": {MINUTES},"#
    );
    let [piece, replacement] = replaced;
    assert!(shapes.contains(piece), "{piece} is in {shapes}");
    refused_edits(
        name,
        &[
            (
                r#""operations": {"#,
                &format!(r#""operations": {{{operations}"#),
            ),
            (
                r#""name": "Put","#,
                r#""name": "Put", "endpointdiscovery": {"required": true},"#,
            ),
            (r#""shapes": {"#, &shapes.replacen(piece, replacement, 1)),
        ],
    );
}

const TELL: &str = r#""Tell": §{"name": "Tell", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "TellOutput"}, "endpointoperation": true},"#;

#[test]
fn one_operation_tells() {
    crate::harness::refused_model(
        "discovery_without_an_operation",
        r#""name": "Put","#,
        r#""name": "Put", "endpointdiscovery": §{"required": true},"#,
    );
    let first = TELL.replace('§', "");
    let second = TELL.replace("Tell\"", "Say\"");
    case(
        "discovery_by_two_operations",
        &format!("{first}{second}"),
        ["", ""],
    );
}

#[test]
fn nothing_is_asked_with() {
    let with_input = TELL.replace("\"output\"", r#""input": {"shape": "PutInput"}, "output""#);
    case("discovery_with_an_input", &with_input, ["", ""]);
}

#[test]
fn endpoints_are_told() {
    for (name, replaced) in [
        (
            "discovery_without_endpoints",
            [
                r#"["Endpoints"], "members": {"Endpoints""#,
                r#"["Places"], "members": {"Places""#,
            ],
        ),
        ("discovery_of_a_text", [ENDPOINTS, r#"{"type": "string"}"#]),
        (
            "discovery_of_texts",
            [
                r#""member": {"shape": "Endpoint"}"#,
                r#""member": {"shape": "Text"}"#,
            ],
        ),
        (
            "discovery_of_what_may_be_unset",
            [r#""required": ["Address", "#, r#""required": ["#],
        ),
        (
            "discovery_of_short_times",
            [MINUTES, r#"{"type": "integer"}"#],
        ),
    ] {
        case(name, TELL, replaced);
    }
}
