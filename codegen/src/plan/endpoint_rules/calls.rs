//! Checks calls and their arguments.

use crate::error::Result;
use crate::model::Position;
use crate::model::endpoint_rules::{self as model, Function, Value, ValueKind};

use super::lower::Walk;
use super::{Attribute, Call, Condition, Index, Operand, Span, texts};

/// An operand and what it gives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed {
    pub(super) operand: Operand,
    pub(super) ty: Type,
    /// Whether it may give nothing.
    pub(super) may_be_missing: bool,
}

/// Types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Boolean,
    Text,
    /// A text that is never put together, only written somewhere or compared.
    Written,
    Texts,
    Partition,
    Url,
    Arn,
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Text => "a text",
            Self::Written => "a text that was put together",
            Self::Texts => "a list of texts",
            Self::Partition => "a partition",
            Self::Url => "a URL's parts",
            Self::Arn => "an ARN's parts",
        }
    }
}

/// Refuses what may be missing, and what has none of the types.
pub(super) fn check(
    walk: &Walk<'_>,
    at: Position,
    typed: Typed,
    types: &[Type],
    what: &str,
) -> Result<()> {
    if !types.contains(&typed.ty) {
        let (expected, found) = (types[0].name(), typed.ty.name());
        let text = format!("{what} has to be {expected}, this is {found}");
        return Err(walk
            .error(at, text)
            .hint("see which types the function takes"));
    }
    if typed.may_be_missing {
        Err(walk
            .error(at, format!("{what} may be missing here"))
            .hint("a condition before has to ask `isSet`"))
    } else {
        Ok(())
    }
}

/// A value that something is made of.
pub(super) fn value(walk: &mut Walk<'_>, value: &Value) -> Result<Typed> {
    match &value.kind {
        ValueKind::Call(inner) => match &inner.assign {
            None => Ok(result(walk, inner)?.1),
            Some((_, at)) => Err(walk
                .error(*at, "only a condition can assign a variable")
                .hint("make the call a condition of its own")),
        },
        ValueKind::Reference(name) => walk.look_up(value.at, name),
        ValueKind::Text(text) => texts::template(walk, value.at, text),
        ValueKind::Boolean(value) => Ok(Typed {
            operand: Operand::Boolean(*value),
            ty: Type::Boolean,
            may_be_missing: false,
        }),
        ValueKind::Number(_) => Err(walk
            .error(value.at, "a number has no place here")
            .hint("only `substring` takes numbers")),
    }
}

/// An argument of one of the types.
fn argument(
    walk: &mut Walk<'_>,
    call: &model::Call,
    position: usize,
    types: &[Type],
) -> Result<Typed> {
    let argument = &call.arguments[position];
    let typed = value(walk, argument)?;
    let (number, name) = (position + 1, call.function.name());
    let what = format!("argument {number} of `{name}`");
    check(walk, argument.at, typed, types, &what)?;
    Ok(typed)
}

/// What a call asks as a condition that assigns nothing, what it gives, and whether it must *not* hold.
///
/// What only turns a boolean around is resolved here: `not(x)` and `booleanEquals(x, false)` ask for `x`.
pub(super) fn condition(
    walk: &mut Walk<'_>,
    call: &model::Call,
) -> Result<(Condition, Typed, bool)> {
    use ValueKind::Boolean;
    let kinds: Vec<&ValueKind> = call.arguments.iter().map(|it| &it.kind).collect();
    let (position, expected) = match (call.function, kinds.as_slice()) {
        (Function::Not, [_]) => (0, false),
        (Function::BooleanEquals, [_, Boolean(expected)]) => (0, *expected),
        (Function::BooleanEquals, [Boolean(expected), _]) => (1, *expected),
        (Function::IsSet, [_]) => {
            let of = value(walk, &call.arguments[0])?;
            let asked = Typed {
                ty: Type::Boolean,
                may_be_missing: false,
                ..of
            };
            return Ok((Condition::IsSet(of.operand), asked, false));
        }
        _ => {
            let (index, typed) = result(walk, call)?;
            return Ok((Condition::Holds(index), typed, false));
        }
    };
    let (condition, typed, negated) = match kinds[position] {
        ValueKind::Call(inner) if inner.assign.is_none() => {
            let (condition, typed, negated) = condition(walk, inner)?;
            let what = format!("argument {} of `{}`", position + 1, call.function.name());
            check(walk, inner.at, typed, &[Type::Boolean], &what)?;
            (condition, typed, negated)
        }
        _ => {
            let typed = argument(walk, call, position, &[Type::Boolean])?;
            (Condition::IsTrue(typed.operand), typed, false)
        }
    };
    Ok((condition, typed, negated == expected))
}

/// A call's position, and what it gives.
pub(super) fn result(walk: &mut Walk<'_>, call: &model::Call) -> Result<(Index, Typed)> {
    let count = match call.function {
        Function::IsSet
        | Function::Not
        | Function::UriEncode
        | Function::ParseUrl
        | Function::Partition
        | Function::ParseArn => 1,
        Function::BooleanEquals
        | Function::StringEquals
        | Function::GetAttr
        | Function::IsValidHostLabel
        | Function::IsVirtualHostableBucket => 2,
        Function::Substring => 4,
    };
    if call.arguments.len() != count {
        let (name, found) = (call.function.name(), call.arguments.len());
        let what = format!("`{name}` takes {count} arguments, here are {found}");
        return Err(walk
            .error(call.at, what)
            .hint("add or remove some in `argv`"));
    }
    use Type::{Boolean, Text, Texts, Written};
    let (lowered, ty, may_be_missing) = match call.function {
        Function::IsSet => {
            let of = value(walk, &call.arguments[0])?;
            (Call::IsSet(of.operand), Boolean, false)
        }
        Function::Not => {
            let of = argument(walk, call, 0, &[Boolean])?;
            (Call::Not(of.operand), Boolean, false)
        }
        Function::BooleanEquals => {
            let [a, b] = [0, 1].map(|it| argument(walk, call, it, &[Boolean]));
            (Call::BooleanEquals(a?.operand, b?.operand), Boolean, false)
        }
        Function::StringEquals => (string_equals(walk, call)?, Boolean, false),
        Function::GetAttr => get_attr(walk, call)?,
        Function::Substring => {
            let of = argument(walk, call, 0, &[Text])?;
            let span = Span {
                start: number(walk, &call.arguments[1])?,
                stop: number(walk, &call.arguments[2])?,
                from_end: literal(walk, &call.arguments[3])?,
            };
            (Call::Substring(of.operand, span), Text, true)
        }
        Function::UriEncode => {
            let of = argument(walk, call, 0, &[Text])?;
            (Call::UriEncode(of.operand), Written, false)
        }
        Function::ParseUrl => {
            let of = argument(walk, call, 0, &[Text])?;
            (Call::ParseUrl(of.operand), Type::Url, true)
        }
        Function::Partition => {
            // Two rule sets ask it without asking whether there is a region.
            let of = value(walk, &call.arguments[0])?;
            let given = Typed {
                may_be_missing: false,
                ..of
            };
            let what = "argument 1 of `aws.partition`";
            check(walk, call.arguments[0].at, given, &[Text], what)?;
            (
                Call::Partition(of.operand),
                Type::Partition,
                of.may_be_missing,
            )
        }
        Function::ParseArn => {
            let of = argument(walk, call, 0, &[Text])?;
            (Call::ParseArn(of.operand), Type::Arn, true)
        }
        Function::IsValidHostLabel => {
            let of = argument(walk, call, 0, &[Text])?;
            let dots = literal(walk, &call.arguments[1])?;
            (Call::IsHostLabel(of.operand, dots), Boolean, false)
        }
        Function::IsVirtualHostableBucket => {
            let of = argument(walk, call, 0, &[Text])?;
            let dots = literal(walk, &call.arguments[1])?;
            (Call::IsBucketLabel(of.operand, dots), Boolean, false)
        }
    };
    debug_assert!(ty != Texts, "no function gives a list");
    let index = walk.pools.call(lowered);
    let typed = Typed {
        operand: Operand::Call(index),
        ty,
        may_be_missing,
    };
    Ok((index, typed))
}

/// The interpreter compares a text with what would be written: one side has to be there as it is.
fn string_equals(walk: &mut Walk<'_>, call: &model::Call) -> Result<Call> {
    let [a, b] =
        [0, 1].map(|position| argument(walk, call, position, &[Type::Text, Type::Written]));
    let (a, b) = (a?, b?);
    match (a.ty, b.ty) {
        (Type::Text, _) => Ok(Call::StringEquals(a.operand, b.operand)),
        (_, Type::Text) => Ok(Call::StringEquals(b.operand, a.operand)),
        _ => Err(walk
            .error(call.at, "two texts that were put together are compared")
            .hint("assign one side of it to a variable in another way")),
    }
}

fn get_attr(walk: &mut Walk<'_>, call: &model::Call) -> Result<(Call, Type, bool)> {
    let of = argument(
        walk,
        call,
        0,
        &[Type::Partition, Type::Url, Type::Arn, Type::Texts],
    )?;
    let path = &call.arguments[1];
    let ValueKind::Text(name) = &path.kind else {
        return Err(walk
            .error(path.at, "argument 2 of `getAttr` has to be a text")
            .hint("it names a part, such as `name` or `resourceId[0]`"));
    };
    let (attribute, ty, may_be_missing) = attribute(walk, path.at, of.ty, name)?;
    Ok((Call::Attribute(of.operand, attribute), ty, may_be_missing))
}

/// A part of a value, its type, and whether it may be missing.
pub(super) fn attribute(
    walk: &Walk<'_>,
    at: Position,
    of: Type,
    name: &str,
) -> Result<(Attribute, Type, bool)> {
    use Type::{Arn, Boolean, Partition, Text, Texts, Url, Written};
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
        (Url, "normalizedPath") => Some((Attribute::NormalizedPath, Written)),
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
            Err(walk.error(at, what).hint(format!("the parts are {parts}")))
        }
    }
}

fn number(walk: &Walk<'_>, value: &Value) -> Result<Index> {
    match value.kind {
        ValueKind::Number(number) => Ok(number),
        _ => Err(walk
            .error(value.at, "this has to be a number")
            .hint("`substring` takes a text, two numbers and a boolean")),
    }
}

fn literal(walk: &Walk<'_>, value: &Value) -> Result<bool> {
    match value.kind {
        ValueKind::Boolean(value) => Ok(value),
        _ => Err(walk
            .error(value.at, "this has to be `true` or `false`")
            .hint("a variable or a call cannot stand here")),
    }
}
