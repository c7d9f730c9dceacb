//! Endpoint rules as tables: what a generated client evaluates.
//!
//! A rule set is a tree of rules, conditions and calls. Here it is checked and laid out flat: each pool of
//! a [`Table`] holds equal things once, and they refer to each other by position. The types are those of
//! `codegen/runtime/support/endpoint_rules/table.rs`, which emitted tables are made of.
//!
//! - [`lower`](fn@lower) walks the rules, and knows which variables are in scope;
//! - `decisions` turns rules into a graph of decisions, so that nothing is asked twice;
//! - `calls` checks calls, and `texts` templates;
//! - `pools` numbers what is laid out;
//! - [`partitions`](mod@partitions) turns patterns of regions into what a small matcher can do.

mod calls;
mod decisions;
mod lower;
pub mod partitions;
mod pools;
mod texts;

pub use lower::lower;

/// Position in a pool.
pub type Index = u16;

/// Neighbours in a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Run {
    /// The first one.
    pub first: Index,
    /// How many there are.
    pub count: Index,
}

/// A rule set, laid out flat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What the URL depends on.
    pub parameters: Vec<Parameter>,
    /// How many variables there are.
    pub variables: usize,
    /// Texts.
    pub texts: Vec<String>,
    /// What is worked out.
    pub calls: Vec<Call>,
    /// What templates are made of.
    pub parts: Vec<Operand>,
    /// What has to hold.
    pub conditions: Vec<Condition>,
    /// What to ask: the first one first. Each leads to one behind it, or to an outcome.
    pub nodes: Vec<Node>,
    /// What it comes to. Their positions follow those of the nodes.
    pub outcomes: Vec<Outcome>,
    /// Answers.
    pub endpoints: Vec<Endpoint>,
    /// How requests are signed.
    pub auth_schemes: Vec<AuthScheme>,
    /// Members of objects in properties.
    pub fields: Vec<Field>,
    /// Items of lists in properties.
    pub items: Vec<Data>,
    /// Headers.
    pub headers: Vec<Header>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the rules.
    pub name: String,
    /// What its values may be used for.
    pub role: Role,
    /// Whether there is no answer without a value.
    pub required: bool,
    /// The value where none is given.
    pub default: Default,
}

/// What values of a parameter may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Part of a host's name, or of a path.
    Plain,
    /// Whole labels of a host's name.
    Region,
    /// A URL of its own.
    Url,
}

/// The value where none is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Default {
    /// There is none.
    Nothing,
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(String),
}

/// What a call takes, or a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// The value of a parameter.
    Parameter(Index),
    /// The value of a variable.
    Variable(Index),
    /// `true` or `false`
    Boolean(bool),
    /// A text.
    Text(Index),
    /// What a call gives.
    Call(Index),
}

/// What is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Parts, one after the other. It is only written, and compared as it would be.
    Template(Run),
    /// Whether there is a value.
    IsSet(Operand),
    /// The opposite.
    Not(Operand),
    /// Whether two booleans are equal.
    BooleanEquals(Operand, Operand),
    /// Whether two texts are equal. Only the second one may be a template.
    StringEquals(Operand, Operand),
    /// A part of a value.
    Attribute(Operand, Attribute),
    /// Some characters of a text.
    Substring(Operand, Span),
    /// A text with `%` before whatever is special in URLs.
    UriEncode(Operand),
    /// The parts of a URL.
    ParseUrl(Operand),
    /// The partition of a region.
    Partition(Operand),
    /// The parts of an ARN.
    ParseArn(Operand),
    /// Whether a text can be a label of a host's name, or (`true`) several with dots between.
    IsHostLabel(Operand, bool),
    /// Whether a text can be a bucket in a host's name; `true`: dots are allowed.
    IsBucketLabel(Operand, bool),
}

/// Characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first one.
    pub start: Index,
    /// The one behind the last one.
    pub stop: Index,
    /// Whether they are counted from the end.
    pub from_end: bool,
}

/// Parts of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attribute {
    /// Of a partition: its name.
    Name,
    /// Of a partition.
    DnsSuffix,
    /// Of a partition.
    DualStackDnsSuffix,
    /// Of a partition.
    ImplicitGlobalRegion,
    /// Of a partition.
    SupportsFips,
    /// Of a partition.
    SupportsDualStack,
    /// Of a URL.
    Scheme,
    /// Of a URL: host and port.
    Authority,
    /// Of a URL.
    Path,
    /// Of a URL: the path without dot segments, with a slash at its end.
    NormalizedPath,
    /// Of a URL: whether its host is an address.
    IsIp,
    /// Of an ARN: the partition.
    ArnPartition,
    /// Of an ARN.
    Service,
    /// Of an ARN.
    Region,
    /// Of an ARN.
    AccountId,
    /// Of an ARN: a part of the resource.
    ResourceId(Index),
    /// Of a list.
    Item(Index),
}

/// Something that has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// There is a value.
    IsSet(Operand),
    /// The value is `true`.
    IsTrue(Operand),
    /// A call gives neither `false` nor nothing.
    Holds(Index),
    /// The same, and a variable keeps what the call gives.
    Assigns(Index, Index),
}

/// A question on the way to an outcome. Both ways lead to a node or an outcome, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    /// A condition.
    pub condition: Index,
    /// Where to go on if it holds.
    pub holds: Index,
    /// Where to go on if it does not hold.
    pub otherwise: Index,
}

/// What rules come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An answer.
    Endpoint(Index),
    /// No answer, and a text that says why.
    Error(Operand),
    /// No rule is for these parameters.
    NoRule,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    /// A text.
    pub url: Operand,
    /// How requests can be signed: the first way that the client knows.
    pub auth_schemes: Run,
    /// Further properties: members of an object.
    pub properties: Run,
    /// Headers.
    pub headers: Run,
}

/// How requests are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthScheme {
    /// A text of the rules.
    pub name: Index,
    /// Fields.
    pub settings: Run,
}

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// A text of the rules.
    pub name: Index,
    /// Its value.
    pub value: Data,
}

/// A value in properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// A text.
    Text(Operand),
    /// `true` or `false`
    Boolean(bool),
    /// Items.
    List(Run),
    /// Fields.
    Object(Run),
}

/// A header. One that has several values occurs several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// A text of the rules.
    pub name: Index,
    /// A text.
    pub value: Operand,
}
