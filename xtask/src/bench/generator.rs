//! Time and memory of the generator.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use botosmith::source::Kind;
use serde_json::Value;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish, remove};

/// Runs of the short measurements.
const RUNS: usize = 9;

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    bench.show("building the generator");
    finish(bench.cargo_in("tests/bench/generator", &["build", "--release", "--quiet"]))?;
    let program = bench.work.join("target/release/generator");
    let botocore = bench.catalog.origin().to_owned();
    let one = bench.repository.join("models/manifest.toml");
    let all = all_of_ecs(bench)?;
    let mut rows = Vec::new();
    for (name, option, input, runs, budget) in [
        ("RegisterContainerInstance", "--manifest", &one, RUNS, 0.05),
        ("all of ECS", "--manifest", &all, RUNS, 0.5),
        (
            "all supported services of botocore",
            "--corpus",
            &botocore,
            1,
            30.0,
        ),
    ] {
        bench.show(format!("generating {name}"));
        let out = bench.work.join("generated");
        let (mut seconds, mut peaks) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            remove(&out)?;
            let (time, peak) = run(&program, option, input, &out)?;
            seconds.push(time);
            peaks.push(peak);
        }
        remove(&out)?;
        rows.push(Row {
            name: format!("generate {name}"),
            unit: Unit::Seconds,
            generated: seconds,
            published: Vec::new(),
            budget: Budget::AtMost(budget),
        });
        rows.push(Row {
            name: format!("generate {name}: peak memory"),
            unit: Unit::Bytes,
            generated: peaks,
            published: Vec::new(),
            budget: Budget::AtMost(2.0 * 1024.0 * 1024.0 * 1024.0),
        });
    }
    Ok(rows)
}

/// Runs the generator; returns the seconds, and the peak of its memory in bytes.
fn run(program: &Path, option: &str, input: &Path, out: &Path) -> Result<(f64, f64)> {
    let mut command = Command::new(program);
    command.arg(option).arg(input).arg("--out").arg(out);
    let start = Instant::now();
    let text = finish(command)?;
    let seconds = start.elapsed().as_secs_f64();
    let line: Value = serde_json::from_str(&text)?;
    let peak = line["peak"]
        .as_f64()
        .context("the generator did not print its memory")?;
    Ok((seconds, peak))
}

/// Writes a manifest of all of ECS, with its model.
fn all_of_ecs(bench: &Bench<'_>) -> Result<PathBuf> {
    let folder = bench.work.join("models");
    let model = folder.join("ecs");
    fs::create_dir_all(&model)?;
    for kind in [Kind::Service, Kind::EndpointRules] {
        fs::write(model.join(kind.file_name()), bench.read("ecs", kind)?)?;
    }
    let manifest = folder.join("manifest.toml");
    let text = "[[crate]]\nname = \"clients\"\npath = \"clients\"\n\n[[crate.service]]\nmodule = \"ecs\"\nmodel = \"ecs\"\n";
    fs::write(&manifest, text)?;
    Ok(manifest)
}
