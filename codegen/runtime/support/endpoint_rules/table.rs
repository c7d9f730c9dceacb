//! Endpoint rules as static data.
//!
//! A rule set is laid out flat: each pool holds equal entries once, and entries refer to each other
//! by index. The rules themselves have become a decision graph.

#![allow(dead_code, reason = "not every service's rules need everything")]

/// Index in a pool.
pub type Index = u16;

/// Consecutive entries of a pool.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Index of the first entry.
    pub first: Index,
    /// Number of entries.
    pub count: Index,
}

/// Creates a [`Run`]. Tables are long, hence the short forms of their entries.
pub const fn run(first: Index, count: Index) -> Run {
    Run { first, count }
}

impl Run {
    /// Returns the entries.
    pub fn of<T>(self, pool: &'static [T]) -> &'static [T] {
        let first = usize::from(self.first);
        &pool[first..first + usize::from(self.count)]
    }
}

/// A rule set.
#[derive(Debug)]
pub struct Rules {
    /// Parameters.
    pub parameters: &'static [Parameter],
    /// Texts.
    pub texts: &'static [&'static str],
    /// Calls of functions.
    pub calls: &'static [Call],
    /// Parts of templates.
    pub parts: &'static [Operand],
    /// Conditions of nodes.
    pub conditions: &'static [Condition],
    /// Nodes of the decision graph, the root first. Each leads to a later one, or to an outcome.
    pub nodes: &'static [Node],
    /// Outcomes. Their indices in nodes follow those of the nodes.
    pub outcomes: &'static [Outcome],
    /// Endpoints.
    pub endpoints: &'static [Answer],
    /// Auth schemes of endpoints.
    pub auth_schemes: &'static [AuthScheme],
    /// Members of objects in properties.
    pub fields: &'static [Field],
    /// Items of lists in properties.
    pub items: &'static [Data],
    /// Headers.
    pub headers: &'static [Header],
}

/// Declaration of a parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Name in the rules.
    pub name: &'static str,
    /// Use of its values.
    pub usage: ParameterUsage,
    /// `true` if there is no endpoint without a value.
    pub required: bool,
    /// Default value.
    pub default: DefaultValue,
}

/// Creates a [`Parameter`].
pub const fn parameter(
    name: &'static str,
    usage: ParameterUsage,
    required: bool,
    default: DefaultValue,
) -> Parameter {
    Parameter {
        name,
        usage,
        required,
        default,
    }
}

/// Use of the values of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterUsage {
    /// Part of a host name or of a path.
    Plain,
    /// Whole labels of a host name.
    Region,
    /// A complete URL.
    Url,
}

/// Default value of a parameter.
#[derive(Debug)]
pub enum DefaultValue {
    /// No default.
    Nothing,
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(&'static str),
}

/// Argument of a call, or part of a template.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// The value of a parameter.
    Parameter(Index),
    /// The value of a variable.
    Variable(Index),
    /// `true` or `false`
    Boolean(bool),
    /// A text.
    Text(Index),
    /// The result of a call.
    Call(Index),
}

/// Call of a function.
#[derive(Debug, Clone, Copy)]
pub enum Call {
    /// Concatenation of parts. It is only written, or compared with what would be written.
    Template(Run),
    /// True if there is a value.
    IsSet(Operand),
    /// Negation.
    Not(Operand),
    /// True if two booleans are equal.
    BooleanEquals(Operand, Operand),
    /// True if two texts are equal. Only the second one may be a template.
    StringEquals(Operand, Operand),
    /// Attribute of a value.
    Attribute(Operand, Attribute),
    /// Part of a text.
    Substring(Operand, Span),
    /// Percent-encoded text.
    UriEncode(Operand),
    /// The parts of a URL.
    ParseUrl(Operand),
    /// The partition of a region.
    Partition(Operand),
    /// The parts of an ARN.
    ParseArn(Operand),
    /// True if a text is a valid label of a host name, or (with `true`) several separated by dots.
    IsHostLabel(Operand, bool),
    /// True if a text is a valid bucket name in a host name; `true` allows dots.
    IsBucketLabel(Operand, bool),
}

/// Range of characters.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Index of the first character.
    pub start: Index,
    /// Index after the last character.
    pub stop: Index,
    /// `true` if indices count from the end.
    pub from_end: bool,
}

/// Attribute of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// Of a partition: the name.
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
    /// Of a URL: true if the host is an IP address.
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

/// Condition of a node.
#[derive(Debug, Clone, Copy)]
pub enum Condition {
    /// The operand has a value.
    IsSet(Operand),
    /// The operand is `true`.
    IsTrue(Operand),
    /// The result of a call is neither `false` nor nothing.
    Holds(Index),
    /// The same, and the result is assigned to a variable.
    Assigns(Index, Index),
}

/// Node of the decision graph. Both branches lead to a node or an outcome, by index.
#[derive(Debug)]
pub struct Node {
    /// Index of the condition.
    pub condition: Index,
    /// Next node or outcome if the condition holds.
    pub holds: Index,
    /// Next node or outcome if it does not hold.
    pub otherwise: Index,
}

/// Creates a [`Node`].
pub const fn node(condition: Index, holds: Index, otherwise: Index) -> Node {
    Node {
        condition,
        holds,
        otherwise,
    }
}

/// Outcome of the rules.
#[derive(Debug)]
pub enum Outcome {
    /// An endpoint.
    Endpoint(Index),
    /// An error with a message.
    Error(Operand),
    /// No rule matches the parameters.
    NoRule,
}

/// Template of an endpoint.
#[derive(Debug)]
pub struct Answer {
    /// URL.
    pub url: Operand,
    /// Auth schemes. The client uses the first one that it knows.
    pub auth_schemes: Run,
    /// Other properties: members of an object.
    pub properties: Run,
    /// Headers.
    pub headers: Run,
}

/// Creates an [`Answer`].
pub const fn answer(url: Operand, auth_schemes: Run, properties: Run, headers: Run) -> Answer {
    Answer {
        url,
        auth_schemes,
        properties,
        headers,
    }
}

/// Auth scheme of an endpoint.
#[derive(Debug)]
pub struct AuthScheme {
    /// Index of the name among the texts.
    pub name: Index,
    /// Settings: members of an object.
    pub settings: Run,
}

/// A member of an object.
#[derive(Debug)]
pub struct Field {
    /// Index of the name among the texts.
    pub name: Index,
    /// Value of the member.
    pub value: Data,
}

/// A value in properties.
#[derive(Debug, Clone, Copy)]
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
#[derive(Debug)]
pub struct Header {
    /// Index of the name among the texts.
    pub name: Index,
    /// Value of the header.
    pub value: Operand,
}
