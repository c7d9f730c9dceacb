//! The files that a crate is generated from.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use botosmith::{Manifest, Output};
use generator_tests::error_forms;
use generator_tests::fuzz::{GENERATOR, fuzz};
use generator_tests::project::{MANIFEST, Project};
use generator_tests::sources::feature_models;

const MODEL: &str = include_str!("../bad_models/model.json");
const RULES: &str = include_str!("../../../models/features/endpoints/endpoint-rule-set-1.json");
const PARTITIONS: &str = include_str!("../../../../codegen/src/model/partitions.json");

/// Plans a project, and emits the files that depend on the model, as text. A plan that is among
/// `known` is not emitted again.
fn generate(project: &Project, known: &RefCell<HashSet<u64>>) -> botosmith::Result<()> {
    let manifest = Manifest::read(&project.path("manifest.toml"))?;
    for crate_ in &manifest.crates {
        let plan = botosmith::plan(&manifest, crate_)?;
        let mut hasher = DefaultHasher::new();
        format!("{plan:?}").hash(&mut hasher);
        let hash = hasher.finish();
        if known.borrow().contains(&hash) {
            continue;
        }
        let mut files = botosmith::emit::files(&plan);
        files.retain(|file| !file.path.starts_with("src/support/"));
        // Formatting fails if a file is not Rust.
        let _ = Output::new("out".into(), files);
        // Tests have positions of tokens, for which proc-macro2 keeps all sources otherwise.
        proc_macro2::extra::invalidate_current_thread_spans();
        // Not before, so that a smaller input with the same fault fails as well.
        known.borrow_mut().insert(hash);
    }
    Ok(())
}

/// Generates from mutations of a file of a project that is otherwise good.
fn of_file(inputs: u32, name: &str, others: &[(&str, &str)], seeds: &[impl AsRef<[u8]>]) {
    let project = Project::new();
    project.write("manifest.toml", MANIFEST);
    project.write("model/service-2.json", MODEL);
    for (name, text) in others {
        project.write(name, text);
    }
    let plans = RefCell::default();
    for seed in seeds {
        project.write(name, seed);
        generate(&project, &plans).unwrap_or_else(|error| panic!("{error}"));
    }
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    fuzz(inputs, GENERATOR, seeds, |input| {
        project.write(name, input);
        let count = match generate(&project, &plans) {
            Ok(()) => &accepted,
            Err(error) => {
                error_forms::check(&error, project.folder(), error_forms::text_of);
                &refused
            }
        };
        count.set(count.get() + 1);
    });
    // Mutations are neither too small nor too large.
    let (accepted, refused) = (accepted.get(), refused.get());
    assert!(
        accepted > inputs / 100 && refused > inputs / 10,
        "{accepted} {refused}"
    );
}

#[test]
fn models() {
    let folders = fs::read_dir(feature_models()).expect("a folder");
    let models = folders.map(|it| it.expect("an entry").path().join("service-2.json"));
    let mut models: Vec<_> = models.filter(|it| it.is_file()).collect();
    models.sort();
    let read = |path: &Path| fs::read(path).expect("a model");
    let models: Vec<_> = models.iter().map(|it| read(it)).collect();
    of_file(6_000, "model/service-2.json", &[], &models);
}

#[test]
fn documentation() {
    let docs = r##"{
        "version": "2.0",
        "service": "Puts *things*: `x`, [a](b), <b>bold</b>.",
        "operations": {"Put": "Puts one thing.\n\n# A title\n\n- one\n- two"},
        "shapes": {"Color": {"base": "A color.", "refs": {"PutInput$color": "Its color."}}}
    }"##;
    of_file(4_000, "model/docs-2.json", &[], &[docs]);
}

#[test]
fn endpoint_rules() {
    let model = include_str!("../../../models/features/endpoints/service-2.json");
    let others = [("model/service-2.json", model)];
    of_file(6_000, "model/endpoint-rule-set-1.json", &others, &[RULES]);
}

#[test]
fn partitions() {
    let model = include_str!("../../../models/features/endpoints/service-2.json");
    let others = [
        ("model/service-2.json", model),
        ("model/endpoint-rule-set-1.json", RULES),
    ];
    of_file(2_000, "partitions.json", &others, &[PARTITIONS]);
}

#[test]
fn manifests() {
    let chosen = format!("{MANIFEST}operations = [\"Put\"] # one\n");
    of_file(10_000, "manifest.toml", &[], &[MANIFEST, &chosen]);
}

#[test]
fn locks() {
    let lock = r#"
        version = 1
        [types]
        Choice = "ChoiceType"
        [operations]
        Put = "PutIt"
        [members]
        "PutInput$color" = "colour"
        [values]
        "Color$red" = "Rot"
    "#;
    of_file(10_000, "model/names.lock", &[], &[lock]);
}
