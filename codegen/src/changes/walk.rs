//! The walk over both states of a service, operation by operation.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::model::{Metadata, OperationName};
use crate::source::{Catalog, Kind as FileKind};

use super::calls;
use super::classes::Kind;
use super::keys::{self, Owner};
use super::operation::Walker;
use super::state::State;
use super::texts;
use super::{Change, Class, OperationChanges, Options, ServiceChanges, Side, Status, is_same};

/// A service, and on which sides it is.
pub(super) struct Pair {
    pub(super) name: String,
    old: bool,
    new: bool,
}

/// The services to compare.
pub(super) fn pairs<'a>(
    old: &'a Catalog,
    new: &'a Catalog,
    mut names: BTreeSet<&'a str>,
    options: &Options,
) -> Result<Vec<Pair>> {
    // A single model goes by any name: it is compared with what the other side has under its name, or
    // with the only one there.
    let alone = [new, old].into_iter().find(|it| !it.is_whole());
    if let (Some(alone), []) = (alone, options.services.as_slice()) {
        let whole = [old, new].into_iter().find(|it| it.is_whole());
        names = match whole {
            None => new.services().collect(),
            Some(whole) => match alone.services().find(|name| whole.has(name)) {
                Some(name) => [name].into(),
                None => {
                    return Err(Error::file(
                        alone.origin(),
                        "this model's folder names no service",
                    )
                    .hint("say which one it is with --service"));
                }
            },
        };
    }
    let mut pairs = Vec::new();
    for name in names {
        let pair = Pair {
            name: name.to_owned(),
            old: old.has(name),
            new: new.has(name),
        };
        if !pair.old && !pair.new {
            return Err(new.no_service(name));
        }
        pairs.push(pair);
    }
    Ok(pairs)
}

/// An operation that is asked for has to be on one side.
pub(super) fn refuse_unknown_operations(
    options: &Options,
    seen: &BTreeMap<String, usize>,
    new: &Catalog,
) -> Result<()> {
    let unknown = options.operations.iter().find(|it| !seen.contains_key(*it));
    match unknown {
        None => Ok(()),
        Some(name) => {
            let what = format!(
                "there is no operation `{}` on either side",
                name.escape_debug()
            );
            Err(Error::file(new.origin(), what).hint("operations are named as in the model"))
        }
    }
}

/// Compares a service. Gives what differs, and the names of the operations that were asked for and are
/// there.
pub(super) fn service(
    old: &Catalog,
    new: &Catalog,
    pair: &Pair,
    options: &Options,
) -> Result<(Option<ServiceChanges>, Vec<String>)> {
    let name = pair.name.as_str();
    let is_picky = !options.operations.is_empty();
    if pair.old && pair.new && !is_picky && is_same(old, new, name)? {
        return Ok((None, Vec::new()));
    }
    let keep = |name: &str| !is_picky || options.operations.iter().any(|it| it == name);
    let read = |catalog: &Catalog, is_there, before| {
        if is_there {
            State::read(catalog, name, &keep, before)
        } else {
            Ok(None)
        }
    };
    let old = read(old, pair.old, None)?;
    let new = read(new, pair.new, old.as_ref())?;
    let operations = [&old, &new].into_iter().flatten();
    let operations = operations.flat_map(|it| it.model.operations.keys());
    let seen = if is_picky {
        operations.map(OperationName::to_string).collect()
    } else {
        Vec::new()
    };
    let changes = match (&old, &new) {
        (Some(old), Some(new)) => updated(name, old, new, options),
        (None, Some(new)) => Some(whole(name, new, Status::New, options)),
        (Some(old), None) => Some(whole(name, old, Status::Removed, options)),
        (None, None) => None,
    };
    Ok((changes, seen))
}

/// A service that came or went.
fn whole(name: &str, state: &State, status: Status, options: &Options) -> ServiceChanges {
    let is_known = state.plan.is_ok();
    let (kind, of_operation) = match status {
        Status::New => (Kind::ServiceAdded, Kind::OperationAdded),
        _ => (Kind::ServiceRemoved, Kind::OperationRemoved),
    };
    let names = state.model.operations.keys();
    let operations = names.map(|operation| OperationChanges {
        name: operation.to_string(),
        status,
        changes: vec![general(of_operation, String::new(), is_known)],
        texts: 0,
        boto3: calls::boto3(state, operation, options),
        rust: calls::rust(state, operation, options),
    });
    ServiceChanges {
        name: name.to_owned(),
        title: state.model.metadata.full_name.clone(),
        status,
        general: vec![general(kind, String::new(), is_known)],
        operations: operations.collect(),
        texts: 0,
        rust_unknown: state.plan.as_ref().err().cloned(),
    }
}

/// A service that is on both sides.
pub(super) fn updated(
    name: &str,
    old: &State,
    new: &State,
    options: &Options,
) -> Option<ServiceChanges> {
    let rust_unknown = [&new.plan, &old.plan]
        .into_iter()
        .find_map(|it| it.as_ref().err());
    let is_known = rust_unknown.is_none();
    let mut walker = Walker::new(old, new);
    let all_texts = texts::differing(old, new);
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for operation in new.model.operations.keys() {
        let is_old = old.model.operations.contains_key(operation.as_str());
        let about = texts::of_operation(new, operation, &all_texts);
        let changes = if is_old {
            walker.operation(operation)
        } else {
            vec![general(Kind::OperationAdded, String::new(), is_known)]
        };
        if changes.is_empty() && about == 0 {
            continue;
        }
        let list = if is_old { &mut changed } else { &mut added };
        list.push(OperationChanges {
            name: operation.to_string(),
            status: if is_old { Status::Updated } else { Status::New },
            boto3: calls::boto3(new, operation, options).filter(|_| !changes.is_empty()),
            rust: calls::rust(new, operation, options).filter(|_| !changes.is_empty()),
            changes,
            texts: about,
        });
    }
    for operation in old.model.operations.keys() {
        if !new.model.operations.contains_key(operation.as_str()) {
            removed.push(OperationChanges {
                name: operation.to_string(),
                status: Status::Removed,
                changes: vec![general(Kind::OperationRemoved, String::new(), is_known)],
                texts: 0,
                boto3: None,
                rust: None,
            });
        }
    }
    let operations: Vec<_> = added.into_iter().chain(changed).chain(removed).collect();
    let changes = ServiceChanges {
        name: name.to_owned(),
        title: new.model.metadata.full_name.clone(),
        status: Status::Updated,
        general: of_service(old, new, is_known),
        operations,
        texts: all_texts.len(),
        rust_unknown: rust_unknown.cloned(),
    };
    let differs =
        !changes.general.is_empty() || !changes.operations.is_empty() || changes.texts > 0;
    differs.then_some(changes)
}

fn of_service(old: &State, new: &State, is_known: bool) -> Vec<Change> {
    let [old_traits, new_traits] = [old, new].map(|it| it.raw.service_traits());
    let differences = keys::differences(Owner::Service, &old_traits, &new_traits);
    let mut changes: Vec<Change> = differences
        .into_iter()
        .map(|mut it| {
            if is_same_meaning(old, new, &it.key) {
                it.kind = Kind::SameMeaning;
            }
            Change {
                old: it.old,
                new: it.new,
                ..general(it.kind, it.key, is_known)
            }
        })
        .collect();
    let [old_rules, new_rules] = [old, new].map(|it| it.companions.get(&FileKind::EndpointRules));
    let difference = match (old_rules, new_rules) {
        (Some(old), Some(new)) => match old.without_prose().differences(&new.without_prose()).len()
        {
            0 => None,
            1 => Some("1 value differs".to_owned()),
            count => Some(format!("{count} values differ")),
        },
        (None, Some(_)) => Some("there are some now".to_owned()),
        (Some(_), None) => Some("there are none any more".to_owned()),
        (None, None) => None,
    };
    if let Some(what) = difference {
        changes.push(general(Kind::EndpointRules, what, is_known));
    }
    changes
}

/// Whether what follows from a key of the metadata is what followed before: models of 2015 say less.
fn is_same_meaning(old: &State, new: &State, key: &str) -> bool {
    let (old, new) = (&old.model.metadata, &new.model.metadata);
    match key {
        "protocol" | "protocols" => old.protocol.0 == new.protocol.0,
        "auth" | "signatureVersion" => signature(old) == signature(new),
        "signingName" => old.signing_name() == new.signing_name(),
        "serviceId" => old.sdk_id() == new.sdk_id(),
        _ => false,
    }
}

/// The auth schemes in order of preference; without a list the signature's version says which one.
fn signature(metadata: &Metadata) -> Vec<String> {
    match (
        metadata.auth.as_slice(),
        metadata.signature_version.as_deref(),
    ) {
        ([], Some("v4")) => vec!["aws.auth#sigv4".to_owned()],
        ([], version) => version.map(str::to_owned).into_iter().collect(),
        (schemes, _) => schemes.to_vec(),
    }
}

/// A change of a service or operation as a whole.
pub(super) fn general(kind: Kind, subject: String, is_known: bool) -> Change {
    let rust = match kind.row().rust {
        super::classes::Rust::Is(class) => class,
        super::classes::Rust::ByPlan => Class::Compatible,
    };
    Change {
        side: Side::General,
        path: Vec::new(),
        subject,
        kind,
        old: None,
        new: None,
        syntax: None,
        wire: kind.row().wire,
        rust: is_known.then_some(rust),
        elsewhere: 0,
    }
}
