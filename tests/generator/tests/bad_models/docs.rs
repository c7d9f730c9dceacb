//! `docs-2.json` with texts without a subject, or that cannot be written as a comment.

use crate::harness::{refused_bytes, refused_file};

const FILE: &str = "model/docs-2.json";

#[test]
fn about_nothing() {
    let cases = [
        (
            "docs_of_no_operation",
            r#"{"operations": {"Put": "Puts.", §"Get": "Gets."}}"#,
        ),
        (
            "docs_of_no_shape",
            r#"{"shapes": {§"Textt": {"base": "Text."}}}"#,
        ),
        (
            "docs_of_no_member",
            r#"{"shapes": {"Text": {"refs": {"PutInput$name": "A name.", §"PutInput$nam": "A name."}}}}"#,
        ),
        (
            "docs_of_no_owner",
            r#"{"shapes": {"Text": {"refs": {§"GetInput$name": "A name."}}}}"#,
        ),
        (
            "docs_of_another_target",
            r#"{"shapes": {"Text": {"refs": {§"PutInput$color": "A color."}}}}"#,
        ),
        (
            "docs_without_member",
            r#"{"shapes": {"Text": {"refs": {§"PutInput": "A name."}}}}"#,
        ),
        (
            "docs_of_list_by_name",
            r#"{"shapes": {"Text": {"refs": {"Items$member": "One.", §"Items$item": "One."}}}}"#,
        ),
        (
            "docs_of_key_as_value",
            r#"{"shapes": {"Color": {"refs": {"Table$key": "A key.", §"Table$value": "A value."}}}}"#,
        ),
    ];
    for (name, marked) in cases {
        refused_file(name, FILE, marked);
    }
}

#[test]
fn not_the_format() {
    let cases = [
        ("docs_unknown_key", r#"{"version": "2.0", §"examples": {}}"#),
        (
            "docs_unknown_key_of_shape",
            r#"{"shapes": {"Text": {"base": "Text.", §"title": "Text"}}}"#,
        ),
        ("docs_text_is_a_list", r#"{"service": §["Tiny."]}"#),
        ("docs_shape_is_a_text", r#"{"shapes": {"Text": §"Text."}}"#),
        (
            "docs_duplicate",
            r#"{"operations": {"Put": "Puts.", §"Put": "Puts."}}"#,
        ),
        (
            "docs_duplicate_escaped",
            r#"{"operations": {"Put": "Puts.", §"\u0050ut": "Puts."}}"#,
        ),
        ("docs_is_a_list", "§[]"),
        ("docs_cut_short", r#"{"service": "Tiny§."#),
    ];
    for (name, marked) in cases {
        refused_file(name, FILE, marked);
    }
    refused_bytes("docs_empty", FILE, b"");
    refused_bytes("docs_not_utf8", FILE, b"{\"service\": \"\xe4\"}");
}

/// A lone carriage return does not compile in a comment, and the others make source code look
/// different from what it is.
#[test]
fn characters_that_do_not_belong_in_comments() {
    let bad = [
        ("carriage_return", "a\\rfn evil() {}"),
        ("crlf", "a\\r\\nb"),
        ("override", "a\\u202eb"),
        ("isolate", "a\\u2066b"),
        ("mark", "a\\u200fb"),
        ("nul", "a\\u0000b"),
        ("line_separator", "a\\u2028fn evil() {}"),
        ("paragraph_separator", "a\\u2029fn evil() {}"),
        ("next_line", "a\\u0085fn evil() {}"),
        ("form_feed", "a\\u000cb"),
        ("escape", "a\\u001b[31mb"),
    ];
    for (name, text) in bad {
        refused_file(
            &format!("docs_with_{name}"),
            FILE,
            &format!("{{\"service\": §\"{text}\"}}"),
        );
    }
    let places = [
        ("operation", r#"{"operations": {"Put": §"a\rb"}}"#),
        ("base", r#"{"shapes": {"Text": {"base": §"a\rb"}}}"#),
        (
            "reference",
            r#"{"shapes": {"Text": {"refs": {"PutInput$name": §"a\rb"}}}}"#,
        ),
    ];
    for (name, marked) in places {
        refused_file(
            &format!("docs_of_{name}_with_carriage_return"),
            FILE,
            marked,
        );
    }
}
