//! Tests of the comparison, and the comparison of all services whose numbers are recorded.

use std::io::Write;

use super::lines::{Miss, closure, compare, operations};
use super::*;

/// A service as it is published: two operations, each with an error; one of them has a waiter.
const PUBLISHED: &str = "
    pub mod client {
        pub struct Client;
        impl Client {
            pub fn new() -> Self { todo!() }
            pub fn get_thing(&self) -> crate::operation::get_thing::GetThingFluentBuilder { todo!() }
            pub fn put_thing(&self) -> crate::operation::put_thing::PutThingFluentBuilder { todo!() }
        }
        pub trait Waiters { fn wait_until_there(&self) -> crate::waiters::there::ThereFluentBuilder; }
    }
    pub mod waiters { pub mod there {
        pub struct ThereFluentBuilder;
        impl ThereFluentBuilder { pub fn as_input(&self) -> &crate::operation::put_thing::PutThingInput { todo!() } }
    } }
    pub enum Error {
        Gone(crate::types::error::Gone),
        Full(crate::types::error::Full),
    }
    impl From<crate::operation::get_thing::GetThingError> for Error {}
    impl From<crate::operation::put_thing::PutThingError> for Error {}
    pub mod operation {
        pub use other::RequestId;
        pub mod get_thing {
            pub struct GetThingFluentBuilder;
            impl GetThingFluentBuilder {
                pub async fn send(self) -> Result<GetThingOutput, SdkError<GetThingError, HttpResponse>> { todo!() }
            }
            pub enum GetThingError { Gone(crate::types::error::Gone) }
            pub struct GetThingOutput { pub thing: Option<crate::types::Thing> }
        }
        pub mod put_thing {
            pub struct PutThingFluentBuilder;
            pub enum PutThingError { Full(crate::types::error::Full) }
            pub struct PutThingInput { pub lid: crate::types::Lid }
        }
    }
    pub mod types {
        #[derive(Clone)]
        pub struct Thing { pub part: Vec<crate::types::Part> }
        impl Thing { pub fn builder() -> builders::ThingBuilder { todo!() } }
        pub struct Part { pub whole: Option<Box<crate::types::Thing>> }
        pub struct Lid;
        pub mod builders { pub struct ThingBuilder; pub struct LidBuilder; }
        pub mod error { pub struct Gone; pub struct Full; }
    }
";

fn lines(library: &str) -> Vec<Line> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    std::fs::write(&file, library).unwrap();
    read(&file, "").unwrap()
}

fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn an_operation_brings_what_it_reaches_and_nothing_else() {
    let all = lines(PUBLISHED);
    assert_eq!(
        operations(&all).into_iter().collect::<Vec<_>>(),
        ["get_thing", "put_thing"]
    );
    let chosen = closure(all.clone(), &["get_thing".to_owned()].into());
    let chosen = texts(&chosen);
    assert_eq!(
        chosen,
        [
            "pub enum Error",
            "impl From<GetThingError> for Error",
            "Error::Gone(Gone)",
            "pub mod client",
            "pub struct client::Client",
            "pub fn client::Client::get_thing(&self) -> GetThingFluentBuilder",
            "pub fn client::Client::new() -> Self",
            "pub trait client::Waiters",
            "pub mod operation",
            "pub use operation::RequestId = other::RequestId",
            "pub mod operation::get_thing",
            "pub enum operation::get_thing::GetThingError",
            "operation::get_thing::GetThingError::Gone(Gone)",
            "pub struct operation::get_thing::GetThingFluentBuilder",
            "pub async fn operation::get_thing::GetThingFluentBuilder::send(self) \
             -> Result<GetThingOutput, SdkError<GetThingError, HttpResponse>>",
            "pub struct operation::get_thing::GetThingOutput",
            "pub operation::get_thing::GetThingOutput::thing: Option<Thing>",
            "pub mod types",
            "pub struct types::Part",
            "pub types::Part::whole: Option<Box<Thing>>",
            "pub struct types::Thing",
            "impl Clone for types::Thing",
            "pub fn types::Thing::builder() -> ThingBuilder",
            "pub types::Thing::part: Vec<Part>",
            "pub mod types::builders",
            "pub struct types::builders::ThingBuilder",
            "pub mod types::error",
            "pub struct types::error::Gone",
            "pub mod waiters",
        ]
    );
    // The waiter comes with its operation; nothing reaches this builder.
    let other = ["get_thing", "put_thing"].map(str::to_owned).into();
    let both = closure(all.clone(), &other);
    let builder = "pub struct types::builders::LidBuilder";
    let left: Vec<&str> = texts(&all)
        .into_iter()
        .filter(|it| !texts(&both).contains(it))
        .collect();
    assert_eq!(left, [builder]);
}

#[test]
fn one_conversion_does_for_each_operation_whose_error_is_converted() {
    let published = format!(
        "{PUBLISHED} impl<R> From<SdkError<crate::operation::get_thing::GetThingError, R>> for Error {{}}
         impl<R> From<SdkError<crate::operation::lose_thing::LoseThingError, R>> for Error {{}}"
    );
    let ours = format!("{PUBLISHED} impl<E, R> From<SdkError<E, R>> for Error {{}}");
    let comparison = compare(&lines(&published), &lines(&ours));
    assert_eq!(
        comparison.misses,
        [Miss {
            published: "impl From<SdkError<LoseThingError, R>> for Error".to_owned(),
            ours: None,
        }]
    );
    assert!(comparison.extra.is_empty(), "{:?}", comparison.extra);
    let without = compare(&lines(&published), &lines(PUBLISHED));
    assert_eq!(without.misses.len(), 2);
}

#[test]
fn what_is_missing_different_and_more() {
    let ours = PUBLISHED
        .replace(", HttpResponse>", ">")
        .replace("Vec<crate::types::Part>", "Option<crate::types::Part>")
        .replace("#[derive(Clone)]", "#[derive(Copy)]")
        .replace("pub struct Lid;", "pub struct Lid; pub struct More;");
    let (published, ours) = (lines(PUBLISHED), lines(&ours));
    let comparison = compare(&published, &ours);
    let miss = |published: &str, ours: Option<&str>| Miss {
        published: published.to_owned(),
        ours: ours.map(str::to_owned),
    };
    assert_eq!(
        comparison.misses,
        [
            miss("impl Clone for types::Thing", None),
            miss(
                "pub types::Thing::part: Vec<Part>",
                Some("pub types::Thing::part: Option<Part>")
            ),
        ]
    );
    assert_eq!(
        comparison.extra,
        ["pub struct types::More", "impl Copy for types::Thing"]
    );
    assert_eq!(comparison.matched, published.len() - 2);
    assert_eq!(comparison.published(), published.len());
}

/// A report about an API in which two lines are missing and one is left out.
fn report(table: &str) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("misses.toml");
    std::fs::write(&file, table).unwrap();
    let lost = PUBLISHED.replace("pub struct Lid;", "");
    Report {
        service: "things".to_owned(),
        published: Published {
            name: "aws-sdk-things".to_owned(),
            version: "1.0.0".to_owned(),
            library: PathBuf::new(),
        },
        comparison: compare(&lines(PUBLISHED), &lines(&lost)),
        left_out: vec!["impl Plugin for A".to_owned()],
        unpublished: vec!["pub mod operation::newer".to_owned()],
        known: tables::known(&file, "things").unwrap(),
    }
}

#[test]
fn misses_are_explained_and_explanations_expire() {
    let row = |table: &str, line: &str| {
        format!("[[{table}]]\nservices = [\"things\"]\nreason = \"so\"\nlines = [\"{line}\"]\n")
    };
    let newer = row("miss", "pub mod operation::newer");
    let [left_out, miss] = [
        row("left_out", "impl Plugin for *"),
        row("miss", "* types::Lid") + &newer,
    ];
    let good = report(&(left_out.clone() + &miss));
    assert_eq!(good.problems(true), [""; 0]);
    assert!(good.unexplained().is_empty());

    let unknown = report(&(left_out.clone() + &row("miss", "* types::Lid")));
    let [problem] = &unknown.problems(true)[..] else {
        panic!("one operation is not published");
    };
    assert!(
        problem.contains("has no `pub mod operation::newer`"),
        "{problem}"
    );

    let [problem] = &report(&(left_out.clone() + &newer)).problems(true)[..] else {
        panic!("one miss has no reason");
    };
    assert!(
        problem.starts_with("misses that nothing explains: 1;"),
        "{problem}"
    );

    let stale = report(&(left_out + &miss + &row("miss", "impl Send for *")));
    let [problem] = &stale.problems(true)[..] else {
        panic!("one row is about nothing");
    };
    assert!(
        problem.contains("\"impl Send for *\" is about no line"),
        "{problem}"
    );
    // Of a part, other rows may be about the rest.
    assert_eq!(stale.problems(false), [""; 0]);

    let fall = |matched, published| {
        let left_out = 1;
        let before = Record {
            matched,
            published,
            left_out,
        };
        good.fall(Some(before))
    };
    let now = good.numbers();
    assert_eq!(fall(now.matched, now.published), None);
    assert_eq!(fall(now.matched - 1, now.published), None);
    let problem = fall(now.matched + 1, now.published).expect("it fell");
    assert!(problem.contains("with --record records it"), "{problem}");
    assert_eq!(good.fall(None), None);
}

#[test]
fn unknown_services_and_operations_are_named() {
    let error = |service, operations: &[&str]| {
        let operations: Vec<String> = operations.iter().map(|it| (*it).to_owned()).collect();
        let report = of_manifest(service, None, &operations).map(|_| ());
        report.unwrap_err().to_string()
    };
    let text = error("esc", &[]);
    assert!(
        text.contains("no module `esc`") && text.contains("there is: ecs"),
        "{text}"
    );
    let text = error("ecs", &["NoSuchOperation"]);
    assert!(
        text.contains("chooses no operation `NoSuchOperation`"),
        "{text}"
    );
}

/// No service has fallen below its recorded number, all misses are explained, and all explanations are needed.
///
/// Without the sources of the published crates, or botocore, it is left out, except in continuous integration, which
/// says so by `CI=true`.
#[test]
fn recorded_services() {
    let skip = |why: &dyn std::fmt::Display| {
        let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
        assert!(!ci, "{why}");
        // Not `eprintln!`: what a test that passes prints with it is not shown.
        let _ = writeln!(std::io::stderr(), "skipped: recorded_services: {why}");
    };
    let botocore = crate::botocore::newest(&crate::repository());
    let readme = std::fs::read_to_string(crate::repository().join("README.md")).unwrap();
    let mut unused = tables::shared_patterns(&misses_file()).unwrap();
    for (service, record) in tables::records(&records_file()).unwrap() {
        let side = match service.strip_prefix("botocore/") {
            Some(_) if !botocore.is_file() => return skip(&"`cargo xtask test` fetches botocore"),
            Some(name) => of_source(&botocore, name),
            None => of_manifest(&service, None, &[]),
        };
        let report = match side.and_then(examine) {
            Ok(report) => report,
            Err(error) if error.is::<published::NotFetched>() => return skip(&error),
            Err(error) => panic!("{error:#}"),
        };
        let mut problems = report.problems(true);
        problems.extend(report.fall(Some(record)));
        let percent = record.percent();
        if service.starts_with("botocore/") && !readme.contains(&format!("| {percent} |")) {
            problems.push(format!("README.md does not say {percent}"));
        }
        assert!(
            problems.is_empty(),
            "`cargo xtask parity` shows more of {service}: {problems:#?}"
        );
        for (_, _, lines) in report.rows() {
            unused.retain(|pattern| !lines.iter().any(|line| tables::matches(pattern, line)));
        }
    }
    assert!(
        unused.is_empty(),
        "patterns of {} that are about no line any more: {unused:#?}",
        crate::shown(&misses_file())
    );
}
