//! Compares requests of the generated client with those that botocore sends for the same inputs.

mod damage;

use std::path::PathBuf;
use std::time::Duration;

use aws_clients::ecs::Client;
use aws_clients::ecs::config::{BehaviorVersion, Config, Credentials, Region};
use client_tests::botocore::{self, Report};
use client_tests::inputs::inputs;
use client_tests::parameters::{Parameters, Resource, Route, Versions};
use client_tests::python::{Python, repository};
use client_tests::recorder::Recorder;
use serde_json::{Value, json};

use damage::{DAMAGES, Damager};

const SEED: u64 = 20_150_709;
const OPERATION: &str = "RegisterContainerInstance";

fn model() -> PathBuf {
    repository().join("models/ecs/2014-11-13/service-2.json")
}

fn config(recorder: &Recorder) -> aws_clients::ecs::config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new(
            "AKIDEXAMPLE",
            "secret",
            None,
            None,
            "test",
        ))
        .endpoint_url(recorder.url())
}

/// Sends an input, and returns it with the request that arrived.
async fn record(
    client: &Client,
    recorder: &Recorder,
    parameters: &Parameters,
    route: Route,
) -> Value {
    tokio::time::timeout(Duration::from_secs(20), parameters.send(client, route))
        .await
        .expect("a response from this machine is fast")
        .expect("the recorder accepts every request");
    let requests = recorder.take();
    let [request] = requests.as_slice() else {
        panic!("{} requests arrived instead of one", requests.len());
    };
    json!({ "parameters": parameters.to_json(), "request": request.to_json() })
}

async fn records(client: &Client, recorder: &Recorder, seed: u64, count: usize) -> Vec<Value> {
    let mut records = Vec::new();
    for (parameters, route) in inputs(seed, count) {
        records.push(record(client, recorder, &parameters, route).await);
    }
    records
}

#[tokio::test]
async fn every_request_is_what_botocore_would_send() {
    let Some(python) = Python::find("every_request_is_what_botocore_would_send") else {
        return;
    };
    let recorder = Recorder::start().await.unwrap();
    let client = Client::from_conf(config(&recorder).build());
    let records = records(&client, &recorder, SEED, 1500).await;
    let report = botocore::check_requests(&python, &model(), OPERATION, &records).await;

    for (index, complaints) in report.complaints().iter().enumerate() {
        assert!(
            complaints.is_empty(),
            "{}\n\nparameters {index}: {}",
            complaints.join("\n"),
            records[index]["parameters"]
        );
    }
    let table = format!("{} inputs\n\n{}", records.len(), report.table());
    println!("{table}");
    let file = repository().join("target/wire-coverage.txt");
    std::fs::write(&file, &table).expect("the table is written");
    assert_eq!(gaps(&report), Vec::<String>::new(), "never sent");
}

/// Lists the members that are never unset, empty, ordinary or extreme, or never have one of the
/// extreme values of their type.
fn gaps(report: &Report) -> Vec<String> {
    let mut gaps = Vec::new();
    for (member, counts) in report.coverage() {
        for class in ["unset", "empty", "ordinary", "extreme"] {
            if counts[class] == 0 {
                gaps.push(format!("{member}: {class}"));
            }
        }
        for (kind, count) in counts["extremes"].as_object().expect("an object") {
            if count == 0 {
                gaps.push(format!("{member}: {kind}"));
            }
        }
    }
    gaps
}

/// The members are those of the model, so that a new one without inputs is noticed.
#[tokio::test]
async fn a_member_that_no_input_sets_is_noticed() {
    let Some(python) = Python::find("a_member_that_no_input_sets_is_noticed") else {
        return;
    };
    let recorder = Recorder::start().await.unwrap();
    let client = Client::from_conf(config(&recorder).build());
    let records = records(&client, &recorder, SEED, 4).await;

    let text = std::fs::read_to_string(model()).unwrap();
    let mut newer: Value = serde_json::from_str(&text).unwrap();
    newer["shapes"]["VersionInfo"]["members"]["kernel"] = json!({ "shape": "String" });
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), newer.to_string()).unwrap();

    let report = botocore::check_requests(&python, file.path(), OPERATION, &records).await;
    let gaps = gaps(&report);
    assert!(
        gaps.contains(&"VersionInfo.kernel: ordinary".to_owned()),
        "{gaps:?}"
    );
}

/// An input in which every damage finds something to damage.
fn all_kinds() -> Parameters {
    let text = |text: &str| Some(text.to_owned());
    Parameters {
        cluster: text("quote \" backslash \\ crab \u{1f980}"),
        document: text(""),
        resources: Some(vec![
            Resource {
                name: text("zero"),
                double: Some(f64::NAN),
                long: Some(i64::MAX),
                integer: Some(0),
                strings: Some(Vec::new()),
                ..Resource::default()
            },
            Resource {
                double: Some(-0.0),
                long: Some(0),
                integer: Some(1024),
                strings: Some(vec!["22".to_owned(), "2376".to_owned()]),
                ..Resource::default()
            },
            Resource {
                double: Some(0.1 + 0.2),
                ..Resource::default()
            },
        ]),
        versions: Some(Versions::default()),
        ..Parameters::default()
    }
}

/// Proves that the comparison finds differences: an interceptor damages requests as a faulty
/// serializer would, and exactly the damaged requests must be rejected, for that reason.
#[tokio::test]
async fn every_damage_is_noticed() {
    let Some(python) = Python::find("every_damage_is_noticed") else {
        return;
    };
    let recorder = Recorder::start().await.unwrap();
    let mut inputs = inputs(SEED + 1, 40);
    inputs.push((all_kinds(), Route::Setters));
    // All in one run of Python, which takes longer to start than to compare.
    let mut records = Vec::new();
    let mut expected = Vec::new();
    for damage in DAMAGES {
        let damager = Damager::new(damage);
        let config = config(&recorder).interceptor(damager.clone()).build();
        let client = Client::from_conf(config);
        for (parameters, route) in &inputs {
            records.push(record(&client, &recorder, parameters, *route).await);
            expected.push((damage, damager.take()));
        }
        assert!(
            expected.last().is_some_and(|(_, damaged)| *damaged),
            "{}: nothing to damage",
            damage.name
        );
    }

    let report = botocore::check_requests(&python, &model(), OPERATION, &records).await;
    for (index, complaints) in report.complaints().iter().enumerate() {
        let (damage, damaged) = expected[index];
        let context = || format!("{}: {complaints:?}\n{}", damage.name, records[index]);
        match damage.complaint {
            Some(part) if damaged => {
                assert!(
                    !complaints.is_empty(),
                    "the damage was not noticed: {}",
                    context()
                );
                let fits = complaints.iter().all(|complaint| complaint.contains(part));
                assert!(fits, "rejected for another reason: {}", context());
            }
            _ => assert!(complaints.is_empty(), "wrongly rejected: {}", context()),
        }
    }
}
