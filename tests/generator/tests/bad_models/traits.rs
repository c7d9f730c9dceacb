//! Unknown traits, and unsupported ones.

use crate::harness::{refused_edits, refused_model};

/// The location is that of the key, for any value.
#[test]
fn unknown_traits() {
    let cases = [
        (
            "unknown_on_model",
            r#""version": "2.0","#,
            r#""version": "2.0", §"smithyVersion": "2","#,
        ),
        (
            "unknown_on_metadata",
            r#""endpointPrefix": "tiny","#,
            r#""endpointPrefix": "tiny", §"endpointSuffix": "","#,
        ),
        (
            "unknown_on_operation",
            r#""name": "Put","#,
            r#""name": "Put", §"cacheable": true,"#,
        ),
        (
            "unknown_on_http",
            r#""requestUri": "/"}"#,
            r#""requestUri": "/", §"trailer": null}"#,
        ),
        (
            "unknown_on_input",
            r#"{"shape": "PutInput"}"#,
            r#"{"shape": "PutInput", §"payload": "x"}"#,
        ),
        (
            "unknown_on_output",
            r#""output": {"shape": "PutOutput"}"#,
            r#""output": {§"streaming": true, "shape": "PutOutput"}"#,
        ),
        (
            "unknown_on_error_reference",
            r#"[{"shape": "Gone"}]"#,
            r#"[{"shape": "Gone", §"retry": {}}]"#,
        ),
        (
            "unknown_on_structure",
            r#""required": ["name"],"#,
            r#""required": ["name"], §"mixin": true,"#,
        ),
        (
            "unknown_on_member",
            r#""color": {"shape": "Color"}"#,
            r#""color": {"shape": "Color", §"default": "RED"}"#,
        ),
        (
            "unknown_on_list",
            r#""Items": {"type": "list","#,
            r#""Items": {"type": "list", §"uniqueItems": true,"#,
        ),
        (
            "unknown_on_list_member",
            r#""member": {"shape": "Text"}"#,
            r#""member": {"shape": "Text", §"sparse": true}"#,
        ),
        (
            "unknown_on_map",
            r#""Table": {"type": "map","#,
            r#""Table": {"type": "map", §"ordered": true,"#,
        ),
        (
            "unknown_on_map_key",
            r#""key": {"shape": "Color"}"#,
            r##""key": {"shape": "Color", §"a.b#c": 1}"##,
        ),
        (
            "unknown_on_map_value",
            r#""value": {"shape": "Items"}"#,
            r#""value": {"shape": "Items", §"": 1}"#,
        ),
        (
            "unknown_on_string",
            r#""pattern": ".*""#,
            r#""pattern": ".*", §"mediaType": "text/html""#,
        ),
        (
            "unknown_on_enum",
            r#""enum": ["RED", "BLUE"]"#,
            r#""enum": ["RED", "BLUE"], §"flattened": true"#,
        ),
        (
            "unknown_on_number",
            r#""min": 0,"#,
            r#""min": 0, §"exclusiveMin": true,"#,
        ),
        (
            "unknown_on_boolean",
            r#"{"type": "boolean"}"#,
            r#"{"type": "boolean", §"enum": []}"#,
        ),
        (
            "unknown_on_blob",
            r#"{"type": "blob","#,
            r#"{"type": "blob", §"encoding": "hex","#,
        ),
        (
            "unknown_on_timestamp",
            r#""timestampFormat": "iso8601""#,
            r#""timestampFormat": "iso8601", §"zone": "UTC""#,
        ),
        (
            "unknown_on_error_trait",
            r#""httpStatusCode": 410"#,
            r#""httpStatusCode": 410, §"fault": "client""#,
        ),
        (
            "unknown_on_retryable",
            r#""exception": true"#,
            r#""exception": true, "retryable": {"throttling": true, §"after": 1}"#,
        ),
        (
            "unknown_on_xml_namespace",
            r#""name": {"shape": "Text"}"#,
            r#""name": {"shape": "Text", "xmlNamespace": {"uri": "u", §"url": "u"}}"#,
        ),
        (
            "unknown_with_newline",
            r#"{"type": "boolean"}"#,
            r#"{"type": "boolean", §"a\n\u001b[31mb": 1}"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

#[test]
fn protocols() {
    let cases = [
        (
            "protocol_unknown",
            r#""protocol": "json""#,
            r#""protocol": §"grpc""#,
        ),
        (
            "protocol_in_list_unknown",
            r#""protocol": "json""#,
            r#""protocols": ["json", §"xml-rpc"], "protocol": "json""#,
        ),
        (
            "protocol_cbor",
            r#""protocol": "json""#,
            r#""protocol": §"smithy-rpc-v2-cbor""#,
        ),
        (
            "protocol_query",
            r#""protocol": "json""#,
            r#""protocol": §"query""#,
        ),
        (
            "protocol_ec2",
            r#""protocol": "json""#,
            r#""protocol": §"ec2""#,
        ),
        (
            "protocol_rest_xml",
            r#""protocol": "json""#,
            r#""protocol": §"rest-xml""#,
        ),
        // The list takes precedence over the single protocol, so that botocore does not use json.
        (
            "protocol_preferred_of_list",
            r#""protocol": "json""#,
            r#""protocols": ["query", §"rest-xml"], "protocol": "json""#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
    let metadata = ("\"metadata\": {", "\"metadata\": §{");
    let edits = [metadata, ("    \"protocol\": \"json\",\n", "")];
    refused_edits("protocol_missing", &edits);
    let edits = [metadata, ("\"1.1\"", r#""2\n""#)];
    refused_edits("json_version_unknown", &edits);
}

#[test]
fn unsupported_traits_of_operations() {
    let cases = [
        (
            "http_checksum_by_unknown_member",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksum": §{"requestAlgorithmMember": "colour"},"#,
        ),
        (
            "http_checksum_by_number",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksum": §{"requestAlgorithmMember": "count"},"#,
        ),
        (
            "http_checksum_of_responses_by_unknown_member",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksum": §{"requestValidationModeMember": "mode", "responseAlgorithms": ["CRC32"]},"#,
        ),
        (
            "http_checksum_of_responses_unsupported",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksum": §{"requestValidationModeMember": "color", "responseAlgorithms": ["MD5", "XXHASH64"]},"#,
        ),
        (
            "http_checksum_of_responses_without_algorithm",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksum": §{"requestValidationModeMember": "color"},"#,
        ),
        (
            "http_checksum_required_is_a_text",
            r#""name": "Put","#,
            r#""name": "Put", "httpChecksumRequired": §"true","#,
        ),
        (
            "unsupported_auth",
            r#""name": "Put","#,
            r##""name": "Put", "auth": §["smithy.api#httpBasicAuth"],"##,
        ),
        (
            "unsupported_authtype",
            r#""name": "Put","#,
            r#""name": "Put", "authtype": §"v2","#,
        ),
        (
            "auth_of_nothing",
            r#""name": "Put","#,
            r#""name": "Put", "auth": §[],"#,
        ),
        (
            "unsupported_compression",
            r#""name": "Put","#,
            r#""name": "Put", "requestcompression": {"encodings": §["br", "zstd"]},"#,
        ),
        (
            "compression_without_encodings",
            r#""name": "Put","#,
            r#""name": "Put", "requestcompression": {"encodings": §[]},"#,
        ),
        (
            "compression_with_an_unknown_key",
            r#""name": "Put","#,
            r#""name": "Put", "requestcompression": {"encodings": ["gzip"], §"level": 9},"#,
        ),
        (
            "endpoint_discovery_with_an_unknown_key",
            r#""name": "Put","#,
            r#""name": "Put", "endpointdiscovery": {§"needed": true},"#,
        ),
        (
            "endpoint_operation_that_is_a_text",
            r#""name": "Put","#,
            r#""name": "Put", "endpointoperation": §"yes","#,
        ),
        (
            "static_context_that_is_a_number",
            r#""name": "Put","#,
            r#""name": "Put", "staticContextParams": {"A": {"value": §1}},"#,
        ),
        (
            "static_context_with_an_unknown_key",
            r#""name": "Put","#,
            r#""name": "Put", "staticContextParams": {"A": {"value": "a", §"color": 1}},"#,
        ),
        (
            "operation_context_with_an_unknown_key",
            r#""name": "Put","#,
            r#""name": "Put", "operationContextParams": {"A": {"path": "a", §"color": 1}},"#,
        ),
        (
            "client_context_of_an_unknown_type",
            r#""operations": {"#,
            r#""clientContextParams": {"A": {"type": §"list"}}, "operations": {"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}
