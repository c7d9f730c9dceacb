//! What it takes to build a program that makes one call, from nothing.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::Value;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish, remove};

const MAIN: &str = "\
use sdk::config::{BehaviorVersion, Config, Credentials, Region};

#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(\"eu-central-1\"))
        .credentials_provider(Credentials::new(\"id\", \"secret\", None, None, \"bench\"));
    let client = sdk::Client::from_conf(config.build());
    let output = client.register_container_instance().cluster(\"default\").send().await;
    println!(\"{output:?}\");
}
";

/// What a program depends on.
struct Program {
    name: &'static str,
    dependency: String,
    /// How the module is reached.
    import: &'static str,
}

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let generated = bench.repository.join("generated");
    let ours = |name, features: &str| Program {
        name,
        dependency: format!("aws-clients = {{ path = {generated:?}{features} }}"),
        import: "use aws_clients::ecs as sdk;\n",
    };
    let theirs = Program {
        name: "theirs",
        dependency: "aws-sdk-ecs = \"=1.157.0\"\naws-credential-types = { version = \"1\", features = [\"hardcoded-credentials\"] }".to_owned(),
        import: "use aws_sdk_ecs as sdk;\n",
    };
    let default = measure(bench, &ours("ours", ""))?;
    let ring = r#", default-features = false, features = ["ecs", "ring", "rt-tokio"]"#;
    let ring = measure(bench, &ours("ours-ring", ring))?;
    let theirs = measure(bench, &theirs)?;
    let mut rows = Vec::new();
    for (name, ours, budget) in [("by default", &default, 0.65), ("with ring", &ring, 0.45)] {
        let mut row = |what: &str, unit, ours, theirs, budget| {
            rows.push(Row {
                name: format!("a program with one call, {name}: {what}"),
                unit,
                ours: vec![ours],
                theirs: vec![theirs],
                budget,
            });
        };
        row(
            "cold build",
            Unit::Seconds,
            ours.seconds,
            theirs.seconds,
            Budget::Ratio(budget),
        );
        row(
            "crates",
            Unit::Count,
            ours.crates,
            theirs.crates,
            Budget::None,
        );
        row(
            "stripped",
            Unit::Bytes,
            ours.bytes,
            theirs.bytes,
            Budget::None,
        );
    }
    Ok(rows)
}

struct Measured {
    seconds: f64,
    crates: f64,
    bytes: f64,
}

fn measure(bench: &Bench<'_>, program: &Program) -> Result<Measured> {
    let folder = bench.work.join("programs").join(program.name);
    fs::create_dir_all(folder.join("src"))?;
    let cargo_toml = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.release]\nstrip = true\n\n\
         [dependencies]\n{}\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        program.name, program.dependency
    );
    fs::write(folder.join("Cargo.toml"), cargo_toml)?;
    fs::write(
        folder.join("src/main.rs"),
        format!("{}{MAIN}", program.import),
    )?;
    // The versions that everything else here is measured with.
    fs::copy(
        bench.repository.join("tests/bench/Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .context("tests/bench/Cargo.lock")?;
    let run = |arguments: &[&str]| cargo(&folder, arguments);
    finish(run(&["fetch", "--quiet"]))?;
    remove(&folder.join("target"))?;

    bench.say(format!("building a program from nothing: {}", program.name));
    let start = Instant::now();
    let messages = finish(run(&[
        "build",
        "--offline",
        "--quiet",
        "--message-format=json",
    ]))?;
    let seconds = start.elapsed().as_secs_f64();
    let crates = messages
        .lines()
        .filter_map(|it| serde_json::from_str::<Value>(it).ok())
        .filter(|it| {
            it["reason"] == "compiler-artifact" && it["target"]["kind"][0] != "custom-build"
        })
        .count();
    remove(&folder.join("target"))?;

    bench.say(format!("the size of a program: {}", program.name));
    finish(run(&["build", "--offline", "--quiet", "--release"]))?;
    let bytes = fs::metadata(folder.join("target/release").join(program.name))?.len();
    remove(&folder.join("target"))?;
    Ok(Measured {
        seconds,
        crates: crates as f64,
        bytes: bytes as f64,
    })
}

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS");
    command
}
