//! The documentation of botocore itself, if `cargo xtask test` has installed it.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use botosmith::prose::markdown;
use flate2::read::GzDecoder;
use generator_tests::words;
use serde_json::Value;

/// Distance of the tested texts. A prime, so that it does not coincide with patterns in the models.
const STRIDE: usize = 157;

#[test]
fn the_words_of_botocore_are_kept() {
    let Some(data) = data() else {
        // Not `eprintln!`, whose output is not shown for a test that passes.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: the_words_of_botocore_are_kept: botocore is not set up; run cargo xtask test"
        );
        return;
    };
    let texts = texts(&data);
    assert!(texts.len() > 1_000, "{} texts", texts.len());
    for (model, html) in texts {
        let markdown = markdown(&html);
        assert_eq!(
            words::of_markdown(&markdown),
            Ok(words::of_html(&html)),
            "{model}\n{html}\n{markdown}"
        );
    }
}

/// Finds botocore's folder of models.
fn data() -> Option<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let libraries = tests.parent()?.join("target/python/lib").read_dir().ok()?;
    let mut found = libraries
        .filter_map(|python| Some(python.ok()?.path().join("site-packages/botocore/data")))
        .filter(|data| data.is_dir());
    found.next()
}

/// Every [`STRIDE`]th text, with the name of its model.
fn texts(data: &Path) -> Vec<(String, String)> {
    let mut models = Vec::new();
    for service in sorted(data) {
        models.extend(sorted(&service).iter().flat_map(|version| {
            ["service-2.json.gz", "service-2.json"].map(|file| version.join(file))
        }));
    }
    let mut texts = Vec::new();
    let mut number = 0;
    for model in models.iter().filter(|model| model.is_file()) {
        let mut all = Vec::new();
        documentation(&read(model), &mut all);
        for html in all {
            if number % STRIDE == 0 {
                texts.push((model.display().to_string(), html));
            }
            number += 1;
        }
    }
    texts
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    paths
}

fn read(model: &Path) -> Value {
    let file = std::fs::read(model).expect("a model of botocore");
    let mut text = Vec::new();
    if model.extension().is_some_and(|it| it == "gz") {
        GzDecoder::new(&*file).read_to_end(&mut text).map(drop)
    } else {
        text = file;
        Ok(())
    }
    .expect("a model that is gzipped");
    serde_json::from_slice(&text).expect("a model in JSON")
}

fn documentation(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "documentation" => texts.push(text.clone()),
                    _ => documentation(member, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| documentation(item, texts)),
        _ => {}
    }
}
