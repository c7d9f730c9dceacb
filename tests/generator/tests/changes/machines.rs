//! Comparisons for machines: JSON, and annotations of GitHub.

use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Comparison, Options, compare};
use botosmith::source::Catalog;
use generator_tests::project::Project;
use serde_json::{Value, json};

use crate::html::shops;

fn parsed(comparison: &Comparison) -> Value {
    let text = page::json(comparison, &Page::default());
    assert_eq!(text.lines().count(), 1);
    serde_json::from_str(&text).expect("JSON")
}

/// A service with two changes, one of which is accepted, in files below a project.
fn small(project: &Project) -> Comparison {
    let model = include_str!("classes/base.json");
    let new = model.replace("\"note\": {\"shape\": \"Text\"},", "");
    assert_ne!(new, model);
    let new = new.replace("\"POST\"", "\"PUT\"");
    project.write("old/tiny/2024-01-01/service-2.json", model);
    project.write("new/tiny/2024-01-01/service-2.json", new);
    let [old, new] = ["old", "new"].map(|it| Catalog::open(&project.path(it)).expect("a source"));
    let mut comparison = compare(&old, &new, &Options::default()).expect("a comparison");
    (comparison.old, comparison.new) = ("main".to_owned(), "HEAD".to_owned());
    for change in comparison.services[0].operations[0].changes.iter_mut() {
        if change.path_text() == "note" {
            change.accepted = Some("we set no notes".to_owned());
        }
    }
    comparison
}

#[test]
fn json_has_the_whole_comparison() {
    let project = Project::new();
    let comparison = small(&project);
    let text = page::json(&comparison, &Page::default());
    let value: Value = serde_json::from_str(&text).expect("JSON");
    insta::assert_snapshot!("small.json", format!("{value:#}"));
}

#[test]
fn json_agrees_with_the_comparison() {
    let comparison = shops("Fine", "fine");
    let value = parsed(&comparison);
    let service = &value["services"][0];
    let changes = |it: &Value| it["changes"].as_array().expect("a list").len();
    let operations = service["operations"].as_array().expect("a list");
    let count = changes(service) + operations.iter().map(changes).sum::<usize>();
    assert_eq!(count, comparison.changes().count());
    let counts: Vec<u64> = ["breaking", "look", "compatible", "accepted"]
        .iter()
        .map(|it| value["counts"][it].as_u64().expect("a number"))
        .collect();
    assert_eq!(counts.iter().sum::<u64>(), count as u64);
    assert_eq!(value["verdict"], "breaking");
    assert_eq!(value["step"], "major");
    let nothing = Comparison::of_services("a", "b", Vec::new(), 3);
    assert_eq!(
        parsed(&nothing),
        json!({
            "old": "a", "new": "b", "date": null, "verdict": "none", "step": "none",
            "counts": {"breaking": 0, "look": 0, "compatible": 0, "accepted": 0},
            "compared": 3, "services": [], "failed": [], "exceptions": [],
        })
    );
}

/// The example in `docs/json.md` has the keys of the real thing.
#[test]
fn the_documented_form_is_this_one() {
    let path = generator_tests::sources::repository().join("docs/json.md");
    let page = std::fs::read_to_string(path).expect("docs/json.md");
    let (_, section) = page.split_once("## Changes").expect("a section");
    let mut text = parsed(&small(&Project::new()));
    text["failed"] = json!([{"name": "", "message": "", "rendered": ""}]);
    text["exceptions"] = json!([{"exception": "", "reason": "", "matches": 0}]);
    let mut keys = Vec::new();
    collect(&text, &mut keys);
    for key in keys {
        assert!(section.contains(&format!("`{key}`")), "{key}");
    }
}

fn collect(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                keys.push(key.clone());
                collect(value, keys);
            }
        }
        Value::Array(list) => list.iter().for_each(|it| collect(it, keys)),
        _ => {}
    }
}

#[test]
fn annotations_are_at_the_new_model() {
    let project = Project::new();
    let comparison = small(&project);
    let lines = page::github(&comparison, project.folder());
    insta::assert_snapshot!("small.github", lines);
    // Files elsewhere cannot be shown in the repository.
    let lines = page::github(&comparison, Path::new("/no/such/repository"));
    assert!(!lines.contains("file="), "{lines}");
}

#[test]
fn there_are_at_most_ten_annotations_of_a_level() {
    let mut comparison = shops("Fine", "fine");
    let service = comparison.services[0].clone();
    for index in 0..40 {
        let mut copy = service.clone();
        copy.name = format!("shop{index:02}");
        comparison.services.push(copy);
    }
    let lines = page::github(&comparison, Path::new("/"));
    let count = |level: &str| lines.lines().filter(|it| it.starts_with(level)).count();
    assert_eq!(count("::error"), 10);
    assert!((1..=10).contains(&count("::warning")), "{lines}");
    assert_eq!(count("::notice"), 1);
    let rest = lines.lines().nth(9).expect("a tenth error");
    // Three places in each of 41 services.
    let expected = "114 more services and operations have breaking changes";
    assert!(rest.ends_with(expected), "{rest}");
    for line in lines.lines() {
        assert!(line.len() < 3_000, "{line}");
    }
}

#[test]
fn a_page_without_changes_is_one_notice() {
    let nothing = Comparison::of_services("a", "b", Vec::new(), 1);
    let lines = page::github(&nothing, Path::new("/"));
    let expected = "::notice title=a → b::no change%0Asemver step: none (nothing changed)\n";
    assert_eq!(lines, expected);
}
