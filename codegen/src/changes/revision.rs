//! One revision of a service: the files, read and planned.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::error::Result;
use crate::model::{self, Docs, EndpointRules, Raw, Service, Source};
use crate::names::case;
use crate::plan::naming::naming;
use crate::plan::{self, Chosen, Lock, Naming};
use crate::source::{Catalog, Kind};

/// One revision of a service, read and planned.
#[derive(Debug)]
pub struct Revision {
    /// The model's file, if it is one on disk.
    pub file: Option<PathBuf>,
    /// The model, cut to the operations that are compared.
    pub model: Service,
    /// The model's file, cut in the same way.
    pub raw: Raw,
    /// The files beside the model.
    pub companions: HashMap<Kind, Raw>,
    /// Documentation from `docs-2.json`: Markdown.
    pub docs: Docs,
    /// Documentation from the model's file: HTML.
    pub prose: Docs,
    /// Names of the items in Rust.
    pub naming: Naming,
    /// The planned client, or the reason why it cannot be generated.
    pub plan: std::result::Result<plan::Service, String>,
}

impl Revision {
    /// Reads a service. `keep` selects the operations to compare among those that the
    /// catalog chooses; `before` is the revision whose
    /// names were published.
    ///
    /// # Errors
    /// If a file cannot be read or parsed.
    pub fn read(
        catalog: &Catalog,
        service: &str,
        keep: &dyn Fn(&str) -> bool,
        before: Option<&Self>,
    ) -> Result<Option<Self>> {
        let Some(document) = catalog.read(service, Kind::Service)? else {
            return Ok(None);
        };
        let mut raw = Raw::parse(&document.place, &document.text)?;
        let source = Source::new(&document.place, document.text);
        let mut model = model::parse(source, None)?;
        let lock = match catalog.read(service, Kind::Names)? {
            Some(lock) => Lock::parse(&lock.place, &lock.text)?,
            None => Lock::default(),
        };
        let published = before.map_or_else(Naming::default, |it| it.naming.clone());
        let naming = naming(&model, &lock, &published)?;
        model::slice(&mut model, |name| {
            keep(name.as_str()) && catalog.chooses(service, name.as_str())
        });
        let keep = |name: &str| model.operations.contains_key(name);
        raw.cut_service(&keep);
        let docs = match catalog.read(service, Kind::Docs)? {
            Some(it) => Docs::parse(&Source::new(&it.place, it.text))?.kept(&model),
            None => Docs::default(),
        };
        let (companions, bad_rules) = companions(catalog, service, &mut model)?;
        let mut revision = Self::new(service, (model, raw), companions, docs, naming);
        revision.file = catalog.has_files().then_some(document.place);
        if let Some(message) = bad_rules {
            // The endpoint rules only matter for Rust; everything else can be compared all the
            // same.
            revision.plan = Err(message);
        }
        Ok(Some(revision))
    }

    /// Makes a revision of a service that was read and cut already. Documentation in `raw` is
    /// compared as well.
    pub fn new(
        service: &str,
        (model, raw): (Service, Raw),
        companions: HashMap<Kind, Raw>,
        docs: Docs,
        naming: Naming,
    ) -> Self {
        let mut prose = Docs::default();
        raw.prose(&mut |about, html| prose.add(about, html.to_owned()));
        Self {
            file: None,
            plan: plan(service, &model, &naming),
            model,
            raw,
            companions,
            docs,
            prose,
            naming,
        }
    }
}

/// Reads the companion files. Adds the endpoint rules to the model, or returns why they are
/// invalid.
fn companions(
    catalog: &Catalog,
    service: &str,
    model: &mut Service,
) -> Result<(HashMap<Kind, Raw>, Option<String>)> {
    let mut companions = HashMap::new();
    let mut bad_rules = None;
    for kind in [Kind::Paginators, Kind::Waiters, Kind::EndpointRules] {
        let Some(it) = catalog.read(service, kind)? else {
            continue;
        };
        if kind == Kind::EndpointRules {
            match EndpointRules::parse(Source::new(&it.place, it.text.clone())) {
                Ok(rules) => model.endpoint_rules = Some(rules),
                Err(error) => bad_rules = Some(error.what().to_owned()),
            }
        }
        companions.insert(kind, Raw::parse(&it.place, &it.text)?);
    }
    Ok((companions, bad_rules))
}

fn plan(
    service: &str,
    model: &Service,
    naming: &Naming,
) -> std::result::Result<plan::Service, String> {
    let module = case::service_module(service);
    let module = module.ok_or_else(|| format!("`{service}` is not a valid module name"))?;
    let chosen = Chosen {
        model: model.clone(),
        naming: naming.clone(),
        folder: std::path::PathBuf::new(),
    };
    plan::service(&module, &chosen).map_err(|error| error.what().to_owned())
}
