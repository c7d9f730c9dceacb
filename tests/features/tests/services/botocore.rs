//! Compares requests with those that botocore sends for the same parameters.

use std::process::Stdio;

use aws_smithy_types::base64;
use client_tests::python::Python;
use features::glacier::primitives::ByteStream;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use crate::harness::{Http, Request, client};

/// Headers that this behaviour is about.
const COMPARED: [&str; 6] = [
    "accept",
    "content-type",
    "x-amz-content-sha256",
    "x-amz-glacier-version",
    "x-amz-sha256-tree-hash",
    "content-range",
];

/// Makes a call with botocore, in the form of the script.
fn call(service: &str, operation: &str, params: Value) -> Value {
    json!({"service": service, "operation": operation, "params": params})
}

/// Bytes whose mebibytes differ.
pub(crate) fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|it| (it / 4099 + it % 251) as u8).collect()
}

/// Makes calls of all kinds, each with the same call for botocore.
async fn calls() -> Vec<(Value, Http)> {
    let mut calls = Vec::new();
    for account in [None, Some("123456789012")] {
        let (client, http) = client!(glacier);
        client
            .list_vaults()
            .set_account_id(account.map(str::to_owned))
            .send()
            .await
            .unwrap();
        let params = account.map_or(json!({}), |it| json!({"accountId": it}));
        calls.push((call("glacier", "ListVaults", params), http));
    }
    for length in [0, 1, (1 << 20) + 1, (3 << 20) + 12_345] {
        let (client, http) = client!(glacier);
        let body = bytes(length);
        let params = json!({"vaultName": "v", "body": {"$base64": base64::encode(&body)}});
        client
            .upload_archive()
            .vault_name("v")
            .body(body.into())
            .send()
            .await
            .unwrap();
        calls.push((call("glacier", "UploadArchive", params), http));
    }
    let (client, http) = client!(glacier);
    let part = client
        .upload_multipart_part()
        .vault_name("v")
        .upload_id("u")
        .range("bytes 0-3/*");
    part.checksum("of the caller")
        .body(ByteStream::from_static(b"abcd"))
        .send()
        .await
        .unwrap();
    let params = json!({
        "vaultName": "v", "uploadId": "u", "range": "bytes 0-3/*", "checksum": "of the caller",
        "body": {"$base64": base64::encode("abcd")},
    });
    calls.push((call("glacier", "UploadMultipartPart", params), http));

    let (client, http) = client!(apigateway);
    client.get_rest_apis().send().await.unwrap();
    calls.push((call("apigateway", "GetRestApis", json!({})), http));
    let (client, http) = client!(apigateway);
    let export = client
        .get_export()
        .rest_api_id("a")
        .stage_name("b")
        .export_type("oas30");
    export.accepts("application/yaml").send().await.unwrap();
    let params = json!({
        "restApiId": "a", "stageName": "b", "exportType": "oas30", "accepts": "application/yaml",
    });
    calls.push((call("apigateway", "GetExport", params), http));

    let (client, http) = client!(machinelearning);
    let endpoint = "https://realtime.machinelearning.us-east-1.amazonaws.com/x?y";
    let predict = client
        .predict()
        .ml_model_id("m")
        .record("a", "1")
        .predict_endpoint(endpoint);
    predict.send().await.unwrap();
    let params = json!({"MLModelId": "m", "Record": {"a": "1"}, "PredictEndpoint": endpoint});
    calls.push((call("machinelearning", "Predict", params), http));

    let odd = "title:'a b+c&d=e/f?ä%'";
    for (query, size) in [(odd.to_owned(), None), ("x".repeat(200_000), Some(5))] {
        let (client, http) = client!(cloudsearchdomain);
        client
            .search()
            .query(&query)
            .set_size(size)
            .send()
            .await
            .unwrap();
        let mut params = json!({"query": query});
        if let Some(size) = size {
            params["size"] = json!(size);
        }
        calls.push((call("cloudsearchdomain", "Search", params), http));
    }
    calls
}

#[tokio::test]
async fn requests_are_the_same_as_botocores() {
    let Some(python) = Python::find("requests_are_the_same_as_botocores") else {
        return;
    };
    let calls = calls().await;
    let input: Vec<Value> = calls.iter().map(|(call, _)| call.clone()).collect();
    let expected = botocore(&python, &json!(input)).await;
    assert_eq!(expected.len(), calls.len());
    for ((call, http), expected) in calls.iter().zip(&expected) {
        let found = http.request();
        let what = format!("{} {}", call["service"], call["operation"]);
        assert_eq!(found.method, expected["method"], "{what}");
        let url = expected["url"].as_str().unwrap();
        assert_eq!(target(&found.uri), target(url), "{what}");
        if call["params"].get("PredictEndpoint").is_some() {
            assert_eq!(found.uri, url, "{what}");
        }
        compare_headers(&what, &found, &expected["headers"]);
        let body = base64::decode(expected["body"].as_str().unwrap()).unwrap();
        match serde_json::from_slice::<Value>(&body) {
            Ok(body) => assert_eq!(serde_json::from_slice::<Value>(&found.body).unwrap(), body),
            Err(_) => assert!(found.body == body, "{what}: the body"),
        }
    }
}

fn compare_headers(what: &str, found: &Request, expected: &Value) {
    for name in COMPARED {
        let value = expected[name].as_str();
        // botocore sends none with raw bodies, see docs/design/http-bindings.md.
        let is_raw = found.header(name) == Some("application/octet-stream");
        if name != "content-type" || value.is_some() || !is_raw {
            assert_eq!(found.header(name), value, "{what}: {name}");
        }
    }
}

/// Path and query of a URL.
fn target(url: &str) -> &str {
    url.splitn(4, '/').nth(3).unwrap_or_default()
}

/// The requests that botocore sends for the calls.
async fn botocore(python: &Python, calls: &Value) -> Vec<Value> {
    let mut command = python.script("make_calls.py");
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("Python runs");
    let mut stdin = child.stdin.take().expect("the input is piped");
    let text = calls.to_string();
    let write = async move {
        stdin
            .write_all(text.as_bytes())
            .await
            .expect("Python reads");
        drop(stdin);
    };
    let (output, ()) = tokio::join!(child.wait_with_output(), write);
    let output = output.expect("Python ends");
    assert!(output.status.success(), "the script failed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
