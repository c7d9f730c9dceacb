//! The hand-written part of generated crates, which is copied.

use crate::plan::auth::AuthScheme;
use crate::plan::{Binding, Crate, Operation, RequestChecksum, Service};

use super::{Content, File, endpoint_rules, extras};

/// Modules of `support` that all crates have.
const SHARED: &[(&str, &str)] = &[
    ("client", include_str!("../../runtime/support/client.rs")),
    ("codec", include_str!("../../runtime/support/codec.rs")),
    ("error", include_str!("../../runtime/support/error.rs")),
    (
        "idempotency",
        include_str!("../../runtime/support/idempotency.rs"),
    ),
    (
        "interceptors",
        include_str!("../../runtime/support/interceptors.rs"),
    ),
    ("json", include_str!("../../runtime/support/json.rs")),
    (
        "json/reader",
        include_str!("../../runtime/support/json/reader.rs"),
    ),
    (
        "json/writer",
        include_str!("../../runtime/support/json/writer.rs"),
    ),
    (
        "json_error",
        include_str!("../../runtime/support/json_error.rs"),
    ),
    ("members", include_str!("../../runtime/support/members.rs")),
    (
        "telemetry",
        include_str!("../../runtime/support/telemetry.rs"),
    ),
    (
        "test_util",
        include_str!("../../runtime/support/test_util.rs"),
    ),
];

/// Modules for services with the operation in a header.
const TARGET: &[(&str, &str)] = &[(
    "json_rpc",
    include_str!("../../runtime/support/json_rpc.rs"),
)];

/// Modules for services whose operations are methods and URIs.
const HTTP: &[(&str, &str)] = &[
    ("rest", include_str!("../../runtime/support/rest.rs")),
    (
        "rest/request",
        include_str!("../../runtime/support/rest/request.rs"),
    ),
    (
        "rest/response",
        include_str!("../../runtime/support/rest/response.rs"),
    ),
    (
        "rest/value",
        include_str!("../../runtime/support/rest/value.rs"),
    ),
];

/// Modules for services without endpoint rules.
const PLAIN_ENDPOINT: &[(&str, &str)] = &[(
    "endpoint",
    include_str!("../../runtime/support/endpoint.rs"),
)];

/// Modules for services with endpoint rules.
const ENDPOINT_RULES: &[(&str, &str)] = &[
    (
        "endpoint_rules",
        include_str!("../../runtime/support/endpoint_rules.rs"),
    ),
    (
        "endpoint_rules/answer",
        include_str!("../../runtime/support/endpoint_rules/answer.rs"),
    ),
    (
        "endpoint_rules/partition",
        include_str!("../../runtime/support/endpoint_rules/partition.rs"),
    ),
    (
        "endpoint_rules/table",
        include_str!("../../runtime/support/endpoint_rules/table.rs"),
    ),
    (
        "endpoint_rules/text",
        include_str!("../../runtime/support/endpoint_rules/text.rs"),
    ),
];

/// Module that only some operations need: its name, its text, and a test if an operation needs it.
type OfOperations = (&'static str, &'static str, fn(&Operation) -> bool);

const OF_OPERATIONS: [OfOperations; 6] = [
    (
        "flexible_checksum",
        include_str!("../../runtime/support/flexible_checksum.rs"),
        extras::has_flexible_checksums,
    ),
    (
        "endpoint_discovery",
        include_str!("../../runtime/support/endpoint_discovery.rs"),
        |it| it.asks_for_endpoint,
    ),
    (
        "host_prefix",
        include_str!("../../runtime/support/host_prefix.rs"),
        |it| !it.host_prefix.is_empty(),
    ),
    (
        "request_checksum",
        include_str!("../../runtime/support/request_checksum.rs"),
        |it| it.request_checksum == Some(RequestChecksum::Crc32),
    ),
    (
        "request_compression",
        include_str!("../../runtime/support/request_compression.rs"),
        |it| it.encoding.is_some(),
    ),
    (
        "unsigned_payload",
        include_str!("../../runtime/support/unsigned_payload.rs"),
        |it| it.auth.unsigned_payload,
    ),
];

/// Module for services that accept bearer tokens.
const BEARER: &str = include_str!("../../runtime/support/bearer.rs");

/// Modules that are copied for each service, whose `Config` is a type of its own.
const PER_SERVICE: &[(&str, &str)] = &[
    ("client", include_str!("../../runtime/service/client.rs")),
    (
        "client/customize",
        include_str!("../../runtime/service/client/customize.rs"),
    ),
    ("config", include_str!("../../runtime/service/config.rs")),
    (
        "config/auth",
        include_str!("../../runtime/service/config/auth.rs"),
    ),
    (
        "config/builder",
        include_str!("../../runtime/service/config/builder.rs"),
    ),
    (
        "config/endpoint",
        include_str!("../../runtime/service/config/endpoint.rs"),
    ),
    (
        "config/http",
        include_str!("../../runtime/service/config/http.rs"),
    ),
    (
        "config/interceptors",
        include_str!("../../runtime/service/config/interceptors.rs"),
    ),
    (
        "config/retry",
        include_str!("../../runtime/service/config/retry.rs"),
    ),
    (
        "config/timeout",
        include_str!("../../runtime/service/config/timeout.rs"),
    ),
    ("error", include_str!("../../runtime/service/error.rs")),
    (
        "primitives",
        include_str!("../../runtime/service/primitives.rs"),
    ),
];

/// Settings that only some services have.
struct OptionalSettings {
    /// Module of `support` that uses the settings.
    support: &'static str,
    /// Module of the service's `config` that declares them.
    module: &'static str,
    text: &'static str,
    is_needed: fn(&Service) -> bool,
}

const OPTIONAL_SETTINGS: [OptionalSettings; 3] = [
    OptionalSettings {
        support: "bearer",
        module: "token_settings",
        text: include_str!("../../runtime/service/config/token_settings.rs"),
        is_needed: takes_tokens,
    },
    OptionalSettings {
        support: "flexible_checksum",
        module: "checksum_settings",
        text: include_str!("../../runtime/service/config/checksum_settings.rs"),
        is_needed: |it| it.operations.iter().any(extras::has_flexible_checksums),
    },
    OptionalSettings {
        support: "request_compression",
        module: "compression_settings",
        text: include_str!("../../runtime/service/config/compression_settings.rs"),
        is_needed: |it| it.operations.iter().any(|it| it.encoding.is_some()),
    },
];

fn takes_tokens(service: &Service) -> bool {
    service.all_auth_schemes().contains(&AuthScheme::Bearer)
}

fn streams(service: &Service) -> bool {
    let mut operations = service.operations.iter();
    operations.any(|it| it.input.stream().or(it.output.stream()).is_some())
}

/// True if a service has a part that paragraphs of copied files are marked with.
fn has_part(service: &Service, part: &str) -> bool {
    let mut settings = OPTIONAL_SETTINGS.iter();
    match settings.find(|it| it.module == part) {
        Some(settings) => (settings.is_needed)(service),
        None => part == "streams" && streams(service),
    }
}

/// First line of a paragraph that only services with a part have.
const PART: &str = "// Part: ";

/// Returns the text of a copied file without the paragraphs of parts that a service does not have.
fn with_parts(service: &Service, text: &str) -> String {
    let paragraphs = text.split("\n\n").filter_map(|paragraph| {
        let Some(marked) = paragraph.strip_prefix(PART) else {
            return Some(paragraph);
        };
        let (part, paragraph) = marked.split_once(".\n")?;
        has_part(service, part).then_some(paragraph)
    });
    let mut text = paragraphs.collect::<Vec<_>>().join("\n\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// List of the modules of `support` that all crates have.
const ROOT: &str = "\
//! Hand-written modules that the services share. They are not part of the public API.

pub(crate) mod client;
pub(crate) mod codec;
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

/// Returns the files of `support`.
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

/// Returns the modules of `support` with settings that only some services have.
pub(super) fn with_settings(service: &Service) -> impl Iterator<Item = &'static str> {
    let needed = OPTIONAL_SETTINGS
        .iter()
        .filter(|it| (it.is_needed)(service));
    needed.map(|it| it.support)
}

/// Returns the files that are copied for a service.
pub(super) fn service_files(service: &Service) -> Vec<File<'static>> {
    let module = service.module.unraw();
    let settings = OPTIONAL_SETTINGS
        .iter()
        .filter(|it| (it.is_needed)(service))
        .map(|it| (format!("src/{module}/config/{}.rs", it.module), it.text));
    let modules = PER_SERVICE
        .iter()
        .map(|(name, content)| (format!("src/{module}/{name}.rs"), *content));
    modules
        .chain(settings)
        .map(|(path, content)| text(&path, &with_parts(service, content)))
        .collect()
}

fn text(path: &str, content: &str) -> File<'static> {
    File {
        path: path.to_owned(),
        content: Content::Text(content.to_owned()),
    }
}
