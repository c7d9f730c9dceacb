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

macro_rules! resolver {
    ($($sdk:ident)::+, $parameters:expr) => {{
        use $($sdk)::+::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
        let resolver = DefaultResolver::new();
        let parameters: Vec<Params> = $parameters.iter().map(|it: &String| Params::builder().region(it).build().expect("a region")).collect();
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
        resolver!(aws_clients::ecs, one),
        resolver!(aws_sdk_ecs, one),
    );
    let others: Vec<String> = (0..OTHERS).map(|it| format!("us-east-{it}")).collect();
    pair(
        "endpoints of ever other parameters",
        resolver!(aws_clients::ecs, others),
        resolver!(aws_sdk_ecs, others),
    );
    #[cfg(feature = "s3")]
    s3::buckets();
}

#[cfg(feature = "s3")]
#[path = "../s3.rs"]
mod s3;
