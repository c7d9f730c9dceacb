//! Pairs about traits: names and formats on the wire, limits, sensitivity, and deprecation.

use botosmith::changes::Class::{Breaking, Compatible, Look};
use botosmith::changes::Kind;
use botosmith::changes::Scope::{Request, Response};

use super::Outcome::{Fits, Warns};
use super::Pair;

const FILTER: &str = r#"
    let since = c::primitives::DateTime::from_secs(0);
    let filter = c::types::Filter::builder().text("x").since(since).build();
    println!("{filter:?}");
    client.put().filter(filter).send().await?;
"#;

const ITEMS: &str = r#"
    let item = c::types::Item::builder().text("x").build();
    client.put().items(item).note("x").send().await?;
"#;

pub(super) const PAIRS: &[Pair] = &[
    Pair::new(
        "name_on_the_wire",
        (
            &[],
            &[("shapes/Filter/members/text/locationName", r#""Text""#)],
        ),
        &[(Request, "filter.text", Kind::WireName, Breaking)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "name_on_the_wire_as_before",
        (
            &[],
            &[("shapes/Filter/members/text/locationName", r#""text""#)],
        ),
        &[(Request, "filter.text", Kind::SameMeaning, Compatible)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "place",
        (
            &[],
            &[("shapes/PutInput/members/note/location", r#""header""#)],
        ),
        &[(Request, "note", Kind::Location, Breaking)],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "format_of_a_timestamp",
        (&[], &[("shapes/Time/timestampFormat", r#""iso8601""#)]),
        &[(Request, "filter.since", Kind::TimestampFormat, Breaking)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "flattened",
        (&[], &[("shapes/PutInput/members/items/flattened", "true")]),
        &[(Request, "items", Kind::Flattened, Breaking)],
        ITEMS,
        Fits,
    ),
    // A trait that has the same meaning on the list as on the reference to it.
    Pair::new(
        "flattened_elsewhere",
        (
            &[
                ("shapes/PutInput/members/items/flattened", "true"),
                ("shapes/PutOutput/members/items/flattened", "true"),
            ],
            &[
                ("shapes/PutInput/members/items", r#"{"shape": "Items"}"#),
                ("shapes/PutOutput/members/items", r#"{"shape": "Items"}"#),
                ("shapes/Items/flattened", "true"),
            ],
        ),
        &[],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "name_of_items",
        (
            &[("shapes/PutInput/members/items/locationName", r#""Items""#)],
            &[("shapes/Items/locationName", r#""Item""#)],
        ),
        &[
            (Request, "items[]", Kind::WireName, Breaking),
            (Response, "items[]", Kind::WireName, Breaking),
        ],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "payload",
        (&[], &[("shapes/PutInput/payload", r#""filter""#)]),
        &[(Request, "", Kind::Payload, Breaking)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "xml",
        (
            &[],
            &[("shapes/PutInput/members/note/xmlAttribute", "true")],
        ),
        &[(Request, "note", Kind::Xml, Breaking)],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "idempotency_token",
        (
            &[],
            &[("shapes/PutInput/members/note/idempotencyToken", "true")],
        ),
        &[(Request, "note", Kind::IdempotencyToken, Look)],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "sensitive",
        (&[], &[("shapes/Time/sensitive", "true")]),
        &[(Request, "filter.since", Kind::Sensitive, Compatible)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "not_sensitive",
        (
            &[("shapes/Time/sensitive", "true")],
            &[("shapes/Time/sensitive", "")],
        ),
        &[(Request, "filter.since", Kind::NotSensitive, Look)],
        FILTER,
        Fits,
    ),
    Pair::new(
        "deprecated",
        (&[], &[("shapes/Filter/members/text/deprecated", "true")]),
        &[(Request, "filter.text", Kind::Deprecated, Compatible)],
        FILTER,
        Warns,
    ),
    Pair::new(
        "deprecated_type",
        (&[], &[("shapes/Filter/deprecated", "true")]),
        &[(Request, "filter", Kind::Deprecated, Compatible)],
        FILTER,
        Warns,
    ),
    // A deprecated reference has its own lint.
    Pair::new(
        "deprecated_of_a_deprecated_type",
        (
            &[("shapes/Item/deprecated", "true")],
            &[("shapes/PutInput/members/items/deprecated", "true")],
        ),
        &[(Request, "items", Kind::Deprecated, Compatible)],
        "client.put().set_items(None).send().await?;",
        Warns,
    ),
    Pair::new(
        "not_deprecated",
        (
            &[("shapes/Details/deprecated", "true")],
            &[("shapes/Details/deprecated", "")],
        ),
        &[(Response, "answer.details", Kind::NotDeprecated, Compatible)],
        "let answer = client.put().send().await?.answer.unwrap();\n    let _ = answer.details();",
        Fits,
    ),
    Pair::new(
        "reason_of_a_deprecation",
        (
            &[("shapes/Details/deprecated", "true")],
            &[("shapes/Details/deprecatedMessage", r#""Too long.""#)],
        ),
        &[(
            Response,
            "answer.details",
            Kind::DeprecationMessage,
            Compatible,
        )],
        "let answer = client.put().send().await?.answer.unwrap();\n    let _ = answer.details();",
        Fits,
    ),
    Pair::new(
        "limit_tightened",
        (&[], &[("shapes/Cell/max", "9")]),
        &[(Request, "table{}", Kind::Tightened, Look)],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "limit_loosened",
        (&[], &[("shapes/Cell/max", "11")]),
        &[(Request, "table{}", Kind::Loosened, Compatible)],
        ITEMS,
        Fits,
    ),
    Pair::new(
        "limit_of_what_is_received",
        (&[], &[("shapes/Total/max", "9")]),
        &[(Response, "answer.total", Kind::ReceivedLimit, Compatible)],
        "let answer = client.put().send().await?.answer.unwrap();\n    let _: i32 = answer.total();",
        Fits,
    ),
    Pair::new(
        "no_change",
        (
            &[],
            &[
                (
                    "operations/Put/errors",
                    r#"[{"shape": "Busy"}, {"shape": "Gone"}]"#,
                ),
                ("shapes/Size/enum", r#"["LARGE", "SMALL"]"#),
                (
                    "shapes/Choice",
                    r#"{"members": {"many": {"shape": "Count"}, "one": {"shape": "Text"}},
                    "union": true, "type": "structure"}"#,
                ),
            ],
        ),
        &[],
        FILTER,
        Fits,
    ),
];
