//! A comparison as pages may print it: names and texts of models as single lines without hidden
//! characters.
//!
//! Structures are taken apart by all of their fields, so that a new one cannot be forgotten. Values
//! before and after a change stay as they are: pages show them by `wording` or in full.

use crate::changes::calls::call::{Boto3Call, Parameter, RustCall};
use crate::changes::calls::syntax::Syntax;
use crate::changes::comparison::{
    AppliedException, Change, Comparison, OperationChanges, Segment, ServiceChanges,
};
use crate::shown::{line, lines};

pub(super) fn printable(comparison: &Comparison) -> Comparison {
    let Comparison {
        old,
        new,
        services,
        compared,
        failed,
        exceptions,
    } = comparison;
    let failed = failed
        .iter()
        .map(|(name, error)| (line(name), error.clone()));
    Comparison {
        old: line(old),
        new: line(new),
        services: services.iter().map(service).collect(),
        compared: *compared,
        failed: failed.collect(),
        exceptions: exceptions.iter().map(exception).collect(),
    }
}

fn exception(exception: &AppliedException) -> AppliedException {
    let AppliedException {
        what,
        reason,
        matches,
    } = exception;
    AppliedException {
        what: line(what),
        reason: line(reason),
        matches: *matches,
    }
}

pub(super) fn service(service: &ServiceChanges) -> ServiceChanges {
    let ServiceChanges {
        name,
        title,
        status,
        general,
        operations,
        docs,
        file,
        rust_unknown,
    } = service;
    ServiceChanges {
        name: line(name),
        title: line(title),
        status: *status,
        general: general.iter().map(change).collect(),
        operations: operations.iter().map(operation).collect(),
        docs: *docs,
        file: file.clone(),
        rust_unknown: rust_unknown.as_deref().map(line),
    }
}

fn operation(operation: &OperationChanges) -> OperationChanges {
    let OperationChanges {
        name,
        status,
        changes,
        docs,
        boto3,
        rust,
    } = operation;
    OperationChanges {
        name: line(name),
        status: *status,
        changes: changes.iter().map(change).collect(),
        docs: *docs,
        boto3: boto3.as_ref().map(self::boto3),
        rust: rust.as_ref().map(self::rust),
    }
}

fn change(change: &Change) -> Change {
    let Change {
        scope,
        path,
        subject,
        kind,
        old,
        new,
        syntax,
        wire,
        rust,
        elsewhere,
        accepted,
    } = change;
    let segment = |it: &Segment| match it {
        Segment::Member(name) => Segment::Member(line(name)),
        other => other.clone(),
    };
    Change {
        scope: *scope,
        path: path.iter().map(segment).collect(),
        subject: line(subject),
        kind: *kind,
        old: old.clone(),
        new: new.clone(),
        syntax: syntax.as_ref().map(self::syntax),
        wire: *wire,
        rust: *rust,
        elsewhere: *elsewhere,
        accepted: accepted.as_deref().map(line),
    }
}

fn syntax(value: &Syntax) -> Syntax {
    match value {
        // Made of values that are lines already, of which there may be many.
        Syntax::Leaf(text) => Syntax::Leaf(lines(text).into_owned()),
        Syntax::Object(members) => {
            let members = members.iter();
            Syntax::Object(members.map(|(name, it)| (line(name), syntax(it))).collect())
        }
        Syntax::List(item) => Syntax::List(Box::new(syntax(item))),
        Syntax::Map(key, value) => Syntax::Map(Box::new(syntax(key)), Box::new(syntax(value))),
    }
}

fn boto3(call: &Boto3Call) -> Boto3Call {
    let Boto3Call {
        about,
        request,
        parameters,
        response,
        members,
    } = call;
    Boto3Call {
        about: about.iter().map(|it| line(it)).collect(),
        request: lines(request).into_owned(),
        parameters: parameters.iter().map(parameter).collect(),
        response: lines(response).into_owned(),
        members: members.iter().map(parameter).collect(),
    }
}

fn parameter(parameter: &Parameter) -> Parameter {
    let Parameter {
        name,
        ty,
        about,
        members,
    } = parameter;
    Parameter {
        name: line(name),
        ty,
        about: about.iter().map(|it| line(it)).collect(),
        members: members.iter().map(self::parameter).collect(),
    }
}

fn rust(call: &RustCall) -> RustCall {
    let RustCall { request, response } = call;
    RustCall {
        request: lines(request).into_owned(),
        response: lines(response).into_owned(),
    }
}
