//! Compares two rule sets: finds parameters that lead to other endpoints, and words for them.

use std::collections::BTreeMap;

use super::domain::{Declared, Domain, domain};
use super::evaluate::Value;
use super::expression::Expressions;
use super::graph::Arena;
use super::search::{Finding, Search};
use super::walk::Walk;
use crate::error::Result;
use crate::model::endpoint_rules::{Parameter, ParameterDefault, ParameterKind};
use crate::model::{EndpointRules, Partitions};
use crate::plan::endpoint_rules::{lower, partitions as plan_partitions};
use crate::plan::ir::rules::Partition;

/// Compares two rule sets. Returns nothing if all parameters lead to the same endpoints.
pub fn compare(old: &EndpointRules, new: &EndpointRules) -> Result<Vec<Finding>> {
    let mut findings = parameter_findings(old, new);
    let tables = [lower(old)?, lower(new)?];
    let declared = declared(old, new);
    let always_set = declared.iter().filter(|(_, it)| !it.may_be_missing);
    let always_set = always_set.map(|(name, _)| (*name).to_owned()).collect();
    let mut arena = Arena {
        expressions: Expressions::new(always_set),
        ..Arena::default()
    };
    let roots = [&tables[0], &tables[1]].map(|table| arena.add(table));
    let [Some(old_root), Some(new_root)] = roots else {
        findings.push(Finding::note("too many rules to compare their meaning"));
        return Ok(findings);
    };
    if old_root == new_root {
        return Ok(findings);
    }
    let partitions = partitions()?;
    let domains: Vec<Domain> = declared
        .iter()
        .map(|(name, declared)| domain(&arena, name, declared, &partitions))
        .collect();
    let partitions: Vec<Partition> = partitions.into_iter().map(|(it, _)| it).collect();
    let walk = Walk::new(&arena, &domains, &partitions);
    let difference = walk.run([old_root, new_root]);
    let sides = [(old_root, &tables[0]), (new_root, &tables[1])];
    let mut search = Search::new(&arena, sides, &domains, &partitions);
    for way in &difference.ways {
        search.try_way(&walk, way);
    }
    let differ = difference.is_partial || !difference.ways.is_empty();
    if differ && !search.has_found() {
        search.try_anywhere();
    }
    if differ && !search.has_found() {
        findings.push(Finding::note(format!(
            "the rules differ, but lead to the same endpoints for all {} combinations of \
             parameters tried",
            search.tried()
        )));
    }
    findings.extend(search.findings());
    Ok(findings)
}

/// Compares the declarations of parameters.
fn parameter_findings(old: &EndpointRules, new: &EndpointRules) -> Vec<Finding> {
    let added = new.parameters.keys();
    let added = added.filter(|name| !old.parameters.contains_key(*name));
    let names = old.parameters.keys().chain(added);
    let findings = names.filter_map(|name| {
        let [old, new] = [old, new].map(|it| it.parameters.get(name).map(declaration));
        (old != new).then(|| Finding {
            subject: format!("parameter `{name}`"),
            old,
            new,
        })
    });
    findings.collect()
}

/// Describes a parameter: `a required string from AWS::Region`.
fn declaration(parameter: &Parameter) -> String {
    let kind = match parameter.kind {
        ParameterKind::Text => "string",
        ParameterKind::Boolean => "boolean",
        ParameterKind::Texts => "list of strings",
    };
    let article = if parameter.required {
        "a required"
    } else {
        "a"
    };
    let mut text = format!("{article} {kind}");
    if let Some(built_in) = parameter.built_in {
        text += &format!(" from {}", built_in.name());
    }
    match &parameter.default {
        None => {}
        Some(ParameterDefault::Boolean(value)) => text += &format!(", by default {value}"),
        Some(ParameterDefault::Text(value)) => text += &format!(", by default {value}"),
    }
    text
}

/// The parameters of both rule sets.
fn declared<'a>(old: &'a EndpointRules, new: &'a EndpointRules) -> BTreeMap<&'a str, Declared> {
    let default = |it: &Parameter| match &it.default {
        None => None,
        Some(ParameterDefault::Boolean(value)) => Some(Value::Boolean(*value)),
        Some(ParameterDefault::Text(text)) => Some(Value::Text(text.clone())),
    };
    let may_be_missing = |it: &Parameter| !it.required && it.default.is_none();
    let mut declared: BTreeMap<&str, Declared> = BTreeMap::new();
    for (name, parameter) in old.parameters.iter().chain(&new.parameters) {
        let this = Declared {
            kind: parameter.kind,
            built_in: parameter.built_in,
            default: default(parameter),
            may_be_missing: may_be_missing(parameter),
        };
        let known = declared.entry(name).or_insert_with(|| this.clone());
        // Where old and new rules differ, only values that are set can be compared.
        known.kind = this.kind;
        known.may_be_missing &= this.may_be_missing;
        if known.default != this.default {
            known.default = None;
        }
    }
    declared
}

/// The partitions that come with the generator, each with its listed regions.
fn partitions() -> Result<Vec<(Partition, Vec<String>)>> {
    let model = Partitions::bundled()?;
    let planned = plan_partitions(&model)?.into_iter();
    let listed = model.partitions.into_iter().map(|it| it.regions);
    Ok(planned.zip(listed).collect())
}
