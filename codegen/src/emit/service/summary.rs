//! Writes endpoint rules as text, for the documentation of their table.
//!
//! ```text
//! 1. isSet(Endpoint): 2
//!    else 5
//! 2. UseFIPS: error "Invalid Configuration: …"
//!    else 3
//! ```

use std::fmt::Write;

use crate::plan::ir::rules::{Attribute, Call, Condition, Index, Operand, Outcome, Run, Table};

/// The decision graph of a table: a line for each node.
pub(super) fn summary(table: &Table) -> String {
    let summary = Summary { table };
    let mut text = "The endpoint rules of the service, as a table.\n\n\
                    Each entry is a decision: a condition, the number of the next decision or the\n\
                    result if it holds, and the same if it does not. Resolution begins at 1.\n\
                    `v0` is a variable that a decision assigns.\n\n\
                    ```text\n"
        .to_owned();
    if table.nodes.is_empty() {
        let outcome = table.outcomes.first().map(|it| summary.outcome(*it));
        writeln!(text, "always: {}", outcome.unwrap_or_default()).expect("a string takes all");
    }
    for (index, node) in table.nodes.iter().enumerate() {
        writeln!(
            text,
            "{}. {}: {}\n   else {}",
            index + 1,
            summary.condition(table.conditions[usize::from(node.condition)]),
            summary.target(node.holds),
            summary.target(node.otherwise),
        )
        .expect("a string takes all");
    }
    text + "```"
}

struct Summary<'a> {
    table: &'a Table,
}

impl Summary<'_> {
    /// The number of a node, or an outcome.
    fn target(&self, index: Index) -> String {
        let index = usize::from(index);
        match index.checked_sub(self.table.nodes.len()) {
            None => (index + 1).to_string(),
            Some(outcome) => self.outcome(self.table.outcomes[outcome]),
        }
    }

    fn outcome(&self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Endpoint(index) => {
                let endpoint = &self.table.endpoints[usize::from(index)];
                format!("endpoint {}", self.quoted(endpoint.url))
            }
            Outcome::Error(message) => format!("error {}", self.quoted(message)),
            Outcome::NoRule => "error: no rule matched".to_owned(),
        }
    }

    fn condition(&self, condition: Condition) -> String {
        match condition {
            Condition::IsSet(of) => format!("isSet({})", self.operand(of)),
            Condition::IsTrue(of) => self.operand(of),
            Condition::Holds(call) => self.call(call),
            Condition::Assigns(call, variable) => {
                format!("{} = {}", variable_name(variable), self.call(call))
            }
        }
    }

    /// A text in quotes, with references in braces.
    fn quoted(&self, text: Operand) -> String {
        format!("\"{}\"", self.template(text))
    }

    /// A text without quotes.
    fn template(&self, text: Operand) -> String {
        match text {
            Operand::Text(index) => one_line(self.text(index)),
            Operand::Call(index) => match self.table.calls[usize::from(index)] {
                Call::Template(parts) => {
                    let parts = self.parts(parts).iter();
                    parts.map(|part| self.template(*part)).collect()
                }
                _ => format!("{{{}}}", self.operand(text)),
            },
            _ => format!("{{{}}}", self.operand(text)),
        }
    }

    fn operand(&self, operand: Operand) -> String {
        match operand {
            Operand::Parameter(index) => one_line(&self.table.parameters[usize::from(index)].name),
            Operand::Variable(index) => variable_name(index),
            Operand::Boolean(value) => value.to_string(),
            Operand::Text(_) => self.quoted(operand),
            Operand::Call(index) => self.call(index),
        }
    }

    fn call(&self, index: Index) -> String {
        let one = |name: &str, of: Operand| format!("{name}({})", self.operand(of));
        match self.table.calls[usize::from(index)] {
            Call::Template(_) => self.quoted(Operand::Call(index)),
            Call::IsSet(of) => one("isSet", of),
            Call::Not(of) => one("not", of),
            Call::BooleanEquals(a, b) | Call::StringEquals(a, b) => {
                format!("{} == {}", self.operand(a), self.operand(b))
            }
            Call::Attribute(of, part) => format!("{}{}", self.operand(of), attribute(part)),
            Call::Substring(of, span) => {
                let end = if span.from_end { " from the end" } else { "" };
                let of = self.operand(of);
                format!("substring({of}, {}, {}{end})", span.start, span.stop)
            }
            Call::UriEncode(of) => one("uriEncode", of),
            Call::ParseUrl(of) => one("parseURL", of),
            Call::Partition(of) => one("aws.partition", of),
            Call::ParseArn(of) => one("aws.parseArn", of),
            Call::IsHostLabel(of, dots) => {
                format!("isValidHostLabel({}, {dots})", self.operand(of))
            }
            Call::IsBucketLabel(of, dots) => {
                format!("isVirtualHostableBucket({}, {dots})", self.operand(of))
            }
        }
    }

    fn parts(&self, parts: Run) -> &[Operand] {
        let first = usize::from(parts.first);
        &self.table.parts[first..first + usize::from(parts.count)]
    }

    fn text(&self, index: Index) -> &str {
        &self.table.texts[usize::from(index)]
    }
}

fn variable_name(index: Index) -> String {
    format!("v{index}")
}

fn attribute(attribute: Attribute) -> String {
    let name = match attribute {
        Attribute::Name => "name",
        Attribute::DnsSuffix => "dnsSuffix",
        Attribute::DualStackDnsSuffix => "dualStackDnsSuffix",
        Attribute::ImplicitGlobalRegion => "implicitGlobalRegion",
        Attribute::SupportsFips => "supportsFIPS",
        Attribute::SupportsDualStack => "supportsDualStack",
        Attribute::Scheme => "scheme",
        Attribute::Authority => "authority",
        Attribute::Path => "path",
        Attribute::NormalizedPath => "normalizedPath",
        Attribute::IsIp => "isIp",
        Attribute::ArnPartition => "partition",
        Attribute::Service => "service",
        Attribute::Region => "region",
        Attribute::AccountId => "accountId",
        Attribute::ResourceId(index) => return format!(".resourceId[{index}]"),
        Attribute::Item(index) => return format!("[{index}]"),
    };
    format!(".{name}")
}

/// A text of the rules in a line of a comment: without line breaks, control characters, and the
/// marks that end a code block.
fn one_line(text: &str) -> String {
    text.replace("```", "'''").escape_debug().to_string()
}
