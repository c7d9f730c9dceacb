//! Makes models of the suites, and calls of their cases.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use botosmith::Manifest;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

/// The files of the protocols.
const FILES: [&str; 4] = ["json", "json_1_0", "json_1_0-query-compatible", "rest-json"];

/// A case: a call, with the request or the response that is expected.
pub(crate) struct Case {
    /// `direction/file/id`
    pub(crate) name: String,
    /// The module of the service.
    pub(crate) module: String,
    /// The operation that is called.
    pub(crate) operation: String,
    /// The client's endpoint URL.
    pub(crate) endpoint: Option<String>,
    /// The form of blobs in parameters and results: `text` or `base64`.
    pub(crate) blobs: &'static str,
    /// The case as the suite has it.
    pub(crate) json: Value,
}

/// All cases, with a manifest of the services that they call.
pub(crate) struct Cases {
    pub(crate) cases: Vec<Case>,
    pub(crate) manifest: Manifest,
}

impl Case {
    /// The call in the form that the test program reads.
    pub(crate) fn call(&self) -> Value {
        let mut call = json!({
            "service": self.module,
            "operation": self.operation,
            "blobs": self.blobs,
            "params": self.json.get("params").unwrap_or(&json!({})),
            "settings": {"endpoint_url": self.endpoint},
        });
        call["response"] = match self.json.get("response") {
            Some(response) => json!({
                "status": response["status_code"],
                "headers": response["headers"],
                "body": response["body"],
            }),
            None => json!({"body": "{}"}),
        };
        call
    }
}

/// A model that is being assembled from suites.
struct Model {
    module: String,
    metadata: Value,
    operations: Map<String, Value>,
    shapes: Map<String, Value>,
}

impl Model {
    /// Adds the operations and shapes of a suite, unless the model has different ones with the same
    /// names. Returns `true` if they were added.
    fn add(&mut self, metadata: &Value, operations: &Map<String, Value>, shapes: &Value) -> bool {
        let shapes = shapes.as_object().expect("shapes by name");
        let fits = |known: &Map<String, Value>, new: &Map<String, Value>| {
            new.iter()
                .all(|(name, it)| known.get(name).is_none_or(|known| known == it))
        };
        let fits = self.metadata == *metadata
            && fits(&self.operations, operations)
            && fits(&self.shapes, shapes);
        if fits {
            self.operations.extend(operations.clone());
            self.shapes.extend(shapes.clone());
        }
        fits
    }
}

/// Reads the suites from the sdist, and writes the models below `target/conformance/protocols`.
pub(crate) fn cases(sdist: &Path) -> Cases {
    let (mut cases, mut models) = (Vec::new(), Vec::new());
    for direction in ["input", "output"] {
        for file in FILES {
            let path = format!("/tests/unit/protocols/{direction}/{file}.json");
            let suites: Value = serde_json::from_str(&entry(sdist, &path)).expect("JSON");
            let before = models.len();
            for suite in suites.as_array().expect("a list of suites") {
                add(suite, (direction, file), &mut models, before, &mut cases);
            }
        }
    }
    let manifest = write_models(&models);
    Cases { cases, manifest }
}

fn write_models(models: &[Model]) -> Manifest {
    let folder = conformance::project::repository().join("target/conformance/protocols/models");
    let mut manifest = "[[crate]]\nname = \"clients\"\npath = \"../clients\"\n".to_owned();
    for model in models {
        let module = &model.module;
        let text = json!({
            "version": "2.0",
            "metadata": model.metadata,
            "operations": model.operations,
            "shapes": model.shapes,
        });
        let folder = folder.join(module);
        fs::create_dir_all(&folder).expect("a folder");
        let text = serde_json::to_string_pretty(&text).expect("it is JSON");
        fs::write(folder.join("service-2.json"), text).expect("a file");
        manifest += &format!("\n[[crate.service]]\nmodule = {module:?}\nmodel = {module:?}\n");
    }
    let manifest = Manifest::parse(&folder.join("manifest.toml"), &manifest);
    manifest.unwrap_or_else(|error| panic!("{error}"))
}

/// Adds a suite to the first model of its file that has no different definition of one of its
/// names, or else to a new one: some suites define the same names differently.
fn add(
    suite: &Value,
    (direction, file): (&str, &str),
    models: &mut Vec<Model>,
    first: usize,
    cases: &mut Vec<Case>,
) {
    let list = suite["cases"].as_array().expect("a list of cases");
    let operations = operations(list);
    let metadata = metadata(suite);
    let shapes = &suite["shapes"];
    let mut of_file = models[first..].iter_mut();
    let fitting = of_file.find_map(|model| {
        let fits = model.add(&metadata, &operations, shapes);
        fits.then_some(&model.module)
    });
    let module = match fitting {
        Some(module) => module.clone(),
        None => {
            let number = models.len() - first + 1;
            let module = format!("{direction}_{}_{number}", file.replace('-', "_"));
            let mut model = Model {
                module: module.clone(),
                metadata: metadata.clone(),
                operations: Map::new(),
                shapes: Map::new(),
            };
            assert!(
                model.add(&metadata, &operations, shapes),
                "a new model takes every suite"
            );
            models.push(model);
            module
        }
    };
    for case in list {
        let id = case["id"].as_str().expect("an id");
        cases.push(Case {
            name: format!("{direction}/{file}/{id}"),
            module: module.clone(),
            operation: case["given"]["name"].as_str().expect("a name").to_owned(),
            blobs: "text",
            endpoint: suite["clientEndpoint"].as_str().map(str::to_owned),
            json: case.clone(),
        });
    }
}

/// The operations that the cases of a suite call, by name.
fn operations(cases: &[Value]) -> Map<String, Value> {
    let mut operations = Map::new();
    for case in cases {
        let name = case["given"]["name"].as_str().expect("a name");
        let other = operations.insert(name.to_owned(), case["given"].clone());
        assert!(
            other.is_none_or(|other| other == case["given"]),
            "one operation of each name"
        );
    }
    operations
}

/// The metadata of a suite. Some suites leave out keys that do not matter to their cases.
fn metadata(suite: &Value) -> Value {
    let mut metadata = suite["metadata"].clone();
    for key in ["endpointPrefix", "serviceFullName"] {
        if metadata.get(key).is_none() {
            metadata[key] = json!("suite");
        }
    }
    metadata
}

/// The text of a file in a gzipped tar, by the end of its path.
fn entry(archive: &Path, end: &str) -> String {
    let file = File::open(archive).expect("the sdist");
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    for entry in archive.entries().expect("a tar") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").to_string_lossy().into_owned();
        if path.ends_with(end) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            return text;
        }
    }
    panic!("the sdist has no {end}");
}
