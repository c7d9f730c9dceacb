//! Models in memory, edits of them, and comparisons of two.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use botosmith::changes::{Change, Comparison, Options};
use botosmith::model::Source;
use botosmith::source::Catalog;
use serde_json::{Map, Value};

/// An edit of a model: the path of a value, and its new JSON; an empty text removes the value.
///
/// Slashes separate keys. A path in a companion begins with the first letters of its file's name:
/// `waiters:waiters/Ready`. The content of `names.lock` is one text.
pub(crate) type Edit = (&'static str, &'static str);

/// File of the model.
pub(crate) const MODEL: &str = "service-2.json";

/// Folder of the service in a source.
const FOLDER: &str = "tiny/2024-01-01";

const NAMES: &str = "names.lock";

/// Other files of a service.
pub(crate) const COMPANIONS: [&str; 5] = [
    "paginators-1.json",
    "waiters-2.json",
    "endpoint-rule-set-1.json",
    "docs-2.json",
    NAMES,
];

/// The files of a service; without files there is no such service.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State(pub(crate) BTreeMap<&'static str, Value>);

impl State {
    /// Creates a service with a model only.
    pub(crate) fn new(model: &str) -> Self {
        Self([(MODEL, parse(model))].into())
    }

    /// Adds a companion.
    pub(crate) fn with(mut self, file: &'static str, text: &str) -> Self {
        self.0.insert(file, parse(text));
        self
    }

    /// True if the model can be loaded.
    pub(crate) fn is_valid(&self) -> bool {
        let source = |file| {
            let text = self.0.get(file).map(Value::to_string);
            text.map(|text| Source::new(Path::new(file), text))
        };
        let docs = source("docs-2.json");
        source(MODEL).is_none_or(|model| botosmith::model::parse(model, docs.as_ref()).is_ok())
    }

    /// A copy with some values changed.
    pub(crate) fn edited(&self, edits: &[Edit]) -> Self {
        let mut state = self.clone();
        for (path, json) in edits {
            state.edit(path, json);
        }
        state
    }

    fn edit(&mut self, path: &str, json: &str) {
        let companion = path.split_once(':').map(|(start, path)| {
            let file = COMPANIONS.into_iter().find(|it| it.starts_with(start));
            (file.expect("a companion"), path)
        });
        let (file, path) = companion.unwrap_or((MODEL, path));
        let value = match (file, json) {
            (_, "") => None,
            (NAMES, text) => Some(Value::String(text.to_owned())),
            (_, json) => Some(parse(json)),
        };
        if path.is_empty() {
            match value {
                Some(value) => self.0.insert(file, value),
                None => self.0.remove(file),
            };
            return;
        }
        let (owner, key) = path.rsplit_once('/').unwrap_or(("", path));
        let empty = || Value::Object(Map::new());
        let mut current = self.0.entry(file).or_insert_with(empty);
        for key in owner.split('/').filter(|it| !it.is_empty()) {
            let object = current.as_object_mut().expect("an object");
            current = object.entry(key).or_insert_with(empty);
        }
        let object = current.as_object_mut().expect("an object");
        match value {
            Some(value) => object.insert(key.to_owned(), value),
            None => Some(object.shift_remove(key).expect("the value to be removed")),
        };
    }

    /// Writes the files into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        fs::create_dir_all(folder).expect("a folder");
        for (file, value) in &self.0 {
            let text = match value {
                Value::String(text) => text.clone(),
                value => format!("{value:#}\n"),
            };
            let path = folder.join(file);
            // Unchanged files keep their modification times.
            if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
                fs::write(path, text).expect("a file");
            }
        }
    }

    /// Writes a source with this service as `tiny`, and another one, since a source needs a
    /// service.
    fn catalog(&self, folder: &Path) -> Catalog {
        self.write(&folder.join(FOLDER));
        let other = r#"{"version": "2.0", "metadata": {"apiVersion": "2024-01-01", "endpointPrefix": "other",
            "protocol": "query", "serviceFullName": "Other"}, "operations": {}, "shapes": {}}"#;
        State::new(other).write(&folder.join("other/2024-01-01"));
        Catalog::open(folder).expect("a source")
    }
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// Compares two states.
pub(crate) fn compare(old: &State, new: &State) -> botosmith::Result<Comparison> {
    StatePair::new(old, new).forward()
}

/// Two states on disk.
pub(crate) struct StatePair {
    folders: [tempfile::TempDir; 2],
    catalogs: [Catalog; 2],
}

impl StatePair {
    pub(crate) fn new(old: &State, new: &State) -> Self {
        let folders = [old, new].map(|_| tempfile::tempdir().expect("a folder"));
        let catalogs = [(old, &folders[0]), (new, &folders[1])];
        Self {
            catalogs: catalogs.map(|(state, folder)| state.catalog(folder.path())),
            folders,
        }
    }

    /// Compares the old state with the new one.
    pub(crate) fn forward(&self) -> botosmith::Result<Comparison> {
        let [old, new] = &self.catalogs;
        botosmith::changes::compare(old, new, &Options::default())
    }

    /// Compares the new state with the old one.
    pub(crate) fn backward(&self) -> botosmith::Result<Comparison> {
        let [old, new] = &self.catalogs;
        botosmith::changes::compare(new, old, &Options::default())
    }

    /// Replaces a file of the new state, which has to be there.
    pub(crate) fn put(&self, file: &'static str, value: &Value) {
        State([(file, value.clone())].into()).write(&self.folders[1].path().join(FOLDER));
    }
}

/// A change in one line, without its classes.
pub(crate) fn line(change: &Change) -> String {
    let (side, place) = (change.scope.word(), change.path_text());
    let value = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
    let (old, new) = (value(&change.old), value(&change.new));
    format!(
        "{side} {place}: {:?} {} {old} {new} +{}",
        change.kind, change.subject, change.elsewhere
    )
}
