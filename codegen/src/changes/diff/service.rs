//! Compares both revisions of a service, operation by operation.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::model::{Metadata, OperationName};
use crate::source::{Catalog, Kind as FileKind};

use super::docs;
use super::operation::{self, Comparer};
use crate::changes::by_trait::{self, Owner};
use crate::changes::calls;
use crate::changes::comparison::{
    Change, OperationChanges, Options, Scope, ServiceChanges, Status,
};
use crate::changes::endpoints::{self, Finding};
use crate::changes::revision::Revision;
use crate::classes::{Class, Kind, Rust};

/// A service that is compared.
pub(super) struct ServicePair {
    pub(super) name: String,
    /// Set if the old source has the service.
    old: bool,
    /// Set if the new source has the service.
    new: bool,
}

/// Lists the services to compare.
pub(super) fn pairs<'a>(
    old: &'a Catalog,
    new: &'a Catalog,
    mut names: BTreeSet<&'a str>,
    options: &Options,
) -> Result<Vec<ServicePair>> {
    // A single model has no certain name: it is compared with the service of its name in the other
    // source, or with the only service there.
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
                        "the folder of this model is not named after a service",
                    )
                    .hint("name the service with --service"));
                }
            },
        };
    }
    let mut pairs = Vec::new();
    for name in names {
        let pair = ServicePair {
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

/// Returns an error if a requested operation is in neither source.
pub(super) fn refuse_unknown_operations(
    options: &Options,
    seen: &BTreeMap<String, usize>,
    new: &Catalog,
) -> Result<()> {
    let unknown = options.operations.iter().find(|it| !seen.contains_key(*it));
    match unknown {
        None => Ok(()),
        Some(name) => {
            let what = format!("neither source has an operation `{}`", name.escape_debug());
            Err(Error::file(new.origin(), what).hint("use the operation's name in the model"))
        }
    }
}

/// Returns `true` if both sources have the same files of a service, byte for byte.
fn is_same(old: &Catalog, new: &Catalog, service: &str) -> Result<bool> {
    for kind in FileKind::ALL {
        let [old, new] = [old, new].map(|it| it.bytes_of(service, kind));
        if old? != new? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Compares a service. Returns the changes, and the names of the requested operations that were
/// found.
pub(super) fn service(
    old: &Catalog,
    new: &Catalog,
    pair: &ServicePair,
    options: &Options,
) -> Result<(Option<ServiceChanges>, Vec<String>)> {
    let name = pair.name.as_str();
    let is_selective = !options.operations.is_empty();
    // Which operations are chosen of equal files, only reading them tells.
    let is_cut = old.is_cut(name) || new.is_cut(name);
    if pair.old && pair.new && !is_selective && !is_cut && is_same(old, new, name)? {
        return Ok((None, Vec::new()));
    }
    let keep = |name: &str| !is_selective || options.operations.iter().any(|it| it == name);
    let read = |catalog: &Catalog, is_there, before| {
        if is_there {
            Revision::read(catalog, name, &keep, before)
        } else {
            Ok(None)
        }
    };
    let old = read(old, pair.old, None)?;
    let new = read(new, pair.new, old.as_ref())?;
    let operations = [&old, &new].into_iter().flatten();
    let operations = operations.flat_map(|it| it.model.operations.keys());
    let seen = if is_selective {
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

/// Lists the operations of a service that is in one source only.
fn whole(name: &str, revision: &Revision, status: Status, options: &Options) -> ServiceChanges {
    let is_known = revision.plan.is_ok();
    let (kind, of_operation) = match status {
        Status::New => (Kind::ServiceAdded, Kind::OperationAdded),
        _ => (Kind::ServiceRemoved, Kind::OperationRemoved),
    };
    let names = revision.model.operations.keys();
    let operations = names.map(|operation| OperationChanges {
        name: operation.to_string(),
        status,
        changes: vec![general(of_operation, String::new(), is_known)],
        docs: 0,
        boto3: boto3(revision, operation, options),
        rust: rust(revision, operation, options),
    });
    ServiceChanges {
        name: name.to_owned(),
        title: revision.model.metadata.full_name.clone(),
        status,
        general: vec![general(kind, String::new(), is_known)],
        operations: operations.collect(),
        docs: 0,
        file: revision.file.clone().filter(|_| status == Status::New),
        rust_unknown: revision.plan.as_ref().err().cloned(),
    }
}

/// Compares a service that both sources have.
pub(super) fn updated(
    name: &str,
    old: &Revision,
    new: &Revision,
    options: &Options,
) -> Option<ServiceChanges> {
    let plans = [&new.plan, &old.plan].into_iter();
    let rust_unknown = plans.filter_map(|it| it.as_ref().err()).next().cloned();
    let is_known = rust_unknown.is_none();
    let docs = docs::differing(old, new);
    let mut operations = new_operations(old, new, &docs, options);
    operations.extend(removed_operations(old, new, is_known));
    let mut changes = ServiceChanges {
        name: name.to_owned(),
        title: new.model.metadata.full_name.clone(),
        status: Status::Updated,
        general: of_service(old, new, is_known),
        operations,
        docs: docs.len(),
        file: new.file.clone(),
        rust_unknown,
    };
    changes.sort();
    let differs = !changes.general.is_empty() || !changes.operations.is_empty() || changes.docs > 0;
    differs.then_some(changes)
}

/// Compares the operations of the new revision: those that were added, and those that differ.
fn new_operations(
    old: &Revision,
    new: &Revision,
    docs: &BTreeSet<String>,
    options: &Options,
) -> Vec<OperationChanges> {
    let is_known = old.plan.is_ok() && new.plan.is_ok();
    let mut comparer = Comparer::new(old, new);
    let mut operations = Vec::new();
    for name in new.model.operations.keys() {
        let is_old = old.model.operations.contains_key(name.as_str());
        let docs = docs::of_operation(new, name, docs);
        let changes = if is_old {
            operation::compare(&mut comparer, name)
        } else {
            vec![general(Kind::OperationAdded, String::new(), is_known)]
        };
        if changes.is_empty() && docs == 0 {
            continue;
        }
        operations.push(OperationChanges {
            name: name.to_string(),
            status: if is_old { Status::Updated } else { Status::New },
            boto3: boto3(new, name, options).filter(|_| !changes.is_empty()),
            rust: rust(new, name, options).filter(|_| !changes.is_empty()),
            changes,
            docs,
        });
    }
    operations
}

fn removed_operations(old: &Revision, new: &Revision, is_known: bool) -> Vec<OperationChanges> {
    let names = old.model.operations.keys();
    let removed = names.filter(|it| !new.model.operations.contains_key(it.as_str()));
    removed
        .map(|name| OperationChanges {
            name: name.to_string(),
            status: Status::Removed,
            changes: vec![general(Kind::OperationRemoved, String::new(), is_known)],
            docs: 0,
            boto3: None,
            rust: None,
        })
        .collect()
}

/// Writes the operation as boto3 calls it, if the options ask for that.
fn boto3(
    revision: &Revision,
    name: &OperationName,
    options: &Options,
) -> Option<calls::call::Boto3Call> {
    options.boto3.then(|| calls::boto3::call(revision, name))
}

/// Writes the operation as Rust calls it, if the options ask for that and there is a client.
fn rust(
    revision: &Revision,
    name: &OperationName,
    options: &Options,
) -> Option<calls::call::RustCall> {
    options
        .rust
        .then(|| calls::rust::rust_call(revision, name.as_str()))?
}

/// Lists the changes to the service as a whole.
fn of_service(old: &Revision, new: &Revision, is_known: bool) -> Vec<Change> {
    let [old_traits, new_traits] = [old, new].map(|it| it.raw.service_traits());
    let differences = by_trait::differences(Owner::Service, &old_traits, &new_traits);
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
    changes.extend(endpoint_rules(old, new).into_iter().map(|it| Change {
        old: it.old,
        new: it.new,
        ..general(Kind::EndpointRules, it.subject, is_known)
    }));
    changes
}

/// Compares the endpoint rules by what they mean, or by their text if they are not valid.
fn endpoint_rules(old: &Revision, new: &Revision) -> Vec<Finding> {
    let files = [old, new].map(|it| it.companions.get(&FileKind::EndpointRules));
    let subject = match files {
        [None, None] => return Vec::new(),
        [None, Some(_)] => "added".to_owned(),
        [Some(_), None] => "removed".to_owned(),
        [Some(old_file), Some(new_file)] => {
            let differing = old_file
                .without_prose()
                .differences(&new_file.without_prose());
            if differing.is_empty() {
                return Vec::new();
            }
            let rules = [old, new].map(|it| it.model.endpoint_rules.as_ref());
            if let [Some(old), Some(new)] = rules
                && let Ok(findings) = endpoints::compare(old, new)
            {
                return findings;
            }
            let values = match differing.len() {
                1 => "1 value differs".to_owned(),
                count => format!("{count} values differ"),
            };
            let which = match rules {
                [Some(_), None] => "the new rules are",
                [None, Some(_)] => "the old rules are",
                _ => "both rule sets are",
            };
            format!("{values}, and {which} not valid")
        }
    };
    vec![Finding {
        subject,
        old: None,
        new: None,
    }]
}

/// Returns `true` if a key of the metadata has the same effect in both revisions. Models of 2015
/// leave keys out.
fn is_same_meaning(old: &Revision, new: &Revision, key: &str) -> bool {
    let (old, new) = (&old.model.metadata, &new.model.metadata);
    match key {
        "protocol" | "protocols" => old.protocol.0 == new.protocol.0,
        "auth" | "signatureVersion" => signature(old) == signature(new),
        "signingName" => old.signing_name() == new.signing_name(),
        "serviceId" => old.sdk_id() == new.sdk_id(),
        _ => false,
    }
}

/// Lists the auth schemes in order of preference. Without a list, the signature version determines
/// the scheme.
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

/// Makes a change to a service or operation as a whole.
pub(super) fn general(kind: Kind, subject: String, is_known: bool) -> Change {
    let rust = match kind.row().rust {
        Rust::Is(class) => class,
        Rust::ByPlan => Class::Compatible,
    };
    Change {
        scope: Scope::General,
        path: Vec::new(),
        subject,
        kind,
        old: None,
        new: None,
        syntax: None,
        wire: kind.row().wire,
        rust: is_known.then_some(rust),
        elsewhere: 0,
        accepted: None,
    }
}
