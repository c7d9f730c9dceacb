//! What a service's endpoint rules look like as static data.
//!
//! A rule set is laid out flat: each pool holds equal things once, and they refer to each other by
//! position. The rules themselves have become a graph of decisions.

#![allow(dead_code, reason = "not every service's rules need everything")]

/// Position in a pool.
pub type Index = u16;

/// Neighbours in a pool.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// The first one.
    pub first: Index,
    /// How many there are.
    pub count: Index,
}

/// A [`Run`]. Tables are long: what they are made of has these short forms.
pub const fn run(first: Index, count: Index) -> Run {
    Run { first, count }
}

impl Run {
    /// The neighbours of a pool.
    pub fn of<T>(self, pool: &'static [T]) -> &'static [T] {
        let first = usize::from(self.first);
        &pool[first..first + usize::from(self.count)]
    }
}

/// A rule set.
#[derive(Debug)]
pub struct Rules {
    /// What the URL depends on.
    pub parameters: &'static [Parameter],
    /// Texts.
    pub texts: &'static [&'static str],
    /// What is worked out.
    pub calls: &'static [Call],
    /// What templates are made of.
    pub parts: &'static [Operand],
    /// What has to hold.
    pub conditions: &'static [Condition],
    /// What to ask: the first one first. Each leads to one behind it, or to an outcome.
    pub nodes: &'static [Node],
    /// What it comes to. Their positions follow those of the nodes.
    pub outcomes: &'static [Outcome],
    /// Answers.
    pub endpoints: &'static [Answer],
    /// How requests are signed.
    pub auth_schemes: &'static [AuthScheme],
    /// Members of objects in properties.
    pub fields: &'static [Field],
    /// Items of lists in properties.
    pub items: &'static [Data],
    /// Headers.
    pub headers: &'static [Header],
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in the rules.
    pub name: &'static str,
    /// What its values may be used for.
    pub role: Role,
    /// Whether there is no answer without a value.
    pub required: bool,
    /// The value where none is given.
    pub default: Default,
}

/// A [`Parameter`].
pub const fn parameter(
    name: &'static str,
    role: Role,
    required: bool,
    default: Default,
) -> Parameter {
    Parameter {
        name,
        role,
        required,
        default,
    }
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
#[derive(Debug)]
pub enum Default {
    /// There is none.
    Nothing,
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(&'static str),
}

/// What a call takes, or a text is made of.
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
    /// What a call gives.
    Call(Index),
}

/// What is worked out.
#[derive(Debug, Clone, Copy)]
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
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first one.
    pub start: Index,
    /// The one behind the last one.
    pub stop: Index,
    /// Whether they are counted from the end.
    pub from_end: bool,
}

/// Parts of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy)]
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
#[derive(Debug)]
pub struct Node {
    /// A condition.
    pub condition: Index,
    /// Where to go on if it holds.
    pub holds: Index,
    /// Where to go on if it does not hold.
    pub otherwise: Index,
}

/// A [`Node`].
pub const fn node(condition: Index, holds: Index, otherwise: Index) -> Node {
    Node {
        condition,
        holds,
        otherwise,
    }
}

/// What rules come to.
#[derive(Debug)]
pub enum Outcome {
    /// An answer.
    Endpoint(Index),
    /// No answer, and a text that says why.
    Error(Operand),
    /// No rule is for these parameters.
    NoRule,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// A text.
    pub url: Operand,
    /// How requests can be signed: the first way that the client knows.
    pub auth_schemes: Run,
    /// Further properties: members of an object.
    pub properties: Run,
    /// Headers.
    pub headers: Run,
}

/// An [`Answer`].
pub const fn answer(url: Operand, auth_schemes: Run, properties: Run, headers: Run) -> Answer {
    Answer {
        url,
        auth_schemes,
        properties,
        headers,
    }
}

/// How requests are signed.
#[derive(Debug)]
pub struct AuthScheme {
    /// A text of the rules.
    pub name: Index,
    /// Fields.
    pub settings: Run,
}

/// A member of an object.
#[derive(Debug)]
pub struct Field {
    /// A text of the rules.
    pub name: Index,
    /// Its value.
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
    /// A text of the rules.
    pub name: Index,
    /// A text.
    pub value: Operand,
}
