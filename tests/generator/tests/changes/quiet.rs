//! Changes without effect are one line, and nothing else is.

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Class, Comparison};

use crate::html::check;
use crate::models::{Edit, State, compare};

const BASE: &str = include_str!("classes/base.json");

fn pages(edits: &[Edit]) -> (Comparison, [String; 3]) {
    let old = State::new(BASE);
    let comparison = compare(&old, &old.edited(edits)).expect("good models");
    let (_, html) = check(&page::html(&comparison, &Page::default()));
    let pages = [
        page::text(&comparison, &Page::default()),
        page::markdown(&comparison, &Page::default()).replace('`', ""),
        html,
    ];
    (comparison, pages)
}

#[test]
fn keys_without_effect_are_one_line() {
    let (comparison, pages) = pages(&[
        ("metadata/uid", "\"tiny-2024-01-01\""),
        ("metadata/globalEndpoint", "\"tiny.example\""),
        ("operations/Put/readonly", "true"),
        ("metadata/signingName", "\"tiny\""),
    ]);
    assert_eq!(comparison.class(), Class::Compatible);
    for page in pages {
        for part in [
            "3 keys without effect changed: globalEndpoint, uid, readonly",
            "1 key is written differently and means the same: signingName",
            "4 compatible",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("(updated"), "no operation is listed: {page}");
        assert!(!page.contains("1 updated"), "none is counted: {page}");
    }
}

#[test]
fn what_needs_a_reader_is_listed_beside_them() {
    let (comparison, pages) = pages(&[
        ("metadata/uid", "\"tiny-2024-01-01\""),
        ("operations/Put/readonly", "true"),
        ("operations/Put/http/method", "\"PUT\""),
    ]);
    assert_eq!(comparison.class(), Class::Breaking);
    for page in pages {
        for part in [
            "2 keys without effect changed: uid, readonly",
            "1 breaking change",
            "HTTP method or path",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

/// An accepted change has a reason, which the line does not show.
#[test]
fn accepted_changes_are_listed() {
    let (mut comparison, _) = pages(&[("metadata/uid", "\"tiny-2024-01-01\"")]);
    comparison.services[0].general[0].accepted = Some("it is ours".to_owned());
    let text = page::text(&comparison, &Page::default());
    assert!(!text.contains("without effect changed"), "{text}");
    assert!(text.contains("accepted: it is ours"), "{text}");
}

#[test]
fn many_keys_are_cut_and_many_uses_are_counted() {
    let old = State::new(BASE);
    let mut comparison = compare(&old, &old.edited(&[("metadata/uid", "\"x\"")])).expect("models");
    let first = comparison.services[0].general[0].clone();
    for index in 0..19 {
        let mut change = first.clone();
        change.subject = format!("key{index}");
        comparison.services[0].general.push(change.clone());
        comparison.services[0].general.push(change);
    }
    let text = page::text(&comparison, &Page::default());
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "39 keys without effect changed: uid, key0 (2), key1 (2),";
    assert!(words.contains(expected), "{text}");
    assert!(words.contains("key10 (2), and 8 more"), "{text}");
}
