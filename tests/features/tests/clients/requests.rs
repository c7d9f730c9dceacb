//! JSON bodies of requests, compared with JSON written by hand.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_json::json;

use crate::harness::client;

#[tokio::test]
async fn scalars_are_sent_when_they_were_set() {
    use features::scalars::types::All;
    let (client, sent) = client!(scalars, "{}");
    let all = All::builder()
        .flag(false)
        .boxed_flag(false)
        .count(0)
        .boxed_count(0)
        .size(i64::MIN)
        .ratio(1.5)
        .exact(f64::MAX)
        .text("")
        .bytes(Blob::new(*b"\0\xff"))
        .at(DateTime::from_secs_f64(1_436_400_000.25))
        .build();
    client.echo().all(all).send().await.unwrap();
    assert_eq!(
        sent.body(),
        json!({"all": {
            "flag": false, "boxedFlag": false, "count": 0, "boxedCount": 0, "size": i64::MIN,
            "ratio": 1.5, "exact": f64::MAX, "text": "", "bytes": "AP8=", "at": 1_436_400_000.25,
        }})
    );
}

#[tokio::test]
async fn scalars_that_were_not_set_are_not_sent() {
    use features::scalars::types::All;
    let (client, sent) = client!(scalars, "{}");
    client
        .echo()
        .all(All::builder().build())
        .send()
        .await
        .unwrap();
    assert_eq!(sent.body(), json!({"all": {}}));
}

#[tokio::test]
async fn a_changed_field_is_sent_even_if_its_builder_did_not_set_it() {
    use features::scalars::types::All;
    let (client, sent) = client!(scalars, "{}");
    let mut all = All::builder().size(7).build();
    all.count = 3;
    all.size = 0;
    client.echo().all(all).send().await.unwrap();
    assert_eq!(sent.body(), json!({"all": {"count": 3, "size": 0}}));
}

#[tokio::test]
async fn floats_that_are_not_finite_are_sent_as_text() {
    use features::scalars::types::All;
    let (client, sent) = client!(scalars, "{}");
    let all = All::builder().ratio(f32::NEG_INFINITY).exact(f64::NAN);
    client.echo().all(all.build()).send().await.unwrap();
    assert_eq!(
        sent.body(),
        json!({"all": {"ratio": "-Infinity", "exact": "NaN"}})
    );
}

#[tokio::test]
async fn lists_are_sent() {
    use features::lists::types::{Color, Item};
    let (client, sent) = client!(lists, "{}");
    client
        .echo()
        .texts("a")
        .texts("b")
        .set_numbers(Some(Vec::new()))
        .items(Item::builder().name("x").build())
        .items(Item::builder().build())
        .nested(vec!["p".into()])
        .nested(Vec::new())
        .sparse(Some("q".into()))
        .sparse(None)
        .colors(Color::Red)
        .colors(Color::from("BLUE"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        sent.body(),
        json!({
            "texts": ["a", "b"], "numbers": [], "items": [{"name": "x"}, {}],
            "nested": [["p"], []], "sparse": ["q", null], "colors": ["RED", "BLUE"],
        })
    );
}

#[tokio::test]
async fn maps_are_sent() {
    use features::maps::types::{Color, Item};
    let (client, sent) = client!(maps, "{}");
    client
        .echo()
        .texts("k\"ey", "v")
        .items("i", Item::builder().name("x").build())
        .by_color(Color::Green, 2)
        .lists("l", vec![1, 2])
        .sparse("s", None)
        .set_maps(Some(HashMap::new()))
        .send()
        .await
        .unwrap();
    assert_eq!(
        sent.body(),
        json!({
            "texts": {"k\"ey": "v"}, "items": {"i": {"name": "x"}}, "byColor": {"GREEN": 2},
            "lists": {"l": [1, 2]}, "sparse": {"s": null}, "maps": {},
        })
    );
}

#[tokio::test]
async fn unions_are_sent_as_their_variant() {
    use features::unions::types::{Color, Item, Value};
    let by_name = HashMap::from([("n".to_owned(), Value::Flag(false))]);
    let cases = [
        (Value::Text("t".into()), json!({"text": "t"})),
        (Value::Flag(false), json!({"flag": false})),
        (Value::Number(-1), json!({"number": -1})),
        (Value::Bytes(Blob::new(*b"b")), json!({"bytes": "Yg=="})),
        (Value::Color(Color::Red), json!({"color": "RED"})),
        (Value::Item(Item::builder().build()), json!({"item": {}})),
        (
            Value::Many(vec![Value::Number(1)]),
            json!({"many": [{"number": 1}]}),
        ),
        (
            Value::ByName(by_name),
            json!({"byName": {"n": {"flag": false}}}),
        ),
        (Value::UnknownValue("u".into()), json!({"unknown": "u"})),
    ];
    for (value, expected) in cases {
        let (client, sent) = client!(unions, "{}");
        client.echo().value(value).send().await.unwrap();
        assert_eq!(sent.body(), json!({"value": expected}));
    }
    // A value of an unknown variant can be received, but not sent.
    let (client, _) = client!(unions, r#"{"value": {"newer": 1}}"#);
    let newer = client.echo().send().await.unwrap().value.unwrap();
    let error = client.echo().value(newer).send().await.unwrap_err();
    let text = format!(
        "{}",
        aws_smithy_types::error::display::DisplayErrorContext(error)
    );
    assert!(text.contains("Value::Unknown cannot be sent"), "{text}");
}

#[tokio::test]
async fn recursive_types_are_sent() {
    use features::recursion::types::{Condition, RingA, RingB, RingC, Tree};
    let (client, sent) = client!(recursion, "{}");
    let leaf = || Tree::builder().name("leaf").build();
    let tree = Tree::builder()
        .left(leaf())
        .children(leaf())
        .named("n", leaf());
    let ring = RingA::builder().b(RingB::builder().c(RingC::builder().build()).build());
    let condition = Condition::Negated(Box::new(Condition::All(vec![Condition::Equals(
        "x".into(),
    )])));
    let call = client
        .echo()
        .tree(tree.build())
        .ring(ring.build())
        .condition(condition);
    call.send().await.unwrap();
    assert_eq!(
        sent.body(),
        json!({
            "tree": {"left": {"name": "leaf"}, "children": [{"name": "leaf"}], "named": {"n": {"name": "leaf"}}},
            "ring": {"b": {"c": {}}},
            "condition": {"negated": {"all": [{"equals": "x"}]}},
        })
    );
}

#[tokio::test]
async fn a_request_that_is_nested_too_deeply_is_refused() {
    use features::recursion::types::Tree;
    let mut tree = Tree::builder().build();
    for _ in 0..1000 {
        tree = Tree::builder().left(tree).build();
    }
    let (client, _) = client!(recursion, "{}");
    let error = client.echo().tree(tree).send().await.unwrap_err();
    let text = format!(
        "{}",
        aws_smithy_types::error::display::DisplayErrorContext(error)
    );
    assert!(text.contains("deep"), "{text}");
}

#[tokio::test]
async fn idempotency_tokens_are_filled_unless_set() {
    let (client, sent) = client!(idempotency, "{}");
    client.echo().send().await.unwrap();
    let expected = json!({"clientToken": "00000000-0000-4000-8000-000000000000"});
    assert_eq!(sent.body(), expected);

    let (client, sent) = client!(idempotency, "{}");
    client.echo().client_token("mine").send().await.unwrap();
    assert_eq!(sent.body(), json!({"clientToken": "mine"}));

    let random = features::idempotency::Config::builder().with_test_defaults_v2();
    let (http_client, sent) = crate::harness::answering(200, "{}");
    let mut random = random.http_client(http_client);
    random.set_idempotency_token_provider(None);
    let client = features::idempotency::Client::from_conf(random.build());
    client.echo().send().await.unwrap();
    let token = sent.body()["clientToken"].as_str().unwrap().to_owned();
    let dashes: Vec<usize> = token.match_indices('-').map(|(index, _)| index).collect();
    assert_eq!((token.len(), dashes), (36, vec![8, 13, 18, 23]), "{token}");
    assert_eq!(&token[14..15], "4", "{token}");
    assert!("89ab".contains(&token[19..20]), "{token}");
}

#[tokio::test]
async fn timestamps_are_sent_in_each_format() {
    let (client, sent) = client!(timestamps, "{}");
    let at = DateTime::from_secs_f64(1_436_400_000.5);
    let whole = DateTime::from_secs(1_436_400_000);
    let call = client
        .echo()
        .plain(at)
        .seconds(whole)
        .iso(at)
        .http(whole)
        .many(whole);
    call.send().await.unwrap();
    assert_eq!(
        sent.body(),
        json!({
            "plain": 1_436_400_000.5, "seconds": 1_436_400_000, "iso": "2015-07-09T00:00:00.5Z",
            "http": "Thu, 09 Jul 2015 00:00:00 GMT", "many": ["2015-07-09T00:00:00Z"],
        })
    );
}

#[tokio::test]
async fn documents_are_sent() {
    let (client, sent) = client!(documents, "{}");
    let object = HashMap::from([("n".to_owned(), Document::Number(Number::Float(0.5)))]);
    let call = client.echo().any(Document::Object(object));
    call.many(Document::Null)
        .many(Document::Bool(true))
        .send()
        .await
        .unwrap();
    assert_eq!(
        sent.body(),
        json!({"any": {"n": 0.5}, "many": [null, true]})
    );
}

#[tokio::test]
async fn names_on_the_wire_are_the_location_names() {
    let (client, sent) = client!(wire_names, "{}");
    client.echo().renamed("a").quoted("b").send().await.unwrap();
    assert_eq!(sent.body(), json!({"Other-Name": "a", "a b/é": "b"}));
}

#[tokio::test]
async fn an_operation_without_input_sends_an_empty_object() {
    let (client, sent) = client!(bare, "");
    client.ping().send().await.unwrap();
    assert_eq!(sent.body(), json!({}));
    assert_eq!(sent.header("x-amz-target"), "Mini.PingV2");
    assert_eq!(sent.header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(sent.header("content-length"), "2");
}
