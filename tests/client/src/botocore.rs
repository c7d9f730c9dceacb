//! Compares captured requests with botocore's (`tests/python/check_requests.py`).

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;

use crate::python::Python;

/// The report of the script.
#[derive(Debug)]
pub struct Report(Value);

impl Report {
    /// The differences of each record; none if it is right.
    pub fn complaints(&self) -> Vec<Vec<String>> {
        serde_json::from_value(self.0["complaints"].clone()).expect("lists of texts")
    }

    /// For each member, how often it was unset, empty, ordinary and extreme.
    pub fn coverage(&self) -> &serde_json::Map<String, Value> {
        self.0["coverage"].as_object().expect("an object")
    }

    /// The coverage as a table for people.
    pub fn table(&self) -> &str {
        self.0["table"].as_str().expect("a text")
    }
}

/// Compares each record's `request` with botocore's serialization of its `parameters`.
pub async fn check_requests(
    python: &Python,
    model: &Path,
    operation: &str,
    records: &[Value],
) -> Report {
    let mut command = python.script("check_requests.py");
    command.args(["wire", "--operation", operation, "--model"]);
    command.arg(model);
    run(command, records).await
}

/// Compares the signature of each record's `request` with botocore's.
pub async fn check_signatures(python: &Python, records: &[Value]) -> Report {
    let mut command = python.script("check_requests.py");
    command.arg("signature");
    run(command, records).await
}

async fn run(mut command: Command, records: &[Value]) -> Report {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut text = Vec::new();
    for record in records {
        serde_json::to_writer(&mut text, record).expect("JSON");
        text.push(b'\n');
    }
    file.write_all(&text).expect("the records are written");
    command.arg(file.path()).stdin(Stdio::null());
    let output = tokio::time::timeout(Duration::from_secs(120), command.output())
        .await
        .expect("the script takes a few seconds")
        .expect("the script runs");
    assert!(
        output.status.success(),
        "the script failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let report = Report(report);
    assert_eq!(
        report.complaints().len(),
        records.len(),
        "a list for each record"
    );
    report
}
