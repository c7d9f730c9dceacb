//! Absurdly long lines and lists need memory in proportion to their length.

#![cfg(target_os = "linux")]

use std::process::Command;

use generator_tests::project::{MANIFEST, Project};

use crate::harness::good_project;

/// Runs the generator with at most `limit` MB of memory. Returns its exit code and what it printed
/// to stderr.
fn run(project: &Project, limit: usize) -> (Option<i32>, String) {
    let script = format!("ulimit -v {}; exec \"$0\" \"$1\"", limit << 10);
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_generate")]);
    shell.arg(project.path("manifest.toml"));
    // A thread takes memory for its stack, and for an arena.
    shell.env("RUST_MIN_STACK", "1000000");
    shell.env("MALLOC_ARENA_MAX", "1");
    let output = shell.output().expect("there is a shell");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), stderr)
}

/// 16,000 names on one line of 400 KB, none of which exists: a copy of the line for each would
/// need 6 GB.
#[test]
fn a_manifest_of_one_line() {
    let project = good_project();
    let names: Vec<String> = (0..16_000)
        .map(|it| format!("\"SomeOperation{it}\""))
        .collect();
    let operations = format!("operations = [{}]\n", names.join(", "));
    project.write("manifest.toml", format!("{MANIFEST}{operations}"));
    let (code, stderr) = run(&project, 200);
    assert_eq!(code, Some(1), "{stderr}");
    assert_eq!(stderr.matches("has no operation").count(), 50, "{stderr}");
    assert!(stderr.contains("… and 15950 more mistakes"), "{stderr}");
    // The same name again and again.
    let names = vec!["\"Put\""; 16_000].join(", ");
    project.write(
        "manifest.toml",
        format!("{MANIFEST}operations = [{names}]\n"),
    );
    let (code, stderr) = run(&project, 200);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stderr.contains("… and 15949 more mistakes"), "{stderr}");
}

/// 10,000 rules that compare the region with a name each: a list of the pairs that exclude each
/// other would need 800 MB.
#[test]
fn many_endpoint_rules() {
    let project = good_project();
    let rules: Vec<String> = (0..10_000)
        .map(|it| {
            format!(
                r#"{{"conditions": [{{"fn": "stringEquals", "argv": [{{"ref": "Region"}}, "r{it}"]}}],
                "error": "e{it}", "type": "error"}}"#
            )
        })
        .collect();
    let region = r#"{"Region": {"type": "String", "builtIn": "AWS::Region", "required": true}}"#;
    let set = format!(
        r#"{{"version": "1.0", "parameters": {region}, "rules": [{}]}}"#,
        rules.join(",\n")
    );
    project.write("model/endpoint-rule-set-1.json", set);
    let (code, stderr) = run(&project, 600);
    assert_eq!(code, Some(0), "{stderr}");
}
