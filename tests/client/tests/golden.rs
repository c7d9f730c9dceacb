//! Snapshots of one request as it is sent, and of one parsed response, for review.

use std::fmt::Write;

use aws_clients::ecs::Client;
use aws_clients::ecs::config::Config;
use aws_clients::ecs::types::{
    Attribute, PlatformDevice, PlatformDeviceType, Resource, Tag, VersionInfo,
};
use aws_smithy_http_client::test_util::{CaptureRequestReceiver, capture_request};
use aws_smithy_types::body::SdkBody;

const RESPONSE: &str = r#"{
  "containerInstance": {
    "containerInstanceArn": "arn:aws:ecs:us-east-1:123456789012:container-instance/1c3be8ed-df30-47b4-8f1e-6e68ebd01f34",
    "ec2InstanceId": "i-0123456789abcdef0",
    "versionInfo": {"agentVersion": "1.3.0", "agentHash": "097e4af", "dockerVersion": "1.6.2"},
    "remainingResources": [
      {"name": "CPU", "type": "INTEGER", "doubleValue": 0.0, "longValue": 0, "integerValue": 2048},
      {"name": "PORTS", "type": "STRINGSET", "integerValue": 0, "stringSetValue": ["22", "2376"]}
    ],
    "registeredResources": [],
    "status": "ACTIVE",
    "agentConnected": true,
    "runningTasksCount": 0,
    "pendingTasksCount": 0,
    "agentUpdateStatus": "PENDING",
    "version": 3,
    "attributes": [{"name": "ecs.os-type", "value": "linux"}, {"name": "rack"}],
    "registeredAt": 1436400000.25,
    "attachments": [
      {"id": "a", "type": "ElasticNetworkInterface", "details": [{"name": "subnetId", "value": "subnet-1"}]}
    ],
    "tags": [{"key": "team", "value": "blue"}],
    "healthStatus": {
      "overallStatus": "OK",
      "details": [{"type": "CONTAINER_RUNTIME", "status": "OK", "lastUpdated": 1436400001}]
    },
    "gpuDevices": [{"gpuId": "GPU-0", "sharingMode": "IDLE", "totalMemoryInMiB": 15360, "containerCount": 0}]
  }
}"#;

fn shown(sent: CaptureRequestReceiver) -> String {
    let request = sent.expect_request();
    let mut text = format!("{} {}\n", request.method(), request.uri());
    let mut headers: Vec<(&str, &str)> = request.headers().iter().collect();
    headers.sort_unstable();
    for (name, value) in headers {
        // The invocation id is random.
        let value = match name {
            "amz-sdk-invocation-id" => "[random]",
            _ => value,
        };
        writeln!(text, "{name}: {value}").unwrap();
    }
    let body = request.body().bytes().expect("bodies are in memory");
    text + "\n" + std::str::from_utf8(body).expect("JSON is text")
}

#[tokio::test]
async fn a_request_and_its_response_are_as_reviewed() {
    let response = http::Response::new(SdkBody::from(RESPONSE));
    let (http_client, sent) = capture_request(Some(response));
    let config = Config::builder()
        .with_test_defaults_v2()
        .http_client(http_client);
    let client = Client::from_conf(config.build());
    let cpu = Resource::builder()
        .name("CPU")
        .r#type("INTEGER")
        .integer_value(2048);
    let ports = Resource::builder()
        .name("PORTS")
        .r#type("STRINGSET")
        .string_set_value("22");
    let versions = VersionInfo::builder()
        .agent_version("1.3.0")
        .docker_version("1.6.2");
    let attribute = Attribute::builder().name("rack").value("7");
    let device = PlatformDevice::builder()
        .id("GPU-0")
        .r#type(PlatformDeviceType::Gpu);
    let output = client
        .register_container_instance()
        .cluster("default")
        .instance_identity_document("{\n  \"instanceId\": \"i-0123456789abcdef0\"\n}")
        .instance_identity_document_signature("signature")
        .total_resources(cpu.build())
        .total_resources(ports.build())
        .version_info(versions.build())
        .attributes(attribute.build().unwrap())
        .platform_devices(device.build().unwrap())
        .tags(Tag::builder().key("team").value("blue").build())
        .send()
        .await
        .unwrap();
    insta::assert_snapshot!("request", shown(sent));
    insta::assert_debug_snapshot!("response", output);
}
