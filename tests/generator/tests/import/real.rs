//! Published releases of botocore: `models/` and `tests/models/` are what an import of them writes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::Path;

use botosmith::import::ServiceRequest;
use botosmith::model::{self, Raw, Source};
use botosmith::source::{Catalog, Kind};
use generator_tests::botocore::published;
use generator_tests::project::Project;
use generator_tests::sources::repository;

use crate::harness::{import_from, request_for};

/// Imports RegisterContainerInstance, and asserts that the files are those of a folder of this
/// repository.
fn assert_imported(source: &Path, folder: &str) {
    let project = Project::new();
    project.write("manifest.toml", "[[crate]]\nname = \"a\"\npath = \"out\"\n");
    let request = request_for(
        &project,
        ServiceRequest::new("ecs", &["RegisterContainerInstance"]),
    );
    import_from(&request, source).unwrap_or_else(|error| panic!("{error}"));
    let known = repository().join(folder);
    let files = [
        "service-2",
        "paginators-1",
        "waiters-2",
        "endpoint-rule-set-1",
    ];
    for file in files.map(|name| format!("{name}.json")) {
        let new = project.path("ecs/2014-11-13").join(&file);
        let [new, known] = [new, known.join(&file)].map(|file| fs::read_to_string(file).ok());
        assert!(new == known, "{folder}/{file} is not what an import writes");
    }
}

#[test]
fn the_models_of_this_repository_are_botocore_s() {
    for (file, folder) in [
        (
            "botocore-1.1.0-py2.py3-none-any.whl",
            "tests/models/botocore-1.1.0/ecs/2014-11-13",
        ),
        (
            "botocore-1.1.1-py2.py3-none-any.whl",
            "tests/models/botocore-1.1.1/ecs/2014-11-13",
        ),
        ("botocore-1.44.5.tar.gz", "models/ecs/2014-11-13"),
    ] {
        if let Some(source) = published(file) {
            assert_imported(&source, folder);
        }
    }
}

/// Every key of every model is known: it is read, refused by name when it is planned, or on the
/// list of keys without effect. That list is a snapshot, with the number of occurrences.
#[test]
fn every_key_of_every_model_is_known() {
    let Some(source) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let catalog = Catalog::open(&source).unwrap();
    let services: Vec<String> = catalog.services().map(str::to_owned).collect();
    assert_eq!(services.len(), 439);
    let mut operations = 0;
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for service in &services {
        let document = catalog.read(service, Kind::Service).unwrap().unwrap();
        let raw = Raw::parse(&document.place, &document.text).unwrap();
        raw.keys(&mut |owner, key| *counts.entry((owner, key.to_owned())).or_default() += 1);
        let source = Source::new(document.place, document.text);
        let model = model::parse(source, None).unwrap_or_else(|error| panic!("{service}: {error}"));
        operations += model.operations.len();
    }
    assert_eq!(operations, 19_796);

    let mut table = String::new();
    for (owner, key, reason) in model::WITHOUT_EFFECT {
        let count = counts.get(&(*owner, (*key).to_owned())).copied();
        let count = count.unwrap_or_default();
        writeln!(table, "{count:>6}  {owner}.{key}: {reason}").unwrap();
    }
    insta::with_settings!({
        snapshot_path => "../snapshots/import", prepend_module_to_snapshot => false, omit_expression => true
    }, {
        insta::assert_snapshot!("keys_without_effect", table);
    });
}

/// Keys that botocore's code reads are not without effect. (It reads `enum` and `deprecated` where
/// they have an effect: on shapes, and for warnings.)
#[test]
fn botocore_reads_no_key_without_effect() {
    let Some(source) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let file = flate2::read::GzDecoder::new(fs::File::open(source).unwrap());
    let mut archive = tar::Archive::new(file);
    let mut files = 0;
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().into_owned();
        let is_code = path.parent().is_some_and(|it| it.ends_with("botocore"))
            && path.extension().is_some_and(|it| it == "py");
        if !is_code {
            continue;
        }
        files += 1;
        let mut code = String::new();
        entry.read_to_string(&mut code).unwrap();
        for (owner, key, _) in model::WITHOUT_EFFECT {
            if matches!(
                (*owner, *key),
                ("member", "enum") | ("service", "deprecated")
            ) {
                continue;
            }
            for quote in ['\'', '"'] {
                let reads = code.contains(&format!("{quote}{key}{quote}"));
                assert!(!reads, "{} reads `{key}`", path.display());
            }
        }
    }
    assert!(files > 40, "{files}");
}
