//! Endpoint rules: how settings and parameters become a service's URL.
//!
//! These are the types of `endpoint-rule-set-1.json` as it is written. What the rules mean, and whether
//! they mean anything, is checked in `plan`.

mod load;

use std::path::Path;

use indexmap::IndexMap;

use super::{Position, Source};
use crate::error::Result;

/// Name of the file beside a model.
pub const FILE: &str = "endpoint-rule-set-1.json";

/// A rule set.
#[derive(Debug, Clone)]
pub struct EndpointRules {
    /// The file, for errors.
    pub source: Source,
    /// What the URL depends on, by name.
    pub parameters: IndexMap<String, Parameter>,
    /// The first rule that gives an answer holds.
    pub rules: Vec<Rule>,
}

/// Something that the URL depends on.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Place of the parameter.
    pub at: Position,
    /// Type of its values.
    pub kind: ParameterKind,
    /// Which setting of the client gives the value.
    pub built_in: Option<BuiltIn>,
    /// The value where none is given.
    pub default: Option<ParameterDefault>,
    /// Whether there is no answer without a value.
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
    /// Of a text.
    Text(String),
    /// Of a boolean.
    Boolean(bool),
}

/// Settings of the client that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// The region.
    Region,
    /// Whether to use endpoints that comply with FIPS.
    UseFips,
    /// Whether to use endpoints that are reachable by IPv6 too.
    UseDualStack,
    /// The URL that the client's user has set.
    Endpoint,
    /// The account of the credentials.
    AccountId,
    /// Whether URLs may, or must, carry the account.
    AccountIdEndpointMode,
    /// A setting of one service alone; the name of the parameter says which.
    OfOneService,
}

impl BuiltIn {
    /// The built-in of a name in rule sets.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "AWS::Region" => Self::Region,
            "AWS::UseFIPS" => Self::UseFips,
            "AWS::UseDualStack" => Self::UseDualStack,
            "SDK::Endpoint" => Self::Endpoint,
            "AWS::Auth::AccountId" => Self::AccountId,
            "AWS::Auth::AccountIdEndpointMode" => Self::AccountIdEndpointMode,
            "AWS::S3::Accelerate"
            | "AWS::S3::DisableMultiRegionAccessPoints"
            | "AWS::S3::ForcePathStyle"
            | "AWS::S3::UseArnRegion"
            | "AWS::S3::UseGlobalEndpoint"
            | "AWS::S3Control::UseArnRegion"
            | "AWS::STS::UseGlobalEndpoint" => Self::OfOneService,
            _ => return None,
        })
    }
}

/// A rule: if all conditions hold, what then.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Place of the rule.
    pub at: Position,
    /// All of them have to hold.
    pub conditions: Vec<Call>,
    /// What then.
    pub then: Then,
}

/// What a rule gives whose conditions hold.
#[derive(Debug, Clone)]
pub enum Then {
    /// The answer of the first of these that gives one.
    Rules(Vec<Rule>),
    /// The URL and what belongs to it.
    Endpoint(Endpoint),
    /// A message: there is no endpoint.
    Error(Value),
}

/// A URL and what belongs to it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The URL.
    pub url: Value,
    /// For the runtime: auth schemes and more.
    pub properties: Vec<(String, Data)>,
    /// Headers that the request gets.
    pub headers: Vec<(String, Vec<Value>)>,
}

/// A property: JSON whose texts are templates.
#[derive(Debug, Clone)]
pub enum Data {
    /// A text with its place.
    Text(String, Position),
    /// `true` or `false`
    Boolean(bool),
    /// A list.
    List(Vec<Data>),
    /// An object.
    Object(Vec<(String, Data)>),
}

/// A call of a function; as a condition it holds if it gives neither `false` nor nothing.
#[derive(Debug, Clone)]
pub struct Call {
    /// Place of the call.
    pub at: Position,
    /// The function.
    pub function: Function,
    /// Its arguments.
    pub arguments: Vec<Value>,
    /// A variable that keeps the result, and where it is named.
    pub assign: Option<(String, Position)>,
}

/// The functions.
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
    /// All functions with their names in rule sets.
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

    /// The name in rule sets.
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, function)| *function == self);
        found.map_or("", |(name, _)| name)
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its place.
    pub at: Position,
    /// What it is.
    pub kind: ValueKind,
}

/// Kinds of values.
#[derive(Debug, Clone)]
pub enum ValueKind {
    /// What a function gives.
    Call(Box<Call>),
    /// A parameter or a variable.
    Reference(String),
    /// A text, perhaps with references in braces.
    Text(String),
    /// `true` or `false`
    Boolean(bool),
    /// A whole number that is not negative.
    Number(u16),
}

impl EndpointRules {
    /// Reads the rule set in `folder`, if there is one.
    ///
    /// # Errors
    /// If the file cannot be read or understood.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let file = folder.join(FILE);
        if file.exists() {
            Self::parse(Source::read(&file)?).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Reads the text of a rule set.
    ///
    /// # Errors
    /// If it cannot be understood.
    pub fn parse(source: Source) -> Result<Self> {
        load::rules(source)
    }
}
