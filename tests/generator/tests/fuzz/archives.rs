//! Sources: wheels, sdists, gzipped models.

use std::cell::Cell;
use std::fs;

use botosmith::source::{Catalog, Kind};
use generator_tests::botocore::{Botocore, gzip};
use generator_tests::fuzz::{GENERATOR, fuzz};

const MODEL: &str = include_str!("../bad_models/model.json");

/// Opens mutations of a source, and reads what is in them.
fn sources(inputs: u32, name: &str, seeds: &[Vec<u8>]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let accepted = Cell::new(0);
    fuzz(inputs, GENERATOR, seeds, |input| {
        fs::write(&path, input).expect("a file");
        let Ok(catalog) = Catalog::open(&path) else {
            return;
        };
        accepted.set(accepted.get() + 1);
        for service in catalog.services() {
            for kind in [Kind::Service, Kind::Docs, Kind::EndpointRules] {
                let _ = catalog.read(service, kind);
            }
        }
    });
    assert!(accepted.get() > inputs / 100, "{}", accepted.get());
}

fn release() -> Botocore {
    Botocore::new("1.2.3")
        .with("tiny/2024-01-01/service-2.json", MODEL)
        .with("tiny/2024-01-01/endpoint-rule-set-1.json", "{}")
}

/// Writes a release, and reads the file.
fn written(write: fn(&Botocore, &std::path::Path)) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("release");
    write(&release(), &path);
    fs::read(&path).expect("a file")
}

#[test]
fn wheels() {
    sources(5_000, "botocore.whl", &[written(Botocore::wheel)]);
}

#[test]
fn sdists() {
    sources(5_000, "botocore.tar.gz", &[written(Botocore::sdist)]);
}

#[test]
fn sdists_with_any_content() {
    let mut tar = Vec::new();
    let gzipped = written(Botocore::sdist);
    let mut reader = flate2::read::GzDecoder::new(gzipped.as_slice());
    std::io::Read::read_to_end(&mut reader, &mut tar).expect("a tar");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("botocore.tar.gz");
    fuzz(3_000, GENERATOR, &[tar], |input| {
        fs::write(&path, gzip(input)).expect("a file");
        if let Ok(catalog) = Catalog::open(&path) {
            for service in catalog.services() {
                let _ = catalog.read(service, Kind::Service);
            }
        }
    });
}

#[test]
fn single_models() {
    let models = [MODEL.as_bytes().to_vec(), gzip(MODEL.as_bytes())];
    sources(5_000, "service-2.json", &models);
}
