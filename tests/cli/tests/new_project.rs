//! Follows README.md as a new user does: installs the command, makes a project, calls a server,
//! updates the models and reviews the update.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cli_tests::readme::{Block, blocks};
use client_tests::moto::Moto;
use client_tests::python::Python;
use generator_tests::project::Project;
use generator_tests::sources::repository;

/// A user's machine: a folder for their projects, the installed command, a shell.
struct Machine {
    home: Project,
    python: PathBuf,
    /// Folder of the project that the user works in.
    project: PathBuf,
}

impl Machine {
    /// Installs the command from a checkout. Compiled packages are shared with the other tests.
    fn new(python: &Python) -> Self {
        let home = Project::new();
        let python = python.command().as_std().get_program().to_owned();
        let machine = Self {
            project: home.folder().to_owned(),
            python: PathBuf::from(python),
            home,
        };
        let cli = repository().join("cli").display().to_string();
        let install = format!(
            "cargo install --quiet --debug --locked --offline --root \"$HOME/installed\" --path '{cli}'"
        );
        machine.sh(&install).good();
        machine
    }

    /// A shell in the project. The only releases that pip finds are those in `releases`.
    fn command(&self, script: &str) -> Command {
        let path = std::env::var("PATH").expect("a PATH");
        let own = self.home.path("installed/bin");
        let python = self.python.parent().expect("a folder");
        let mut command = cli_tests::command("bash", &self.project);
        command
            .args(["-euo", "pipefail", "-c", script])
            .env("HOME", self.home.folder())
            .env(
                "PATH",
                format!("{}:{}:{path}", own.display(), python.display()),
            )
            .env("BOTOSMITH_CACHE", self.home.path("cache"))
            .env("PIP_FIND_LINKS", self.home.path("releases"))
            // Rust as this machine has it, and what is compiled already.
            .env("CARGO_HOME", cargo_home())
            .env("RUSTUP_HOME", rustup_home())
            .env("CARGO_TARGET_DIR", repository().join("target"))
            // As in this workspace, so that more of it can be used.
            .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
            .env("CARGO_NET_OFFLINE", "true");
        command
    }

    fn sh(&self, script: &str) -> Printed {
        let output = self.command(script).output().expect("a shell starts");
        Printed {
            script: script.to_owned(),
            output,
        }
    }

    /// Lets pip find a release, in the place of those before.
    fn publish(&self, version: &str) {
        let folder = self.home.path("releases");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("a folder");
        let name = format!("botocore-{version}-py3-none-any.whl");
        let file = repository().join("target/botocore").join(&name);
        fs::copy(&file, folder.join(&name)).expect("`cargo xtask test` downloads it");
    }

    /// Writes the file that a block shows.
    fn write(&self, block: &Block, file: &str) {
        let path = self.project.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &block.text).expect("a file");
    }
}

fn cargo_home() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.unwrap_or_else(|| Path::new(&std::env::var_os("HOME").expect("a home")).join(".cargo"))
}

fn rustup_home() -> PathBuf {
    let home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    home.unwrap_or_else(|| Path::new(&std::env::var_os("HOME").expect("a home")).join(".rustup"))
}

/// What a script printed.
struct Printed {
    script: String,
    output: Output,
}

impl Printed {
    /// Returns the standard output of a script that succeeded.
    #[track_caller]
    fn good(self) -> String {
        self.with(0)
    }

    /// Returns the standard output of a script that ended with a status.
    #[track_caller]
    fn with(self, status: i32) -> String {
        let [out, err] = [&self.output.stdout, &self.output.stderr]
            .map(|it| String::from_utf8_lossy(it).into_owned());
        let script = self.script;
        assert_eq!(
            self.output.status.code(),
            Some(status),
            "{script}\n{out}\n{err}"
        );
        out
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readme_leads_from_nothing_to_a_reviewed_update() {
    let Some(python) = Python::find("the_readme_leads_from_nothing_to_a_reviewed_update") else {
        return;
    };
    let mut machine = Machine::new(&python);
    assert!(
        machine
            .sh("botosmith --version; cargo botosmith --version")
            .good()
            .starts_with("botosmith ")
    );
    machine.publish("1.35.0");
    make_the_project(&mut machine);
    call_a_server(&machine, &python).await;
    machine.sh("git init --quiet && git add . && git config user.name A && git config user.email a@example.com && git commit --quiet -m first").good();
    assert!(
        machine
            .sh("botosmith changes")
            .good()
            .contains("Verdict: no change")
    );
    more_services(&machine);
    update(&machine);
}

/// Follows "A project with SQS" up to the server.
fn make_the_project(machine: &mut Machine) {
    let blocks = blocks("A project with SQS");
    let [begin, .., more] = blocks.as_slice() else {
        panic!("the section has blocks");
    };
    assert!(more.text.contains("botosmith import"));
    // `cd` is part of the block.
    let printed = machine
        .sh(&begin
            .text
            .replace("cargo new", "cargo new --vcs none --quiet"))
        .good();
    machine.project = machine.home.path("queue-demo");
    assert!(printed.contains("sqs"), "{printed}");
    let manifest = fs::read_to_string(machine.project.join("botosmith.toml")).expect("a manifest");
    for block in &blocks {
        match block.file() {
            // The README shows what the commands wrote, without comments and the source.
            Some("botosmith.toml") => {
                for line in block.text.lines().filter(|it| !it.starts_with('#')) {
                    assert!(manifest.contains(line), "{line}: {manifest}");
                }
            }
            Some(file) => machine.write(block, file),
            None => {}
        }
    }
    // The versions that the other tests compile.
    fs::copy(
        repository().join("Cargo.lock"),
        machine.project.join("Cargo.lock"),
    )
    .expect("a file");
    let printed = machine.sh("cargo test --quiet 2>&1").good();
    assert!(printed.contains("test result: ok. 1 passed"), "{printed}");
    assert_eq!(machine.sh("botosmith generate --check").good(), "");
}

async fn call_a_server(machine: &Machine, python: &Python) {
    let moto = Moto::start(python).await;
    let settings = format!(
        "export AWS_ENDPOINT_URL={} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1\n",
        moto.url
    );
    let printed = machine.sh(&(settings + "cargo run --quiet")).good();
    assert_eq!(printed, "received [\"hello\"]\n");
}

/// Adds the services of the README, and one that the update breaks.
fn more_services(machine: &Machine) {
    let blocks = blocks("A project with SQS");
    let more = blocks.last().expect("a block");
    let printed = machine.sh(&more.text).good();
    assert!(printed.contains("EventBridge"), "{printed}");
    machine
        .sh("botosmith import ecs:CreateService,ListServices && botosmith generate")
        .good();
    machine.sh("cargo check --quiet").good();
    machine
        .sh("git add . && git commit --quiet -m 'More services'")
        .good();
}

/// Follows "Update and review": the newer release breaks callers of ECS, and `changes` says so.
fn update(machine: &Machine) {
    machine.publish("1.44.5");
    let script = &blocks("Update and review")[0];
    // Cargo's folder is elsewhere here.
    fs::create_dir(machine.project.join("target")).expect("a folder");
    let printed = machine.sh(&script.text).good();
    assert!(printed.contains("Verdict: breaking"), "{printed}");
    let page = machine.project.join("target/changes.html");
    let page = fs::read_to_string(page).expect("the page was written");
    assert!(page.contains("breaking"), "it shows the verdict");
    machine
        .sh("botosmith changes --fail-on breaking > target/page.txt")
        .with(1);
    machine
        .sh("botosmith changes --service sqs --fail-on breaking")
        .good();
    machine.sh("botosmith generate --check").good();
    machine.sh("cargo test --quiet 2>&1").good();
    machine.sh("git add . && git commit --quiet -m Update && botosmith changes HEAD~1 HEAD --fail-on breaking > target/page.txt").with(1);
    machine.sh("botosmith changes --fail-on look").good();
    let manifest = fs::read_to_string(machine.project.join("botosmith.toml")).expect("a manifest");
    assert!(
        manifest.contains("botocore = \"1.44.5\"") && !manifest.contains("1.35.0"),
        "{manifest}"
    );
}
