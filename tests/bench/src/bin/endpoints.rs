//! Measures endpoint resolution, with a cache hit and with a cache miss.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bench::pair;

/// Number of parameter sets; more than either peer caches.
const MISSES: usize = 97;

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("endpoint resolution does not wait"),
    }
}

/// Resolves the parameters that `$set` builds of each of `$values`, one after the other.
macro_rules! resolver {
    ($($sdk:ident)::+, $values:expr, |$params:ident, $value:ident| $set:expr) => {{
        use $($sdk)::+::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
        let resolver = DefaultResolver::new();
        let build = |$value: &String| {
            let $params = Params::builder();
            $set.build().expect("parameters")
        };
        let parameters: Vec<Params> = $values.iter().map(build).collect();
        let mut next = 0;
        move || {
            next = (next + 1) % parameters.len();
            now(resolver.resolve_endpoint(black_box(&parameters[next]))).expect("an endpoint")
        }
    }};
}

/// Measures both peers with the same parameters.
macro_rules! peers {
    ($name:literal, $($generated:ident)::+, $($published:ident)::+, $values:expr, |$params:ident, $value:ident| $set:expr) => {{
        use $($generated)::+ as generated_sdk;
        use $($published)::+ as published_sdk;
        pair(
            $name,
            resolver!(generated_sdk, $values, |$params, $value| $set),
            resolver!(published_sdk, $values, |$params, $value| $set),
        );
    }};
}

fn main() {
    let one = ["eu-central-1".to_owned()];
    let many: Vec<String> = (0..MISSES).map(|it| format!("us-east-{it}")).collect();
    peers!(
        "endpoint resolution, cache hit",
        aws_clients::ecs,
        aws_sdk_ecs,
        one,
        |params, it| params.region(it)
    );
    peers!(
        "endpoint resolution, cache miss",
        aws_clients::ecs,
        aws_sdk_ecs,
        many,
        |params, it| params.region(it)
    );
    #[cfg(feature = "s3")]
    buckets();
}

#[cfg(feature = "s3")]
fn buckets() {
    let one = ["a-bucket-of-things".to_owned()];
    let many: Vec<String> = (0..MISSES)
        .map(|it| format!("a-bucket-of-things-{it}"))
        .collect();
    peers!(
        "S3 endpoint resolution, cache hit",
        corpus_s3::s3,
        aws_sdk_s3,
        one,
        |params, it| params.region("eu-central-1").bucket(it)
    );
    peers!(
        "S3 endpoint resolution, cache miss",
        corpus_s3::s3,
        aws_sdk_s3,
        many,
        |params, it| params.region("eu-central-1").bucket(it)
    );
}
