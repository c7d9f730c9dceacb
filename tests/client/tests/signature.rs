//! Compares signatures with those that botocore computes for the same requests.

use std::time::Duration;

use aws_clients::ecs::Client;
use aws_clients::ecs::config::{
    BehaviorVersion, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use client_tests::botocore;
use client_tests::inputs::inputs;
use client_tests::python::Python;
use client_tests::recorder::Recorder;
use serde_json::{Value, json};

/// Credentials, region and endpoint of signed requests.
struct Signer {
    token: Option<&'static str>,
    region: &'static str,
    /// Path of the endpoint URL.
    path: &'static str,
}

const PLAIN: Signer = Signer {
    token: None,
    region: "us-east-1",
    path: "",
};

const SIGNERS: [Signer; 6] = [
    PLAIN,
    Signer {
        token: Some("FwoGZXIvYXdzEXAMPLE//////////wEaDtoken+with/slashes=="),
        ..PLAIN
    },
    Signer {
        region: "eu-central-1",
        ..PLAIN
    },
    Signer {
        path: "/proxy/ecs",
        ..PLAIN
    },
    // A path that is encoded once in the URL, and once more for the signature.
    Signer {
        path: "/a%20b/caf%C3%A9/~x/",
        ..PLAIN
    },
    Signer {
        token: Some("token"),
        region: "cn-north-1",
        path: "/all/of/it",
    },
];

const ACCESS_KEY: &str = "AKIDEXAMPLE";
/// With a slash and a plus, as the one in AWS's examples of signatures has.
const SECRET_KEY: &str = "example+secret/with=marks";

/// Sends inputs, and returns the requests with the credentials and the region they have to be
/// signed with.
async fn records(signer: &Signer, count: usize, tamper: Option<&'static Tamper>) -> Vec<Value> {
    let recorder = Recorder::start().await.unwrap();
    let token = signer.token.map(str::to_owned);
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(signer.region))
        .credentials_provider(Credentials::new(
            ACCESS_KEY, SECRET_KEY, token, None, "test",
        ))
        .endpoint_url(recorder.url() + signer.path);
    if let Some(tamper) = tamper {
        config = config.interceptor(tamper);
    }
    let client = Client::from_conf(config.build());
    for (parameters, route) in inputs(20_141_113, count) {
        tokio::time::timeout(Duration::from_secs(20), parameters.send(&client, route))
            .await
            .expect("a response from this machine is fast")
            .expect("the recorder accepts every request");
    }
    let requests = recorder.take();
    assert_eq!(requests.len(), count, "one request for each input");
    let record = |request: &client_tests::recorder::Recorded| {
        json!({
            "request": request.to_json(),
            "credentials": {
                "access_key": ACCESS_KEY,
                "secret_key": SECRET_KEY,
                "token": signer.token,
            },
            "region": signer.region,
            "service": "ecs",
        })
    };
    requests.iter().map(record).collect()
}

#[tokio::test]
async fn botocore_computes_the_same_signatures() {
    let Some(python) = Python::find("botocore_computes_the_same_signatures") else {
        return;
    };
    let mut all = Vec::new();
    for signer in &SIGNERS {
        let records = records(signer, 40, None).await;
        let path = match signer.path.trim_end_matches('/') {
            "" => "/".to_owned(),
            path => format!("{path}/"),
        };
        for record in &records {
            assert_eq!(record["request"]["target"], path.as_str());
        }
        all.extend(records);
    }
    let report = botocore::check_signatures(&python, &all).await;
    for (record, complaints) in all.iter().zip(report.complaints()) {
        assert!(complaints.is_empty(), "{complaints:?}\n{record}");
    }
}

/// Changes a request after it was signed.
struct Tamper {
    name: &'static str,
    apply: fn(&mut HttpRequest) -> Result<(), BoxError>,
    /// The difference that has to be reported.
    complaint: &'static str,
}

impl std::fmt::Debug for Tamper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Intercept for &'static Tamper {
    fn name(&self) -> &'static str {
        self.name
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        (self.apply)(context.request_mut())
    }
}

fn change_authorization(request: &mut HttpRequest, from: &str, to: &str) -> Result<(), BoxError> {
    let headers = request.headers_mut();
    let authorization = headers.get("authorization").ok_or("not signed")?;
    assert!(authorization.contains(from), "{authorization}");
    let changed = authorization.replace(from, to);
    headers.insert("authorization", changed);
    Ok(())
}

static TAMPERS: [Tamper; 8] = [
    Tamper {
        name: "another body of the same length",
        apply: |request| {
            let body = request.body().bytes().ok_or("no body")?;
            let mut body = body.to_vec();
            // The last byte is always a bracket.
            let last = body.last_mut().ok_or("an empty body")?;
            *last = b' ';
            *request.body_mut() = SdkBody::from(body);
            Ok(())
        },
        complaint: "Signature",
    },
    Tamper {
        name: "another operation",
        apply: |request| {
            let target = "AmazonEC2ContainerServiceV20141113.DeregisterContainerInstance";
            request.headers_mut().insert("x-amz-target", target);
            Ok(())
        },
        complaint: "Signature",
    },
    Tamper {
        name: "another content type",
        apply: |request| {
            let headers = request.headers_mut();
            headers.insert("content-type", "application/x-amz-json-1.0");
            Ok(())
        },
        complaint: "Signature",
    },
    Tamper {
        name: "another time",
        apply: |request| {
            let headers = request.headers_mut();
            headers.insert("x-amz-date", "20150709T000000Z");
            Ok(())
        },
        complaint: "Credential",
    },
    Tamper {
        name: "another path",
        apply: |request| {
            let uri = request.uri().to_owned() + "admin";
            Ok(request.set_uri(uri)?)
        },
        complaint: "Signature",
    },
    Tamper {
        name: "a query",
        apply: |request| {
            let uri = request.uri().to_owned() + "?x=y";
            Ok(request.set_uri(uri)?)
        },
        complaint: "Signature",
    },
    Tamper {
        name: "another region",
        apply: |request| change_authorization(request, "/us-east-1/", "/eu-central-1/"),
        complaint: "Credential",
    },
    Tamper {
        name: "a header that is not covered",
        apply: |request| change_authorization(request, ";x-amz-target", ""),
        complaint: "not signed: x-amz-target",
    },
];

#[tokio::test]
async fn a_request_that_was_changed_after_signing_is_rejected() {
    let Some(python) = Python::find("a_request_that_was_changed_after_signing_is_rejected") else {
        return;
    };
    let mut all = Vec::new();
    let mut expected = Vec::new();
    for tamper in &TAMPERS {
        let records = records(&PLAIN, 5, Some(tamper)).await;
        expected.extend(records.iter().map(|_| tamper));
        all.extend(records);
    }
    let report = botocore::check_signatures(&python, &all).await;
    for (tamper, complaints) in expected.iter().zip(report.complaints()) {
        let noticed = complaints
            .iter()
            .any(|complaint| complaint.starts_with(tamper.complaint));
        assert!(noticed, "{}: {complaints:?}", tamper.name);
    }
}
