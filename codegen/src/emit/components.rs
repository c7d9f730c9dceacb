//! Optional parts of a generated crate: one row for each [`Component`].
//!
//! `plan` decides who needs a component. Everything that follows from it is in its row: the files
//! of the runtime to copy, the dependencies, the settings of clients, the re-exports, and what an
//! operation registers for its calls. A new component is a variant of [`Component`], a condition in
//! `plan/components.rs`, and a row here.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::ir::component::Component;
use crate::plan::ir::operation::Operation;
use crate::plan::ir::{Crate, Service};

use super::operation::customizations::{self, Registration};
use super::operation::service_behavior;
use super::service::rules;
use super::tokens::file::File;

/// A file of the runtime: path below its folder without `.rs`, and content.
pub(super) type RuntimeFile = (&'static str, &'static str);

/// A module of `support` that is emitted: its name, and the emitter of its file.
pub(super) type EmittedModule = (&'static str, fn(&Crate) -> File<'_>);

/// A Cargo feature of generated crates.
#[derive(Clone, Copy)]
pub(super) struct CargoFeature {
    /// Lines below `[features]`, with a comment.
    pub(super) lines: &'static str,
    /// The attribute of modules that need the feature.
    pub(super) attribute: &'static str,
    /// A paragraph of the crate's documentation.
    pub(super) docs: &'static str,
}

/// A row of the table.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Files of `support`. The first is the component's own module, with others below it.
    pub(super) support: &'static [RuntimeFile],
    /// A module of `support` that is emitted beside the copied ones.
    pub(super) emitted: Option<EmittedModule>,
    /// Settings that only clients with the component have: a file of the service with accessors and
    /// setters. If the component has a module of `support`, that has a function `settings`, which
    /// takes them over from an `SdkConfig`.
    pub(super) settings: Option<RuntimeFile>,
    /// Name of the paragraphs in copied files that only services with the component have.
    pub(super) part: Option<&'static str>,
    /// Dependencies: lines of `Cargo.toml`.
    pub(super) dependencies: &'static [&'static str],
    /// Features of dependencies that every crate has: the dependency, and the feature.
    pub(super) features: &'static [(&'static str, &'static str)],
    /// The Cargo feature without which the component's modules are not compiled.
    pub(super) feature: Option<CargoFeature>,
    /// Emits the function that adapts the settings of an `SdkConfig`, as a `client::CopySettings`.
    pub(super) of_config: Option<fn(&Service) -> TokenStream>,
    /// Emits what every client of a service registers.
    pub(super) of_service: Option<fn() -> TokenStream>,
    /// Emits what an operation registers for its calls.
    pub(super) of_operation: Option<fn(&Service, &Operation) -> Registration>,
}

/// A row without anything.
const EMPTY: Row = Row {
    support: &[],
    emitted: None,
    part: None,
    settings: None,
    dependencies: &[],
    features: &[],
    feature: None,
    of_config: None,
    of_service: None,
    of_operation: None,
};

/// The feature for serde's traits.
const SERDE: CargoFeature = CargoFeature {
    lines: "# `Serialize` and `Deserialize` of inputs, outputs and types.\n\
            serde = [\"dep:serde_core\"]\n",
    attribute: "#[cfg(feature = \"serde\")]\n",
    docs: "With the feature `serde`, which is not a default one, inputs, outputs, types and modeled errors\n\
           implement `Serialize` and `Deserialize`, with the names that boto3 and the AWS CLI show.\n\
           Sensitive members are written as well: they are data. Inputs and outputs with a stream have no\n\
           such traits. An input becomes its builder by `into()`, and is sent by `send_with`.",
};

/// Includes a file of the runtime.
macro_rules! runtime {
    ($folder:literal, $name:literal) => {
        (
            $name,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/runtime/",
                $folder,
                "/",
                $name,
                ".rs"
            )),
        )
    };
}
pub(super) use runtime;

/// The table.
fn row(component: Component) -> Row {
    match component {
        Component::TargetBinding => Row {
            support: &[runtime!("support", "json_rpc")],
            ..EMPTY
        },
        Component::HttpBinding => Row {
            support: &[
                runtime!("support", "rest"),
                runtime!("support", "rest/request_body"),
                runtime!("support", "rest/request"),
                runtime!("support", "rest/response"),
                runtime!("support", "rest/value"),
            ],
            // Escapes in paths and query strings.
            dependencies: &["percent-encoding = \"2.3\"\n"],
            ..EMPTY
        },
        Component::PlainEndpoint => Row {
            support: &[runtime!("support", "plain_endpoint")],
            ..EMPTY
        },
        Component::EndpointRules => Row {
            support: &[
                runtime!("support", "endpoint_rules"),
                runtime!("support", "endpoint_rules/answer"),
                runtime!("support", "endpoint_rules/partition"),
                runtime!("support", "endpoint_rules/table"),
                runtime!("support", "endpoint_rules/text"),
            ],
            emitted: Some(("partitions", rules::partitions)),
            ..EMPTY
        },
        Component::AccountIdEndpointMode => Row {
            support: &[runtime!("support", "account_id_mode")],
            of_service: Some(|| quote!(&crate::support::account_id_mode::ReportMode)),
            part: Some("account_settings"),
            settings: Some(runtime!("service", "config/account_settings")),
            ..EMPTY
        },
        Component::SigV4a => Row {
            features: &[("aws-runtime", "sigv4a")],
            ..EMPTY
        },
        Component::BearerAuth => Row {
            support: &[runtime!("support", "bearer")],
            part: Some("token_settings"),
            settings: Some(runtime!("service", "config/token_settings")),
            ..EMPTY
        },
        Component::ByteStreams => Row {
            part: Some("streams"),
            ..EMPTY
        },
        Component::EndpointDiscovery => Row {
            support: &[runtime!("support", "endpoint_discovery")],
            // Calls wait for a discovery that another call has begun; the runtime builds tokio
            // anyway.
            dependencies: &[
                "tokio = { version = \"1\", default-features = false, features = [\"sync\"] }\n",
            ],
            of_service: Some(|| quote!(&crate::support::endpoint_discovery::EndpointDiscovery)),
            of_operation: Some(customizations::endpoint_discovery),
            ..EMPTY
        },
        Component::HostPrefix => Row {
            support: &[runtime!("support", "host_prefix")],
            of_operation: Some(customizations::host_prefix),
            ..EMPTY
        },
        Component::RequestCompression => Row {
            support: &[runtime!("support", "request_compression")],
            part: Some("compression_settings"),
            settings: Some(runtime!("service", "config/compression_settings")),
            // aws-smithy-compression, which is 0.x, wraps the same crate.
            dependencies: &["flate2 = \"1.1\"\n"],
            of_operation: Some(customizations::compression),
            ..EMPTY
        },
        Component::RequiredChecksum => Row {
            support: &[runtime!("support", "required_checksum")],
            dependencies: &["crc32fast = \"1.5\"\n"],
            of_operation: Some(customizations::required_checksum),
            ..EMPTY
        },
        Component::FlexibleChecksums => Row {
            support: &[runtime!("support", "flexible_checksum")],
            part: Some("checksum_settings"),
            settings: Some(runtime!("service", "config/checksum_settings")),
            // It is 0.x: none of its types are public here.
            dependencies: &["aws-smithy-checksums = \"0.65\"\n"],
            of_operation: Some(customizations::flexible_checksums),
            ..EMPTY
        },
        Component::UnsignedPayload => Row {
            support: &[runtime!("support", "unsigned_payload")],
            dependencies: &["aws-sigv4 = { version = \"1.6.4\", default-features = false }\n"],
            of_operation: Some(customizations::unsigned_payload),
            ..EMPTY
        },
        Component::MemberDefaults => Row {
            support: &[runtime!("support", "member_defaults")],
            of_operation: Some(service_behavior::member_defaults),
            ..EMPTY
        },
        Component::EndpointMember => Row {
            support: &[runtime!("support", "endpoint_member")],
            of_operation: Some(service_behavior::endpoint_member),
            ..EMPTY
        },
        Component::FixedHeaders => Row {
            support: &[runtime!("support", "fixed_headers")],
            of_operation: Some(service_behavior::fixed_headers),
            ..EMPTY
        },
        Component::ErrorMessage => Row {
            support: &[runtime!("support", "error_message")],
            ..EMPTY
        },
        Component::LongPoll => Row {
            support: &[runtime!("support", "long_poll")],
            of_operation: Some(service_behavior::long_poll),
            ..EMPTY
        },
        Component::UnprotectedStreams => Row {
            support: &[runtime!("support", "unprotected_streams")],
            of_operation: Some(service_behavior::unprotected_streams),
            ..EMPTY
        },
        Component::TreeHash => Row {
            support: &[runtime!("support", "tree_hash")],
            // The signer, which has no hashes of streams, is built with the same one. It is 0.x:
            // none of its types are public here.
            dependencies: &[
                "aws-sigv4 = { version = \"1.6.4\", default-features = false }\n",
                "sha2 = \"0.11\"\n",
            ],
            of_operation: Some(service_behavior::tree_hash),
            ..EMPTY
        },
        Component::RetryDefaults => Row {
            support: &[runtime!("support", "retry_defaults")],
            of_config: Some(service_behavior::retry_defaults),
            ..EMPTY
        },
        Component::Serde => Row {
            support: &[
                runtime!("support", "serde"),
                runtime!("support", "serde/format"),
                runtime!("support", "serde/read"),
                runtime!("support", "serde/value"),
                runtime!("support", "serde/write"),
            ],
            // The traits without the derives, which take long to build.
            dependencies: &[
                "serde_core = { version = \"1\", default-features = false, features = [\"std\"], optional = true }\n",
            ],
            feature: Some(SERDE),
            ..EMPTY
        },
    }
}

/// The rows of components, in the same order.
pub(super) fn rows(components: &[Component]) -> impl Iterator<Item = Row> {
    components.iter().map(|component| row(*component))
}

/// The dependencies that components have, as lines of `Cargo.toml`.
#[cfg(test)]
pub(super) fn all_dependencies() -> Vec<&'static str> {
    let rows = Component::ALL.into_iter().map(row);
    rows.flat_map(|row| row.dependencies).copied().collect()
}

#[cfg(test)]
mod tests {
    use crate::emit::tokens::imports::OF_SUPPORT;

    use super::*;

    fn all() -> impl Iterator<Item = Row> {
        Component::ALL.into_iter().map(row)
    }

    #[test]
    fn modules_of_customizations_can_be_imported() {
        for row in all().filter(|row| row.of_operation.is_some()) {
            let (module, _) = row.support[0];
            let is_imported = OF_SUPPORT.iter().any(|(name, _)| *name == module);
            assert!(is_imported, "{module} is not in emit/tokens/imports.rs");
        }
    }

    #[test]
    fn settings_are_taken_over_by_the_module_of_their_component() {
        for (module, content) in all().filter_map(|row| row.settings.and(row.support.first())) {
            assert!(content.contains("pub fn settings("), "{module}");
        }
    }
}
