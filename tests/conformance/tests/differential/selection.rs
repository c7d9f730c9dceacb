//! Picks the services and operations that are called.

use std::path::{Path, PathBuf};

use botosmith::source::Catalog;
use conformance::project::{SelectedService, repository, write_models};
use fastrand::Rng;
use serde_json::Value;

/// Number of services and operations that are called.
pub(crate) struct Size {
    /// Services of each protocol.
    pub(crate) services: usize,
    /// Operations of each service, at most.
    pub(crate) operations: usize,
}

/// Protocols, with a factor for the number of their services.
const PROTOCOLS: [(&str, usize); 2] = [("json", 1), ("rest-json", 2)];

/// Picks services of a botocore, and operations of them that can be generated.
pub(crate) fn services(sdist: &Path, seed: u64, size: &Size) -> Vec<SelectedService> {
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
        let Some(mut service) = SelectedService::from_catalog(&catalog, name) else {
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

/// The protocol that botocore picks, if it is JSON.
fn protocol_of(model: &Value) -> &str {
    let metadata = &model["metadata"];
    let mut protocols = metadata["protocols"].as_array().into_iter().flatten();
    let json = protocols.find(|it| *it == "json");
    let protocol = json.unwrap_or(&metadata["protocol"]);
    protocol.as_str().expect("a protocol")
}

/// Selects operations that can be generated.
fn pick(service: &mut SelectedService, operations: Vec<String>, most: usize) {
    for operation in operations {
        if service.operations.len() == most {
            return;
        }
        service.operations.push(operation);
        let manifest = write_models("differential", [&*service]);
        if botosmith::plan(&manifest, &manifest.crates[0]).is_err() {
            service.operations.pop();
        }
    }
}

/// All operations whose body is not signed.
const UNSIGNED: [(&str, &str); 5] = [
    ("ebs", "PutSnapshotBlock"),
    ("lex-runtime", "PostContent"),
    ("lexv2-runtime", "RecognizeUtterance"),
    ("mediastore-data", "PutObject"),
    ("omics", "UploadReadSetPart"),
];

/// Adds the operations whose bodies are not signed, which are too few to be picked by chance.
pub(crate) fn add_unsigned(services: &mut Vec<SelectedService>, sdist: &Path) {
    let catalog = Catalog::open(sdist).unwrap_or_else(|error| panic!("{error}"));
    for (name, operation) in UNSIGNED {
        let index = services.iter().position(|it| it.name == name);
        let index = index.unwrap_or_else(|| {
            services.extend(SelectedService::from_catalog(&catalog, name));
            services.len() - 1
        });
        let operations = &mut services[index].operations;
        if !operations.iter().any(|it| it == operation) {
            operations.push(operation.to_owned());
        }
    }
}

/// Folder with models of this repository that botocore can load, too. They have traits that none of
/// botocore's models with a supported protocol has.
pub(crate) fn own_models() -> PathBuf {
    repository().join("tests/models/differential")
}

/// Operations that botocore customizes by code, and generated clients by a table. (Random values
/// are no URLs, as another one needs.)
const CUSTOMIZED: [(&str, &[&str]); 4] = [
    ("apigateway", &["CreateRestApi", "GetExport", "GetRestApis"]),
    ("cloudsearchdomain", &["Search", "Suggest"]),
    (
        "glacier",
        &[
            "CreateVault",
            "GetJobOutput",
            "UploadArchive",
            "UploadMultipartPart",
        ],
    ),
    ("sso-oidc", &["CreateToken", "RegisterClient"]),
];

/// Adds the services with such operations, unless the seed has picked them.
pub(crate) fn add_customized(sdist: &Path, services: &mut Vec<SelectedService>) {
    let catalog = Catalog::open(sdist).unwrap_or_else(|error| panic!("{error}"));
    for (name, operations) in CUSTOMIZED {
        if services.iter().all(|it| it.name != name) {
            let mut service = SelectedService::from_catalog(&catalog, name).expect("a model");
            service.operations = operations.iter().map(|it| (*it).to_owned()).collect();
            services.push(service);
        }
    }
}

/// A service of [`own_models`], with all its operations.
pub(crate) fn own_service(name: &str) -> SelectedService {
    let catalog = Catalog::open(&own_models()).unwrap_or_else(|error| panic!("{error}"));
    let mut service = SelectedService::from_catalog(&catalog, name).expect("a model");
    let model: Value = serde_json::from_str(&service.model).expect("JSON");
    let operations = model["operations"].as_object().expect("operations");
    service.operations = operations.keys().cloned().collect();
    service
}
