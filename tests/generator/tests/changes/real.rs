//! Comparison of published releases of botocore, where these have been downloaded.

use botosmith::Result;
use botosmith::changes::{Class, Comparison, Kind, Options, Scope, Status, compare};
use botosmith::source::Catalog;
use generator_tests::botocore::published;

const OLDEST: &str = "botocore-1.1.0-py2.py3-none-any.whl";
const OLD: &str = "botocore-1.1.1-py2.py3-none-any.whl";
const NEW: &str = "botocore-1.44.5.tar.gz";

/// Compares two releases in both directions; `None` if one is missing.
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
    let Some((forward, backward)) = both_ways(OLDEST, OLD, &[])? else {
        return Ok(());
    };
    for (comparison, kind, class) in [
        (&forward, Kind::MemberAdded, Class::Compatible),
        (&backward, Kind::MemberRemoved, Class::Breaking),
    ] {
        let ecs = comparison
            .services
            .iter()
            .find(|it| it.name == "ecs")
            .expect("ECS");
        assert_eq!(ecs.status, Status::Updated);
        // Other operations differ in texts only.
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

/// At least one service of each protocol of the old release; all services would take minutes.
const SERVICES: [&str; 8] = [
    "cloudwatch",
    "codecommit",
    "dynamodb",
    "ecs",
    "lambda",
    "s3",
    "sqs",
    "swf",
];

/// The changes of eleven years, in both directions.
#[test]
fn services_over_eleven_years() -> Result<()> {
    let Some((forward, backward)) = both_ways(OLD, NEW, &SERVICES)? else {
        return Ok(());
    };
    let count = |it: &Comparison, kind| it.changes().filter(|it| it.kind == kind).count();
    for (added, removed) in [
        (Kind::OperationAdded, Kind::OperationRemoved),
        (Kind::ErrorAdded, Kind::ErrorRemoved),
    ] {
        assert_eq!(
            count(&forward, added),
            count(&backward, removed),
            "{added:?}"
        );
        assert_eq!(
            count(&forward, removed),
            count(&backward, added),
            "{removed:?}"
        );
    }
    assert_eq!(forward.services.len(), SERVICES.len());
    assert!(count(&forward, Kind::OperationAdded) > 100);
    for comparison in [&forward, &backward] {
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
    // Also with named operations, which are compared even if the files are equal.
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
