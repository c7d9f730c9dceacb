//! Reads the cases that have calls, and the services that they call.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use botosmith::source::Catalog;
use conformance::project::SelectedService;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

use crate::as_json;

/// A service with cases that have calls.
pub(crate) struct Service {
    /// The operations that are called.
    pub(crate) selected: SelectedService,
    /// The signing name of requests for which the rules have none.
    pub(crate) signing_name: String,
    /// Auth schemes of the service, by their names in endpoint rules.
    pub(crate) schemes: Vec<String>,
    pub(crate) cases: Vec<Case>,
}

/// A call, with the endpoint or the error that is expected.
pub(crate) struct Case {
    pub(crate) documentation: String,
    pub(crate) operation: String,
    pub(crate) params: Value,
    pub(crate) built_ins: Map<String, Value>,
    pub(crate) expect: Value,
}

/// The services of an sdist whose cases have calls, by their names.
pub(crate) fn services(sdist: &Path) -> BTreeMap<String, Service> {
    let catalog = Catalog::open(sdist).unwrap_or_else(|error| panic!("{error}"));
    let mut services = BTreeMap::new();
    let file = File::open(sdist).expect("the sdist");
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    for entry in archive.entries().expect("a tar") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        if let [
            "tests",
            "functional",
            "endpoint-rules",
            name,
            "endpoint-tests-1.json",
        ] = *parts.as_slice()
        {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            let cases = cases(&text);
            if !cases.is_empty() {
                services.insert(name.to_owned(), service(&catalog, name, cases));
            }
        }
    }
    services
}

fn service(catalog: &Catalog, name: &str, cases: Vec<Case>) -> Service {
    let mut selected = SelectedService::from_catalog(catalog, name).expect("a model");
    let operations: BTreeSet<&String> = cases.iter().map(|it| &it.operation).collect();
    selected.operations = operations.into_iter().cloned().collect();
    let mut model: Value = serde_json::from_str(&selected.model).expect("JSON");
    if model["metadata"]["protocol"] != "json" && model["metadata"]["protocol"] != "rest-json" {
        as_json::convert(&mut model, &selected.operations);
        selected.model = model.to_string();
    }
    let text = |key: &str| model["metadata"][key].as_str();
    let signing_name = text("signingName").or(text("endpointPrefix"));
    let schemes = model["metadata"]["auth"].as_array();
    let schemes = schemes.into_iter().flatten().filter_map(Value::as_str);
    let schemes = schemes.filter_map(|it| it.strip_prefix("aws.auth#"));
    Service {
        schemes: schemes.map(str::to_owned).collect(),
        signing_name: signing_name.expect("a name").to_owned(),
        selected,
        cases,
    }
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
