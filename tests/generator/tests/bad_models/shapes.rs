//! Bad shapes.

use crate::harness::{refused_edits, refused_model};

#[test]
fn types() {
    let cases = [
        (
            "type_missing",
            r#""Count": {"type": "integer", "#,
            r#""Count": §{"#,
        ),
        (
            "type_missing_in_empty_shape",
            r#""Flag": {"type": "boolean"}"#,
            r#""Flag": §{}"#,
        ),
        ("type_unknown", r#""type": "integer""#, r#""type": §"int""#),
        (
            "type_unknown_of_other_case",
            r#""type": "boolean""#,
            r#""type": §"Boolean""#,
        ),
        (
            "type_with_newline",
            r#""type": "boolean""#,
            r#""type": §"bool\n\u0000ean""#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

#[test]
fn missing_keys() {
    let cases = [
        (
            "members_missing",
            r#""PutOutput": {"type": "structure", "members": {"choice": {"shape": "Choice"}}}"#,
            r#""PutOutput": §{"type": "structure"}"#,
        ),
        (
            "member_missing",
            r#"{"type": "list", "member": {"shape": "Text"}}"#,
            r#"§{"type": "list"}"#,
        ),
        (
            "key_missing",
            r#"{"type": "map", "key": {"shape": "Color"}, "#,
            r#"§{"type": "map", "#,
        ),
        (
            "value_missing",
            r#"{"type": "map", "key": {"shape": "Color"}, "value": {"shape": "Items"}, "#,
            r#"§{"type": "map", "key": {"shape": "Color"}, "#,
        ),
        (
            "shape_missing_in_member",
            r#""color": {"shape": "Color"}"#,
            r#""color": §{}"#,
        ),
        (
            "shape_missing_in_error",
            r#"[{"shape": "Gone"}]"#,
            r#"[§{"exception": true}]"#,
        ),
        (
            "http_missing",
            r#""Put": {
      "name": "Put",
      "http": {"method": "POST", "requestUri": "/"},"#,
            r#""Put": §{
      "name": "Put","#,
        ),
        (
            "request_uri_missing",
            r#"{"method": "POST", "requestUri": "/"}"#,
            r#"§{"method": "POST"}"#,
        ),
        (
            "api_version_missing",
            "\"metadata\": {\n    \"apiVersion\": \"2024-01-01\",",
            "\"metadata\": §{",
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

/// The location is that of the object, not of the removed key.
#[test]
fn missing_keys_of_large_objects() {
    let (root, metadata) = (
        ("{\n  \"version\"", "§{\n  \"version\""),
        ("\"metadata\": {", "\"metadata\": §{"),
    );
    let cases = [
        (
            "metadata_missing",
            root,
            ("\"metadata\": {", "\"metadatas\": {"),
        ),
        (
            "target_prefix_missing",
            metadata,
            (",\n    \"targetPrefix\": \"Tiny\"", ""),
        ),
        (
            "json_version_missing",
            metadata,
            ("    \"jsonVersion\": \"1.1\",\n", ""),
        ),
    ];
    for (name, mark, cut) in cases {
        refused_edits(name, &[mark, cut]);
    }
}

/// A value of another JSON type for every key.
#[test]
fn values_of_the_wrong_type() {
    let cases = [
        (
            "shapes_is_a_list",
            "\"shapes\": {\n    \"PutInput\": {",
            "\"shapes\": §[], \"x\": {\n    \"PutInput\": {",
        ),
        (
            "shape_is_a_string",
            r#""Flag": {"type": "boolean"}"#,
            r#""Flag": §"boolean""#,
        ),
        (
            "shape_is_null",
            r#""Flag": {"type": "boolean"}"#,
            r#""Flag": §null"#,
        ),
        (
            "type_is_a_list",
            r#""type": "boolean""#,
            r#""type": §["boolean"]"#,
        ),
        (
            "member_is_a_string",
            r#""name": {"shape": "Text"}"#,
            r#""name": §"Text""#,
        ),
        (
            "member_shape_is_a_number",
            r#""name": {"shape": "Text"}"#,
            r#""name": {"shape": §12}"#,
        ),
        (
            "members_is_a_list",
            r#""members": {}, "document""#,
            r#""members": §[], "document""#,
        ),
        (
            "required_is_a_flag",
            r#""required": ["name"]"#,
            r#""required": §true"#,
        ),
        (
            "required_has_a_number",
            r#""required": ["name"]"#,
            r#""required": ["name", §1]"#,
        ),
        ("flag_is_a_string", r#""box": true"#, r#""box": §"true""#),
        (
            "flag_is_a_number",
            r#""sensitive": true"#,
            r#""sensitive": §1"#,
        ),
        ("flag_is_null", r#""union": true"#, r#""union": §null"#),
        ("min_is_a_string", r#""min": 0"#, r#""min": §"0""#),
        (
            "pattern_is_an_object",
            r#""pattern": ".*""#,
            r#""pattern": §{}"#,
        ),
        (
            "enum_is_an_object",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": §{"RED": 1}"#,
        ),
        (
            "enum_value_is_a_number",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": ["RED", §2]"#,
        ),
        (
            "errors_is_an_object",
            r#""errors": [{"shape": "Gone"}]"#,
            r#""errors": §{"shape": "Gone"}"#,
        ),
        ("error_is_a_name", r#"[{"shape": "Gone"}]"#, r#"[§"Gone"]"#),
        (
            "http_is_a_string",
            r#"{"method": "POST", "requestUri": "/"}"#,
            r#"§"POST /""#,
        ),
        (
            "version_is_a_number",
            r#""version": "2.0""#,
            r#""version": §2.0"#,
        ),
        (
            "protocol_is_a_list",
            r#""protocol": "json""#,
            r#""protocol": §["json"]"#,
        ),
        (
            "protocols_is_a_string",
            r#""protocol": "json""#,
            r#""protocols": §"json", "protocol": "json""#,
        ),
        (
            "location_name_is_a_list",
            r#""locationName": "Extra-1""#,
            r#""locationName": §["a"]"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

#[test]
fn values_that_no_type_holds() {
    let (huge, long) = (
        "9".repeat(400),
        format!("-{}e{}", "1".repeat(30), "9".repeat(30)),
    );
    let cases = [
        (
            "number_beyond_all_bounds",
            r#""min": 0"#,
            r#""min": §1e999"#,
        ),
        (
            "number_with_400_digits",
            r#""min": 0"#,
            &format!(r#""min": §{huge}"#),
        ),
        (
            "number_with_long_exponent",
            r#""max": 100"#,
            &format!(r#""max": §{long}"#),
        ),
        (
            "half_a_surrogate_pair",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": ["RED", §"\ud83d"]"#,
        ),
        (
            "half_a_surrogate_pair_in_key",
            r#""Flag": {"#,
            r#"§"Fl\udc00ag": {"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

#[test]
fn values_that_are_not_among_the_known_ones() {
    let cases = [
        (
            "enum_value_twice",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": ["RED", "BLUE", §"RED"]"#,
        ),
        (
            "enum_value_twice_escaped",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": ["RED", "BLUE", §"R\u0045D"]"#,
        ),
        (
            "required_names_nothing",
            r#""required": ["name"]"#,
            r#""required": ["name", §"colour"]"#,
        ),
        (
            "payload_names_nothing",
            r#""required": ["name"]"#,
            r#""payload": §"body""#,
        ),
        (
            "timestamp_format_unknown",
            r#""timestampFormat": "iso8601""#,
            r#""timestampFormat": §"ISO-8601""#,
        ),
        (
            "location_unknown",
            r#""locationName": "Extra-1""#,
            r#""location": §"cookie""#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}
