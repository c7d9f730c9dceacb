//! The pages: the one that the project began with, word for word, and the same in the other forms.

use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Comparison, Options, compare};
use botosmith::source::Catalog;
use generator_tests::botocore::published;
use generator_tests::sources::repository;

/// Compares ECS in two sources.
fn ecs(old: &Path, new: &Path, boto3: bool, rust: bool) -> Comparison {
    let [old, new] =
        [old, new].map(|it| Catalog::open(it).unwrap_or_else(|error| panic!("{error}")));
    let options = Options {
        services: vec!["ecs".to_owned()],
        operations: Vec::new(),
        boto3,
        rust,
    };
    let mut comparison = compare(&old, &new, &options).unwrap_or_else(|error| panic!("{error}"));
    // Where the models lie on this machine.
    (comparison.old, comparison.new) = ("botocore 1.1.0".into(), "botocore 1.1.1".into());
    comparison
}

fn page() -> Page {
    Page {
        date: Some("2015-07-09".to_owned()),
    }
}

/// The update that the project began with, in our own words.
fn seed(boto3: bool, rust: bool) -> Comparison {
    let models = repository().join("tests/models");
    let [old, new] = ["botocore-1.1.0", "botocore-1.1.1"].map(|it| models.join(it));
    ecs(&old, &new, boto3, rust)
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots/changes", prepend_module_to_snapshot => false, omit_expression => true
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_seed_s_page_in_each_form() {
    snapshot("seed_boto3.txt", &page::text(&seed(true, false), &page()));
    snapshot("seed_rust.txt", &page::text(&seed(false, true), &page()));
    snapshot("seed_both.md", &page::markdown(&seed(true, true), &page()));
}

/// Words: spacing, bullets and marks do not count.
fn words(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    text.split(|c| !is_word(c))
        .filter(|it| !it.is_empty())
        .collect()
}

/// The page that the project began with lies beside the repository, since its prose is AWS's.
#[test]
fn the_seed_s_page_word_for_word() {
    let file = repository().join("../shared/seed/ecs-2015-07-09.txt");
    let wheels =
        ["1.1.0", "1.1.1"].map(|it| published(&format!("botocore-{it}-py2.py3-none-any.whl")));
    let (Ok(original), [Some(old), Some(new)]) = (std::fs::read_to_string(&file), wheels) else {
        return;
    };
    let ours = page::text(&ecs(&old, &new, true, false), &page());
    let (original, ours) = (words(&original), words(&ours));
    assert!(original.len() > 1000);
    for (index, (original, ours)) in original.iter().zip(&ours).enumerate() {
        assert_eq!(ours, original, "word {index}");
    }
    // What follows is the verdict, and which operations differ in their texts only.
    let rest = ours[original.len()..].join(" ");
    assert!(
        rest.starts_with("Documentation only CreateService"),
        "{rest}"
    );
    assert!(rest.ends_with(
        "Verdict compatible changes 0 breaking 0 needs a look 1 compatible semver minor the API grew"
    ), "{rest}");
}

#[test]
fn a_page_about_nothing() {
    let models = repository().join("tests/models/botocore-1.1.1");
    let comparison = ecs(&models, &models, true, true);
    assert!(comparison.services.is_empty());
    snapshot("nothing.txt", &page::text(&comparison, &Page::default()));
    snapshot("nothing.md", &page::markdown(&comparison, &Page::default()));
}
