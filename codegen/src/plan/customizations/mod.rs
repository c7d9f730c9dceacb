//! Finds what services need beside their models: matches the rows of a table with the operations of
//! a model.

mod table;

use crate::error::{Error, Result};
use crate::model::{self, OperationName};

use super::context::Context;
use super::ir::customization::{Customization, RetryDefaults};
use super::ir::field::{Field, FieldType};
use super::ir::operation::Operation;

pub use table::{HeaderValue, Kind, Row, Trait, Trigger, rows};

/// Finds the customizations of a service's operations.
///
/// # Errors
/// If an operation needs an unsupported one, or lacks what a row is about.
pub(super) fn of_operations(context: &Context<'_>, operations: &mut [Operation]) -> Result<()> {
    for row in rows() {
        let models = context.service.operations.iter();
        for ((name, model), operation) in models.zip(&mut *operations) {
            if row.concerns(context.service, name, model) {
                let customization = customization(context, row, (name, model), operation)?;
                operation.customizations.extend(customization);
            }
        }
    }
    Ok(())
}

/// Finds the retry settings of a service's clients.
pub(super) fn retry_defaults(service: &model::Service) -> Option<RetryDefaults> {
    let mut rows = rows().iter().filter(|row| row.on.names(service));
    rows.find_map(|row| match row.does {
        Kind::RetryDefaults {
            initial_backoff_ms,
            max_attempts,
        } => Some(RetryDefaults {
            initial_backoff_ms,
            max_attempts,
        }),
        _ => None,
    })
}

impl Row {
    /// Returns `true` if the row is about an operation of a service.
    pub fn concerns(
        &self,
        service: &model::Service,
        name: &OperationName,
        operation: &model::Operation,
    ) -> bool {
        match &self.on {
            Trigger::Service(_) => {
                let has = |member| has_member(service, operation, member);
                self.on.names(service) && self.does.member().is_none_or(has)
            }
            Trigger::Operations { names, .. } => {
                self.on.names(service) && names.iter().any(|it| it == name.as_str())
            }
            Trigger::Trait(Trait::EndpointOperation) => operation.returns_endpoints,
        }
    }
}

impl Trigger {
    /// Returns `true` if it names the service.
    fn names(&self, service: &model::Service) -> bool {
        match self {
            Self::Service(id) | Self::Operations { service: id, .. } => {
                service.metadata.sdk_id() == id
            }
            Self::Trait(_) => false,
        }
    }
}

fn has_member(service: &model::Service, operation: &model::Operation, member: &str) -> bool {
    let shape = operation.input.as_ref().map(|it| service.shape(&it.shape));
    let members = shape.and_then(|it| it.as_structure()).map(|it| &it.members);
    members.is_some_and(|it| it.contains_key(member))
}

/// Plans what a row changes about an operation; `None` if it changes the client and not an
/// operation.
fn customization(
    context: &Context<'_>,
    row: &Row,
    (name, model): (&OperationName, &model::Operation),
    operation: &Operation,
) -> Result<Option<Customization>> {
    let unfit = |what: &str| unfit(context, row, (name, model), what);
    let text = |member: &str| {
        let mut fields = operation.input.fields.iter();
        let is_text = |it: &&Field| it.member == member && it.ty == FieldType::String;
        let field = fields.find(|it| is_text(it) && it.optional);
        field.ok_or_else(|| unfit(&format!("a member `{member}` of its input, a string")))
    };
    Ok(Some(match &row.does {
        Kind::Header { name, value } => Customization::Header {
            name: name.clone(),
            value: match value {
                HeaderValue::Text(text) => text.clone(),
                HeaderValue::ApiVersion => context.service.metadata.api_version.clone(),
            },
        },
        Kind::MemberDefault { member, value } => Customization::MemberDefault {
            field: text(member)?.name.clone(),
            value: value.clone(),
        },
        Kind::EndpointMember { member } => Customization::EndpointMember {
            field: text(member)?.name.clone(),
            member: member.clone(),
        },
        Kind::QueryAsForm if operation.method != "GET" => return Err(unfit("the method GET")),
        Kind::QueryAsForm => Customization::QueryAsForm,
        Kind::ErrorMessage { key } => Customization::ErrorMessage { key: key.clone() },
        Kind::LongPoll => Customization::LongPoll,
        Kind::UnprotectedStreams => Customization::UnprotectedStreams,
        Kind::TreeHash { header } => Customization::TreeHash {
            body: match operation.input.stream() {
                Some(field) => field.name.clone(),
                None => return Err(unfit("a body that is a stream")),
            },
            header: header.clone(),
        },
        Kind::RetryDefaults { .. } => return Ok(None),
        Kind::Unsupported { what } => return Err(context.unsupported(model.at, what)),
    }))
}

/// The error that an operation lacks what a row is about.
#[cold]
fn unfit(
    context: &Context<'_>,
    row: &Row,
    (name, model): (&OperationName, &model::Operation),
    what: &str,
) -> Error {
    let what =
        format!("`{name}` needs a customization that requires {what}, which the model lacks");
    context.service.source.error(model.at, what).hint(format!(
        "the customization follows {}; if the model is newer than the generator, leave the \
         operation out of the manifest",
        row.source
    ))
}
