//! The two clients: boto3 and the generated one, each in a process of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use client_tests::python::Python;
use conformance::compare::without_defaults;
use conformance::project::Program;
use serde_json::{Value, json};

/// A process that prints a line for each line that it reads.
struct LineProcess {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl LineProcess {
    fn new(mut child: Child) -> Self {
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Self {
            child,
            input,
            output,
        }
    }

    fn request(&mut self, call: &Value) -> Value {
        let input = self.input.as_mut().expect("the input is open");
        writeln!(input, "{call}").expect("the process reads");
        self.read()
    }

    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.output
            .read_line(&mut line)
            .expect("the process prints a line");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
    }
}

impl Drop for LineProcess {
    fn drop(&mut self) {
        // Both programs end with their input; their exit status does not matter here.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

/// boto3, with a mock of AWS in the same process.
pub(crate) struct Boto3 {
    process: LineProcess,
    endpoint_url: Value,
}

impl Boto3 {
    pub(crate) fn start(python: &Python) -> Self {
        let mut command = python.script("round_trips.py").into_std();
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python runs");
        let mut process = LineProcess::new(child);
        let endpoint_url = process.read()["endpoint_url"].take();
        Self {
            process,
            endpoint_url,
        }
    }

    pub(crate) fn endpoint_url(&self) -> Value {
        self.endpoint_url.clone()
    }

    pub(crate) fn call(&mut self, call: &Value) -> Value {
        self.process.request(call)
    }
}

/// Generated clients.
pub(crate) struct Generated {
    process: LineProcess,
    endpoint_url: Value,
}

impl Generated {
    pub(crate) fn start(program: &Program, endpoint_url: Value) -> Self {
        let process = LineProcess::new(program.start());
        Self {
            process,
            endpoint_url,
        }
    }

    /// Makes a call. The result has boto3's form, which has no default values: those that `other`
    /// does not have either are left out.
    pub(crate) fn call(&mut self, call: &Value, other: &Value) -> Value {
        let mut call = call.clone();
        call["blobs"] = json!("base64");
        call["settings"] = json!({"endpoint_url": self.endpoint_url, "sends": true});
        let result = self.process.request(&call);
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
