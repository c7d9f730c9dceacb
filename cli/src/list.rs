//! `botosmith list`

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use botosmith::Result;
use botosmith::import::{is_supported, service_of, survey};
use botosmith::manifest::Manifest;
use botosmith::shown::{counted, line};
use botosmith::source::{Catalog, Depth, Outline, names_of};
use serde::Serialize;

use crate::out;
use crate::releases;
use crate::session::{ErrorFormat, Format, Session};

/// Show services and their operations, and which of them the manifest has.
///
/// A service has any name that it goes by: its folder in botocore, its name in AWS's SDKs, its
/// published crate, its full name, or its endpoint prefix. Its operations are listed, those of the
/// manifest with a mark (*), those that cannot be generated with the reason. Any other word
/// searches the names of all services.
///
///     botosmith list                # all services
///     botosmith list queue          # services with this word in a name
///     botosmith list eventbridge    # one service
///     botosmith list --chosen       # those of the manifest
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// A service, by any of its names, or a word to search for in names
    #[arg(value_name = "SERVICE|WORD")]
    service: Option<String>,
    /// A version of botocore, a wheel or sdist, or a folder with models [default: the release of
    /// the manifest's models, or the newest one]
    #[arg(long, value_name = "SOURCE|VERSION")]
    from: Option<PathBuf>,
    /// Show only what the manifest has
    #[arg(long)]
    chosen: bool,
    /// Show only what cannot be generated: services by their protocols, or operations of one
    /// service
    #[arg(long)]
    unsupported: bool,
    /// Format of the list
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Arguments {
    pub(crate) fn error_format(&self) -> ErrorFormat {
        self.format.of_errors()
    }

    /// Returns `true` for a service that the filters leave.
    fn lists(&self, service: &Service) -> bool {
        (!self.chosen || service.chosen > 0) && (!self.unsupported || !service.supported)
    }
}

/// A list of services.
#[derive(Serialize)]
struct Services {
    source: String,
    services: Vec<Service>,
}

#[derive(Serialize)]
struct Service {
    name: String,
    service_id: String,
    title: String,
    #[serde(rename = "crate")]
    published: String,
    names: Vec<String>,
    protocol: Option<&'static str>,
    supported: bool,
    api_version: String,
    operations: usize,
    chosen: usize,
}

/// One service with its operations.
#[derive(Serialize)]
struct Details {
    source: String,
    service: Service,
    /// Reason why nothing can be generated.
    refused: Option<String>,
    operations: Vec<Operation>,
}

#[derive(Serialize)]
struct Operation {
    name: String,
    chosen: bool,
    refused: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, session: &Session) -> Result<ExitCode> {
    let manifest = match session.manifest_if_any() {
        Some(file) => Some(Manifest::open(&file)?),
        None => None,
    };
    let catalog = match &arguments.from {
        Some(from) => releases::open(from, session)?,
        None => releases::open_recorded(manifest.as_ref(), session)?,
    };
    let chosen = Chosen::new(manifest.as_ref(), &catalog);
    let services = || services(&catalog, &chosen);
    let mut services = match &arguments.service {
        None => services(),
        Some(name) => match catalog.find(name) {
            Ok(service) => {
                let details = details(&catalog, &service, &chosen, arguments)?;
                let text = || details_text(&details);
                print(session, arguments.format, &details, text);
                return Ok(ExitCode::SUCCESS);
            }
            // It may be a word to search for.
            Err(error) => {
                let mut found = services();
                found.retain(|it| it.has_word(name));
                if found.is_empty() {
                    return Err(error);
                }
                found
            }
        },
    };
    services.retain(|it| arguments.lists(it));
    let source = catalog.name();
    let list = Services { source, services };
    let text = || services_text(&list.services);
    print(session, arguments.format, &list, text);
    Ok(ExitCode::SUCCESS)
}

fn print(session: &Session, format: Format, list: &impl Serialize, text: impl Fn() -> String) {
    match format {
        Format::Text => session.print(&text()),
        Format::Json => {
            let json = serde_json::to_string(list);
            out::line(&json.expect("names and numbers are JSON"));
        }
    }
}

/// Operations that the manifest has, by the service's folder in botocore.
struct Chosen(BTreeMap<String, BTreeSet<String>>);

impl Chosen {
    fn new(manifest: Option<&Manifest>, catalog: &Catalog) -> Self {
        let mut chosen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let Some(manifest) = manifest else {
            return Self(chosen);
        };
        for entry in manifest.crates.iter().flat_map(|it| &it.services) {
            let Some(service) = service_of(manifest, entry, catalog) else {
                continue;
            };
            let all = catalog.outline(&service, Depth::Operations).operations;
            let names = all.into_iter().filter(|it| entry.chooses(it));
            chosen.entry(service).or_default().extend(names);
        }
        Self(chosen)
    }

    fn has(&self, service: &str, operation: &str) -> bool {
        self.0.get(service).is_some_and(|it| it.contains(operation))
    }

    fn count(&self, service: &str) -> usize {
        self.0.get(service).map_or(0, BTreeSet::len)
    }
}

impl Service {
    fn new(outline: &Outline, chosen: &Chosen) -> Self {
        Self {
            name: line(&outline.folder),
            service_id: line(&outline.service_id),
            title: line(&outline.title),
            published: outline.published_crate(),
            names: names_of(outline).iter().map(|it| line(it)).collect(),
            protocol: outline.protocol.map(|it| it.name()),
            supported: is_supported(outline),
            api_version: line(&outline.api_version),
            operations: outline.operations.len(),
            chosen: chosen.count(&outline.folder),
        }
    }

    fn has_word(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.names
            .iter()
            .any(|it| it.to_lowercase().contains(&word))
    }
}

/// Lists all services.
fn services(catalog: &Catalog, chosen: &Chosen) -> Vec<Service> {
    let outlines = catalog.outlines(Depth::Operations);
    let services = outlines.iter().map(|it| Service::new(it, chosen));
    services.collect()
}

/// Describes a service with the operations that the filters leave.
fn details(
    catalog: &Catalog,
    service: &str,
    chosen: &Chosen,
    arguments: &Arguments,
) -> Result<Details> {
    let survey = survey(catalog, service)?;
    let refused: BTreeMap<&str, &str> = survey
        .refused_operations
        .iter()
        .map(|(name, error)| (name.as_str(), error.what()))
        .collect();
    let operations = survey.outline.operations.iter().map(|name| Operation {
        name: line(name),
        chosen: chosen.has(service, name),
        refused: refused.get(name.as_str()).map(|&it| it.to_owned()),
    });
    let operations = operations
        .filter(|it| !arguments.chosen || it.chosen)
        .filter(|it| !arguments.unsupported || it.refused.is_some());
    Ok(Details {
        source: catalog.name(),
        service: Service::new(&survey.outline, chosen),
        operations: operations.collect(),
        refused: survey.refused.map(|it| it.what().to_owned()),
    })
}

fn services_text(services: &[Service]) -> String {
    if services.is_empty() {
        return "no services\n".to_owned();
    }
    let heads = ["SERVICE", "ID", "CRATE", "PROTOCOL", "OPERATIONS", "CHOSEN"];
    let mut rows = vec![heads.map(str::to_owned)];
    rows.extend(services.iter().map(|it| {
        let protocol = it.protocol.unwrap_or("unknown");
        let mark = if it.supported { "" } else { " (not supported)" };
        let chosen = if it.chosen == 0 {
            "-".to_owned()
        } else {
            it.chosen.to_string()
        };
        [
            it.name.clone(),
            it.service_id.clone(),
            it.published.clone(),
            format!("{protocol}{mark}"),
            it.operations.to_string(),
            chosen,
        ]
    }));
    columns(&rows)
}

fn details_text(it: &Details) -> String {
    let service = &it.service;
    let protocol = service.protocol.unwrap_or("unknown");
    let mut text = format!("{} ({})\n", service.name, service.title);
    for (what, value) in [
        ("names", service.names.join(", ")),
        ("crate", service.published.clone()),
        ("protocol", protocol.to_owned()),
        ("API version", service.api_version.clone()),
        ("source", it.source.clone()),
    ] {
        text += &format!("  {what:12} {value}\n");
    }
    if let Some(reason) = &it.refused {
        let crate_ = &service.published;
        text += &format!(
            "  cannot be made: {reason}; use the published crate {crate_}: both take the same \
             `aws_config`\n"
        );
    }
    text += &count(it);
    for operation in &it.operations {
        let mark = if operation.chosen { '*' } else { ' ' };
        text += &format!("{mark} {}", operation.name);
        if let Some(reason) = &operation.refused {
            text += &format!("  (cannot be made: {reason})");
        }
        text.push('\n');
    }
    text
}

/// Counts the operations that are listed, of all if filters left some out.
fn count(it: &Details) -> String {
    let all = counted(it.service.operations, "operation");
    let listed = it.operations.len();
    let chosen = it.operations.iter().filter(|it| it.chosen).count();
    let of = if listed == it.service.operations {
        String::new()
    } else {
        format!("{listed} of ")
    };
    let end = if listed == 0 { "" } else { ":" };
    format!("{of}{all}, {chosen} chosen (*){end}\n")
}

/// Formats rows in columns, two spaces apart.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|it| it[column].chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|it| width(it).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text
}
