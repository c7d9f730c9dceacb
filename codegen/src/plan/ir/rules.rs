//! Endpoint rules as tables, which generated clients evaluate, and partitions.
//!
//! Each pool of a [`Table`] holds equal things once, and they refer to each other by position. The
//! types mirror those of `codegen/runtime/support/endpoint_rules/table.rs`, which emitted tables
//! are made of: those are static, these are built up.

/// A position in a pool.
pub type Index = u16;

/// Neighbouring entries of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Run {
    /// The position of the first one.
    pub first: Index,
    /// Their number.
    pub count: Index,
}

/// A rule set as flat pools.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// The number of variables.
    pub variables: usize,
    /// Texts.
    pub texts: Vec<String>,
    /// Function calls.
    pub calls: Vec<Call>,
    /// Parts of templates.
    pub parts: Vec<Operand>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// The decision graph: evaluation begins at the first node, and each leads to a later one or to
    /// an outcome.
    pub nodes: Vec<Node>,
    /// Results of the rules. Targets of nodes count them after the nodes.
    pub outcomes: Vec<Outcome>,
    /// Endpoints.
    pub endpoints: Vec<Endpoint>,
    /// Auth schemes of endpoints.
    pub auth_schemes: Vec<AuthScheme>,
    /// Members of objects in properties of endpoints.
    pub fields: Vec<Field>,
    /// Items of lists in properties of endpoints.
    pub items: Vec<Data>,
    /// Headers of endpoints.
    pub headers: Vec<Header>,
}

/// A parameter of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Name in the rules.
    pub name: String,
    /// The part of a URL that its values may be.
    pub usage: ParameterUsage,
    /// True if endpoint resolution fails without a value.
    pub required: bool,
    /// The value if none is given.
    pub default: DefaultValue,
}

/// The part of a URL that a parameter's values may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterUsage {
    /// Part of a host's name, or of a path.
    Plain,
    /// Whole labels of a host's name.
    Region,
    /// A URL of its own.
    Url,
}

/// The value of a parameter if none is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// No value.
    Nothing,
    /// A boolean.
    Boolean(bool),
    /// A text.
    Text(String),
}

/// An argument of a call, or a part of a text.
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
    /// The result of a call.
    Call(Index),
}

/// A function call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Parts, one after the other. The text is never put together: it is written somewhere, or
    /// compared part by part.
    Template(Run),
    /// `isSet`
    IsSet(Operand),
    /// `not`
    Not(Operand),
    /// `booleanEquals`
    BooleanEquals(Operand, Operand),
    /// `stringEquals`. Only the second text may be a template.
    StringEquals(Operand, Operand),
    /// `getAttr`, of a partition, URL, ARN or list.
    Attribute(Operand, Attribute),
    /// `substring`
    Substring(Operand, Span),
    /// `uriEncode`
    UriEncode(Operand),
    /// `parseURL`
    ParseUrl(Operand),
    /// `aws.partition`
    Partition(Operand),
    /// `aws.parseArn`
    ParseArn(Operand),
    /// `isValidHostLabel`; `true`: several labels with dots between are allowed.
    IsHostLabel(Operand, bool),
    /// `aws.isVirtualHostableS3Bucket`; `true`: dots are allowed.
    IsBucketLabel(Operand, bool),
}

/// A range of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first character.
    pub start: Index,
    /// The character after the last one.
    pub stop: Index,
    /// True if both are counted from the end of the text.
    pub from_end: bool,
}

/// Parts of values, as `getAttr` names them.
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

/// A condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// There is a value.
    IsSet(Operand),
    /// The value is `true`.
    IsTrue(Operand),
    /// The call returns a value other than `false`.
    Holds(Index),
    /// The same, and a variable stores the value.
    Assigns(Index, Index),
}

/// A node of the decision graph. Both ways lead to a node or an outcome, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    /// The condition to evaluate.
    pub condition: Index,
    /// The target if the condition holds.
    pub holds: Index,
    /// The target if it does not hold.
    pub otherwise: Index,
}

/// A result of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An endpoint.
    Endpoint(Index),
    /// An error with this message.
    Error(Operand),
    /// No rule matched.
    NoRule,
}

/// An endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL.
    pub url: Operand,
    /// Auth schemes in order of preference: the client takes the first that it supports.
    pub auth_schemes: Run,
    /// Further properties: members of an object.
    pub properties: Run,
    /// Headers.
    pub headers: Run,
}

/// An auth scheme of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthScheme {
    /// Its name, a text.
    pub name: Index,
    /// Settings such as the signing name: fields.
    pub settings: Run,
}

/// A member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name, a text.
    pub name: Index,
    /// The value.
    pub value: Data,
}

/// A value in properties of endpoints.
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

/// A header of an endpoint. One with several values occurs several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Its name, a text.
    pub name: Index,
    /// The value, a text.
    pub value: Operand,
}

/// A partition of AWS: a group of regions with their own domains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// Name, such as `aws-cn`.
    pub id: String,
    /// The pattern of its regions: words with hyphens between.
    pub pattern: Vec<Word>,
    /// Regions that do not match the pattern.
    pub regions: Vec<String>,
    /// Domain of endpoints.
    pub dns_suffix: String,
    /// Domain of dual-stack endpoints.
    pub dual_stack_dns_suffix: String,
    /// The signing region of global services.
    pub implicit_global_region: String,
    /// True if there are endpoints that comply with FIPS.
    pub supports_fips: bool,
    /// True if there are dual-stack endpoints.
    pub supports_dual_stack: bool,
}

/// A word in the pattern of regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// One of these.
    OneOf(Vec<String>),
    /// Letters, digits and `_`: `\w+`.
    Any,
    /// Digits: `\d+`.
    Digits,
}
