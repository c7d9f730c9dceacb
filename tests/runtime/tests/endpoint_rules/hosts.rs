//! No region and no other parameter leads a client to a host outside of the domains of the rules.

use std::cell::Cell;

use botosmith_runtime::support::endpoint_rules::Value;
use botosmith_runtime::support::endpoint_rules::partition::Partition;
use botosmith_runtime::support::endpoint_rules::table::{DefaultValue, Rules};
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::test_runner::{Config, TestRunner};

use super::{corpus, tables};

const ECS: &str = include_str!("../../../../models/ecs/2014-11-13/endpoint-rule-set-1.json");
pub(crate) const PARTITIONS: &str = include_str!("../../../../codegen/src/model/partitions.json");

/// Services whose rules insert many parameters into host names.
const SERVICES: [&str; 9] = [
    "dynamodb",
    "ecs",
    "events",
    "iam",
    "kinesis",
    "s3",
    "s3control",
    "sqs",
    "sts",
];

/// Returns the host of a URL as a client sees it.
fn host(url: &str) -> &str {
    let (scheme, rest) = url.split_once("://").expect("a scheme");
    assert!(matches!(scheme, "http" | "https"), "{url:?}");
    assert!(
        url.chars().all(|c| c.is_ascii_graphic()) && !url.contains(['@', '?', '#', '\\']),
        "{url:?}"
    );
    let authority = rest.split('/').next().expect("an authority");
    authority.split(':').next().expect("a host")
}

fn is_below(host: &str, suffix: &str) -> bool {
    host == suffix
        || host
            .strip_suffix(suffix)
            .is_some_and(|it| it.ends_with('.'))
}

/// Asserts that a URL's host is below a suffix of the partitions, or below the host that was set.
fn check(url: &str, partitions: &[Partition], own: Option<&str>) {
    let host = host(url);
    let known = partitions
        .iter()
        .flat_map(|it| [it.dns_suffix, it.dual_stack_dns_suffix]);
    let is_known = known.into_iter().any(|suffix| is_below(host, suffix));
    let is_own = own.is_some_and(|own| is_below(host, self::host(own)));
    assert!(is_known || is_own, "{url:?} is somewhere else");
    assert!(host.split('.').all(|it| !it.is_empty()), "{url:?}");
    assert!(host.len() <= 253 || is_own, "{url:?}");
}

#[test]
fn what_is_emitted_is_what_is_evaluated_here() {
    let rules = tables::rules("ecs", ECS).expect("rules");
    let (made, emitted) = (format!("{rules:?}"), format!("{:?}", super::emitted::RULES));
    assert!(made == emitted, "made:    {made}\nemitted: {emitted}");
}

#[test]
fn hostile_regions_stay_below_the_suffixes() {
    let rules = tables::rules("ecs", ECS).expect("rules");
    let partitions = tables::partitions("partitions.json", PARTITIONS).expect("partitions");
    let long = "e".repeat(1000);
    let long_labels = "e.".repeat(500) + "e";
    let hostile = [
        "evil.com/",
        "evil.com#",
        "evil.com?",
        "us-east-1@evil.com",
        "@evil.com/",
        "a:b@evil.com:80/",
        "us-east-1/..",
        "us-east-1\r\nx: y",
        "us-east-1\n",
        "us-east-1\0",
        "us east 1",
        "\\evil.com",
        "us-ëast-1",
        "us\u{ff0f}east",
        "%2f",
        "-us",
        "us-",
        ".",
        "..",
        "us..east",
        ".us",
        "",
        &long,
        &long_labels,
    ];
    for region in hostile {
        for fips in [false, true] {
            let values = values(rules, &[("Region", region)], fips);
            let error = tables::resolve(rules, partitions, &values).expect_err(region);
            let shown = error.to_string();
            assert!(shown.len() < 500, "{} is long", shown.len());
            assert!(!shown.contains(['\r', '\n']), "{shown}");
        }
    }
    for region in [
        "us-east-1",
        "xx-new-1",
        "evil.com",
        "US-EAST-1",
        "cn-north-1",
    ] {
        let values = values(rules, &[("Region", region)], false);
        let endpoint = tables::resolve(rules, partitions, &values).expect(region);
        check(endpoint.url(), partitions, None);
        assert!(
            endpoint
                .url()
                .starts_with(&format!("https://ecs.{region}."))
        );
    }
}

#[test]
fn bad_urls_are_refused() {
    let rules = tables::rules("ecs", ECS).expect("rules");
    let partitions = tables::partitions("partitions.json", PARTITIONS).expect("partitions");
    for url in [
        "ecs.example",
        "ftp://x",
        "http://",
        "http:///path",
        "http://a@b",
        "http://a b",
        "http://a?b=c",
        "http://a#b",
        "http://a\r\nb",
        "http://a:port",
        "http://a:99999",
        "http://\u{e9}",
        "http://a:+80",
        "https://:",
        "http://a..b",
        "http://a%20b",
        "//a",
        "",
    ] {
        let values = values(rules, &[("Endpoint", url)], false);
        let error = tables::resolve(rules, partitions, &values).expect_err(url);
        assert!(error.to_string().contains("is not valid"), "{error}");
    }
    for url in [
        "http://localhost:8000",
        "HTTP://a",
        "https://[::1]:80/base",
        "http://a_b:1",
        "https://ecs.example/base/",
    ] {
        let values = values(rules, &[("Endpoint", url)], false);
        let endpoint = tables::resolve(rules, partitions, &values).expect(url);
        assert_eq!(endpoint.url(), url);
    }
}

fn values<'a>(rules: &Rules, texts: &[(&str, &'a str)], fips: bool) -> Vec<Value<'a>> {
    let parameters = rules.parameters.iter();
    parameters
        .map(
            |it| match (it.name, texts.iter().find(|(name, _)| *name == it.name)) {
                (_, Some((_, text))) => Value::Text(text),
                ("UseFIPS", _) => Value::Boolean(fips),
                _ => Value::Nothing,
            },
        )
        .collect()
}

/// Arbitrary texts, and texts in formats that rules parse.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "us-east-1",
        "cn-north-1",
        "us-iso-east-1",
        "aws-global",
        "us-east-1@evil.com",
        "evil.com/",
        "bucket",
        "my.bucket",
        "bucket--use1-az4--x-s3",
        "arn:aws:s3:us-east-1:123456789012:accesspoint:name",
        "arn:aws:s3:us-east-1@evil.com/:123456789012:accesspoint:name",
        "arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-01234567890123456:accesspoint:x",
        "arn:aws:s3:us-east-1:evil.com/:accesspoint:name",
        "arn:aws:s3::123456789012:accesspoint:mrap.alias",
        "arn:aws:dynamodb:us-east-1:123456789012:table/x",
        "arn:aws:dynamodb:us-east-1:a.evil.com/:table/x",
        "arn:aws:kinesis:us-east-1:123456789012:stream/x",
        "123456789012",
        "abc.456",
        "evil.com/?x#",
        "preferred",
        "required",
        "data",
        "control",
    ];
    prop_oneof![
        4 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "[a-z./@#:?-]{0,20}",
        1 => any::<String>(),
    ]
}

fn own_url() -> impl Strategy<Value = Option<String>> {
    let known = [
        "http://localhost:8000",
        "https://own.example/base",
        "http://10.0.0.1",
    ];
    prop_oneof![
        3 => Just(None),
        1 => proptest::sample::select(known.to_vec()).prop_map(|it| Some(it.to_owned())),
    ]
}

#[test]
fn no_parameter_leads_elsewhere() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let partitions = tables::partitions("partitions.json", &corpus.partitions).expect("partitions");
    for service in SERVICES {
        let rules = tables::rules(service, &corpus.rules[service]).expect("rules");
        let count = rules.parameters.len();
        let values = proptest::collection::vec(
            (
                proptest::option::weighted(0.7, text()),
                any::<Option<bool>>(),
            ),
            count,
        );
        let mut runner = TestRunner::new(Config {
            // S3 Control resolves an endpoint for one in thirty.
            cases: 2000,
            failure_persistence: None,
            ..Config::default()
        });
        let (answers, refusals) = (Cell::new(0), Cell::new(0));
        runner
            .run(&(values, own_url()), |(values, own)| {
                let values: Vec<Value<'_>> = rules
                    .parameters
                    .iter()
                    .zip(&values)
                    .map(|(parameter, (text, boolean))| match parameter {
                        it if it.name == "Endpoint" => Value::from(&own),
                        it if matches!(it.default, DefaultValue::Boolean(_)) || text.is_none() => {
                            Value::from(*boolean)
                        }
                        _ => Value::from(text),
                    })
                    .collect();
                match tables::resolve(rules, partitions, &values) {
                    Ok(endpoint) => {
                        answers.set(answers.get() + 1);
                        check(endpoint.url(), partitions, own.as_deref());
                    }
                    Err(_) => refusals.set(refusals.get() + 1),
                }
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{service}: {error}"));
        let (answers, refusals) = (answers.get(), refusals.get());
        assert!(
            answers > 20 && refusals > 20,
            "{service}: {answers} answers, {refusals} refusals"
        );
    }
}

#[test]
fn little_stack_is_enough() {
    let Some(corpus) = corpus::corpus() else {
        return;
    };
    let partitions = tables::partitions("partitions.json", &corpus.partitions).expect("partitions");
    let rules = tables::rules("s3", &corpus.rules["s3"]).expect("rules");
    let arn =
        "arn:aws:s3-outposts:us-west-2:123456789012:outpost:op-01234567890123456:accesspoint:x";
    let resolve = move || {
        let values = values(rules, &[("Region", "us-west-2"), ("Bucket", arn)], false);
        tables::resolve(rules, partitions, &values).map(|it| it.url().to_owned())
    };
    // The standard library takes half of it.
    let thread = std::thread::Builder::new().stack_size(32 << 10);
    let url = thread
        .spawn(resolve)
        .expect("a thread")
        .join()
        .expect("no overflow");
    assert_eq!(
        url.as_deref(),
        Ok("https://x-123456789012.op-01234567890123456.s3-outposts.us-west-2.amazonaws.com")
    );
}
