//! Runs botocore's endpoint cases that have calls through generated clients, and checks the
//! requests: their URLs, and the region and the name that they are signed for. Models of services
//! whose protocols are not supported yet are changed to JSON. (That all cases pass is tested on the
//! tables of the rules, in `tests/runtime`.)

mod as_json;
mod cases;

use std::collections::BTreeMap;

use conformance::project;
use generator_tests::botocore::published;
use serde_json::{Value, json};

use cases::{Case, Service};

/// Number of calls that the cases of each service have.
const CALLS: [(&str, usize); 7] = [
    ("dynamodb", 178),
    ("events", 1),
    ("kinesis", 53),
    ("opensearchmemory", 4),
    ("s3", 166),
    ("s3control", 187),
    ("sts", 0),
];

/// Reasons why a client cannot make some of the calls, with their number.
const NOT_MADE: [(&str, usize); 2] = [
    (
        "clients of AWS's SDK for Rust have no setting for the global endpoint of S3 or STS",
        38,
    ),
    (
        "S3 Express requires the credentials of a session, for which another call has to be made",
        29,
    ),
];

/// The reason why a call cannot be made.
fn reason_not_made(case: &Case) -> Option<&'static str> {
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
            let reason = reason_not_made(case);
            if let Some(reason) = reason {
                *not_made.entry(reason).or_insert(0) += 1;
            }
            reason.is_none()
        });
    }
    assert_eq!(not_made, BTreeMap::from(NOT_MADE));
    let counts = services
        .iter()
        .map(|(name, it)| (name.as_str(), it.cases.len()));
    assert_eq!(counts.collect::<Vec<_>>(), CALLS);

    services.retain(|_, it| !it.cases.is_empty());
    let selected = services.values().map(|service| &service.selected);
    let program = project::build("endpoints", &project::write_models("endpoints", selected))
        .unwrap_or_else(|error| panic!("{error}"));
    let all = || {
        services
            .iter()
            .flat_map(|(name, service)| service.cases.iter().map(move |case| (name, service, case)))
    };
    let calls: Vec<Value> = all().map(|(name, _, case)| call(name, case)).collect();
    let results = program.run(&calls);
    assert_eq!(results.len(), calls.len());
    let wrong: Vec<String> = all()
        .zip(&calls)
        .zip(&results)
        .filter_map(|(((name, service, case), call), result)| {
            let error = check(service, case, &call["settings"], result).err()?;
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

/// The call in the form that the test program reads.
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
            // A setting of this service only, such as `AWS::S3::ForcePathStyle`.
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

/// Checks a call; the error says what differs from the case.
fn check(service: &Service, case: &Case, settings: &Value, result: &Value) -> Result<(), String> {
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
    let url = request["url"].as_str().expect("a URL");
    check_url(case, url, endpoint["url"].as_str().expect("a URL"))?;
    let headers: Headers<'_> = request["headers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|header| {
            (
                header[0].as_str().expect("a name"),
                header[1].as_str().expect("a value"),
            )
        })
        .collect();
    check_headers(endpoint, &headers)?;
    check_signature(service, endpoint, settings, &headers)
}

/// Headers of a request, by name in lower case.
type Headers<'a> = BTreeMap<&'a str, &'a str>;

fn equal(what: &str, found: &str, expected: &str) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what} is {found}, expected is {expected}"))
    }
}

fn check_url(case: &Case, found: &str, expected: &str) -> Result<(), String> {
    let mut url = found.trim_end_matches('/').to_owned();
    // Cases have the URL without an operation's host prefix.
    if let Some(route) = case.params["RequestRoute"].as_str() {
        url = url.replacen(&format!("//{route}."), "//", 1);
    }
    equal("the URL", &url, expected.trim_end_matches('/'))
}

fn check_headers(endpoint: &Value, headers: &Headers<'_>) -> Result<(), String> {
    for (name, values) in endpoint["headers"].as_object().into_iter().flatten() {
        let found = headers.get(name.to_lowercase().as_str());
        equal(
            name,
            found.unwrap_or(&""),
            values[0].as_str().expect("a value"),
        )?;
    }
    Ok(())
}

/// Checks the algorithm and the scope of a request's signature.
fn check_signature(
    service: &Service,
    endpoint: &Value,
    settings: &Value,
    headers: &Headers<'_>,
) -> Result<(), String> {
    // The first scheme of the endpoint that the service has is used; a service that has none of
    // them uses the first.
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
        equal("the algorithm", algorithm, "AWS4-ECDSA-P256-SHA256")?;
        equal(
            "the scope",
            &scope.join("/"),
            &format!("{signing_name}/aws4_request"),
        )?;
        let regions = headers.get("x-amz-region-set").copied().unwrap_or_default();
        let expected = scheme["signingRegionSet"][0].as_str().expect("a region");
        return equal("the region set", regions, expected);
    }
    let region = text("signingRegion")
        .or(settings["region"].as_str())
        .expect("a region");
    equal("the algorithm", algorithm, "AWS4-HMAC-SHA256")?;
    equal(
        "the scope",
        &scope.join("/"),
        &format!("{region}/{signing_name}/aws4_request"),
    )
}
