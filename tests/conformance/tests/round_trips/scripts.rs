//! Reads the scripts of calls: `scripts/SERVICE.json`, a list of steps.
//!
//! ```json
//! {"caller": "both", "operation": "GetItem", "params": {"TableName": "$table"},
//!  "expect": {"output": {"Item": {}}}, "keep": {"name": "/output/Item/id"}}
//! ```
//!
//! Values have the form that the package documents (`src/lib.rs`), with blobs in base64. A result
//! has to have all members of `expect`, and lists as many items. Texts like `$name` stand for a
//! value that an earlier step kept under that name; `$now` is the time, in milliseconds. boto3 may
//! call another `service` than the script's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// The client that makes a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// The generated client.
    Generated,
    /// boto3.
    Boto3,
    /// Both, one after the other; their results have to be the same.
    Both,
}

/// A call.
pub(crate) struct Step {
    pub(crate) caller: Caller,
    /// Another service than the script's; only boto3 can call it.
    pub(crate) service: Option<String>,
    pub(crate) operation: String,
    pub(crate) params: Value,
    pub(crate) expect: Value,
    /// Names under which values are kept, with the JSON pointers of these in the result.
    pub(crate) keep: BTreeMap<String, String>,
}

/// Calls of a service.
pub(crate) struct Script {
    pub(crate) service: String,
    pub(crate) steps: Vec<Step>,
}

/// All scripts, in order.
pub(crate) fn read() -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/round_trips/scripts");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the scripts")
        .map(|it| it.expect("a file").path())
        .collect();
    files.sort();
    files.iter().map(|it| script(it)).collect()
}

fn script(file: &Path) -> Script {
    let text = fs::read_to_string(file).expect("a script");
    let steps: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let steps = steps.as_array().expect("a list").iter().map(step);
    let service = file.file_stem().expect("a name").to_string_lossy();
    Script {
        service: service.into_owned(),
        steps: steps.collect(),
    }
}

fn step(json: &Value) -> Step {
    let caller = match json["caller"].as_str() {
        Some("generated") => Caller::Generated,
        Some("boto3") => Caller::Boto3,
        Some("both") => Caller::Both,
        _ => panic!("{json}: `caller` has to be generated, boto3 or both"),
    };
    let keep = json["keep"].as_object().into_iter().flatten();
    let keep = keep.map(|(name, pointer)| {
        (
            name.clone(),
            pointer.as_str().expect("a pointer").to_owned(),
        )
    });
    Step {
        caller,
        service: json["service"].as_str().map(str::to_owned),
        operation: json["operation"].as_str().expect("an operation").to_owned(),
        params: json["params"].clone(),
        expect: json.get("expect").cloned().unwrap_or(json!({})),
        keep: keep.collect(),
    }
}
