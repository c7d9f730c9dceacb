//! Metrics, spans and user agent of calls, compared with those of the published crate.
//!
//! The output of `cargo run --manifest-path tests/published/calls/Cargo.toml`, which compiles the
//! published crate, is `published.txt`.

mod record;
mod scenarios;

use aws_clients::ecs as sdk;

#[tokio::test]
async fn a_client_reports_what_the_published_one_reports() {
    let reported = scenarios::record().await;
    let published = include_str!("published.txt");
    for (ours, published) in reported.lines().zip(published.lines()) {
        assert_eq!(ours, published, "in\n{reported}");
    }
    assert_eq!(reported.lines().count(), published.lines().count());
}
