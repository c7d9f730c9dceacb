//! botocore's endpoint cases that say which call they are about, through generated clients: what is looked at is the
//! request, with where it goes and what it is signed for. Services whose protocols are not supported yet are spoken to
//! in JSON. (That all cases pass is tested with the tables alone, in `tests/support`.)

mod cases;
mod spoken;

use std::collections::BTreeMap;

use driver::project;
use generator_tests::botocore::published;
use serde_json::{Value, json};

use cases::{Case, Service};

/// How many calls the cases of the services have.
const CALLS: [(&str, usize); 7] = [
    ("dynamodb", 178),
    ("events", 1),
    ("kinesis", 53),
    ("opensearchmemory", 4),
    ("s3", 166),
    ("s3control", 187),
    ("sts", 0),
];

/// How many of the calls cannot be made by a client, and why.
const NOT_MADE: [(&str, usize); 2] = [
    (
        "no client of AWS's SDK for Rust can be told to use S3's or STS's global endpoint",
        38,
    ),
    (
        "S3 Express wants the credentials of a session, for which another call has to be made",
        29,
    ),
];

/// Why a call cannot be made.
fn reason(case: &Case) -> Option<&'static str> {
    let [(global, _), (express, _)] = NOT_MADE;
    let is_global = |name: &str| name.ends_with("::UseGlobalEndpoint");
    if case
        .built_ins
        .iter()
        .any(|(name, value)| is_global(name) && *value == json!(true))
    {
        return Some(global);
    }
    let scheme = &case.expect["endpoint"]["properties"]["authSchemes"][0]["name"];
    (scheme == "sigv4-s3express").then_some(express)
}

#[test]
fn calls_go_where_the_cases_say() {
    let Some(sdist) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let mut services = cases::services(&sdist);
    let mut not_made = BTreeMap::new();
    for service in services.values_mut() {
        service.cases.retain(|case| {
            let reason = reason(case);
            reason
                .map(|it| *not_made.entry(it).or_insert(0) += 1)
                .is_none()
        });
    }
    assert_eq!(not_made, BTreeMap::from(NOT_MADE));
    let counts = services
        .iter()
        .map(|(name, it)| (name.as_str(), it.cases.len()));
    assert_eq!(counts.collect::<Vec<_>>(), CALLS);

    services.retain(|_, it| !it.cases.is_empty());
    let chosen = services.values().map(|it| &it.chosen);
    let program = project::build("endpoints", &project::manifest("endpoints", chosen))
        .unwrap_or_else(|error| panic!("{error}"));
    let all = || {
        services
            .iter()
            .flat_map(|(name, service)| service.cases.iter().map(move |case| (name, service, case)))
    };
    let calls: Vec<Value> = all().map(|(name, _, case)| call(name, case)).collect();
    let results = program.play(&calls);
    assert_eq!(results.len(), calls.len());
    let wrong: Vec<String> = all()
        .zip(&calls)
        .zip(&results)
        .filter_map(|(((name, service, case), call), result)| {
            let error = judge(service, case, &call["settings"], result).err()?;
            Some(format!("{name}: {}: {error}", case.documentation))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        calls.len(),
        wrong.join("\n")
    );
}

/// What the driver is to do.
fn call(service: &str, case: &Case) -> Value {
    let mut settings = json!({"region": null, "own": {}});
    for (name, value) in &case.built_ins {
        let setting = match name.as_str() {
            "AWS::Region" => "region",
            "AWS::UseFIPS" => "use_fips",
            "AWS::UseDualStack" => "use_dual_stack",
            "SDK::Endpoint" => "endpoint_url",
            "AWS::Auth::AccountId" => "account_id",
            "AWS::Auth::AccountIdEndpointMode" => "account_id_endpoint_mode",
            // The service's own: `AWS::S3::ForcePathStyle`.
            other => {
                let (_, name) = other.rsplit_once("::").expect("a built-in");
                settings["own"][name] = value.clone();
                continue;
            }
        };
        settings[setting] = value.clone();
    }
    json!({
        "service": service,
        "operation": case.operation,
        "params": case.params,
        "settings": settings,
        "response": {"body": "{}"},
    })
}

fn judge(service: &Service, case: &Case, settings: &Value, result: &Value) -> Result<(), String> {
    let requests = result["requests"].as_array().expect("a list");
    if let Some(expected) = case.expect["error"].as_str() {
        let message = result["failure"]["message"].as_str().unwrap_or_default();
        return if requests.is_empty() && message.contains(expected) {
            Ok(())
        } else {
            Err(format!("{expected:?} is expected, this is {result}"))
        };
    }
    let [request] = requests.as_slice() else {
        return Err(format!("one request is expected: {result}"));
    };
    let endpoint = &case.expect["endpoint"];
    let same = |what: &str, found: &str, expected: &str| {
        if found == expected {
            Ok(())
        } else {
            Err(format!("{what} is {found}, expected is {expected}"))
        }
    };
    let url = request["url"].as_str().expect("a URL");
    let mut url = url.trim_end_matches('/').to_owned();
    // The cases are about the URL without what an operation puts before the host.
    if let Some(route) = case.params["RequestRoute"].as_str() {
        url = url.replacen(&format!("//{route}."), "//", 1);
    }
    same(
        "the URL",
        &url,
        endpoint["url"]
            .as_str()
            .expect("a URL")
            .trim_end_matches('/'),
    )?;

    let headers: BTreeMap<&str, &str> = request["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| {
            (
                it[0].as_str().expect("a name"),
                it[1].as_str().expect("a value"),
            )
        })
        .collect();
    for (name, values) in endpoint["headers"].as_object().into_iter().flatten() {
        let found = headers.get(name.to_lowercase().as_str());
        same(
            name,
            found.unwrap_or(&""),
            values[0].as_str().expect("a value"),
        )?;
    }
    // The first scheme that is named and that the service has is signed with, or else what the service signs with.
    let schemes = endpoint["properties"]["authSchemes"].as_array();
    let is_had = |it: &&Value| service.schemes.iter().any(|name| it["name"] == **name);
    let scheme = schemes.and_then(|all| all.iter().find(is_had).or(all.first()));
    let scheme = scheme.unwrap_or(&Value::Null);
    let text = |key: &str| scheme[key].as_str();
    let signing_name = text("signingName").unwrap_or(&service.signing_name);
    let authorization = headers.get("authorization").copied().unwrap_or_default();
    let (algorithm, rest) = authorization
        .split_once(" Credential=")
        .ok_or("the request is not signed")?;
    let scope = rest.split_once(',').map_or(rest, |(scope, _)| scope);
    let scope: Vec<&str> = scope.split('/').skip(2).collect();
    if text("name") == Some("sigv4a") {
        same("the algorithm", algorithm, "AWS4-ECDSA-P256-SHA256")?;
        same(
            "the scope",
            &scope.join("/"),
            &format!("{signing_name}/aws4_request"),
        )?;
        let regions = headers.get("x-amz-region-set").copied().unwrap_or_default();
        let expected = scheme["signingRegionSet"][0].as_str().expect("a region");
        return same("the region set", regions, expected);
    }
    let region = text("signingRegion")
        .or(settings["region"].as_str())
        .expect("a region");
    same("the algorithm", algorithm, "AWS4-HMAC-SHA256")?;
    same(
        "the scope",
        &scope.join("/"),
        &format!("{region}/{signing_name}/aws4_request"),
    )
}
