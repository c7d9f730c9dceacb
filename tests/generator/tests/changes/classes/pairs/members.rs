//! Pairs about members of structures: added, removed, required, or of another shape.

use botosmith::changes::Class::{Breaking, Compatible, Look};
use botosmith::changes::Kind;
use botosmith::changes::Scope::{General, Request, Response};

use super::Outcome::{Fails, Fits};
use super::Pair;

const CALL: &str = r#"client.put().name("x").send().await?;"#;

const FILTER: &str = r#"
    let filter: c::types::Filter = c::types::Filter::builder().text("x").build();
    client.put().filter(filter).send().await?;
"#;

const ANSWER_TEXT: &str = r#"
    let answer = client.put().send().await?.answer.unwrap();
    let _: Option<String> = answer.text;
"#;

const ANSWER: &str = r#"
    let _: c::types::Answer = c::types::Answer::builder().id("x").build().unwrap();
"#;

const TOTAL: &str = r#"
    let answer = client.put().send().await?.answer.unwrap();
    let _: i32 = answer.total;
"#;

const DETAILS: &str = r#"
    let answer = client.put().send().await?.answer.unwrap();
    let _: Option<c::types::Details> = answer.details;
"#;

const ALL_OF_ANSWER: &str = r#"["id", "text", "total", "details"]"#;

pub(super) const PAIRS: &[Pair] = &[
    Pair::new(
        "member_added_to_an_input",
        (
            &[],
            &[("shapes/PutInput/members/more", r#"{"shape": "Text"}"#)],
        ),
        &[(Request, "more", Kind::MemberAdded, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "member_added_to_an_answer",
        (
            &[],
            &[("shapes/Answer/members/more", r#"{"shape": "Text"}"#)],
        ),
        &[(Response, "answer.more", Kind::MemberAdded, Compatible)],
        ANSWER,
        Fits,
    ),
    Pair::new(
        "required_member_added_to_an_input",
        (
            &[],
            &[
                ("shapes/PutInput/members/more", r#"{"shape": "Text"}"#),
                ("shapes/PutInput/required", r#"["name", "more"]"#),
            ],
        ),
        &[(Request, "more", Kind::RequiredMemberAdded, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "required_member_added",
        (
            &[],
            &[
                ("shapes/Filter/members/more", r#"{"shape": "Text"}"#),
                ("shapes/Filter/required", r#"["more"]"#),
            ],
        ),
        &[(Request, "filter.more", Kind::RequiredMemberAdded, Look)],
        FILTER,
        Fails("E0308"),
    ),
    Pair::new(
        "required_member_added_to_an_answer",
        (
            &[],
            &[
                ("shapes/Details/members/more", r#"{"shape": "Text"}"#),
                ("shapes/Details/required", r#"["more"]"#),
            ],
        ),
        &[
            (
                Response,
                "answer.details.more",
                Kind::MemberAdded,
                Compatible,
            ),
            (Response, "answer.details", Kind::BuildResult, Compatible),
        ],
        "let _: c::types::Details = c::types::Details::builder().build();",
        Fails("E0308"),
    ),
    Pair::new(
        "member_removed",
        (&[], &[("shapes/Filter/members/text", "")]),
        &[(Request, "filter.text", Kind::MemberRemoved, Look)],
        FILTER,
        Fails("E0599"),
    ),
    Pair::new(
        "member_removed_from_an_answer",
        (&[], &[("shapes/Answer/members/text", "")]),
        &[(Response, "answer.text", Kind::MemberRemoved, Look)],
        ANSWER_TEXT,
        Fails("E0609"),
    ),
    // Another name on the wire, but the same name in Rust.
    Pair::new(
        "member_written_otherwise",
        (
            &[],
            &[
                ("shapes/Filter/members/text", ""),
                ("shapes/Filter/members/Text", r#"{"shape": "Text"}"#),
            ],
        ),
        &[
            (Request, "filter.Text", Kind::MemberAdded, Compatible),
            (Request, "filter.text", Kind::MemberRemoved, Look),
        ],
        FILTER,
        Fits,
    ),
    Pair::new(
        "member_renamed",
        (
            &[],
            &[
                ("shapes/Filter/members/text", ""),
                (
                    "shapes/Filter/members/words",
                    r#"{"shape": "Text", "locationName": "text"}"#,
                ),
            ],
        ),
        &[(Request, "filter.words", Kind::MemberRenamed, Compatible)],
        FILTER,
        Fails("E0599"),
    ),
    Pair::new(
        "member_renamed_but_not_in_rust",
        (
            &[],
            &[
                ("shapes/Filter/members/text", ""),
                (
                    "shapes/Filter/members/Text",
                    r#"{"shape": "Text", "locationName": "text"}"#,
                ),
            ],
        ),
        &[(Request, "filter.Text", Kind::MemberRenamed, Compatible)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "became_required_in_an_input",
        (&[], &[("shapes/PutInput/required", r#"["name", "note"]"#)]),
        &[(Request, "note", Kind::BecameRequired, Look)],
        CALL,
        Fits,
    ),
    Pair::new(
        "became_required",
        (&[], &[("shapes/Filter/required", r#"["text"]"#)]),
        &[(Request, "filter.text", Kind::BecameRequired, Look)],
        FILTER,
        Fails("E0308"),
    ),
    Pair::new(
        "not_required_in_an_input_any_more",
        (&[], &[("shapes/PutInput/required", "")]),
        &[(Request, "name", Kind::NoLongerRequired, Compatible)],
        CALL,
        Fits,
    ),
    Pair::new(
        "not_required_any_more",
        (
            &[("shapes/Filter/required", r#"["text"]"#)],
            &[("shapes/Filter/required", "[]")],
        ),
        &[(Request, "filter.text", Kind::NoLongerRequired, Compatible)],
        "let filter: c::types::Filter = c::types::Filter::builder().text(\"x\").build()?;",
        Fails("E0277"),
    ),
    Pair::new(
        "always_received",
        (&[], &[("shapes/Answer/required", r#"["id", "text"]"#)]),
        &[(Response, "answer.text", Kind::ReceivedRequired, Compatible)],
        ANSWER_TEXT,
        Fails("E0308"),
    ),
    Pair::new(
        "structure_always_received",
        (&[], &[("shapes/Answer/required", r#"["id", "details"]"#)]),
        &[(
            Response,
            "answer.details",
            Kind::ReceivedRequired,
            Compatible,
        )],
        DETAILS,
        Fits,
    ),
    Pair::new(
        "not_always_received",
        (
            &[("shapes/Answer/required", ALL_OF_ANSWER)],
            &[("shapes/Answer/required", r#"["id", "total", "details"]"#)],
        ),
        &[(Response, "answer.text", Kind::ReceivedOptional, Look)],
        "let answer = client.put().send().await?.answer.unwrap();\n    let _: String = answer.text;",
        Fails("E0308"),
    ),
    Pair::new(
        "number_not_always_received",
        (
            &[("shapes/Answer/required", ALL_OF_ANSWER)],
            &[("shapes/Answer/required", r#"["id", "text", "details"]"#)],
        ),
        &[(Response, "answer.total", Kind::ReceivedOptional, Look)],
        TOTAL,
        Fits,
    ),
    Pair::new(
        "retargeted_to_another_string",
        (
            &[],
            &[
                ("shapes/Words", r#"{"type": "string"}"#),
                ("shapes/Filter/members/text", r#"{"shape": "Words"}"#),
            ],
        ),
        &[(Request, "filter.text", Kind::Retargeted, Compatible)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "retargeted_to_another_structure",
        (
            &[],
            &[
                (
                    "shapes/Facts",
                    r#"{"type": "structure", "members": {"text": {"shape": "Text"}}}"#,
                ),
                ("shapes/Answer/members/details", r#"{"shape": "Facts"}"#),
            ],
        ),
        &[(Response, "answer.details", Kind::Retargeted, Compatible)],
        DETAILS,
        Fails("E0425"),
    ),
    Pair::new(
        "type_changed",
        (&[], &[("shapes/Total/type", r#""long""#)]),
        &[(Response, "answer.total", Kind::TypeChanged, Breaking)],
        TOTAL,
        Fails("E0308"),
    ),
    Pair::new(
        "type_of_items_changed",
        (&[], &[("shapes/Cell", r#"{"type": "integer"}"#)]),
        &[(Request, "table{}", Kind::TypeChanged, Breaking)],
        r#"client.put().table("x", "y").send().await?;"#,
        Fails("E0308"),
    ),
    Pair::new(
        "required_and_of_another_type_in_an_input",
        (
            &[],
            &[
                ("shapes/Count/type", r#""long""#),
                ("shapes/PutInput/required", r#"["name", "count"]"#),
                ("shapes/PutInput/members/choice", ""),
                ("shapes/Filter/members/limit", ""),
            ],
        ),
        &[
            (Request, "count", Kind::BecameRequired, Look),
            (Request, "count", Kind::TypeChanged, Breaking),
            (Request, "filter.limit", Kind::MemberRemoved, Look),
            (Request, "choice", Kind::MemberRemoved, Look),
        ],
        "client.put().count(1_i32).send().await?;",
        Fails("E0308"),
    ),
    Pair::new(
        "boxed_in_an_input",
        (&[], &[("shapes/PutInput/members/count/box", "true")]),
        &[(Request, "count", Kind::Box, Compatible)],
        "client.put().count(1).send().await?;",
        Fits,
    ),
    Pair::new(
        "boxed",
        (&[], &[("shapes/Total/box", "true")]),
        &[(Response, "answer.total", Kind::Box, Compatible)],
        TOTAL,
        Fails("E0308"),
    ),
    Pair::new(
        "became_recursive",
        (
            &[
                (
                    "shapes/Note",
                    r#"{"type": "structure", "members": {"filter": {"shape": "Filter"}}}"#,
                ),
                ("shapes/PutOutput/members/note", r#"{"shape": "Note"}"#),
            ],
            &[("shapes/Filter/members/note", r#"{"shape": "Note"}"#)],
        ),
        &[
            (Request, "filter.note", Kind::MemberAdded, Compatible),
            (Response, "note.filter", Kind::RustType, Compatible),
            (Response, "note.filter.note", Kind::MemberAdded, Compatible),
        ],
        "let note = client.put().send().await?.note.unwrap();\n    let _: Option<c::types::Filter> = note.filter;",
        Fails("E0308"),
    ),
    Pair::new(
        "build_can_fail",
        (
            &[("shapes/Filter/required", r#"["limit"]"#)],
            &[("shapes/Filter/members/limit/box", "true")],
        ),
        &[
            (Request, "filter.limit", Kind::Box, Compatible),
            (Request, "filter", Kind::BuildResult, Compatible),
        ],
        FILTER,
        Fails("E0308"),
    ),
    Pair::new(
        "name_in_rust",
        (
            &[],
            &[(
                "names:",
                "version = 1\n\n[types]\nDetails = \"DetailsValue\"\n",
            )],
        ),
        &[(Response, "answer.details", Kind::RustType, Compatible)],
        DETAILS,
        Fails("E0425"),
    ),
    Pair::new(
        "name_of_a_member_in_rust",
        (
            &[],
            &[(
                "names:",
                "version = 1\n\n[members]\n\"Filter$text\" = \"text_value\"\n",
            )],
        ),
        &[(Request, "filter.text", Kind::RustName, Compatible)],
        FILTER,
        Fails("E0599"),
    ),
    Pair::new(
        "name_of_an_operation_in_rust",
        (
            &[],
            &[(
                "names:",
                "version = 1\n\n[operations]\nPut = \"PutValue\"\n",
            )],
        ),
        &[(General, "", Kind::RustName, Compatible)],
        CALL,
        Fails("E0599"),
    ),
];
