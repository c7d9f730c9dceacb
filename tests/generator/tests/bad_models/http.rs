//! REST operations whose members and URIs do not match.

use crate::harness::{edit, good_project, refused_edits};

const PROTOCOL: (&str, &str) = (r#""protocol": "json""#, r#""protocol": "rest-json""#);
const HTTP: &str = r#"{"method": "POST", "requestUri": "/"}"#;
const NAME: &str = r#""name": {"shape": "Text"}"#;
const LABEL: (&str, &str) = (
    NAME,
    r#""name": {"shape": "Text", "location": "uri", "locationName": "name"}"#,
);
const INPUT: &str = r#""required": ["name"],"#;
const MESSAGE: &str = r#""members": {"message": {"shape": "Text"}}"#;

fn refused(name: &str, edits: &[(&str, &str)]) {
    let edits: Vec<_> = std::iter::once(PROTOCOL)
        .chain(edits.iter().copied())
        .collect();
    refused_edits(name, &edits);
}

#[test]
fn the_model_itself_is_good() {
    let project = good_project();
    let text = edit(crate::harness::MODEL, PROTOCOL.0, PROTOCOL.1);
    project.write("model/service-2.json", text);
    project.outputs().expect("it is good");
}

#[test]
fn uris() {
    let cases = [
        ("uri_without_slash", "items"),
        ("uri_empty", ""),
        ("uri_with_space", "/a b"),
        ("uri_with_umlaut", "/ü"),
        ("uri_with_fragment", "/a#b"),
        ("uri_with_open_brace", "/a/{name"),
        ("uri_with_closing_brace", "/a/name}"),
        ("uri_with_label_in_query", "/a?b={name}"),
        ("uri_with_unknown_label", "/{nam}"),
        ("uri_with_empty_label", "/{}"),
        ("uri_without_its_label", "/other"),
    ];
    for (name, uri) in cases {
        let http = format!(r#"{{"method": "POST", "requestUri": {uri:?}}}"#);
        let mark = name != "uri_without_its_label";
        let http = if mark { format!("§{http}") } else { http };
        let label = LABEL.1.replace("{\"shape\"", "§{\"shape\"");
        let label = if mark { LABEL.1 } else { &label };
        refused(name, &[(HTTP, &http), (NAME, label)]);
    }
    let http = r#"§{"method": "get", "requestUri": "/"}"#;
    refused("method_in_lower_case", &[(HTTP, http)]);
    let input = (r#""input": {"shape": "PutInput"},"#, "");
    let http = r#"§{"method": "GET", "requestUri": "/{name}"}"#;
    refused("label_without_an_input", &[input, (HTTP, http)]);
}

#[test]
fn labels() {
    let http = (HTTP, r#"{"method": "POST", "requestUri": "/{name}"}"#);
    let second = r#""color": §{"shape": "Color", "location": "uri", "locationName": "name"}"#;
    let color = r#""color": {"shape": "Color"}"#;
    refused("label_of_two_members", &[http, LABEL, (color, second)]);
    let data = r#""data": §{"shape": "Data", "location": "uri", "locationName": "name"}"#;
    refused(
        "label_of_bytes",
        &[http, (r#""data": {"shape": "Data"}"#, data)],
    );
}

#[test]
fn places_that_do_not_fit() {
    let cases = [
        ("place_query_of_bytes", "Data", "querystring", ""),
        ("place_query_of_sparse_map", "Table", "querystring", ""),
        ("place_header_of_document", "Extra", "header", ""),
        ("place_header_of_map", "Table", "header", ""),
        ("place_headers_of_text", "Text", "headers", ""),
        ("place_headers_of_lists", "Table", "headers", ""),
        (
            "place_jsonvalue_of_number",
            "Count",
            "header",
            r#", "jsonvalue": true"#,
        ),
        (
            "header_with_space",
            "Text",
            "header",
            r#", "locationName": "X Y""#,
        ),
        (
            "header_with_umlaut",
            "Text",
            "header",
            r#", "locationName": "Ü""#,
        ),
        (
            "headers_with_colon",
            "Labels",
            "headers",
            r#", "locationName": "X:""#,
        ),
    ];
    let labels = r#""Labels": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}}, "Items": {"#;
    for (name, shape, location, more) in cases {
        let member = format!(r#""name": §{{"shape": "{shape}", "location": "{location}"{more}}}"#);
        refused(name, &[(NAME, &member), (r#""Items": {"#, labels)]);
    }
    let output = r#""choice": {"shape": "Choice"}"#;
    let status = r#""choice": §{"shape": "Text", "location": "statusCode"}"#;
    refused("place_status_of_text", &[(output, status)]);
}

#[test]
fn places_that_are_taken() {
    let color = r#""color": {"shape": "Color"}"#;
    let data = r#""data": {"shape": "Data"}"#;
    let at = |name: &str, location: &str, mark: &str| {
        format!(
            r#""{name}": {mark}{{"shape": "Text", "location": "{location}", "locationName": "x-{location}"}}"#
        )
    };
    for (name, location) in [
        ("query_key_twice", "querystring"),
        ("header_twice", "header"),
    ] {
        let (first, second) = (at("color", location, ""), at("data", location, "§"));
        let second = second.replace("x-header", "X-Header");
        refused(name, &[(color, &first), (data, &second)]);
    }
    let http = (
        HTTP,
        r#"{"method": "POST", "requestUri": "/?x-querystring&y=1"}"#,
    );
    let second = at("data", "querystring", "§");
    refused("query_key_twice_with_uri", &[http, (data, &second)]);
}

#[test]
fn payloads() {
    let payload = format!(r#""payload": §"name", {INPUT}"#);
    refused(
        "payload_with_location",
        &[
            LABEL,
            (HTTP, r#"{"method": "POST", "requestUri": "/{name}"}"#),
            (INPUT, &payload),
            (
                r#""color": {"shape": "Color"},
        "count": {"shape": "Count", "box": true},
        "ratio": {"shape": "Ratio"},
        "data": {"shape": "Data"},
        "when": {"shape": "When"},
        "token": {"shape": "Text", "idempotencyToken": true},
        "extra": {"shape": "Extra", "locationName": "Extra-1"},
        "table": {"shape": "Table"}"#,
                r#""color": {"shape": "Color", "location": "header"}"#,
            ),
        ],
    );
    let payload = format!(r#""payload": "name", {INPUT}"#);
    let color = (
        r#""color": {"shape": "Color"}"#,
        r#""color": §{"shape": "Color"}"#,
    );
    refused("payload_beside_others", &[(INPUT, &payload), color]);
    let members = r#""payload": §"count", "members": {"count": {"shape": "Count"}}"#;
    refused("payload_of_number", &[(MESSAGE, members)]);
}

#[test]
fn errors_with_headers_that_are_part_of_others() {
    let error = (
        MESSAGE,
        r#""members": {"message": {"shape": "Text", "location": "header"}}"#,
    );
    let gone = (r#""Gone": {"#, r#""Gone": §{"#);
    let output = (
        r#""choice": {"shape": "Choice"}"#,
        r#""choice": {"shape": "Gone"}"#,
    );
    refused("error_with_headers_in_a_body", &[error, gone, output]);
}
