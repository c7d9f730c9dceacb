//! Writes and builds a test program with generated clients, in a folder of its own below `target`,
//! so that what was built stays.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use botosmith::plan::Service;
use botosmith::source::{Catalog, Kind};
use botosmith::{Manifest, Output, emit};
use serde_json::Value;

use crate::adapter::adapter;

/// Root folder of the repository.
pub fn repository() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder
        .expect("tests/conformance is below the root")
        .to_owned()
}

/// A service of a program, with the operations that are called.
#[derive(Debug, Clone)]
pub struct SelectedService {
    /// Its name in botocore.
    pub name: String,
    /// The module of its client.
    pub module: String,
    /// Its `service-2.json`.
    pub model: String,
    /// Its `endpoint-rule-set-1.json`, if it has one.
    pub rules: Option<String>,
    /// Names of operations.
    pub operations: Vec<String>,
}

impl SelectedService {
    /// Reads a service of a botocore, with no operations selected yet; `None` if there is no such
    /// service.
    ///
    /// # Panics
    /// If a file cannot be read.
    pub fn from_catalog(catalog: &Catalog, name: &str) -> Option<Self> {
        let read = |kind| {
            let document = catalog.read(name, kind);
            let document = document.unwrap_or_else(|error| panic!("{error}"));
            document.map(|document| document.text)
        };
        Some(Self {
            name: name.to_owned(),
            module: name.replace(['-', '.'], "_"),
            model: read(Kind::Service)?,
            rules: read(Kind::EndpointRules),
            operations: Vec::new(),
        })
    }
}

/// Writes the models of a program below `target/conformance/NAME/models`, and returns a manifest
/// that picks the operations.
///
/// # Panics
/// If a file cannot be written.
pub fn write_models<'a>(
    name: &str,
    services: impl IntoIterator<Item = &'a SelectedService>,
) -> Manifest {
    let models = repository()
        .join("target/conformance")
        .join(name)
        .join("models");
    let mut manifest =
        "[[crate]]\nname = \"clients\"\npath = \"../clients\"\nserde = true\n".to_owned();
    for service in services {
        let folder = models.join(&service.name);
        write_if_changed(&folder.join("service-2.json"), &service.model);
        if let Some(rules) = &service.rules {
            write_if_changed(&folder.join("endpoint-rule-set-1.json"), rules);
        }
        manifest += &format!(
            "\n[[crate.service]]\nmodule = {:?}\nmodel = {:?}\noperations = {:?}\n",
            service.module, service.name, service.operations
        );
    }
    let manifest = Manifest::parse(&models.join("manifest.toml"), &manifest);
    manifest.unwrap_or_else(|error| panic!("{error}"))
}

/// A test program that has been built.
#[derive(Debug)]
pub struct Program {
    file: PathBuf,
}

/// Writes the clients of a manifest with one crate, and a program that calls them, into
/// `target/conformance/NAME`, and builds it. The dependencies of all such programs are built once,
/// in `target/conformance/target`.
///
/// # Errors
/// If a model cannot be understood.
///
/// # Panics
/// If a file cannot be written, or the program does not compile.
pub fn build(name: &str, manifest: &Manifest) -> botosmith::Result<Program> {
    let work = repository().join("target/conformance");
    let project = work.join(name);
    let [crate_] = manifest.crates.as_slice() else {
        panic!("a manifest with one crate");
    };
    let mut plan = botosmith::plan(manifest, crate_)?;
    "clients".clone_into(&mut plan.package.name);
    Output::new(project.join("clients"), emit::files(&plan)).write()?;

    write_sources(&project, &plan.services);
    let features = plan.services.iter();
    let features = features.map(|service| service.module.unraw());
    let features = features.chain(crate_.serde.then_some("serde"));
    let features: Vec<String> = features.map(|it| format!("{it:?}")).collect();
    write_if_changed(
        &project.join("Cargo.toml"),
        &cargo_toml(name, &features.join(", ")),
    );
    copy_lock_file(&project);
    compile(&project);
    Ok(Program {
        file: work.join("target/debug").join(name),
    })
}

/// Writes an adapter for each service, and the `main` function that runs them.
fn write_sources(project: &Path, services: &[Service]) {
    let (mut modules, mut table) = (String::new(), String::new());
    for service in services {
        let name = service.module.unraw();
        // Prefixed, since a module with the name of a crate would hide the crate.
        write_if_changed(
            &project.join(format!("src/call_{name}.rs")),
            &adapter(service),
        );
        modules += &format!("mod call_{name};\n");
        table += &format!("    ({name:?}, call_{name}::connect),\n");
    }
    let main = format!(
        "{modules}\nfn main() {{\n    let services: &[conformance::runner::Service] = &[\n{table}    ];\n    conformance::runner::run(services);\n}}\n"
    );
    write_if_changed(&project.join("src/main.rs"), &main);
}

/// Copies the versions of the workspace, since others may not be on this machine.
///
/// Cargo removes from a lock file what the program does not need, so that a second copy is kept to
/// compare with.
fn copy_lock_file(project: &Path) {
    let lock = fs::read_to_string(repository().join("Cargo.lock"));
    let lock = lock.expect("the lock file of the workspace");
    let copy = project.join("workspace.lock");
    if fs::read_to_string(&copy).ok().as_ref() != Some(&lock) {
        write_if_changed(&project.join("Cargo.lock"), &lock);
        write_if_changed(&copy, &lock);
    }
}

fn cargo_toml(name: &str, features: &str) -> String {
    let conformance = env!("CARGO_MANIFEST_DIR");
    format!(
        r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
aws-types = "1.7"
clients = {{ path = "clients", default-features = false, features = [{features}, "test-util"] }}
conformance = {{ path = {conformance:?}, default-features = false }}
serde_json = "1"

[profile.dev]
debug = false
incremental = false

[workspace]
"#
    )
}

/// Writes a file unless it has this text already, since Cargo rebuilds what has a new time stamp.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|it| it == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn compile(project: &Path) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--offline", "--quiet", "--target-dir", "../target"])
        .current_dir(project)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .expect("Cargo runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{text}", project.display());
    assert!(!text.contains("warning"), "{}:\n{text}", project.display());
}

impl Program {
    /// Starts the program, which prints a line for each line that it reads (see
    /// [`runner`](crate::runner)).
    ///
    /// # Panics
    /// If it cannot be run.
    pub fn start(&self) -> Child {
        let child = Command::new(&self.file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        child.expect("the program runs")
    }

    /// Makes calls (see [`runner`](crate::runner)) and returns the outcome of each.
    ///
    /// # Panics
    /// If the program panics, as it does for a malformed call.
    pub fn run(&self, calls: &[Value]) -> Vec<Value> {
        let mut child = self.start();
        let mut stdin = child.stdin.take().expect("it is piped");
        let lines: String = calls.iter().map(|call| format!("{call}\n")).collect();
        // In a thread of its own: with both pipes full, each process would wait for the other.
        let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
        let output = child.wait_with_output().expect("the program ends");
        writer
            .join()
            .expect("it does not panic")
            .expect("the program reads");
        assert!(output.status.success(), "the program failed");
        let text = String::from_utf8(output.stdout).expect("JSON");
        let results = text
            .lines()
            .map(|it| serde_json::from_str(it).expect("JSON"));
        results.collect()
    }
}
