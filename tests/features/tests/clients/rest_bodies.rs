//! Requests of REST operations: bodies and their headers.

use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::{Blob, DateTime, Document};
use features::rest_bodies::types::{Color, Either, Item};

use crate::harness::{Sent, client};

/// The body as text, and its content type.
fn body(sent: &Sent) -> (String, String) {
    let body = String::from_utf8(sent.bytes()).unwrap();
    let length = sent.header("content-length");
    assert_eq!(length, body.len().to_string(), "the length of the body");
    (body, sent.header("content-type"))
}

/// Asserts that there is neither a body nor a header about it.
fn assert_no_body(sent: &Sent) {
    assert_eq!(sent.bytes(), b"");
    assert!(!sent.has_header("content-type") && !sent.has_header("content-length"));
}

fn json(body: &str) -> (String, String) {
    (body.to_owned(), "application/json".to_owned())
}

/// Makes one call, and returns its request.
macro_rules! sent {
    ($operation:ident $($calls:tt)*) => {{
        let (client, sent) = client!(rest_bodies, "");
        client.$operation()$($calls)*.send().await.unwrap();
        sent
    }};
}

#[tokio::test]
async fn members_without_a_location_are_the_body() {
    let when = DateTime::from_secs_f64(1.5);
    let all = sent!(members.id("1").size(2).name("n").when(when));
    assert_eq!(body(&all), json(r#"{"Name":"n","when":1.5}"#));
    assert_eq!(all.header("x-size"), "2");
    let none = sent!(members.id("1").size(2));
    assert_eq!(body(&none), json("{}"));
}

#[tokio::test]
async fn without_such_members_there_is_no_body() {
    assert_no_body(&sent!(nothing.size(1)));
    assert_no_body(&sent!(nothing));
}

#[tokio::test]
async fn a_structure_may_be_the_payload() {
    let item = Item::builder().name("n").when(DateTime::from_secs(1));
    let set = sent!(object.item(item.build()));
    // Locations of members are ignored in a body.
    assert_eq!(body(&set), json(r#"{"X-Ignored":"n","when":1}"#));
    assert_eq!(body(&sent!(object)), json("{}"));
}

#[tokio::test]
async fn other_payloads_are_a_body_only_if_they_are_set() {
    let set = sent!(choice.either(Either::Number(1)));
    assert_eq!(body(&set), json(r#"{"number":1}"#));
    assert_no_body(&sent!(choice));
    assert_eq!(body(&sent!(any.any(Document::Null))), json("null"));
    assert_eq!(body(&sent!(any.any("text".into()))), json(r#""text""#));
    assert_no_body(&sent!(any));
    assert_eq!(
        body(&sent!(lines.lines("a").lines("b"))),
        json(r#"["a","b"]"#)
    );
    assert_eq!(body(&sent!(lines.set_lines(Some(Vec::new())))), json("[]"));
    assert_no_body(&sent!(lines));
}

#[tokio::test]
async fn bytes_and_texts_are_sent_as_they_are() {
    let of = |body: &str, kind: &str| (body.to_owned(), kind.to_owned());
    let data = Blob::new(*b"\x01{");
    let set = sent!(bytes.data(data.clone()));
    assert_eq!(body(&set), of("\u{1}{", "application/octet-stream"));
    let named = sent!(bytes.data(data).kind("image/png"));
    assert_eq!(body(&named), of("\u{1}{", "image/png"));
    let empty = sent!(bytes.data(Blob::new([])));
    assert_eq!(body(&empty), of("", "application/octet-stream"));
    assert_no_body(&sent!(bytes));
    let set = sent!(plain.color(Color::Red));
    assert_eq!(body(&set), of("RED", "text/plain"));
    assert_no_body(&sent!(plain));
}

#[tokio::test]
async fn a_content_type_may_be_set_without_a_body() {
    let sent = sent!(bytes.kind("image/png"));
    assert_eq!(sent.header("content-type"), "image/png");
    assert_eq!(sent.bytes(), b"");
}

#[tokio::test]
async fn bodies_have_checksums_and_are_compressed() {
    let sent = sent!(proved.item(Item::builder().name("n".repeat(20_000)).build()));
    assert_eq!(sent.header("content-encoding"), "gzip");
    assert_eq!(sent.header("content-type"), "application/json");
    assert!(sent.bytes().len() < 1_000 && sent.has_header("x-amz-checksum-crc32"));
    // An empty object has a checksum, too.
    assert_eq!(body(&sent!(proved)), json("{}"));
}

#[tokio::test]
async fn a_request_that_cannot_be_serialized_is_not_sent() {
    let (client, sent) = client!(rest_bodies, "");
    let mut when = DateTime::from_secs(0);
    when.set_subsec_nanos(u32::MAX);
    let error = client.members().id("1").when(when).send().await;
    let text = DisplayErrorContext(error.unwrap_err()).to_string();
    assert!(
        text.contains("more nanoseconds than a second (when)"),
        "{text}"
    );
    assert!(sent.uris().is_empty());
}
