//! The documentation of an imported model.

use super::existing::Existing;
use crate::model::{Docs, Raw, Service};

/// Documentation as it will be written.
pub(super) struct ImportedDocs {
    pub(super) docs: Docs,
    /// References whose texts moved to another shape along with them.
    pub(super) moved: Vec<String>,
}

impl ImportedDocs {
    /// Moves texts along with the references that they describe. Adds the texts of `prose`, which
    /// is the model with its own documentation, where there are none.
    pub(super) fn new(existing: &Existing, model: &Service, prose: Option<&Raw>) -> Self {
        let mut docs = existing.docs.clone().unwrap_or_default();
        let moved = docs.follow(model);
        if let Some(raw) = prose {
            raw.prose(&mut |about, html| docs.add(about, crate::prose::markdown(html)));
        }
        Self { docs, moved }
    }

    /// Returns the text of the file, unchanged as long as no documentation changes.
    pub(super) fn text(&self, existing: &Existing, model: &Service) -> Option<String> {
        match &existing.docs_text {
            Some(text) if existing.docs.as_ref() == Some(&self.docs) => Some(text.clone()),
            None if self.docs == Docs::default() => None,
            _ => Some(self.docs.to_text(model)),
        }
    }
}
