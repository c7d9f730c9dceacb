//! Endpoint rules: they turn settings and parameters into a service's URL.
//!
//! These types mirror `endpoint-rule-set-1.json`. `plan` checks the meaning of the rules.

mod load;

use indexmap::IndexMap;

use super::{Position, Source};

/// Name of the file beside a model.
pub const FILE: &str = "endpoint-rule-set-1.json";

/// A rule set.
#[derive(Debug, Clone)]
pub struct EndpointRules {
    /// Source of the rules, for errors.
    pub source: Source,
    /// Parameters of the rules, by name.
    pub parameters: IndexMap<String, Parameter>,
    /// The rules, tried in order: the first one with a result applies.
    pub rules: Vec<Rule>,
}

/// A parameter of the rules.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Position of the parameter.
    pub at: Position,
    /// Type of the values.
    pub kind: ParameterKind,
    /// Setting of the client that provides the value.
    pub built_in: Option<BuiltIn>,
    /// Default value.
    pub default: Option<ParameterDefault>,
    /// Set if the rules have no result without a value.
    pub required: bool,
}

/// Types of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// `string`
    Text,
    /// `boolean`
    Boolean,
    /// `stringArray`
    Texts,
}

/// Values of parameters that have a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterDefault {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
}

/// Settings of the client that rules refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// The region.
    Region,
    /// Enables endpoints that comply with FIPS.
    UseFips,
    /// Enables endpoints that are reachable by IPv6 too.
    UseDualStack,
    /// The URL that the user of the client has set.
    Endpoint,
    /// The account of the credentials.
    AccountId,
    /// Allows or requires URLs that contain the account.
    AccountIdEndpointMode,
    /// A setting of one service only, with its name.
    OfOneService(&'static str),
}

/// Built-ins that one service has.
const OF_ONE_SERVICE: [&str; 7] = [
    "AWS::S3::Accelerate",
    "AWS::S3::DisableMultiRegionAccessPoints",
    "AWS::S3::ForcePathStyle",
    "AWS::S3::UseArnRegion",
    "AWS::S3::UseGlobalEndpoint",
    "AWS::S3Control::UseArnRegion",
    "AWS::STS::UseGlobalEndpoint",
];

impl BuiltIn {
    /// Looks up a built-in by its name in rule sets.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "AWS::Region" => Self::Region,
            "AWS::UseFIPS" => Self::UseFips,
            "AWS::UseDualStack" => Self::UseDualStack,
            "SDK::Endpoint" => Self::Endpoint,
            "AWS::Auth::AccountId" => Self::AccountId,
            "AWS::Auth::AccountIdEndpointMode" => Self::AccountIdEndpointMode,
            name => {
                let known = OF_ONE_SERVICE.iter().find(|it| **it == name);
                Self::OfOneService(known?)
            }
        })
    }

    /// Names the source of the value in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "AWS::Region",
            Self::UseFips => "AWS::UseFIPS",
            Self::UseDualStack => "AWS::UseDualStack",
            Self::Endpoint => "SDK::Endpoint",
            Self::AccountId => "AWS::Auth::AccountId",
            Self::AccountIdEndpointMode => "AWS::Auth::AccountIdEndpointMode",
            Self::OfOneService(name) => name,
        }
    }
}

/// A rule: conditions, and the outcome if all of them hold.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Position of the rule.
    pub at: Position,
    /// Conditions, which all have to hold.
    pub conditions: Vec<Call>,
    /// Outcome of the rule.
    pub then: Then,
}

/// Outcome of a rule whose conditions hold.
#[derive(Debug, Clone)]
pub enum Then {
    /// Further rules: the first one with a result applies.
    Rules(Vec<Rule>),
    /// An endpoint.
    Endpoint(Endpoint),
    /// An error message: there is no endpoint.
    Error(Value),
}

/// A URL and its properties.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The URL.
    pub url: Value,
    /// Properties for the runtime, such as auth schemes.
    pub properties: Vec<(String, Data)>,
    /// Headers to add to the request.
    pub headers: Vec<(String, Vec<Value>)>,
}

/// A property: JSON whose strings are templates.
#[derive(Debug, Clone)]
pub enum Data {
    /// A string with its position.
    Text(String, Position),
    /// `true` or `false`
    Boolean(bool),
    /// A list.
    List(Vec<Data>),
    /// An object.
    Object(Vec<(String, Data)>),
}

/// A function call. As a condition, it holds unless the result is `false` or empty.
#[derive(Debug, Clone)]
pub struct Call {
    /// Position of the call.
    pub at: Position,
    /// The function.
    pub function: Function,
    /// Its arguments.
    pub arguments: Vec<Value>,
    /// Variable for the result, and the position of its name.
    pub assign: Option<(String, Position)>,
}

/// Functions of rule sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `isSet`
    IsSet,
    /// `not`
    Not,
    /// `booleanEquals`
    BooleanEquals,
    /// `stringEquals`
    StringEquals,
    /// `getAttr`
    GetAttr,
    /// `substring`
    Substring,
    /// `uriEncode`
    UriEncode,
    /// `parseURL`
    ParseUrl,
    /// `isValidHostLabel`
    IsValidHostLabel,
    /// `aws.partition`
    Partition,
    /// `aws.parseArn`
    ParseArn,
    /// `aws.isVirtualHostableS3Bucket`
    IsVirtualHostableBucket,
}

impl Function {
    /// All functions, by their names in rule sets.
    pub const ALL: [(&'static str, Self); 12] = [
        ("isSet", Self::IsSet),
        ("not", Self::Not),
        ("booleanEquals", Self::BooleanEquals),
        ("stringEquals", Self::StringEquals),
        ("getAttr", Self::GetAttr),
        ("substring", Self::Substring),
        ("uriEncode", Self::UriEncode),
        ("parseURL", Self::ParseUrl),
        ("isValidHostLabel", Self::IsValidHostLabel),
        ("aws.partition", Self::Partition),
        ("aws.parseArn", Self::ParseArn),
        (
            "aws.isVirtualHostableS3Bucket",
            Self::IsVirtualHostableBucket,
        ),
    ];

    /// Returns the name in rule sets.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, function)| *function == self);
        found.map_or("", |(name, _)| name)
    }
}

/// A value with its position.
#[derive(Debug, Clone)]
pub struct Value {
    /// Position of the value.
    pub at: Position,
    /// Kind and contents of the value.
    pub kind: ValueKind,
}

/// Kinds of values.
#[derive(Debug, Clone)]
pub enum ValueKind {
    /// The result of a function.
    Call(Box<Call>),
    /// A parameter or a variable.
    Reference(String),
    /// A string, which may contain references in braces.
    Text(String),
    /// `true` or `false`
    Boolean(bool),
    /// A non-negative integer.
    Number(u16),
}
