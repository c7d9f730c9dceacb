//! Mutations of a good model: each is generated, or refused with a valid location; nothing panics.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use botosmith::{Manifest, Output, Result};
use generator_tests::error_forms;
use generator_tests::json_spans::spans;
use generator_tests::project::{MANIFEST, Project};

use crate::harness::{MODEL, good_project};

const DOCS: &str = r#"{
  "version": "2.0",
  "service": "Puts things.",
  "operations": {"Put": "Puts one thing."},
  "shapes": {"Color": {"base": "A color.", "refs": {"PutInput$color": "Its color.", "Table$key": null}}}
}
"#;

/// Values of all types, with some at the edge of their type.
const VALUES: [&str; 20] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1e999",
    "1.5",
    "\"\"",
    "\"x\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"Self\"",
    "\"PutInput\"",
    "\"Choice\"",
    "[]",
    "[[]]",
    "[\"x\"]",
    "{}",
    "{\"shape\": \"Choice\"}",
    "{\"a\": {\"type\": \"list\", \"member\": {\"shape\": \"a\"}}}",
];

/// Generates mutations in one folder. Many of them have the same plan, so that only new plans are
/// emitted.
struct Mutations {
    project: Project,
    file: &'static str,
    plans: HashSet<String>,
    refused: usize,
}

impl Mutations {
    fn of(file: &'static str) -> Self {
        let project = good_project();
        project.write("model/docs-2.json", DOCS);
        project.outputs().expect("the project is valid");
        Self {
            project,
            file,
            plans: HashSet::new(),
            refused: 0,
        }
    }

    /// Generates from the mutated text, to Rust that parses.
    fn generate(&mut self) -> Result<()> {
        let manifest = Manifest::read(&self.project.path("manifest.toml"))?;
        for crate_ in &manifest.crates {
            let plan = botosmith::plan(&manifest, crate_)?;
            if self.plans.insert(format!("{plan:?}")) {
                let mut files = botosmith::emit::files(&plan);
                // Other files are copied, and do not depend on the model.
                let is_made = |path: &str| path.contains("/operation") || path.contains("/types");
                files.retain(|file| is_made(&file.path) || !path_below_service(&file.path));
                Output::new("out".into(), files);
            }
        }
        Ok(())
    }

    fn check(&mut self, text: &str) {
        self.project.write(self.file, text);
        let result = catch_unwind(AssertUnwindSafe(|| self.generate()));
        let Ok(result) = result else {
            panic!("the generator panicked on this {}:\n{text}", self.file);
        };
        let Err(error) = result else {
            return;
        };
        self.refused += 1;
        error_forms::check(&error, self.project.folder(), error_forms::text_of);
    }

    /// Asserts that neither all nor none of the mutations were refused.
    fn finish(&self) {
        assert!(self.refused > 10, "{} were refused", self.refused);
        assert!(self.plans.len() > 1, "{} plans", self.plans.len());
    }
}

fn path_below_service(path: &str) -> bool {
    path.starts_with("src/support") || path.starts_with("src/tiny/")
}

fn replaced(text: &str, range: std::ops::Range<usize>, replacement: &str) -> String {
    format!(
        "{}{replacement}{}",
        &text[..range.start],
        &text[range.end..]
    )
}

fn replace_values(file: &'static str, text: &str) {
    let mut mutations = Mutations::of(file);
    for range in spans(text).values {
        for value in VALUES {
            mutations.check(&replaced(text, range.clone(), value));
        }
    }
    mutations.finish();
}

/// Removes each entry, doubles each, and swaps each pair of neighbours.
fn cut_entries(file: &'static str, text: &str) {
    let mut mutations = Mutations::of(file);
    let entries = spans(text).entries;
    for range in &entries {
        let entry = &text[range.clone()];
        // The comma after it, or the one before it if it is the last.
        let rest = text[range.end..].trim_start();
        let (start, end) = match rest.strip_prefix(',') {
            Some(rest) => (range.start, text.len() - rest.len()),
            None => (
                text[..range.start].trim_end().trim_end_matches(',').len(),
                range.end,
            ),
        };
        mutations.check(&replaced(text, start..end, ""));
        mutations.check(&replaced(text, range.clone(), &format!("{entry}, {entry}")));
    }
    for (first, second) in entries.iter().zip(entries.iter().skip(1)) {
        if first.end <= second.start {
            let between = &text[first.end..second.start];
            let (a, b) = (&text[first.clone()], &text[second.clone()]);
            let swapped = format!("{b}{between}{a}");
            mutations.check(&replaced(text, first.start..second.end, &swapped));
        }
    }
    mutations.finish();
}

/// Cuts the text short at every byte (at every character: a file has to be UTF-8, and another test
/// has one that is not).
fn cut_short(file: &'static str, text: &str) -> Mutations {
    let mut mutations = Mutations::of(file);
    for (index, _) in text.char_indices() {
        mutations.check(&text[..index]);
    }
    mutations
}

#[test]
fn values_of_the_model() {
    replace_values("model/service-2.json", MODEL);
}

#[test]
fn entries_of_the_model() {
    cut_entries("model/service-2.json", MODEL);
}

#[test]
fn values_and_entries_of_the_documentation() {
    replace_values("model/docs-2.json", DOCS);
    cut_entries("model/docs-2.json", DOCS);
}

#[test]
fn files_cut_short() {
    let model = cut_short("model/service-2.json", MODEL.trim_end());
    assert_eq!(
        model.refused,
        MODEL.trim_end().len(),
        "all of them are refused"
    );
    let docs = cut_short("model/docs-2.json", DOCS.trim_end());
    assert_eq!(
        docs.refused,
        DOCS.trim_end().len(),
        "all of them are refused"
    );
    cut_short("manifest.toml", MANIFEST);
}

/// Replaces each character by one that has a meaning in the format.
#[test]
fn characters() {
    let files = [
        ("model/service-2.json", MODEL),
        ("model/docs-2.json", DOCS),
        ("manifest.toml", MANIFEST),
    ];
    for (file, text) in files {
        let mut mutations = Mutations::of(file);
        // Seven of them, a prime, so that they do not coincide with patterns in the text.
        let others = ["\"", "x", "]", ",", "\\", "\0", "é"].iter().cycle();
        for ((index, c), other) in text.char_indices().zip(others) {
            mutations.check(&replaced(text, index..index + c.len_utf8(), other));
        }
        mutations.finish();
    }
}
