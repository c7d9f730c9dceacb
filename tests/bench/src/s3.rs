//! Amazon S3's buckets. Its client cannot be generated yet; its rules can be evaluated as generated clients do it.

use std::hint::black_box;

use bench::pair;
use botosmith_support::endpoint_rules::{Value, resolve};

use super::{OTHERS, now};

#[path = "../../support/tests/endpoint_rules/tables.rs"]
mod tables;

/// Reads the files that the command has put there.
fn read(file: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench/");
    std::fs::read_to_string(format!("{folder}{file}")).expect("`cargo xtask bench` writes it")
}

pub fn buckets() {
    let rules = tables::rules("s3", &read("s3-rules.json")).expect("rules");
    let partitions =
        tables::partitions("partitions", &read("partitions.json")).expect("partitions");
    let buckets: Vec<String> = (0..OTHERS)
        .map(|it| format!("a-bucket-of-things-{it}"))
        .collect();
    let mut next = 0;
    let ours = || {
        next = (next + 1) % buckets.len();
        let values: Vec<Value<'_>> = rules
            .parameters
            .iter()
            .map(|it| match it.name {
                "Region" => Value::Text("eu-central-1"),
                "Bucket" => Value::Text(&buckets[next]),
                _ => Value::Nothing,
            })
            .collect();
        resolve(rules, partitions, black_box(&values)).expect("an endpoint")
    };
    use aws_sdk_s3::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
    let resolver = DefaultResolver::new();
    let parameters: Vec<Params> = buckets
        .iter()
        .map(|it| {
            Params::builder()
                .region("eu-central-1")
                .bucket(it)
                .build()
                .expect("a region")
        })
        .collect();
    let mut their_next = 0;
    let theirs = || {
        their_next = (their_next + 1) % parameters.len();
        now(resolver.resolve_endpoint(black_box(&parameters[their_next]))).expect("an endpoint")
    };
    pair("Amazon S3: endpoints of ever other buckets", ours, theirs);
}
