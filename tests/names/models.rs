//! Models with awkward names: one service for each role of names.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::words::{self, VALUES, WIRE_NAMES};

/// Modules of services, which are also their features.
#[rustfmt::skip]
const MODULES: [&str; 10] = [
    "aws_types", "config", "macro_rules", "operation", "option", "str", "test", "tests", "types",
    "union",
];

/// Writes all models and their manifest; returns its path. `parameters` are the words that can be
/// parameters of endpoints.
pub(crate) fn write(folder: &Path, parameter_words: &[&str]) -> PathBuf {
    let _ = fs::remove_dir_all(folder);
    let mut services = vec![
        ("operations", operations(), None),
        ("structures", types(&structure), None),
        ("unions", types(&union), None),
        ("enums", types(&|_| enumeration(&["A", "B"])), None),
        ("errors", errors(), None),
        ("members", members(), None),
        ("hidden", hidden(), None),
        (
            "parameters",
            parameters(parameter_words),
            Some(rules(parameter_words)),
        ),
    ];
    services.extend(MODULES.map(|module| (module, bare(), None)));
    let mut manifest = "[[crate]]\nname = \"names\"\npath = \"unused\"\nserde = true\n".to_owned();
    for (module, model, rules) in services {
        let service = folder.join(module);
        fs::create_dir_all(&service).expect("a writable folder");
        let write = |file: &str, value: &Value| {
            fs::write(service.join(file), format!("{value:#}")).expect("a writable folder");
        };
        write("service-2.json", &model);
        if let Some(rules) = rules {
            write("endpoint-rule-set-1.json", &rules);
        }
        manifest += &format!("\n[[crate.service]]\nmodule = \"{module}\"\nmodel = \"{module}\"\n");
    }
    let path = folder.join("manifest.toml");
    fs::write(&path, manifest).expect("a writable folder");
    path
}

fn service(operations: Value, shapes: Value) -> Value {
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2015-07-09", "endpointPrefix": "names", "jsonVersion": "1.1",
            "protocol": "json", "serviceFullName": "Names", "serviceId": "Names",
            "signatureVersion": "v4", "targetPrefix": "Names",
        },
        "operations": operations,
        "shapes": shapes,
    })
}

fn operation(name: &str) -> Value {
    json!({
        "name": name,
        "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "Message"},
        "output": {"shape": "Message"},
    })
}

/// Objects by name, in one.
fn named<'a>(names: impl IntoIterator<Item = &'a str>, value: &dyn Fn(&str) -> Value) -> Value {
    let entries = names.into_iter().map(|it| (it.to_owned(), value(it)));
    Value::Object(entries.collect())
}

/// Joins two objects.
fn with(mut object: Value, other: Value) -> Value {
    let (Value::Object(all), Value::Object(other)) = (&mut object, other) else {
        unreachable!("both are objects");
    };
    all.extend(other);
    object
}

/// Members whose types are of all kinds, so that their code names `Option`, `Vec` and so on; for
/// words that cannot hide any of those, one member, since this takes long to compile.
fn members_of(word: &str) -> Value {
    let mut members = json!({"text": {"shape": "xText"}});
    if words::is_type(word) {
        members = json!({
            "text": {"shape": "xText"}, "count": {"shape": "xNumber"}, "list": {"shape": "xTexts"},
            "map": {"shape": "xMap"}, "own": {"shape": word},
        });
    }
    members
}

fn structure(word: &str) -> Value {
    json!({"type": "structure", "required": ["text"], "members": members_of(word)})
}

fn union(word: &str) -> Value {
    json!({"type": "structure", "union": true, "members": members_of(word)})
}

fn enumeration(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

/// Shapes that are no types.
fn plain() -> Value {
    json!({
        "xText": {"type": "string"},
        "xNumber": {"type": "integer"},
        "xTexts": {"type": "list", "member": {"shape": "xText"}},
        "xMap": {"type": "map", "key": {"shape": "xText"}, "value": {"shape": "xText"}},
    })
}

fn bare() -> Value {
    let message = json!({"Message": {"type": "structure", "members": {}}});
    service(json!({"Echo": operation("Echo")}), message)
}

fn operations() -> Value {
    let message =
        json!({"Message": {"type": "structure", "members": {"text": {"shape": "xText"}}}});
    service(named(words::all(), &operation), with(plain(), message))
}

/// A type for each word, and a structure with all of them, in lists and maps as well.
fn types(shape: &dyn Fn(&str) -> Value) -> Value {
    let words = words::of_types();
    let mut members = Map::new();
    let mut shapes = named(words.iter().copied(), shape);
    for (index, word) in words.iter().enumerate() {
        let target = match index % 3 {
            0 => (*word).to_owned(),
            1 => format!("xList{index}"),
            _ => format!("xMap{index}"),
        };
        let item = json!({"shape": word});
        let container = match index % 3 {
            0 => json!({}),
            1 => json!({target.clone(): {"type": "list", "member": item}}),
            _ => json!({target.clone(): {"type": "map", "key": {"shape": "xText"}, "value": item}}),
        };
        shapes = with(shapes, container);
        members.insert(format!("m{index}"), json!({"shape": target}));
    }
    let message = json!({"Message": {"type": "structure", "members": members}});
    service(
        json!({"Echo": operation("Echo")}),
        with(with(shapes, plain()), message),
    )
}

fn errors() -> Value {
    let words = words::all();
    let error = |word: &str| {
        let mut error = structure(word);
        error["exception"] = json!(true);
        error
    };
    let references: Vec<Value> = words.iter().map(|it| json!({"shape": it})).collect();
    let mut fail = operation("Echo");
    fail["errors"] = json!(references);
    let message = json!({"Message": {"type": "structure", "members": {}}});
    let shapes = with(named(words.iter().copied(), &error), message);
    service(json!({"Echo": fail}), with(shapes, plain()))
}

fn members() -> Value {
    let words = words::all();
    let values = [words.as_slice(), VALUES].concat();
    let texts = named(words.iter().copied(), &|_| json!({"shape": "xText"}));
    let message = with(
        texts.clone(),
        json!({
            "xStructure": {"shape": "xStructure"}, "xUnion": {"shape": "xUnion"},
            "xEnum": {"shape": "xEnum"},
        }),
    );
    let shapes = json!({
        "Message": {"type": "structure", "members": message},
        "xStructure": {"type": "structure", "members": texts},
        "xUnion": {"type": "structure", "union": true, "members": texts},
        "xError": {"type": "structure", "exception": true, "members": texts},
        "xEnum": enumeration(&values),
    });
    let mut echo = operation("Echo");
    echo["errors"] = json!([{"shape": "xError"}]);
    service(json!({"Echo": echo}), with(shapes, plain()))
}

/// Characters that nobody sees in source code, and marks of Markdown, wherever they can be.
fn hidden() -> Value {
    let mut members = Map::new();
    for (index, name) in WIRE_NAMES.iter().enumerate() {
        let member = json!({
            "shape": "xText", "locationName": name, "deprecated": true, "deprecatedMessage": name,
        });
        members.insert(format!("m{index}"), member);
    }
    let codes = ["a`b", "``", "[a](b)", "\"", "\\", "*/", "<b>"];
    let code = |index: usize| json!({"type": "structure", "exception": true, "error": {"code": codes[index]}, "members": {}});
    let mut shapes = json!({"Message": {"type": "structure", "members": members}});
    let mut echo = operation("a`b [c] <d> \" \\");
    let mut references = Vec::new();
    for index in 0..codes.len() {
        let name = format!("Error{index}");
        references.push(json!({"shape": name}));
        shapes = with(shapes, json!({name: code(index)}));
    }
    echo["errors"] = json!(references);
    let mut model = service(json!({"Echo": echo}), with(shapes, plain()));
    let metadata = &mut model["metadata"];
    metadata["serviceFullName"] = json!("`[Names]` <b> \" \\ */");
    metadata["targetPrefix"] = json!("\"`[a] \\");
    metadata["serviceId"] = json!("Names \" \\ `");
    model
}

/// The words that can be names in endpoint rules.
pub(crate) fn parameter_words() -> Vec<&'static str> {
    let mut words = words::all();
    words.retain(|word| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    words
}

/// A model whose clients have a setting for each of the words.
pub(crate) fn parameters(words: &[&str]) -> Value {
    let mut model = bare();
    let settings = named(words.iter().copied(), &|_| json!({"type": "string"}));
    model["clientContextParams"] = settings;
    model
}

/// Endpoint rules with a parameter for each of the words.
pub(crate) fn rules(words: &[&str]) -> Value {
    let parameter = |_: &str| json!({"type": "String", "required": false});
    json!({
        "version": "1.0",
        "parameters": named(words.iter().copied(), &parameter),
        "rules": [{"conditions": [], "endpoint": {"url": "https://names.example"}, "type": "endpoint"}],
    })
}
