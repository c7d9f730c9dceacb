//! Which services and operations are called.

use std::path::{Path, PathBuf};

use botosmith::source::Catalog;
use driver::project::{Chosen, manifest, repository};
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

/// Picks services of a botocore, and operations of them that can be generated.
pub(crate) fn services(sdist: &Path, seed: u64, size: &Size) -> Vec<Chosen> {
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
        let Some(mut service) = Chosen::from_catalog(&catalog, name) else {
            continue;
        };
        let json: Value = serde_json::from_str(&service.model).expect("JSON");
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
fn pick(service: &mut Chosen, operations: Vec<String>, most: usize) {
    for operation in operations {
        if service.operations.len() == most {
            return;
        }
        service.operations.push(operation);
        let manifest = manifest("random", [&*service]);
        if botosmith::plan(&manifest, &manifest.crates[0]).is_err() {
            service.operations.pop();
        }
    }
}

/// Models of this repository that botocore takes too: with what none of its own has whose protocol is supported.
pub(crate) fn judged_models() -> PathBuf {
    repository().join("tests/models/judged")
}

/// One of these, with all its operations.
pub(crate) fn judged(name: &str) -> Chosen {
    let catalog = Catalog::open(&judged_models()).unwrap_or_else(|error| panic!("{error}"));
    let mut service = Chosen::from_catalog(&catalog, name).expect("a model");
    let model: Value = serde_json::from_str(&service.model).expect("JSON");
    let operations = model["operations"].as_object().expect("operations");
    service.operations = operations.keys().cloned().collect();
    service
}
