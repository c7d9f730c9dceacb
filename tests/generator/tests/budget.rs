//! Size of the emitted code: per operation, per service, and per crate.
//!
//! Little code to read and to compile is a goal of the project. A change by more than two percent,
//! up or down, has to record new numbers here, so that its reviewer sees it.

use botosmith::Manifest;
use generator_tests::sources::repository;

/// Lines and bytes of Rust.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Size {
    lines: usize,
    bytes: usize,
}

/// Average size of an operation with the types that it reaches.
const PER_OPERATION: Size = Size {
    lines: 4312,
    bytes: 138453,
};

/// Size of a service without operations: client, settings, errors, endpoint rules with their text.
const PER_SERVICE: Size = Size {
    lines: 1988,
    bytes: 69091,
};

/// Size of a crate without services.
const PER_CRATE: Size = Size {
    lines: 4735,
    bytes: 165192,
};

/// Allowed difference in percent.
const TOLERANCE: usize = 2;

fn check(what: &str, recorded: Size, found: Size) {
    let is_near =
        |recorded: usize, found: usize| recorded.abs_diff(found) * 100 <= recorded * TOLERANCE;
    assert!(
        is_near(recorded.lines, found.lines) && is_near(recorded.bytes, found.bytes),
        "{what}: {found:?} is not within {TOLERANCE} % of {recorded:?}. If the change is intended, \
         record the new numbers in tests/generator/tests/budget.rs."
    );
}

#[test]
fn emitted_rust_has_the_recorded_size() {
    let manifest = Manifest::read(&repository().join("models/manifest.toml"));
    let manifest = manifest.unwrap_or_else(|error| panic!("{error}"));
    let crate_ = &manifest.crates[0];
    let plan = botosmith::plan(&manifest, crate_).unwrap_or_else(|error| panic!("{error}"));
    let operations: usize = plan.services.iter().map(|it| it.operations.len()).sum();
    let services = plan.services.len();
    let output = botosmith::generate(&manifest).unwrap_or_else(|error| panic!("{error}"));
    let mut sizes = [Size { lines: 0, bytes: 0 }; 3];
    for (path, text) in output[0]
        .files()
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
    {
        let parts: Vec<&str> = path.split('/').collect();
        let is_service = plan
            .services
            .iter()
            .any(|it| parts[1].trim_end_matches(".rs") == it.module.unraw());
        let size = match parts.get(2) {
            Some(&("operation" | "types")) if is_service => &mut sizes[0],
            _ if is_service => &mut sizes[1],
            _ => &mut sizes[2],
        };
        size.lines += text.lines().count();
        size.bytes += text.len();
    }
    let divided = |size: Size, by: usize| Size {
        lines: size.lines / by,
        bytes: size.bytes / by,
    };
    check("an operation", PER_OPERATION, divided(sizes[0], operations));
    check(
        "a service without operations",
        PER_SERVICE,
        divided(sizes[1], services),
    );
    check("a crate without services", PER_CRATE, sizes[2]);
}
