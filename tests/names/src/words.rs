//! Names that generated code, Rust, Cargo or a file system needs for itself, or that differ little.

/// Rust's prelude, and what derives define.
#[rustfmt::skip]
const OF_PRELUDE: &[&str] = &[
    "AsMut", "AsRef", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "Box", "Clone", "Copy", "Debug",
    "Default", "DoubleEndedIterator", "Drop", "Eq", "Err", "ExactSizeIterator", "Extend", "Fn",
    "FnMut", "FnOnce", "From", "FromIterator", "Future", "Hash", "Into", "IntoFuture",
    "IntoIterator", "Iterator", "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result",
    "Send", "Sized", "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Vec",
];

/// Strict, reserved and weak keywords.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "Self", "SelfValue", "abstract", "as", "async", "auto", "await", "become", "box", "break",
    "const", "continue", "crate", "default", "do", "dyn", "else", "enum", "extern", "false",
    "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "macro_rules", "match",
    "mod", "move", "mut", "override", "priv", "pub", "raw", "ref", "return", "safe", "self",
    "self_value", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "union",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Primitive types, macros and attributes.
#[rustfmt::skip]
const BUILT_IN: &[&str] = &[
    "allow", "bool", "cfg", "char", "concat", "deprecated", "derive", "doc", "env", "f64", "file",
    "format", "i32", "include", "line", "matches", "never", "non_exhaustive", "panic", "str", "test",
    "u8", "unreachable", "usize", "write",
];

/// Crates.
#[rustfmt::skip]
const CRATES: &[&str] = &[
    "alloc", "aws_credential_types", "aws_runtime", "aws_smithy_async", "aws_smithy_checksums",
    "aws_smithy_http_client", "aws_smithy_runtime", "aws_smithy_runtime_api", "aws_smithy_types",
    "aws_types", "core", "crc32fast", "fastrand", "flate2", "http", "percent_encoding",
    "proc_macro", "serde_core", "std", "tokio", "tracing",
];

/// Types, modules and files of generated crates and of the runtime that is copied into them.
#[rustfmt::skip]
const OF_CLIENTS: &[&str] = &[
    "Arc", "Blob", "BoxError", "Build", "BuildError", "Builder", "ByteStream", "Client", "Config",
    "CreateUnhandled", "CreateUnhandledError", "Customize", "Data", "DateTime", "Deserialize",
    "Document", "Error", "ErrorKind", "ErrorMetadata", "FluentBuilder", "Formatter", "Handle",
    "HashMap", "Infallible", "Input", "InputBuilder", "Metadata", "Node", "OPERATION", "Object",
    "Operation", "Output", "Params", "ParamsBuilder", "ProvideErrorKind", "ProvideErrorMetadata",
    "Reader", "RequestId", "SERVICE", "Sdk", "SdkError", "Serialize", "SetMembers", "Unhandled",
    "Unknown", "UnknownValue", "UnknownValue_", "UnknownValueValue", "UnknownVariant",
    "UnknownVariantError", "UnknownVariantValue", "Value", "Writer", "aux", "benches", "bin",
    "builders", "client_", "codec", "com1", "con", "config_", "error_", "examples", "fmt",
    "host_prefix", "json", "json_error", "json_rpc", "lib", "lpt9", "main", "members", "meta",
    "nul", "operation_", "own", "primitives", "prn", "rest", "ring", "rules", "sealed_enum_unknown",
    "serde", "service_error", "support", "support_error", "tests", "types",
];

/// Methods of Rust's traits and of generated types, and local variables in generated functions.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "add", "as_input", "as_mut", "as_ref", "as_str", "attributes", "b", "bitand", "bitor", "bitxor",
    "borrow", "builder", "clone_", "cmp", "code", "config_override", "create_unhandled_error",
    "customize_", "deref", "description", "deserialize", "div", "drop_", "eq_", "f", "fill_token",
    "finish", "from_conf", "from_iter", "from_str", "generic", "get", "get_type", "handle_",
    "hash_", "index", "inner", "into", "into_iter", "is_unknown", "it", "item", "items", "iter",
    "k", "key", "len", "make_operation", "member", "message", "mul", "name", "ne", "neg", "new",
    "next", "node", "not", "object", "other", "params_", "partial_cmp", "presigned", "push", "r",
    "read", "read_from", "read_response", "record", "region", "rem", "request", "_request_id",
    "request_id_", "retryable_error_kind", "s", "_set", "send_", "send_with", "serialize", "set_",
    "set_meta", "set_message", "set_request_id", "set_type", "shl", "shr", "source", "sub", "text",
    "title", "to_owned_", "to_string_", "try_parse", "type_", "type_id", "unhandled_", "v", "value",
    "values", "w", "write_", "write_request", "write_to",
];

/// Names that differ little, and digits.
#[rustfmt::skip]
const ALIKE: &[&str] = &[
    "A-B", "A.B", "AB", "A_B", "Ab", "FOO", "Foo", "FooValue", "FooValue2", "HTTPServer",
    "HttpServer", "IPv4", "Ipv4", "I_Pv4", "SizeGIB", "SizeGiB", "SizeGib", "TTL", "TTLs", "Ttl",
    "X-1", "X.1", "X_1", "_1", "_1_", "_1_value", "_2fast", "_3D", "__foo__", "a-b", "aB", "foo",
    "foo-bar", "fooBar", "foo_value", "foo_value2", "getFoo", "get_foo", "i_pv4", "setFoo", "set_1",
    "set_foo", "size_gib", "x1",
];

/// Returns `true` for names of types that generated code may name.
pub fn is_type(word: &str) -> bool {
    OF_PRELUDE.contains(&word)
        || OF_CLIENTS.contains(&word) && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Those that matter to types.
pub fn of_types() -> Vec<&'static str> {
    [OF_PRELUDE, KEYWORDS, BUILT_IN, CRATES, OF_CLIENTS, ALIKE].concat()
}

/// All of them.
pub fn all() -> Vec<&'static str> {
    [of_types().as_slice(), METHODS].concat()
}

/// Values of enums that are no words.
#[rustfmt::skip]
pub const VALUES: &[&str] = &[
    "", " ", "*", "**", "+1", "-1", "1", "1.0", "1_0", "10", "1 0", "2A", "Value2A", "Empty", "EMPTY",
    "é", "Größe", "日本", "１", "ß", "a b", "A  B", "unknown", "UNKNOWN", "Unknown-Value", "\0",
    "\u{1b}[31m", "\n", "\r", "\t", "\"", "\\", "'", "`", "``", "a`b", "[link]", "<b>", "*/", "//",
    "\u{202e}evil", "\u{2066}a\u{2069}", "\u{feff}", "\u{200b}", "\u{200d}", "\u{2028}", "\u{85}",
    "e\u{301}", "{}", "#", "r#type", "${x}",
];

/// Names on the wire, which the generator does not restrict to ASCII.
#[rustfmt::skip]
pub const WIRE_NAMES: &[&str] = &[
    "na\u{202e}me", "\u{2066}a\u{2069}", "\u{feff}a", "a\u{200b}", "\u{200d}", "\u{2028}", "\u{2029}",
    "\u{61c}", "\u{180e}", "\u{ad}", "\u{2060}", "\u{e0041}", "\u{2064}", "a\u{fe0f}", "\u{2800}",
    "a\u{3164}", "e\u{301}", "日本", "a`b", "``", "[a](b)", "<b>",
    "*/", "//", "{}", "#", "'", " ", "${x}",
];
