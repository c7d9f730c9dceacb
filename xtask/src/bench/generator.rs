//! The generator: time and memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use botosmith::source::Kind;
use serde_json::Value;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish, remove};

/// How often what takes no time is done.
const RUNS: usize = 9;

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    bench.say("building the generator");
    finish(bench.cargo_in("tests/bench/generator", &["build", "--release", "--quiet"]))?;
    let program = bench.work.join("target/release/generator");
    let botocore = bench.catalog.origin().to_owned();
    let one = bench.repository.join("models/manifest.toml");
    let all = all_of_ecs(bench)?;
    let mut rows = Vec::new();
    for (name, what, input, runs, budget) in [
        ("RegisterContainerInstance", "--manifest", &one, RUNS, 0.05),
        ("all of ECS", "--manifest", &all, RUNS, 0.5),
        (
            "all services of botocore that can be",
            "--corpus",
            &botocore,
            1,
            30.0,
        ),
    ] {
        bench.say(format!("generating {name}"));
        let out = bench.work.join("generated");
        let (mut seconds, mut peaks) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            remove(&out)?;
            let (time, peak) = run(&program, what, input, &out)?;
            seconds.push(time);
            peaks.push(peak);
        }
        remove(&out)?;
        rows.push(Row {
            name: format!("generate {name}"),
            unit: Unit::Seconds,
            ours: seconds,
            theirs: Vec::new(),
            budget: Budget::AtMost(budget),
        });
        rows.push(Row {
            name: format!("generate {name}: memory"),
            unit: Unit::Bytes,
            ours: peaks,
            theirs: Vec::new(),
            budget: Budget::AtMost(2.0 * 1024.0 * 1024.0 * 1024.0),
        });
    }
    Ok(rows)
}

/// Seconds from start to end, and bytes at most.
fn run(program: &Path, what: &str, input: &Path, out: &Path) -> Result<(f64, f64)> {
    let mut command = Command::new(program);
    command.arg(what).arg(input).arg("--out").arg(out);
    let start = Instant::now();
    let text = finish(command)?;
    let seconds = start.elapsed().as_secs_f64();
    let line: Value = serde_json::from_str(&text)?;
    let peak = line["peak"]
        .as_f64()
        .context("the program tells its memory")?;
    Ok((seconds, peak))
}

/// A manifest of all of ECS.
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
