//! Decides which operations of an entry can be generated, and names those that cannot be.

use std::path::PathBuf;

use super::outcome::LeftOut;
use crate::error::{Error, Errors, Result};
use crate::manifest;
use crate::model::{self, OperationName, Partitions, Service};
use crate::plan::{self, Chosen, Naming};
use crate::refuse::refuse;
use crate::source::published_crate;

/// A model to generate from: the whole one, so that errors show places in the source.
pub(super) struct Whole<'a> {
    /// Name of the service in botocore.
    pub(super) service: &'a str,
    pub(super) model: &'a Service,
    pub(super) names: &'a Naming,
    pub(super) partitions: &'a Partitions,
}

/// Operations of an entry that cannot be generated.
pub(super) struct Impossible {
    pub(super) left_out: Vec<LeftOut>,
    /// Set if nothing is left.
    pub(super) is_all: bool,
}

impl Whole<'_> {
    /// Plans an entry of the manifest, as `generate` will. Returns what cannot be generated, if
    /// there is anything.
    ///
    /// # Errors
    /// If the model lacks a chosen operation.
    pub(super) fn check(
        &self,
        crate_: &manifest::Crate,
        entry: &manifest::Service,
    ) -> Result<Option<Impossible>> {
        let mut chosen = self.choose(entry)?;
        let planned = plan::service(&entry.module, &chosen)
            .and_then(|it| plan::assemble(plan::package(crate_), vec![it], self.partitions));
        let Err(error) = planned else {
            return Ok(None);
        };
        let whole = |error| Impossible {
            left_out: vec![self.left_out(None, error)],
            is_all: true,
        };
        Ok(Some(match refuse(&entry.module, &mut chosen) {
            Err(error) => whole(error),
            Ok(refused) if refused.is_empty() => whole(error),
            Ok(refused) => {
                let refused = refused.into_iter();
                let left_out =
                    refused.map(|(name, error)| self.left_out(Some(name.to_string()), error));
                Impossible {
                    left_out: left_out.collect(),
                    is_all: chosen.model.operations.is_empty(),
                }
            }
        }))
    }

    /// Lists the operations in `skip` that can be generated.
    pub(super) fn possible_now(&self, entry: &manifest::Service) -> Vec<String> {
        if entry.skip.is_empty() {
            return Vec::new();
        }
        let is_skipped =
            |name: &OperationName| entry.skip.iter().any(|it| name.as_str() == it.name);
        let mut model = self.model.clone();
        model::slice(&mut model, is_skipped);
        let mut chosen = Chosen {
            model,
            naming: self.names.clone(),
            folder: PathBuf::new(),
        };
        if refuse(&entry.module, &mut chosen).is_err() {
            return Vec::new();
        }
        let possible = chosen.model.operations.keys();
        let possible = possible.filter(|it| is_skipped(it));
        possible.map(ToString::to_string).collect()
    }

    fn choose(&self, entry: &manifest::Service) -> Result<Chosen> {
        plan::choose(
            entry,
            PathBuf::new(),
            self.model.clone(),
            self.names.clone(),
        )
    }

    fn left_out(&self, operation: Option<String>, reason: Error) -> LeftOut {
        LeftOut {
            service: self.service.to_owned(),
            operation,
            published: published_crate(self.model.metadata.sdk_id()),
            reason,
        }
    }
}

/// Makes one error about all that cannot be generated, with what to do about it.
pub(super) fn refusal(left_out: Vec<LeftOut>) -> Error {
    let mut errors = Errors::default();
    for it in left_out {
        errors.add(|| {
            let hint = match &it.operation {
                Some(_) => format!(
                    "`--skip-unsupported` leaves it out; call it with the published crate \
                     `{}`, beside this one: both take the same `aws_config`",
                    it.published
                ),
                None => format!(
                    "use the published crate `{}` beside the generated one: both take the same \
                     `aws_config`; among several services, `--skip-unsupported` leaves it out",
                    it.published
                ),
            };
            it.reason.clone().about(&it.subject()).hint(hint)
        });
    }
    let all = errors.finish();
    all.expect_err("something cannot be generated")
}
