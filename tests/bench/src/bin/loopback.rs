//! Measures calls per second to a server on this machine.

#[path = "../peers/mod.rs"]
#[allow(dead_code, reason = "shared with the other programs")]
mod peers;

use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::json;
use peers::{our_ecs, their_ecs};
use tokio::net::TcpListener;

/// Duration of a round of one side.
const SAMPLE: Duration = Duration::from_millis(500);
const SAMPLES: usize = 7;

macro_rules! sample {
    ($side:ident, $runtime:ident, $url:ident, $concurrency:ident) => {{
        let http_client = aws_smithy_http_client::Builder::new().build_http();
        let client = $side::client(http_client, Some(&$url), None);
        // Connections are opened before the measurement.
        let seconds = |time: Duration| {
            let start = Instant::now();
            let callers: Vec<_> = (0..$concurrency)
                .map(|_| {
                    let client = client.clone();
                    $runtime.spawn(async move {
                        let mut calls = 0_u64;
                        while start.elapsed() < time {
                            $side::send($side::input(&client, 2)).await;
                            calls += 1;
                        }
                        calls
                    })
                })
                .collect();
            let calls: u64 = callers
                .into_iter()
                .map(|it| $runtime.block_on(it).expect("no panic"))
                .sum();
            calls as f64 / start.elapsed().as_secs_f64()
        };
        seconds(SAMPLE / 5);
        seconds(SAMPLE)
    }};
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let listener = runtime
        .block_on(TcpListener::bind(("127.0.0.1", 0)))
        .expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    // In a thread of its own, so that it costs both sides the same.
    std::thread::spawn(move || serve(listener));
    for concurrency in [1, 64] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            ours.push(sample!(our_ecs, runtime, url, concurrency));
            theirs.push(sample!(their_ecs, runtime, url, concurrency));
        }
        let name = format!("calls per second over loopback, {concurrency} at a time");
        println!(
            "{}",
            json!({"name": name, "unit": "1/s", "ours": ours, "theirs": theirs})
        );
    }
}

fn serve(listener: TcpListener) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let listener = listener.into_std().expect("a socket");
    runtime.block_on(async move {
        let listener = TcpListener::from_std(listener).expect("a socket");
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let answer = service_fn(|request: Request<hyper::body::Incoming>| async {
                    request.into_body().collect().await?;
                    let body = Full::new(bytes::Bytes::from_static(
                        br#"{"containerInstance":{"status":"ACTIVE"}}"#,
                    ));
                    Ok::<_, hyper::Error>(Response::new(body))
                });
                // A client that closes its connection is not an error.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
        }
    });
}
