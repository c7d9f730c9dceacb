//! The cases with calls, and the services that they are about.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use botosmith::Manifest;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

/// A service with such cases.
#[derive(Default)]
pub(crate) struct Service {
    version: String,
    model: String,
    rules: String,
    /// What requests are signed for, unless the rules say something else.
    pub(crate) signing_name: String,
    pub(crate) cases: Vec<Case>,
}

/// A call, and what is expected of it.
pub(crate) struct Case {
    pub(crate) documentation: String,
    pub(crate) operation: String,
    pub(crate) params: Value,
    pub(crate) built_ins: Map<String, Value>,
    pub(crate) expect: Value,
}

/// The services of an sdist whose cases have calls, by their names.
pub(crate) fn services(sdist: &Path) -> BTreeMap<String, Service> {
    let mut services: BTreeMap<String, Service> = BTreeMap::new();
    let file = File::open(sdist).expect("the sdist");
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    for entry in archive.entries().expect("a tar") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let mut text = || {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            text
        };
        match *parts.as_slice() {
            [
                "botocore",
                "data",
                service,
                version,
                file @ ("service-2.json" | "endpoint-rule-set-1.json"),
            ] => {
                let it = services.entry(service.to_owned()).or_default();
                // Of several, botocore takes the latest.
                if version < it.version.as_str() {
                    continue;
                }
                version.clone_into(&mut it.version);
                match file {
                    "service-2.json" => it.model = text(),
                    _ => it.rules = text(),
                }
            }
            [
                "tests",
                "functional",
                "endpoint-rules",
                service,
                "endpoint-tests-1.json",
            ] => {
                let it = services.entry(service.to_owned()).or_default();
                it.cases = cases(&text());
            }
            _ => {}
        }
    }
    services.retain(|_, it| !it.cases.is_empty());
    for it in services.values_mut() {
        let model: Value = serde_json::from_str(&it.model).expect("JSON");
        let text = |key: &str| model["metadata"][key].as_str();
        let name = text("signingName").or(text("endpointPrefix"));
        it.signing_name = name.expect("a name").to_owned();
    }
    services
}

fn cases(text: &str) -> Vec<Case> {
    let json: Value = serde_json::from_str(text).expect("JSON");
    let cases = json["testCases"].as_array().expect("a list").iter();
    let calls = cases.flat_map(|case| {
        let calls = case["operationInputs"].as_array().into_iter().flatten();
        calls.map(move |call| Case {
            documentation: case["documentation"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            operation: call["operationName"].as_str().expect("a name").to_owned(),
            params: call.get("operationParams").cloned().unwrap_or(json!({})),
            built_ins: call["builtInParams"]
                .as_object()
                .cloned()
                .unwrap_or_default(),
            expect: case["expect"].clone(),
        })
    });
    calls.collect()
}

/// Writes the models below `target/driver/endpoints`; the manifest picks the operations that are called.
pub(crate) fn manifest(services: &BTreeMap<String, Service>) -> Manifest {
    let folder = driver::project::repository().join("target/driver/endpoints/models");
    let mut manifest = "[[crate]]\nname = \"clients\"\npath = \"../clients\"\n".to_owned();
    for (name, service) in services {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("service-2.json"), &service.model).expect("a file");
        fs::write(folder.join("endpoint-rule-set-1.json"), &service.rules).expect("a file");
        let operations: BTreeSet<&str> = service
            .cases
            .iter()
            .map(|it| it.operation.as_str())
            .collect();
        let operations = Vec::from_iter(operations);
        manifest += &format!(
            "\n[[crate.service]]\nmodule = {name:?}\nmodel = {name:?}\noperations = {operations:?}\n"
        );
    }
    let manifest = Manifest::parse(&folder.join("manifest.toml"), &manifest);
    manifest.unwrap_or_else(|error| panic!("{error}"))
}
