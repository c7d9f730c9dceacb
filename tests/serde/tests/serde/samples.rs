//! Values with every kind of member.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_tests::{documents, enums, lists, maps, recursion, required, scalars, unions};

/// All kinds of scalars, with a zero that is set.
pub(crate) fn scalars() -> scalars::types::All {
    scalars::types::All::builder()
        .flag(false)
        .boxed_count(-7)
        .size(i64::MAX)
        .ratio(0.1)
        .exact(0.1 + 0.2)
        .text("a \"b\"\n\u{e9} \u{1f600}")
        .bytes(Blob::new([0, 255, 254]))
        .at(DateTime::from_secs_and_nanos(1_700_000_000, 120_000_000))
        .build()
}

/// Lists, also in lists, and with nulls.
pub(crate) fn lists() -> lists::operation::echo::EchoInput {
    lists::operation::echo::EchoInput::builder()
        .texts("a")
        .texts("")
        .nested(vec!["b".to_owned()])
        .nested(Vec::new())
        .sparse(Some("c".to_owned()))
        .sparse(None)
        .colors("RED".into())
        .colors("newer".into())
        .items(lists::types::Item::builder().name("d").build())
        .items(lists::types::Item::builder().build())
        .set_numbers(Some(Vec::new()))
        .build()
        .unwrap()
}

/// Maps, with keys of an enum, and with nulls.
pub(crate) fn maps() -> maps::operation::echo::EchoOutput {
    let texts = HashMap::from(["b", "a", "c"].map(|it| (it.to_owned(), it.to_uppercase())));
    maps::operation::echo::EchoOutput::builder()
        .set_texts(Some(texts.clone()))
        .by_color("GREEN".into(), 1)
        .by_color("newer".into(), 2)
        .lists("numbers", vec![1, -1])
        .sparse("none", None)
        .sparse("some", Some("x".to_owned()))
        .maps("inner", texts)
        .items("item", maps::types::Item::builder().name("d").build())
        .build()
}

/// A union in unions.
pub(crate) fn unions() -> unions::types::Value {
    use unions::types::{Color, Item, Value};
    Value::Many(vec![
        Value::Text(String::new()),
        Value::Flag(false),
        Value::Number(i64::MIN),
        Value::Bytes(Blob::new("bytes")),
        Value::Color(Color::from("newer")),
        Value::Item(Item::builder().build()),
        Value::ByName(HashMap::from([("a".to_owned(), Value::Number(0))])),
    ])
}

/// A structure whose members are required.
pub(crate) fn required() -> required::types::All {
    use required::types::{All, Item, Value};
    All::builder()
        .text("")
        .number(0)
        .flag(true)
        .at(DateTime::from_secs(-1))
        .bytes(Blob::new(""))
        .color("RED".into())
        .set_list(Some(Vec::new()))
        .map("a", "b")
        .item(Item::builder().name("n").build().unwrap())
        .value(Value::Text("v".to_owned()))
        .boxed(0)
        .build()
        .unwrap()
}

/// Types that contain themselves.
pub(crate) fn recursion() -> recursion::operation::echo::EchoInput {
    use recursion::types::{Condition, Tree};
    let leaf = Tree::builder().name("leaf").build();
    let tree = Tree::builder()
        .left(leaf.clone())
        .children(leaf.clone())
        .named("leaf", leaf)
        .build();
    let condition = Condition::Negated(Box::new(Condition::All(vec![Condition::Equals(
        "x".to_owned(),
    )])));
    recursion::operation::echo::EchoInput::builder()
        .tree(tree)
        .condition(condition)
        .build()
        .unwrap()
}

/// Documents of every kind, also null.
pub(crate) fn documents(with_null: bool) -> documents::operation::echo::EchoInput {
    let mut items = vec![
        Document::Bool(true),
        Document::Number(Number::PosInt(u64::MAX >> 1)),
        Document::Number(Number::NegInt(-5)),
        Document::Number(Number::Float(1.5)),
        Document::String("text".to_owned()),
        Document::Array(Vec::new()),
    ];
    if with_null {
        items.push(Document::Null);
    }
    let object = HashMap::from([("items".to_owned(), Document::Array(items.clone()))]);
    documents::operation::echo::EchoInput::builder()
        .any(Document::Object(object))
        .set_many(Some(items))
        .build()
        .unwrap()
}

/// Every value of an enum, and one that is not known.
pub(crate) fn enums() -> Vec<enums::types::Awkward> {
    let values = enums::types::Awkward::values().iter();
    values.chain(&["newer"]).map(|it| (*it).into()).collect()
}
