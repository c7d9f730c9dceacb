//! One rule set by itself, for tests of the evaluation.

use std::collections::BTreeMap;

use super::evaluate::{Answer, Value, answer};
use super::graph::{Arena, Target};
use crate::error::Result;
use crate::model::EndpointRules;
use crate::plan::endpoint_rules::lower;
use crate::plan::ir::rules::{Partition, Table};

/// A rule set that can be evaluated.
#[derive(Debug)]
pub struct RuleSet {
    arena: Arena,
    root: Target,
    table: Table,
}

impl RuleSet {
    /// Makes the decision graph of rules; `None` if it is too large.
    ///
    /// # Errors
    /// If the rules are not valid.
    pub fn new(rules: &EndpointRules) -> Result<Option<Self>> {
        let table = lower(rules)?;
        let mut arena = Arena::default();
        let root = arena.add(&table);
        Ok(root.map(|root| Self { arena, root, table }))
    }

    /// Evaluates the rules. Parameters that are not given are not set.
    pub fn answer(&self, partitions: &[Partition], given: &BTreeMap<String, Value>) -> Answer {
        answer(&self.arena, self.root, &self.table, partitions, given).0
    }
}
