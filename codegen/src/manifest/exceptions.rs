//! `[changes]`: changes of models that do not count, and why.

use crate::classes::{Class, Kind};
use crate::error::{Error, TextPosition};
use crate::nearest;

use super::table::{Reader, Table, Value};

/// Names of the manifest's services: each goes by its module, and by its name in botocore.
pub(super) type ServiceNames = Vec<Vec<String>>;

/// `[[changes.except]]` or `[[changes.ignore]]`: a change matches if it matches all that is there.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Exception {
    /// The table: kinds of changes that do not count, or places where changes do not count.
    pub list: List,
    /// Kind of the change.
    pub kind: Option<Kind>,
    /// The service in which it is.
    pub service: Option<ExceptedService>,
    /// The operation in which it is.
    pub operation: Option<ExceptedOperation>,
    /// The worst class that it may have.
    pub class: Option<Class>,
    /// Reason, as it is shown beside the change.
    pub reason: String,
}

/// The table of an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// `[[changes.except]]`
    Except,
    /// `[[changes.ignore]]`
    Ignore,
}

/// `service` of an exception.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ExceptedService {
    /// The name in the manifest.
    pub name: String,
    /// All names of that service: of its module, and in botocore.
    pub names: Vec<String>,
}

/// `operation` of an exception.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ExceptedOperation {
    /// Name of the operation.
    pub name: String,
    /// Position of the name in the manifest.
    pub location: TextPosition,
}

/// Reads the exceptions, those of `except` first. Services are not checked if they are not
/// known.
pub(super) fn exceptions(
    value: Option<Value<'_>>,
    services: Option<&ServiceNames>,
    reader: &mut Reader,
) -> Vec<Exception> {
    let Some(mut root) = value.and_then(|value| reader.table(value, "`changes`")) else {
        return Vec::new();
    };
    let lists = [
        (List::Except, root.get("except")),
        (List::Ignore, root.get("ignore")),
    ];
    root.finish(reader);
    let mut exceptions = Vec::new();
    for (list, value) in lists {
        for table in reader.tables(value, "an exception") {
            exceptions.extend(match list {
                List::Except => except(table, reader),
                List::Ignore => ignore(table, services, reader),
            });
        }
    }
    exceptions
}

fn except(mut table: Table<'_>, reader: &mut Reader) -> Option<Exception> {
    let kind = table.require("kind", reader);
    let reason = reason(&mut table, reader);
    table.finish(reader);
    Some(Exception {
        list: List::Except,
        kind: Some(self::kind(kind?, reader)?),
        service: None,
        operation: None,
        class: None,
        reason: reason?,
    })
}

fn ignore(
    mut table: Table<'_>,
    services: Option<&ServiceNames>,
    reader: &mut Reader,
) -> Option<Exception> {
    let keys = ["service", "operation", "class", "kind"];
    let [service, operation, class, kind] = keys.map(|key| table.get(key));
    let (at, is_everything) = (
        table.at,
        [service, operation, class, kind]
            .iter()
            .all(Option::is_none),
    );
    let reason = reason(&mut table, reader);
    table.finish(reader);
    if is_everything {
        reader.refuse(at, |place| {
            Error::at(place, "this exception would accept every change")
                .hint("name a `service`, `operation`, `class` or `kind`")
        });
    }
    // All mistakes are found before one of them ends the function.
    let service = service.map(|it| self::service(it, services, reader));
    let operation = operation.map(|it| self::operation(it, reader));
    let class = class.map(|it| self::class(it, reader));
    let kind = kind.map(|it| self::kind(it, reader));
    Some(Exception {
        list: List::Ignore,
        kind: flat(kind)?,
        service: flat(service)?,
        operation: flat(operation)?,
        class: flat(class)?,
        reason: reason?,
    })
}

/// Returns `None` if a value is there and wrong.
fn flat<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    value.map_or(Some(None), |value| value.map(Some))
}

/// Reads the reason, which has to say something.
fn reason(table: &mut Table<'_>, reader: &mut Reader) -> Option<String> {
    let value = table.require("reason", reader)?;
    let reason = reader.string(value)?;
    if reason.trim().is_empty() {
        reader.refuse(value.span(), |place| {
            Error::at(place, "this exception has no reason")
                .hint("say why these changes do not matter to you; pages show it")
        });
        return None;
    }
    Some(reason.trim().to_owned())
}

fn kind(value: Value<'_>, reader: &mut Reader) -> Option<Kind> {
    let name = reader.string(value)?;
    let kind = Kind::named(name);
    if kind.is_none() {
        reader.refuse(value.span(), |place| {
            let what = format!("there is no kind of change `{}`", name.escape_debug());
            let ids: Vec<String> = Kind::ALL.iter().map(|it| it.id()).collect();
            let titles = Kind::ALL.iter().map(|it| it.row().title);
            let known = titles.chain(ids.iter().map(String::as_str));
            Error::at(place, what).hint(match nearest::similar(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`changes --classes` prints all kinds".to_owned(),
            })
        });
    }
    kind
}

fn class(value: Value<'_>, reader: &mut Reader) -> Option<Class> {
    let name = reader.string(value)?;
    let class = Class::ALL.into_iter().find(|it| it.word() == name);
    if class.is_none() {
        reader.refuse(value.span(), |place| {
            let what = format!("there is no class `{}`", name.escape_debug());
            Error::at(place, what).hint(nearest::hint(name, Class::ALL.map(Class::word)))
        });
    }
    class
}

fn operation(value: Value<'_>, reader: &mut Reader) -> Option<ExceptedOperation> {
    Some(ExceptedOperation {
        name: reader.string(value)?.to_owned(),
        location: reader.position(value.span()),
    })
}

fn service(
    value: Value<'_>,
    services: Option<&ServiceNames>,
    reader: &mut Reader,
) -> Option<ExceptedService> {
    let name = reader.string(value)?;
    let services = services?;
    let known = services.iter().filter(|it| it.iter().any(|it| it == name));
    let mut found: Vec<String> = known.flatten().cloned().collect();
    if found.is_empty() {
        reader.refuse(value.span(), |place| {
            let what = format!("this manifest has no service `{}`", name.escape_debug());
            let mut known: Vec<&str> = services.iter().flatten().map(String::as_str).collect();
            known.sort_unstable();
            known.dedup();
            Error::at(place, what).hint(nearest::hint(name, known))
        });
        return None;
    }
    found.sort_unstable();
    found.dedup();
    Some(ExceptedService {
        name: name.to_owned(),
        names: found,
    })
}
