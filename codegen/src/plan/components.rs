//! Decides which optional parts of a generated crate its services and operations need.

use super::ir::Service;
use super::ir::auth::AuthScheme;
use super::ir::component::Component;
use super::ir::customization::Customization;
use super::ir::endpoint::Setting;
use super::ir::operation::{Operation, RequestChecksum};
use super::ir::protocol::Binding;

/// The components that act on calls of an operation, in their order.
pub(super) fn of_operation(operation: &Operation) -> Vec<Component> {
    let checksum = operation.request_checksum.as_ref();
    let crc32 = checksum == Some(&RequestChecksum::Crc32);
    let chosen = checksum.is_some() && !crc32;
    let mut components = needed(&[
        (
            Component::EndpointDiscovery,
            operation.discovers_endpoint || operation.returns_endpoints,
        ),
        (Component::HostPrefix, !operation.host_prefix.is_empty()),
        (
            Component::RequestCompression,
            operation.compression.is_some(),
        ),
        (Component::RequiredChecksum, crc32),
        (
            Component::FlexibleChecksums,
            chosen || operation.response_checksum.is_some(),
        ),
        (Component::UnsignedPayload, operation.auth.unsigned_payload),
    ]);
    components.extend(operation.customizations.iter().filter_map(of_customization));
    unique(components)
}

fn of_customization(customization: &Customization) -> Option<Component> {
    Some(match customization {
        Customization::Header { .. } => Component::FixedHeaders,
        Customization::MemberDefault { .. } => Component::MemberDefaults,
        Customization::EndpointMember { .. } => Component::EndpointMember,
        // A method of the request.
        Customization::QueryAsForm => return None,
        Customization::ErrorMessage { .. } => Component::ErrorMessage,
        Customization::LongPoll => Component::LongPoll,
        Customization::UnprotectedStreams => Component::UnprotectedStreams,
        Customization::TreeHash { .. } => Component::TreeHash,
    })
}

/// The components that a service or one of its operations needs.
pub(super) fn of_service(service: &Service) -> Vec<Component> {
    let has_rules = service.endpoint.rules.is_some();
    let mut parameters = service.endpoint.parameters.iter();
    let has_account_mode = parameters.any(|it| it.setting == Some(Setting::AccountIdEndpointMode));
    let mut operations = service.operations.iter();
    let streams = operations.any(|it| it.input.stream().or(it.output.stream()).is_some());
    let mut components = needed(&[
        (Component::PlainEndpoint, !has_rules),
        (Component::EndpointRules, has_rules),
        (Component::AccountIdEndpointMode, has_account_mode),
        (
            Component::SigV4a,
            service.auth.all.contains(&AuthScheme::SigV4a),
        ),
        (
            Component::BearerAuth,
            service.auth.all.contains(&AuthScheme::Bearer),
        ),
        (Component::ByteStreams, streams),
        (Component::RetryDefaults, service.retry_defaults.is_some()),
        (Component::Serde, service.serde),
    ]);
    components.push(match service.protocol.binding {
        Binding::Target { .. } => Component::TargetBinding,
        Binding::Http => Component::HttpBinding,
    });
    components.extend(service.operations.iter().flat_map(|it| &it.components));
    unique(components)
}

/// The components that a service of the crate needs.
pub(super) fn of_crate(services: &[Service]) -> Vec<Component> {
    unique(
        services
            .iter()
            .flat_map(|it| it.components.clone())
            .collect(),
    )
}

fn needed(conditions: &[(Component, bool)]) -> Vec<Component> {
    let needed = conditions.iter().filter(|(_, is_needed)| *is_needed);
    needed.map(|(component, _)| *component).collect()
}

fn unique(mut components: Vec<Component>) -> Vec<Component> {
    components.sort_unstable();
    components.dedup();
    components
}
