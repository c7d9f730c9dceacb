//! Archives and compressed files with damage that only their checksums show.

use std::fs;
use std::path::Path;

use generator_tests::botocore::gzip;
use generator_tests::project::Project;

use crate::harness::{MODEL, botocore, import_from, project, request};

/// Imports from bytes. An import that fails writes nothing.
fn import(bytes: &[u8]) -> Result<(), String> {
    let (project, elsewhere) = (project(), Project::new());
    elsewhere.write("source", bytes);
    let before = project.tree();
    let imported = import_from(&request(&project, &["Get"]), &elsewhere.path("source"));
    if imported.is_err() {
        assert_eq!(project.tree(), before);
    }
    imported.map(drop).map_err(|error| error.to_string())
}

fn bytes(make: impl FnOnce(&Path)) -> Vec<u8> {
    let elsewhere = Project::new();
    make(&elsewhere.path("source"));
    fs::read(elsewhere.path("source")).expect("a file")
}

fn assert_refused(case: &str, bytes: &[u8]) {
    let error = import(bytes).expect_err(case);
    assert!(error.contains("cannot read the"), "{case}: {error}");
    assert!(error.contains("download it again"), "{case}: {error}");
}

/// The sources that end with the checksum and the length of a gzip file.
fn gzipped() -> [(&'static str, Vec<u8>); 2] {
    [
        ("an sdist", bytes(|it| botocore().sdist(it))),
        ("a model", gzip(MODEL.as_bytes())),
    ]
}

#[test]
fn checksum_and_length_of_gzip() {
    for (kind, good) in gzipped() {
        import(&good).unwrap_or_else(|error| panic!("{kind}: {error}"));
        for from_end in 1..=8 {
            let mut damaged = good.clone();
            let at = damaged.len() - from_end;
            damaged[at] ^= 1;
            assert_refused(&format!("{kind}, byte {from_end} from the end"), &damaged);
        }
        for cut in 1..=9 {
            let cut_short = &good[..good.len() - cut];
            assert_refused(&format!("{kind}, {cut} bytes short"), cut_short);
        }
        for more in [&b"x"[..], b"more", &[0; 4], b"\x1f\x8b"] {
            let longer = [good.as_slice(), more].concat();
            assert_refused(&format!("{kind} with {more:?} behind it"), &longer);
        }
        // Several members are one file.
        let two = [good.as_slice(), &gzip(b"")].concat();
        import(&two).unwrap_or_else(|error| panic!("{kind}: {error}"));
    }
}

/// Any bit of the compressed data.
#[test]
fn bits_of_gzip() {
    for (kind, good) in gzipped() {
        // The header has a time and a system, which are not checked.
        for at in (10..good.len()).step_by(37) {
            let mut damaged = good.clone();
            damaged[at] ^= 1 << (at % 8);
            let refused = import(&damaged).is_err();
            assert!(refused, "{kind} with another byte {at}");
        }
    }
}

#[test]
fn checksums_of_wheels() {
    let good = bytes(|it| botocore().wheel(it));
    import(&good).unwrap_or_else(|error| panic!("{error}"));
    // The checksum is in the local header and in the directory, and the directory's counts.
    let name = b"service-2.json.gz";
    let entry = |at: &usize| good[*at..].starts_with(b"PK\x01\x02");
    let entries: Vec<usize> = (0..good.len() - 46).filter(entry).collect();
    let is_model = |at: &&usize| {
        let length = usize::from(u16::from_le_bytes([good[**at + 28], good[**at + 29]]));
        good[**at + 46..**at + 46 + length].ends_with(name)
    };
    let at = *entries.iter().find(is_model).expect("the model");
    for byte in 16..20 {
        let mut damaged = good.clone();
        damaged[at + byte] ^= 1;
        assert_refused("another checksum", &damaged);
    }
    for more in [&b"x"[..], b"PK", &[0; 64]] {
        assert_refused("more behind it", &[good.as_slice(), more].concat());
    }
    assert_refused("something before it", &[b"PKx", good.as_slice()].concat());
    for cut in [1, 2, 21, 22, 100] {
        assert_refused("cut short", &good[..good.len() - cut]);
    }
}

/// A damaged file of an archive that is not the imported model damages the archive all the same, if
/// it has one checksum as a whole.
#[test]
fn the_published_archive_with_one_other_byte() {
    let Some(sdist) = generator_tests::botocore::published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let mut bytes = fs::read(sdist).expect("an sdist");
    let at = bytes.len() - 5;
    bytes[at] ^= 1;
    let elsewhere = Project::new();
    elsewhere.write("it.tar.gz", &bytes);
    let error = botosmith::source::Catalog::open(&elsewhere.path("it.tar.gz"));
    let error = error.expect_err("a damaged archive").to_string();
    assert!(error.contains("cannot read the archive"), "{error}");
}
