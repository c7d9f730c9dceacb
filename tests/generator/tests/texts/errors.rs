//! Errors about models, manifests and archives with hostile texts.

use std::path::Path;

use botosmith::model::{Source, parse};
use botosmith::source::Catalog;
use botosmith::{Error, Manifest, SourceLocation};
use generator_tests::botocore::Botocore;
use generator_tests::error_forms;
use generator_tests::json_spans::spans;
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::{prop_assume, proptest};

use crate::hostile::{assert_visible, text};

const MODEL: &str = include_str!("../changes/classes/base.json");

/// Number of characters that an error may have, however long its input is.
const LONGEST: usize = 20_000;

fn check(error: &Error) {
    let printed = error.to_string();
    assert_visible(&printed);
    assert_visible(&format!("{error:?}"));
    assert!(!error.what().contains('\n'), "{printed}");
    assert!(printed.len() < LONGEST, "{} bytes", printed.len());
}

/// Asserts the same of an error about a text, and that it is in this text.
fn check_in(error: &Error, text: &str) {
    check(error);
    error_forms::check(error, Path::new("root"), |_| text.to_owned());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_error_of_any_texts_is_visible(what in text(), hint in text(), path in text(), line in text(), start in any::<prop::sample::Index>(), end in any::<prop::sample::Index>()) {
        let [start, end] = [start, end].map(|it| it.index(line.len() + 1));
        let place = SourceLocation::new(Path::new(&path), &line, start..end, path.as_str());
        check_in(&Error::at(place, what.as_str()).hint(hint.as_str()), &line);
        check_in(&Error::file(path.as_str(), what).hint(hint), "");
    }

    #[test]
    fn an_error_about_a_model_is_visible(text in text(), number in any::<prop::sample::Index>(), raw in any::<bool>()) {
        // In the place of any value; as JSON, or as it is.
        let values = spans(MODEL).values;
        let range = values[number.index(values.len())].clone();
        let json = serde_json::to_string(&text).expect("JSON");
        let new = if raw { text } else { json };
        let model = format!("{}{new}{}", &MODEL[..range.start], &MODEL[range.end..]);
        if let Err(error) = parse(Source::new("service-2.json", model.as_str()), None) {
            check_in(&error, error_forms::without_mark(&model));
        }
    }

    #[test]
    fn an_error_about_a_manifest_is_visible(text in text(), number in 0..6_usize) {
        let json = serde_json::to_string(&text).expect("JSON");
        prop_assume!(!json.contains("\\u007f"));
        let mut values = ["\"x\"", "\"x\"", "\"m\"", "\"m\"", "\"A\"", "version"].map(str::to_owned);
        values[number] = json;
        let [name, path, module, model, operation, key] = values;
        let manifest = format!(
            "[[crate]]\nname = {name}\npath = {path}\n[[crate.service]]\nmodule = {module}\n\
             model = {model}\noperations = [{operation}, {operation}]\n{key} = 1\n"
        );
        if let Err(error) = Manifest::parse(Path::new("manifest.toml"), &manifest) {
            check_in(&error, &manifest);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_error_about_an_archive_is_visible(name in text(), text in text()) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("botocore.whl");
        let name: String = name.chars().filter(|c| *c != '\0').take(100).collect();
        Botocore::new("1.0.0")
            .with_file(&format!("botocore/data/{name}/2024-01-01/service-2.json"), text.as_str())
            .with_file(&name, "")
            .wheel(&file);
        match Catalog::open(&file) {
            Err(error) => check(&error),
            Ok(catalog) => {
                for service in catalog.services() {
                    let read = catalog.read(service, botosmith::source::Kind::Service);
                    let document = match read {
                        Err(error) => {
                            check(&error);
                            continue;
                        }
                        Ok(document) => document.expect("a model"),
                    };
                    let source = Source::new(document.place, document.text);
                    check(&parse(source, None).expect_err("no model"));
                }
                let error = catalog.read("none", botosmith::source::Kind::Service);
                check(&error.expect_err("no such service"));
            }
        }
    }
}

#[test]
fn a_long_name_is_shortened_where_it_is_printed() {
    let name = "N".repeat(100_000);
    let model = MODEL.replacen("\"metadata\"", &format!("\"{name}\": 1, \"metadata\""), 1);
    let error = parse(Source::new("service-2.json", model), None).expect_err("an unknown key");
    check(&error);
    let printed = error.to_string();
    assert!(
        error.what().contains("…(100002 characters) on "),
        "{printed}"
    );
    assert!(
        printed.lines().all(|line| line.chars().count() < 400),
        "{printed}"
    );
    // The hint does not compare names of this length, which takes the square of it.
    let start = std::time::Instant::now();
    let reference = MODEL.replacen("\"PutInput\"", &format!("\"{name}\""), 1);
    let source = Source::new("service-2.json", reference);
    if let Err(error) = parse(source, None) {
        check(&error);
    }
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn an_excerpt_points_to_the_character() {
    let line = format!("{}\u{1b}x{}", "a".repeat(500), "b".repeat(500));
    let place = SourceLocation::new(Path::new("file"), &line, 501..502, "");
    let printed = Error::at(place, "here").to_string();
    let lines: Vec<&str> = printed.lines().collect();
    let code = lines
        .iter()
        .position(|it| it.contains("aaa"))
        .expect("the excerpt");
    let column = lines[code + 1]
        .chars()
        .position(|c| c == '^')
        .expect("the mark");
    assert_eq!(lines[code].chars().nth(column), Some('x'), "{printed}");
    assert_eq!(lines[1], " --> file:1:502");
    let code = lines[code];
    assert!(
        code.contains("...aaa") && code.contains("bbb..."),
        "{printed}"
    );
}
