//! Names that cannot be written as identifiers, strings, paths, headers or comments.

use crate::harness::{MODEL, edit, refused_edits, refused_for, refused_model};

const MODEL_FILE: &str = "model/service-2.json";

/// JSON strings, without their quotes.
const BAD_NAMES: [(&str, &str); 16] = [
    ("items", "Foo; fn evil() {}"),
    ("path", "../../etc"),
    ("absolute_path", "/etc/passwd"),
    ("raw", "r#"),
    ("raw_string", "r#\\\"x\\\"#"),
    ("quote", "Fo\\\"o"),
    ("apostrophe", "Fo'o"),
    ("newline", "Foo\\nBar"),
    ("carriage_return", "Foo\\rBar"),
    ("nul", "Foo\\u0000"),
    ("underscore", "_"),
    ("dashes", "_-."),
    ("empty", ""),
    ("emoji", "🦀"),
    ("letters_of_other_scripts", "Größe"),
    ("digit_first", "1Foo"),
];

#[test]
fn names_of_shapes() {
    for (name, text) in BAD_NAMES {
        refused_model(
            &format!("shape_named_{name}"),
            r#""Flag": {"#,
            &format!(r#"§"{text}": {{"type": "boolean"}}, "Flag": {{"#),
        );
    }
}

#[test]
fn names_of_members_and_operations() {
    refused_model(
        "member_named_items",
        r#""name": {"shape": "Text"}"#,
        r#""name": {"shape": "Text"}, §"x: u8, pub y": {"shape": "Text"}"#,
    );
    refused_model("operation_named_path", r#""Put": {"#, r#"§"../../put": {"#);
    for (_, text) in BAD_NAMES {
        let shown: String = decoded(text).escape_debug().collect();
        let piece = r#""name": {"shape": "Text"}"#;
        let replacement = format!(r#"{piece}, §"{text}": {{"shape": "Text"}}"#);
        let what = format!("`{shown}` cannot be the name of a member");
        refused_for(&what, MODEL_FILE, &edit(MODEL, piece, &replacement));
        let model = edit(MODEL, r#""Put": {"#, &format!(r#"§"{text}": {{"#));
        let what = format!("`{shown}` cannot be the name of an operation");
        refused_for(&what, MODEL_FILE, &model);
    }
}

/// The text of a JSON string of [`BAD_NAMES`].
fn decoded(json: &str) -> String {
    let escapes = [
        ("\\n", "\n"),
        ("\\r", "\r"),
        ("\\u0000", "\0"),
        ("\\\"", "\""),
    ];
    escapes
        .iter()
        .fold(json.to_owned(), |text, (escape, c)| text.replace(escape, c))
}

/// The name of an operation is sent in a header, and the code of an error may be received in one.
#[test]
fn names_in_headers() {
    let bad = [
        ("newline", "Put\\r\\nX-Evil: 1", "Put\\r\\nX-Evil: 1"),
        ("escape", "Put\\u001b[31m", "Put\\u{1b}[31m"),
        ("override", "Put\\u202e", "Put\\u{202e}"),
        ("umlaut", "Püt", "Püt"),
        ("nothing", "", ""),
    ];
    for (name, text, _) in bad {
        refused_model(
            &format!("wire_name_with_{name}"),
            r#""name": "Put""#,
            &format!(r#""name": §"{text}""#),
        );
    }
    let keys = [
        (r#""code": "GoneException""#, "code"),
        (r#""targetPrefix": "Tiny""#, "targetPrefix"),
        (r#""serviceId": "Tiny""#, "serviceId"),
        (r#""endpointPrefix": "tiny""#, "endpointPrefix"),
        (r#""signatureVersion": "v4""#, "signingName"),
        (r#""apiVersion": "2024-01-01""#, "apiVersion"),
    ];
    for (piece, key) in keys {
        for (_, text, shown) in bad {
            let what = format!("`{shown}` cannot be sent in a header");
            let replacement = format!(r#""{key}": §"{text}""#);
            refused_for(&what, MODEL_FILE, &edit(MODEL, piece, &replacement));
        }
    }
}

/// Titles are written into comments of Rust and of Cargo.toml.
#[test]
fn titles() {
    let bad = [
        (
            "newline",
            "Tiny\\n[dependencies]\\nevil = \\\"1\\\"",
            "000A",
        ),
        ("carriage_return", "Tiny\\r", "000D"),
        ("nul", "Tiny\\u0000", "0000"),
        ("override", "\\u202eyniT", "202E"),
        ("line_separator", "Tiny\\u2028fn evil() {}", "2028"),
    ];
    let piece = r#""serviceFullName": "Tiny Service""#;
    for (name, text, code) in bad {
        refused_model(
            &format!("title_with_{name}"),
            piece,
            &format!(r#""serviceFullName": §"{text}""#),
        );
        let replacement = format!(r#"{piece}, "serviceAbbreviation": §"{text}""#);
        let what = format!("this name contains the character U+{code}");
        refused_for(&what, MODEL_FILE, &edit(MODEL, piece, &replacement));
    }
}

#[test]
fn location_names() {
    let bad = [
        ("newline", "a\\nb"),
        ("carriage_return", "a\\rb"),
        ("nul", "\\u0000"),
        ("delete", "a\\u007f"),
        ("c1", "a\\u0085"),
        ("quote", "a\\\"b"),
        ("backslash", "a\\\\b"),
        ("nothing", ""),
    ];
    for (name, text) in bad {
        refused_model(
            &format!("location_name_with_{name}"),
            r#""locationName": "Extra-1""#,
            &format!(r#""locationName": §"{text}""#),
        );
    }
}

/// Names of operations that are not chosen are checked, too.
#[test]
fn names_out_of_reach() {
    let edits = [
        (
            r#""Flag": {"#,
            r#""Far": {"type": "structure", "members": {§"a b": {"shape": "Text"}}}, "Flag": {"#,
        ),
        (r#""errors": [{"shape": "Gone"}]"#, r#""errors": []"#),
    ];
    refused_edits("member_out_of_reach", &edits);
}
