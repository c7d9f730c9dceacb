//! botocore's protocol suites, played through generated clients.
//!
//! The suites come from the published sdist. Each becomes a model; the clients of all models and a program that drives
//! them are built once, in `target/driver/protocols`, and every case is data for that program. What a case says is
//! judged here as botocore judges it (`tests/unit/test_protocols.py` there), except that cases which botocore leaves
//! out (`protocol-tests-ignore-list.json`) are tried as well.

mod judge;
mod suites;

use std::collections::BTreeSet;

use generator_tests::botocore::published;

/// Cases that cannot pass, as `direction/file/id`, and what the published protocol says of them.
const CANNOT: [(&str, &str); 1] = [(
    "input/rest-json/RestJsonHttpChecksumRequired",
    "wants MD5 in `Content-MD5`; AWS's SDKs, botocore among them, prove bodies by CRC-32 instead",
)];

#[test]
fn all_cases_of_botocore_pass() {
    let Some(sdist) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let cases = suites::cases(&sdist);
    assert_eq!(cases.cases.len(), 372, "the suites of that release");
    let calls: Vec<_> = cases.cases.iter().map(suites::Case::call).collect();
    let program = driver::project::build("protocols", &cases.manifest)
        .unwrap_or_else(|error| panic!("{error}"));
    let results = program.play(&calls);
    assert_eq!(results.len(), calls.len(), "each call has its outcome");

    let mut unseen: BTreeSet<&str> = CANNOT.iter().map(|(case, _)| *case).collect();
    assert_eq!(unseen.len(), CANNOT.len(), "no case is listed twice");
    let mut wrong = Vec::new();
    for (case, result) in cases.cases.iter().zip(&results) {
        match (
            judge::judge(case, result),
            unseen.remove(case.name.as_str()),
        ) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => {
                wrong.push(format!("{}: passes, so it is not to be listed", case.name))
            }
            (Err(error), false) => wrong.push(format!("{}: {error}", case.name)),
        }
    }
    wrong.extend(
        unseen
            .iter()
            .map(|case| format!("{case}: listed, but there is no such case")),
    );
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.cases.len(),
        wrong.join("\n")
    );
}
