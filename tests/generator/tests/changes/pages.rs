//! The pages as text and Markdown; one is compared word by word with AWS's page of the same change.

use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Comparison, Options, compare};
use botosmith::source::Catalog;
use generator_tests::botocore::published;
use generator_tests::sources::{botocore_models, repository};

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
    // Without paths of this machine.
    (comparison.old, comparison.new) = ("botocore 1.1.0".into(), "botocore 1.1.1".into());
    comparison
}

fn page() -> Page {
    Page {
        date: Some("2015-07-09".to_owned()),
    }
}

/// The update that the seed page is about, with the texts of this repository.
fn seed(boto3: bool, rust: bool) -> Comparison {
    let [old, new] = ["1.1.0", "1.1.1"].map(botocore_models);
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
fn the_seed_page_is_as_reviewed_in_each_form() {
    snapshot("seed_boto3.txt", &page::text(&seed(true, false), &page()));
    snapshot("seed_rust.txt", &page::text(&seed(false, true), &page()));
    snapshot("seed_both.md", &page::markdown(&seed(true, true), &page()));
}

/// The words of a text, without spaces, bullets and punctuation.
fn words(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    text.split(|c| !is_word(c))
        .filter(|it| !it.is_empty())
        .collect()
}

/// The seed page is not in the repository, since its texts are AWS's.
#[test]
fn the_seed_page_has_the_words_of_the_original() {
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
    // The rest is the list of operations whose texts differ, and the verdict.
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
fn a_page_without_changes_is_as_reviewed() {
    let models = botocore_models("1.1.1");
    let comparison = ecs(&models, &models, true, true);
    assert!(comparison.services.is_empty());
    snapshot("nothing.txt", &page::text(&comparison, &Page::default()));
    snapshot("nothing.md", &page::markdown(&comparison, &Page::default()));
}
