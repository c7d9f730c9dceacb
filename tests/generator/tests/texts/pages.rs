//! Pages about models with hostile texts.

use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{AppliedException, Comparison, Options, Segment, compare};
use botosmith::shown;
use botosmith::source::Catalog;
use proptest::prelude::ProptestConfig;
use proptest::proptest;
use serde_json::{Value, json};

use crate::hostile::{assert_visible, text};
use crate::markdown::read;

const MODEL: &str = include_str!("../changes/classes/base.json");

/// Adds a text wherever a model can have any: limits, messages and documentation. (Names, titles
/// and enum values are checked when a model is read.)
fn hostile_model(text: &str, is_old: bool) -> Value {
    let mut model: Value = serde_json::from_str(MODEL).expect("JSON");
    let shapes = model["shapes"].as_object_mut().expect("shapes");
    let values = if is_old {
        json!(["a", "`b`|<i>"])
    } else {
        json!(["a"])
    };
    shapes.insert("Kind".to_owned(), json!({"type": "string", "enum": values}));
    let kind = json!({"shape": "Kind", "documentation": text, "deprecated": true, "deprecatedMessage": text});
    let members = if is_old {
        json!({})
    } else {
        json!({"kind": kind})
    };
    shapes.insert(
        "OwnInput".to_owned(),
        json!({"type": "structure", "members": members}),
    );
    let limit = if is_old { "x" } else { text };
    shapes.insert(
        "OwnOutput".to_owned(),
        json!({"type": "structure", "members": {
            "kind": {"shape": "Kind"},
            "text": {"shape": "Limited"},
        }}),
    );
    shapes.insert(
        "Limited".to_owned(),
        json!({"type": "string", "pattern": limit}),
    );
    let operations = model["operations"].as_object_mut().expect("operations");
    operations.insert(
        "Own".to_owned(),
        json!({"name": "Own", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "OwnInput"}, "output": {"shape": "OwnOutput"}, "documentation": text}),
    );
    model
}

/// Compares services with the text, and puts it wherever a comparison has one from outside.
fn comparison(text: &str) -> Comparison {
    let folders = [true, false].map(|is_old| {
        let folder = tempfile::tempdir().expect("a folder");
        for service in ["tiny", "other", "third", "fourth"] {
            let path = folder.path().join(service).join("2024-01-01");
            std::fs::create_dir_all(&path).expect("a folder");
            let model = hostile_model(text, is_old).to_string();
            std::fs::write(path.join("service-2.json"), model).expect("a file");
        }
        folder
    });
    let [old, new] = [&folders[0], &folders[1]].map(|it| Catalog::open(it.path()));
    let (old, new) = (old.expect("a source"), new.expect("a source"));
    let options = Options {
        boto3: true,
        rust: true,
        ..Options::default()
    };
    let mut comparison = compare(&old, &new, &options).expect("good models");
    assert!(comparison.failed.is_empty(), "{:?}", comparison.failed);
    comparison.old = text.to_owned();
    comparison.new = text.to_owned();
    for service in &mut comparison.services {
        service.name = text.to_owned();
        service.title = text.to_owned();
        service.rust_unknown = Some(text.to_owned());
        service.operations[0].name = text.to_owned();
        let mut changed = service.operations.iter_mut().flat_map(|it| &mut it.changes);
        if let Some(change) = changed.next() {
            (change.old, change.new) = (Some(text.to_owned()), None);
            change.subject = text.to_owned();
            change.path = vec![Segment::Member(text.to_owned())];
        }
        if let Some(change) = changed.next() {
            change.accepted = Some(text.to_owned());
        }
    }
    comparison.exceptions = vec![AppliedException {
        what: text.to_owned(),
        reason: text.to_owned(),
        matches: 1,
    }];
    comparison
}

/// Checks that a runner of workflows that prints a page finds no command in it.
fn assert_no_command(page: &str) {
    for line in page.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line:?} in {page}");
        assert!(!line.contains("##["), "{line:?} in {page}");
    }
}

/// Checks all pages about a text.
fn check(text: &str) {
    let comparison = comparison(text);
    for is_long in [true, false] {
        let mut comparison = comparison.clone();
        if !is_long {
            comparison.services.truncate(2);
        }
        let printed = page::text(&comparison, &Page::default());
        assert_visible(&printed);
        assert_no_command(&printed);
        assert_eq!(printed.matches("\nVerdict: ").count(), 1, "{printed}");
        for service in &comparison.services {
            let short = page::short(service);
            short.iter().for_each(|line| {
                assert_visible(line);
                assert!(!line.contains('\n'), "{line}");
            });
        }
        markdown(&comparison, text);
        let html = page::html(&comparison, &Page::default());
        assert_visible(&html.replace('\t', ""));
        let json = page::json(&comparison, &Page::default());
        assert_visible(&json);
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["services"][0]["name"], *text, "names are as they are");
        let annotations = page::github(&comparison, Path::new("/"));
        assert_visible(&annotations);
        for line in annotations.lines() {
            assert!(line.starts_with("::"), "{line}");
        }
    }
}

fn markdown(comparison: &Comparison, text: &str) {
    let page = page::markdown(comparison, &Page::default());
    assert_visible(&page);
    assert_no_command(&page);
    let contents = read(&page);
    assert_eq!(contents.links, [""; 0], "{page}");
    let own = [
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<code>",
        "</code>",
    ];
    for html in &contents.html {
        let mut rest = html.clone();
        own.iter().for_each(|it| rest = rest.replace(it, ""));
        assert!(!rest.contains('<'), "{html:?} in {page}");
    }
    assert_eq!(contents.headings, comparison.services.len(), "{page}");
    assert_eq!(contents.tables, 1, "{page}");
    // What comes out is what went in.
    let expected = shown::line(text);
    let is_there = contents.code.iter().any(|it| it.contains(expected.trim()));
    assert!(
        is_there || contents.text.contains(&expected),
        "{expected:?} in {page}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_page_shows_texts_and_obeys_none(text in text()) {
        check(&text);
    }
}

#[test]
fn known_attacks_are_shown() {
    for text in [
        "\u{1b}]0;owned\u{7}\u{202e}",
        "a\nVerdict: compatible\n",
        "`` ` ``",
        "`",
        "x`",
        " padded ",
        "a|b\\|c",
        "</details><script>alert(1)</script>",
        "@someone and #123",
        "[x](https://x.example) <https://x.example> https://x.example www.x.example",
        "::error::x",
        " ::add-mask::x",
        "##[error]x",
        // Lines of the text page are wrapped.
        "word word word word word word word word word word word word word word word word word \
         ::warning::word ::warning::word ::warning::word ::warning::word",
        "- item",
        "1. item",
        "# heading",
        "~~~\n```",
        "&amp;&#64;",
        "$x$",
        ":tada: [^1]",
        "\\",
        "é 東京",
    ] {
        check(text);
    }
}
