//! Types of values in rules.

use crate::plan::ir::rules::Operand;

/// An operand and the type of its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed {
    pub(super) operand: Operand,
    pub(super) ty: Type,
    /// True if there may be no value.
    pub(super) may_be_missing: bool,
}

/// Types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Boolean,
    Text,
    /// A text of several parts, which is written or compared part by part and never exists as a
    /// whole.
    Template,
    Texts,
    Partition,
    Url,
    Arn,
}

impl Type {
    /// The type in words, with its article.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Text => "a text",
            Self::Template => "a text of several parts",
            Self::Texts => "a list of texts",
            Self::Partition => "a partition",
            Self::Url => "a URL's parts",
            Self::Arn => "an ARN's parts",
        }
    }
}
