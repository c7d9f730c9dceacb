//! Mistakes in the manifest and in models, as `generate` reports them.

use super::{MANIFEST, MODEL, Mistakes, project, with};

/// Generates from a changed manifest.
fn edited(mistakes: &mut Mistakes, old: &str, new: &str) {
    assert!(MANIFEST.contains(old), "{old}");
    let project = with(&MANIFEST.replacen(old, new, 1));
    mistakes.make(&project, &["generate"]);
}

#[test]
fn crates_and_services() {
    let mut mistakes = Mistakes::new();
    for (old, new) in [
        ("[[crate]]", "[[crate]"),
        ("[[crate]]", "[crate]"),
        ("[[crate.service]]", "[[crate.services]]"),
        ("name = \"clients\"\n", ""),
        ("name = \"clients\"", "name = \"my clients\""),
        ("path = \"clients\"", "path = \".\""),
        ("path = \"clients\"", "path = \"models/tiny/2024-01-01\""),
        ("models = \"models\"", "models = \"../models\""),
        ("module = \"tiny\"", "module = \"Tiny\""),
        ("module = \"tiny\"", "module = \"self\""),
        ("tiny/2024-01-01", "tiny/2025-01-01"),
        ("2024-01-01\"\n", "2024-01-01\"\noperations = []\n"),
        (
            "2024-01-01\"\n",
            "2024-01-01\"\noperations = [\"Put\", \"Put\"]\n",
        ),
        ("2024-01-01\"\n", "2024-01-01\"\noperations = [\"put\"]\n"),
        (
            "2024-01-01\"\n",
            "2024-01-01\"\noperations = [\"Put\"]\nskip = [\"Put\"]\n",
        ),
    ] {
        edited(&mut mistakes, old, new);
    }
    let twice = format!(
        "{MANIFEST}\n{}",
        MANIFEST.split_once("\n\n").expect("two parts").1
    );
    mistakes.make(&with(&twice), &["generate"]);
    mistakes.compare("crates_and_services");
}

#[test]
fn models() {
    let mut mistakes = Mistakes::new();
    let folder = "models/tiny/2024-01-01";
    for (old, new) in [
        ("{\"shape\": \"Color\"}", "{\"shape\": \"Colour\"}"),
        ("\"type\": \"blob\"", "\"type\": \"bytes\""),
        ("\"box\": true", "\"boxed\": true"),
        ("\"operations\"", "operations"),
    ] {
        assert!(MODEL.contains(old), "{old}");
        let project = project();
        project.write(
            &format!("{folder}/service-2.json"),
            MODEL.replacen(old, new, 1),
        );
        mistakes.make(&project, &["generate"]);
    }
    let project = project();
    let docs = r#"{"version": "2.0", "operations": {"Pull": "Nothing."}}"#;
    project.write(&format!("{folder}/docs-2.json"), docs);
    mistakes.make(&project, &["generate"]);
    let project = super::project();
    project.write("clients/Cargo.toml", "[package]\nname = \"mine\"\n");
    mistakes.make(&project, &["generate"]);
    mistakes.compare("models");
}
