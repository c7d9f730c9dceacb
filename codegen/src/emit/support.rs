//! The hand-written part of the generated crate: copied, not made.

use crate::plan::auth::AuthScheme;
use crate::plan::{Binding, Crate, Operation, RequestChecksum, Service};

use super::{Content, File, endpoint_rules, extras};

/// Modules of `support`, which all services of a crate share.
const SHARED: &[(&str, &str)] = &[
    ("client", include_str!("../../support/client.rs")),
    ("error", include_str!("../../support/error.rs")),
    ("idempotency", include_str!("../../support/idempotency.rs")),
    (
        "interceptors",
        include_str!("../../support/interceptors.rs"),
    ),
    ("json", include_str!("../../support/json.rs")),
    ("json/reader", include_str!("../../support/json/reader.rs")),
    ("json/writer", include_str!("../../support/json/writer.rs")),
    ("json_error", include_str!("../../support/json_error.rs")),
    ("members", include_str!("../../support/members.rs")),
    ("telemetry", include_str!("../../support/telemetry.rs")),
    ("test_util", include_str!("../../support/test_util.rs")),
];

/// What services need whose operations stand in a header.
const TARGET: &[(&str, &str)] = &[("json_rpc", include_str!("../../support/json_rpc.rs"))];

/// What services need whose operations are methods and URIs.
const HTTP: &[(&str, &str)] = &[
    ("rest", include_str!("../../support/rest.rs")),
    (
        "rest/request",
        include_str!("../../support/rest/request.rs"),
    ),
    (
        "rest/response",
        include_str!("../../support/rest/response.rs"),
    ),
    ("rest/value", include_str!("../../support/rest/value.rs")),
];

/// What services need that have no endpoint rules.
const PLAIN_ENDPOINT: &[(&str, &str)] = &[("endpoint", include_str!("../../support/endpoint.rs"))];

/// What services need that have endpoint rules.
const ENDPOINT_RULES: &[(&str, &str)] = &[
    (
        "endpoint_rules",
        include_str!("../../support/endpoint_rules.rs"),
    ),
    (
        "endpoint_rules/answer",
        include_str!("../../support/endpoint_rules/answer.rs"),
    ),
    (
        "endpoint_rules/partition",
        include_str!("../../support/endpoint_rules/partition.rs"),
    ),
    (
        "endpoint_rules/table",
        include_str!("../../support/endpoint_rules/table.rs"),
    ),
    (
        "endpoint_rules/text",
        include_str!("../../support/endpoint_rules/text.rs"),
    ),
];

/// What only some operations do: the name, its text, and whether an operation needs it.
type OfOperations = (&'static str, &'static str, fn(&Operation) -> bool);

const OF_OPERATIONS: [OfOperations; 6] = [
    (
        "flexible_checksum",
        include_str!("../../support/flexible_checksum.rs"),
        extras::has_flexible_checksums,
    ),
    (
        "endpoint_discovery",
        include_str!("../../support/endpoint_discovery.rs"),
        |it| it.asks_for_endpoint,
    ),
    (
        "host_prefix",
        include_str!("../../support/host_prefix.rs"),
        |it| !it.host_prefix.is_empty(),
    ),
    (
        "request_checksum",
        include_str!("../../support/request_checksum.rs"),
        |it| it.request_checksum == Some(RequestChecksum::Crc32),
    ),
    (
        "request_compression",
        include_str!("../../support/request_compression.rs"),
        |it| it.encoding.is_some(),
    ),
    (
        "unsigned_payload",
        include_str!("../../support/unsigned_payload.rs"),
        |it| it.auth.unsigned_payload,
    ),
];

/// What services need that take tokens.
const BEARER: &str = include_str!("../../support/bearer.rs");

/// Modules that each service has: its `Config` is not another service's.
const PER_SERVICE: &[(&str, &str)] = &[
    ("client", include_str!("../../support/service/client.rs")),
    (
        "client/customize",
        include_str!("../../support/service/client/customize.rs"),
    ),
    ("config", include_str!("../../support/service/config.rs")),
    (
        "config/auth",
        include_str!("../../support/service/config/auth.rs"),
    ),
    (
        "config/builder",
        include_str!("../../support/service/config/builder.rs"),
    ),
    (
        "config/endpoint",
        include_str!("../../support/service/config/endpoint.rs"),
    ),
    (
        "config/http",
        include_str!("../../support/service/config/http.rs"),
    ),
    (
        "config/interceptors",
        include_str!("../../support/service/config/interceptors.rs"),
    ),
    (
        "config/retry",
        include_str!("../../support/service/config/retry.rs"),
    ),
    (
        "config/timeout",
        include_str!("../../support/service/config/timeout.rs"),
    ),
    ("error", include_str!("../../support/service/error.rs")),
    (
        "primitives",
        include_str!("../../support/service/primitives.rs"),
    ),
];

/// Settings that only some services have: the name of the modules of a service and of `support`, the text of the
/// service's, and whether a service needs it.
type OfServices = (&'static str, &'static str, fn(&Service) -> bool);

const OF_SERVICES: [OfServices; 3] = [
    (
        "bearer",
        include_str!("../../support/service/bearer.rs"),
        takes_tokens,
    ),
    (
        "flexible_checksum",
        include_str!("../../support/service/flexible_checksum.rs"),
        |it| it.operations.iter().any(extras::has_flexible_checksums),
    ),
    (
        "request_compression",
        include_str!("../../support/service/request_compression.rs"),
        |it| it.operations.iter().any(|it| it.encoding.is_some()),
    ),
];

fn takes_tokens(service: &Service) -> bool {
    service.all_auth_schemes().contains(&AuthScheme::Bearer)
}

fn streams(service: &Service) -> bool {
    let mut operations = service.operations.iter();
    operations.any(|it| it.input.stream().or(it.output.stream()).is_some())
}

/// What a service gives out whose bodies may be streams.
const STREAMS: &str = "
pub use aws_smithy_types::body::SdkBody;
pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
#[cfg(feature = \"rt-tokio\")]
pub use aws_smithy_types::byte_stream::{FsBuilder, Length};
";

/// What the configuration of a service that takes tokens gives out in addition.
const TOKENS: &str =
    "\npub use super::bearer::{ProvideToken, ResolveIdentity, SharedTokenProvider, Token};\n";

/// What the configuration of a service gives out that has operations with checksums.
const CHECKSUMS: &str =
    "\npub use aws_types::sdk_config::{RequestChecksumCalculation, ResponseChecksumValidation};\n";

/// What the configuration of a service gives out that others' does not.
fn config(service: &Service) -> String {
    let has_checksums = service
        .operations
        .iter()
        .any(extras::has_flexible_checksums);
    let more = [(takes_tokens(service), TOKENS), (has_checksums, CHECKSUMS)];
    more.into_iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, text)| text)
        .collect()
}

/// What says which modules there are.
const ROOT: &str = "\
//! What is not generated but written by hand, and copied along: no part of the public API.

pub(crate) mod client;
pub(crate) mod error;
pub(crate) mod idempotency;
pub(crate) mod interceptors;
pub(crate) mod json;
pub(crate) mod json_error;
pub(crate) mod members;
pub(crate) mod telemetry;
#[cfg(feature = \"test-util\")]
pub(crate) mod test_util;
";

/// The files of `support`.
pub(super) fn files(crate_: &Crate) -> Vec<File<'_>> {
    let has = |rules: bool| {
        let mut services = crate_.services.iter();
        services.any(|it| it.endpoint.rules.is_some() == rules)
    };
    let mut root = ROOT.to_owned();
    let mut files = Vec::new();
    let mut add = |modules: &[(&str, &str)]| {
        let texts = modules
            .iter()
            .map(|(name, content)| text(&format!("src/support/{name}.rs"), content));
        files.extend(texts);
    };
    add(SHARED);
    let speaks_http = |it: &Service| it.protocol.binding == Binding::Http;
    if !crate_.services.iter().all(speaks_http) {
        add(TARGET);
        root += "pub(crate) mod json_rpc;\n";
    }
    if crate_.services.iter().any(speaks_http) {
        add(HTTP);
        root += "pub(crate) mod rest;\n";
    }
    if has(false) {
        add(PLAIN_ENDPOINT);
        root += "pub(crate) mod endpoint;\n";
    }
    if has(true) {
        add(ENDPOINT_RULES);
        root += "pub(crate) mod endpoint_rules;\npub(crate) mod partitions;\n";
        files.push(endpoint_rules::partitions(crate_));
    }
    if crate_.services.iter().any(takes_tokens) {
        files.push(text("src/support/bearer.rs", BEARER));
        root += "pub(crate) mod bearer;\n";
    }
    for (name, content, is_needed) in OF_OPERATIONS {
        let mut operations = crate_.services.iter().flat_map(|it| &it.operations);
        if operations.any(is_needed) {
            files.push(text(&format!("src/support/{name}.rs"), content));
            root += &format!("pub(crate) mod {name};\n");
        }
    }
    files.push(text("src/support.rs", &root));
    files
}

/// The modules with settings that not every service has.
pub(super) fn with_settings(service: &Service) -> impl Iterator<Item = &'static str> {
    let needed = OF_SERVICES
        .iter()
        .filter(|(_, _, is_needed)| is_needed(service));
    needed.map(|(name, ..)| *name)
}

/// The files that are the same in each service that has them.
pub(super) fn service_files(service: &Service) -> Vec<File<'static>> {
    let module = service.module.unraw();
    let of_some = OF_SERVICES
        .iter()
        .filter(|(_, _, is_needed)| is_needed(service))
        .map(|(name, content, _)| (*name, *content));
    let modules = PER_SERVICE.iter().copied().chain(of_some);
    modules
        .map(|(name, content)| {
            let more = match name {
                "config" => config(service),
                "primitives" if streams(service) => STREAMS.to_owned(),
                _ => String::new(),
            };
            text(
                &format!("src/{module}/{name}.rs"),
                &format!("{content}{more}"),
            )
        })
        .collect()
}

fn text(path: &str, content: &str) -> File<'static> {
    File {
        path: path.to_owned(),
        content: Content::Text(content.to_owned()),
    }
}
