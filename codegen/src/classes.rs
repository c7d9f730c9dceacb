//! The kinds of changes of models, and the class of each: a table with a reason for each row.
//!
#![doc = include_str!("classes.md")]

use std::fmt;

use heck::ToKebabCase;

/// Compatibility class of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing that worked stops working.
    Compatible,
    /// Something may behave differently: a reviewer has to decide if that matters.
    Look,
    /// Something that worked stops working.
    Breaking,
}

impl Class {
    /// All classes, the mildest first.
    pub const ALL: [Self; 3] = [Self::Compatible, Self::Look, Self::Breaking];

    /// Returns the word for it in manifests and in output for machines.
    pub fn word(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Look => "look",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Compatible => "compatible",
            Self::Look => "needs a look",
            Self::Breaking => "breaking",
        })
    }
}

/// Class of a change for Rust code written against the old client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rust {
    /// Always the same class.
    Is(Class),
    /// Decided by the plans: compatible, or breaking where a type, a name or a signature differs.
    ByPlan,
}

/// A row of the table of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Name of the kind.
    pub title: &'static str,
    /// Class on the wire.
    pub wire: Class,
    /// Reason for the class on the wire.
    pub wire_reason: &'static str,
    /// Class in Rust.
    pub rust: Rust,
    /// Reason for the class in Rust.
    pub rust_reason: &'static str,
}

macro_rules! kinds {
    ($($name:ident: $title:literal, $wire:ident: $wire_reason:literal, $rust:expr => $rust_reason:literal;)*) => {
        /// Kind of a change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $title] $name,)*
        }

        impl Kind {
            /// All kinds, in the table's order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Name of the variant, of which [`id`](Self::id) is made.
            fn variant(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// Returns the kind's row of the table.
            pub fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        title: $title,
                        wire: Class::$wire,
                        wire_reason: $wire_reason,
                        rust: $rust,
                        rust_reason: $rust_reason,
                    },)*
                }
            }
        }
    };
}

const NOTHING: Rust = Rust::Is(Class::Compatible);
const LINT: Rust = Rust::Is(Class::Look);
const BREAKS: Rust = Rust::Is(Class::Breaking);

kinds! {
    ServiceAdded: "service added", Compatible: "no caller uses it yet", NOTHING => "it is a new module";
    ServiceRemoved: "service removed", Breaking: "calls fail if the service was shut down", BREAKS => "its module is gone";
    OperationAdded: "operation added", Compatible: "no caller uses it yet",
        NOTHING => "a new method and a new module";
    OperationRemoved: "operation removed", Breaking: "calls fail if the service dropped it",
        BREAKS => "its method and module are gone";
    OperationName: "name of an operation on the wire", Breaking: "requests name another operation",
        NOTHING => "callers see the other name";
    MemberAdded: "member added", Compatible: "unset members are not sent, unknown ones are skipped",
        NOTHING => "structures are made by builders and cannot be matched exhaustively";
    RequiredMemberAdded: "required member added", Look: "requests without it may be refused",
        Rust::ByPlan => "nothing where builders check late; `build()` returns a `Result` where it did not";
    MemberRemoved: "member removed", Look: "if the service dropped it, it is refused or ignored",
        Rust::ByPlan => "its field, accessor and setters are gone, unless another member has their name and type";
    MemberRenamed: "member renamed", Compatible: "its name on the wire is the same",
        Rust::ByPlan => "breaking where its name in Rust differs";
    BecameRequired: "member became required", Look: "requests without it may be refused",
        Rust::ByPlan => "nothing in inputs; elsewhere a field is not an `Option` any more";
    NoLongerRequired: "member is not required any more", Compatible: "more is allowed than before",
        Rust::ByPlan => "nothing in inputs; elsewhere a field becomes an `Option`";
    ReceivedRequired: "member is always received", Compatible: "it could be missing before",
        Rust::ByPlan => "breaking where a field is not an `Option` any more";
    ReceivedOptional: "member is not always received", Look: "code that relies on it gets nothing, or a default",
        Rust::ByPlan => "breaking where a field becomes an `Option`";
    Retargeted: "member refers to another shape", Compatible: "the shapes have the same type",
        Rust::ByPlan => "breaking where the shapes are types of their own: those have other names";
    TypeChanged: "type changed", Breaking: "the receiver reads another type than the sender writes",
        BREAKS => "values have another type";
    ValueAdded: "enum value added", Compatible: "enums are open: the value was kept as an unknown one before",
        NOTHING => "enums cannot be matched exhaustively; arms that match the string need a look";
    ValueRemoved: "enum value removed", Look: "the service may refuse it",
        Rust::ByPlan => "its variant is gone, unless another value has its name";
    ReceivedValueRemoved: "enum value is not received any more", Compatible: "the service sends other values instead",
        Rust::ByPlan => "its variant is gone, unless another value has its name";
    BecameEnum: "string became an enum", Compatible: "the same strings are sent",
        BREAKS => "a value is an enum, not a `String`";
    NoLongerEnum: "enum became a string", Compatible: "the same strings are sent",
        BREAKS => "a value is a `String`, not an enum";
    VariantAdded: "union variant added", Compatible: "it was an unknown one before",
        NOTHING => "unions cannot be matched exhaustively";
    VariantRemoved: "union variant removed", Look: "if the service dropped it, it is refused",
        Rust::ByPlan => "the variant is gone, unless another one has its name and type";
    UnionChanged: "structure became a union, or a union a structure",
        Look: "exactly one member is allowed, or no longer",
        BREAKS => "a struct is not an enum";
    ErrorAdded: "error added to an operation", Compatible: "it was an unhandled one before; its code is the same",
        NOTHING => "errors cannot be matched exhaustively; arms that match codes need a look";
    ErrorRemoved: "error removed from an operation", Look: "if it still occurs, it is an unhandled one now",
        BREAKS => "its variant is gone";
    ErrorCode: "code of an error", Breaking: "errors are identified by their codes: one is mistaken for another",
        NOTHING => "codes are not part of the types";
    ErrorTrait: "other trait of an error", Compatible: "errors are identified by their status and code",
        NOTHING => "not part of the types";
    WireName: "name on the wire", Breaking: "sent values are not recognized, received ones are skipped",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    Location: "location in the message", Breaking: "the receiver looks for it in another location",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    TimestampFormat: "format of a timestamp", Breaking: "the receiver misreads it, or cannot read it",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    Flattened: "flattening of a list or map", Breaking: "bodies are nested in another way",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    Payload: "the member that is the body", Breaking: "bodies have other contents",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    Xml: "XML serialization", Breaking: "elements have other names, places or namespaces",
        NOTHING => "not part of the types: no tool for Rust can detect it";
    Streaming: "streaming", Look: "bodies are held in memory, or no longer",
        Rust::ByPlan => "a body in memory and a stream have different types";
    JsonValue: "JSON within a string", Breaking: "the value is written in another way", NOTHING => "a `String` either way";
    Sparse: "nulls in a list or map", Look: "nulls are kept, or no longer",
        BREAKS => "items are `Option`s, or no longer";
    Box: "unset value differs from zero, or no longer", Compatible: "unset members are not sent either way",
        Rust::ByPlan => "a number or boolean becomes an `Option`, or is not one any more";
    Document: "structure became a document, or a document a structure", Look: "any JSON is allowed, or no longer",
        BREAKS => "a `Document` is not a struct";
    IdempotencyToken: "idempotency token", Look: "an unset member is filled with a UUID, or no longer",
        NOTHING => "the member is a `String` either way";
    HostLabel: "part of the host name", Breaking: "requests go to another host", NOTHING => "not part of the types";
    ContextParam: "parameter of endpoint rules", Look: "requests may go to another host",
        NOTHING => "not part of the types";
    Sensitive: "became sensitive", Compatible: "the same is sent", NOTHING => "`Debug` does not print it any more";
    NotSensitive: "not sensitive any more", Look: "the same is sent, but `Debug` prints it: are there secrets in logs?",
        NOTHING => "not part of the types";
    Deprecated: "deprecated", Compatible: "it still works", LINT => "a lint, which breaks builds that deny warnings";
    NotDeprecated: "not deprecated any more", Compatible: "it works", NOTHING => "one lint less";
    DeprecationMessage: "deprecation message", Compatible: "it still works", NOTHING => "the lint has another message";
    Tightened: "limit tightened", Look: "the service may refuse what it took before",
        NOTHING => "limits are not checked by clients";
    Loosened: "limit loosened", Compatible: "the service takes what it took before",
        NOTHING => "limits are not checked by clients";
    ReceivedLimit: "limit of what is received", Compatible: "limits are not checked by clients",
        NOTHING => "limits are not checked by clients";
    Protocol: "protocol", Breaking: "requests and responses look different", NOTHING => "not part of the types";
    HttpRequest: "HTTP method or path", Breaking: "requests have another method or path", NOTHING => "not part of the types";
    HostPrefix: "prefix of the host name", Breaking: "requests go to another host", NOTHING => "not part of the types";
    Endpoint: "endpoint", Look: "requests may go to another host", NOTHING => "not part of the types";
    EndpointRules: "endpoint rules", Look: "requests may go to another host", NOTHING => "not part of the types";
    Auth: "signature and identity", Look: "requests are signed in another way", NOTHING => "not part of the types";
    Checksum: "checksum of a body", Look: "a header comes or goes", NOTHING => "not part of the types";
    Compression: "compression of a body", Look: "bodies are compressed, or no longer", NOTHING => "not part of the types";
    Retryable: "retryable error", Look: "calls are repeated, or no longer",
        NOTHING => "not part of the types";
    PaginatorAdded: "paginator added", Compatible: "no caller uses it yet", NOTHING => "paginators are not generated yet";
    PaginatorChanged: "paginator changed or removed", Look: "pages are requested differently",
        NOTHING => "paginators are not generated yet";
    WaiterAdded: "waiter added", Compatible: "no caller uses it yet", NOTHING => "waiters are not generated yet";
    WaiterChanged: "waiter changed or removed", Look: "another response ends the wait",
        NOTHING => "waiters are not generated yet";
    Identity: "name of the service in settings", Look: "another environment variable is read",
        NOTHING => "not part of the types";
    Title: "title of the service", Compatible: "not part of any message", NOTHING => "only documentation has it";
    SameMeaning: "same meaning, written differently", Compatible: "it has the same effect", NOTHING => "it has the same effect";
    NoEffect: "a key without effect", Compatible: "no client behaves differently for it", NOTHING => "not part of the types";
    OtherTrait: "another trait", Look: "what it means depends on the trait", Rust::ByPlan => "what it means depends on the trait";
    RustName: "name in Rust", Compatible: "the same is sent", BREAKS => "callers have the old name";
    RustType: "type in Rust", Compatible: "the same is sent", BREAKS => "callers have the old type";
    BuildResult: "`build()` can fail now, or cannot any more", Compatible: "the same is sent",
        BREAKS => "a `Result` is not the structure";
    Documentation: "documentation", Compatible: "not part of any message", NOTHING => "only documentation has it";
}

impl Kind {
    /// Returns the name for machines, such as `member-added`. It stays when the title is reworded.
    pub fn id(self) -> String {
        self.variant().to_kebab_case()
    }

    /// Finds a kind by its title or id.
    pub fn named(name: &str) -> Option<Self> {
        let mut kinds = Self::ALL.iter().copied();
        kinds.find(|it| it.row().title == name || it.id() == name)
    }
}

/// Returns the table as Markdown.
pub fn markdown() -> String {
    let mut text = "\
        | change | id | on the wire | because | in Rust | because |\n\
        |---|---|---|---|---|---|\n"
        .to_owned();
    for kind in Kind::ALL {
        let row = kind.row();
        let rust = match row.rust {
            Rust::Is(class) => class.to_string(),
            Rust::ByPlan => "compatible or breaking".to_owned(),
        };
        text += &format!(
            "| {} | `{}` | {} | {} | {rust} | {} |\n",
            row.title,
            kind.id(),
            row.wire,
            row.wire_reason,
            row.rust_reason
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn kinds_have_names_of_their_own() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::named(kind.row().title), Some(kind));
            assert_eq!(Kind::named(&kind.id()), Some(kind));
        }
    }

    #[test]
    fn the_documented_table_is_this_one() {
        let documented = include_str!("classes.md");
        assert!(
            documented == super::markdown(),
            "`cargo xtask changes --classes > codegen/src/classes.md` brings it up to date"
        );
    }
}
