//! `Cargo.toml` of the generated crate.

use std::fmt::Write;

use crate::plan::auth::AuthScheme;
use crate::plan::{Binding, Crate, Operation, RequestChecksum};

use super::{Content, File, extras};

/// The first line, which tells generated crates from others.
pub(crate) const MANIFEST_HEADER: &str = "# Made by botosmith; do not edit.\n";

/// What generated code is built on, as `Cargo.toml` has it. The versions are those that the tests ran with;
/// newer ones of the same major version do as well.
pub const DEPENDENCIES: &str = r#"[dependencies]
aws-credential-types = "1.3.1"
aws-runtime = "1.10.2"
aws-smithy-async = "1.3.1"
aws-smithy-http-client = { version = "1.5.2", optional = true }
aws-smithy-runtime = { version = "1.16.2", features = ["client", "http-auth"] }
aws-smithy-runtime-api = { version = "1.20.0", features = ["client", "http-1x"] }
aws-smithy-types = { version = "1.9.3", features = ["http-body-1-x"] }
aws-types = "1.7.0"
fastrand = "2"
tracing = "0.1"
"#;

const RUNTIME: &str = r#"aws-runtime = "1.10.2""#;

/// For services whose requests may be signed for several regions.
const RUNTIME_WITH_SIGV4A: &str = r#"aws-runtime = { version = "1.10.2", features = ["sigv4a"] }"#;

/// Whether an operation needs something.
type IsNeeded = fn(&Operation) -> bool;

/// What some operations need beyond that.
const OF_OPERATIONS: [(&str, IsNeeded); 5] = [
    // Waiting for an answer that somebody else has asked for; the runtime builds it anyway.
    (
        "tokio = { version = \"1\", default-features = false, features = [\"sync\"] }\n",
        |it| it.asks_for_endpoint,
    ),
    // Requests whose payload is not signed.
    (
        "aws-sigv4 = { version = \"1.6.4\", default-features = false }\n",
        |it| it.auth.unsigned_payload,
    ),
    // The checksum of requests.
    ("crc32fast = \"1.5\"\n", |it| {
        it.request_checksum == Some(RequestChecksum::Crc32)
    }),
    // Checksums of many kinds. It is 0.x, and what it gives out stays inside.
    (
        "aws-smithy-checksums = \"0.65\"\n",
        extras::has_flexible_checksums,
    ),
    // Compressed requests. (aws-smithy-compression, which is 0.x, wraps the same crate.)
    ("flate2 = \"1.1\"\n", |it| it.encoding.is_some()),
];

/// Escapes in paths and query strings, for services that have such.
const URI: &str = "percent-encoding = \"2.3\"\n";

/// The dependencies of a crate: [`DEPENDENCIES`], and what its services and operations need beyond that.
pub fn dependencies(crate_: &Crate) -> String {
    let needed = OF_OPERATIONS.iter().filter(|(_, is_needed)| {
        let mut operations = crate_.services.iter().flat_map(|it| &it.operations);
        operations.any(is_needed)
    });
    let mut services = crate_.services.iter();
    let text = if services.any(|it| it.all_auth_schemes().contains(&AuthScheme::SigV4a)) {
        DEPENDENCIES.replace(RUNTIME, RUNTIME_WITH_SIGV4A)
    } else {
        DEPENDENCIES.to_owned()
    };
    let (head, rest) = text.split_once('\n').expect("it has lines");
    let mut lines: Vec<&str> = rest.split_inclusive('\n').collect();
    lines.extend(needed.map(|(line, _)| *line));
    let mut services = crate_.services.iter();
    if services.any(|it| it.protocol.binding == Binding::Http) {
        lines.push(URI);
    }
    lines.sort_unstable();
    format!("{head}\n{}", lines.concat())
}

/// The features that generated code asks for, and those that pass on the runtime's; as lines below `[features]`.
pub const FEATURES: &str = r#"# An HTTP client with rustls and aws-lc.
default-https-client = ["aws-smithy-runtime/default-https-client"]
# An HTTP client with rustls and ring: quicker to build. Use it without the default features.
ring = ["dep:aws-smithy-http-client", "aws-smithy-http-client/rustls-ring"]
# Waiting, for retries and timeouts, by tokio.
rt-tokio = ["aws-smithy-async/rt-tokio", "aws-smithy-types/rt-tokio"]
# Makes the latest behavior version the default of clients that set none.
behavior-version-latest = []
# Repeatable clients for tests.
test-util = ["aws-credential-types/test-util", "aws-runtime/test-util", "aws-smithy-async/test-util"]
"#;

pub(super) fn file(crate_: &Crate) -> File<'static> {
    let services: Vec<&str> = crate_.services.iter().map(|it| it.module.unraw()).collect();
    let default = services
        .iter()
        .chain(&["default-https-client", "rt-tokio"])
        .map(|feature| format!("{feature:?}"))
        .collect::<Vec<_>>()
        .join(", ");
    let mut text = format!(
        "{MANIFEST_HEADER}\
         [package]\n\
         name = \"{}\"\n\
         version = \"0.1.0\"\n\
         description = \"Clients for AWS services, cut to the operations that are called\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.94.1\"\n\
         license = \"Apache-2.0 OR MIT\"\n\
         publish = false\n\
         \n\
         [lib]\n\
         # Documentation comes from models; nothing in it is to be run.\n\
         doctest = false\n\
         \n\
         [features]\n\
         default = [{default}]\n",
        crate_.name,
    );
    for (service, name) in crate_.services.iter().zip(&services) {
        writeln!(text, "# {}\n{name} = []", service.title).expect("a string takes all");
    }
    text += FEATURES;
    text += "\n";
    text += &dependencies(crate_);
    File {
        path: "Cargo.toml".to_owned(),
        content: Content::Text(text),
    }
}
