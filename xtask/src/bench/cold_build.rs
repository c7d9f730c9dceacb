//! Cold builds of a program that makes one call.

use std::fs;
use std::path::{Path, PathBuf};
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

/// A program over a generated or a published crate.
struct Program {
    name: &'static str,
    /// Lines of its `[dependencies]`.
    dependencies: String,
    /// Brings the service's module into scope, as `sdk`.
    import: &'static str,
}

struct Measured {
    seconds: f64,
    crates: f64,
    bytes: f64,
}

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let default = measure(bench, &generated(bench, "generated", ""))?;
    let ring = r#", default-features = false, features = ["ecs", "ring", "rt-tokio"]"#;
    let ring = measure(bench, &generated(bench, "generated-ring", ring))?;
    let published = measure(bench, &published())?;
    let mut rows = Vec::new();
    for (name, generated, budget) in [("default features", &default, 0.65), ("ring", &ring, 0.45)] {
        let mut row = |metric: &str, unit, of: fn(&Measured) -> f64, budget| {
            rows.push(Row {
                name: format!("program with one call, {name}: {metric}"),
                unit,
                generated: vec![of(generated)],
                published: vec![of(&published)],
                budget,
            });
        };
        let budget = Budget::Ratio(budget);
        row("cold build", Unit::Seconds, |it| it.seconds, budget);
        row(
            "crates in the build",
            Unit::Count,
            |it| it.crates,
            Budget::None,
        );
        row("size, stripped", Unit::Bytes, |it| it.bytes, Budget::None);
    }
    Ok(rows)
}

fn generated(bench: &Bench<'_>, name: &'static str, features: &str) -> Program {
    let path = bench.repository.join("generated");
    Program {
        name,
        dependencies: format!("aws-clients = {{ path = {path:?}{features} }}"),
        import: "use aws_clients::ecs as sdk;\n",
    }
}

fn published() -> Program {
    Program {
        name: "published",
        dependencies: "aws-sdk-ecs = \"=1.157.0\"\n\
            aws-credential-types = { version = \"1\", features = [\"hardcoded-credentials\"] }"
            .to_owned(),
        import: "use aws_sdk_ecs as sdk;\n",
    }
}

fn measure(bench: &Bench<'_>, program: &Program) -> Result<Measured> {
    let folder = write_package(bench, program)?;
    let target = folder.join("target");
    finish(cargo(&folder, &["fetch", "--quiet"]))?;
    remove(&target)?;

    bench.show(format!("cold build: {}", program.name));
    let (seconds, crates) = cold_build(&folder)?;
    remove(&target)?;

    bench.show(format!("size of the release build: {}", program.name));
    let release = ["build", "--offline", "--quiet", "--release"];
    finish(cargo(&folder, &release))?;
    let bytes = fs::metadata(target.join("release").join(program.name))?.len();
    remove(&target)?;
    Ok(Measured {
        seconds,
        crates: crates as f64,
        bytes: bytes as f64,
    })
}

fn write_package(bench: &Bench<'_>, program: &Program) -> Result<PathBuf> {
    let folder = bench.work.join("programs").join(program.name);
    fs::create_dir_all(folder.join("src"))?;
    let cargo_toml = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.release]\nstrip = true\n\n\
         [dependencies]\n{}\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        program.name, program.dependencies
    );
    fs::write(folder.join("Cargo.toml"), cargo_toml)?;
    let main = format!("{}{MAIN}", program.import);
    fs::write(folder.join("src/main.rs"), main)?;
    // The same versions as in all other measurements.
    let lock = bench.repository.join("tests/bench/Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock"))
        .with_context(|| format!("cannot copy {}", lock.display()))?;
    Ok(folder)
}

/// Builds a package from nothing; returns the seconds, and the number of crates that were compiled.
fn cold_build(folder: &Path) -> Result<(f64, usize)> {
    let start = Instant::now();
    let messages = finish(cargo(
        folder,
        &["build", "--offline", "--quiet", "--message-format=json"],
    ))?;
    let seconds = start.elapsed().as_secs_f64();
    let is_crate = |message: &Value| {
        message["reason"] == "compiler-artifact" && message["target"]["kind"][0] != "custom-build"
    };
    let crates = messages
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(is_crate)
        .count();
    Ok((seconds, crates))
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
