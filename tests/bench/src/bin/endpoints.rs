//! Measures endpoint resolution: cache hit, and cache miss.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bench::pair;

/// More parameters than either side caches.
const OTHERS: usize = 97;

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("resolving does not wait"),
    }
}

/// Resolves endpoints of the parameters that `$set` makes of each of `$values`, in turn.
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

/// Measures both sides with the same parameters.
macro_rules! compare {
    ($name:literal, $($ours:ident)::+, $($theirs:ident)::+, $values:expr, |$params:ident, $value:ident| $set:expr) => {{
        use $($ours)::+ as our_sdk;
        use $($theirs)::+ as their_sdk;
        pair(
            $name,
            resolver!(our_sdk, $values, |$params, $value| $set),
            resolver!(their_sdk, $values, |$params, $value| $set),
        );
    }};
}

fn main() {
    let one = ["eu-central-1".to_owned()];
    let others: Vec<String> = (0..OTHERS).map(|it| format!("us-east-{it}")).collect();
    compare!(
        "an endpoint that is known",
        aws_clients::ecs,
        aws_sdk_ecs,
        one,
        |params, it| params.region(it)
    );
    compare!(
        "endpoints of ever other parameters",
        aws_clients::ecs,
        aws_sdk_ecs,
        others,
        |params, it| params.region(it)
    );
    #[cfg(feature = "s3")]
    buckets();
}

#[cfg(feature = "s3")]
fn buckets() {
    let one = ["a-bucket-of-things".to_owned()];
    let others: Vec<String> = (0..OTHERS)
        .map(|it| format!("a-bucket-of-things-{it}"))
        .collect();
    compare!(
        "Amazon S3: the endpoint of a bucket that is known",
        corpus_s3::s3,
        aws_sdk_s3,
        one,
        |params, it| params.region("eu-central-1").bucket(it)
    );
    compare!(
        "Amazon S3: endpoints of ever other buckets",
        corpus_s3::s3,
        aws_sdk_s3,
        others,
        |params, it| params.region("eu-central-1").bucket(it)
    );
}
