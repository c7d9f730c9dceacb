//! Pairs about enums, unions, documents and lists.

use botosmith::changes::Class::{Breaking, Compatible, Look};
use botosmith::changes::Kind;
use botosmith::changes::Scope::{Error, Request, Response};

use super::Outcome::{Fails, Fits, NoClient};
use super::Pair;

const CALL: &str = r#"client.put().name("x").send().await?;"#;

const LARGE: &str = r#"
    let filter = c::types::Filter::builder().size(c::types::Size::Large).build();
    client.put().filter(filter).send().await?;
"#;

const IS_LATE: &str = r#"
    let answer = client.put().send().await?.answer.unwrap();
    let _ = matches!(answer.status(), Some(c::types::Status::Late));
"#;

const WORDS: &str = r#"
    let answer = client.put().send().await?.answer.unwrap();
    let _: Option<&str> = answer.text();
"#;

const MANY: &str = "client.put().choice(c::types::Choice::Many(1)).send().await?;";

const DETAILS: &str = r#"
    let details = c::types::Details::builder().text("x").build();
    let _: Option<&str> = details.text();
"#;

const COUNTS: &str = r#"
    let item = c::types::Item::builder().text("x").build();
    client.put().set_items(Some(vec![item])).send().await?;
"#;

pub(super) const PAIRS: &[Pair] = &[
    Pair::new(
        "value_added",
        (
            &[],
            &[("shapes/Size/enum", r#"["TINY", "SMALL", "LARGE"]"#)],
        ),
        &[(Request, "filter.size", Kind::ValueAdded, Compatible)],
        LARGE,
        Fits,
    ),
    Pair::new(
        "value_removed",
        (&[], &[("shapes/Size/enum", r#"["SMALL"]"#)]),
        &[(Request, "filter.size", Kind::ValueRemoved, Look)],
        LARGE,
        Fails("E0599"),
    ),
    Pair::new(
        "value_written_otherwise",
        (&[], &[("shapes/Size/enum", r#"["SMALL", "large"]"#)]),
        &[
            (Request, "filter.size", Kind::ValueAdded, Compatible),
            (Request, "filter.size", Kind::ValueRemoved, Look),
        ],
        LARGE,
        Fits,
    ),
    Pair::new(
        "value_not_received_any_more",
        (&[], &[("shapes/Status/enum", r#"["READY"]"#)]),
        &[(
            Response,
            "answer.status",
            Kind::ReceivedValueRemoved,
            Compatible,
        )],
        IS_LATE,
        Fails("E0599"),
    ),
    Pair::new(
        "received_value_written_otherwise",
        (&[], &[("shapes/Status/enum", r#"["READY", "late"]"#)]),
        &[
            (Response, "answer.status", Kind::ValueAdded, Compatible),
            (
                Response,
                "answer.status",
                Kind::ReceivedValueRemoved,
                Compatible,
            ),
        ],
        IS_LATE,
        Fits,
    ),
    // The models differ in their order only; another part of the ring is boxed.
    Pair::new(
        "ring_in_another_order",
        (
            &[("shapes/Details/members/answer", r#"{"shape": "Answer"}"#)],
            &[
                ("shapes/Details", ""),
                ("shapes/Answer", ""),
                (
                    "shapes/Details",
                    r#"{"type": "structure", "members": {"text": {"shape": "Text"}, "answer": {"shape": "Answer"}}}"#,
                ),
                (
                    "shapes/Answer",
                    r#"{"type": "structure", "required": ["id"], "members": {"id": {"shape": "Text"},
                        "text": {"shape": "Text"}, "total": {"shape": "Total"}, "status": {"shape": "Status"},
                        "details": {"shape": "Details"}}}"#,
                ),
            ],
        ),
        &[
            (Response, "answer.details", Kind::RustType, Compatible),
            (
                Response,
                "answer.details.answer",
                Kind::RustType,
                Compatible,
            ),
        ],
        "let answer = client.put().send().await?.answer.unwrap();\n    \
         let _: Option<c::types::Details> = answer.details;",
        Fails("E0308"),
    ),
    Pair::new(
        "became_enum",
        (
            &[
                ("shapes/Words", r#"{"type": "string"}"#),
                ("shapes/Answer/members/text", r#"{"shape": "Words"}"#),
            ],
            &[("shapes/Words/enum", r#"["ONE"]"#)],
        ),
        &[(Response, "answer.text", Kind::BecameEnum, Compatible)],
        WORDS,
        Fails("E0308"),
    ),
    Pair::new(
        "no_longer_enum",
        (&[], &[("shapes/Status/enum", "")]),
        &[(Response, "answer.status", Kind::NoLongerEnum, Compatible)],
        "let answer = client.put().send().await?.answer.unwrap();\n    let _: Option<c::types::Status> = answer.status;",
        Fails("E0425"),
    ),
    Pair::new(
        "variant_added",
        (
            &[],
            &[("shapes/Choice/members/more", r#"{"shape": "Text"}"#)],
        ),
        &[(Request, "choice.more", Kind::VariantAdded, Compatible)],
        MANY,
        Fits,
    ),
    Pair::new(
        "variant_removed",
        (&[], &[("shapes/Choice/members/many", "")]),
        &[(Request, "choice.many", Kind::VariantRemoved, Look)],
        MANY,
        Fails("E0599"),
    ),
    Pair::new(
        "variant_written_otherwise",
        (
            &[],
            &[
                ("shapes/Choice/members/many", ""),
                ("shapes/Choice/members/Many", r#"{"shape": "Count"}"#),
            ],
        ),
        &[
            (Request, "choice.Many", Kind::VariantAdded, Compatible),
            (Request, "choice.many", Kind::VariantRemoved, Look),
        ],
        MANY,
        Fits,
    ),
    Pair::new(
        "variant_renamed",
        (
            &[],
            &[
                ("shapes/Choice/members/many", ""),
                (
                    "shapes/Choice/members/lots",
                    r#"{"shape": "Count", "locationName": "many"}"#,
                ),
            ],
        ),
        &[(Request, "choice.lots", Kind::MemberRenamed, Compatible)],
        MANY,
        Fails("E0599"),
    ),
    Pair::new(
        "union_became_a_structure",
        (&[], &[("shapes/Choice/union", "false")]),
        &[(Request, "choice", Kind::UnionChanged, Look)],
        MANY,
        Fails("E0599"),
    ),
    Pair::new(
        "structure_became_a_union",
        (&[], &[("shapes/Details/union", "true")]),
        &[(Response, "answer.details", Kind::UnionChanged, Look)],
        DETAILS,
        Fails("E0599"),
    ),
    Pair::new(
        "structure_became_a_document",
        (
            &[],
            &[
                ("shapes/Details/document", "true"),
                ("shapes/Details/members", "{}"),
            ],
        ),
        &[
            (Response, "answer.details", Kind::Document, Look),
            (Response, "answer.details.text", Kind::MemberRemoved, Look),
        ],
        DETAILS,
        Fails("E0433"),
    ),
    Pair::new(
        "nulls_in_a_list",
        (&[], &[("shapes/Items/sparse", "true")]),
        &[
            (Request, "items", Kind::Sparse, Look),
            (Response, "items", Kind::Sparse, Look),
        ],
        COUNTS,
        Fails("E0308"),
    ),
    // A structure becomes an error of an operation: its type moves to `types::error`.
    Pair::new(
        "part_became_an_error",
        (
            &[],
            &[(
                "operations/Put/errors",
                r#"[{"shape": "Gone"}, {"shape": "Busy"}, {"shape": "Details"}]"#,
            )],
        ),
        &[
            (Response, "answer.details", Kind::RustType, Compatible),
            (Error, "Details", Kind::ErrorAdded, Compatible),
        ],
        DETAILS,
        Fails("E0433"),
    ),
    // The input's shape, used within itself, is another type in Rust.
    Pair::new(
        "input_within_itself",
        (
            &[("shapes/PutInput/members/again", r#"{"shape": "PutInput"}"#)],
            &[("shapes/PutInput/required", r#"["name", "note"]"#)],
        ),
        &[
            (Request, "note", Kind::BecameRequired, Look),
            (Request, "again.note", Kind::BecameRequired, Look),
        ],
        "let input = c::types::PutInput::builder().name(\"x\").build()?;\n    let _: Option<String> = input.note;",
        Fails("E0308"),
    ),
    Pair::new(
        "input_removed",
        (
            &[(
                "operations/Get",
                r#"{"name": "Get", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Details"}}"#,
            )],
            &[("operations/Get/input", "")],
        ),
        &[(Request, "text", Kind::MemberRemoved, Look)],
        "client.get().text(\"x\").send().await?;",
        Fails("E0599"),
    ),
    Pair::new(
        "output_added",
        (
            &[(
                "operations/Get",
                r#"{"name": "Get", "http": {"method": "POST", "requestUri": "/"}}"#,
            )],
            &[("operations/Get/output", r#"{"shape": "Details"}"#)],
        ),
        &[(Response, "text", Kind::MemberAdded, Compatible)],
        "let _: c::operation::get::GetOutput = client.get().send().await?;",
        Fits,
    ),
    Pair::new(
        "streaming",
        (
            &[
                ("shapes/Data", r#"{"type": "blob"}"#),
                ("shapes/PutInput/members/note", r#"{"shape": "Data"}"#),
            ],
            &[("shapes/Data/streaming", "true")],
        ),
        &[(Request, "note", Kind::Streaming, Look)],
        "",
        NoClient("`streaming`"),
    ),
    Pair::new(
        "json_in_a_string",
        (&[], &[("shapes/Answer/members/text/jsonvalue", "true")]),
        &[(Response, "answer.text", Kind::JsonValue, Breaking)],
        CALL,
        Fits,
    ),
    Pair::new(
        "host_label",
        (&[], &[("shapes/PutInput/members/name/hostLabel", "true")]),
        &[(Request, "name", Kind::HostLabel, Breaking)],
        CALL,
        Fits,
    ),
];
