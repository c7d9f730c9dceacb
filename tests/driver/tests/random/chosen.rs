//! Which services and operations are called.

use std::fs;
use std::path::Path;

use botosmith::Manifest;
use botosmith::source::{Catalog, Kind};
use fastrand::Rng;
use serde_json::Value;

/// How much is called.
pub(crate) struct Size {
    /// How many services of each protocol.
    pub(crate) services: usize,
    /// How many operations of each service, at most.
    pub(crate) operations: usize,
}

/// Protocols, and how many services of it there are for each one that is asked for.
const PROTOCOLS: [(&str, usize); 2] = [("json", 1), ("rest-json", 2)];

/// A service, and operations of it that can be generated.
pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) operations: Vec<String>,
    model: String,
    rules: Option<String>,
}

/// Picks services of a botocore.
pub(crate) fn services(sdist: &Path, seed: u64, size: &Size) -> Vec<Service> {
    let catalog = Catalog::open(sdist).unwrap_or_else(|error| panic!("{error}"));
    let mut rng = Rng::with_seed(seed);
    let mut names: Vec<&str> = catalog.services().collect();
    names.sort_unstable();
    rng.shuffle(&mut names);
    let mut wanted = PROTOCOLS.map(|(protocol, times)| (protocol, times * size.services));
    let mut chosen = Vec::new();
    for name in names {
        if wanted.iter().all(|(_, left)| *left == 0) {
            break;
        }
        let read = |kind| {
            let document = catalog.read(name, kind);
            let document = document.unwrap_or_else(|error| panic!("{error}"));
            document.map(|it| it.text)
        };
        let Some(model) = read(Kind::Service) else {
            continue;
        };
        let json: Value = serde_json::from_str(&model).expect("JSON");
        let Some((_, left)) = wanted
            .iter_mut()
            .find(|(protocol, left)| *left > 0 && protocol_of(&json) == *protocol)
        else {
            continue;
        };
        let mut operations: Vec<String> = json["operations"]
            .as_object()
            .expect("operations")
            .keys()
            .cloned()
            .collect();
        rng.shuffle(&mut operations);
        let mut service = Service {
            name: name.to_owned(),
            module: name.replace(['-', '.'], "_"),
            operations: Vec::new(),
            model,
            rules: read(Kind::EndpointRules),
        };
        pick(&mut service, operations, size.operations);
        if !service.operations.is_empty() {
            *left -= 1;
            chosen.push(service);
        }
    }
    chosen
}

/// The protocol that botocore picks, of those that matter here.
fn protocol_of(model: &Value) -> &str {
    let metadata = &model["metadata"];
    let mut protocols = metadata["protocols"].as_array().into_iter().flatten();
    let json = protocols.find(|it| *it == "json");
    let protocol = json.unwrap_or(&metadata["protocol"]);
    protocol.as_str().expect("a protocol")
}

/// Takes operations that can be generated.
fn pick(service: &mut Service, operations: Vec<String>, most: usize) {
    for operation in operations {
        if service.operations.len() == most {
            return;
        }
        service.operations.push(operation);
        let manifest = manifest(std::slice::from_ref(service));
        if botosmith::plan(&manifest, &manifest.crates[0]).is_err() {
            service.operations.pop();
        }
    }
}

/// Writes the models below `target/driver/random`; the manifest picks the operations that are called.
pub(crate) fn manifest(services: &[Service]) -> Manifest {
    let folder = driver::project::repository().join("target/driver/random/models");
    let mut manifest = "[[crate]]\nname = \"clients\"\npath = \"../clients\"\n".to_owned();
    for service in services {
        let folder = folder.join(&service.name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("service-2.json"), &service.model).expect("a file");
        if let Some(rules) = &service.rules {
            fs::write(folder.join("endpoint-rule-set-1.json"), rules).expect("a file");
        }
        manifest += &format!(
            "\n[[crate.service]]\nmodule = {:?}\nmodel = {:?}\noperations = {:?}\n",
            service.module, service.name, service.operations
        );
    }
    let manifest = Manifest::parse(&folder.join("manifest.toml"), &manifest);
    manifest.unwrap_or_else(|error| panic!("{error}"))
}
