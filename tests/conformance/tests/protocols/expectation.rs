//! Checks the outcome of a call against its case.

use aws_smithy_types::base64;
use conformance::compare::{same, without_defaults};
use serde_json::{Value, json};

use crate::suites::Case;

/// Checks a call; the error says what differs from the case.
pub(crate) fn check(case: &Case, result: &Value) -> Result<(), String> {
    match case.json.get("serialized") {
        Some(expected) => request(expected, result),
        None => response(&case.json, result),
    }
}

fn equal(what: &str, found: &Value, expected: &Value) -> Result<(), String> {
    if same(found, expected) {
        Ok(())
    } else {
        Err(format!("the {what} is {found} instead of {expected}"))
    }
}

fn request(expected: &Value, result: &Value) -> Result<(), String> {
    if let Some(failure) = result.get("failure") {
        return Err(format!("the call failed: {failure}"));
    }
    let [sent] = result["requests"].as_array().expect("a list").as_slice() else {
        return Err("there is not one request".to_owned());
    };
    equal("method", &sent["method"], &expected["method"])?;
    url(expected, sent["url"].as_str().expect("a URL"))?;
    headers(expected, sent["headers"].as_array().expect("a list"))?;
    match expected["body"].as_str() {
        Some(expected) => {
            let body = base64::decode(sent["body"].as_str().expect("a body")).expect("base64");
            let body = String::from_utf8(body).map_err(|error| error.to_string())?;
            equal("body", &parsed(&body), &parsed(expected))
        }
        None => Ok(()),
    }
}

fn url(expected: &Value, url: &str) -> Result<(), String> {
    let (_, rest) = url.split_once("://").expect("a scheme");
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let uri = expected["uri"].as_str().expect("a URI");
    equal("path", &json!(path), &json!(uri))?;
    if let Some(expected) = expected["host"].as_str() {
        // If the client's URL has a path, the case has it twice: here, and at the start of its URI.
        let (expected, base) = expected.split_at(expected.find('/').unwrap_or(expected.len()));
        equal("host", &json!(host), &json!(expected))?;
        equal("path's start", &json!(uri.starts_with(base)), &json!(true))?;
    }
    Ok(())
}

fn headers(expected: &Value, headers: &[Value]) -> Result<(), String> {
    let header = |name: &str| {
        let mut values = headers.iter();
        let found = values.find(|it| {
            it[0]
                .as_str()
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        });
        found.map(|it| &it[1])
    };
    for (name, value) in expected["headers"].as_object().into_iter().flatten() {
        equal(name, header(name).unwrap_or(&Value::Null), value)?;
    }
    for name in expected["requireHeaders"].as_array().into_iter().flatten() {
        let name = name.as_str().expect("a name");
        header(name).ok_or_else(|| format!("the header {name} is missing"))?;
    }
    for name in expected["forbidHeaders"].as_array().into_iter().flatten() {
        let found = header(name.as_str().expect("a name"));
        equal("forbidden header", &json!(found), &Value::Null)?;
    }
    Ok(())
}

/// A body as JSON, or as text if it is not JSON.
fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| json!(body))
}

fn response(case: &Value, result: &Value) -> Result<(), String> {
    let Some(expected) = case.get("error") else {
        let found = result
            .get("output")
            .ok_or_else(|| format!("the call failed: {result}"))?;
        return members("output", found, &result["defaults"], &case["result"]);
    };
    let failure = result
        .get("failure")
        .ok_or_else(|| format!("the call succeeded: {result}"))?;
    equal("code", &failure["code"], &case["errorCode"])?;
    let message = case.get("errorMessage").unwrap_or(&Value::Null);
    equal("message", &failure["message"], message)?;
    let mut found = failure["members"].clone();
    if found.is_null() {
        return Err(format!(
            "the error was not parsed as a modeled one: {failure}"
        ));
    }
    // Errors of generated clients have a message even if their model has none.
    if let Some(found) = found.as_object_mut()
        && expected.get("message").is_none()
        && found.get("message") == Some(message)
    {
        found.remove("message");
    }
    members("error", &found, &failure["defaults"], expected)
}

/// Compares members; those that may not have been set count only if they are expected.
fn members(what: &str, found: &Value, defaults: &Value, expected: &Value) -> Result<(), String> {
    equal(what, &without_defaults(found, defaults, expected), expected)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::request;

    #[test]
    fn each_part_of_a_request_is_checked() {
        let headers = json!([["content-type", "x"]]);
        let sent =
            json!({"method": "POST", "url": "https://h/", "headers": headers, "body": "e30="});
        let result = json!({"requests": [sent]});
        let right = json!({
            "method": "POST", "uri": "/", "host": "h", "headers": {"Content-Type": "x"},
            "requireHeaders": ["content-type"], "forbidHeaders": ["other"], "body": "{ }",
        });
        assert_eq!(request(&right, &result), Ok(()));
        for (key, value) in [
            ("method", json!("GET")),
            ("uri", json!("/x")),
            ("host", json!("i")),
            ("headers", json!({"Content-Type": "y"})),
            ("requireHeaders", json!(["other"])),
            ("forbidHeaders", json!(["content-type"])),
            ("body", json!("{\"a\": 1}")),
        ] {
            let mut wrong = right.clone();
            wrong[key] = value;
            assert!(request(&wrong, &result).is_err(), "{key}");
        }
    }
}
