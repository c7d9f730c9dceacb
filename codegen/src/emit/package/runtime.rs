//! Copies the hand-written runtime into generated crates: all of it that their services need.

use std::collections::BTreeMap;

use crate::emit::components::{RuntimeFile, rows, runtime};
use crate::emit::tokens::file::File;
use crate::emit::tokens::fragments::service_folder;
use crate::plan::ir::{Crate, Service};

/// Files of `support` that every crate has, with the attribute of their module.
const SHARED: [(RuntimeFile, &str); 19] = [
    (runtime!("support", "body"), ""),
    (runtime!("support", "client"), ""),
    (runtime!("support", "codec"), ""),
    (runtime!("support", "endpoint_url"), ""),
    (runtime!("support", "error"), ""),
    (runtime!("support", "idempotency"), ""),
    (runtime!("support", "interceptors"), ""),
    (runtime!("support", "json"), ""),
    (runtime!("support", "json/reader"), ""),
    (runtime!("support", "json/reader/recovery"), ""),
    (runtime!("support", "json/writer"), ""),
    (runtime!("support", "json_error"), ""),
    (runtime!("support", "members"), ""),
    (runtime!("support", "span"), ""),
    (runtime!("support", "telemetry"), ""),
    (
        runtime!("support", "test_util"),
        "#[cfg(feature = \"test-util\")]\n",
    ),
    (runtime!("support", "timestamp"), ""),
    (runtime!("support", "url"), ""),
    (runtime!("support", "user_agent"), ""),
];

/// Files that every service has, whose `Config` is a type of its own.
const PER_SERVICE: [RuntimeFile; 12] = [
    runtime!("service", "client"),
    runtime!("service", "client/customize"),
    runtime!("service", "config"),
    runtime!("service", "config/auth"),
    runtime!("service", "config/builder"),
    runtime!("service", "config/endpoint"),
    runtime!("service", "config/http"),
    runtime!("service", "config/interceptors"),
    runtime!("service", "config/retry"),
    runtime!("service", "config/timeout"),
    runtime!("service", "error"),
    runtime!("service", "primitives"),
];

/// Head of `src/support.rs`, which lists the modules.
const ROOT: &str =
    "//! Hand-written modules that the services share. They are not part of the public API.\n\n";

/// The files of `support`.
pub(in crate::emit) fn shared_files(crate_: &Crate) -> Vec<File<'_>> {
    let of_components = rows(&crate_.components).flat_map(|row| {
        let attribute = row.feature.map_or("", |feature| feature.attribute);
        row.support.iter().map(move |file| (*file, attribute))
    });
    let copied = SHARED.into_iter().chain(of_components);
    let mut files = Vec::new();
    // By name: modules, with their attributes.
    let mut modules = BTreeMap::new();
    for ((name, content), attribute) in copied {
        files.push(File::text(format!("src/support/{name}.rs"), content));
        // Files in folders are modules of their parents.
        if !name.contains('/') {
            modules.insert(name, attribute);
        }
    }
    for (name, emit) in rows(&crate_.components).filter_map(|row| row.emitted) {
        files.push(emit(crate_));
        modules.insert(name, "");
    }
    let modules = modules.iter();
    let modules = modules.map(|(name, attribute)| format!("{attribute}pub(crate) mod {name};\n"));
    let root = ROOT.to_owned() + &Vec::from_iter(modules).concat();
    files.push(File::text("src/support.rs", root));
    files
}

/// The files that are copied for a service.
pub(in crate::emit) fn service_files(service: &Service) -> Vec<File<'static>> {
    let folder = service_folder(service);
    let settings = rows(&service.components).filter_map(|row| row.settings);
    PER_SERVICE
        .into_iter()
        .chain(settings)
        .map(|(name, content)| {
            let content = with_parts(service, content);
            File::text(format!("{folder}/{name}.rs"), content)
        })
        .collect()
}

/// First line of a paragraph that only services with a component have.
const PART: &str = "// Part: ";

/// Removes the paragraphs of components that a service does not have.
fn with_parts(service: &Service, text: &str) -> String {
    let has_part = |part: &str| rows(&service.components).any(|row| row.part == Some(part));
    let paragraphs = text.split("\n\n").filter_map(|paragraph| {
        let Some(marked) = paragraph.strip_prefix(PART) else {
            return Some(paragraph);
        };
        let (part, paragraph) = marked.split_once(".\n")?;
        has_part(part).then_some(paragraph)
    });
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
