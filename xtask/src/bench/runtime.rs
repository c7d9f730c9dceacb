//! Measurements of running code, by the programs of `tests/bench`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish};

/// A line of JSON that a program prints (`tests/bench/src/lib.rs`).
#[derive(Deserialize)]
struct Line {
    name: String,
    unit: String,
    generated: Vec<f64>,
    published: Vec<f64>,
    allocations: Option<Allocations>,
}

#[derive(Deserialize)]
struct Allocations {
    generated: f64,
    published: f64,
}

/// Budgets of the measurements, by name.
fn budget(name: &str) -> Budget {
    match name {
        "call, minimal request and response" => Budget::Ratio(0.55),
        "call, small bodies (1 kB out, 2 kB in)" => Budget::Ratio(1.0),
        "serialize a body of 1 kB" | "deserialize a body of 2 kB" => Budget::Ratio(1.0),
        // Twice as fast, and one and a half times as fast.
        "serialize a body of 117 kB" => Budget::Ratio(0.5),
        "deserialize a body of 230 kB" => Budget::Ratio(0.67),
        "endpoint resolution, cache hit"
        | "endpoint resolution, cache miss"
        | "S3 endpoint resolution, cache hit"
        | "S3 endpoint resolution, cache miss" => Budget::Ratio(0.34),
        _ => Budget::None,
    }
}

/// Builds a program of `tests/bench` and runs it.
pub(super) fn rows(bench: &Bench<'_>, name: &str) -> Result<Vec<Row>> {
    let program = build(bench, name)?;
    bench.show(format!("measuring {name}"));
    let mut rows = Vec::new();
    for line in finish(Command::new(&program))?.lines() {
        let line: Line = serde_json::from_str(line)
            .with_context(|| format!("{name} printed a line that is not a measurement"))?;
        rows.extend(line.into_rows());
    }
    if name == "calls" {
        rows.extend(instructions(bench, &program)?);
    }
    Ok(rows)
}

impl Line {
    fn into_rows(self) -> impl Iterator<Item = Row> {
        let allocations = self.allocations.map(|allocations| Row {
            name: format!("{}: allocations", self.name),
            unit: Unit::Count,
            generated: vec![allocations.generated],
            published: vec![allocations.published],
            budget: Budget::None,
        });
        let is_rate = self.unit == "1/s";
        let row = Row {
            budget: budget(&self.name),
            unit: if is_rate {
                Unit::PerSecond
            } else {
                Unit::Nanoseconds
            },
            generated: self.generated,
            published: self.published,
            name: self.name,
        };
        std::iter::once(row).chain(allocations)
    }
}

/// Builds a program in release mode and returns its path.
fn build(bench: &Bench<'_>, name: &str) -> Result<PathBuf> {
    bench.show(format!("building {name}, with the published crates"));
    let mut arguments = vec!["build", "--release", "--quiet", "--bin", name];
    if bench.arguments.s3 {
        arguments.extend(["--features", "s3"]);
    }
    finish(bench.cargo(&arguments))?;
    Ok(bench.work.join("target/release").join(name))
}

/// Calls of the shorter run under the profiler; the longer run makes twice as many.
const CALLS: u64 = 200;

/// Counts the instructions of a call, if valgrind is installed.
fn instructions(bench: &Bench<'_>, program: &Path) -> Result<Option<Row>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    bench.show("counting instructions");
    // The difference of two runs leaves out what a program does once.
    let per_call = |peer: &str| -> Result<f64> {
        let short = count(program, peer, CALLS)?;
        Ok((count(program, peer, 2 * CALLS)? - short) / CALLS as f64)
    };
    Ok(Some(Row {
        // Valgrind does not support the CPU's SHA-256 instructions: a third of the count are the
        // rounds of SHA-256 in software, for both peers alike.
        name: "call, minimal request and response: instructions".to_owned(),
        unit: Unit::Count,
        generated: vec![per_call("generated")?],
        published: vec![per_call("published")?],
        budget: Budget::None,
    }))
}

/// Counts the instructions of a whole run.
fn count(program: &Path, peer: &str, calls: u64) -> Result<f64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--count", peer, &calls.to_string()]);
    let output = command.output().context("valgrind cannot be run")?;
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let (_, count) = collected.context("valgrind has not printed a count")?;
    Ok(count.trim().parse()?)
}
