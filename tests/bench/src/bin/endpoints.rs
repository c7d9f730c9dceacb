//! Finding endpoints: of parameters that are known, and of ever others.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bench::pair;

/// More than either side keeps.
const OTHERS: usize = 97;

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("resolving does not wait"),
    }
}

/// Resolves what `$set` makes of each of `$values`, in turn.
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

fn main() {
    let one = ["eu-central-1".to_owned()];
    pair(
        "an endpoint that is known",
        resolver!(aws_clients::ecs, one, |params, it| params.region(it)),
        resolver!(aws_sdk_ecs, one, |params, it| params.region(it)),
    );
    let others: Vec<String> = (0..OTHERS).map(|it| format!("us-east-{it}")).collect();
    pair(
        "endpoints of ever other parameters",
        resolver!(aws_clients::ecs, others, |params, it| params.region(it)),
        resolver!(aws_sdk_ecs, others, |params, it| params.region(it)),
    );
    #[cfg(feature = "s3")]
    buckets();
}

#[cfg(feature = "s3")]
fn buckets() {
    let one = ["a-bucket-of-things".to_owned()];
    pair(
        "Amazon S3: the endpoint of a bucket that is known",
        resolver!(corpus_s3::s3, one, |params, it| params
            .region("eu-central-1")
            .bucket(it)),
        resolver!(aws_sdk_s3, one, |params, it| params
            .region("eu-central-1")
            .bucket(it)),
    );
    let others: Vec<String> = (0..OTHERS)
        .map(|it| format!("a-bucket-of-things-{it}"))
        .collect();
    pair(
        "Amazon S3: endpoints of ever other buckets",
        resolver!(corpus_s3::s3, others, |params, it| params
            .region("eu-central-1")
            .bucket(it)),
        resolver!(aws_sdk_s3, others, |params, it| params
            .region("eu-central-1")
            .bucket(it)),
    );
}
