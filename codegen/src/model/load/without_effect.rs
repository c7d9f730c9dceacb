//! Keys of the model format that no client needs.

/// Keys that are read and dropped, because no client behaves differently for them: owner, key,
/// reason.
///
/// A key that botocore's runtime reads may not be listed. Documentation (`documentation`,
/// `examples`) is not listed, since `docs-2.json` provides it.
pub const WITHOUT_EFFECT: &[(&str, &str, &str)] = &[
    (
        "service",
        "deprecated",
        "callers may go on using what is deprecated",
    ),
    ("service", "deprecatedMessage", "see `deprecated`"),
    ("metadata", "uid", "identifies the model"),
    (
        "metadata",
        "checksumFormat",
        "used by Glacier only; botocore has the checksum in code",
    ),
    ("metadata", "ripServiceName", "internal to AWS's build"),
    (
        "metadata",
        "globalEndpoint",
        "superseded by endpoint rule sets",
    ),
    (
        "metadata",
        "protocolSettings",
        "which version of HTTP a service prefers; requests are the same in all",
    ),
    ("operation", "idempotent", "does not affect requests"),
    ("operation", "readonly", "does not affect requests"),
    ("operation", "deprecatedSince", DEPRECATED_SINCE),
    ("http", "responseCode", "clients accept every 2xx"),
    (
        "shape",
        "fault",
        "the status code of the response has the same information",
    ),
    (
        "shape",
        "synthetic",
        "marks shapes that are not the service's own",
    ),
    ("shape", "deprecatedSince", DEPRECATED_SINCE),
    ("shape", "wrapper", WRAPPER),
    ("shape", "xmlOrder", XML_ORDER),
    ("error", "httpStatusCode", "the response has the status"),
    (
        "error",
        "senderFault",
        "the status code of the response has the same information",
    ),
    ("member", "deprecatedSince", DEPRECATED_SINCE),
    ("reference", "wrapper", WRAPPER),
    ("reference", "xmlOrder", XML_ORDER),
    ("member", "enum", "repeats the shape's enum"),
];

const WRAPPER: &str = "botocore takes the element's name from `resultWrapper`";

const XML_ORDER: &str = "botocore writes members in the model's order";

const DEPRECATED_SINCE: &str = "a date; `deprecatedMessage` is shown";
