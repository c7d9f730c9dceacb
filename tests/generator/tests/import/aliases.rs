//! The names that services go by, for all services of a published release.

use botosmith::source::{Catalog, Depth};
use generator_tests::botocore::published;

/// A service whose name in AWS's SDKs is also that of another: both are versions of one API, which
/// botocore has twice.
const TWICE: (&str, &str) = ("sms-voice", "pinpoint-sms-voice");

#[test]
fn every_service_is_found_by_each_of_its_own_names() {
    let Some(source) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let catalog = Catalog::open(&source).unwrap();
    let outlines = catalog.outlines(Depth::Names);
    assert_eq!(outlines.len(), 439);
    for it in &outlines {
        assert!(!it.service_id.is_empty() && it.protocol.is_some(), "{it:?}");
        let expected = if it.folder == TWICE.0 {
            TWICE.1
        } else {
            &it.folder
        };
        let crate_ = it.published_crate();
        let short = crate_.strip_prefix("aws-sdk-").unwrap();
        assert_eq!(catalog.find(&it.folder).unwrap(), it.folder);
        for name in [
            it.service_id.as_str(),
            &it.service_id.replace(' ', ""),
            &it.service_id.to_lowercase().replace(' ', "-"),
            &it.service_id.to_uppercase().replace(' ', "_"),
            &crate_,
            short,
        ] {
            let found = catalog.find(name);
            let found = found.unwrap_or_else(|error| panic!("{}: {error}", it.folder));
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn common_names_are_found() {
    let Some(source) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let catalog = Catalog::open(&source).unwrap();
    for (name, folder) in [
        ("eventbridge", "events"),
        ("sfn", "stepfunctions"),
        ("states", "stepfunctions"),
        ("cloudwatchlogs", "logs"),
        ("cloudwatch-logs", "logs"),
        ("elbv2", "elbv2"),
        ("elasticloadbalancingv2", "elbv2"),
        ("costexplorer", "ce"),
        ("cloudwatch", "cloudwatch"),
        ("monitoring", "cloudwatch"),
        ("application-autoscaling", "application-autoscaling"),
        ("applicationautoscaling", "application-autoscaling"),
        ("iotdataplane", "iot-data"),
        ("s3control", "s3control"),
        ("ssooidc", "sso-oidc"),
        ("bedrockruntime", "bedrock-runtime"),
        ("Simple Queue Service", "sqs"),
        ("AWS Key Management Service", "kms"),
    ] {
        assert_eq!(catalog.find(name).unwrap(), folder, "{name}");
    }
    let error = catalog.find("email").unwrap_err();
    assert_eq!(error.what(), "`email` is a name of 3 services");
    assert!(
        error.to_string().contains("pinpoint-email, ses, sesv2"),
        "{error}"
    );
    let error = catalog.find("evntbridge").unwrap_err();
    assert!(
        error.to_string().contains("did you mean `EventBridge`?"),
        "{error}"
    );
}

/// Names come from the beginning of each file: those of a wheel take a fraction of its size.
#[test]
fn old_wheels_have_names_too() {
    let Some(source) = published("botocore-1.1.1-py2.py3-none-any.whl") else {
        return;
    };
    let catalog = Catalog::open(&source).unwrap();
    assert_eq!(catalog.find("cloudwatchlogs").unwrap(), "logs");
    assert_eq!(catalog.find("Simple Queue Service").unwrap(), "sqs");
    let outlines = catalog.outlines(Depth::Operations);
    assert!(outlines.iter().all(|it| !it.operations.is_empty()));
}
