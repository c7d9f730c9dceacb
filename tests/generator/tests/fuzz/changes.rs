//! Pages about the changes from a good model to a mutation of it.

use std::cell::Cell;
use std::fs;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Options, compare};
use botosmith::source::Catalog;
use generator_tests::fuzz::{GENERATOR, fuzz};

const MODEL: &str = include_str!("../bad_models/model.json");
const RULES: &str = include_str!("../../../models/features/endpoints/endpoint-rule-set-1.json");

/// Compares a service with mutations of one of its files.
fn of_file(inputs: u32, name: &str, seed: &str) {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let [old, new] = folders
        .each_ref()
        .map(|it| it.path().join("tiny/2024-01-01"));
    for folder in [&old, &new] {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join("service-2.json"), MODEL).expect("a file");
        fs::write(folder.join(name), seed).expect("a file");
    }
    let options = Options {
        boto3: true,
        rust: true,
        ..Options::default()
    };
    let before = Catalog::open(folders[0].path()).expect("a source");
    let compared = Cell::new(0);
    fuzz(inputs, GENERATOR, &[seed], |input| {
        fs::write(new.join(name), input).expect("a file");
        let after = Catalog::open(folders[1].path()).expect("a source");
        for (old, new) in [(&before, &after), (&after, &before)] {
            if let Ok(comparison) = compare(old, new, &options) {
                compared.set(compared.get() + 1);
                for page in [page::text, page::markdown, page::html, page::json] {
                    assert!(!page(&comparison, &Page::default()).is_empty());
                }
            }
        }
    });
    assert!(compared.get() > inputs / 10, "{}", compared.get());
}

#[test]
fn of_a_model() {
    of_file(3_000, "service-2.json", MODEL);
}

#[test]
fn of_endpoint_rules() {
    of_file(1_500, "endpoint-rule-set-1.json", RULES);
}

#[test]
fn of_paginators() {
    let paginators = r#"{"pagination": {
        "Put": {"input_token": ["NextToken"], "output_token": "NextToken", "limit_key": "Max", "result_key": ["A", "b.c"]}
    }}"#;
    of_file(1_500, "paginators-1.json", paginators);
}
