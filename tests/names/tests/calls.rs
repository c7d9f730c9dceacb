//! Calls clients by awkward names, and checks that each name means what it is for.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::body::SdkBody;
use serde_json::{Map, Value, json};

#[allow(dead_code, reason = "a part is for the build script only")]
#[path = "../src/words.rs"]
mod words;

/// A variant of the union: name on the wire, value, `as_…`, `is_…`.
type Variant = (
    &'static str,
    names::members::types::XUnion,
    fn(&names::members::types::XUnion) -> Option<String>,
    fn(&names::members::types::XUnion) -> bool,
);

/// Codes of errors, and `is_…`.
type Codes<E> = Vec<(&'static str, fn(&E) -> bool)>;

include!(concat!(env!("OUT_DIR"), "/callers.rs"));

/// The requests of a client: the target of each, and its body.
type Sent = Arc<Mutex<Vec<(String, Value)>>>;

/// An HTTP client whose responses have `status` and `body`.
fn answering(status: u16, body: &Value) -> (SharedHttpClient, Sent) {
    let sent = Sent::default();
    let (keep, body) = (sent.clone(), body.to_string());
    let client = infallible_client_fn(move |request: http::Request<SdkBody>| {
        let target = request.headers()["x-amz-target"].to_str().unwrap();
        let content = request.body().bytes().expect("bodies are in memory");
        let content = serde_json::from_slice(content).expect("the body is JSON");
        keep.lock().unwrap().push((target.to_owned(), content));
        let response = http::Response::builder().status(status);
        response.body(SdkBody::from(body.as_str())).unwrap()
    });
    (client, sent)
}

/// A client of the service `$service`.
macro_rules! client {
    ($service:ident, $http_client:expr) => {
        names::$service::Client::from_conf(
            names::$service::Config::builder()
                .with_test_defaults_v2()
                .http_client($http_client)
                .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
                .build(),
        )
    };
}

/// An object whose values are their keys.
fn echo<'a>(keys: impl IntoIterator<Item = &'a str>) -> Value {
    let entries = keys.into_iter().map(|it| (it.to_owned(), json!(it)));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// Runs `test` with room for builders of hundreds of members, which each call moves: the stack of a
/// thread of tests is too small for that without optimization.
fn on_large_stack(test: fn()) {
    let thread = std::thread::Builder::new().stack_size(1 << 28).spawn(test);
    thread.expect("a thread").join().expect("no panic");
}

#[test]
fn members_are_sent_and_read_by_their_names() {
    on_large_stack(|| {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build().expect("a runtime");
        runtime.block_on(send_and_read_members());
    });
}

async fn send_and_read_members() {
    let mut texts = echo(words::all());
    texts["xStructure"] = echo(words::all());
    let (http_client, sent) = answering(200, &texts);
    let call = set_members(client!(members, http_client).echo()).x_structure(structure());
    let output = call.send().await.unwrap();
    assert_eq!(sent.lock().unwrap()[0].1, texts);
    check_members(&output);
    check_structure(output.x_structure().unwrap());

    let mut error = echo(words::all());
    error["__type"] = json!("xError");
    let (http_client, _) = answering(400, &error);
    let client = client!(members, http_client);
    let error = client.echo().send().await.unwrap_err().into_service_error();
    match error {
        names::members::operation::echo::EchoError::XError(error) => check_error(&error),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn variants_are_sent_and_read_by_their_names() {
    let variants = variants();
    assert_eq!(variants.len(), words::all().len());
    let mut body = json!({"xUnion": {}});
    for (index, (key, variant, value, _)) in variants.iter().enumerate() {
        body["xUnion"] = echo([*key]);
        let (http_client, sent) = answering(200, &body);
        let call = client!(members, http_client)
            .echo()
            .x_union(variant.clone());
        let output = call.send().await.unwrap();
        assert_eq!(sent.lock().unwrap()[0].1, body);
        let read = output.x_union().unwrap();
        assert_eq!(value(read).as_deref(), Some(*key));
        assert!(!read.is_unknown());
        let is = variants.iter().map(|(.., is)| is(read));
        let expected = (0..variants.len()).map(|it| it == index);
        assert!(is.eq(expected), "{key}");
    }
}

#[test]
fn values_have_names_of_their_own() {
    let values = enum_values();
    assert_eq!(values.len(), words::all().len() + words::VALUES.len());
    for (text, value) in &values {
        assert_eq!(value.as_str(), *text);
        assert_eq!(names::members::types::XEnum::from(*text), *value);
        assert!(names::members::types::XEnum::try_parse(text).is_ok());
    }
}

#[tokio::test]
async fn errors_are_found_by_their_codes() {
    let errors = errors();
    assert_eq!(errors.len(), words::all().len());
    for (index, (code, _)) in errors.iter().enumerate() {
        let (http_client, _) = answering(400, &json!({"__type": code}));
        let error = client!(errors, http_client).echo().send().await;
        let error = error.unwrap_err().into_service_error();
        let is = errors.iter().map(|(_, is)| is(&error));
        let expected = (0..errors.len()).map(|it| it == index);
        assert!(is.eq(expected), "{code}: {error:?}");
    }
}

#[test]
fn all_types_have_names() {
    let words = words::of_types().len();
    assert_eq!((structures(), unions(), enums()), (words, words, words));
}

#[tokio::test]
async fn operations_are_sent_by_their_names() {
    let (http_client, sent) = answering(200, &json!({"text": "read"}));
    let done = call_operations(&client!(operations, http_client)).await;
    assert!(done.len() > 40, "{}", done.len());
    let sent = sent.lock().unwrap();
    for ((name, result), (target, body)) in done.iter().zip(sent.iter()) {
        assert_eq!(*target, format!("Names.{name}"));
        assert!(result.starts_with("Some(\"read\") "), "{result}");
        assert_eq!(*body, json!({"text": "t"}));
    }
}

#[tokio::test]
async fn hidden_characters_are_sent_and_read() {
    let texts = echo(words::WIRE_NAMES.iter().copied());
    let (http_client, sent) = answering(200, &texts);
    let output = set_hidden(client!(hidden, http_client).echo()).send().await;
    check_hidden(&output.unwrap());
    let (target, body) = sent.lock().unwrap().remove(0);
    assert_eq!(body, texts);
    assert_eq!(target, "\"`[a] \\.a`b [c] <d> \" \\");
    for (code, is) in codes() {
        let (http_client, _) = answering(400, &json!({"__type": code}));
        let error = client!(hidden, http_client).echo().send().await;
        assert!(is(&error.unwrap_err().into_service_error()), "{code}");
    }
}

/// No character that a reader does not see is in emitted code, neither in literals nor in comments.
/// Accents are seen, on the letter before them.
#[test]
fn hidden_characters_are_escaped() {
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("OUT_DIR"),
        "/clients/src"
    ))];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // Blanks that Rust does not escape.
            let is_blank = |c: char| matches!(c, '\u{3164}' | '\u{2800}' | '\u{fe0f}');
            let is_escaped = |c: char| c.escape_debug().to_string().starts_with("\\u");
            let is_seen = |c: char| c == '\u{301}' || !is_escaped(c) && !is_blank(c);
            let hidden = text.chars().find(|c| *c != '\n' && !is_seen(*c));
            assert_eq!(hidden, None, "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 3000, "{count} files");
}

#[test]
fn parameters_of_endpoints_have_their_names() {
    on_large_stack(|| check_parameters(&set_parameters()));
    // What is refused is a method that generated code has, or is spelled like another parameter.
    let key = |word: &str| {
        let key = word.replace('_', "").to_lowercase();
        key.strip_prefix("set").map_or(key.clone(), str::to_owned)
    };
    let alone = REFUSED.iter().filter(|word| {
        let alike = words::all().into_iter().filter(|it| key(it) == key(word));
        alike.count() == 1
    });
    let alone: BTreeSet<&str> = alone.copied().collect();
    assert_eq!(alone, BTreeSet::from(["Build", "From", "new", "region"]));
}
