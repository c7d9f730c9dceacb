//! Pairs about services, operations, errors, and companions of a model.

use botosmith::changes::Class::{Breaking, Compatible, Look};
use botosmith::changes::Kind;
use botosmith::changes::Scope::{Error, General};

use super::Outcome::{Fails, Fits, Warns};
use super::Pair;

const CALL: &str = r#"client.put().name("x").send().await?;"#;

const GET: &str = r#"{"name": "Get", "http": {"method": "POST", "requestUri": "/"}}"#;

const PAGES: &str = r#"{"input_token": "note", "output_token": "note", "result_key": "items"}"#;

const READY: &str = r#"{"operation": "Put", "delay": 1, "maxAttempts": 9, "acceptors": [
    {"matcher": "status", "expected": 200, "state": "success", "description": "It is."}]}"#;

const RULES: &str = r#"{"version": "1.0", "parameters": {}, "rules": [
    {"conditions": [], "type": "error", "error": "None.", "documentation": "All."}]}"#;

const OTHER_RULES: &str = r#"{"version": "1.0", "parameters": {}, "rules": [
    {"conditions": [], "type": "error", "error": "Nothing."}]}"#;

const IS_GONE: &str = r#"
    let error = client.put().send().await.unwrap_err().into_service_error();
    let _: bool = error.is_gone();
"#;

pub(super) const PAIRS: &[Pair] = &[
    Pair::new(
        "service_added",
        (&[], &[("", "")]),
        &[
            (General, "", Kind::ServiceAdded, Compatible),
            (General, "", Kind::OperationAdded, Compatible),
        ],
        "",
        Fits,
    )
    .reversed(),
    Pair::new(
        "service_removed",
        (&[], &[("", "")]),
        &[
            (General, "", Kind::ServiceRemoved, Breaking),
            (General, "", Kind::OperationRemoved, Breaking),
        ],
        CALL,
        Fails("E0432"),
    ),
    Pair::new(
        "operation_added",
        (&[], &[("operations/Get", GET)]),
        &[(General, "", Kind::OperationAdded, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "operation_removed",
        (&[("operations/Get", GET)], &[("operations/Get", "")]),
        &[(General, "", Kind::OperationRemoved, Breaking)],
        "client.get().send().await?;",
        Fails("E0599"),
    ),
    Pair::new(
        "operation_name",
        (&[], &[("operations/Put/name", r#""Set""#)]),
        &[(General, "", Kind::OperationName, Breaking)],
        CALL,
        Fits,
    ),
    Pair::new(
        "operation_deprecated",
        (&[], &[("operations/Put/deprecated", "true")]),
        &[(General, "", Kind::Deprecated, Compatible)],
        CALL,
        Warns,
    ),
    Pair::new(
        "target_prefix",
        (&[], &[("metadata/targetPrefix", r#""Other""#)]),
        &[(General, "", Kind::Protocol, Breaking)],
        CALL,
        Fits,
    ),
    Pair::new(
        "http_path",
        (&[], &[("operations/Put/http/requestUri", r#""/put""#)]),
        &[(General, "", Kind::HttpRequest, Breaking)],
        CALL,
        Fits,
    ),
    Pair::new(
        "response_code",
        (&[], &[("operations/Put/http/responseCode", "201")]),
        &[(General, "", Kind::NoEffect, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "host_prefix",
        (
            &[],
            &[("operations/Put/endpoint", r#"{"hostPrefix": "data."}"#)],
        ),
        &[(General, "", Kind::HostPrefix, Breaking)],
        CALL,
        Fits,
    ),
    Pair::new(
        "endpoint_prefix",
        (
            &[("metadata/signingName", r#""tiny""#)],
            &[("metadata/endpointPrefix", r#""other""#)],
        ),
        &[(General, "", Kind::Endpoint, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "endpoint_rules",
        (
            &[("endpoint:", RULES)],
            &[("endpoint:parameters/Region", r#"{"type": "String"}"#)],
        ),
        &[(General, "", Kind::EndpointRules, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "endpoint_rules_with_another_answer",
        (&[("endpoint:", RULES)], &[("endpoint:", OTHER_RULES)]),
        &[(General, "", Kind::EndpointRules, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "endpoint_rules_written_differently",
        (
            &[
                ("endpoint:", RULES),
                ("endpoint:parameters/Region", r#"{"type": "String"}"#),
            ],
            &[(
                "endpoint:parameters/Region",
                r#"{"documentation": "Where.", "type": "string"}"#,
            )],
        ),
        &[],
        CALL,
        Fits,
    ),
    Pair::new(
        "signing_name",
        (&[], &[("metadata/signingName", r#""other""#)]),
        &[(General, "", Kind::Auth, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "signing_name_as_before",
        (&[], &[("metadata/signingName", r#""tiny""#)]),
        &[(General, "", Kind::SameMeaning, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "no_signature",
        (&[], &[("operations/Put/authtype", r#""none""#)]),
        &[(General, "", Kind::Auth, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "checksum",
        (&[], &[("operations/Put/httpChecksumRequired", "true")]),
        &[(General, "", Kind::Checksum, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "compression",
        (
            &[],
            &[(
                "operations/Put/requestcompression",
                r#"{"encodings": ["gzip"]}"#,
            )],
        ),
        &[(General, "", Kind::Compression, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "client_context",
        (
            &[],
            &[("clientContextParams/Fast", r#"{"type": "boolean"}"#)],
        ),
        &[(General, "", Kind::ContextParam, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "service_id",
        (&[], &[("metadata/serviceId", r#""Little""#)]),
        &[(General, "", Kind::Identity, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "title",
        (&[], &[("metadata/serviceFullName", r#""Little Service""#)]),
        &[(General, "", Kind::Title, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "paginator_added",
        (&[], &[("paginators:pagination/Put", PAGES)]),
        &[(General, "", Kind::PaginatorAdded, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "paginator_changed",
        (
            &[("paginators:pagination/Put", PAGES)],
            &[("paginators:pagination/Put/result_key", r#""note""#)],
        ),
        &[(General, "", Kind::PaginatorChanged, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "paginator_removed",
        (&[], &[("paginators:pagination/Put", PAGES)]),
        &[(General, "", Kind::PaginatorChanged, Look)],
        CALL,
        Fits,
    )
    .reversed(),
    Pair::new(
        "waiter_added",
        (&[], &[("waiters:waiters/Ready", READY)]),
        &[(General, "", Kind::WaiterAdded, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "waiter_changed",
        (
            &[("waiters:waiters/Ready", READY)],
            &[("waiters:waiters/Ready/delay", "2")],
        ),
        &[(General, "", Kind::WaiterChanged, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "error_added",
        (
            &[("operations/Put/errors", r#"[{"shape": "Gone"}]"#)],
            &[(
                "operations/Put/errors",
                r#"[{"shape": "Busy"}, {"shape": "Gone"}]"#,
            )],
        ),
        &[(Error, "Busy", Kind::ErrorAdded, Compatible)],
        IS_GONE,
        Fits,
    ),
    Pair::new(
        "error_removed",
        (&[], &[("operations/Put/errors", r#"[{"shape": "Busy"}]"#)]),
        &[(Error, "Gone", Kind::ErrorRemoved, Look)],
        IS_GONE,
        Fails("E0599"),
    ),
    Pair::new(
        "error_code",
        (&[], &[("shapes/Gone/error", r#"{"code": "Missing"}"#)]),
        &[(Error, "Gone", Kind::ErrorCode, Breaking)],
        IS_GONE,
        Fits,
    ),
    Pair::new(
        "error_code_as_before",
        (&[], &[("shapes/Gone/error", r#"{"code": "Gone"}"#)]),
        &[(Error, "Gone", Kind::SameMeaning, Compatible)],
        IS_GONE,
        Fits,
    ),
    Pair::new(
        "error_status",
        (&[], &[("shapes/Gone/error", r#"{"httpStatusCode": 410}"#)]),
        &[(Error, "Gone", Kind::ErrorTrait, Compatible)],
        IS_GONE,
        Fits,
    ),
    Pair::new(
        "retryable",
        (
            &[],
            &[("shapes/Gone/retryable", r#"{"throttling": false}"#)],
        ),
        &[(Error, "Gone", Kind::Retryable, Look)],
        IS_GONE,
        Fits,
    ),
    // Every error has a message in Rust, even if its model has none.
    Pair::new(
        "message_of_an_error",
        (&[], &[("shapes/Gone/members/message", "")]),
        &[(Error, "Gone.message", Kind::MemberRemoved, Look)],
        "let gone = c::types::error::Gone::builder().message(\"x\").build();\n    let _: Option<&str> = gone.message();",
        Fits,
    ),
    Pair::new(
        "member_of_an_error",
        (&[], &[("shapes/Gone/members/when", "")]),
        &[(Error, "Gone.when", Kind::MemberRemoved, Look)],
        "let gone = c::types::error::Gone::builder().build();\n    let _: Option<&str> = gone.when();",
        Fails("E0599"),
    ),
    Pair::new(
        "documentation",
        (
            &[(
                "docs:",
                r#"{"version": "2.0", "operations": {"Put": "Puts."}, "shapes": {}}"#,
            )],
            &[("docs:operations/Put", r#""Puts things.""#)],
        ),
        &[],
        CALL,
        Fits,
    ),
];
