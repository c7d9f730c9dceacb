//! Names that generated code needs for itself, so that nothing of a model may have them.
//!
//! All of them are here, by the scope in which they are taken. A test beside `emit`'s table of
//! imports compares the types with it, and a layer test the setters with the runtime.

/// Names of Rust's prelude (and `HashMap`) that emitted code uses without a path.
///
/// A type of such a name hides Rust's in its own file, so that this file spells the path out
/// (`emit`'s `Prelude`). Other files name types by their module.
pub const PRELUDE: [&str; 10] = [
    "AsRef", "Box", "Default", "From", "HashMap", "Into", "Option", "Result", "String", "Vec",
];

/// Types that are imported into the files that define structures, unions, enums and errors, and
/// `Unhandled`, the variant that enums of errors have for themselves.
pub const TYPES: [&str; 7] = [
    "BuildError",
    "ErrorMetadata",
    "ProvideErrorMetadata",
    "RequestId",
    "SetMembers",
    "Unhandled",
    "UnknownVariantError",
];

/// Types that are imported into the files that define operations, the static that each of them
/// has, and `CreateUnhandled`, whose error would have the name of a trait that it implements.
pub const OPERATIONS: [&str; 6] = [
    "BoxError",
    "CreateUnhandled",
    "ErrorMetadata",
    "Input",
    "OPERATION",
    "Output",
];

/// Names of Rust's prelude (edition 2024) beside [`PRELUDE`]. An operation is a unit struct, which
/// would hide values such as `Some` as well as types and traits in its own file.
#[rustfmt::skip]
pub const REST_OF_PRELUDE: [&str; 33] = [
    "AsMut", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "Clone", "Copy", "DoubleEndedIterator", "Drop",
    "Eq", "Err", "ExactSizeIterator", "Extend", "Fn", "FnMut", "FnOnce", "FromIterator", "Future",
    "IntoFuture", "IntoIterator", "Iterator", "None", "Ok", "Ord", "PartialEq", "PartialOrd",
    "Send", "Sized", "Some", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto",
];

/// Names that the file of a module cannot have: `mod.rs` is the one of the module around it, and
/// the others are devices on Windows, whatever the extension.
#[rustfmt::skip]
pub const FILES: [&str; 23] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "mod", "nul", "prn",
];

/// Methods of the field `message`, which every error has, whether its model has it or not.
pub const MESSAGE_METHODS: [&str; 3] = ["message", "set_message", "get_message"];

/// Methods that builders of errors have beside [`BUILDER_METHODS`].
pub const ERROR_METHODS: [&str; 1] = ["set_meta"];

/// Variants that every enum and union has.
pub const VARIANTS: [&str; 1] = ["Unknown"];

/// Methods `as_…` and `is_…` of unions, without those prefixes.
pub const VARIANT_METHODS: [&str; 1] = ["unknown"];

/// Methods that every client has beside its operations.
pub const CLIENT_METHODS: [&str; 3] = ["new", "from_conf", "config"];

/// Methods of structures, builders and fluent builders. smithy-rs renames members away from those
/// that it has; those that read, write and finish are ours.
pub const BUILDER_METHODS: [&str; 15] = [
    "build",
    "builder",
    "default",
    "send",
    "send_with",
    "make_operation",
    "presigned",
    "customize",
    "meta",
    "as_input",
    "read_from",
    "read_response",
    "write_to",
    "write_request",
    "finish",
];

/// Methods of `Params` and its builder, which have one for each endpoint parameter. `clone` is the
/// one of a trait that the runtime calls, and that a parameter would hide.
pub const ENDPOINT_PARAMETER_METHODS: [&str; 6] = [
    "build",
    "builder",
    "clone",
    "default",
    "from_settings",
    "resolve",
];

/// Modules beside those of shared types, in `types`.
pub const TYPE_MODULES: [&str; 2] = ["builders", "error"];

/// Modules beside those of errors, in `types::error`.
pub const ERROR_MODULES: [&str; 1] = ["builders"];

/// Names that no library can have: crates of Rust itself, which would hide the package's library
/// or be hidden by it.
pub const PACKAGES: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

/// Cargo features that generated crates have, beside those of services.
pub const FEATURES: [&str; 5] = [
    "default-https-client",
    "ring",
    "rt-tokio",
    "behavior-version-latest",
    "test-util",
];

/// Dependencies that generated crates have: all of them, or those with a component that needs it.
#[rustfmt::skip]
pub const DEPENDENCIES: [&str; 19] = [
    "aws-credential-types", "aws-runtime", "aws-sigv4", "aws-smithy-async", "aws-smithy-checksums",
    "aws-smithy-http-client", "aws-smithy-observability", "aws-smithy-runtime",
    "aws-smithy-runtime-api", "aws-smithy-types", "aws-types", "crc32fast", "fastrand", "flate2",
    "percent-encoding", "serde_core", "sha2", "tokio", "tracing",
];

/// Names that no service's module can have, beside [`FILES`]: modules and Cargo features that
/// every generated crate has, crates that a `use` can begin with, and file names that Cargo takes
/// for programs or for the library itself.
pub const MODULES: [&str; 10] = [
    "support", "default", "ring", "serde", "std", "core", "alloc", "lib", "main", "bin",
];

/// Methods of clients' `config::Builder`, those of optional settings and of traits included: a
/// model cannot declare a setting of the same name (`service/config` in the runtime).
#[rustfmt::skip]
pub const CONFIG_SETTERS: &[&str] = &[
    "account_id_endpoint_mode", "allow_no_auth", "app_name", "apply_test_defaults",
    "apply_test_defaults_v2", "auth_scheme_preference", "auth_scheme_resolver", "bearer_token",
    "bearer_token_resolver", "behavior_version", "behavior_version_latest", "build",
    "capture_input_attributes", "credentials_provider", "default", "disable_clock_skew_correction",
    "disable_request_compression", "emit_input_attributes", "endpoint_resolver", "endpoint_url",
    "framework_metadata", "from", "http_client", "idempotency_token_provider", "identity_cache",
    "interceptor", "invocation_id_generator", "new", "override_plugins", "push_auth_scheme",
    "push_framework_metadata", "push_interceptor", "push_retry_classifier", "push_runtime_plugin",
    "region", "request_checksum_calculation", "request_min_compression_size_bytes",
    "response_checksum_validation", "retry_classifier", "retry_config", "retry_partition",
    "set_account_id_endpoint_mode", "set_allow_no_auth", "set_app_name",
    "set_auth_scheme_preference", "set_auth_scheme_resolver", "set_behavior_version",
    "set_credentials_provider", "set_disable_clock_skew_correction",
    "set_disable_request_compression", "set_endpoint_resolver", "set_endpoint_url",
    "set_http_client", "set_idempotency_token_provider", "set_identity_cache", "set_interceptors",
    "set_invocation_id_generator", "set_region", "set_request_checksum_calculation",
    "set_request_min_compression_size_bytes", "set_response_checksum_validation",
    "set_retry_classifiers", "set_retry_config", "set_retry_partition", "set_sleep_impl",
    "set_stalled_stream_protection", "set_time_source", "set_timeout_config", "set_token_provider",
    "set_use_dual_stack", "set_use_fips", "sleep_impl", "stalled_stream_protection", "time_source",
    "timeout_config", "token_provider", "use_dual_stack", "use_fips", "with_test_defaults",
    "with_test_defaults_v2",
];
