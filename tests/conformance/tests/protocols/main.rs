//! Runs the cases of botocore's protocol suites, and our own, through generated clients.
//!
//! The suites come from the published sdist. Each becomes a model; the clients of all models and a
//! program that calls them are built once, in `target/conformance/protocols`, and every case is
//! data for that program. Cases are checked as botocore checks them (`tests/unit/test_protocols.py`
//! there), except that cases which botocore leaves out (`protocol-tests-ignore-list.json`) are run
//! as well.

mod expectation;
mod own;
mod suites;

use std::collections::BTreeSet;

use generator_tests::botocore::published;

/// Cases that cannot pass, as `direction/file/id`, with the reason.
const CANNOT_PASS: [(&str, &str); 1] = [(
    "input/rest-json/RestJsonHttpChecksumRequired",
    "wants MD5 in `Content-MD5`; AWS's SDKs, botocore among them, send a CRC-32 as the request checksum instead",
)];

#[test]
fn all_cases_of_botocore_pass() {
    let Some(sdist) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let cases = suites::cases(&sdist);
    assert_eq!(cases.cases.len(), 372, "the suites of that release");
    let calls: Vec<_> = cases.cases.iter().map(suites::Case::call).collect();
    let program = conformance::project::build("protocols", &cases.manifest)
        .unwrap_or_else(|error| panic!("{error}"));
    let results = program.run(&calls);
    assert_eq!(results.len(), calls.len(), "each call has an outcome");

    let mut not_seen: BTreeSet<&str> = CANNOT_PASS.iter().map(|(case, _)| *case).collect();
    assert_eq!(not_seen.len(), CANNOT_PASS.len(), "no case is listed twice");
    let mut wrong = Vec::new();
    for (case, result) in cases.cases.iter().zip(&results) {
        match (
            expectation::check(case, result),
            not_seen.remove(case.name.as_str()),
        ) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => {
                wrong.push(format!("{}: passes; remove it from CANNOT_PASS", case.name))
            }
            (Err(error), false) => wrong.push(format!("{}: {error}", case.name)),
        }
    }
    wrong.extend(
        not_seen
            .iter()
            .map(|case| format!("{case}: there is no such case; remove it from CANNOT_PASS")),
    );
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.cases.len(),
        wrong.join("\n")
    );
}
