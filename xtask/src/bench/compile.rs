//! Compile times and sizes of a service's code alone, with all dependencies compiled already.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish};

struct Package {
    name: &'static str,
    /// Name of its library in file names.
    library: &'static str,
}

const PUBLISHED: Package = Package {
    name: "aws-sdk-ecs",
    library: "aws_sdk_ecs",
};

/// A generated package that is compared with the published one.
struct Subject {
    name: &'static str,
    package: Package,
    /// Budget of the dev build, as part of the published crate's time.
    dev: f64,
    /// Budget of the release build, likewise.
    release: f64,
}

const SUBJECTS: [Subject; 2] = [
    Subject {
        name: "RegisterContainerInstance",
        package: Package {
            name: "aws-clients",
            library: "aws_clients",
        },
        dev: 1.0 / 40.0,
        release: 1.0 / 20.0,
    },
    Subject {
        name: "all of ECS",
        package: Package {
            name: "corpus-ecs",
            library: "corpus_ecs",
        },
        dev: 1.0 / 12.0,
        release: 1.0 / 6.0,
    },
];

impl Subject {
    fn budget(&self, profile: Profile) -> Budget {
        match profile {
            Profile::Check => Budget::None,
            Profile::Dev => Budget::Ratio(self.dev),
            Profile::Release => Budget::Ratio(self.release),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    Check,
    Dev,
    Release,
}

const PROFILES: [Profile; 3] = [Profile::Check, Profile::Dev, Profile::Release];

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Check => "cargo check",
            Self::Dev => "dev build",
            Self::Release => "release build",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for profile in PROFILES {
        rows.extend(times(bench, profile)?);
    }
    for subject in &SUBJECTS {
        rows.extend(sizes(bench, subject)?);
    }
    Ok(rows)
}

/// Compiles all packages in alternation.
fn times(bench: &Bench<'_>, profile: Profile) -> Result<Vec<Row>> {
    let packages = || SUBJECTS.iter().map(|it| &it.package).chain([&PUBLISHED]);
    for package in packages() {
        let name = package.name;
        bench.show(format!("{}: dependencies of {name}", profile.name()));
        compile(bench, profile, package)?;
    }
    let mut samples = vec![Vec::new(); packages().count()];
    for run in 1..=bench.arguments.runs {
        for (package, samples) in packages().zip(&mut samples) {
            let name = package.name;
            bench.show(format!("{}: {name}, run {run}", profile.name()));
            samples.push(compile(bench, profile, package)?);
        }
    }
    let (generated, published) = samples.split_at(SUBJECTS.len());
    let rows = SUBJECTS
        .iter()
        .zip(generated)
        .map(|(subject, generated)| Row {
            name: format!("compile {}, {}", subject.name, profile.name()),
            unit: Unit::Seconds,
            generated: generated.clone(),
            published: published[0].clone(),
            budget: subject.budget(profile),
        });
    Ok(rows.collect())
}

/// Measures the libraries of the last release build, and the sources.
fn sizes(bench: &Bench<'_>, subject: &Subject) -> Result<[Row; 3]> {
    let row = |metric: &str, unit, of: &dyn Fn(&Package) -> Result<f64>| -> Result<Row> {
        Ok(Row {
            name: format!("compile {}: {metric}", subject.name),
            unit,
            generated: vec![of(&subject.package)?],
            published: vec![of(&PUBLISHED)?],
            budget: Budget::None,
        })
    };
    Ok([
        row("size of the release rlib", Unit::Bytes, &|package| {
            library(bench, package, "rlib")
        })?,
        row("size of the release rmeta", Unit::Bytes, &|package| {
            library(bench, package, "rmeta")
        })?,
        row("lines of Rust", Unit::Count, &|package| {
            lines(&sources(bench, package)?)
        })?,
    ])
}

/// Compiles a package again; returns the seconds of the compiler.
fn compile(bench: &Bench<'_>, profile: Profile, package: &Package) -> Result<f64> {
    let release: &[&str] = if profile == Profile::Release {
        &["--release"]
    } else {
        &[]
    };
    let clean = [&["clean", "--quiet", "--package", package.name], release].concat();
    finish(bench.cargo(&clean))?;
    let build = [
        profile.arguments(),
        &["--quiet", "--timings", "--package", package.name],
    ]
    .concat();
    finish(bench.cargo(&build))?;
    let report = bench.work.join("target/cargo-timings/cargo-timing.html");
    let html = fs::read_to_string(&report)?;
    compiler_time(&html, package).with_context(|| format!("reading {} failed", report.display()))
}

/// Finds the seconds of a package's library in a report of `cargo build --timings`.
fn compiler_time(html: &str, package: &Package) -> Result<f64> {
    #[derive(Deserialize)]
    struct Unit {
        name: String,
        target: String,
        duration: f64,
    }
    let (_, units) = html
        .split_once("UNIT_DATA = ")
        .context("the report has no times")?;
    let mut units = serde_json::Deserializer::from_str(units).into_iter::<Vec<Unit>>();
    let units = units.next().context("the report has no times")??;
    let is_library =
        |unit: &&Unit| unit.name == package.name && !unit.target.contains("build script");
    match units.iter().find(is_library) {
        Some(unit) => Ok(unit.duration),
        None => bail!("{} was not compiled", package.name),
    }
}

/// Returns the size of a package's newest library of the release build.
fn library(bench: &Bench<'_>, package: &Package, extension: &str) -> Result<f64> {
    let folder = bench.work.join("target/release/deps");
    let prefix = format!("lib{}-", package.library);
    let mut newest = None;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(&prefix) && name.ends_with(&format!(".{extension}")) {
            let metadata = entry.metadata()?;
            newest = newest.max(Some((metadata.modified()?, metadata.len())));
        }
    }
    let (_, size) = newest.with_context(|| format!("there is no {prefix}*.{extension}"))?;
    Ok(size as f64)
}

/// Finds the folder of a package's sources.
fn sources(bench: &Bench<'_>, package: &Package) -> Result<PathBuf> {
    let text = finish(bench.cargo(&["metadata", "--format-version", "1"]))?;
    let metadata = cargo_metadata::MetadataCommand::parse(text)?;
    let mut packages = metadata.packages.iter();
    let found = packages.find(|known| *known.name == package.name);
    let found =
        found.with_context(|| format!("{} is not a dependency of tests/bench", package.name))?;
    let folder = found
        .manifest_path
        .parent()
        .context("a manifest has a folder")?;
    Ok(folder.join("src").into())
}

/// Counts the lines of Rust below a folder.
fn lines(folder: &Path) -> Result<f64> {
    let mut command = Command::new("find");
    command.arg(folder).args(["-name", "*.rs"]);
    let mut lines = 0;
    for file in finish(command)?.lines() {
        lines += fs::read_to_string(file)?.lines().count();
    }
    Ok(lines as f64)
}
