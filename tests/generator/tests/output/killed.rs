//! Runs that are killed, and concurrent runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use generator_tests::project::{Project, contents};

use crate::models::{NEW, OLD, generator, model, outdated};

type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// The crate, without the staging files of killed runs.
fn without_staging(out: &Path) -> Contents {
    let mut contents = contents(out);
    contents.retain(|path, _| !path.to_string_lossy().starts_with(STAGING));
    contents
}

const STAGING: &str = ".botosmith-";

fn has_staging(out: &Path) -> bool {
    let entries = fs::read_dir(out).expect("the crate's folder");
    let mut names = entries.map(|entry| entry.expect("an entry").file_name());
    names.any(|name| name.to_string_lossy().starts_with(STAGING))
}

/// The output for the model with these operations, of a run that is not killed.
fn undisturbed_output(names: &[&str]) -> Contents {
    let project = outdated();
    project.write("model/service-2.json", model(names));
    project.generate().expect("a valid manifest");
    contents(&project.path("out"))
}

/// Starts a run and kills it `delay` after it began to write. Returns `true` if it was killed
/// before it ended.
fn kill(project: &Project, delay: Duration) -> bool {
    let out = project.path("out");
    let mut child = generator(project)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the generator starts");
    let start = Instant::now();
    let mut ended = None;
    while ended.is_none() && !has_staging(&out) && start.elapsed() < Duration::from_secs(60) {
        ended = child.try_wait().expect("it is our child");
    }
    std::thread::sleep(delay);
    child.kill().expect("it is our child");
    let status = child.wait().expect("it is our child");
    status.signal().is_some()
}

/// The models differ in `src` only, so that there is the old crate or the new one at every moment.
#[test]
fn a_killed_run_leaves_the_old_or_the_new_crate() {
    const RUNS: u32 = 40;
    let (old, new) = (undisturbed_output(OLD), undisturbed_output(NEW));
    assert_ne!(old, new);
    assert_eq!(old[Path::new("Cargo.toml")], new[Path::new("Cargo.toml")]);
    let project = outdated();
    let out = project.path("out");
    let (mut killed, mut left, mut run) = (0, 0, 0);
    // More runs on a busy machine, where all may end before they are killed.
    while run < RUNS || left == 0 && run < 10 * RUNS {
        // Alternates between the models, starting with what the last run left.
        let names = if run % 2 == 0 { NEW } else { OLD };
        project.write("model/service-2.json", model(names));
        let delay = Duration::from_micros(u64::from(run % RUNS) * 250);
        killed += u32::from(kill(&project, delay));
        left += u32::from(has_staging(&out));
        let found = without_staging(&out);
        assert!(
            found == old || found == new,
            "run {run} left neither: {:#?}",
            found.keys()
        );
        run += 1;
    }
    assert!(killed > 0, "no run was killed in time");
    assert!(left > 0, "no run was killed while it wrote");
    project.write("model/service-2.json", model(NEW));
    project.generate().expect("a run that is not killed");
    assert_eq!(contents(&out), new, "no files of killed runs are left");
}

/// The crates that a manifest or sources name, as sources spell them.
fn dependencies(crate_: &Contents) -> BTreeSet<String> {
    let manifest = String::from_utf8_lossy(&crate_[Path::new("Cargo.toml")]);
    let manifest: Vec<String> = manifest.lines().map(str::to_owned).collect();
    let start = |line: &&String| line.starts_with("[dependencies");
    let first = manifest.iter().position(|it| start(&it));
    let lines = &manifest[first.expect("there are dependencies")..];
    let names = lines.iter().filter_map(|line| {
        let table = line.strip_prefix("[dependencies.");
        let name = table.and_then(|it| it.split(']').next());
        name.or_else(|| line.split_once(" = ").map(|(name, _)| name))
    });
    names.map(|it| it.replace('-', "_")).collect()
}

/// `Cargo.toml` and `src` cannot be replaced in one step. A killed run leaves the sources of one of
/// both with a manifest that names what they need, whether it became more or less.
#[test]
fn a_killed_run_leaves_a_manifest_with_what_the_sources_need() {
    const RUNS: u32 = 32;
    let project = outdated();
    let out = project.path("out");
    let one = project.read("manifest.toml");
    let two = format!("{one}\n[[crate.service]]\nmodule = \"other\"\nmodel = \"compressed\"\n");
    // An operation whose request is compressed, which needs two crates more.
    let compressed = model(OLD).replacen(
        "\"input\":",
        "\"requestcompression\": {\"encodings\": [\"gzip\"]}, \"input\":",
        1,
    );
    project.write("compressed/service-2.json", compressed);
    let both = [&one, &two].map(|manifest| {
        project.write("manifest.toml", manifest);
        project.generate().expect("a valid manifest");
        contents(&out)
    });
    let sources = |crate_: &Contents| -> Contents {
        let mut sources = crate_.clone();
        sources.remove(Path::new("Cargo.toml"));
        sources
    };
    let needed = both.each_ref().map(dependencies);
    assert!(needed[0].is_subset(&needed[1]) && needed[0] != needed[1]);
    let known = both.each_ref().map(sources);
    let mut between = 0;
    for run in 0..RUNS {
        let (from, to) = if run % 2 == 0 {
            (&one, &two)
        } else {
            (&two, &one)
        };
        project.write("manifest.toml", from);
        project.generate().expect("a valid manifest");
        project.write("manifest.toml", to);
        kill(&project, Duration::from_micros(u64::from(run) * 250));
        let found = without_staging(&out);
        let of = known.iter().position(|it| *it == sources(&found));
        let of = of.unwrap_or_else(|| panic!("run {run} left neither: {:#?}", found.keys()));
        assert!(needed[of].is_subset(&dependencies(&found)), "run {run}");
        between += u32::from(found != both[0] && found != both[1]);
    }
    // It is rare that a run is killed there; `a_crate_builds_at_every_moment_of_an_update` of the
    // library looks at all moments.
    println!("{between} of {RUNS} runs were killed between the steps");
}

/// The system ends the lock of a process that is killed.
#[test]
fn a_killed_run_leaves_no_lock() {
    let project = outdated();
    for run in 0..8 {
        kill(&project, Duration::from_micros(run * 500));
        let manifest = project.path("manifest.toml");
        let started = Instant::now();
        drop(botosmith::lock::exclusive(&manifest));
        assert!(started.elapsed() < Duration::from_secs(5));
    }
    project.generate().expect("a run that is not killed");
}

/// Concurrent runs wait for each other, so that the result is that of one of them.
#[test]
fn concurrent_runs_wait_for_each_other() {
    let (old, new) = (undisturbed_output(OLD), undisturbed_output(NEW));
    let project = outdated();
    let other = Project::new();
    let manifest = project.read("manifest.toml").replace(
        "path = \"out\"",
        &format!("path = {:?}", project.path("out")),
    );
    other.write("manifest.toml", manifest);
    other.write("model/service-2.json", model(OLD));
    for _ in 0..4 {
        let started = [&project, &other, &project, &other].map(|it| {
            generator(it)
                .stdout(Stdio::null())
                .spawn()
                .expect("it starts")
        });
        for mut child in started {
            assert!(child.wait().expect("it is our child").success());
        }
        let found = contents(&project.path("out"));
        assert!(found == old || found == new, "{:#?}", found.keys());
    }
}
