//! What it takes to compile the code of a service alone, with everything else already there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::table::{Budget, Row, Unit};
use super::{Bench, finish};

/// A package: its name, and the name of its library.
struct Package {
    name: &'static str,
    library: &'static str,
}

const THEIRS: Package = Package {
    name: "aws-sdk-ecs",
    library: "aws_sdk_ecs",
};

/// What is compared with that, and how much of its time it may take in dev and in release.
const OURS: [(&str, Package, f64, f64); 2] = [
    (
        "RegisterContainerInstance",
        Package {
            name: "aws-clients",
            library: "aws_clients",
        },
        1.0 / 40.0,
        1.0 / 20.0,
    ),
    (
        "all of ECS",
        Package {
            name: "corpus-ecs",
            library: "corpus_ecs",
        },
        1.0 / 12.0,
        1.0 / 6.0,
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Check,
    Dev,
    Release,
}

const KINDS: [Kind; 3] = [Kind::Check, Kind::Dev, Kind::Release];

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Check | Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

pub(super) fn rows(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let packages: Vec<&Package> = OURS.iter().map(|(_, it, ..)| it).chain([&THEIRS]).collect();
    let mut rows = Vec::new();
    for kind in KINDS {
        let mut samples: Vec<Vec<f64>> = vec![Vec::new(); packages.len()];
        for package in &packages {
            bench.say(format!("{}: what {} needs", kind.name(), package.name));
            compile(bench, kind, package)?;
        }
        for run in 0..bench.arguments.runs {
            for (package, samples) in packages.iter().zip(&mut samples) {
                bench.say(format!(
                    "{}: {}, run {}",
                    kind.name(),
                    package.name,
                    run + 1
                ));
                samples.push(compile(bench, kind, package)?);
            }
        }
        let (ours, theirs) = samples.split_at(OURS.len());
        for ((what, _, dev, release), ours) in OURS.iter().zip(ours) {
            rows.push(Row {
                name: format!("compile {what}, {}", kind.name()),
                unit: Unit::Seconds,
                ours: ours.clone(),
                theirs: theirs[0].clone(),
                budget: match kind {
                    Kind::Check => Budget::None,
                    Kind::Dev => Budget::Ratio(*dev),
                    Kind::Release => Budget::Ratio(*release),
                },
            });
        }
    }
    for (what, package, ..) in &OURS {
        let mut size = |name: &str, unit, of: &dyn Fn(&Package) -> Result<f64>| -> Result<()> {
            rows.push(Row {
                name: format!("{name} of {what}"),
                unit,
                ours: vec![of(package)?],
                theirs: vec![of(&THEIRS)?],
                budget: Budget::None,
            });
            Ok(())
        };
        size("release rlib", Unit::Bytes, &|it| {
            library(bench, it, Kind::Release, "rlib")
        })?;
        size("release rmeta", Unit::Bytes, &|it| {
            library(bench, it, Kind::Release, "rmeta")
        })?;
        size("lines", Unit::Count, &|it| lines(&source(bench, it)?))?;
    }
    Ok(rows)
}

/// Compiles a package again, and gives the seconds that the compiler took.
fn compile(bench: &Bench<'_>, kind: Kind, package: &Package) -> Result<f64> {
    let release: &[&str] = if kind == Kind::Release {
        &["--release"]
    } else {
        &[]
    };
    let clean = [&["clean", "--quiet", "--package", package.name], release].concat();
    finish(bench.cargo(&clean))?;
    let build = [
        kind.arguments(),
        &["--quiet", "--timings", "--package", package.name],
    ]
    .concat();
    finish(bench.cargo(&build))?;
    let report = bench.work.join("target/cargo-timings/cargo-timing.html");
    let text = fs::read_to_string(&report)?;
    let (_, units) = text
        .split_once("UNIT_DATA = ")
        .with_context(|| format!("{} has no times", report.display()))?;
    #[derive(Deserialize)]
    struct Unit {
        name: String,
        target: String,
        duration: f64,
    }
    let mut units = serde_json::Deserializer::from_str(units).into_iter::<Vec<Unit>>();
    let units = units.next().context("the report has no times")??;
    let is_it = |it: &&Unit| it.name == package.name && !it.target.contains("build script");
    match units.iter().find(is_it) {
        Some(unit) => Ok(unit.duration),
        None => bail!("{} was not compiled", package.name),
    }
}

/// The size of the newest library of a package.
fn library(bench: &Bench<'_>, package: &Package, kind: Kind, extension: &str) -> Result<f64> {
    let folder = bench.work.join("target").join(kind.folder()).join("deps");
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

/// The sources of a package.
fn source(bench: &Bench<'_>, package: &Package) -> Result<PathBuf> {
    let text = finish(bench.cargo(&["metadata", "--format-version", "1"]))?;
    let metadata = cargo_metadata::MetadataCommand::parse(text)?;
    let mut packages = metadata.packages.iter();
    let found = packages.find(|it| *it.name == package.name);
    let found = found.with_context(|| format!("{} is not there", package.name))?;
    let folder = found
        .manifest_path
        .parent()
        .context("it lies in a folder")?;
    Ok(folder.join("src").into())
}

/// Lines of Rust.
fn lines(folder: &Path) -> Result<f64> {
    let mut command = Command::new("find");
    command.arg(folder).args(["-name", "*.rs"]);
    let mut lines = 0;
    for file in finish(command)?.lines() {
        lines += fs::read_to_string(file)?.lines().count();
    }
    Ok(lines as f64)
}
