//! One side of a comparison: a service as it was, or as it is.

use std::collections::HashMap;

use crate::error::Result;
use crate::model::{self, Docs, EndpointRules, Raw, Service, Source};
use crate::plan::naming::naming;
use crate::plan::{self, Chosen, Lock, Naming};
use crate::source::{Catalog, Kind};

/// A service, read and planned.
#[derive(Debug)]
pub struct Revision {
    /// The structure, cut to what is compared.
    pub model: Service,
    /// The file.
    pub raw: Raw,
    /// What lies beside it.
    pub companions: HashMap<Kind, Raw>,
    /// Texts that stand beside the model: Markdown.
    pub docs: Docs,
    /// Texts that stand in the model: HTML.
    pub prose: Docs,
    /// The names in Rust.
    pub naming: Naming,
    /// The client, or why there is none.
    pub plan: std::result::Result<plan::Service, String>,
}

impl Revision {
    /// Reads a service; `keep` says which operations are compared, `before` is the state that names were
    /// published from.
    ///
    /// # Errors
    /// If a file cannot be understood.
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
        let naming = naming(&model, &lock, &published);
        model::slice(&mut model, |name| keep(name.as_str()));
        let keep = |name: &str| model.operations.contains_key(name);
        raw.cut_service(&keep);
        let docs = match catalog.read(service, Kind::Docs)? {
            Some(it) => Docs::parse(&Source::new(&it.place, it.text))?.kept(&model),
            None => Docs::default(),
        };
        let (companions, bad_rules) = companions(catalog, service, &mut model)?;
        let mut revision = Self::new(service, (model, raw), companions, docs, naming);
        if let Some(message) = bad_rules {
            // Only Rust cannot be compared then; everything else can.
            revision.plan = Err(message);
        }
        Ok(Some(revision))
    }

    /// A service that was read and cut already. Texts that stand in `raw` are looked at as well.
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

/// Reads the companion files. Adds the endpoint rules to the model, or returns what is wrong with them.
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
    let module = plan::names::service_module(service);
    let module = module.ok_or_else(|| format!("`{service}` is no name for a module"))?;
    let chosen = Chosen {
        model: model.clone(),
        naming: naming.clone(),
        folder: std::path::PathBuf::new(),
    };
    plan::service(&module, &chosen).map_err(|error| error.what().to_owned())
}
