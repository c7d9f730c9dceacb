//! Measures calls with an HTTP client that answers at once: without and with bodies, and the bodies
//! alone.
//!
//! With `--count PEER N` it makes N calls of one peer and measures nothing, for a profiler.

#[path = "../peers/mod.rs"]
mod peers;

use std::time::Duration;

use bench::bodies::Stopwatch;
use bench::{Peer, pair, part, prepared};
use clap::Parser;
use peers::{generated_dynamodb, generated_ecs, published_dynamodb, published_ecs};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// Measure calls
#[derive(Parser)]
struct Arguments {
    /// Make N calls of one peer, `generated` or `published`, and measure nothing
    #[arg(long, num_args = 2, value_names = ["PEER", "N"])]
    count: Option<Vec<String>>,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    match Arguments::parse().count {
        Some(count) => {
            let calls = count[1].parse().expect("a number of calls");
            match count[0].as_str() {
                "generated" => many!(generated_ecs, runtime, calls),
                _ => many!(published_ecs, runtime, calls),
            }
        }
        None => {
            ecs(&runtime);
            ecs_bodies(&runtime);
            dynamodb(&runtime);
        }
    }
}

macro_rules! many {
    ($peer:ident, $runtime:ident, $calls:ident) => {{
        let client = $peer::client($peer::answering(instance(0)), None, None);
        for _ in 0..$calls {
            $runtime.block_on($peer::send($peer::input(&client, 1)));
        }
    }};
}
use many;

/// A response with as many resources and attributes.
fn instance(resources: usize) -> String {
    let resource = json!({"name": "CPU", "type": "INTEGER", "doubleValue": 0.0, "longValue": 0, "integerValue": 2048});
    let attribute = json!({"name": "ecs.capability.docker-remote-api.1.32", "value": "yes"});
    let list = |it: &Value| vec![it.clone(); resources];
    json!({"containerInstance": {
        "containerInstanceArn": "arn:aws:ecs:eu-central-1:123456789012:container-instance/default/0123456789abcdef",
        "ec2InstanceId": "i-0123456789abcdef0", "version": 3, "status": "ACTIVE", "agentConnected": true,
        "runningTasksCount": 0, "pendingTasksCount": 0, "registeredAt": 1.7e9,
        "remainingResources": list(&resource), "registeredResources": list(&resource), "attributes": list(&attribute),
    }}).to_string()
}

fn ecs(runtime: &Runtime) {
    for (name, written, read) in [
        ("call, minimal request and response", 1, 0),
        ("call, small bodies (1 kB out, 2 kB in)", 8, 7),
        ("call, large request (117 kB)", 820, 0),
        ("call, large response (230 kB)", 1, 880),
    ] {
        let generated = generated_ecs::client(generated_ecs::answering(instance(read)), None, None);
        let published = published_ecs::client(published_ecs::answering(instance(read)), None, None);
        let (generated_input, published_input) = (
            generated_ecs::input(&generated, written),
            published_ecs::input(&published, written),
        );
        let generated = Peer {
            prepare: || generated_input.clone(),
            run: |input| runtime.block_on(generated_ecs::send(input)),
        };
        let published = Peer {
            prepare: || published_input.clone(),
            run: |input| runtime.block_on(published_ecs::send(input)),
        };
        prepared(name, generated, published);
    }
}

/// Measures the bodies alone, as parts of whole calls.
fn ecs_bodies(runtime: &Runtime) {
    for (written, serialize, read, deserialize) in [
        (
            8,
            "serialize a body of 1 kB",
            7,
            "deserialize a body of 2 kB",
        ),
        (
            820,
            "serialize a body of 117 kB",
            880,
            "deserialize a body of 230 kB",
        ),
    ] {
        let (generated_watch, published_watch) = (Stopwatch::default(), Stopwatch::default());
        let generated = generated_ecs::client(
            generated_ecs::answering(instance(read)),
            None,
            Some(generated_watch.clone()),
        );
        let published = published_ecs::client(
            published_ecs::answering(instance(read)),
            None,
            Some(published_watch.clone()),
        );
        let generated_input = generated_ecs::input(&generated, written);
        let published_input = published_ecs::input(&published, written);
        let call_generated = || runtime.block_on(generated_ecs::send(generated_input.clone()));
        let call_published = || runtime.block_on(published_ecs::send(published_input.clone()));
        for (name, time) in [
            (
                serialize,
                Stopwatch::serialization as fn(&Stopwatch) -> Duration,
            ),
            (deserialize, Stopwatch::deserialization),
        ] {
            let generated = || {
                call_generated();
                time(&generated_watch)
            };
            let published = || {
                call_published();
                time(&published_watch)
            };
            part(name, generated, published);
        }
    }
}

fn dynamodb(runtime: &Runtime) {
    let item: Value = (0..50)
        .map(|index| match index % 3 {
            0 => (format!("attribute{index}"), json!({"S": "some text"})),
            1 => (format!("attribute{index}"), json!({"N": "12.25"})),
            _ => (
                format!("attribute{index}"),
                json!({"M": {"inner": {"L": [{"BOOL": true}, {"NULL": true}]}}}),
            ),
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let items = json!({"Count": 100, "ScannedCount": 100, "Items": vec![item; 100]}).to_string();
    let generated =
        generated_dynamodb::client(generated_dynamodb::answering(items.clone()), None, None);
    let published = published_dynamodb::client(published_dynamodb::answering(items), None, None);
    pair(
        "DynamoDB Query, 100 items of 50 attributes",
        || runtime.block_on(generated_dynamodb::query(&generated)),
        || runtime.block_on(published_dynamodb::query(&published)),
    );
    let generated =
        generated_dynamodb::client(generated_dynamodb::answering("{}".to_owned()), None, None);
    let published =
        published_dynamodb::client(published_dynamodb::answering("{}".to_owned()), None, None);
    let (generated_put, published_put) = (
        generated_dynamodb::put(&generated, 2000),
        published_dynamodb::put(&published, 2000),
    );
    let generated = Peer {
        prepare: || generated_put.clone(),
        run: |put| runtime.block_on(generated_dynamodb::send_put(put)),
    };
    let published = Peer {
        prepare: || published_put.clone(),
        run: |put| runtime.block_on(published_dynamodb::send_put(put)),
    };
    prepared(
        "DynamoDB PutItem, an item of 2000 attributes",
        generated,
        published,
    );
}
