//! Requests of REST operations: paths, query strings, headers.

use std::collections::HashMap;

use aws_smithy_types::DateTime;
use aws_smithy_types::error::display::DisplayErrorContext;
use features::rest_requests::types::Color;

use crate::harness::{Sent, client};

/// The URI of the only request, without scheme and host.
fn target(sent: &Sent) -> String {
    let uri = sent.uris().remove(0);
    let (_, rest) = uri.split_once("://").unwrap();
    rest[rest.find('/').unwrap()..].to_owned()
}

fn map(entries: &[(&str, &str)]) -> HashMap<String, String> {
    let entries = entries.iter();
    entries
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// Asserts that a call fails before anything is sent, with a text in its error.
macro_rules! assert_refused {
    ($call:expr, $sent:expr, $expected:expr) => {{
        let error = $call.send().await.expect_err("nothing can be sent");
        let text = DisplayErrorContext(&error).to_string();
        assert!(text.starts_with("failed to construct request"), "{text}");
        assert!(text.contains($expected), "{text}");
        assert!($sent.uris().is_empty());
    }};
}

#[tokio::test]
async fn labels_are_escaped() {
    let (client, sent) = client!(rest_requests, "");
    let call = client.label().id("a/b c%ü?#").path("x/y z/../%");
    call.when(DateTime::from_secs_f64(1.5))
        .send()
        .await
        .unwrap();
    assert_eq!(
        target(&sent),
        "/items/a%2Fb%20c%25%C3%BC%3F%23/at/1970-01-01T00%3A00%3A01.5Z/x/y%20z/../%25"
    );
    assert_eq!(sent.bytes(), b"");
    assert!(!sent.has_header("content-type") && !sent.has_header("content-length"));
}

#[tokio::test]
async fn labels_have_to_be_set() {
    let (client, sent) = client!(rest_requests, "");
    let when = DateTime::from_secs(1);
    let call = || client.label().id("a").path("b").when(when);
    assert_refused!(call().set_id(None), sent, "`id` is part of the path");
    assert_refused!(call().id(""), sent, "`id` is part of the path");
    assert_refused!(call().path(""), sent, "`path` is part of the path");
    assert_refused!(call().set_when(None), sent, "`when` is part of the path");
    let far = DateTime::from_secs(i64::MAX);
    assert_refused!(call().when(far), sent, "`when`: ");
    let mut odd = when;
    odd.set_subsec_nanos(u32::MAX);
    assert_refused!(
        call().when(odd),
        sent,
        "`when`: a timestamp has more nanoseconds than a second"
    );
}

#[tokio::test]
async fn members_follow_the_fixed_query() {
    let (client, sent) = client!(rest_requests, "");
    client
        .query()
        .text("a b&c=d/é")
        .texts("x")
        .texts("")
        .texts("y,z")
        .number(-1)
        .ratio(f64::NEG_INFINITY)
        .on(false)
        .when(DateTime::from_secs(0))
        .color(Color::Red)
        .token("t")
        .send()
        .await
        .unwrap();
    assert_eq!(
        target(&sent),
        "/query?fixed=yes&flag&text=a%20b%26c%3Dd%2F%C3%A9&texts=x&texts=&texts=y%2Cz&number=-1&ratio=-Infinity\
         &on=false&when=1970-01-01T00%3A00%3A00Z&color=RED&token=t"
    );
}

#[tokio::test]
async fn named_members_take_precedence_over_entries_of_maps() {
    let (client, sent) = client!(rest_requests, "");
    let names = ["fixed", "flag", "text", "number", "z", "a&b"];
    let more = names.map(|name| (name, "map"));
    let others = ["number", "texts", "new"];
    let others = others.map(|name| (name.to_owned(), vec!["1".to_owned(), "2".to_owned()]));
    client
        .query()
        .text("named")
        .set_texts(Some(Vec::new()))
        .set_more(Some(map(&more)))
        .set_others(Some(HashMap::from(others)))
        .send()
        .await
        .unwrap();
    assert_eq!(
        target(&sent),
        // Members that are not set, or have no items, do not take precedence.
        "/query?fixed=yes&flag&text=named&token=00000000-0000-4000-8000-000000000000&a%26b=map&number=map&z=map\
         &new=1&new=2&texts=1&texts=2"
    );
}

#[tokio::test]
async fn members_are_sent_as_headers() {
    let (client, sent) = client!(rest_requests, "");
    let day = DateTime::from_secs_f64(1_436_400_000.75);
    client
        .header()
        .text(" ü ")
        .set_texts(Some(
            ["", "a", "b,c", "\"d\"", "e\\f", "g\\,"]
                .map(str::to_owned)
                .to_vec(),
        ))
        .numbers(1)
        .numbers(-2)
        .big(i64::MIN)
        .ratio(f32::NAN)
        .on(true)
        .when(day)
        .day(day)
        .whens(day)
        .whens(day)
        .color(Color::from("other"))
        .value(r#"{"a":1}"#)
        .tags("B", "b")
        .tags("a", "")
        .send()
        .await
        .unwrap();
    let (texts, whens) = (
        r#", a, "b,c", "\"d\"", e\f, "g\\,""#,
        "Thu, 09 Jul 2015 00:00:00 GMT, Thu, 09 Jul 2015 00:00:00 GMT",
    );
    for (name, value) in [
        ("x-texts", texts),
        ("x-numbers", "1, -2"),
        ("x-big", "-9223372036854775808"),
        ("x-ratio", "NaN"),
        ("x-on", "true"),
        ("x-when", "Thu, 09 Jul 2015 00:00:00 GMT"),
        ("x-day", "1436400000.75"),
        ("x-whens", whens),
        ("x-color", "other"),
        ("x-value", "eyJhIjoxfQ=="),
        ("x-tag-a", ""),
        ("x-tag-b", "b"),
        ("x-token", "00000000-0000-4000-8000-000000000000"),
    ] {
        assert_eq!(sent.header(name), value, "{name}");
    }
    assert_eq!(sent.bytes(), b"");
}

#[tokio::test]
async fn an_empty_list_is_an_empty_header() {
    let (client, sent) = client!(rest_requests, "");
    let call = client.header().text("").set_texts(Some(Vec::new()));
    call.send().await.unwrap();
    assert_eq!(
        (sent.header("x-text"), sent.header("x-texts")),
        Default::default()
    );
    assert!(!sent.has_header("x-numbers"));
}

#[tokio::test]
async fn values_that_headers_cannot_have_are_refused() {
    let (client, sent) = client!(rest_requests, "");
    let expected = "the header `X-Text` cannot have control characters in it";
    for text in ["secret\r\nx: y", "\0", "\u{7f}"] {
        assert_refused!(client.header().text(text), sent, expected);
    }
    let expected = "the header `X-Texts` cannot have";
    assert_refused!(client.header().texts("a").texts("\n"), sent, expected);
    let far = DateTime::from_secs(i64::MAX);
    assert_refused!(client.header().whens(far), sent, "an item: ");
    let expected = "the header `X-Tag-a` cannot have";
    assert_refused!(client.header().tags("a", "\n"), sent, expected);
    for key in ["b\n", "ü", " "] {
        let expected = format!(
            "`X-Tag-{}` cannot be the name of a header",
            key.escape_debug()
        );
        assert_refused!(client.header().tags(key, ""), sent, &expected);
    }
}

#[tokio::test]
async fn keys_that_differ_in_case_are_lines_of_one_header() {
    let (client, sent) = client!(rest_requests, "");
    let tags = map(&[("A", "1"), ("a", "2"), ("aa", "3"), ("", "4")]);
    client.header().set_tags(Some(tags)).send().await.unwrap();
    assert_eq!(sent.lines("x-tag-a"), ["1", "2"]);
    assert_eq!(sent.lines("x-tag-aa"), ["3"]);
    assert_eq!(sent.lines("x-tag-"), ["4"]);
    // The signature covers all lines.
    let signed = sent.header("authorization");
    assert!(signed.contains(";x-tag-;x-tag-a;x-tag-aa"), "{signed}");
}

#[tokio::test]
async fn a_key_of_the_query_may_be_empty() {
    let (client, sent) = client!(rest_requests, "");
    let entries = map(&[("", "empty"), ("=&", "odd")]);
    let query = client.query().token("t").set_more(Some(entries));
    query.send().await.unwrap();
    assert_eq!(
        target(&sent),
        "/query?fixed=yes&flag&token=t&=empty&%3D%26=odd"
    );
}

#[tokio::test]
async fn more_headers_than_a_request_can_have_are_refused() {
    let many = |count: usize| -> HashMap<String, String> {
        let keys = (0..count).map(|it| it.to_string());
        keys.map(|it| (it.clone(), it)).collect()
    };
    let (client, sent) = client!(rest_requests, "");
    for count in [6_001, 24_600, 40_000] {
        let call = client.header().set_tags(Some(many(count)));
        assert_refused!(call, sent, "a request can have 6000 headers");
    }
    let call = client.header().token("t").set_tags(Some(many(5_999)));
    call.send().await.unwrap();
    assert_eq!(sent.lines("x-tag-5998"), ["5998"]);
}
