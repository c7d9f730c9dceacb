//! Checks types of values, and resolves the parts that `getAttr` can take of them.

use crate::error::Result;
use crate::model::Position;
use crate::plan::ir::rules::{Attribute, Index};

use super::scope::Scope;
use super::types::{Type, Typed};

/// Refuses a value that may be missing, or has none of the types. `what` names it in errors.
pub(super) fn check(
    scope: &Scope<'_>,
    at: Position,
    typed: Typed,
    types: &[Type],
    what: &str,
) -> Result<()> {
    if !types.contains(&typed.ty) {
        let (expected, found) = (types[0].name(), typed.ty.name());
        let text = format!("{what} must be {expected}, but is {found}");
        return Err(scope.error(at, text).hint(format!("use {expected} here")));
    }
    if typed.may_be_missing {
        Err(scope
            .error(at, format!("{what} may be missing here"))
            .hint("check it with `isSet` in an earlier condition"))
    } else {
        Ok(())
    }
}

/// Resolves a part of a value: the attribute, its type, and `true` if it may be missing.
pub(super) fn attribute(
    scope: &Scope<'_>,
    at: Position,
    of: Type,
    name: &str,
) -> Result<(Attribute, Type, bool)> {
    use Type::{Arn, Boolean, Partition, Template, Text, Texts, Url};
    let known = match (of, name) {
        (Partition, "name") => Some((Attribute::Name, Text)),
        (Partition, "dnsSuffix") => Some((Attribute::DnsSuffix, Text)),
        (Partition, "dualStackDnsSuffix") => Some((Attribute::DualStackDnsSuffix, Text)),
        (Partition, "implicitGlobalRegion") => Some((Attribute::ImplicitGlobalRegion, Text)),
        (Partition, "supportsFIPS") => Some((Attribute::SupportsFips, Boolean)),
        (Partition, "supportsDualStack") => Some((Attribute::SupportsDualStack, Boolean)),
        (Url, "scheme") => Some((Attribute::Scheme, Text)),
        (Url, "authority") => Some((Attribute::Authority, Text)),
        (Url, "path") => Some((Attribute::Path, Text)),
        (Url, "normalizedPath") => Some((Attribute::NormalizedPath, Template)),
        (Url, "isIp") => Some((Attribute::IsIp, Boolean)),
        (Arn, "partition") => Some((Attribute::ArnPartition, Text)),
        (Arn, "service") => Some((Attribute::Service, Text)),
        (Arn, "region") => Some((Attribute::Region, Text)),
        (Arn, "accountId") => Some((Attribute::AccountId, Text)),
        _ => None,
    };
    if let Some((attribute, ty)) = known {
        return Ok((attribute, ty, false));
    }
    let number = |prefix: &str| -> Option<Index> {
        let number = name.strip_prefix(prefix)?.strip_suffix(']')?;
        number.parse().ok()
    };
    let item = match of {
        Arn => number("resourceId[").map(Attribute::ResourceId),
        Texts => number("[").map(Attribute::Item),
        _ => None,
    };
    match item {
        Some(attribute) => Ok((attribute, Text, true)),
        None => {
            let what = format!("{} has no `{}`", of.name(), name.escape_debug());
            let parts = match of {
                Partition => {
                    "name, dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion, supportsFIPS \
                     and supportsDualStack"
                }
                Url => "scheme, authority, path, normalizedPath and isIp",
                Arn => "partition, service, region, accountId, and resourceId[0] and further",
                _ => "[0] and further",
            };
            Err(scope.error(at, what).hint(format!("the parts are {parts}")))
        }
    }
}
