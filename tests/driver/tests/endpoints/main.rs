//! botocore's endpoint cases that say which call they are about, through generated clients: what is looked at is the
//! request, with where it goes and what it is signed for. (That all cases pass is tested with the tables alone, in
//! `tests/support`.)

mod cases;

use std::collections::BTreeMap;

use driver::project;
use generator_tests::botocore::published;
use serde_json::{Value, json};

use cases::{Case, Service};

/// How many calls the cases of the services have that can be generated.
const CALLS: [(&str, usize); 4] = [
    ("dynamodb", 178),
    ("events", 1),
    ("kinesis", 53),
    ("opensearchmemory", 4),
];

/// Services with such cases whose protocols are not supported yet.
const NOT_YET: [&str; 3] = ["s3", "s3control", "sts"];

#[test]
fn calls_go_where_the_cases_say() {
    let Some(sdist) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let mut services = cases::services(&sdist);
    services.retain(|name, _| !NOT_YET.contains(&name.as_str()));
    let counts = services
        .iter()
        .map(|(name, it)| (name.as_str(), it.cases.len()));
    assert_eq!(counts.collect::<Vec<_>>(), CALLS);

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
    let mut settings = json!({"region": null});
    for (name, value) in &case.built_ins {
        let setting = match name.as_str() {
            "AWS::Region" => "region",
            "AWS::UseFIPS" => "use_fips",
            "AWS::UseDualStack" => "use_dual_stack",
            "SDK::Endpoint" => "endpoint_url",
            "AWS::Auth::AccountId" => "account_id",
            "AWS::Auth::AccountIdEndpointMode" => "account_id_endpoint_mode",
            other => panic!("{service}: which setting is {other}?"),
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
        return match requests.is_empty() && message.contains(expected) {
            true => Ok(()),
            false => Err(format!("{expected:?} is expected, this is {result}")),
        };
    }
    let [request] = requests.as_slice() else {
        return Err(format!("one request is expected: {result}"));
    };
    let endpoint = &case.expect["endpoint"];
    let same = |what: &str, found: &str, expected: &str| match found == expected {
        true => Ok(()),
        false => Err(format!("{what} is {found}, expected is {expected}")),
    };
    let url = request["url"]
        .as_str()
        .expect("a URL")
        .trim_end_matches('/');
    same(
        "the URL",
        url,
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
    // The first scheme that is named is signed with, or else what the service signs with.
    let scheme = &endpoint["properties"]["authSchemes"][0];
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
