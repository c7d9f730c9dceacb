//! Tests of the comparison, and the comparison of all services whose numbers are recorded.

use std::io::Write;

use super::lines::{Miss, closure, operations};
use super::*;

/// The API of a published service: two operations, each with an error; one of them has a waiter.
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
fn closure_has_what_an_operation_reaches_and_nothing_else() {
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
    // The waiter belongs to its operation; nothing reaches this builder.
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
fn one_generic_conversion_replaces_the_conversions_of_operations() {
    let published = format!(
        "{PUBLISHED} impl<R> From<SdkError<crate::operation::get_thing::GetThingError, R>> for Error {{}}
         impl<R> From<SdkError<crate::operation::lose_thing::LoseThingError, R>> for Error {{}}"
    );
    let ours = format!("{PUBLISHED} impl<E, R> From<SdkError<E, R>> for Error {{}}");
    let comparison = lines::compare(&lines(&published), &lines(&ours));
    assert_eq!(
        comparison.misses,
        [Miss {
            published: "impl From<SdkError<LoseThingError, R>> for Error".to_owned(),
            ours: None,
        }]
    );
    assert!(comparison.extra.is_empty(), "{:?}", comparison.extra);
    let without = lines::compare(&lines(&published), &lines(PUBLISHED));
    assert_eq!(without.misses.len(), 2);
}

#[test]
fn missing_different_and_extra_lines_are_found() {
    let ours = PUBLISHED
        .replace(", HttpResponse>", ">")
        .replace("Vec<crate::types::Part>", "Option<crate::types::Part>")
        .replace("#[derive(Clone)]", "#[derive(Copy)]")
        .replace("pub struct Lid;", "pub struct Lid; pub struct More;");
    let (published, ours) = (lines(PUBLISHED), lines(&ours));
    let comparison = lines::compare(&published, &ours);
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
        comparison: lines::compare(&lines(PUBLISHED), &lines(&lost)),
        left_out: vec!["impl Plugin for A".to_owned()],
        unpublished: vec!["pub mod operation::newer".to_owned()],
        explanations: tables::explanations(&file, "things").unwrap(),
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
        problem.starts_with("misses without an explanation: 1;"),
        "{problem}"
    );

    let stale = report(&(left_out + &miss + &row("miss", "impl Send for *")));
    let [problem] = &stale.problems(true)[..] else {
        panic!("one row matches no line");
    };
    assert!(
        problem.contains("\"impl Send for *\" matches no line"),
        "{problem}"
    );
    // If only some operations are compared, rows may match lines of the others.
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
    assert!(problem.contains("record it with --record"), "{problem}");
    assert_eq!(good.fall(None), None);
}

#[test]
fn unknown_services_and_operations_are_named() {
    let error = |service, operations: &[&str]| {
        let operations: Vec<String> = operations.iter().map(|it| (*it).to_owned()).collect();
        let report = from_manifest(service, None, &operations).map(|_| ());
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

/// No service has fallen below its recorded number, all misses are explained, and all explanations
/// are needed.
///
/// It is skipped without the sources of the published crates or botocore, except in continuous
/// integration (`CI=true`).
#[test]
fn recorded_services_have_not_fallen() {
    let skip = |why: &dyn std::fmt::Display| {
        let ci = std::env::var_os("CI").is_some_and(|value| value == "true");
        assert!(!ci, "{why}");
        // Not `eprintln!`, whose output is not shown for a test that passes.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: recorded_services_have_not_fallen: {why}"
        );
    };
    let botocore = crate::botocore::newest(&crate::repository());
    let readme = std::fs::read_to_string(crate::repository().join("README.md")).unwrap();
    let mut unused = tables::shared_patterns(&misses_file()).unwrap();
    for (service, record) in tables::records(&records_file()).unwrap() {
        let generated = match service.strip_prefix("botocore/") {
            Some(_) if !botocore.is_file() => {
                return skip(&"`cargo xtask test` downloads botocore");
            }
            Some(name) => from_source(&botocore, name),
            None => from_manifest(&service, None, &[]),
        };
        let report = match generated.and_then(compare) {
            Ok(report) => report,
            Err(error) if error.is::<published::NotDownloaded>() => return skip(&error),
            Err(error) => panic!("{error:#}"),
        };
        let mut problems = report.problems(true);
        problems.extend(report.fall(Some(record)));
        let percent = record.percent();
        if service.starts_with("botocore/") && !readme.contains(&format!("| {percent} |")) {
            problems.push(format!("README.md does not have {percent}"));
        }
        assert!(
            problems.is_empty(),
            "{service}: {problems:#?}; see `cargo xtask parity`"
        );
        for (_, _, lines) in report.rows() {
            unused.retain(|pattern| !lines.iter().any(|line| tables::matches(pattern, line)));
        }
    }
    assert!(
        unused.is_empty(),
        "patterns of {} that match no line: {unused:#?}",
        crate::shown(&misses_file())
    );
}
