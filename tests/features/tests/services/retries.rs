//! Retry settings of services, and delays of long polls.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::retries::{RetryPartition, TokenBucket};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use aws_types::SdkConfig;
use aws_types::origin::Origin;
use aws_types::region::Region;

use crate::harness::Http;

fn newer() -> RetryConfig {
    RetryConfig::standard().with_retry_spec(RetrySpec::v2_1())
}

/// Calls a service that fails each time; returns the number of attempts, and the time between them.
async fn attempts(retries: RetryConfig, origin: Option<Origin>) -> (usize, Duration) {
    let http = Http::new(&[(500, "", "{}")]);
    let (time, sleep) = instant_time_and_sleep(SystemTime::UNIX_EPOCH);
    let mut builder = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::for_tests()))
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .time_source(SharedTimeSource::new(time))
        .sleep_impl(SharedAsyncSleep::new(sleep.clone()))
        .http_client(http.client())
        .retry_config(retries);
    if let Some(origin) = origin {
        builder.insert_origin("retry_config", origin);
    }
    let client = features::dynamodb::Client::new(&builder.build());
    client.list_tables().send().await.unwrap_err();
    (http.sent().len(), sleep.total_duration())
}

#[tokio::test]
async fn retries_are_those_of_the_service() {
    let (attempts, delay) = attempts(newer(), None).await;
    assert_eq!(attempts, 4);
    // 25, 50 and 100 milliseconds, each of them by a random factor below one.
    assert!(delay <= Duration::from_millis(175), "{delay:?}");
}

#[tokio::test]
async fn the_first_delay_is_that_of_the_service() {
    let config = |retries| {
        let config = SdkConfig::builder().retry_config(retries).build();
        features::dynamodb::Config::from(&config)
    };
    let config = config(newer());
    let spec = config.retry_config().and_then(RetryConfig::retry_spec);
    let delay = spec.map(RetrySpec::non_throttling_initial_backoff);
    assert_eq!(delay, Some(Duration::from_millis(25)));
}

#[tokio::test]
async fn older_settings_are_left_alone() {
    assert_eq!(attempts(RetryConfig::standard(), None).await.0, 3);
    let older = RetryConfig::standard().with_retry_spec(RetrySpec::v2_0());
    assert_eq!(attempts(older, None).await.0, 3);
}

#[tokio::test]
async fn a_number_of_attempts_that_was_set_counts() {
    let set = newer().with_max_attempts(2);
    assert_eq!(attempts(set, None).await.0, 2);
    let by_program = Some(Origin::shared_config());
    assert_eq!(attempts(newer(), by_program).await.0, 3);
}

/// The delay after a failure of a client without any quota for retries.
macro_rules! delay {
    ($retries:expr, $answer:expr, $operation:ident) => {{
        let http = Http::new(&[$answer]);
        let (time, sleep) = instant_time_and_sleep(SystemTime::UNIX_EPOCH);
        let empty = RetryPartition::custom(stringify!($operation));
        let config = features::sqs::Config::builder()
            .with_test_defaults_v2()
            .http_client(http.client())
            .retry_config($retries)
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .time_source(SharedTimeSource::new(time))
            .sleep_impl(SharedAsyncSleep::new(sleep.clone()))
            .retry_partition(empty.token_bucket(TokenBucket::new(0)).build())
            .build();
        let client = features::sqs::Client::from_conf(config);
        let call = client.$operation().queue_url("https://q.example/1/q");
        let _ = call.send().await;
        assert_eq!(http.sent().len(), 1, "there is no quota for a retry");
        sleep.total_duration()
    }};
}

#[tokio::test]
async fn a_long_poll_waits_before_it_fails_for_lack_of_quota() {
    let failures = [(500, "", "{}"), (400, "Throttling", "{}")];
    for failure in failures {
        let delay = delay!(newer(), failure, receive_message);
        assert!(!delay.is_zero(), "{failure:?}");
        let delay = delay!(newer(), failure, send_message);
        assert!(
            delay.is_zero(),
            "{failure:?}: another operation waits {delay:?}"
        );
        let delay = delay!(RetryConfig::standard(), failure, receive_message);
        assert!(
            delay.is_zero(),
            "{failure:?}: the older behaviour waits {delay:?}"
        );
    }
}

#[tokio::test]
async fn a_long_poll_waits_only_where_a_retry_would_help() {
    let delay = delay!(newer(), (200, "", "{}"), receive_message);
    assert!(delay.is_zero(), "{delay:?}");
    let delay = delay!(newer(), (400, "InvalidAddress", "{}"), receive_message);
    assert!(delay.is_zero(), "{delay:?}");
    let once = newer().with_max_attempts(1);
    let delay = delay!(once, (500, "", "{}"), receive_message);
    assert!(delay.is_zero(), "{delay:?}");
}
