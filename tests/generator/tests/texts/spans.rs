//! The marks of an error are below the whole value that it is about, and nothing else.

use std::path::Path;

use botosmith::model::{Source, parse};
use botosmith::{Error, Manifest, SourceLocation};
use generator_tests::error_forms;

/// Takes the signs «» out of a text. Between them is the value of the mistake.
fn unmarked(marked: &str) -> (String, std::ops::Range<usize>) {
    let (before, rest) = marked.split_once('«').expect("a beginning");
    let (value, after) = rest.split_once('»').expect("an end");
    let range = before.len()..before.len() + value.len();
    (format!("{before}{value}{after}"), range)
}

/// Line and column of a byte.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let column = before.rsplit('\n').next().expect("a line").chars().count();
    (before.matches('\n').count() + 1, column + 1)
}

/// Asserts that the place of an error is between the signs.
fn assert_span(marked: &str, error: &Error) {
    let (text, range) = unmarked(marked);
    let inner = error_forms::without_mark(&text);
    let mark = text.len() - inner.len();
    let found = error.location().expect("a place");
    assert_eq!(
        (
            (found.line, found.column),
            (found.end_line, found.end_column)
        ),
        (
            place(inner, range.start - mark),
            place(inner, range.end - mark)
        ),
        "{marked}\n{error}"
    );
    error_forms::check(error, Path::new(""), |_| inner.to_owned());
}

fn model(marked: &str) -> Error {
    let (text, _) = unmarked(marked);
    let error = parse(Source::new("service-2.json", text), None).expect_err(marked);
    assert_span(marked, &error);
    error
}

fn manifest(marked: &str) -> Error {
    let (text, _) = unmarked(marked);
    let error = Manifest::parse(Path::new("manifest.toml"), &text).expect_err(marked);
    assert_span(marked, &error);
    error
}

/// An error about what is between the signs.
fn at(marked: &str) -> String {
    let (text, range) = unmarked(marked);
    let place = SourceLocation::new(Path::new("file"), &text, range, "");
    let error = Error::at(place, "here");
    assert_span(marked, &error);
    error.to_string()
}

#[test]
fn json_values() {
    for value in [
        "null",
        "true",
        "-1.5e3",
        "\"a\\\"b\"",
        "\"é東\"",
        "[1, [2]]",
        "{ \"a\": {} }",
    ] {
        model(&format!(
            "{{\"metadata\": «{value}» , \"operations\": {{}}}}"
        ));
        model(&format!("{{\"metadata\":«{value}»}}"));
        model(&format!(
            "\u{feff}\r\n{{\r\n\t\"metadata\"\t:\t«{value}»\r\n}}"
        ));
    }
    model("«{}»\n");
    model(" «[\r\n]» ");
    model("«\"a\"»");
    model("\u{feff}«null»");
}

#[test]
fn json_keys() {
    model("{\"metadata\": {}, «\"metadata\"»: {}}");
    model("{\"a\": 1, «\"\\u0061\"»\n: 2}");
    let text = include_str!("../changes/classes/base.json");
    for key in [
        "\"none\"",
        "\"東京\"",
        "\"\\u001b\"",
        "\"\u{202e}\"",
        "\"\"",
    ] {
        model(&text.replacen("\"metadata\"", &format!("«{key}»: 1, \"metadata\""), 1));
    }
}

#[test]
fn json_syntax_is_one_character() {
    model("{\"metadata\": «x»yz}");
    model("{«'»a': 1}");
    model("{\"a\": \"b«\t»c\"}");
    model("{\"a\": \"b«\r»\n\"}");
    model("{\"a\": \"b«»\nc\"}");
    model("{\"a\"«:»");
    model("{\"a\": \"東«京»");
}

#[test]
fn toml_values_and_keys() {
    let service = "[[crate.service]]\nmodule = \"m\"\nmodel = \"m\"\n";
    let head = "[[crate]]\nname = \"x\"\npath = \"p\"\n";
    for value in [
        "1",
        "true",
        "1979-05-27T07:32:00Z",
        "[ 1,\n 2 ]",
        "{ a = 1 }",
        "0x1F",
    ] {
        manifest(&format!(
            "[[crate]]\npath = \"p\"\nname = «{value}» # a\n{service}"
        ));
        manifest(&format!(
            "[[crate]]\r\npath = \"p\"\r\nname\t=\t«{value}»\r\n"
        ));
    }
    for value in [
        "\"1\"",
        "'1'",
        "\"\"\"\n1\n\"\"\"",
        "'''\r\n1'''",
        "\"東\\u0061\"",
    ] {
        manifest(&format!(
            "[[crate]]\npath = \"p\"\nname = «{value}» # a\n{service}"
        ));
    }
    manifest(&format!("{head}«none» = 1\n"));
    manifest(&format!("{head}«\"東 京\"» = 1\n"));
    manifest(&format!("{head}\t«none» = 1\n"));
    manifest("«[[crate]]»\nname = \"x\"\n");
    manifest("\u{feff}«[[crate]]» # a\nname = \"x\"");
    manifest(&format!(
        "{head}[[crate.service]]\nmodule = \"m\"\nmodel = «1»"
    ));
}

#[test]
fn toml_syntax() {
    manifest("[[crate]]\nname = «x»\npath = \"p\"");
    manifest("[[crate]]\nname = \"a\"\npath = \"p\"\n«name» = \"b\"\n");
}

#[test]
fn marks_are_below_their_value() {
    // Tabs are one column, wide characters are two, and what is hidden has a sign.
    insta::assert_snapshot!(at("\t\ta = «\"b\tc\"»"), @r#"
    error: here
     --> file:1:7
      |
    1 |   a = "b c"
      |       ^^^^^
    "#);
    insta::assert_snapshot!(at("東京 «東京» 東京\r\n"), @r"
    error: here
     --> file:1:4
      |
    1 | 東京 東京 東京
      |      ^^^^
    ");
    insta::assert_snapshot!(at("\u{1b}[31m\u{202e}é«\u{200b}e\u{301}»x"), @r"
    error: here
     --> file:1:8
      |
    1 | ␛[31m�é�éx
      |        ^^
    ");
    insta::assert_snapshot!(at("the end«»"), @r"
    error: here
     --> file:1:8
      |
    1 | the end
      |        ^
    ");
    insta::assert_snapshot!(at("the end«»\r\n"), @r"
    error: here
     --> file:1:8
      |
    1 | the end
      |        ^
    ");
    insta::assert_snapshot!(at("the end\n«»"), @r"
    error: here
     --> file:2:1
      |
    2 |
      | ^
    ");
    insta::assert_snapshot!(at("«»"), @r"
    error: here
     --> file:1:1
      |
    1 |
      | ^
    ");
}

#[test]
fn long_values_are_cut() {
    insta::assert_snapshot!(at("1\n  a: «{\r\n    b\r\n  }», c\r\n5\n"), @r"
    error: here
     --> file:2:6
      |
    2 |     a: {
      |  ______^
    3 | |     b
    4 | |   }, c
      | |___^
    ");
    insta::assert_snapshot!(at("1\n  a: «{\n    b\n\n\n  }», c\n5\n"), @r"
    error: here
     --> file:2:6
      |
    2 |     a: {
      |  ______^
    ... |
    6 | |   }, c
      | |___^
    ");
    let many = "    b\n".repeat(100_000);
    insta::assert_snapshot!(at(&format!("1\n  a: «{{\n{many}  }}», c\n5\n")), @r"
    error: here
          --> file:2:6
           |
         2 |     a: {
           |  ______^
    ...      |
    100003 | |   }, c
           | |___^
    ");
    // A model in one line, and one whose lines are long.
    let (before, value) = ("a".repeat(100_000), "[1, 2], ".repeat(25_000));
    insta::assert_snapshot!(at(&format!("{before}«{value}»{before}")), @r"
    error: here
     --> file:1:100001
      |
    1 | ...aaaaaaaaaaaaaaaaaaaaaaaa[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], …
      |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ");
    insta::assert_snapshot!(at(&format!("a «[\n{value}]»{before}\n")), @r"
    error: here
     --> file:1:3
      |
    1 | a [
      |   ^
    ");
    insta::assert_snapshot!(at(&format!("{before} «[\n]»\n")), @r"
    error: here
     --> file:1:100002
      |
    1 | ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa [
      |                                                                    ^
    ");
}
