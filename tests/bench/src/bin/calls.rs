//! Measures calls with an HTTP client that responds at once: small ones, and ones with bodies to
//! serialize and parse.
//!
//! With `--count SIDE N` it makes N calls of one side and measures nothing, for a profiler that
//! counts.

#[path = "../peers/mod.rs"]
mod peers;

use std::time::Duration;

use bench::bodies::Stopwatch;
use bench::{Side, pair, part, prepared};
use clap::Parser;
use serde_json::{Value, json};
use peers::{our_dynamodb, our_ecs, their_dynamodb, their_ecs};
use tokio::runtime::Runtime;

/// Measure calls
#[derive(Parser)]
struct Arguments {
    /// Make N calls of one side, `ours` or `theirs`, and measure nothing
    #[arg(long, num_args = 2, value_names = ["SIDE", "N"])]
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
                "ours" => many!(our_ecs, runtime, calls),
                _ => many!(their_ecs, runtime, calls),
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
    ($side:ident, $runtime:ident, $calls:ident) => {{
        let client = $side::client($side::answering(instance(0)), None, None);
        for _ in 0..$calls {
            $runtime.block_on($side::send($side::input(&client, 1)));
        }
    }};
}
use many;

/// A response with a number of resources.
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
        ("send, next to nothing in it", 1, 0),
        ("send, small bodies (1 kB and 2 kB)", 8, 7),
        ("send, a large request (117 kB)", 820, 0),
        ("send, a large response (230 kB)", 1, 880),
    ] {
        let ours = our_ecs::client(our_ecs::answering(instance(read)), None, None);
        let theirs = their_ecs::client(their_ecs::answering(instance(read)), None, None);
        let (our_input, their_input) = (
            our_ecs::input(&ours, written),
            their_ecs::input(&theirs, written),
        );
        let ours = Side {
            prepare: || our_input.clone(),
            run: |input| runtime.block_on(our_ecs::send(input)),
        };
        let theirs = Side {
            prepare: || their_input.clone(),
            run: |input| runtime.block_on(their_ecs::send(input)),
        };
        prepared(name, ours, theirs);
    }
}

/// Measures the bodies alone, within calls.
fn ecs_bodies(runtime: &Runtime) {
    for (written, writing, read, reading) in [
        (8, "write a body of 1 kB", 7, "read a body of 2 kB"),
        (820, "write a body of 117 kB", 880, "read a body of 230 kB"),
    ] {
        let (our_watch, their_watch) = (Stopwatch::default(), Stopwatch::default());
        let ours = our_ecs::client(
            our_ecs::answering(instance(read)),
            None,
            Some(our_watch.clone()),
        );
        let theirs = their_ecs::client(
            their_ecs::answering(instance(read)),
            None,
            Some(their_watch.clone()),
        );
        let our_input = our_ecs::input(&ours, written);
        let their_input = their_ecs::input(&theirs, written);
        let call_ours = || runtime.block_on(our_ecs::send(our_input.clone()));
        let call_theirs = || runtime.block_on(their_ecs::send(their_input.clone()));
        for (name, time) in [
            (writing, Stopwatch::writing as fn(&Stopwatch) -> Duration),
            (reading, Stopwatch::reading),
        ] {
            let ours = || {
                call_ours();
                time(&our_watch)
            };
            let theirs = || {
                call_theirs();
                time(&their_watch)
            };
            part(name, ours, theirs);
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
    let ours = our_dynamodb::client(our_dynamodb::answering(items.clone()), None, None);
    let theirs = their_dynamodb::client(their_dynamodb::answering(items), None, None);
    pair(
        "DynamoDB: read 100 items of 50 attributes",
        || runtime.block_on(our_dynamodb::query(&ours)),
        || runtime.block_on(their_dynamodb::query(&theirs)),
    );
    let ours = our_dynamodb::client(our_dynamodb::answering("{}".to_owned()), None, None);
    let theirs = their_dynamodb::client(their_dynamodb::answering("{}".to_owned()), None, None);
    let (our_put, their_put) = (
        our_dynamodb::put(&ours, 2000),
        their_dynamodb::put(&theirs, 2000),
    );
    let ours = Side {
        prepare: || our_put.clone(),
        run: |put| runtime.block_on(our_dynamodb::send_put(put)),
    };
    let theirs = Side {
        prepare: || their_put.clone(),
        run: |put| runtime.block_on(their_dynamodb::send_put(put)),
    };
    prepared("DynamoDB: write an item of 2000 attributes", ours, theirs);
}
