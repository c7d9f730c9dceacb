//! Compares the outcome of a call with botocore's.

use std::collections::BTreeMap;

use aws_smithy_types::base64;
use conformance::compare::{same, without_defaults};
use serde_json::{Value, json};

/// Headers that depend on the client, on the time, or on the exact form of JSON. Those that are
/// `true` have to be there if botocore has them.
const NOT_COMPARED: [(&str, bool); 10] = [
    ("amz-sdk-invocation-id", true),
    ("amz-sdk-request", true),
    ("authorization", true),
    ("content-length", true),
    ("content-md5", true),
    ("host", false),
    ("user-agent", true),
    ("x-amz-checksum-crc32", true),
    ("x-amz-date", true),
    ("x-amz-user-agent", false),
];

/// Compares the outcome of a call with botocore's line; the error says what differs.
pub(crate) fn compare(line: &Value, result: &Value) -> Result<(), String> {
    let sent = result["requests"].as_array().expect("a list");
    let expected = line["sent"].as_array().expect("a list");
    let failed = line["failed"].as_str();
    match (sent.as_slice(), expected.as_slice(), failed) {
        ([], [], Some(_)) => return Ok(()),
        ([sent, ..], [], Some(error)) => {
            return Err(format!("botocore sends nothing ({error}), this is {sent}"));
        }
        ([found], [expected], _) => request(found, expected)?,
        _ => return Err(format!("one request is expected: {result}")),
    }
    if let Some(error) = failed {
        // A damaged response is not an error of the service.
        let failure = &result["failure"];
        return match (failure.is_object(), failure.get("code")) {
            (true, None | Some(Value::Null)) => Ok(()),
            _ => Err(format!("botocore does not read it ({error})")),
        };
    }
    match (line.get("output"), line.get("error")) {
        (Some(expected), _) => output(expected, result, &line["call"]["response"]),
        (_, Some(expected)) => error(expected, result),
        _ => Err("the line has no outcome".to_owned()),
    }
}

pub(crate) fn equal(what: &str, found: &Value, expected: &Value) -> Result<(), String> {
    if same(found, expected) {
        Ok(())
    } else {
        Err(format!(
            "the {what} is\n  {found}, botocore's is\n  {expected}"
        ))
    }
}

fn request(found: &Value, expected: &Value) -> Result<(), String> {
    equal("method", &found["method"], &expected["method"])?;
    equal("URL", &url(found), &url(expected))?;
    let pairs = found["headers"].as_array().expect("a list").iter();
    let mut found_headers: BTreeMap<&str, &str> = pairs
        .map(|pair| {
            (
                pair[0].as_str().expect("a name"),
                pair[1].as_str().expect("a value"),
            )
        })
        .collect();
    let expected_headers: BTreeMap<&str, &str> = expected["headers"]
        .as_object()
        .expect("headers")
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a value")))
        .collect();
    for (name, must_be) in NOT_COMPARED {
        // Generated clients leave the length of an empty body to the transport.
        let expected = expected_headers.get(name).filter(|it| **it != "0");
        if must_be && expected.is_some() && !found_headers.contains_key(name) {
            return Err(format!("the header {name} is missing"));
        }
    }
    // The protocol's specification (Smithy's restJson1) has a content type for payloads of bytes
    // and of text; botocore sends none.
    if let Some("application/octet-stream" | "text/plain") =
        found_headers.get("content-type").copied()
        && !expected_headers.contains_key("content-type")
    {
        found_headers.remove("content-type");
    }
    let compared = |headers: &BTreeMap<&str, &str>| {
        let mut headers = headers.clone();
        headers.retain(|name, _| NOT_COMPARED.iter().all(|(other, _)| other != name));
        json!(headers)
    };
    equal(
        "head",
        &compared(&found_headers),
        &compared(&expected_headers),
    )?;
    let body = |request: &Value| {
        let bytes = base64::decode(request["body"].as_str().expect("a body")).expect("base64");
        serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes)))
    };
    equal("body", &body(found), &body(expected))
}

/// A URL with the parts of its query sorted, since their order has no meaning.
fn url(request: &Value) -> Value {
    let url = request["url"].as_str().expect("a URL");
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut query: Vec<&str> = query.split('&').filter(|it| !it.is_empty()).collect();
    query.sort_unstable();
    json!([path, query])
}

fn output(expected: &Value, result: &Value, response: &Value) -> Result<(), String> {
    let found = result
        .get("output")
        .ok_or_else(|| format!("the call failed: {}", result["failure"]))?;
    let found = without_defaults(found, &result["defaults"], expected);
    let mut expected = expected.clone();
    // An empty payload sets no member, as in aws-sdk-rust; in botocore it sets an empty one.
    if let Some(members) = expected.as_object_mut()
        && response["body_base64"] == ""
    {
        members.retain(|name, value| value != "" || found.get(name).is_some());
    }
    equal("output", &found, &expected)
}

fn error(expected: &Value, result: &Value) -> Result<(), String> {
    let failure = result.get("failure").ok_or("the call succeeded")?;
    equal("code", &failure["code"], &expected["code"])?;
    equal(
        "message",
        &message(&failure["message"]),
        &message(&expected["message"]),
    )?;
    members(failure, &expected["members"])
}

/// Compares the members of an error except its message.
pub(crate) fn members(failure: &Value, expected: &Value) -> Result<(), String> {
    let found = without_defaults(&failure["members"], &failure["defaults"], expected);
    let members = |error: &Value| {
        let mut error = error.clone();
        // The message is compared already; errors of generated clients have one even if their model
        // has none.
        if let Some(members) = error.as_object_mut() {
            members.retain(|name, _| !name.eq_ignore_ascii_case("message"));
        }
        error
    };
    equal("error", &members(&found), &members(expected))
}

/// A message, or the empty one that botocore has for none.
fn message(value: &Value) -> Value {
    json!(value.as_str().unwrap_or_default())
}
