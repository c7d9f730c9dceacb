//! Checks calls and their arguments.

use crate::error::Result;
use crate::model::endpoint_rules::{self as model, Function, Value, ValueKind};
use crate::plan::ir::rules::{Call, Condition, Index, Operand, Span};

use super::checks::{attribute, check};
use super::scope::Scope;
use super::templates;
use super::types::{Type, Typed};

/// Lowers an argument, a URL or a message to an operand.
pub(super) fn value(scope: &mut Scope<'_>, value: &Value) -> Result<Typed> {
    match &value.kind {
        ValueKind::Call(inner) => match &inner.assign {
            None => Ok(result(scope, inner)?.1),
            Some((_, at)) => Err(scope
                .error(*at, "only a condition can assign a variable")
                .hint("make the call a condition of its own")),
        },
        ValueKind::Reference(name) => scope.look_up(value.at, name),
        ValueKind::Text(text) => templates::template(scope, value.at, text),
        ValueKind::Boolean(value) => Ok(Typed {
            operand: Operand::Boolean(*value),
            ty: Type::Boolean,
            may_be_missing: false,
        }),
        ValueKind::Number(_) => Err(scope
            .error(value.at, "a number cannot stand here")
            .hint("only `substring` takes numbers")),
    }
}

/// Lowers an argument and checks its type.
fn argument(
    scope: &mut Scope<'_>,
    call: &model::Call,
    position: usize,
    types: &[Type],
) -> Result<Typed> {
    let argument = &call.arguments[position];
    let typed = value(scope, argument)?;
    let (number, name) = (position + 1, call.function.name());
    let what = format!("argument {number} of `{name}`");
    check(scope, argument.at, typed, types, &what)?;
    Ok(typed)
}

/// Lowers a call to a condition that assigns nothing: the condition, the type of the call's result,
/// and `true` if the condition is negated.
///
/// Negations are resolved here: `not(x)` and `booleanEquals(x, false)` become the negated condition
/// `x`.
pub(super) fn condition(
    scope: &mut Scope<'_>,
    call: &model::Call,
) -> Result<(Condition, Typed, bool)> {
    use ValueKind::Boolean;
    let kinds: Vec<&ValueKind> = call.arguments.iter().map(|it| &it.kind).collect();
    let (position, expected) = match (call.function, kinds.as_slice()) {
        (Function::Not, [_]) => (0, false),
        (Function::BooleanEquals, [_, Boolean(expected)]) => (0, *expected),
        (Function::BooleanEquals, [Boolean(expected), _]) => (1, *expected),
        (Function::IsSet, [_]) => {
            let of = value(scope, &call.arguments[0])?;
            let asked = Typed {
                ty: Type::Boolean,
                may_be_missing: false,
                ..of
            };
            return Ok((Condition::IsSet(of.operand), asked, false));
        }
        _ => {
            let (index, typed) = result(scope, call)?;
            return Ok((Condition::Holds(index), typed, false));
        }
    };
    let (condition, typed, negated) = match kinds[position] {
        ValueKind::Call(inner) if inner.assign.is_none() => {
            let (condition, typed, negated) = condition(scope, inner)?;
            let what = format!("argument {} of `{}`", position + 1, call.function.name());
            check(scope, inner.at, typed, &[Type::Boolean], &what)?;
            (condition, typed, negated)
        }
        _ => {
            let typed = argument(scope, call, position, &[Type::Boolean])?;
            (Condition::IsTrue(typed.operand), typed, false)
        }
    };
    Ok((condition, typed, negated == expected))
}

/// Lowers a call: its position in the pool, and the type of its result.
pub(super) fn result(scope: &mut Scope<'_>, call: &model::Call) -> Result<(Index, Typed)> {
    check_count(scope, call)?;
    let (lowered, ty, may_be_missing) = lowered(scope, call)?;
    debug_assert!(ty != Type::Texts, "no function returns a list");
    let index = scope.pools.call(lowered);
    let typed = Typed {
        operand: Operand::Call(index),
        ty,
        may_be_missing,
    };
    Ok((index, typed))
}

fn check_count(scope: &Scope<'_>, call: &model::Call) -> Result<()> {
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
    if call.arguments.len() == count {
        return Ok(());
    }
    let (name, found) = (call.function.name(), call.arguments.len());
    let arguments = if count == 1 { "argument" } else { "arguments" };
    let what = format!("`{name}` takes {count} {arguments}, but has {found}");
    let error = scope.error(call.at, what);
    Err(error.hint("add or remove some in `argv`"))
}

/// The call of the table, the type of its result, and `true` if there may be none.
fn lowered(scope: &mut Scope<'_>, call: &model::Call) -> Result<(Call, Type, bool)> {
    use Type::{Boolean, Template, Text};
    let text = |scope: &mut Scope<'_>| Ok(argument(scope, call, 0, &[Text])?.operand);
    Ok(match call.function {
        Function::IsSet => {
            let of = value(scope, &call.arguments[0])?;
            (Call::IsSet(of.operand), Boolean, false)
        }
        Function::Not => {
            let of = argument(scope, call, 0, &[Boolean])?;
            (Call::Not(of.operand), Boolean, false)
        }
        Function::BooleanEquals => {
            let [a, b] = [0, 1].map(|it| argument(scope, call, it, &[Boolean]));
            (Call::BooleanEquals(a?.operand, b?.operand), Boolean, false)
        }
        Function::StringEquals => (string_equals(scope, call)?, Boolean, false),
        Function::GetAttr => get_attr(scope, call)?,
        Function::Substring => (substring(scope, call)?, Text, true),
        Function::UriEncode => (Call::UriEncode(text(scope)?), Template, false),
        Function::ParseUrl => (Call::ParseUrl(text(scope)?), Type::Url, true),
        Function::Partition => partition(scope, call)?,
        Function::ParseArn => (Call::ParseArn(text(scope)?), Type::Arn, true),
        Function::IsValidHostLabel => {
            let (of, dots) = (text(scope)?, literal(scope, &call.arguments[1])?);
            (Call::IsHostLabel(of, dots), Boolean, false)
        }
        Function::IsVirtualHostableBucket => {
            let (of, dots) = (text(scope)?, literal(scope, &call.arguments[1])?);
            (Call::IsBucketLabel(of, dots), Boolean, false)
        }
    })
}

fn substring(scope: &mut Scope<'_>, call: &model::Call) -> Result<Call> {
    let of = argument(scope, call, 0, &[Type::Text])?;
    let span = Span {
        start: number(scope, &call.arguments[1])?,
        stop: number(scope, &call.arguments[2])?,
        from_end: literal(scope, &call.arguments[3])?,
    };
    Ok(Call::Substring(of.operand, span))
}

/// Two rule sets call `aws.partition` without checking that there is a region: without one there is
/// no partition.
fn partition(scope: &mut Scope<'_>, call: &model::Call) -> Result<(Call, Type, bool)> {
    let of = value(scope, &call.arguments[0])?;
    let given = Typed {
        may_be_missing: false,
        ..of
    };
    let what = "argument 1 of `aws.partition`";
    check(scope, call.arguments[0].at, given, &[Type::Text], what)?;
    let call = Call::Partition(of.operand);
    Ok((call, Type::Partition, of.may_be_missing))
}

/// Lowers `stringEquals`. The interpreter compares a text with a template part by part: one side
/// must be a text that exists as it is.
fn string_equals(scope: &mut Scope<'_>, call: &model::Call) -> Result<Call> {
    let [a, b] =
        [0, 1].map(|position| argument(scope, call, position, &[Type::Text, Type::Template]));
    let (a, b) = (a?, b?);
    match (a.ty, b.ty) {
        (Type::Text, _) => Ok(Call::StringEquals(a.operand, b.operand)),
        (_, Type::Text) => Ok(Call::StringEquals(b.operand, a.operand)),
        _ => Err(scope
            .error(call.at, "two texts with references are compared")
            .hint("one side must be a literal, a parameter or a part of a value")),
    }
}

fn get_attr(scope: &mut Scope<'_>, call: &model::Call) -> Result<(Call, Type, bool)> {
    let of = argument(
        scope,
        call,
        0,
        &[Type::Partition, Type::Url, Type::Arn, Type::Texts],
    )?;
    let path = &call.arguments[1];
    let ValueKind::Text(name) = &path.kind else {
        return Err(scope
            .error(path.at, "argument 2 of `getAttr` must be a text")
            .hint("it names a part, such as `name` or `resourceId[0]`"));
    };
    let (attribute, ty, may_be_missing) = attribute(scope, path.at, of.ty, name)?;
    Ok((Call::Attribute(of.operand, attribute), ty, may_be_missing))
}

fn number(scope: &Scope<'_>, value: &Value) -> Result<Index> {
    match value.kind {
        ValueKind::Number(number) => Ok(number),
        _ => Err(scope
            .error(value.at, "this must be a number")
            .hint("`substring` takes a text, two numbers and a boolean")),
    }
}

fn literal(scope: &Scope<'_>, value: &Value) -> Result<bool> {
    match value.kind {
        ValueKind::Boolean(value) => Ok(value),
        _ => Err(scope
            .error(value.at, "this must be `true` or `false`")
            .hint("a variable or a call cannot stand here")),
    }
}
