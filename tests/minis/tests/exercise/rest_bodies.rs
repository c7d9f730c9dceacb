//! What is sent where operations are methods and URIs: the body, and what it says of itself.

use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::{Blob, DateTime, Document};
use minis::rest_bodies::types::{Color, Either, Item};

use crate::harness::{Sent, client};

/// The body as text, and its type.
fn body(sent: &Sent) -> (String, String) {
    let body = String::from_utf8(sent.bytes()).unwrap();
    let length = sent.header("content-length");
    assert_eq!(length, body.len().to_string(), "its length is told");
    (body, sent.header("content-type"))
}

/// There is no body, and nothing is said of one.
fn no_body(sent: &Sent) {
    assert_eq!(sent.bytes(), b"");
    assert!(!sent.has_header("content-type") && !sent.has_header("content-length"));
}

fn json(body: &str) -> (String, String) {
    (body.to_owned(), "application/json".to_owned())
}

/// What one call sends.
macro_rules! sent {
    ($operation:ident $($calls:tt)*) => {{
        let (client, sent) = client!(rest_bodies, "");
        client.$operation()$($calls)*.send().await.unwrap();
        sent
    }};
}

#[tokio::test]
async fn members_without_a_place_are_the_body() {
    let when = DateTime::from_secs_f64(1.5);
    let all = sent!(members.id("1").size(2).name("n").when(when));
    assert_eq!(body(&all), json(r#"{"Name":"n","when":1.5}"#));
    assert_eq!(all.header("x-size"), "2");
    let none = sent!(members.id("1").size(2));
    assert_eq!(body(&none), json("{}"));
}

#[tokio::test]
async fn without_such_members_there_is_no_body() {
    no_body(&sent!(nothing.size(1)));
    no_body(&sent!(nothing));
}

#[tokio::test]
async fn a_structure_as_payload() {
    let item = Item::builder().name("n").when(DateTime::from_secs(1));
    let set = sent!(object.item(item.build()));
    // Locations mean nothing in a body.
    assert_eq!(body(&set), json(r#"{"X-Ignored":"n","when":1}"#));
    assert_eq!(body(&sent!(object)), json("{}"));
}

#[tokio::test]
async fn other_values_as_payload_are_no_body_unless_they_are_set() {
    let set = sent!(choice.either(Either::Number(1)));
    assert_eq!(body(&set), json(r#"{"number":1}"#));
    no_body(&sent!(choice));
    assert_eq!(body(&sent!(any.any(Document::Null))), json("null"));
    assert_eq!(body(&sent!(any.any("text".into()))), json(r#""text""#));
    no_body(&sent!(any));
    assert_eq!(
        body(&sent!(lines.lines("a").lines("b"))),
        json(r#"["a","b"]"#)
    );
    assert_eq!(body(&sent!(lines.set_lines(Some(Vec::new())))), json("[]"));
    no_body(&sent!(lines));
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
    no_body(&sent!(bytes));
    let set = sent!(plain.color(Color::Red));
    assert_eq!(body(&set), of("RED", "text/plain"));
    no_body(&sent!(plain));
}

#[tokio::test]
async fn what_is_said_of_a_body_without_one() {
    let sent = sent!(bytes.kind("image/png"));
    assert_eq!(sent.header("content-type"), "image/png");
    assert_eq!(sent.bytes(), b"");
}

#[tokio::test]
async fn bodies_are_proved_and_compressed() {
    let sent = sent!(proved.item(Item::builder().name("n".repeat(20_000)).build()));
    assert_eq!(sent.header("content-encoding"), "gzip");
    assert_eq!(sent.header("content-type"), "application/json");
    assert!(sent.bytes().len() < 1_000 && sent.has_header("x-amz-checksum-crc32"));
    // No body has a checksum as well.
    assert_eq!(body(&sent!(proved)), json("{}"));
}

#[tokio::test]
async fn what_cannot_be_written_is_not_sent() {
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
