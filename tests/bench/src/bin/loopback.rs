//! Measures calls per second against a server on this machine.

#[path = "../peers/mod.rs"]
#[allow(dead_code, reason = "shared with the other programs")]
mod peers;

use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use peers::{generated_ecs, published_ecs};
use serde_json::json;
use tokio::net::TcpListener;

/// Duration of a sample.
const SAMPLE: Duration = Duration::from_millis(500);
const SAMPLES: usize = 7;

macro_rules! sample {
    ($peer:ident, $runtime:ident, $url:ident, $concurrency:ident) => {{
        let http_client = aws_smithy_http_client::Builder::new().build_http();
        let client = $peer::client(http_client, Some(&$url), None);
        // Connections are opened before the measurement.
        let calls_per_second = |time: Duration| {
            let start = Instant::now();
            let callers: Vec<_> = (0..$concurrency)
                .map(|_| {
                    let client = client.clone();
                    $runtime.spawn(async move {
                        let mut calls = 0_u64;
                        while start.elapsed() < time {
                            $peer::send($peer::input(&client, 2)).await;
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
        calls_per_second(SAMPLE / 5);
        calls_per_second(SAMPLE)
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
    // A thread of its own costs both peers the same.
    std::thread::spawn(move || serve(listener));
    for concurrency in [1, 64] {
        let (mut generated, mut published) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            generated.push(sample!(generated_ecs, runtime, url, concurrency));
            published.push(sample!(published_ecs, runtime, url, concurrency));
        }
        let calls = if concurrency == 1 { "call" } else { "calls" };
        let name = format!("throughput over loopback, {concurrency} {calls} at a time");
        println!(
            "{}",
            json!({"name": name, "unit": "1/s", "generated": generated, "published": published})
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
                // A client that disconnects is not an error.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
        }
    });
}
