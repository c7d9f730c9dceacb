//! Changes that the manifest accepts.

use std::path::Path;

use botosmith::changes::page::{self, Page};
use botosmith::changes::{Change, Class, Comparison, Kind, Step, check_exceptions};
use botosmith::manifest::Exception;
use botosmith::source::Catalog;
use botosmith::{Manifest, Result};
use generator_tests::project::Project;

use crate::html::{check, shops};

const MANIFEST: &str = r#"[[crate]]
name = "clients"
path = "out"

[[crate.service]]
module = "store"
model = "shop/2024-01-01"
"#;

fn parse(text: &str) -> Vec<Exception> {
    let text = format!("{MANIFEST}\n{text}");
    let manifest = Manifest::parse(Path::new("manifest.toml"), &text);
    manifest
        .unwrap_or_else(|error| panic!("{error}"))
        .exceptions
}

/// The comparison of the shop with exceptions.
fn shop(exceptions: &str) -> Comparison {
    let mut comparison = shops("Fine", "fine");
    comparison.apply(&parse(exceptions));
    comparison
}

/// Asserts that those changes are accepted, and no others.
fn assert_accepted(exceptions: &str, expected: impl Fn(Option<&str>, &Change) -> bool) {
    let comparison = shop(exceptions);
    let [service] = comparison.services.as_slice() else {
        panic!("one service");
    };
    let general = service.general.iter().map(|it| (None, it));
    let operations = service.operations.iter();
    let operations = operations.flat_map(|operation| {
        let changes = operation.changes.iter();
        changes.map(|it| (Some(operation.name.as_str()), it))
    });
    let all: Vec<_> = general.chain(operations).collect();
    let accepted = |it: &Change| it.accepted.as_deref() == Some("so it is");
    let wrong: Vec<_> = all
        .iter()
        .filter(|(operation, it)| accepted(it) != expected(*operation, it))
        .collect();
    assert!(wrong.is_empty(), "{exceptions}: {wrong:#?}");
    let count = all.iter().filter(|(_, it)| accepted(it)).count();
    assert!(count > 0 && count < all.len(), "{exceptions}: {count}");
    assert_eq!(comparison.exceptions[0].matches, count);
}

#[test]
fn an_exception_matches_all_that_it_names() {
    let with = |keys: &str| format!("[[changes.ignore]]\n{keys}\nreason = \"so it is\"\n");
    let except = |kind| format!("[[changes.except]]\nkind = \"{kind}\"\nreason = \" so it is\"\n");
    for kind in ["member removed", "member-removed"] {
        assert_accepted(&except(kind), |_, it| it.kind == Kind::MemberRemoved);
    }
    assert_accepted(&with("operation = \"PutOrder\""), |operation, _| {
        operation == Some("PutOrder")
    });
    assert_accepted(&with("class = \"look\""), |_, it| it.class() <= Class::Look);
    assert_accepted(&with("class = \"compatible\""), |_, it| {
        it.class() == Class::Compatible
    });
    // By the names of the module and of the folder.
    for service in ["store", "shop"] {
        let keys = format!("service = \"{service}\"\nkind = \"operation removed\"");
        assert_accepted(&with(&keys), |_, it| it.kind == Kind::OperationRemoved);
    }
    let keys = "operation = \"PutOrder\"\nclass = \"look\"\nkind = \"limit-tightened\"";
    let keys = keys.replace("limit-tightened", "tightened");
    assert_accepted(&with(&keys), |operation, it| {
        operation == Some("PutOrder") && it.kind == Kind::Tightened
    });
}

#[test]
fn accepted_changes_do_not_count_but_stay_in_the_step() {
    let before = shops("Fine", "fine");
    assert_eq!(before.class(), Class::Breaking);
    assert!(before.reaches(Class::Breaking));
    let look = "[[changes.ignore]]\nclass = \"breaking\"\noperation = \"PutOrder\"\nreason = \"a\"\n\
        [[changes.ignore]]\nclass = \"breaking\"\noperation = \"Drop\"\nreason = \"b\"\n\
        [[changes.except]]\nkind = \"protocol\"\nreason = \"c\"\n";
    let after = shop(look);
    assert_eq!(after.class(), Class::Look);
    assert!(after.reaches(Class::Look) && !after.reaches(Class::Breaking));
    let all = shop("[[changes.ignore]]\nservice = \"store\"\nreason = \"all of it\"\n");
    assert_eq!(all.class(), Class::Compatible);
    assert!(!all.reaches(Class::Look));
    for comparison in [&before, &after, &all] {
        assert_eq!(comparison.step(), Step::Major);
        assert_eq!(
            comparison.changes().count(),
            before.changes().count(),
            "all changes are still there"
        );
    }
    // Other exceptions replace the first ones.
    let mut again = after.clone();
    again.apply(&[]);
    assert_eq!(again.class(), Class::Breaking);
    assert!(again.exceptions.is_empty());
}

/// Three services: one without any change that needs a reader, and two with the same ones.
fn three(exceptions: &str) -> Comparison {
    let mut comparison = shops("Fine", "fine");
    let first = comparison.services[0].clone();
    let copy = |name: &str| {
        let mut it = first.clone();
        it.name = name.to_owned();
        it
    };
    let mut calm = copy("aardvark");
    calm.general.retain(|it| it.class() == Class::Compatible);
    calm.operations.retain(|it| it.class() == Class::Compatible);
    let services = vec![calm, first.clone(), copy("market")];
    comparison = Comparison::of_services("before", "after", services, 5);
    comparison.apply(&parse(exceptions));
    comparison
}

fn names(comparison: &Comparison) -> Vec<&str> {
    let services = comparison.services.iter();
    services.map(|it| it.name.as_str()).collect()
}

#[test]
fn the_worst_comes_first_and_exceptions_change_the_order() {
    let before = three("");
    assert_eq!(names(&before), ["market", "shop", "aardvark"]);
    for service in &before.services {
        let classes: Vec<Class> = service.operations.iter().map(|it| it.class()).collect();
        assert!(classes.is_sorted_by(|a, b| a >= b), "{classes:?}");
    }
    let after = three("[[changes.ignore]]\nservice = \"store\"\nreason = \"all\"\n");
    assert_eq!(names(&after), ["market", "aardvark", "shop"]);
}

#[test]
fn steps_of_crates_are_those_of_their_services() {
    let comparison = three("");
    let step = |name: &str| comparison.step_of(&|it| it == name);
    assert_eq!(step("shop"), Step::Major);
    assert_eq!(step("aardvark"), Step::Minor);
    assert_eq!(step("unchanged"), Step::None);
    assert_eq!(comparison.step(), Step::Major);
    let mut failed = comparison.clone();
    let error = botosmith::Error::new("unreadable");
    failed.failed.push(("unread".to_owned(), error));
    let step = |name: &str| failed.step_of(&|it| it == name);
    assert_eq!(step("unread"), Step::Unknown);
    assert_eq!(step("shop"), Step::Major);
    assert_eq!(failed.step(), Step::Unknown);
    let page = page::text(&failed, &Page::default());
    assert!(page.contains("their models cannot be read)"), "{page}");
}

const SOME: &str = "\
[[changes.except]]
kind = \"limit loosened\"
reason = \"this one is for later\"

[[changes.ignore]]
service = \"store\"
operation = \"Drop\"
reason = \"nobody calls it\"

[[changes.ignore]]
service = \"store\"
operation = \"PutOrder\"
class = \"look\"
reason = \"orders are checked elsewhere\"
";

/// The page of a shop of which some changes are accepted.
pub(crate) fn page_with_exceptions() -> String {
    page::html(&three(SOME), &Page::default())
}

/// The page of five services, of which two break.
pub(crate) fn many_services() -> String {
    let mut comparison = three("");
    for name in ["bazaar", "cart"] {
        let mut calm = comparison.services[2].clone();
        calm.name = name.to_owned();
        comparison.services.push(calm);
    }
    page::html(&comparison, &Page::default())
}

#[test]
fn pages_show_exceptions_with_their_reasons() {
    let comparison = three(SOME);
    let text = page::text(&comparison, &Page::default());
    insta::assert_snapshot!("exceptions.txt", text);
    let markdown = page::markdown(&comparison, &Page::default());
    let html = page::html(&comparison, &Page::default());
    let (_, shown) = check(&html);
    let shown = format!("{shown}\n");
    for (page, name) in [(&text, "text"), (&markdown, "Markdown"), (&shown, "HTML")] {
        for part in [
            "except limit loosened",
            "unused",
            "this one is for later",
            "nobody calls it",
            "orders are checked elsewhere",
            "accepted changes count here",
            "17 breaking",
        ] {
            assert!(page.contains(part), "{name}: {part}\n{page}");
        }
    }
    assert!(html.contains("badge accepted"));
    assert!(markdown.contains("accepted: nobody calls it; breaking on the wire"));
}

#[test]
fn operations_that_no_revision_has_are_refused() -> Result<()> {
    let project = Project::new();
    let model = include_str!("html/old.json");
    let newer = model.replace("\"Drop\": {", "\"Keep\": {");
    project.write("old/shop/2024-01-01/service-2.json", model);
    project.write("new/shop/2024-01-01/service-2.json", newer);
    let [old, new] = ["old", "new"].map(|it| Catalog::open(&project.path(it)));
    let (old, new) = (old?, new?);
    let check = |operation: &str, service: &str| {
        let text =
            format!("[[changes.ignore]]\n{service}operation = \"{operation}\"\nreason = \"x\"\n");
        check_exceptions(&parse(&text), &[&old, &new])
    };
    for service in ["", "service = \"store\"\n"] {
        for operation in ["PutOrder", "Drop", "Keep"] {
            check(operation, service)?;
        }
    }
    let error = check("PutOrdr", "service = \"store\"\n").unwrap_err();
    insta::assert_snapshot!(error, @r#"
    error: there is no operation `PutOrdr` in `store`, old or new
      --> manifest.toml:11:13
       |
    11 | operation = "PutOrdr"
       |             ^^^^^^^^^
       |
       = help: did you mean `PutOrder`?
    "#);
    let error = check("Nothing", "").unwrap_err();
    assert_eq!(
        error.what(),
        "there is no operation `Nothing` in any service, old or new"
    );
    // A model that cannot be read is not a reason to refuse an operation.
    project.write("old/shop/2024-01-01/service-2.json", "{");
    check("PutOrdr", "")?;
    Ok(())
}
