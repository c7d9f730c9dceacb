//! Plans a service and a crate: calls the passes in their order.

use crate::error::Result;
use crate::model;
use crate::names::Ident;

use super::context::Context;
use super::ir::package::Package;
use super::ir::{Crate, Service};
use super::naming::lock;
use super::path::Structures;
use super::select::Chosen;
use super::{
    auth, components, customizations, endpoint, endpoint_rules, http, operations, protocol, serde,
    types,
};

/// Puts planned services together.
///
/// # Errors
/// If a service has endpoint rules, and a partition has an unsupported pattern of regions.
pub fn assemble(
    package: Package,
    mut services: Vec<Service>,
    partitions: &model::Partitions,
) -> Result<Crate> {
    for service in &mut services {
        service.at_root = package.service_at_root;
    }
    let has_rules = services.iter().any(|it| it.endpoint.rules.is_some());
    Ok(Crate {
        package,
        components: components::of_crate(&services),
        services,
        partitions: if has_rules {
            endpoint_rules::partitions(partitions)?
        } else {
            Vec::new()
        },
    })
}

/// Adds serde's traits to the types of a service.
pub fn offer_serde(service: &mut Service) {
    serde::offer(service);
    service.components = components::of_service(service);
}

/// Plans a service: its chosen operations, and the shapes that they reach.
///
/// # Errors
/// If a client cannot be generated from the model.
pub fn service(module: &Ident, chosen: &Chosen) -> Result<Service> {
    let Chosen { model, naming, .. } = chosen;
    let protocol = protocol::protocol(model)?;
    let (usage, boxed) = (types::usage(model), types::cycles(model));
    let context = Context::new(model, protocol, naming, usage, boxed)?;
    let (types, mut errors) = types::types(&context)?;
    let rules = model.endpoint_rules.as_ref();
    let table = rules.map(endpoint_rules::lower).transpose()?;
    let endpoint = endpoint::endpoint(model, table)?;
    let mut operations = operations::operations(&context, auth::of_operations(model)?)?;
    http::bind(&context, &mut operations, &mut errors)?;
    let structures = Structures::new(&types, &errors);
    endpoint::of_operations(&context, &endpoint, &structures, &mut operations)?;
    let endpoint_discovery = endpoint::endpoint_discovery(&context, &mut operations, &structures)?;
    customizations::of_operations(&context, &mut operations)?;
    for operation in &mut operations {
        operation.components = components::of_operation(operation);
    }
    let metadata = &model.metadata;
    let title = metadata.abbreviation.as_ref();
    let mut service = Service {
        module: module.clone(),
        at_root: false,
        title: title.unwrap_or(&metadata.full_name).clone(),
        sdk_id: metadata.sdk_id().to_owned(),
        user_agent_name: metadata.sdk_id().to_lowercase().replace(' ', ""),
        signing_name: metadata.signing_name().to_owned(),
        endpoint_prefix: metadata.endpoint_prefix.clone(),
        auth: auth::of_service(model, &operations)?,
        endpoint,
        endpoint_discovery,
        retry_defaults: customizations::retry_defaults(model),
        api_version: metadata.api_version.clone(),
        protocol: context.protocol.clone(),
        error_cases: operations::all_cases(&operations),
        touches_deprecated: operations.iter().any(|it| it.touches_deprecated),
        operations,
        types,
        errors,
        serde: false,
        components: Vec::new(),
        docs: model.docs.service.clone(),
        lock: (!naming.lock().is_empty())
            .then(|| (chosen.folder.join(lock::FILE), naming.lock().to_text())),
    };
    service.components = components::of_service(&service);
    Ok(service)
}
