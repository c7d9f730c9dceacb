//! Damaged and hostile sources, and files that are not sources: a clear error, and nothing is
//! written.

use std::fs;
use std::path::{Path, PathBuf};

use botosmith::Error;
use generator_tests::botocore::{Botocore, gzip};
use generator_tests::project::Project;

use crate::harness::{MODEL, botocore, import_from, project, request};

/// Asserts that a source is refused and nothing is written. The error's text is the snapshot
/// `name`.
fn assert_refused(name: &str, make: impl FnOnce(&Path)) {
    let elsewhere = Project::new();
    let source = elsewhere.path("source");
    make(&source);
    let error = error(&source, "pantry", &["Get"]);
    snapshot(name, &elsewhere.shown(&error));
}

fn error(source: &Path, service: &str, operations: &[&str]) -> Error {
    let project = project();
    let before = project.tree();
    let mut request = request(&project, operations);
    request.services[0].service = service.to_owned();
    let error = import_from(&request, source).expect_err("an error");
    assert_eq!(project.tree(), before, "something was written");
    error
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/import");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn files_that_are_not_sources_are_refused() {
    assert_refused("not_there", |_| {});
    assert_refused("empty_file", |source| fs::write(source, "").unwrap());
    assert_refused("text", |source| {
        fs::write(source, "import botocore\n").unwrap()
    });
    assert_refused("empty_folder", |source| fs::create_dir(source).unwrap());
    assert_refused("folder_without_models", |source| {
        fs::create_dir_all(source.join("botocore/data/pantry/2024-01-01")).unwrap();
        fs::write(
            source.join("botocore/data/pantry/2024-01-01/waiters-2.json"),
            "{}",
        )
        .unwrap();
    });
    assert_refused("wheel_without_models", |source| {
        Botocore::new("1").wheel(source)
    });
    assert_refused("sdist_without_models", |source| {
        Botocore::new("1").sdist(source)
    });
    assert_refused("gzipped_text", |source| {
        fs::write(source, gzip(b"import botocore\n")).unwrap();
    });
}

#[test]
fn unknown_services_and_operations_are_named() {
    let elsewhere = Project::new();
    let source = elsewhere.path("it.whl");
    botocore()
        .with("bakery/2024-01-01/service-2.json", MODEL)
        .wheel(&source);
    let shown =
        |service, operations: &[&str]| elsewhere.shown(&error(&source, service, operations));
    snapshot("unknown_service", &shown("pantri", &[]));
    snapshot("unknown_service_far_off", &shown("s3\n\u{202e}", &[]));
    snapshot("unknown_operation", &shown("pantry", &["Get", "Lists"]));
}

#[test]
fn models_that_cannot_be_loaded_are_refused() {
    let broken = |text: String| {
        move |source: &Path| {
            Botocore::new("1")
                .with("pantry/2024-01-01/service-2.json", text)
                .folder(source);
        }
    };
    assert_refused("model_cut_short", broken(MODEL[..900].to_owned()));
    assert_refused("model_of_bytes", |source| {
        let botocore = Botocore::new("1");
        let bytes = b"{\"a\": \"\xff\"}".to_vec();
        botocore
            .with("pantry/2024-01-01/service-2.json", bytes)
            .folder(source);
    });
    assert_refused("model_is_a_list", broken("[]".to_owned()));
    assert_refused(
        "model_with_unknown_key",
        broken(MODEL.replacen("\"max\"", "\"maximum\"", 1)),
    );
    assert_refused(
        "model_with_a_key_twice",
        broken(MODEL.replacen("\"max\"", "\"min\"", 1)),
    );
    assert_refused(
        "model_of_another_protocol",
        broken(MODEL.replacen("\"json\"", "\"rest-xml\"", 1)),
    );
    let unsupported = MODEL.replacen("\"max\": 20", "\"streaming\": true", 1);
    assert_refused("model_with_something_unsupported", broken(unsupported));
    let waiters = |text: &'static str| {
        move |source: &Path| {
            botocore()
                .with("pantry/2024-01-01/waiters-2.json", text)
                .folder(source);
        }
    };
    assert_refused("waiters_cut_short", waiters("{\"version\": 2, \"wai"));
    assert_refused("extras_cut_short", |source| {
        let path = "pantry/2024-01-01/service-2.sdk-extras.json";
        botocore().with(path, "{\"merge\": ").folder(source);
    });
    assert_refused("nested_without_end", broken("{\"a\":".repeat(100_000)));
}

/// An archive with a path that leads out of its folder.
fn climbing(path: &str) -> Botocore {
    botocore().with_file(path, "out")
}

#[test]
fn paths_that_lead_out_of_the_folder_are_refused() {
    assert_refused("wheel_climbs", |it| {
        climbing("../../etc/cron.d/it").wheel(it)
    });
    assert_refused("wheel_climbs_later", |it| {
        climbing("botocore/../../it").wheel(it)
    });
    assert_refused("wheel_climbs_backwards", |it| {
        climbing("botocore\\..\\..\\it").wheel(it)
    });
    assert_refused("wheel_is_absolute", |it| {
        climbing("/etc/cron.d/it").wheel(it)
    });
    assert_refused("sdist_climbs", |it| climbing("../../../it").sdist(it));
    // Names of services and operations are looked up, and never used as paths.
    let elsewhere = Project::new();
    let source = elsewhere.path("it.whl");
    botocore().wheel(&source);
    for name in ["../pantry", "/etc", "pantry/..", "", "."] {
        let error = error(&source, name, &["Get"]);
        assert!(error.what().starts_with("there is no service"), "{error}");
    }
}

#[test]
fn versions_that_lead_out_of_the_folder_are_refused() {
    // The folder has the name of the version, which is part of a path in wheels, but not in single
    // models.
    let elsewhere = Project::new();
    for version in ["..", ".", "a b", "2024-01-01\n"] {
        let model = MODEL.replacen("2024-01-01", &version.replace('\n', "\\n"), 1);
        elsewhere.write("model.json", model);
        let project = project();
        let before = project.tree();
        match import_from(&request(&project, &["Get"]), &elsewhere.path("model.json")) {
            Ok(import) => assert!(import.folder.starts_with(project.path("pantry"))),
            Err(_) => assert_eq!(project.tree(), before),
        }
        assert!(!project.path("service-2.json").exists(), "{version}");
    }
}

#[test]
fn decompression_bombs_are_refused() {
    let zeros = vec![b' '; 65 << 20];
    let model = || {
        let mut model = MODEL.as_bytes().to_vec();
        model.extend(&zeros);
        model
    };
    assert_refused("bomb_in_a_wheel", |source| {
        Botocore::new("1")
            .with("pantry/2024-01-01/service-2.json", model())
            .wheel(source);
    });
    assert_refused("bomb_in_an_sdist", |source| {
        Botocore::new("1")
            .with("pantry/2024-01-01/service-2.json", model())
            .sdist(source);
    });
    assert_refused("bomb_by_itself", |source| {
        fs::write(source, gzip(&model())).unwrap()
    });
    // A wheel whose headers have wrong sizes.
    assert_refused("wheel_that_lies_about_sizes", |source| {
        botocore().wheel(source);
        let mut bytes = fs::read(source).unwrap();
        // Each local header and central entry gets an uncompressed size of 1.
        for (signature, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
            let places: Vec<usize> = (0..bytes.len() - 4)
                .filter(|&at| bytes[at..].starts_with(signature))
                .collect();
            for at in places {
                bytes[at + offset..at + offset + 4].copy_from_slice(&1u32.to_le_bytes());
            }
        }
        fs::write(source, bytes).unwrap();
    });
}

/// Cuts a source at each length: there is an error and never a panic, and nothing is written.
fn check_every_cut(make: impl Fn(&Path), step: usize) {
    let elsewhere = Project::new();
    let (whole, cut): (PathBuf, PathBuf) = (elsewhere.path("whole"), elsewhere.path("cut"));
    make(&whole);
    let bytes = fs::read(&whole).unwrap();
    let project = project();
    let before = project.tree();
    for length in (0..bytes.len() - 1).step_by(step) {
        fs::write(&cut, &bytes[..length]).unwrap();
        let result = import_from(&request(&project, &["Get"]), &cut);
        // The end of an archive may be missing without damage to a model.
        if result.is_err() {
            assert_eq!(project.tree(), before, "{length}");
        } else {
            assert!(
                length > bytes.len() / 2,
                "{length} of {} suffice",
                bytes.len()
            );
            return;
        }
    }
}

#[test]
fn sources_that_are_cut_short_are_refused() {
    check_every_cut(|path| botocore().wheel(path), 7);
    check_every_cut(|path| botocore().sdist(path), 7);
    check_every_cut(|path| fs::write(path, gzip(MODEL.as_bytes())).unwrap(), 7);
    check_every_cut(|path| fs::write(path, MODEL).unwrap(), 41);
    assert_refused("wheel_cut_short", |it| half(it, |it| botocore().wheel(it)));
    assert_refused("sdist_cut_short", |it| half(it, |it| botocore().sdist(it)));
    assert_refused("gzip_cut_short", |it| {
        half(it, |it| fs::write(it, gzip(MODEL.as_bytes())).unwrap());
    });
}

/// Makes a source and cuts off its second half.
fn half(source: &Path, make: impl Fn(&Path)) {
    make(source);
    let bytes = fs::read(source).unwrap();
    fs::write(source, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn an_import_that_cannot_be_written_changes_nothing() {
    let source = Project::new();
    botocore().folder(source.folder());
    let project = project();
    project.write("pantry", "a file, not a folder");
    let before = project.tree();
    let error = import_from(&request(&project, &["Get"]), source.folder()).unwrap_err();
    assert_eq!(project.tree(), before);
    assert!(
        error.what().starts_with("cannot write the model"),
        "{error}"
    );
}

#[test]
fn a_missing_manifest_is_an_error() {
    let source = Project::new();
    botocore().folder(source.folder());
    let project = Project::new();
    let error = import_from(&request(&project, &["Get"]), source.folder()).unwrap_err();
    snapshot("no_manifest", &project.shown(&error));
    assert!(project.tree().is_empty());
}
