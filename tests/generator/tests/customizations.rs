//! Compares the table of customizations with all services of a release of botocore, and with the
//! functions by which botocore customizes them.

use std::collections::BTreeSet;
use std::io::Read;

use botosmith::model::{self, Service, Source};
use botosmith::plan::customizations::{Kind, Row, Trigger, rows};
use botosmith::source::{Catalog, Kind as File};
use generator_tests::botocore::published;

/// Reads the models of a release.
fn services(release: &str) -> Option<Vec<Service>> {
    let catalog = Catalog::open(&published(release)?).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<&str> = catalog.services().collect();
    let services = names.into_iter().filter_map(|name| {
        let document = catalog.read(name, File::Service);
        let document = document.unwrap_or_else(|error| panic!("{error}"))?;
        let source = Source::new(&document.place, document.text);
        Some(model::parse(source, None).unwrap_or_else(|error| panic!("{error}")))
    });
    Some(services.collect())
}

/// Names of the operations that a row is about, with those of their services.
fn concerned(row: &Row, services: &[Service]) -> BTreeSet<(String, String)> {
    let of_service = |service: &Service| {
        let operations = service.operations.iter();
        let operations = operations.filter(|(name, it)| row.concerns(service, name, it));
        let id = service.metadata.sdk_id().to_owned();
        let named = operations.map(|(name, _)| (id.clone(), name.to_string()));
        named.collect::<Vec<_>>()
    };
    services.iter().flat_map(of_service).collect()
}

/// Checks a row against the models; the text says what is wrong.
fn complaint(row: &Row, services: &[Service]) -> Option<String> {
    let found = concerned(row, services);
    if found.is_empty() {
        return Some(format!("no operation needs {row:?}"));
    }
    let Trigger::Operations { service, names } = &row.on else {
        return None;
    };
    let model = services.iter().find(|it| it.metadata.sdk_id() == service)?;
    names.iter().find_map(|name| {
        let Some(operation) = model.operations.get(name.as_str()) else {
            return Some(format!("{service} has no {name}: {row:?}"));
        };
        let member = row.does.member()?;
        let input = operation.input.as_ref().map(|it| model.shape(&it.shape));
        let input = input.and_then(|it| it.as_structure());
        let has = input.is_some_and(|it| it.members.contains_key(member));
        (!has).then(|| format!("{name} of {service} has no {member}: {row:?}"))
    })
}

#[test]
fn every_row_is_about_an_operation_of_the_release() {
    let Some(services) = services("botocore-1.44.5.tar.gz") else {
        return;
    };
    let complaints = rows().iter().filter_map(|row| complaint(row, &services));
    let complaints: Vec<String> = complaints.collect();
    assert_eq!(complaints, [""; 0]);
    // Such rows would be noticed.
    let without = |id: &str| {
        let services = services.iter().filter(|it| it.metadata.sdk_id() != id);
        services.cloned().collect::<Vec<_>>()
    };
    let glacier = without("Glacier");
    let missing = rows()
        .iter()
        .filter(|row| complaint(row, &glacier).is_some());
    assert_eq!(missing.count(), 3);
}

/// Operations of supported protocols are planned with what the table has for them.
#[test]
fn no_row_is_refused_by_the_plan_of_its_operations() {
    let Some(services) = services("botocore-1.44.5.tar.gz") else {
        return;
    };
    for row in rows() {
        if matches!(
            row.does,
            Kind::Unsupported { .. } | Kind::RetryDefaults { .. }
        ) {
            continue;
        }
        let mut planned = 0;
        for (service, operation) in concerned(row, &services) {
            let model = services.iter().find(|it| it.metadata.sdk_id() == service);
            let mut model = model.expect("it was found there").clone();
            let name = operation.clone();
            let whole = model.clone();
            model::slice(&mut model, |it| it.as_str() == name);
            let chosen = botosmith::plan::Chosen {
                naming: naming(&whole),
                folder: std::path::PathBuf::new(),
                model,
            };
            let module = botosmith::names::case::service_module("x").expect("a name");
            match botosmith::plan::service(&module, &chosen) {
                Ok(plan) => {
                    let found = &plan.operations[0].customizations;
                    assert!(!found.is_empty(), "{service} {operation}: {row:?}");
                    planned += 1;
                }
                // Event streams, for example.
                Err(error) => {
                    let text = error.to_string();
                    assert!(text.contains("is not supported yet"), "{text}");
                }
            }
        }
        assert!(planned > 0, "nothing can be generated of {row:?}");
    }
}

fn naming(model: &Service) -> botosmith::plan::Naming {
    let (lock, published) = Default::default();
    let naming = botosmith::plan::naming::naming(model, &lock, &published);
    naming.unwrap_or_else(|error| panic!("{error}"))
}

/// The events of calls for which botocore has handlers. If a release has another one, decide what
/// becomes of it, in the table or in docs/design/customizations.md.
#[test]
fn botocore_customizes_nothing_else() {
    let Some(release) = published("botocore-1.44.5.tar.gz") else {
        return;
    };
    let file = std::fs::File::open(release).expect("the sdist");
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut entries = archive.entries().expect("a tar");
    let handlers = entries.find_map(|entry| {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").display().to_string();
        let mut text = String::new();
        path.ends_with("/botocore/handlers.py").then(|| {
            entry.read_to_string(&mut text).expect("a text");
            text
        })
    });
    let handlers = handlers.expect("its handlers");
    let (_, table) = handlers
        .split_once("\nBUILTIN_HANDLERS = [")
        .expect("the table");
    let (table, _) = table.split_once("\n]").expect("its end");
    const OF_CALLS: [&str; 6] = [
        "after-call",
        "before-",
        "choose-",
        "creating-client-class",
        "needs-retry",
        "request-created",
    ];
    // `('before-call.glacier', add_glacier_version),`
    let parts: Vec<&str> = table.split('\'').skip(1).collect();
    let pairs = parts.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let of_calls = pairs.filter(|(event, _)| OF_CALLS.iter().any(|start| event.starts_with(start)));
    let events: BTreeSet<String> = of_calls
        .map(|(event, rest)| {
            let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
            format!("{event}: {}", &rest[..end.unwrap_or(rest.len())])
        })
        .collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let events = Vec::from_iter(events).join("\n");
    settings.bind(|| insta::assert_snapshot!("botocore_events_of_calls", events));
}
