//! Who calls.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use client_tests::python::Python;
use driver::compare::without_defaults;
use driver::project::Program;
use serde_json::{Value, json};

/// Something that answers lines with lines.
struct Lines {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Lines {
    fn new(mut child: Child) -> Self {
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Self {
            child,
            input,
            output,
        }
    }

    fn ask(&mut self, call: &Value) -> Value {
        let input = self.input.as_mut().expect("it is open");
        writeln!(input, "{call}").expect("it reads");
        self.next()
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        // Both end with their input; that they are gone is all that matters here.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

/// boto3, with the mock that it has along.
pub(crate) struct Boto3 {
    lines: Lines,
    endpoint_url: Value,
}

impl Boto3 {
    pub(crate) fn start(python: &Python) -> Self {
        let mut command = python.script("trips.py").into_std();
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python runs");
        let mut lines = Lines::new(child);
        let endpoint_url = lines.next()["endpoint_url"].take();
        Self {
            lines,
            endpoint_url,
        }
    }

    pub(crate) fn endpoint_url(&self) -> Value {
        self.endpoint_url.clone()
    }

    pub(crate) fn call(&mut self, call: &Value) -> Value {
        self.lines.ask(call)
    }
}

/// Generated clients.
pub(crate) struct Generated {
    lines: Lines,
    endpoint_url: Value,
}

impl Generated {
    pub(crate) fn start(program: &Program, endpoint_url: Value) -> Self {
        let lines = Lines::new(program.start());
        Self {
            lines,
            endpoint_url,
        }
    }

    /// The result in boto3's form, which has no values for what is not there: so far as `other` has none either.
    pub(crate) fn call(&mut self, call: &Value, other: &Value) -> Value {
        let mut call = call.clone();
        call["blobs"] = json!("base64");
        call["settings"] = json!({"endpoint_url": self.endpoint_url, "sends": true});
        let result = self.lines.ask(&call);
        let (output, failure) = (result.get("output"), &result["failure"]);
        if let Some(output) = output {
            let output = without_defaults(output, &result["defaults"], &other["output"]);
            return json!({"output": output});
        }
        match failure.get("code") {
            Some(code) => json!({"error": {"code": code, "message": failure["message"]}}),
            None => panic!("{call}: {result}"),
        }
    }
}
