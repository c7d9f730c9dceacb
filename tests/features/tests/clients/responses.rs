//! Parsed JSON bodies of responses.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document};

use crate::harness::{client, read};

#[tokio::test]
async fn scalars_are_read() {
    let output = read!(
        scalars,
        r#"{"all": {"flag": true, "count": 2147483647, "boxedCount": null, "size": -9223372036854775808,
            "ratio": "NaN", "exact": 1e308, "text": "\ud83d\ude00\u0000", "bytes": "AP8=", "at": 1436400000.25}}"#
    );
    let all = output.all().unwrap();
    assert!(all.flag());
    assert_eq!(all.boxed_flag(), None);
    assert_eq!(
        (all.count(), all.boxed_count(), all.size()),
        (i32::MAX, None, i64::MIN)
    );
    assert!(all.ratio().is_nan());
    assert_eq!(all.exact(), 1e308);
    assert_eq!(all.text(), Some("😀\0"));
    assert_eq!(all.bytes(), Some(&Blob::new(*b"\0\xff")));
    assert_eq!(all.at(), Some(&DateTime::from_secs_f64(1_436_400_000.25)));
}

#[tokio::test]
async fn an_empty_response_is_an_empty_output() {
    use aws_smithy_types::error::metadata::ProvideErrorMetadata as _;
    use features::bare::operation::RequestId;
    let (client, _) = client!(bare, "");
    let output = client.only_out().send().await.unwrap();
    assert_eq!(output.text(), None);
    assert_eq!(output.request_id(), Some("the-request-id"));
    let (client, _) = client!(bare, 400, "");
    let error = client.only_out().send().await.unwrap_err();
    assert!(error.message().unwrap().contains("400"));
}

#[tokio::test]
async fn lists_and_maps_are_read() {
    use features::lists::types::Color;
    let output = read!(
        lists,
        r#"{"texts": ["a", null, "b"], "numbers": [], "nested": [["p"], []], "sparse": ["q", null],
            "colors": ["RED", "BLUE"], "items": [{"name": "x"}, {}]}"#
    );
    assert_eq!(
        output.texts(),
        ["a", "b"],
        "null is dropped from a dense list"
    );
    assert_eq!(output.numbers.as_deref(), Some(&[][..]));
    assert_eq!(output.nested(), [vec!["p".to_owned()], Vec::new()]);
    assert_eq!(output.sparse(), [Some("q".to_owned()), None]);
    assert_eq!(output.colors(), [Color::Red, Color::from("BLUE")]);
    assert_eq!(output.items().len(), 2);
    assert!(read!(lists, "{}").texts.is_none());

    use features::maps::types::Color as MapColor;
    let output = read!(
        maps,
        r#"{"texts": {"a": "b", "c": null}, "byColor": {"RED": 1, "MAUVE": 2}, "sparse": {"s": null},
            "lists": {"l": [1, 2]}, "maps": {"m": {"n": "o"}}, "items": {"i": {}}}"#
    );
    let one = |key: &str, value: &str| HashMap::from([(key.to_owned(), value.to_owned())]);
    assert_eq!(output.texts(), Some(&one("a", "b")));
    assert_eq!(output.by_color().unwrap()[&MapColor::from("MAUVE")], 2);
    assert_eq!(output.sparse().unwrap()["s"], None);
    assert_eq!(output.lists().unwrap()["l"], [1, 2]);
    assert_eq!(output.maps().unwrap()["m"], one("n", "o"));
    assert_eq!(output.items().unwrap()["i"].name(), None);
}

#[tokio::test]
async fn unions_are_read() {
    use features::unions::types::Value;
    let value = async |json: &str| read!(unions, &format!("{{\"value\": {json}}}")).value;
    assert_eq!(
        value(r#"{"text": "t", "flag": null}"#).await,
        Some(Value::Text("t".into()))
    );
    let many = value(r#"{"__type": "Value", "many": [{"number": 1}, {"new": {}}]}"#).await;
    let Some(Value::Many(many)) = many else {
        panic!("{many:?}");
    };
    assert_eq!(many[0], Value::Number(1));
    assert!(many.len() == 2 && many[1].is_unknown(), "{many:?}");
    let newer = value(r#"{"newer": [1, {"deep": true}]}"#).await.unwrap();
    assert!(newer.is_unknown());
    // The variant can be matched, but not constructed.
    assert!(matches!(newer, Value::Unknown { .. }));
    assert_eq!(value("null").await, None);
    let last = value(r#"{"text": "a", "text": "b", "flag": true, "flag": null}"#).await;
    assert_eq!(last, Some(Value::Text("b".into())));
    let last = value(r#"{"many": [{"number": 1}], "many": [{"number": 2}]}"#).await;
    assert_eq!(last, Some(Value::Many(vec![Value::Number(2)])));
}

#[tokio::test]
async fn a_union_without_one_member_is_an_error() {
    for (value, expected) in [
        (
            r#"{"text": "t", "flag": true}"#,
            "found 2 at byte 10 (value)",
        ),
        (r#"{"text": "t", "newer": 1}"#, "found 2 at byte 10 (value)"),
        (
            r#"{"newer": "t", "newest": 1}"#,
            "found 2 at byte 10 (value)",
        ),
        (
            r#"{"many": [{"number": 1}, {}]}"#,
            "found 0 at byte 35 (value.many[1])",
        ),
        (
            r#"{"__type": "Value", "text": null}"#,
            "found 0 at byte 10 (value)",
        ),
        (
            r#"{"text": "t", "text": null}"#,
            "found 0 at byte 10 (value)",
        ),
    ] {
        let (client, _) = client!(unions, &format!("{{\"value\": {value}}}"));
        let error = client.echo().send().await.unwrap_err();
        let text = aws_smithy_types::error::display::DisplayErrorContext(error).to_string();
        assert!(
            text.contains(&format!("a union with one member, {expected}")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn of_repeated_members_the_last_counts() {
    let output = read!(
        lists,
        r#"{"texts": ["a"], "items": [{"name": "x", "name": "y"}], "texts": ["b", "c"], "numbers": [1], "numbers": null}"#
    );
    assert_eq!(
        (output.texts(), output.items()[0].name()),
        (&["b".to_owned(), "c".to_owned()][..], Some("y"))
    );
    assert!(output.numbers.is_none());
    let output = read!(
        maps,
        r#"{"texts": {"a": "b"}, "texts": {"c": "d", "e": "f", "e": null}, "items": {"i": {"name": "x"}, "i": {}}}"#
    );
    let texts = HashMap::from([("c".to_owned(), "d".to_owned())]);
    assert_eq!(output.texts(), Some(&texts));
    assert_eq!(output.items().unwrap()["i"].name(), None);
}

#[tokio::test]
async fn half_a_surrogate_pair_is_a_replacement_character() {
    let output = read!(lists, r#"{"texts": ["fine", "cut in an emoji \ud83d"]}"#);
    assert_eq!(output.texts(), ["fine", "cut in an emoji \u{fffd}"]);
}

#[tokio::test]
async fn the_body_of_an_operation_without_output_is_not_looked_at() {
    use features::bare::operation::RequestId;
    for body in [
        "",
        "{}",
        "OK",
        "null",
        "\"\"",
        "<html></html>",
        "{\"a\"",
        "[[[",
    ] {
        let (client, _) = client!(bare, body);
        let output = client.ping().send().await.expect(body);
        assert_eq!(output.request_id(), Some("the-request-id"));
        client.only_in().send().await.expect(body);
    }
    // One with an output does.
    let (client, _) = client!(bare, "OK");
    client.only_out().send().await.unwrap_err();
}

#[tokio::test]
async fn missing_required_members_have_default_values() {
    let output = read!(required, r#"{"all": {"free": 5}}"#);
    let all = output.all().unwrap();
    assert_eq!(
        (all.text(), all.number(), all.flag(), all.free()),
        ("", 0, false, 5)
    );
    assert_eq!(all.at(), &DateTime::from_secs(0));
    assert_eq!(all.color().as_str(), "no value was set");
    assert!(all.list().is_empty() && all.map().is_empty());
    assert_eq!(all.item(), None);
    assert!(all.value().is_unknown());
}

#[tokio::test]
async fn recursive_types_are_read() {
    let output = read!(
        recursion,
        r#"{"tree": {"left": {"name": "l", "left": {}}, "children": [{"name": "c"}], "named": {"n": {}}},
            "ring": {"b": {"c": {"a": {"b": {"name": "deep"}}}}}, "condition": {"negated": {"all": []}}}"#
    );
    let tree = output.tree().unwrap();
    assert_eq!(tree.left().unwrap().name(), Some("l"));
    assert_eq!(tree.children()[0].name(), Some("c"));
    let ring = output.ring().unwrap();
    let inner = ring.b().unwrap().c().unwrap().a().unwrap();
    assert_eq!(inner.b().unwrap().name(), Some("deep"));
    assert!(output.condition().unwrap().as_negated().unwrap().is_all());
}

#[tokio::test]
async fn timestamps_and_documents_are_read() {
    let output = read!(
        timestamps,
        r#"{"plain": "2015-07-09T00:00:00Z", "seconds": 1436400000, "iso": "2015-07-09T00:00:00.5Z",
            "http": "Thu, 09 Jul 2015 00:00:00 GMT", "many": ["2015-07-09T00:00:00Z"]}"#
    );
    let at = DateTime::from_secs(1_436_400_000);
    assert_eq!(
        (output.plain(), output.seconds(), output.http()),
        (Some(&at), Some(&at), Some(&at))
    );
    assert_eq!(
        output.iso(),
        Some(&DateTime::from_secs_f64(1_436_400_000.5))
    );
    assert_eq!(output.many(), [at]);

    let output = read!(
        documents,
        r#"{"any": {"a": [1, "b", null]}, "many": [true, {}]}"#
    );
    let any = output.any().unwrap().as_object().unwrap();
    assert_eq!(any["a"].as_array().unwrap()[1], Document::from("b"));
    assert_eq!(output.many().len(), 2);
}

#[tokio::test]
async fn members_are_read_by_their_location_names() {
    let output = read!(
        wire_names,
        r#"{"Other-Name": "a", "renamed": "no", "a b\/\u00e9": "b"}"#
    );
    assert_eq!((output.renamed(), output.quoted()), (Some("a"), Some("b")));
}

#[tokio::test]
async fn errors_about_wrong_types_have_the_path() {
    let (client, _) = client!(lists, r#"{"items": [{"name": "x"}, {"name": 5}]}"#);
    let error = client.echo().send().await.unwrap_err();
    let text = format!(
        "{}",
        aws_smithy_types::error::display::DisplayErrorContext(error)
    );
    assert!(
        text.contains("items[1].name") && text.contains("string"),
        "{text}"
    );
}

#[tokio::test]
async fn a_structure_without_members_is_set() {
    let output = read!(
        empty,
        r#"{"all": {"mark": {"new": 1}, "marks": [{}, {}], "choice": {"mark": {}}}}"#
    );
    let all = output.all().unwrap();
    assert!(all.mark().is_some());
    assert_eq!(all.marks().len(), 2);
    assert!(all.choice().unwrap().is_mark());
}

#[tokio::test]
async fn variants_have_the_names_of_the_model() {
    use features::variants::types::{Direction, Value};
    let output = read!(
        variants,
        r#"{"direction": "RequestId", "value": {"Output": {"Input": "in"}}}"#
    );
    assert_eq!(output.direction(), Some(&Direction::RequestId));
    let value = output.value().unwrap().as_output().unwrap();
    assert_eq!(*value, Value::Input("in".to_owned()));
}
