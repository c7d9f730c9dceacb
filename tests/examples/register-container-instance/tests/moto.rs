//! Runs the example with moto, a mock of AWS, and checks moto's state with boto3.

use std::process::{Output, Stdio};
use std::time::Duration;

use client_tests::moto::Moto;
use client_tests::python::Python;
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::time::timeout;

/// More than anything takes on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60);
const REGION: &str = "eu-west-1";

/// Runs `ecs.py` and returns its output.
async fn boto3(python: &Python, moto: &Moto, command: &str, cluster: &str) -> Value {
    let output = python
        .script("ecs.py")
        .args([command, "--cluster", cluster, "--region", REGION])
        .args(["--endpoint-url", &moto.url])
        .output();
    let output = timeout(TIMEOUT, output).await.expect("in time").unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}\n{}", moto.log());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Runs the example with credentials, and without other settings of this machine.
async fn example(arguments: &[&str], stdin: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_register-container-instance"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    let mut child = command
        .args(arguments)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "does-not-exist")
        .env("AWS_SHARED_CREDENTIALS_FILE", "does-not-exist")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the example runs");
    let mut input = child.stdin.take().expect("a pipe");
    // The example may end without reading its input.
    let _ = input.write_all(stdin.as_bytes()).await;
    drop(input);
    let output = timeout(TIMEOUT, child.wait_with_output()).await;
    output.expect("the example ends in time").unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the example prints text")
}

/// The expected output of the example for an instance as boto3 describes it.
fn described(instance: &Value) -> String {
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut text = format!(
        "ARN              {}\nstatus           {}\nagent connected  {}\n",
        words(&instance["containerInstanceArn"]),
        words(&instance["status"]),
        instance["agentConnected"],
    );
    for resource in instance["registeredResources"].as_array().expect("a list") {
        let amount = match resource["type"].as_str() {
            Some("INTEGER") => resource["integerValue"].to_string(),
            Some("STRINGSET") => {
                let items = resource["stringSetValue"].as_array().expect("a list");
                items.iter().map(words).collect::<Vec<_>>().join(" ")
            }
            other => panic!("moto has no resources of the type {other:?}"),
        };
        text += &format!("{:16} {amount}\n", words(&resource["name"]));
    }
    text
}

#[tokio::test]
async fn a_registered_instance_is_described_by_boto3() {
    let Some(python) = Python::find("a_registered_instance_is_described_by_boto3") else {
        return;
    };
    let moto = Moto::start(&python).await;
    let document = boto3(&python, &moto, "prepare", "production").await;
    assert_eq!(
        boto3(&python, &moto, "show", "production").await,
        Value::Array(vec![])
    );

    let output = example(
        &[
            "--endpoint-url",
            &moto.url,
            "--region",
            REGION,
            "--cluster",
            "production",
            "--identity-document",
            "-",
        ],
        &document.to_string(),
    )
    .await;
    assert!(output.status.success(), "{output:?}\n{}", moto.log());

    let shown = boto3(&python, &moto, "show", "production").await;
    let [instance] = shown.as_array().expect("a list").as_slice() else {
        panic!("one instance was registered: {shown}");
    };
    assert_eq!(instance["ec2InstanceId"], document["instanceId"]);
    let arn = instance["containerInstanceArn"].as_str().expect("an ARN");
    assert!(arn.starts_with("arn:aws:ecs:eu-west-1:"), "{arn}");
    assert_eq!(text(&output.stdout), described(instance));
}

#[tokio::test]
async fn an_unknown_cluster_is_an_error_with_status_and_cause() {
    let Some(python) = Python::find("an_unknown_cluster_is_an_error_with_status_and_cause") else {
        return;
    };
    let moto = Moto::start(&python).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "{\"instanceId\":\"i-0\"}").unwrap();
    let output = example(
        &[
            "--endpoint-url",
            &moto.url,
            "--region",
            REGION,
            "--cluster",
            "nowhere",
            "--identity-document",
            file.path().to_str().unwrap(),
        ],
        "",
    )
    .await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(text(&output.stdout), "");
    let stderr = text(&output.stderr);
    // moto responds with an HTML page, whose text is in the error.
    assert!(stderr.starts_with("error: service error: "), "{stderr}");
    assert!(stderr.contains("HTTP status 500"), "{stderr}");
    assert!(stderr.contains("Internal Server Error"), "{stderr}");

    // The log may arrive later than the response.
    let attempts = || moto.log().matches("POST / HTTP/1.1").count();
    let waited = timeout(TIMEOUT, async {
        while attempts() < 3 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited
        .await
        .expect("a server error is attempted three times");
    assert_eq!(attempts(), 3, "{}", moto.log());
}

#[tokio::test]
async fn a_document_that_cannot_be_read_is_named() {
    let arguments = ["--region", REGION, "--identity-document", "no/such/file"];
    let output = example(&arguments, "").await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stderr = text(&output.stderr);
    assert!(stderr.contains("no/such/file: "), "{stderr}");
}

#[tokio::test]
async fn a_missing_region_is_named() {
    let output = example(&["--cluster", "production"], "").await;
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stderr = text(&output.stderr);
    // The error of the endpoint rules.
    assert!(stderr.contains("Missing Region"), "{stderr}");
}
