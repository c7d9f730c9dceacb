//! The table of customizations, as `table.toml` beside this file has it.

use std::sync::OnceLock;

use serde::Deserialize;

const TEXT: &str = include_str!("table.toml");

/// Returns the rows of the table, in its order.
pub fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| parse(TEXT).expect("a test reads the table, which is part of the program"))
}

fn parse(text: &str) -> Result<Vec<Row>, toml::de::Error> {
    toml::from_str::<Table>(text).map(|table| table.customization)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    customization: Vec<Row>,
}

/// A row: what some operations need beside their models.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The operations that need it.
    pub on: Trigger,
    /// The change.
    pub does: Kind,
    /// Where it was seen.
    pub source: String,
}

/// The operations of a row.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Trigger {
    /// All operations of a service, by its `serviceId`. A row about a member concerns the
    /// operations that have it.
    Service(String),
    /// Some of a service.
    Operations {
        /// The `serviceId`.
        service: String,
        /// Names of the operations.
        names: Vec<String>,
    },
    /// Those with a trait, of all services.
    Trait(Trait),
}

/// A trait of an operation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    /// `endpointoperation`
    EndpointOperation,
}

/// The change that a row makes. All but the last two are those of
/// [`Customization`](crate::plan::ir::customization::Customization).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    /// Adds a header.
    Header {
        /// Name in lower case.
        name: String,
        /// Its value.
        value: HeaderValue,
    },
    /// Fills a member that is not set, or empty.
    MemberDefault {
        /// Name of the member, a string.
        member: String,
        /// The value.
        value: String,
    },
    /// Takes scheme and host from a member.
    EndpointMember {
        /// Name of the member, a string.
        member: String,
    },
    /// Sends a POST with the query string as its body.
    QueryAsForm,
    /// Reads the message of errors from another member.
    ErrorMessage {
        /// Name of the member.
        key: String,
    },
    /// Waits before it returns an error for which there is no retry quota.
    LongPoll,
    /// Turns the protection against stalled streams off.
    UnprotectedStreams,
    /// Adds hashes of the body.
    TreeHash {
        /// Header of the tree hash.
        header: String,
    },
    /// Sets the retries of a service's clients.
    RetryDefaults {
        /// Delay before the first retry, in milliseconds.
        initial_backoff_ms: u64,
        /// Number of attempts.
        max_attempts: u32,
    },
    /// Refuses the operations.
    Unsupported {
        /// The behaviour that is missing.
        what: String,
    },
}

/// Value of a header.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderValue {
    /// A fixed text.
    Text(String),
    /// The service's `apiVersion`.
    ApiVersion,
}

impl Kind {
    /// The member of the input that the change is about.
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::MemberDefault { member, .. } | Self::EndpointMember { member } => Some(member),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read() {
        let rows = parse(TEXT).unwrap_or_else(|error| panic!("{error}"));
        for row in rows {
            assert!(row.source.len() > 10, "{row:?} has no source");
            if let Trigger::Operations { names, .. } = &row.on {
                assert!(!names.is_empty(), "{row:?} names no operation");
            }
            if let Kind::RetryDefaults { .. } = row.does {
                let is_whole = matches!(row.on, Trigger::Service(_));
                assert!(is_whole, "{row:?} is not about a whole service");
            }
        }
    }

    #[test]
    fn mistakes_are_refused() {
        let good = "[[customization]]\n\
                    on.service = \"A\"\n\
                    does.header = { name = \"b\", value = { text = \"c\" } }\n\
                    source = \"d\"\n";
        parse(good).expect("it is good");
        for (piece, mistake) in [
            ("on.service = \"A\"\n", ""),
            ("source = \"d\"\n", ""),
            ("source = \"d\"\n", "source = \"d\"\nnote = \"e\"\n"),
            ("on.service", "on.services"),
            (
                "on.service = \"A\"\n",
                "on.service = \"A\"\non.trait = \"endpoint-operation\"\n",
            ),
            ("on.service = \"A\"", "on.trait = \"another\""),
            ("on.service = \"A\"", "on.operations = { names = [\"B\"] }"),
            ("does.header = {", "does.heading = {"),
            ("name = \"b\",", "name = \"b\", also = 1,"),
            ("text = \"c\"", "number = 1"),
            ("{ text = \"c\" }", "\"date\""),
        ] {
            assert!(good.contains(piece));
            let bad = good.replace(piece, mistake);
            assert!(parse(&bad).is_err(), "{bad}");
        }
    }
}
