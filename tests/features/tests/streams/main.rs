//! Streamed bodies, with a server on this machine.

mod server;

use std::time::Duration;

use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::retry::RetryConfig;
use features::rest_streams::operation::get::GetError;
use features::rest_streams::primitives::ByteStream;
use features::rest_streams::{Client, Config};
use http_body_util::StreamBody;

use server::{Content, Server};

const MIB: usize = 1 << 20;

fn client(server: &Server) -> Client {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = Config::builder()
        .with_test_defaults_v2()
        .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new())
        .retry_config(retries)
        .endpoint_url(&server.url)
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

/// A body of unknown length that can be sent only once.
fn once(parts: usize) -> ByteStream {
    let parts = (0..parts).map(|_| {
        let frame = http_body_1x::Frame::data(bytes::Bytes::from_static(b"part"));
        Ok::<_, std::convert::Infallible>(frame)
    });
    let body = StreamBody::new(futures_util::stream::iter(parts));
    ByteStream::new(SdkBody::from_body_1_x(body))
}

#[tokio::test]
async fn bodies_are_streamed_to_the_server() {
    let server = Server::start(Content::NoFile, 0).await;
    let put = |content| client(&server).put().name("a").content(content).send();
    assert_eq!(
        put(ByteStream::from_static(b"abc")).await.unwrap().size(),
        3
    );
    assert_eq!(put(once(1000)).await.unwrap().size(), 4000);
    assert_eq!(put(ByteStream::default()).await.unwrap().size(), 0);
    let nothing = client(&server).put().name("a").send().await.unwrap();
    assert_eq!(nothing.size(), 0);
}

#[tokio::test]
async fn a_body_that_can_be_sent_again_is_retried() {
    let server = Server::start(Content::NoFile, 1).await;
    let put = client(&server).put().name("a");
    let output = put.content(ByteStream::from_static(b"abc")).send().await;
    assert_eq!(output.unwrap().size(), 3);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_body_that_cannot_be_sent_again_fails_with_the_first_error() {
    let server = Server::start(Content::NoFile, 1).await;
    let put = client(&server).put().name("a").content(once(3));
    let error = put.send().await.unwrap_err();
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 500);
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_required_length_has_to_be_known() {
    let server = Server::start(Content::NoFile, 0).await;
    let error = client(&server).put_sized().content(once(3)).send().await;
    let text = DisplayErrorContext(error.unwrap_err()).to_string();
    assert!(text.contains("requires the length of the body"), "{text}");
    assert_eq!(server.requests(), 0);
    let put = client(&server).put_sized();
    put.content(ByteStream::from_static(b"abc"))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn bodies_are_streamed_from_the_server() {
    let server = Server::start(Content::Zeros(100_000), 0).await;
    let output = client(&server).get().name("a").send().await.unwrap();
    assert_eq!(output.r#type(), Some("text/x"));
    let content = output.content.collect().await.unwrap().into_bytes();
    assert!(content.len() == 100_000 && content.iter().all(|it| *it == 0));
}

#[tokio::test]
async fn a_body_that_is_cut_short_is_an_error_when_it_is_read() {
    let server = Server::start(Content::Half(100_000), 0).await;
    let output = client(&server).get().name("a").send().await.unwrap();
    assert!(output.content.collect().await.is_err());
}

#[tokio::test]
async fn errors_are_loaded_instead_of_streamed() {
    let server = Server::start(Content::NoFile, 0).await;
    let error = client(&server).get().name("a").send().await.unwrap_err();
    match error.into_service_error() {
        GetError::NoFile(error) => assert_eq!(error.message(), Some("there is none")),
        other => panic!("{other:?}"),
    }
}

/// Sends and receives 256 MiB.
#[tokio::test]
async fn memory_does_not_grow_with_bodies() {
    const SIZE: usize = 256 * MIB;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("zeros");
    std::fs::File::create(&file)
        .unwrap()
        .set_len(SIZE as u64)
        .unwrap();
    let server = Server::start(Content::Zeros(SIZE), 0).await;
    let client = client(&server);
    // A first call, so that the memory that every program needs is not counted.
    client
        .put()
        .name("a")
        .content(ByteStream::from_static(b"abc"))
        .send()
        .await
        .unwrap();
    let Some(idle) = peak() else {
        return;
    };
    let content = ByteStream::from_path(&file).await.unwrap();
    let output = client
        .put()
        .name("a")
        .content(content)
        .send()
        .await
        .unwrap();
    assert_eq!(output.size(), SIZE as i64);
    let mut content = client.get().name("a").send().await.unwrap().content;
    let mut size = 0;
    while let Some(bytes) = content.try_next().await.unwrap() {
        size += bytes.len();
    }
    assert_eq!(size, SIZE);
    let more = peak().expect("it was reported before").saturating_sub(idle);
    assert!(more < 32 * MIB, "{} MiB", more / MIB);
}

/// Peak memory of this process in bytes, where Linux reports it.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kilobytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
