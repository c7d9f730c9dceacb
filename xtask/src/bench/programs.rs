//! Programs that measure: they print a line of JSON for each pair.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish};

/// A line of such a program (`tests/bench/src/lib.rs`).
#[derive(Deserialize)]
struct Line {
    name: String,
    unit: String,
    ours: Vec<f64>,
    theirs: Vec<f64>,
    allocations: Option<Allocations>,
}

#[derive(Deserialize)]
struct Allocations {
    ours: f64,
    theirs: f64,
}

/// Budgets by the name of what is measured.
fn budget(name: &str) -> Budget {
    match name {
        "send, next to nothing in it" => Budget::Ratio(0.55),
        "send, small bodies (1 kB and 2 kB)" => Budget::Ratio(1.0),
        "write a body of 1 kB" | "read a body of 2 kB" => Budget::Ratio(1.0),
        // Twice as fast, and one and a half times as fast.
        "write a body of 117 kB" => Budget::Ratio(0.5),
        "read a body of 230 kB" => Budget::Ratio(0.67),
        "an endpoint that is known"
        | "endpoints of ever other parameters"
        | "Amazon S3: the endpoint of a bucket that is known"
        | "Amazon S3: endpoints of ever other buckets" => Budget::Ratio(0.34),
        _ => Budget::None,
    }
}

/// Builds a program of `tests/bench` and runs it.
pub(super) fn rows(bench: &Bench<'_>, name: &str, arguments: &[&str]) -> Result<Vec<Row>> {
    let program = build(bench, name)?;
    bench.say(format!("measuring {name}"));
    let mut command = Command::new(&program);
    command.args(arguments);
    let mut rows = Vec::new();
    for line in finish(command)?.lines() {
        let line: Line = serde_json::from_str(line).context("a line that is no measurement")?;
        let is_rate = line.unit == "1/s";
        rows.push(Row {
            budget: budget(&line.name),
            unit: if is_rate {
                Unit::PerSecond
            } else {
                Unit::Nanoseconds
            },
            ours: line.ours,
            theirs: line.theirs,
            name: line.name.clone(),
        });
        if let Some(Allocations { ours, theirs }) = line.allocations {
            rows.push(Row {
                name: format!("{}: allocations", line.name),
                unit: Unit::Count,
                ours: vec![ours],
                theirs: vec![theirs],
                budget: Budget::None,
            });
        }
    }
    if name == "calls" {
        rows.extend(instructions(bench, &program)?);
    }
    Ok(rows)
}

/// Builds a program, optimized.
pub(super) fn build(bench: &Bench<'_>, name: &str) -> Result<PathBuf> {
    bench.say(format!("building {name}, with the published crates"));
    let mut arguments = vec!["build", "--release", "--quiet", "--bin", name];
    if bench.arguments.s3 {
        arguments.extend(["--features", "s3"]);
    }
    finish(bench.cargo(&arguments))?;
    Ok(bench.work.join("target/release").join(name))
}

/// How many calls a profiler counts, at first and then in addition.
const CALLS: u64 = 200;

/// Instructions of a call, where valgrind is installed.
fn instructions(bench: &Bench<'_>, program: &std::path::Path) -> Result<Option<Row>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    bench.say("counting instructions");
    let count = |side: &str, calls: u64| -> Result<f64> {
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(program)
            .args(["--count", side, &calls.to_string()]);
        let output = command.output().context("valgrind cannot be run")?;
        let text = String::from_utf8_lossy(&output.stderr);
        let collected = text.lines().find_map(|it| it.split_once("Collected : "));
        let (_, count) = collected.context("valgrind has counted nothing")?;
        Ok(count.trim().parse()?)
    };
    let per_call = |side: &str| -> Result<f64> {
        Ok((count(side, 2 * CALLS)? - count(side, CALLS)?) / CALLS as f64)
    };
    Ok(Some(Row {
        // Valgrind has no instructions for SHA-256, so that a third of them are its rounds, on both sides alike.
        name: "send, next to nothing in it: instructions".to_owned(),
        unit: Unit::Count,
        ours: vec![per_call("ours")?],
        theirs: vec![per_call("theirs")?],
        budget: Budget::None,
    }))
}
