//! Number of allocations of a call: a measure of its cost that does not depend on the load of the
//! machine.
//!
//! The numbers are recorded here, so that a change beyond the tolerance is seen in review.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aws_clients::ecs::Client;
use aws_clients::ecs::config::Config;
use aws_clients::ecs::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use aws_clients::ecs::types::{Resource, VersionInfo};
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_types::body::SdkBody;

/// Allocations of one `send()` after the first, with signing, and an HTTP client that responds at
/// once.
const SMALL_CALL: u64 = 219;
/// The same with fifty resources to serialize and to parse.
const LARGE_CALL: u64 = 326;
/// Endpoint resolution, cache miss: the URL, and copies of parameters and URL for the cache.
const FIRST_ENDPOINT: u64 = 4;
/// Allowed difference: hash maps grow at random.
const TOLERANCE: u64 = 4;

fn client(answer: String) -> Client {
    let http_client =
        infallible_client_fn(move |_| http::Response::new(SdkBody::from(answer.as_str())));
    Client::from_conf(
        Config::builder()
            .with_test_defaults_v2()
            .http_client(http_client)
            .build(),
    )
}

fn allocations(client: &Client, resources: &[Resource]) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let call = || {
        let call = client
            .register_container_instance()
            .cluster("default")
            .set_total_resources(Some(resources.to_vec()))
            .version_info(VersionInfo::builder().agent_version("1.0.0").build());
        // Making the input is not counted, since the caller does that.
        let call = std::hint::black_box(call);
        allocation_counter::measure(|| {
            runtime.block_on(call.send()).expect("an answer");
        })
        .count_total
    };
    // The first call allocates what is kept per client and operation.
    call();
    call()
}

fn check(what: &str, measured: u64, recorded: u64) {
    println!("{what}: {measured} allocations");
    assert!(
        measured.abs_diff(recorded) <= TOLERANCE,
        "{what} allocates {measured} times, recorded are {recorded}: if that is intended, record it in {}",
        file!()
    );
}

#[test]
fn a_call_allocates_as_often_as_recorded() {
    let small = client(r#"{"containerInstance":{"status":"ACTIVE"}}"#.to_owned());
    check("a small call", allocations(&small, &[]), SMALL_CALL);

    let resource =
        r#"{"name":"CPU","type":"INTEGER","doubleValue":0.0,"longValue":0,"integerValue":2048}"#;
    let list = vec![resource; 50].join(",");
    let large = client(format!(
        r#"{{"containerInstance":{{"remainingResources":[{list}]}}}}"#
    ));
    let resources = vec![
        Resource::builder()
            .name("CPU")
            .r#type("INTEGER")
            .integer_value(2048)
            .build();
        50
    ];
    check("a large call", allocations(&large, &resources), LARGE_CALL);
}

#[test]
fn a_cached_endpoint_allocates_nothing() {
    let resolver = DefaultResolver::new();
    let params = Params::builder().region("eu-south-2").build();
    let params = params.expect("a region is enough");
    let resolve = || {
        let measured = allocation_counter::measure(|| {
            let mut endpoint = pin!(resolver.resolve_endpoint(&params));
            let endpoint = endpoint
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            assert!(matches!(endpoint, Poll::Ready(Ok(_))), "{endpoint:?}");
        });
        measured.count_total
    };
    check("an endpoint", resolve(), FIRST_ENDPOINT);
    assert_eq!(resolve(), 0);
}
