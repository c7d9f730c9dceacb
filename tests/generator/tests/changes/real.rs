//! What changes between published states of botocore, where they are there.

use botosmith::Result;
use botosmith::changes::{Class, Comparison, Kind, Options, Scope, Status, compare};
use botosmith::source::Catalog;
use generator_tests::botocore::published;

const OLDEST: &str = "botocore-1.1.0-py2.py3-none-any.whl";
const OLD: &str = "botocore-1.1.1-py2.py3-none-any.whl";
const NEW: &str = "botocore-1.44.5.tar.gz";

/// Compares two wheels both ways; nothing where one is missing.
fn both_ways(old: &str, new: &str, services: &[&str]) -> Result<Option<(Comparison, Comparison)>> {
    let (Some(old), Some(new)) = (published(old), published(new)) else {
        return Ok(None);
    };
    let (old, new) = (Catalog::open(&old)?, Catalog::open(&new)?);
    let options = Options {
        services: services.iter().map(|&it| it.to_owned()).collect(),
        ..Options::default()
    };
    Ok(Some((
        compare(&old, &new, &options)?,
        compare(&new, &old, &options)?,
    )))
}

/// The announcement of 2015-07-09: one member of one operation.
#[test]
fn one_member_of_ecs_in_july_2015() -> Result<()> {
    let Some((there, back)) = both_ways(OLDEST, OLD, &[])? else {
        return Ok(());
    };
    for (comparison, kind, class) in [
        (&there, Kind::MemberAdded, Class::Compatible),
        (&back, Kind::MemberRemoved, Class::Breaking),
    ] {
        let ecs = comparison
            .services
            .iter()
            .find(|it| it.name == "ecs")
            .expect("ECS");
        assert_eq!(ecs.status, Status::Updated);
        // The others differ in texts.
        let changed = ecs.operations.iter().filter(|it| !it.changes.is_empty());
        let changed: Vec<_> = changed.collect();
        let [operation] = changed.as_slice() else {
            panic!("{changed:#?}");
        };
        assert_eq!(operation.name, "RegisterContainerInstance");
        let [change] = operation.changes.as_slice() else {
            panic!("{:#?}", operation.changes);
        };
        assert_eq!(change.kind, kind);
        assert_eq!(change.scope, Scope::Request);
        assert_eq!(change.path_text(), "containerInstanceArn");
        assert_eq!(change.class(), class);
        assert_eq!(ecs.general.len(), 0);
    }
    Ok(())
}

/// One service or more of each protocol that there was; all of them take minutes without optimization.
const SOME: [&str; 8] = [
    "cloudwatch",
    "codecommit",
    "dynamodb",
    "ecs",
    "lambda",
    "s3",
    "sqs",
    "swf",
];

/// Eleven years at once, both ways.
#[test]
fn services_over_eleven_years() -> Result<()> {
    let Some((there, back)) = both_ways(OLD, NEW, &SOME)? else {
        return Ok(());
    };
    let count = |it: &Comparison, kind| it.changes().filter(|it| it.kind == kind).count();
    for (added, removed) in [
        (Kind::OperationAdded, Kind::OperationRemoved),
        (Kind::ErrorAdded, Kind::ErrorRemoved),
    ] {
        assert_eq!(count(&there, added), count(&back, removed), "{added:?}");
        assert_eq!(count(&there, removed), count(&back, added), "{removed:?}");
    }
    assert_eq!(there.services.len(), SOME.len());
    assert!(count(&there, Kind::OperationAdded) > 100);
    for comparison in [&there, &back] {
        assert_eq!(
            count(comparison, Kind::OtherTrait),
            0,
            "the loader knows each key"
        );
    }
    Ok(())
}

#[test]
fn a_wheel_is_the_same_as_itself() -> Result<()> {
    let Some(path) = published(NEW) else {
        return Ok(());
    };
    // Named operations, so that equal bytes do not save the comparison.
    let catalog = Catalog::open(&path)?;
    for options in [
        Options::default(),
        Options {
            services: vec!["ecs".to_owned(), "s3".to_owned(), "dynamodb".to_owned()],
            operations: ["RegisterContainerInstance", "PutObject", "Query"]
                .map(str::to_owned)
                .to_vec(),
            ..Options::default()
        },
    ] {
        let comparison = compare(&catalog, &catalog, &options)?;
        assert!(comparison.services.is_empty(), "{:?}", comparison.services);
        assert!(comparison.compared > 2);
    }
    Ok(())
}
