//! Compiles the callers of all pairs.
//!
//! All clients are modules of one crate. The callers are modules of a few crates only, since each
//! crate takes time to check: callers that have to compile are in one crate with old clients and
//! one with new clients, and callers that must not compile are in two others, since an unknown name
//! hides errors of other kinds in the same crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use botosmith::Manifest;
use generator_tests::sources::repository;
use serde_json::Value;

use super::pairs::{self, Outcome, Pair};
use crate::models::{MODEL, State};

/// Errors of name resolution, which the compiler reports before it checks types.
const NAME_ERRORS: [&str; 4] = ["E0412", "E0425", "E0432", "E0433"];

/// The compiler's messages about callers: levels and codes by crate and module.
type Messages = BTreeMap<(String, String), BTreeSet<(String, String)>>;

#[test]
fn callers_compile_as_the_table_says() {
    let work = repository().join("target/changes");
    let mut clients = BTreeMap::new();
    let mut crates: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for pair in pairs::all() {
        if matches!(pair.outcome, Outcome::NoClient(_)) {
            continue;
        }
        let (old, new) = pair.states();
        let (before, after) = (format!("old_{}", pair.name), format!("new_{}", pair.name));
        // A service that is new has no old caller.
        if old.0.contains_key(MODEL) {
            let module = client(&mut clients, &before, old);
            crates
                .entry("before")
                .or_default()
                .insert(pair.name, caller(pair, &module));
        }
        let package = match pair.outcome {
            Outcome::Fails(code) if NAME_ERRORS.contains(&code) => "after_without_names",
            Outcome::Fails(_) => "after_with_other_types",
            _ => "after",
        };
        let module = if new.0.contains_key(MODEL) {
            client(&mut clients, &after, new)
        } else {
            after
        };
        crates
            .entry(package)
            .or_default()
            .insert(pair.name, caller(pair, &module));
    }
    generate(&work, &clients);
    let modules: Vec<&String> = clients.keys().collect();
    write_callers(&work, &modules, &crates);
    let wrong = wrong_outcomes(&compile(&work, crates.keys()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares the compiler's messages with the outcomes of the pairs.
fn wrong_outcomes(messages: &Messages) -> Vec<String> {
    let nothing = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut check = |package: &str, pair: &str, expected: BTreeSet<(String, String)>| {
        let found = messages.get(&(package.to_owned(), pair.to_owned()));
        let found = found.unwrap_or(&nothing);
        if *found != expected {
            wrong.push(format!(
                "{pair} {package}: {found:?} instead of {expected:?}"
            ));
        }
    };
    for pair in pairs::all() {
        let message = |level: &str, code: &str| [(level.to_owned(), code.to_owned())].into();
        let (package, expected) = match pair.outcome {
            Outcome::NoClient(_) => continue,
            Outcome::Fits => ("after", BTreeSet::new()),
            Outcome::Warns => ("after", message("warning", "deprecated")),
            Outcome::Fails(code) if NAME_ERRORS.contains(&code) => {
                ("after_without_names", message("error", code))
            }
            Outcome::Fails(code) => ("after_with_other_types", message("error", code)),
        };
        // Warnings about deprecated items are allowed with the old client.
        let of_old = messages.get(&("before".to_owned(), pair.name.to_owned()));
        if of_old.is_none_or(|it| it.iter().any(|(level, _)| level == "error")) {
            check("before", pair.name, BTreeSet::new());
        }
        check(package, pair.name, expected);
    }
    wrong
}

/// The module of a client; equal models share one.
fn client(clients: &mut BTreeMap<String, State>, name: &str, state: State) -> String {
    // As text, so that models with another order are different.
    let text = |state: &State| format!("{:?}", state.0);
    let known = clients.iter().find(|(_, it)| text(it) == text(&state));
    match known {
        Some((known, _)) => known.clone(),
        None => {
            clients.insert(name.to_owned(), state);
            name.to_owned()
        }
    }
}

fn caller(pair: &Pair, module: &str) -> String {
    format!(
        "use clients::{module} as c;\n\n\
         pub async fn call(client: &c::Client) -> Result<(), Box<dyn std::error::Error>> {{\n    {}\n    Ok(())\n}}\n",
        pair.caller.trim()
    )
}

/// Writes the crate with all clients.
fn generate(work: &Path, clients: &BTreeMap<String, State>) {
    let mut manifest = "[[crate]]\nname = \"clients\"\npath = \"clients\"\n".to_owned();
    for (module, state) in clients {
        let folder = work.join("models").join(module);
        let _ = fs::remove_dir_all(&folder);
        state.write(&folder);
        manifest +=
            &format!("\n[[crate.service]]\nmodule = \"{module}\"\nmodel = \"models/{module}\"\n");
    }
    let path = work.join("manifest.toml");
    fs::write(&path, manifest).expect("a file");
    let manifest = Manifest::read(&path).expect("a good manifest");
    for output in botosmith::generate(&manifest).expect("good models") {
        output.write().expect("a crate");
    }
}

fn write_callers(
    work: &Path,
    modules: &[&String],
    crates: &BTreeMap<&str, BTreeMap<&str, String>>,
) {
    let mut members = vec!["clients"];
    for (name, callers) in crates {
        members.push(name);
        let folder = work.join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n\
             [dependencies.clients]\npath = \"../clients\"\ndefault-features = false\nfeatures = {modules:?}\n"
        );
        write_if_changed(&folder.join("Cargo.toml"), &manifest);
        let mut library = "#![allow(unused)]\n".to_owned();
        for (module, text) in callers {
            library += &format!("pub mod {module};\n");
            write_if_changed(&folder.join(format!("src/{module}.rs")), text);
        }
        // Files of former callers may stay, since no module includes them.
        write_if_changed(&folder.join("src/lib.rs"), &library);
    }
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write_if_changed(&work.join("Cargo.toml"), &workspace);
    // The versions of the workspace, since others may not be on this machine.
    let lock = fs::read_to_string(repository().join("Cargo.lock")).expect("the workspace's");
    write_if_changed(&work.join("Cargo.lock"), &lock);
}

/// Writes a file unless it has this text already, since Cargo rebuilds what has a new time stamp.
fn write_if_changed(path: &PathBuf, text: &str) {
    if fs::read_to_string(path).is_ok_and(|it| it == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("it is below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Checks all crates, and returns the compiler's messages about the callers.
///
/// The packages are named, since otherwise all features of the clients would be enabled, and TLS
/// built.
fn compile<'a>(work: &Path, crates: impl Iterator<Item = &'a &'a str> + Clone) -> Messages {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=json",
        ])
        .args(crates.clone().flat_map(|it| ["--package", it]))
        .args(["--target-dir", "target"])
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .expect("Cargo runs");
    let (messages, checked) = parse(&String::from_utf8_lossy(&output.stdout));
    for name in crates.chain([&"clients"]) {
        assert!(
            checked.contains(*name),
            "{name} was not checked:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    messages
}

/// Parses Cargo's output: the messages about callers, and the names of checked crates. Panics if
/// there is a message about the clients.
fn parse(output: &str) -> (Messages, BTreeSet<String>) {
    let mut messages = Messages::new();
    let (mut checked, mut generated) = (BTreeSet::new(), Vec::new());
    for line in output.lines() {
        let message: Value = serde_json::from_str(line).expect("JSON");
        let name = message["target"]["name"].as_str().unwrap_or_default();
        checked.insert(name.to_owned());
        if message["reason"] != "compiler-message" {
            continue;
        }
        let message = &message["message"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let spans = message["spans"].as_array().expect("a list");
        let Some(span) = spans.iter().find(|it| it["is_primary"] == true) else {
            continue;
        };
        let file = PathBuf::from(text(&span["file_name"]));
        let module = file
            .file_stem()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if name == "clients" {
            generated.push(text(&message["rendered"]));
            continue;
        }
        let caller = (name.to_owned(), module.to_owned());
        let code = (text(&message["level"]), text(&message["code"]["code"]));
        messages.entry(caller).or_default().insert(code);
    }
    assert!(
        generated.is_empty(),
        "of clients:\n{}",
        generated.join("\n")
    );
    (messages, checked)
}
