//! Files that are not JSON, are malformed, or are nested too deeply.

use crate::harness::{MODEL, refused_bytes, refused_file, refused_model};

#[test]
fn duplicate_keys() {
    let cases = [
        (
            "duplicate_at_top",
            r#""version": "2.0","#,
            r#""version": "2.0", §"version": "2.0","#,
        ),
        (
            "duplicate_object_at_top",
            r#""shapes": {"#,
            r#""shapes": {}, §"shapes": {"#,
        ),
        (
            "duplicate_shape",
            r#""Data": {"#,
            r#""Data": {"type": "blob"}, §"Data": {"#,
        ),
        (
            "duplicate_member",
            r#""color": {"shape": "Color"}"#,
            r#""color": {"shape": "Color"}, §"color": {"shape": "Color"}"#,
        ),
        (
            "duplicate_in_trait",
            r#""code": "GoneException","#,
            r#""code": "A", §"code": "A","#,
        ),
        (
            "duplicate_escaped",
            r#""Data": {"#,
            r#""D\u0061ta": {"type": "blob"}, §"Data": {"#,
        ),
        (
            "duplicate_escaped_second",
            r#""Data": {"#,
            r#""Data": {"type": "blob"}, §"D\u0061t\u0061": {"#,
        ),
        (
            "duplicate_unknown",
            r#""version": "2.0","#,
            r#""a\nb": 1, §"a\nb": 2,"#,
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, replacement);
    }
}

/// Cut short within each kind of token. The location is the end of the text.
#[test]
fn cut_short() {
    let cases = [
        ("cut_after_brace", "{"),
        ("cut_in_key", "{\n  \"vers"),
        ("cut_after_key", "{\n  \"version\""),
        ("cut_after_colon", "{\n  \"version\":"),
        ("cut_in_string", "{\n  \"version\": \"2."),
        ("cut_in_escape", "{\n  \"version\": \"2.\\u00"),
        ("cut_after_value", "{\n  \"version\": \"2.0\""),
        ("cut_after_comma", "{\n  \"version\": \"2.0\","),
        ("cut_after_newline", "{\n  \"version\": \"2.0\",\n"),
        ("cut_in_list", "{\"a\": [1, 2"),
        ("cut_in_number", "{\"a\": 1e"),
        ("cut_in_word", "{\"a\": tru"),
        ("cut_after_two_bytes", "{\"ä\": \"öü"),
    ];
    for (name, text) in cases {
        let last = text.chars().next_back().expect("a character");
        // The location is that of the last character, or of the empty line after a last newline.
        let at = match last {
            '\n' => text.len(),
            last => text.len() - last.len_utf8(),
        };
        let marked = format!("{}§{}", &text[..at], &text[at..]);
        refused_file(name, "model/service-2.json", &marked);
    }
}

#[test]
fn not_json() {
    let cases = [
        ("not_json_yaml", "§version: 2.0\n"),
        ("not_json_html", "\n\n  §<html>\n"),
        ("not_json_comma", "{\"version\": \"2.0\",§}"),
        (
            "not_json_comment",
            "{\n  §// old\n  \"version\": \"2.0\"\n}",
        ),
        ("not_json_two_values", "{}\n§{}"),
        ("not_json_single_quotes", "{§'version': 1}"),
        ("not_json_number", "{\"a\": 0§1}"),
        ("not_json_escape", "{\"a\": \"\\§x41\"}"),
        ("not_json_raw_newline", "{\"a\": \"b§\nc\"}"),
        ("not_json_second_byte_order_mark", "\u{feff}§\u{feff}{}"),
        ("not_json_nul", "{}\n§\0"),
        ("json_but_a_list", "\n §[]"),
        ("json_but_a_string", "§\"service\""),
        ("json_but_null", "§null"),
        ("json_but_empty", " §{ }"),
    ];
    for (name, marked) in cases {
        refused_file(name, "model/service-2.json", marked);
    }
}

#[test]
fn not_text() {
    let mut broken = MODEL.as_bytes().to_vec();
    broken[100] = 0xff;
    let utf16: Vec<u8> = MODEL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, &[u8]); 5] = [
        ("file_empty", b""),
        ("file_blank", b" \n\t\r\n "),
        ("file_not_utf8", &broken),
        ("file_utf16", &[b"\xff\xfe", utf16.as_slice()].concat()),
        ("file_gzipped", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    ];
    for (name, bytes) in cases {
        refused_bytes(name, "model/service-2.json", bytes);
    }
}

/// A hundred thousand levels, which would overflow the stack of a recursive parser.
#[test]
fn absurd_nesting() {
    const LEVELS: usize = 100_000;
    let lists = format!("{}{}", "[".repeat(LEVELS), "]".repeat(LEVELS));
    let objects = format!("{}1{}", "{\"a\":".repeat(LEVELS), "}".repeat(LEVELS));
    let cases = [
        (
            "nested_unknown_key",
            r#""version": "2.0","#,
            format!(r#""version": "2.0", §"deep": {lists},"#),
        ),
        (
            "nested_known_key",
            r#""pattern": ".*""#,
            format!(r#""pattern": §{lists}"#),
        ),
        (
            "nested_list",
            r#""enum": ["RED", "BLUE"]"#,
            format!(r#""enum": [§{lists}]"#),
        ),
        (
            "nested_members",
            r#""members": {}"#,
            format!(r#""members": {{"x": {{"shape": "Text", §"a": {objects}}}}}"#),
        ),
    ];
    for (name, piece, replacement) in cases {
        refused_model(name, piece, &replacement);
    }
    // The same without closing brackets.
    let open = format!("{}§[", "[".repeat(LEVELS - 1));
    refused_file("nested_without_end", "model/service-2.json", &open);
}
