//! A program of driven clients, in a folder of its own below `target`, so that what was built stays.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use botosmith::source::{Catalog, Kind};
use botosmith::{Manifest, Output, emit};
use serde_json::Value;

use crate::module::module;

/// The repository.
pub fn repository() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder.expect("tests/driver is below it").to_owned()
}

/// A service of a program, and what of it is called.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// What botocore calls it.
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

impl Chosen {
    /// A service of a botocore, none of its operations yet; `None` if there is no such service.
    ///
    /// # Panics
    /// If a file cannot be read.
    pub fn from_catalog(catalog: &Catalog, name: &str) -> Option<Self> {
        let read = |kind| {
            let document = catalog.read(name, kind);
            let document = document.unwrap_or_else(|error| panic!("{error}"));
            document.map(|it| it.text)
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

/// Writes the models of a program below `target/driver/NAME/models`; the manifest picks the operations.
///
/// # Panics
/// If a file cannot be written.
pub fn manifest<'a>(name: &str, services: impl IntoIterator<Item = &'a Chosen>) -> Manifest {
    let models = repository().join("target/driver").join(name).join("models");
    let mut manifest = "[[crate]]\nname = \"clients\"\npath = \"../clients\"\n".to_owned();
    for service in services {
        let folder = models.join(&service.name);
        put(&folder.join("service-2.json"), &service.model);
        if let Some(rules) = &service.rules {
            put(&folder.join("endpoint-rule-set-1.json"), rules);
        }
        manifest += &format!(
            "\n[[crate.service]]\nmodule = {:?}\nmodel = {:?}\noperations = {:?}\n",
            service.module, service.name, service.operations
        );
    }
    let manifest = Manifest::parse(&models.join("manifest.toml"), &manifest);
    manifest.unwrap_or_else(|error| panic!("{error}"))
}

/// A program that has been built.
#[derive(Debug)]
pub struct Program {
    file: PathBuf,
}

/// Writes the clients of a manifest with one crate and a program that drives them, into `target/driver/NAME`, and
/// builds it. What all such programs need is built once, in `target/driver/target`.
///
/// # Errors
/// If a model cannot be understood.
///
/// # Panics
/// If a file cannot be written, or the program does not compile.
pub fn build(name: &str, manifest: &Manifest) -> botosmith::Result<Program> {
    let work = repository().join("target/driver");
    let project = work.join(name);
    let [crate_] = manifest.crates.as_slice() else {
        panic!("a manifest with one crate");
    };
    let mut plan = botosmith::plan(manifest, crate_)?;
    "clients".clone_into(&mut plan.name);
    Output::new(project.join("clients"), emit::files(&plan)).write()?;

    let (mut modules, mut table) = (String::new(), String::new());
    for service in &plan.services {
        let (ident, name) = (&service.module, service.module.unraw());
        // A module of the same name as a crate would hide that.
        put(
            &project.join(format!("src/drive_{name}.rs")),
            &module(service),
        );
        modules += &format!("mod drive_{name};\n");
        table += &format!("    ({:?}, drive_{name}::connect),\n", ident.unraw());
    }
    let main = format!(
        "{modules}\nfn main() {{\n    let services: &[driver::player::Service] = &[\n{table}    ];\n    driver::player::run(services);\n}}\n"
    );
    put(&project.join("src/main.rs"), &main);
    let features = plan.services.iter();
    let features: Vec<String> = features
        .map(|it| format!("{:?}", it.module.unraw()))
        .collect();
    put(
        &project.join("Cargo.toml"),
        &cargo_toml(name, &features.join(", ")),
    );
    // The versions of the workspace, since others may not be on this machine.
    // (Cargo takes out what the program does not need, so that a copy tells whether they are the same.)
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("the workspace's");
    let copy = project.join("workspace.lock");
    if fs::read_to_string(&copy).ok().as_ref() != Some(&lock) {
        put(&project.join("Cargo.lock"), &lock);
        put(&copy, &lock);
    }
    compile(&project);
    Ok(Program {
        file: work.join("target/debug").join(name),
    })
}

fn cargo_toml(name: &str, features: &str) -> String {
    let driver = env!("CARGO_MANIFEST_DIR");
    format!(
        r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
aws-types = "1.7"
clients = {{ path = "clients", default-features = false, features = [{features}, "test-util"] }}
driver = {{ path = {driver:?}, default-features = false }}
serde_json = "1"

[profile.dev]
debug = false
incremental = false

[workspace]
"#
    )
}

/// Writes a file, unless it is there already: Cargo looks at the time.
fn put(path: &Path, text: &str) {
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
    /// Starts the program: it answers a line with a line (see [`player`](crate::player)).
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

    /// Plays calls (see [`player`](crate::player)), and gives what became of each.
    ///
    /// # Panics
    /// If the program does: of a call that is none.
    pub fn play(&self, calls: &[Value]) -> Vec<Value> {
        let mut child = self.start();
        let mut stdin = child.stdin.take().expect("it is piped");
        let lines: String = calls.iter().map(|call| format!("{call}\n")).collect();
        // Both pipes would be full before long if one waited for the other.
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
