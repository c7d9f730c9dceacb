//! Survey of a service: the operations that can be generated, and those that cannot be.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::{self, EndpointRules, Partitions, Source};
use crate::names::{Ident, case};
use crate::plan::{self, Chosen, Lock, Naming, naming::naming};
use crate::refuse::refuse;
use crate::source::{Catalog, Depth, Kind, Outline};

/// A service of a source, and what cannot be generated of it.
#[derive(Debug)]
pub struct Survey {
    /// The names of the service and of its operations.
    pub outline: Outline,
    /// The reason why nothing can be generated, if that is so.
    pub refused: Option<Error>,
    /// Operations that cannot be generated, each with the reason.
    pub refused_operations: Vec<(String, Error)>,
}

/// Returns `true` if the protocol of a service is supported. Some of its operations may need more.
pub fn is_supported(outline: &Outline) -> bool {
    outline.protocol.is_some_and(plan::is_supported)
}

/// Reads a service and plans all of it.
///
/// # Errors
/// If the model cannot be read.
pub fn survey(catalog: &Catalog, service: &str) -> Result<Survey> {
    let outline = catalog.outline(service, Depth::Operations);
    let document = catalog.model(service)?;
    let mut survey = Survey {
        outline,
        refused: None,
        refused_operations: Vec::new(),
    };
    let mut model = match model::parse(Source::new(&document.place, document.text), None) {
        Ok(model) => model,
        Err(error) => {
            survey.refused = Some(error);
            return Ok(survey);
        }
    };
    if let Some(rules) = catalog.read(service, Kind::EndpointRules)? {
        match EndpointRules::parse(Source::new(&rules.place, rules.text)) {
            Ok(rules) => model.endpoint_rules = Some(rules),
            Err(error) => survey.refused = Some(error),
        }
    }
    let mut chosen = Chosen {
        naming: naming(&model, &Lock::default(), &Naming::default())?,
        folder: PathBuf::new(),
        model,
    };
    // Any module will do.
    let module = case::service_module(service).or_else(|| Ident::parse("service"));
    let module = module.expect("it is an identifier");
    match refuse(&module, &mut chosen) {
        Err(error) => survey.refused = Some(error),
        Ok(refused) => {
            let refused = refused.into_iter();
            survey.refused_operations = refused
                .map(|(name, error)| (name.to_string(), error))
                .collect();
            let partitions = Partitions::beside(Path::new(""))?;
            let planned = plan::service(&module, &chosen)
                .and_then(|it| plan::assemble(plan::named(service), vec![it], &partitions));
            survey.refused = survey.refused.or(planned.err());
        }
    }
    Ok(survey)
}
