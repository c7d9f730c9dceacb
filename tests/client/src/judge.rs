//! Has botocore judge what was captured (`tests/python/judge.py`).

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;

use crate::python::Python;

/// What the judge found.
#[derive(Debug)]
pub struct Report(Value);

impl Report {
    /// What is wrong with each record; nothing if it is right.
    pub fn complaints(&self) -> Vec<Vec<String>> {
        serde_json::from_value(self.0["complaints"].clone()).expect("lists of texts")
    }

    /// How often each member was set in which way.
    pub fn coverage(&self) -> &serde_json::Map<String, Value> {
        self.0["coverage"].as_object().expect("an object")
    }

    /// The same, to be read.
    pub fn table(&self) -> &str {
        self.0["table"].as_str().expect("a text")
    }
}

/// Compares each record's `request` with what botocore's serializer makes of its `parameters`.
pub async fn wire(python: &Python, model: &Path, operation: &str, records: &[Value]) -> Report {
    let mut command = python.script("judge.py");
    command.args(["wire", "--operation", operation, "--model"]);
    command.arg(model);
    judge(command, records).await
}

/// Compares the signature of each record's `request` with botocore's.
pub async fn signature(python: &Python, records: &[Value]) -> Report {
    let mut command = python.script("judge.py");
    command.arg("signature");
    judge(command, records).await
}

async fn judge(mut command: Command, records: &[Value]) -> Report {
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
        .expect("the judge takes a few seconds")
        .expect("the judge runs");
    assert!(
        output.status.success(),
        "the judge failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let report: Value = serde_json::from_slice(&output.stdout).expect("the judge reports in JSON");
    let report = Report(report);
    assert_eq!(
        report.complaints().len(),
        records.len(),
        "a verdict for each record"
    );
    report
}
